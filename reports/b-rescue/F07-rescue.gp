# Draws F07-rescue.svg and F07-rescue.png from F07-rescue.dat:
#   gnuplot F07-rescue.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,640 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,960 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-rescue.'.FORMAT
DATA = 'F07-rescue.dat'
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
set multiplot title 'What rescues the full network: He instead of N(0, 1)' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Test accuracy of the full network after training on 1000 images, for 32 combinations of five remedies, best first; mean and 95 % t interval over 10 seeds. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.018594
set lmargin at screen 0.27
set rmargin at screen 0.98
set bmargin at screen 0.44516
set tmargin at screen 0.9
set xrange [-0.7:31.7]
unset xtics
set ylabel 'test accuracy [%]'
set yrange [0:100]
set key top right
plot DATA index 0 using 1:2:(0.7) with boxes fc linetype 1 notitle, \
     DATA index 0 using 1:3:(0):($4-$3) with vectors heads size graph 0.004,90 nofilled lt 1 dt solid lw 1.2 lc rgb '#222222' notitle, \
     10 with lines linetype 1 lc rgb '#888888' dt (9,6) notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.27
set rmargin at screen 0.98
set bmargin at screen 0.075156
set tmargin at screen 0.43
unset grid
set border 0
set xrange [-0.7:31.7]
unset xtics
set yrange [4.6:-0.6]
set ytics ('He instead of N(0, 1)' 0, 'learning rate 0.001, not 0.01' 1, 'softmax with shift' 2, 'gradient norm at most 1' 3, 'batches of 32, not 1' 4)
set key top right
plot DATA index 1 using 1:2 with points linetype 1 lc rgb '#dddddd' pt 7 ps 1.1 notitle, \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#0072B2' pt 7 ps 1.4 notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-rescue.gp' } else { undefine FORMAT }
