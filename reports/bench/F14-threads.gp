# Draws F14-threads.svg and F14-threads.png from F14-threads.dat:
#   gnuplot F14-threads.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,480 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,720 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-threads.'.FORMAT
DATA = 'F14-threads.dat'
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
set label 'Convolutions and linear layers whose pass takes at least half a millisecond, float and double, forward and backward. 2 x AMD'."\n".'EPYC with AVX-512; GNU 12.2.0, -O3 -march=native -DNDEBUG. Measured while the machine was busy: not to be relied on.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.060208
set origin 0, 0.095625
set size 1, 1 - 0.095625
set title 'On 2 threads the fast twins are 1.95 times as fast as on one' noenhanced font ',15' offset screen 0,0
set xlabel 'threads'
set xrange [0.9:2.1]
set xtics ('1' 1, '2' 2)
set ylabel 'times as fast as on one thread'
set yrange [0:*]
set key top left
plot DATA index 0 using 1:2 with lines linetype 1 lc rgb '#888888' dt (9,6) title 'ideal', \
     DATA index 1 using 1:(inside($3,0,1e300)):(inside($4,0,1e300)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 1 title 'median and quartiles', \
     DATA index 2 using 1:2 with points linetype 1 pt 6 ps 0.7 title 'one workload and pass'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-threads.gp' } else { undefine FORMAT }
