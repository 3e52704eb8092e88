# Draws F13-v-curve.svg and F13-v-curve.png from F13-v-curve.dat:
#   gnuplot F13-v-curve.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F13-v-curve.'.FORMAT
DATA = 'F13-v-curve.dat'
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
set label 'Worst tensor-relative error of all gradients; median over random draws. Below the best step the error is round-off (slope -1);'."\n".'above it truncation (slope +2, the smooth layer) or a kink that the step jumps over (ReLU, max pooling). A convolution is'."\n".'linear: it has neither. Max pooling copies numbers: no error at all at steps that are powers of two.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.074032
set origin 0, 0.10145
set size 1, 1 - 0.10145
set title 'The step decides the error: 1e-7 measures round-off, not the layer' noenhanced font ',15' offset screen 0,0
set xlabel 'step h'
set xrange [5e-13:1]
set logscale x
set format x '10^{%T}'
set ylabel 'relative error of the gradient'
set yrange [1e-17:30]
set logscale y
set format y '10^{%T}'
set key bottom left box opaque
set arrow from first 1e-07, graph 0 to first 1e-07, graph 0.94 nohead back linetype 1 lc rgb '#444444' lw 2 dt (9,6)
set label 'Report D' at first 1e-07, graph 0.97 center font ',13' front
set arrow from first 1e-05, graph 0 to first 1e-05, graph 0.94 nohead back linetype 1 lc rgb '#444444' lw 2 dt (9,6)
set label 'cs231n' at first 1e-05, graph 0.97 center font ',13' front
set arrow from first 0.001, graph 0 to first 0.001, graph 0.94 nohead back linetype 1 lc rgb '#444444' lw 2 dt (9,6)
set label 'Chainer' at first 0.001, graph 0.97 center font ',13' front
set arrow from first 0.125, graph 0 to first 0.125, graph 0.94 nohead back linetype 1 lc rgb '#000000' lw 2 dt solid
set label 'linear, ours' at first 0.125, graph 0.97 center font ',13' front
set label 'slope −1' at first 1.2e-12, first 3e-07 left font ',13' textcolor rgb '#444444' front
set label 'slope +2' at first 0.022, first 8e-08 left font ',13' textcolor rgb '#444444' front
plot DATA index 0 using 1:2 with lines linetype 1 lc rgb '#888888' dt (2,3) notitle, \
     DATA index 1 using 1:2 with lines linetype 1 lc rgb '#888888' dt (2,3) notitle, \
     DATA index 2 using 1:2 with linespoints linetype 1 ps 0.6 title 'convolution', \
     DATA index 3 using 1:2 with linespoints linetype 2 ps 0.6 title 'conv - sigmoid', \
     DATA index 4 using 1:2 with linespoints linetype 3 ps 0.6 title 'conv - ReLU', \
     DATA index 5 using 1:2 with linespoints linetype 4 ps 0.6 title 'max pooling', \
     DATA index 6 using 1:2 with linespoints linetype 5 ps 0.6 title 'three-layer network'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F13-v-curve.gp' } else { undefine FORMAT }
