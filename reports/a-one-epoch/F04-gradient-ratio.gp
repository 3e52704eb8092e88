# Draws F04-gradient-ratio.svg and F04-gradient-ratio.png from F04-gradient-ratio.dat:
#   gnuplot F04-gradient-ratio.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F04-gradient-ratio.'.FORMAT
DATA = 'F04-gradient-ratio.dat'
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
set label 'MNIST, the printed gradient over the right one at the same logits, each tenth of an epoch; standard kernels. Mean over seeds and'."\n".'its 95 % t-interval. Line: 0.09, at a uniform softmax over ten classes.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set origin 0, 0.081964
set size 1, 1 - 0.081964
set title 'The printed loss gradient is 16 % as long as the right one' noenhanced font ',15' offset screen 0,0
set xlabel 'epoch'
set xrange [0:1]
set ylabel '|printed gradient| / |right gradient|'
set yrange [0:*]
set key bottom right
plot 0.09 with lines linetype 1 lc rgb '#000000' lw 1.5 dt (9,6) title 'uniform softmax: 0.1 (1 - 0.1)', \
     DATA index 0 using 1:(inside($3,0,1e300)):(inside($4,0,1e300)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'learning rate 0.001', \
     DATA index 1 using 1:(inside($3,0,1e300)):(inside($4,0,1e300)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 2 title 'learning rate 0.01'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F04-gradient-ratio.gp' } else { undefine FORMAT }
