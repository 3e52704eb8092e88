# Draws F17-validation-curves.svg and F17-validation-curves.png from F17-validation-curves.dat:
#   gnuplot F17-validation-curves.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F17-validation-curves.'.FORMAT
DATA = 'F17-validation-curves.dat'
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
set multiplot title 'Report E''s "training" curves are validation curves' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST. Ours: means over seeds, with their 95 % t intervals but for two thin lines. Symbols: points read off the report''s figures, and the validation'."\n".'result that it prints for the MLP.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.19982
set tmargin at screen 0.86071
set title 'validation loss' font ',13' offset 0,-0.5
set xlabel 'epoch'
set xrange [0.7:10.3]
set yrange [0:2.4]
set key top right
plot DATA index 0 using 1:(inside($3,0,2.4)):(inside($4,0,2.4)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'MLP', \
     DATA index 1 using 1:(inside($3,0,2.4)):(inside($4,0,2.4)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 2 title 'CNN', \
     DATA index 2 using 1:(inside($3,0,2.4)):(inside($4,0,2.4)) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 2 using 1:2 with lines linetype 3 title 'CNN + dropout', \
     DATA index 3 using 1:2 with lines linetype 4 title 'dropout left on', \
     DATA index 4 using 1:2 with lines linetype 7 title 'CNN, training', \
     DATA index 5 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report E, CNN', \
     DATA index 6 using 1:2 with points linetype 1 lc rgb '#000000' pt 8 ps 1.5 title 'Report E, CNN + dropout', \
     DATA index 7 using 1:2 with points linetype 1 lc rgb '#000000' pt 4 ps 1.5 title 'Report E, MLP'

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
set bmargin at screen 0.19982
set tmargin at screen 0.86071
set title 'validation accuracy' font ',13' offset 0,-0.5
set xlabel 'epoch'
set xrange [0.7:10.3]
set yrange [0.3:1]
set key bottom right
plot DATA index 8 using 1:(inside($3,0.3,1)):(inside($4,0.3,1)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 8 using 1:2 with lines linetype 1 title 'MLP', \
     DATA index 9 using 1:(inside($3,0.3,1)):(inside($4,0.3,1)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 9 using 1:2 with lines linetype 2 title 'CNN', \
     DATA index 10 using 1:(inside($3,0.3,1)):(inside($4,0.3,1)) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 10 using 1:2 with lines linetype 3 title 'CNN + dropout', \
     DATA index 11 using 1:2 with lines linetype 4 title 'dropout left on', \
     DATA index 12 using 1:2 with lines linetype 7 title 'CNN, training', \
     DATA index 13 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report E, CNN', \
     DATA index 14 using 1:2 with points linetype 1 lc rgb '#000000' pt 8 ps 1.5 title 'Report E, CNN + dropout', \
     DATA index 15 using 1:2 with points linetype 1 lc rgb '#000000' pt 4 ps 1.5 title 'Report E, MLP'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F17-validation-curves.gp' } else { undefine FORMAT }
