# Draws F16-filters.svg and F16-filters.png from F16-filters.dat:
#   gnuplot F16-filters.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F16-filters.'.FORMAT
DATA = 'F16-filters.dat'
set linetype 1 lc rgb '#0072B2' lw 2 dt solid pt 7 ps 0.7
set linetype 2 lc rgb '#D55E00' lw 2 dt (9,4) pt 5 ps 0.7
set linetype 3 lc rgb '#009E73' lw 2 dt (3,3) pt 9 ps 0.8
set linetype 4 lc rgb '#CC79A7' lw 2 dt (9,3,2,3) pt 11 ps 0.8
set linetype 5 lc rgb '#E69F00' lw 2 dt solid pt 6 ps 0.8
set linetype 6 lc rgb '#56B4E9' lw 2 dt (9,4) pt 4 ps 0.8
set linetype 7 lc rgb '#000000' lw 2 dt (3,3) pt 8 ps 0.8
set linetype 8 lc rgb '#F0E442' lw 2 dt solid pt 10 ps 0.8
set linetype cycle 8
inside(y, low, high) = y < low ? low : y > high ? high : y
set multiplot title 'Roughness of the filters: 0.33 after one epoch, 0.41 at the end; 0.33 after overfitting few images' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'CIFAR-10 (JPEG copy). The 32 filters of the first layer, 7x7 in red, green and blue, each scaled to its own range; seed 1. Roughness is 1 for random'."\n".'weights and near 0 for smooth ones.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.046613
set lmargin at screen 0.01
set rmargin at screen 0.24
set bmargin at screen 0.094032
set tmargin at screen 0.87419
set title '40,000 images, epoch 1' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:30.5]
unset xtics
set yrange [62.5:-0.5]
unset ytics
unset key
plot DATA index 0 using 1:2:3:4:5 with rgbimage pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.26
set rmargin at screen 0.49
set bmargin at screen 0.094032
set tmargin at screen 0.87419
set title '40,000 images, epoch 3' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:30.5]
unset xtics
set yrange [62.5:-0.5]
unset ytics
unset key
plot DATA index 1 using 1:2:3:4:5 with rgbimage pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.51
set rmargin at screen 0.74
set bmargin at screen 0.094032
set tmargin at screen 0.87419
set title '40,000 images, epoch 10' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:30.5]
unset xtics
set yrange [62.5:-0.5]
unset ytics
unset key
plot DATA index 2 using 1:2:3:4:5 with rgbimage pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76
set rmargin at screen 0.99
set bmargin at screen 0.094032
set tmargin at screen 0.87419
set title '4,000 images, epoch 10' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:30.5]
unset xtics
set yrange [62.5:-0.5]
unset ytics
unset key
plot DATA index 3 using 1:2:3:4:5 with rgbimage pixels notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F16-filters.gp' } else { undefine FORMAT }
