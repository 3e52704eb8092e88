# Draws F13-gradient-errors.svg and F13-gradient-errors.png from F13-gradient-errors.dat:
#   gnuplot F13-gradient-errors.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F13-gradient-errors.'.FORMAT
DATA = 'F13-gradient-errors.dat'
TITLE = 'Published gradient errors are round-off'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0604839
AXIS = 0.106452
HEAD = 0.125806
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
set label 999 'Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. Crosses: the same code at the best step'."\n".'of the V-curve.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0362903
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set logscale x
set format x '10^{%T}'
set xlabel 'relative error of the gradient'
set ytics ('convolution:  dx' 15.000000, 'convolution:  dw' 14.000000, 'convolution:  db' 13.000000, 'conv - ReLU:  dx' 12.000000, 'conv - ReLU:  dw' 11.000000, 'conv - ReLU:  db' 10.000000, 'conv - ReLU - pool:  dx' 9.000000, 'conv - ReLU - pool:  dw' 8.000000, 'conv - ReLU - pool:  db' 7.000000, 'three-layer network:  W1' 6.000000, 'three-layer network:  W2' 5.000000, 'three-layer network:  W3' 4.000000, 'three-layer network:  b1' 3.000000, 'three-layer network:  b2' 2.000000, 'three-layer network:  b3' 1.000000)
set yrange [0.3:16]
set xrange [1e-19:1e-4]
set key bottom left box opaque width 1
set arrow from 1e-8, graph 0 to 1e-8, graph 0.93 nohead lc rgb 'gray40' dt 2
set label 'threshold, layers' at 0.7e-8, graph 0.965 right textcolor rgb 'gray40'
set arrow from 1e-5, graph 0 to 1e-5, graph 0.93 nohead lc rgb 'gray40' dt 2
set label 'network' at 1e-5, graph 0.965 center textcolor rgb 'gray40'
plot DATA index 'ours' using 1:2:3:4 with xerrorbars lt 1 lw 2 pt 7 ps 1.2 title 'ours, h = 1e-7', DATA index 'best step' using 1:2 with points lt 2 lw 2 pt 2 ps 1.1 title 'ours, best step', DATA index 'published' using 1:2 with points lc rgb 'black' lw 2 pt 12 ps 1.7 title 'Report D'


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F13-gradient-errors.gp' } else { undefine FORMAT }
