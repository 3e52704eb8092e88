# Draws F04-two-fc.svg and F04-two-fc.png from F04-two-fc.dat:
#   gnuplot F04-two-fc.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,520 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,780 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F04-two-fc.'.FORMAT
DATA = 'F04-two-fc.dat'
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
set multiplot title 'Two fully connected layers: the unstated learning rate decides the numbers' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST, one epoch of one image an update. Mean over seeds and its 95 % t-interval. Lines: Report A''s Fig. 5 (left: 70.95 % while learning;'."\n".'right: 84.89 % afterwards).' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.055577
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.21519
set tmargin at screen 0.85
set xlabel 'learning rate'
set xrange [0.0001:0.01]
set logscale x
set format x '%g'
set ylabel 'training accuracy, while learning [%]'
set yrange [40:100]
set key bottom right
plot 70.9483 with lines linetype 1 lc rgb '#000000' lw 1.5 dt (9,6) title 'Report A', \
     DATA index 0 using 1:(inside($3,40,100)):(inside($4,40,100)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'as published', \
     DATA index 1 using 1:(inside($3,40,100)):(inside($4,40,100)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 2 title 'corrected'

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.58
set rmargin at screen 0.97
set bmargin at screen 0.21519
set tmargin at screen 0.85
set xlabel 'learning rate'
set xrange [0.0001:0.01]
set logscale x
set format x '%g'
set ylabel 'test accuracy, afterwards [%]'
set yrange [70:100]
set key bottom right
plot 84.89 with lines linetype 1 lc rgb '#000000' lw 1.5 dt (9,6) title 'Report A', \
     DATA index 2 using 1:(inside($3,70,100)):(inside($4,70,100)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 2 using 1:2 with lines linetype 1 title 'as published', \
     DATA index 3 using 1:(inside($3,70,100)):(inside($4,70,100)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 3 using 1:2 with lines linetype 2 title 'corrected'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F04-two-fc.gp' } else { undefine FORMAT }
