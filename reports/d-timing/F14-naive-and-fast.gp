# Draws F14-naive-and-fast.svg and F14-naive-and-fast.png from F14-naive-and-fast.dat:
#   gnuplot F14-naive-and-fast.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1080,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1620,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-naive-and-fast.'.FORMAT
DATA = 'F14-naive-and-fast.dat'
TITLE = 'A speed-up of thousands needs a Python loop in the numerator'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.09375
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
set label 999 'Double precision, the report''s shapes: convolution (10, 3, 31, 31) with 25 filters 3x3, stride 2; max pooling (40, 3, 32, 32). Ours: median of warm calls,'."\n".'bars: median absolute deviation. Grey crosses: the report''s CUDA figures, which time the launch of a kernel; its two backward times, exchanged in its'."\n".'text, are put back here.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0669643
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,2 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set xtics ('conv.'."\n".'forward' 0, 'conv.'."\n".'backward' 1, 'pooling'."\n".'forward' 2, 'pooling'."\n".'backward' 3)
set xrange [-0.5:3.5]
set logscale y
set format y '10^{%T}'
set title 'seconds a call' offset 0,-0.7
set yrange [1e-6:1e5]
set key top right
plot DATA index 'published CUDA times' using 1:2 with points pt 2 ps 1.3 lw 2 lc rgb 'gray50' title 'Report D, CUDA', \
     DATA index 'published times' using 1:2 with points pt 12 ps 1.7 lw 2 lc rgb 'black' title 'Report D, naive and fast', \
     DATA index 'naive' using 1:2:3 with yerrorbars lt 2 dt solid pt 7 ps 1.2 lw 2 title 'naive', \
     DATA index 'fast, 1 thread' using 1:2:3 with yerrorbars lt 1 dt solid pt 5 ps 1.2 lw 2 title 'fast, 1 thread', \
     DATA index 'fast, all threads' using 1:2:3 with yerrorbars lt 3 dt solid pt 9 ps 1.2 lw 2 title 'fast, 2 threads'

unset label 999

set title 'speed-up over naive' offset 0,-0.7
set yrange [0.5:1e7]
set key top right
plot 1 with lines lc rgb 'gray50' dt 2 notitle, \
     DATA index 'published CUDA speed-up' using 1:2 with points pt 2 ps 1.3 lw 2 lc rgb 'gray50' title 'Report D, CUDA', \
     DATA index 'published speed-up' using 1:2 with points pt 12 ps 1.7 lw 2 lc rgb 'black' title 'Report D, fast', \
     DATA index 'speed-up, 1 thread' using 1:2:(sprintf('%.1f', $2)) with labels right offset -1.2,0 notitle, \
     DATA index 'speed-up, 1 thread' using 1:2 with points lt 1 pt 5 ps 1.2 title 'fast, 1 thread', \
     DATA index 'speed-up, all threads' using 1:2 with points lt 3 pt 9 ps 1.2 title 'fast, 2 threads'


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-naive-and-fast.gp' } else { undefine FORMAT }
