# Draws F10-learning-rate-0.9.svg and F10-learning-rate-0.9.png from F10-learning-rate-0.9.dat:
#   gnuplot F10-learning-rate-0.9.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,540 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,810 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F10-learning-rate-0.9.'.FORMAT
DATA = 'F10-learning-rate-0.9.dat'
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
set multiplot title 'Training accuracy after ten epochs: 11 % at best at Report C''s rate of 0.9, 100 % at 0.001' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Training loss and accuracy on 500 images, momentum 0.9; mean and 95 % t interval over 10 seeds. A curve ends where the loss stops being finite. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.022037
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.17574
set tmargin at screen 0.85556
set xlabel 'epoch'
set ylabel 'training loss [nats, summed over the outputs]'
set yrange [0.0001:1e+08]
set logscale y
set format y '10^{%T}'
set key top right
plot DATA index 0 using 1:($3 > 0 ? inside($3,0.0001,1e+08) : NaN):($4 > 0 ? inside($4,0.0001,1e+08) : NaN) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 notitle, \
     DATA index 1 using 1:($3 > 0 ? inside($3,0.0001,1e+08) : NaN):($4 > 0 ? inside($4,0.0001,1e+08) : NaN) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 2 notitle, \
     DATA index 2 using 1:($3 > 0 ? inside($3,0.0001,1e+08) : NaN):($4 > 0 ? inside($4,0.0001,1e+08) : NaN) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 2 using 1:2 with lines linetype 3 notitle, \
     DATA index 3 using 1:($3 > 0 ? inside($3,0.0001,1e+08) : NaN):($4 > 0 ? inside($4,0.0001,1e+08) : NaN) with filledcurves fc linetype 4 fs transparent solid 0.2 noborder notitle, \
     DATA index 3 using 1:2 with lines linetype 4 notitle, \
     DATA index 4 using 1:($3 > 0 ? inside($3,0.0001,1e+08) : NaN):($4 > 0 ? inside($4,0.0001,1e+08) : NaN) with filledcurves fc linetype 5 fs transparent solid 0.2 noborder notitle, \
     DATA index 4 using 1:2 with lines linetype 5 notitle

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
set bmargin at screen 0.17574
set tmargin at screen 0.85556
set xlabel 'epoch'
set ylabel 'training accuracy [%]'
set yrange [0:102]
set key at graph 0.98, 0.65 font ',11'
plot DATA index 5 using 1:(inside($3,0,102)):(inside($4,0,102)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 5 using 1:2 with lines linetype 1 title '0.9, one image an update, ReLU', \
     DATA index 6 using 1:(inside($3,0,102)):(inside($4,0,102)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 6 using 1:2 with lines linetype 2 title '0.9, one image an update, sigmoid', \
     DATA index 7 using 1:(inside($3,0,102)):(inside($4,0,102)) with filledcurves fc linetype 3 fs transparent solid 0.2 noborder notitle, \
     DATA index 7 using 1:2 with lines linetype 3 title '0.9, whole subset an update, ReLU', \
     DATA index 8 using 1:(inside($3,0,102)):(inside($4,0,102)) with filledcurves fc linetype 4 fs transparent solid 0.2 noborder notitle, \
     DATA index 8 using 1:2 with lines linetype 4 title '0.9, whole subset an update, sigmoid', \
     DATA index 9 using 1:(inside($3,0,102)):(inside($4,0,102)) with filledcurves fc linetype 5 fs transparent solid 0.2 noborder notitle, \
     DATA index 9 using 1:2 with lines linetype 5 title '0.001, one image an update, ReLU'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F10-learning-rate-0.9.gp' } else { undefine FORMAT }
