# Draws F07-at-the-start.svg and F07-at-the-start.png from F07-at-the-start.dat:
#   gnuplot F07-at-the-start.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-at-the-start.'.FORMAT
DATA = 'F07-at-the-start.dat'
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
set label 'Report B''s full network in double precision, first image, weights N(0, deviation^2); means over seeds. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.02125
set origin 0, 0.051607
set size 1, 1 - 0.051607
set title 'The explosion is there before the first update' noenhanced font ',15' offset screen 0,0
set xlabel 'standard deviation of the initial weights'
set xrange [0.008:1.3]
set logscale x
set format x '%g'
set ylabel 'at the first update'
set logscale y
set format y '10^{%T}'
set key bottom right
plot 709.78 with lines linetype 1 lc rgb '#888888' dt (9,6) title 'exp overflows (double)', \
     DATA index 0 using 1:2 with linespoints linetype 7 title 'largest logit', \
     DATA index 1 using 1:2 with linespoints linetype 1 title 'gradient norm, conv 1', \
     DATA index 2 using 1:2 with linespoints linetype 2 title 'gradient norm, conv 2', \
     DATA index 3 using 1:2 with linespoints linetype 3 title 'gradient norm, FC 1', \
     DATA index 4 using 1:2 with linespoints linetype 4 title 'gradient norm, FC 2'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-at-the-start.gp' } else { undefine FORMAT }
