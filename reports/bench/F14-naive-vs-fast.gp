# Draws F14-naive-vs-fast.svg and F14-naive-vs-fast.png from F14-naive-vs-fast.dat:
#   gnuplot F14-naive-vs-fast.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,690 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,1035 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-naive-vs-fast.'.FORMAT
DATA = 'F14-naive-vs-fast.dat'
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
set label 'Convolutions in float; backward computes all gradients. Medians; bars are median absolute deviations (mostly smaller than the'."\n".'marks). The factor is naive over the faster of the two fast times. 2 x AMD EPYC with AVX-512; GNU 12.2.0, -O3 -march=native'."\n".'-DNDEBUG. Measured while the machine was busy: not to be relied on.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.066522
set origin 0, 0.091159
set size 1, 1 - 0.091159
set title 'The fast twin is 30 to 248 times as fast as nested loops' noenhanced font ',15' offset screen -0.19,0
set lmargin at screen 0.4
set xlabel 'real time of one pass, ms'
set xrange [*:400000]
set logscale x
set format x '10^{%T}'
set yrange [-0.7:19.7]
set ytics font ',11'
set ytics ('report-a-conv2-batch1, forward' 0, 'report-a-conv1-batch1, forward' 1, 'report-a-conv2-batch1, backward' 2, 'report-a-conv1-batch1, backward' 3, 'report-a-conv2-batch100, forward' 4, 'report-a-conv1-batch100, forward' 5, 'report-a-conv2-batch100, backward' 6, 'report-a-conv1-batch100, backward' 7, 'report-d-timed-conv-batch100, forward' 8, 'report-d-timed-conv-batch100, backward' 9, 'report-c-mnist-conv2-batch100, forward' 10, 'report-c-mnist-conv2-batch100, backward' 11, 'report-c-cifar-conv2-batch100, forward' 12, 'report-c-cifar-conv2-batch100, backward' 13, 'report-d-conv-batch64, forward' 14, 'report-d-conv-batch64, backward' 15, 'wide-128-channels-batch64, forward' 16, 'wide-64-channels-batch64, forward' 17, 'wide-128-channels-batch64, backward' 18, 'wide-64-channels-batch64, backward' 19)
set key top left font ',11'
set label '52×' at first 0.119332, first 0 left font ',11' offset character 1.2,0 front
set label '66×' at first 0.137215, first 1 left font ',11' offset character 1.2,0 front
set label '30×' at first 0.185418, first 2 left font ',11' offset character 1.2,0 front
set label '40×' at first 0.215446, first 3 left font ',11' offset character 1.2,0 front
set label '193×' at first 11.9607, first 4 left font ',11' offset character 1.2,0 front
set label '166×' at first 13.6846, first 5 left font ',11' offset character 1.2,0 front
set label '98×' at first 18.885, first 6 left font ',11' offset character 1.2,0 front
set label '97×' at first 21.3655, first 7 left font ',11' offset character 1.2,0 front
set label '165×' at first 43.0346, first 8 left font ',11' offset character 1.2,0 front
set label '126×' at first 73.2459, first 9 left font ',11' offset character 1.2,0 front
set label '216×' at first 148.905, first 10 left font ',11' offset character 1.2,0 front
set label '150×' at first 232.323, first 11 left font ',11' offset character 1.2,0 front
set label '222×' at first 333.922, first 12 left font ',11' offset character 1.2,0 front
set label '156×' at first 524.238, first 13 left font ',11' offset character 1.2,0 front
set label '211×' at first 635.092, first 14 left font ',11' offset character 1.2,0 front
set label '147×' at first 954.102, first 15 left font ',11' offset character 1.2,0 front
set label '248×' at first 5591.53, first 16 left font ',11' offset character 1.2,0 front
set label '235×' at first 5813.46, first 17 left font ',11' offset character 1.2,0 front
set label '214×' at first 9965.9, first 18 left font ',11' offset character 1.2,0 front
set label '202×' at first 10179.6, first 19 left font ',11' offset character 1.2,0 front
plot DATA index 0 using 2:1:3:4 with xerrorbars linetype 7 pt 7 ps 1 title 'naive', \
     DATA index 1 using 2:1:3:4 with xerrorbars linetype 6 pt 5 ps 1 title 'fast, 1 thread', \
     DATA index 2 using 2:1:3:4 with xerrorbars linetype 3 pt 9 ps 1 title 'fast, 2 threads', \
     DATA index 3 using 2:1:3:4 with xerrorbars linetype 4 pt 12 ps 1 title 'fastest library, 1 thread'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-naive-vs-fast.gp' } else { undefine FORMAT }
