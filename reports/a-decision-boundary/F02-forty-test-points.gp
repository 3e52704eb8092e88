# Draws F02-forty-test-points.svg and F02-forty-test-points.png from F02-forty-test-points.dat:
#   gnuplot F02-forty-test-points.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F02-forty-test-points.'.FORMAT
DATA = 'F02-forty-test-points.dat'
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
set label 'Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at 0.01, seeds 1 to 5 (40 test points each); title:'."\n".'all runs with SGD. Diamonds: Report A, Fig. 8, on its own data; bars: their 95 % binomial interval.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set origin 0, 0.081964
set size 1, 1 - 0.081964
set title 'From one epoch to the next, up to 16 of 40 test points more or fewer are right' noenhanced font ',15' offset screen 0,0
set xlabel 'epoch'
set xrange [0.5:20.5]
set ylabel 'test accuracy [%]'
set yrange [20:102]
set key bottom left horizontal
plot DATA index 0 using 1:2 with linespoints linetype 1 lw 1.5 title 'seed 1', \
     DATA index 1 using 1:2 with linespoints linetype 2 lw 1.5 title 'seed 2', \
     DATA index 2 using 1:2 with linespoints linetype 3 lw 1.5 title 'seed 3', \
     DATA index 3 using 1:2 with linespoints linetype 4 lw 1.5 title 'seed 4', \
     DATA index 4 using 1:2 with linespoints linetype 5 lw 1.5 title 'seed 5', \
     DATA index 5 using 1:2:3:4 with yerrorbars linetype 1 lc rgb '#000000' lw 1.8 dt solid pt 13 ps 1.8 title 'Report A'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F02-forty-test-points.gp' } else { undefine FORMAT }
