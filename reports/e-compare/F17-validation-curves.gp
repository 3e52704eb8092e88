# Draws F17-validation-curves.svg and F17-validation-curves.png from F17-validation-curves.dat:
#   gnuplot F17-validation-curves.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F17-validation-curves.'.FORMAT
DATA = 'F17-validation-curves.dat'
TITLE = 'Report E''s "training" curves are validation curves'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0401786
AXIS = 0.117857
HEAD = 0.139286
set linetype 1 lc rgb '#0072B2' lw 2 dt solid pt 7 ps 0.7
set linetype 2 lc rgb '#D55E00' lw 2 dt (9,4) pt 5 ps 0.7
set linetype 3 lc rgb '#009E73' lw 2 dt (3,3) pt 9 ps 0.8
set linetype 4 lc rgb '#CC79A7' lw 2 dt (9,3,2,3) pt 11 ps 0.8
set linetype 5 lc rgb '#E69F00' lw 2 dt solid pt 6 ps 0.8
set linetype 6 lc rgb '#56B4E9' lw 2 dt (9,4) pt 4 ps 0.8
set linetype 7 lc rgb '#000000' lw 2 dt (3,3) pt 8 ps 0.8
set linetype 8 lc rgb '#F0E442' lw 2 dt solid pt 10 ps 0.8
set linetype cycle 8
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key top right Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
set title TITLE noenhanced font ',15'
set label 999 'MNIST. Ours: mean and 95 % t interval over seeds. Symbols: points read off the report''s figures, and the validation result that it prints for the MLP.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0133929
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,2 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set title 'validation loss' offset 0,-0.7
set xlabel 'epoch'
set xrange [0.7:10.3]
set yrange [0:2.4]
set key top right
plot DATA index 'loss MLP' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 'loss MLP' using 1:2 with lines linetype 1 title 'MLP', \
     DATA index 'loss CNN' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 'loss CNN' using 1:2 with lines linetype 2 title 'CNN', \
     DATA index 'loss CNN + dropout' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 'loss CNN + dropout' using 1:2 with lines linetype 3 title 'CNN + dropout', \
     DATA index 'published loss CNN' using 1:2 with points pt 13 ps 1.2 lc rgb '#000000' title 'Report E, CNN', \
     DATA index 'published loss CNN + dropout' using 1:2 with points pt 8 ps 1.5 lw 2 lc rgb 'black' title 'Report E, CNN + dropout', \
     DATA index 'published loss MLP' using 1:2 with points pt 4 ps 1.5 lw 2 lc rgb 'black' title 'Report E, MLP'

unset label 999

set title 'validation accuracy' offset 0,-0.7
set xlabel 'epoch'
set xrange [0.7:10.3]
set yrange [0.3:1]
set key bottom right
plot DATA index 'accuracy MLP' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 'accuracy MLP' using 1:2 with lines linetype 1 title 'MLP', \
     DATA index 'accuracy CNN' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 'accuracy CNN' using 1:2 with lines linetype 2 title 'CNN', \
     DATA index 'accuracy CNN + dropout' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 'accuracy CNN + dropout' using 1:2 with lines linetype 3 title 'CNN + dropout', \
     DATA index 'published accuracy CNN' using 1:2 with points pt 13 ps 1.2 lc rgb '#000000' title 'Report E, CNN', \
     DATA index 'published accuracy CNN + dropout' using 1:2 with points pt 8 ps 1.5 lw 2 lc rgb 'black' title 'Report E, CNN + dropout', \
     DATA index 'published accuracy MLP' using 1:2 with points pt 4 ps 1.5 lw 2 lc rgb 'black' title 'Report E, MLP'


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F17-validation-curves.gp' } else { undefine FORMAT }
