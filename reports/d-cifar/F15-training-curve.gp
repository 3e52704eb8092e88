# Draws F15-training-curve.svg and F15-training-curve.png from F15-training-curve.dat:
#   gnuplot F15-training-curve.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,500 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,750 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F15-training-curve.'.FORMAT
DATA = 'F15-training-curve.dat'
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
set label 'CIFAR-10 (JPEG copy). Loss of single batches of 64, penalty included, every 10 updates: mean, and where one more run would lie (95 % prediction interval).'."\n".'Diamonds: the report''s log.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0578
set origin 0, 0.0918
set size 1, 1 - 0.0918
set title '13 of the report''s 13 losses are where one more run of ours would be expected' noenhanced font ',15' offset screen 0,0
set xlabel 'update'
set xrange [0:640]
set ylabel 'training loss'
set yrange [1:2.6]
set key top right
plot DATA index 0 using 1:(inside($3,1,2.6)):(inside($4,1,2.6)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 title 'ours', \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report D'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F15-training-curve.gp' } else { undefine FORMAT }
