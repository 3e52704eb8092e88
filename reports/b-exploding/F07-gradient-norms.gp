# Draws F07-gradient-norms.svg and F07-gradient-norms.png from F07-gradient-norms.dat:
#   gnuplot F07-gradient-norms.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-gradient-norms.'.FORMAT
DATA = 'F07-gradient-norms.dat'
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
set multiplot title 'Gradients 361 times as large as with He initialisation kill the network' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Norm of each layer''s weight gradient at the first 2000 updates, learning rate 0.001, softmax with shift, seed 1; gradients that are exactly 0, those of dead'."\n".'units, are left out. MNIST, one image an update.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.051607
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.19982
set tmargin at screen 0.86071
set title 'weights N(0, 1)' font ',13' offset 0,-0.5
set xlabel 'update'
set xrange [0.8:2500]
set logscale x
set format x '%g'
set ylabel 'gradient norm'
set yrange [0.001:100000]
set logscale y
set format y '10^{%T}'
set key top right
plot DATA index 0 using 1:2 with linespoints linetype 1 title 'conv 1', \
     DATA index 1 using 1:2 with linespoints linetype 2 title 'conv 2', \
     DATA index 2 using 1:2 with linespoints linetype 3 title 'FC 1', \
     DATA index 3 using 1:2 with linespoints linetype 4 title 'FC 2'

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
set title 'He initialisation' font ',13' offset 0,-0.5
set xlabel 'update'
set xrange [0.8:2500]
set logscale x
set format x '%g'
set ylabel 'gradient norm'
set yrange [0.001:100000]
set logscale y
set format y '10^{%T}'
set key top right
plot DATA index 4 using 1:2 with linespoints linetype 1 title 'conv 1', \
     DATA index 5 using 1:2 with linespoints linetype 2 title 'conv 2', \
     DATA index 6 using 1:2 with linespoints linetype 3 title 'FC 1', \
     DATA index 7 using 1:2 with linespoints linetype 4 title 'FC 2'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-gradient-norms.gp' } else { undefine FORMAT }
