# Draws F13-gradient-errors.svg and F13-gradient-errors.png from F13-gradient-errors.dat:
#   gnuplot F13-gradient-errors.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F13-gradient-errors.'.FORMAT
DATA = 'F13-gradient-errors.dat'
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

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. Crosses: the same code at the best step'."\n".'of the V-curve.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.046613
set origin 0, 0.074032
set size 1, 1 - 0.074032
set title 'Published gradient errors are round-off' noenhanced font ',15' offset screen 0,0
set xlabel 'relative error of the gradient'
set xrange [1e-19:0.0001]
set logscale x
set format x '10^{%T}'
set yrange [0.3:16]
set ytics ('convolution:  dx' 15, 'convolution:  dw' 14, 'convolution:  db' 13, 'conv - ReLU:  dx' 12, 'conv - ReLU:  dw' 11, 'conv - ReLU:  db' 10, 'conv - ReLU - pool:  dx' 9, 'conv - ReLU - pool:  dw' 8, 'conv - ReLU - pool:  db' 7, 'three-layer network:  W1' 6, 'three-layer network:  W2' 5, 'three-layer network:  W3' 4, 'three-layer network:  b1' 3, 'three-layer network:  b2' 2, 'three-layer network:  b3' 1)
set key bottom left box opaque
set arrow from first 1e-08, graph 0 to first 1e-08, graph 0.93 nohead back linetype 1 lc rgb '#444444' lw 2 dt (9,6)
set label 'threshold, layers' at first 7e-09, graph 0.965 right font ',13' textcolor rgb '#444444' front
set arrow from first 1e-05, graph 0 to first 1e-05, graph 0.93 nohead back linetype 1 lc rgb '#444444' lw 2 dt (9,6)
set label 'network' at first 1e-05, graph 0.965 center font ',13' textcolor rgb '#444444' front
plot DATA index 0 using 2:1:3:4 with xerrorbars linetype 1 lw 2 pt 7 ps 1.2 title 'ours, h = 1e-7', \
     DATA index 1 using 1:2 with points linetype 2 lw 2 pt 2 ps 1.1 title 'ours, best step', \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#000000' lw 2 pt 12 ps 1.7 title 'Report D'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F13-gradient-errors.gp' } else { undefine FORMAT }
