# Draws F05-schedules.svg and F05-schedules.png from F05-schedules.dat:
#   gnuplot F05-schedules.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,720 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,1080 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F05-schedules.'.FORMAT
DATA = 'F05-schedules.dat'
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
set multiplot title 'As published, the constant rate ends best: 95.1 % of the test images; 9 runs end'."\n".'near chance' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST, Report A''s network as published, one image an update, all schedules from 0.005. Loss: mean over a fiftieth of the epoch,'."\n".'median over seeds. The report gives neither its schedule nor its rate.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.040139
set lmargin at screen 0.1
set rmargin at screen 0.97
set bmargin at screen 0.61375
set tmargin at screen 0.9
set format x ''
set ylabel 'learning rate'
set yrange [1e-05:0.01]
set logscale y
set format y '10^{%T}'
unset key
plot DATA index 0 using 1:2 with lines linetype 1 title 'constant', \
     DATA index 1 using 1:2 with lines linetype 2 title 'step', \
     DATA index 2 using 1:2 with lines linetype 3 title 'exponential', \
     DATA index 3 using 1:2 with lines linetype 4 title 'cosine', \
     DATA index 4 using 1:2 with lines linetype 5 title 'warm-up and cosine', \
     DATA index 5 using 1:2 with lines linetype 6 title 'fast exponential'

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.97
set bmargin at screen 0.16375
set tmargin at screen 0.56
set xlabel 'update'
set format x '%.0f'
set ylabel 'training loss [nats]'
set logscale y
set format y '%g'
set key top right
plot DATA index 6 using 1:2 with lines linetype 1 title 'constant', \
     DATA index 7 using 1:2 with lines linetype 2 title 'step', \
     DATA index 8 using 1:2 with lines linetype 3 title 'exponential', \
     DATA index 9 using 1:2 with lines linetype 4 title 'cosine', \
     DATA index 10 using 1:2 with lines linetype 5 title 'warm-up and cosine', \
     DATA index 11 using 1:2 with lines linetype 6 title 'fast exponential'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F05-schedules.gp' } else { undefine FORMAT }
