# Draws F12-filters.svg and F12-filters.png from F12-filters.dat:
#   gnuplot F12-filters.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,470 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,705 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F12-filters.'.FORMAT
DATA = 'F12-filters.dat'
TITLE = 'One convolution, two filters: brightness, and horizontal edges'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0478723
AXIS = 0.140426
HEAD = 0.165957
set linetype 1 lc rgb '#0072B2' lw 2 dt solid pt 7 ps 0.7
set linetype 2 lc rgb '#D55E00' lw 2 dt (9,4) pt 5 ps 0.7
set linetype 3 lc rgb '#009E73' lw 2 dt (3,3) pt 9 ps 0.8
set linetype 4 lc rgb '#CC79A7' lw 2 dt (9,3,2,3) pt 11 ps 0.8
set linetype 5 lc rgb '#E69F00' lw 2 dt solid pt 6 ps 0.8
set linetype 6 lc rgb '#56B4E9' lw 2 dt (9,4) pt 4 ps 0.8
set linetype 7 lc rgb '#000000' lw 2 dt (3,3) pt 8 ps 0.8
set linetype 8 lc rgb '#F0E442' lw 2 dt solid pt 10 ps 0.8
set linetype cycle 8
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key top right Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
set title TITLE noenhanced font ',15'
set label 999 'A generated picture; 96x96 pixels. The edge filter (Sobel, on the blue channel, bias 128) answers to lying stripes and not to standing ones.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0159574
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot
set label 998 TITLE at screen 0.5, screen 0.95 center font ',15'
unset key
unset tics
unset border
unset grid
unset colorbox
set palette gray
set cbrange [0:255]
set xrange [-0.5:95.5]
set yrange [95.5:-0.5]
set size ratio -1
set tmargin at screen 0.82
set bmargin at screen 0.1
set lmargin at screen 0.01
set rmargin at screen 0.33
set title 'input: red, green, blue' offset 0,-0.6
plot DATA index 'picture' using 1:2:3:4:5 with rgbimage
unset label 998
unset label 999
set lmargin at screen 0.34
set rmargin at screen 0.66
set title 'filter 1: 0.3 R + 0.6 G + 0.1 B' offset 0,-0.6
plot DATA index 'picture' using 1:2:6 with image
set lmargin at screen 0.67
set rmargin at screen 0.99
set title 'filter 2: horizontal edges of B' offset 0,-0.6
plot DATA index 'picture' using 1:2:7 with image
unset multiplot


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F12-filters.gp' } else { undefine FORMAT }
