# Draws F14-ladder.svg and F14-ladder.png from F14-ladder.dat:
#   gnuplot F14-ladder.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-ladder.'.FORMAT
DATA = 'F14-ladder.dat'
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
set label 'Forward passes in float, one thread but for the last rung; medians. Each rung changes one thing; the table says what. 2 x AMD'."\n".'EPYC with AVX-512; GNU 12.2.0, -O3 -march=native -DNDEBUG. Measured while the machine was busy: not to be relied on.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set origin 0, 0.081964
set size 1, 1 - 0.081964
set title 'From 1 to 235 times in 7 rungs: how a convolution becomes fast' noenhanced font ',15' offset screen 0,0
set bmargin 4
set xrange [-0.4:7.4]
set xtics ('naive' 0, 'reordered'."\n".'loops' 1, 'im2col'."\n".'naive'."\n".'product' 2, 'im2col'."\n".'blocked' 3, 'im2col'."\n".'packed' 4, 'fast' 5, 'winograd' 6, 'fast'."\n".'2 threads' 7)
set ylabel 'times as fast as nested loops'
set logscale y
set format y '%g'
set key top left
plot DATA index 0 using 1:2 with linespoints linetype 1 title 'report-a-conv1-batch100', \
     DATA index 1 using 1:2 with linespoints linetype 2 title 'report-d-conv-batch64', \
     DATA index 2 using 1:2 with linespoints linetype 3 title 'wide-64-channels-batch64'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-ladder.gp' } else { undefine FORMAT }
