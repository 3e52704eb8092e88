# Draws F14-naive-and-fast.svg and F14-naive-and-fast.png from F14-naive-and-fast.dat:
#   gnuplot F14-naive-and-fast.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-naive-and-fast.'.FORMAT
DATA = 'F14-naive-and-fast.dat'
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
set multiplot title 'A speed-up of thousands needs a Python loop in the numerator' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Double precision, the report''s shapes: convolution (10, 3, 31, 31) with 25 filters 3x3, stride 2; max pooling (40, 3, 32, 32). Ours: median of warm calls,'."\n".'bars: median absolute deviation. Grey crosses: the report''s figures for a GPU, by a clock that the verdicts judge; its two backward times, exchanged in'."\n".'its text, are put back here. Nothing of ours ran on a GPU.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.081964
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.23018
set tmargin at screen 0.86071
set title 'seconds a call' font ',13' offset 0,-0.5
set xrange [-0.5:3.5]
set xtics ('conv.'."\n".'forward' 0, 'conv.'."\n".'backward' 1, 'pooling'."\n".'forward' 2, 'pooling'."\n".'backward' 3)
set yrange [1e-06:100000]
set logscale y
set format y '10^{%T}'
set key top right
plot DATA index 0 using 1:2 with points linetype 1 lc rgb '#888888' lw 2 pt 2 ps 1.3 title 'Report D, CUDA', \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#000000' lw 2 pt 12 ps 1.7 title 'Report D, naive and fast', \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#000000' lw 2 pt 12 ps 1.7 notitle, \
     DATA index 3 using 1:2:3:4 with yerrorbars linetype 2 lw 2 dt solid pt 7 ps 1.2 title 'naive', \
     DATA index 4 using 1:2:3:4 with yerrorbars linetype 1 lw 2 dt solid pt 5 ps 1.2 title 'fast, 1 thread', \
     DATA index 5 using 1:2:3:4 with yerrorbars linetype 3 lw 2 dt solid pt 9 ps 1.2 title 'fast, 2 threads'

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
set bmargin at screen 0.23018
set tmargin at screen 0.86071
set title 'speed-up over naive' font ',13' offset 0,-0.5
set xrange [-0.5:3.5]
set xtics ('conv.'."\n".'forward' 0, 'conv.'."\n".'backward' 1, 'pooling'."\n".'forward' 2, 'pooling'."\n".'backward' 3)
set yrange [0.5:1e+07]
set logscale y
set format y '10^{%T}'
set key top right
set label '28.8' at first 0, first 28.8172 right font ',13' offset character -1.2,0 front
set label '19.3' at first 1, first 19.2679 right font ',13' offset character -1.2,0 front
set label '32.1' at first 2, first 32.0749 right font ',13' offset character -1.2,0 front
set label '6.6' at first 3, first 6.55541 right font ',13' offset character -1.2,0 front
plot 1 with lines linetype 1 lc rgb '#888888' dt (9,6) notitle, \
     DATA index 6 using 1:2 with points linetype 1 lc rgb '#888888' lw 2 pt 2 ps 1.3 title 'Report D, CUDA', \
     DATA index 7 using 1:2 with points linetype 1 lc rgb '#000000' lw 2 pt 12 ps 1.7 title 'Report D, fast', \
     DATA index 8 using 1:2 with points linetype 1 lw 2 dt solid pt 5 ps 1.2 title 'fast, 1 thread', \
     DATA index 9 using 1:2 with points linetype 3 lw 2 dt solid pt 9 ps 1.2 title 'fast, 2 threads'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-naive-and-fast.gp' } else { undefine FORMAT }
