# Draws F07-missing-minus.svg and F07-missing-minus.png from F07-missing-minus.dat:
#   gnuplot F07-missing-minus.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,540 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,810 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-missing-minus.'.FORMAT
DATA = 'F07-missing-minus.dat'
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
set label 'Cross-entropy on the 1000 training images; He initialisation, learning rate 0.01; with the minus sign mean and 95 % t interval'."\n".'over 10 seeds. As printed, each line ends where the loss stops being finite. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.053519
set origin 0, 0.085
set size 1, 1 - 0.085
set title 'Without the minus sign of eq. 16, descent climbs the loss' noenhanced font ',15' offset screen 0,0
set xlabel 'epoch'
set xrange [0.001:50]
set logscale x
set format x '%g'
set ylabel 'cross-entropy [nats]'
set logscale y
set format y '10^{%T}'
set key center right
plot DATA index 0 using 1:($3 > 0 ? inside($3,-1e300,1e300) : NaN):($4 > 0 ? inside($4,-1e300,1e300) : NaN) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'with the minus sign', \
     DATA index 1 using 1:2 with lines linetype 2 title 'as printed, each seed', \
     DATA index 2 using 1:2 with lines linetype 2 notitle, \
     DATA index 3 using 1:2 with lines linetype 2 notitle, \
     DATA index 4 using 1:2 with lines linetype 2 notitle, \
     DATA index 5 using 1:2 with lines linetype 2 notitle, \
     DATA index 6 using 1:2 with lines linetype 2 notitle, \
     DATA index 7 using 1:2 with lines linetype 2 notitle, \
     DATA index 8 using 1:2 with lines linetype 2 notitle, \
     DATA index 9 using 1:2 with lines linetype 2 notitle, \
     DATA index 10 using 1:2 with lines linetype 2 notitle, \
     2.30259 with lines linetype 1 lc rgb '#888888' dt (9,6) title 'guessing, ln 10'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-missing-minus.gp' } else { undefine FORMAT }
