# Draws F04-one-epoch-framework.svg and F04-one-epoch-framework.png from F04-one-epoch-framework.dat:
#   gnuplot F04-one-epoch-framework.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F04-one-epoch-framework.'.FORMAT
DATA = 'F04-one-epoch-framework.dat'
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
set label 'MNIST, one epoch at learning rate 0.01; batches of 100 but for the first bar. Bars: mean over seeds with its 95 % t-interval.'."\n".'Diamonds: Report A, from scratch (91.67 %, Fig. 4) and in PyTorch (96.3 %, Fig. 6, at the run that is nearest).' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set origin 0, 0.081964
set size 1, 1 - 0.081964
set title 'From scratch, corrected: 97.4 %; in batches, by optimiser: 49.4 to 97.4 %' noenhanced font ',15' offset screen 0,0
set bmargin 4
set xrange [-0.6:4.6]
set xtics ('from'."\n".'scratch' 0, 'SGD' 1, 'momentum' 2, 'momentum,'."\n".'standardized' 3, 'Adam' 4)
set ylabel 'test accuracy after one epoch [%]'
set yrange [0:119]
set ytics (0, 20, 40, 60, 80, 100)
set key top left horizontal
plot DATA index 0 using 1:2:(0.6) with boxes fc linetype 1 title 'ours', \
     DATA index 0 using 1:3:(0):($4-$3) with vectors heads size graph 0.004,90 nofilled lt 1 dt solid lw 1.2 lc rgb '#222222' notitle, \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report A'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F04-one-epoch-framework.gp' } else { undefine FORMAT }
