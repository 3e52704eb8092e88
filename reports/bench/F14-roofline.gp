# Draws F14-roofline.svg and F14-roofline.png from F14-roofline.dat:
#   gnuplot F14-roofline.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-roofline.'.FORMAT
DATA = 'F14-roofline.dat'
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
set label 'Convolutions and linear layers in float, forward and backward; medians. FLOP/byte: operations over the bytes of all tensors,'."\n".'each read or written once. Limits, measured in the same process: multiply-adds in registers, and the triad on arrays beyond the'."\n".'caches, which workloads that fit into a cache may exceed. 2 x AMD EPYC with AVX-512; GNU 12.2.0, -O3 -march=native -DNDEBUG.'."\n".'Measured while the machine was busy: not to be relied on.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.10145
set origin 0, 0.12887
set size 1, 1 - 0.12887
set title 'The fast twins reach up to 96 % of the peak of a core, nested loops up to 17 %' noenhanced font ',15' offset screen 0,0
set xlabel 'FLOP/byte'
set xrange [0.1:1000]
set logscale x
set format x '%g'
set ylabel 'GFLOP/s'
set yrange [0.1:2000]
set logscale y
set format y '%g'
set key top left
plot DATA index 0 using 1:2 with lines linetype 1 lc rgb '#009E73' lw 2 dt solid title 'limit of 2 threads: 236 GFLOP/s, 35 GB/s', \
     DATA index 1 using 1:2 with lines linetype 1 lc rgb '#56B4E9' lw 2 dt solid title 'limit of 1 thread: 118 GFLOP/s, 24 GB/s', \
     DATA index 2 using 1:2:($3-$1):($4-$2) with vectors head size graph 0.008,20 filled lt 1 lc rgb '#bbbbbb' lw 1 dt solid notitle, \
     DATA index 3 using 1:2 with points linetype 7 pt 7 ps 0.9 title 'naive', \
     DATA index 4 using 1:2 with points linetype 6 pt 5 ps 0.8 title 'fast, 1 thread', \
     DATA index 5 using 1:2 with points linetype 3 pt 9 ps 0.9 title 'fast, 2 threads'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-roofline.gp' } else { undefine FORMAT }
