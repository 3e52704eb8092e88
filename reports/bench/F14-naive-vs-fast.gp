# Draws F14-naive-vs-fast.svg and F14-naive-vs-fast.png from F14-naive-vs-fast.dat:
#   gnuplot F14-naive-vs-fast.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,660 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,990 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-naive-vs-fast.'.FORMAT
DATA = 'F14-naive-vs-fast.dat'
TITLE = 'The fast twin takes 1/11 to 1/169 of the nested loops'' time'
BOTTOM = 0.0795455  # the part of the height that the caption takes
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
set pointintervalbox 0
set title TITLE noenhanced font ',15'
set label 999 'Convolutions in float: channels, kernel, image, batch; fwd forward, bwd backward (all gradients). Medians; bars are median'."\n".'absolute deviations (mostly smaller than the marks). The factor is naive over the faster of the two fast times. Machine: 2 cores'."\n".'at 2000 MHz.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0568182
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set xlabel 'real time of one pass, ms'
set logscale x
set format x '10^{%T}'
set key outside top center horizontal
set yrange [-0.7:20-0.3]
set xrange [*:*<4e5]
set offsets graph 0, graph 0.12, 0, 0
set ytics ('b 4to8 k5 12x12 n1, fwd' 0, 'a 1to4 k5 28x28 n1, fwd' 1, 'b 4to8 k5 12x12 n1, bwd' 2, 'a 1to4 k5 28x28 n1, bwd' 3, 'b 4to8 k5 12x12 n100, fwd' 4, 'a 1to4 k5 28x28 n100, fwd' 5, 'b 4to8 k5 12x12 n100, bwd' 6, 'a 1to4 k5 28x28 n100, bwd' 7, 'g 3to25 k3s2 31x31 n100, fwd' 8, 'g 3to25 k3s2 31x31 n100, bwd' 9, 'c2 8to8 k5 24x24 n100, fwd' 10, 'c2 8to8 k5 24x24 n100, bwd' 11, 'e2 10to10 k5 28x28 n100, fwd' 12, 'e2 10to10 k5 28x28 n100, bwd' 13, 'd 3to32 k7 32x32 n64, fwd' 14, 'd 3to32 k7 32x32 n64, bwd' 15, 'f1 64to64 k3 32x32 n64, fwd' 16, 'f2 128to128 k3 16x16 n64, fwd' 17, 'f2 128to128 k3 16x16 n64, bwd' 18, 'f1 64to64 k3 32x32 n64, bwd' 19)
set label 1 '23×' at 0.0689672,0 offset character 1.2,0 left font ',11'
set label 2 '43×' at 0.0834144,1 offset character 1.2,0 left font ',11'
set label 3 '11×' at 0.099607,2 offset character 1.2,0 left font ',11'
set label 4 '20×' at 0.130296,3 offset character 1.2,0 left font ',11'
set label 5 '56×' at 6.92937,4 offset character 1.2,0 left font ',11'
set label 6 '88×' at 8.54192,5 offset character 1.2,0 left font ',11'
set label 7 '37×' at 8.98318,6 offset character 1.2,0 left font ',11'
set label 8 '38×' at 12.1794,7 offset character 1.2,0 left font ',11'
set label 9 '76×' at 29.3599,8 offset character 1.2,0 left font ',11'
set label 10 '39×' at 38.2879,9 offset character 1.2,0 left font ',11'
set label 11 '95×' at 83.0686,10 offset character 1.2,0 left font ',11'
set label 12 '60×' at 115.477,11 offset character 1.2,0 left font ',11'
set label 13 '96×' at 200.986,12 offset character 1.2,0 left font ',11'
set label 14 '68×' at 259.248,13 offset character 1.2,0 left font ',11'
set label 15 '97×' at 383.534,14 offset character 1.2,0 left font ',11'
set label 16 '61×' at 459.977,15 offset character 1.2,0 left font ',11'
set label 17 '128×' at 3635.41,16 offset character 1.2,0 left font ',11'
set label 18 '169×' at 3959.35,17 offset character 1.2,0 left font ',11'
set label 19 '79×' at 5644.98,18 offset character 1.2,0 left font ',11'
set label 20 '112×' at 6197.24,19 offset character 1.2,0 left font ',11'
plot DATA index 'naive' using 1:2:3 with xerrorbars lc 7 pt 7 ps 1.1 title 'naive', \
     DATA index 'one thread' using 1:2:3 with xerrorbars lc 6 pt 5 ps 1.0 title 'fast, 1 thread', \
     DATA index 'all threads' using 1:2:3 with xerrorbars lc 3 pt 9 ps 1.1 title 'fast, 2 threads'

unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-naive-vs-fast.gp' } else { undefine FORMAT }
