# Draws F14-naive-vs-fast.svg and F14-naive-vs-fast.png from F14-naive-vs-fast.dat:
#   gnuplot F14-naive-vs-fast.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,660 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,990 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-naive-vs-fast.'.FORMAT
DATA = 'F14-naive-vs-fast.dat'
TITLE = 'The fast twin is 10 to 157 times as fast as nested loops'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0795455
AXIS = 0.1
HEAD = 0.118182
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
set label 999 'Convolutions in float: channels, kernel, image, batch; fwd forward, bwd backward (all gradients). Medians; bars are median'."\n".'absolute deviations (mostly smaller than the marks). The factor is naive over the faster of the two fast times. Machine: 2 cores'."\n".'at 2000 MHz.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0568182
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set xlabel 'real time of one pass, ms'
set logscale x
set format x '10^{%T}'
set title offset screen -0.16,0
set key inside bottom right
set yrange [-0.7:20-0.3]
set xrange [*:*<4e5]
set offsets graph 0, graph 0.12, 0, 0
set ytics ('b 4to8 k5 12x12 n1, fwd' 0, 'a 1to4 k5 28x28 n1, fwd' 1, 'b 4to8 k5 12x12 n1, bwd' 2, 'a 1to4 k5 28x28 n1, bwd' 3, 'b 4to8 k5 12x12 n100, fwd' 4, 'a 1to4 k5 28x28 n100, fwd' 5, 'b 4to8 k5 12x12 n100, bwd' 6, 'a 1to4 k5 28x28 n100, bwd' 7, 'g 3to25 k3s2 31x31 n100, fwd' 8, 'g 3to25 k3s2 31x31 n100, bwd' 9, 'c2 8to8 k5 24x24 n100, fwd' 10, 'c2 8to8 k5 24x24 n100, bwd' 11, 'e2 10to10 k5 28x28 n100, fwd' 12, 'e2 10to10 k5 28x28 n100, bwd' 13, 'd 3to32 k7 32x32 n64, fwd' 14, 'd 3to32 k7 32x32 n64, bwd' 15, 'f2 128to128 k3 16x16 n64, fwd' 16, 'f1 64to64 k3 32x32 n64, fwd' 17, 'f2 128to128 k3 16x16 n64, bwd' 18, 'f1 64to64 k3 32x32 n64, bwd' 19)
set label 1 '23×' at 0.0661366,0 offset character 1.2,0 left font ',11'
set label 2 '41×' at 0.0781835,1 offset character 1.2,0 left font ',11'
set label 3 '10×' at 0.0939544,2 offset character 1.2,0 left font ',11'
set label 4 '17×' at 0.104334,3 offset character 1.2,0 left font ',11'
set label 5 '86×' at 6.59624,4 offset character 1.2,0 left font ',11'
set label 6 '98×' at 7.79918,5 offset character 1.2,0 left font ',11'
set label 7 '41×' at 8.83463,6 offset character 1.2,0 left font ',11'
set label 8 '40×' at 10.3966,7 offset character 1.2,0 left font ',11'
set label 9 '71×' at 25.7986,8 offset character 1.2,0 left font ',11'
set label 10 '45×' at 35.9057,9 offset character 1.2,0 left font ',11'
set label 11 '110×' at 81.1313,10 offset character 1.2,0 left font ',11'
set label 12 '70×' at 114.141,11 offset character 1.2,0 left font ',11'
set label 13 '123×' at 187.25,12 offset character 1.2,0 left font ',11'
set label 14 '73×' at 249.984,13 offset character 1.2,0 left font ',11'
set label 15 '109×' at 345.403,14 offset character 1.2,0 left font ',11'
set label 16 '65×' at 441.685,15 offset character 1.2,0 left font ',11'
set label 17 '157×' at 3360.91,16 offset character 1.2,0 left font ',11'
set label 18 '154×' at 3494.87,17 offset character 1.2,0 left font ',11'
set label 19 '104×' at 5310.04,18 offset character 1.2,0 left font ',11'
set label 20 '111×' at 5747.77,19 offset character 1.2,0 left font ',11'
plot DATA index 'naive' using 1:2:3 with xerrorbars lc 7 pt 7 ps 1.1 title 'naive', \
     DATA index 'one thread' using 1:2:3 with xerrorbars lc 6 pt 5 ps 1.0 title 'fast, 1 thread', \
     DATA index 'all threads' using 1:2:3 with xerrorbars lc 3 pt 9 ps 1.1 title 'fast, 2 threads'

unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-naive-vs-fast.gp' } else { undefine FORMAT }
