# Draws F12-filters.svg and F12-filters.png from F12-filters.dat:
#   gnuplot F12-filters.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,470 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,705 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F12-filters.'.FORMAT
DATA = 'F12-filters.dat'
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
set multiplot title 'One convolution, two filters: brightness, and horizontal edges' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'A generated picture; 96x96 pixels. The edge filter (Sobel, on the blue channel, bias 128) answers to lying stripes and not to standing ones.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.025319
set lmargin at screen 0.01
set rmargin at screen 0.32333
set bmargin at screen 0.081489
set tmargin at screen 0.83404
set title 'input: red, green, blue' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:95.5]
unset xtics
set yrange [95.5:-0.5]
unset ytics
unset key
set palette defined (0 '#000000', 1 '#ffffff')
set cbrange [0:1]
plot DATA index 0 using 1:2:3:4:5 with rgbimage pixels notitle

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
set bmargin at screen 0.081489
set tmargin at screen 0.83404
set title 'filter 1: 0.3 R + 0.6 G + 0.1 B' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:95.5]
unset xtics
set yrange [95.5:-0.5]
unset ytics
unset key
set palette defined (0 '#000000', 1 '#ffffff')
set cbrange [0:1]
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
set bmargin at screen 0.081489
set tmargin at screen 0.83404
set title 'filter 2: horizontal edges of B' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:95.5]
unset xtics
set yrange [95.5:-0.5]
unset ytics
unset key
set palette defined (0 '#000000', 1 '#ffffff')
set cbrange [0:1]
plot DATA index 2 using 1:2:3 with image pixels notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F12-filters.gp' } else { undefine FORMAT }
