# Draws F04-running-mean.svg and F04-running-mean.png from F04-running-mean.dat:
#   gnuplot F04-running-mean.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,500 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,750 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F04-running-mean.'.FORMAT
DATA = 'F04-running-mean.dat'
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
set multiplot title 'Report A''s losses are running means; undone, they end at its test loss' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST, batches of 100, learning rate 0.01, PyTorch''s default initialisation. Mean over seeds and its 95 % t-interval. Diamonds: Report A, Fig.'."\n".'6, on the right with the averaging undone.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0578
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.2238
set tmargin at screen 0.844
set title 'since the first batch' font ',13' offset 0,-0.5
set xlabel 'batch'
set xrange [80:620]
set ylabel 'training loss [nats]'
set yrange [0:2.6]
unset key
plot DATA index 0 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'SGD', \
     DATA index 1 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 2 title 'momentum', \
     DATA index 2 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 2 using 1:2 with lines linetype 3 title 'momentum, standardized', \
     DATA index 3 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 4 fs transparent solid 0.2 noborder notitle, \
     DATA index 3 using 1:2 with lines linetype 4 title 'Adam', \
     DATA index 4 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report A'

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
set bmargin at screen 0.2238
set tmargin at screen 0.844
set title 'of the last 100 batches' font ',13' offset 0,-0.5
set xlabel 'batch'
set xrange [80:620]
set ylabel 'training loss [nats]'
set yrange [0:2.6]
set key at graph 0.98, 0.86
plot DATA index 5 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 5 using 1:2 with lines linetype 1 title 'SGD', \
     DATA index 6 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 6 using 1:2 with lines linetype 2 title 'momentum', \
     DATA index 7 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 7 using 1:2 with lines linetype 3 title 'momentum, standardized', \
     DATA index 8 using 1:(inside($3,0,2.6)):(inside($4,0,2.6)) with filledcurves fc linetype 4 fs transparent solid 0.2 noborder notitle, \
     DATA index 8 using 1:2 with lines linetype 4 title 'Adam', \
     DATA index 9 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report A', \
     DATA index 10 using 1:2 with points linetype 1 lc rgb '#000000' lw 2 pt 4 ps 1.8 title 'Report A, test'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F04-running-mean.gp' } else { undefine FORMAT }
