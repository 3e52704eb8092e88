# Draws F06-approximation.svg and F06-approximation.png from F06-approximation.dat:
#   gnuplot F06-approximation.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F06-approximation.'.FORMAT
DATA = 'F06-approximation.dat'
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
set label 'Largest error on [0, 1] of b + sum of c_i ReLU(t - t_i) fitted to sin(2 pi t). Interpolation: equally spaced hinges, in closed'."\n".'form. Eq. 25 is constant up to its first hinge. Trained: Adam on 128 points, every hinge free; mean, least and greatest of 10'."\n".'seeds.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.081964
set origin 0, 0.11232
set size 1, 1 - 0.11232
set title 'Twice the hinges, a quarter of the error, if the first hinge is at the left end' noenhanced font ',15' offset screen 0,0
set xlabel 'hinges'
set xrange [0.8:700]
set logscale x
set format x '%g'
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
set ylabel 'largest error'
set yrange [1e-06:20]
set logscale y
set format y '10^{%T}'
set key top right
set label 'slope -1' at first 130, first 0.14 left font ',13' textcolor rgb '#888888' front
set label 'slope -2' at first 17, first 0.0012 left font ',13' textcolor rgb '#888888' front
plot DATA index 0 using 1:2 with linespoints linetype 2 title 'eq. 25: hinges at 1, 2, ..., n of n', \
     DATA index 1 using 1:2 with linespoints linetype 1 title 'hinges at 0, 1, ..., n - 1 of n', \
     DATA index 2 using 1:2:3:4 with yerrorlines linetype 3 title 'trained network, hinges free', \
     DATA index 3 using 1:2 with lines linetype 1 lc rgb '#bbbbbb' dt (2,3) notitle, \
     DATA index 4 using 1:2 with lines linetype 1 lc rgb '#bbbbbb' dt (2,3) notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F06-approximation.gp' } else { undefine FORMAT }
