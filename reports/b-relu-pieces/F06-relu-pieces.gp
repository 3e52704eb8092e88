# Draws F06-relu-pieces.svg and F06-relu-pieces.png from F06-relu-pieces.dat:
#   gnuplot F06-relu-pieces.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F06-relu-pieces.'.FORMAT
DATA = 'F06-relu-pieces.dat'
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
set label 'f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6): Report B, eq. 23, and its expansion, eq. 24. Circles: the knots;'."\n".'diamonds: the zeros, computed: 3.000, 4.667, 7.333.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set origin 0, 0.081964
set size 1, 1 - 0.081964
set title 'As printed, the pieces jump; with their constants they are the sum of ReLUs' noenhanced font ',15' offset screen 0,0
set xlabel 'x'
set xrange [-1:8]
set ylabel 'f(x)'
set yrange [-25:20]
set key top left
set label 'x' at first 0.7, first -2.3 left font ',13' textcolor rgb '#000000' front
set label '-2x + 6' at first 2.7, first 2.6 left font ',13' textcolor rgb '#000000' front
set label '-2x' at first 2.7, first -3.4 left font ',13' textcolor rgb '#D55E00' front
set label '3x - 14' at first 4.7, first -2.9 left font ',13' textcolor rgb '#000000' front
set label '3x' at first 4.7, first 11.1 left font ',13' textcolor rgb '#D55E00' front
set label '-3x + 22' at first 6.7, first 3.9 left font ',13' textcolor rgb '#000000' front
set label '-3x' at first 6.7, first -18.1 left font ',13' textcolor rgb '#D55E00' front
plot DATA index 0 using 1:2 with lines linetype 1 lw 3 title 'eq. 23, and eq. 24 with its constants', \
     DATA index 1 using 1:2 with lines linetype 2 title 'eq. 24 as printed', \
     DATA index 2 using 1:2 with points linetype 1 lw 2 pt 6 ps 1.4 title 'knots', \
     DATA index 3 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'zeros of f'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F06-relu-pieces.gp' } else { undefine FORMAT }
