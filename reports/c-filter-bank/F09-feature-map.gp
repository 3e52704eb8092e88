# Draws F09-feature-map.svg and F09-feature-map.png from F09-feature-map.dat:
#   gnuplot F09-feature-map.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1050,470 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1575,705 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F09-feature-map.'.FORMAT
DATA = 'F09-feature-map.dat'
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
set multiplot title 'The last filter, a bar, makes -1.0 to 0.5 of the first image' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Report C shows channel 35 of the convolved image; which image is unstated: ours is the first training image, MNIST, standardised. Blue is negative,'."\n".'orange positive; each panel has its own scale.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.061489
set lmargin at screen 0.01
set rmargin at screen 0.32333
set bmargin at screen 0.11766
set tmargin at screen 0.83404
set title 'image, 28x28' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:27.5]
unset xtics
set yrange [27.5:-0.5]
unset ytics
unset key
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-2.82154:2.82154]
plot DATA index 0 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.34333
set rmargin at screen 0.65667
set bmargin at screen 0.11766
set tmargin at screen 0.83404
set title 'filter 35, 17x17' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [16.5:-0.5]
unset ytics
unset key
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-0.0154301:0.0154301]
plot DATA index 1 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.67667
set rmargin at screen 0.99
set bmargin at screen 0.11766
set tmargin at screen 0.83404
set title 'feature map 35, 12x12' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:11.5]
unset xtics
set yrange [11.5:-0.5]
unset ytics
unset key
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-1.01384:1.01384]
plot DATA index 2 using 1:2:3 with image pixels notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F09-feature-map.gp' } else { undefine FORMAT }
