# Draws F05-schedule-results.svg and F05-schedule-results.png from F05-schedule-results.dat:
#   gnuplot F05-schedule-results.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,480 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,720 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F05-schedule-results.'.FORMAT
DATA = 'F05-schedule-results.dat'
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
set label 'MNIST, one epoch of one image an update; as published from 0.005, corrected from 0.02. Squares: median over seeds, dots: each seed above 60 %;'."\n".'those below 15 % are counted. Dashed: Report A, Fig. 4, 91.67 %.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.060208
set origin 0, 0.095625
set size 1, 1 - 0.095625
set title 'Corrected, cosine ends best: 98.3 % of the test images, constant: 95.8 %' noenhanced font ',15' offset screen 0,0
set bmargin 5
set xrange [-0.6:5.6]
set xtics ('constant' 0, 'step' 1, 'exponential' 2, 'cosine' 3, 'warm-up'."\n".'and'."\n".'cosine' 4, 'fast'."\n".'exponential' 5)
set ylabel 'test accuracy [%]'
set yrange [60:108]
set key top left horizontal
set label '3 at chance' at first -0.32, first 61 left rotate by 90 font ',10' front
set label '2 at chance' at first 0.68, first 61 left rotate by 90 font ',10' front
set label '1 at chance' at first 1.68, first 61 left rotate by 90 font ',10' front
set label '2 at chance' at first 2.68, first 61 left rotate by 90 font ',10' front
set label '1 at chance' at first 4.68, first 61 left rotate by 90 font ',10' front
plot 91.67 with lines linetype 1 lc rgb '#000000' lw 1.5 dt (9,6) title 'Report A', \
     DATA index 0 using 1:2 with points linetype 6 pt 5 ps 2 title 'as published', \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#444444' pt 7 ps 0.4 notitle, \
     DATA index 2 using 1:2 with points linetype 1 pt 5 ps 2 title 'corrected', \
     DATA index 3 using 1:2 with points linetype 1 lc rgb '#444444' pt 7 ps 0.4 notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F05-schedule-results.gp' } else { undefine FORMAT }
