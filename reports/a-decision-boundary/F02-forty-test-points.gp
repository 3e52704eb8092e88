# Draws F02-forty-test-points.svg and F02-forty-test-points.png from F02-forty-test-points.dat:
#   gnuplot F02-forty-test-points.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F02-forty-test-points.'.FORMAT
DATA = 'F02-forty-test-points.dat'
TITLE = 'With 40 test points one epoch can be several points above the next'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0669643
AXIS = 0.117857
HEAD = 0.139286
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
set label 999 'Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at 0.01, seeds 1 to 5 (40 test points each).'."\n".'Diamonds: Report A, Fig. 8, on its own data; bars: their 95 % binomial interval.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0401786
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set xlabel 'epoch'
set ylabel 'test accuracy [%]'
set yrange [20:102]
set xrange [0.5:20.5]
set key bottom left horizontal
plot DATA index 'seed 1' using 1:2 with linespoints lt 1 lw 1.5 title 'seed 1', \
     DATA index 'seed 2' using 1:2 with linespoints lt 2 lw 1.5 title 'seed 2', \
     DATA index 'seed 3' using 1:2 with linespoints lt 3 lw 1.5 title 'seed 3', \
     DATA index 'seed 4' using 1:2 with linespoints lt 4 lw 1.5 title 'seed 4', \
     DATA index 'seed 5' using 1:2 with linespoints lt 5 lw 1.5 title 'seed 5', \
     DATA index 'published' using 1:2:3:4 with yerrorbars pt 13 ps 1.8 lw 1.8 dt solid lc rgb '#000000' title 'Report A'


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F02-forty-test-points.gp' } else { undefine FORMAT }
