# Draws F13-v-curve.svg and F13-v-curve.png from F13-v-curve.dat:
#   gnuplot F13-v-curve.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F13-v-curve.'.FORMAT
DATA = 'F13-v-curve.dat'
TITLE = 'The step decides the error: 1e-7 measures round-off, not the layer'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0846774
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
set label 999 'Worst tensor-relative error of all gradients; median over random draws. Below the best step the error is round-off (slope -1);'."\n".'above it truncation (slope +2, the smooth layer) or a kink that the step jumps over (ReLU, max pooling). A convolution is'."\n".'linear: it has neither. Max pooling copies numbers: no error at all at steps that are powers of two.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0604839
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set logscale xy
set format '10^{%T}'
set xlabel 'step h'
set ylabel 'relative error of the gradient'
set xrange [5e-13:1]
set yrange [1e-17:30]
set key bottom left box opaque width 1
set arrow from 1e-7, graph 0 to 1e-7, graph 0.94 nohead lc rgb 'gray40' dt 2
set arrow from 1e-5, graph 0 to 1e-5, graph 0.94 nohead lc rgb 'gray40' dt 2
set arrow from 1e-3, graph 0 to 1e-3, graph 0.94 nohead lc rgb 'gray40' dt 2
set arrow from 0.125, graph 0 to 0.125, graph 0.94 nohead lc rgb 'black' lw 2
set label 'Report D' at 1e-7, graph 0.97 center
set label 'cs231n' at 1e-5, graph 0.97 center
set label 'Chainer' at 1e-3, graph 0.97 center
set label 'linear, ours' at 0.125, graph 0.97 center
set label 'slope −1' at 1.2e-12, 3e-7 textcolor rgb 'gray40'
set label 'slope +2' at 2.2e-2, 8e-8 textcolor rgb 'gray40'
plot [h=5e-13:1] 1.5e-17/h with lines lc rgb 'gray60' dt 3 notitle, h > 2e-6 ? 2e-3*h**2 : NaN with lines lc rgb 'gray60' dt 3 notitle, DATA index 'convolution' using 1:2 with linespoints lt 1 ps 0.6 title 'convolution', DATA index 'conv - sigmoid' using 1:2 with linespoints lt 2 ps 0.6 title 'conv - sigmoid', DATA index 'conv - ReLU' using 1:2 with linespoints lt 3 ps 0.6 title 'conv - ReLU', DATA index 'max pooling' using 1:2 with linespoints lt 4 ps 0.6 title 'max pooling', DATA index 'three-layer network' using 1:2 with linespoints lt 5 ps 0.6 title 'three-layer network'


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F13-v-curve.gp' } else { undefine FORMAT }
