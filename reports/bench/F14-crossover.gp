# Draws F14-crossover.svg and F14-crossover.png from F14-crossover.dat:
#   gnuplot F14-crossover.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F14-crossover.'.FORMAT
DATA = 'F14-crossover.dat'
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
set label 'Time of the naive forward pass over that of the fast one, on one thread: a 3x3 convolution of one image in float, padding 1.'."\n".'Blue: nested loops are faster. 2 x AMD EPYC with AVX-512; GNU 12.2.0, -O3 -march=native -DNDEBUG. Measured while the machine was'."\n".'busy: not to be relied on.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.081964
set origin 0, 0.11232
set size 1, 1 - 0.11232
set title 'Nested loops win on 1 of 36 small convolutions' noenhanced font ',15' offset screen 0,0
unset grid
set xlabel 'height and width of the image'
set xrange [-0.5:5.5]
set xtics ('3×3' 0, '4×4' 1, '6×6' 2, '8×8' 3, '12×12' 4, '16×16' 5)
set ylabel 'channels in and out'
set yrange [5.5:-0.5]
set ytics ('1' 0, '2' 1, '4' 2, '8' 3, '16' 4, '32' 5)
set key top right
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-6:6]
set label '0.57' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1.01' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '2.03' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '3.61' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '7.03' at 4, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '12' at 5, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1.32' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '2.53' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '5.34' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '18' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '30' at 5, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '3.06' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '6.08' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '13' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '23' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '38' at 4, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '54' at 5, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '6.31' at 0, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '12' at 1, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '25' at 2, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '42' at 3, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '61' at 4, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '79' at 5, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '8.96' at 0, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '17' at 1, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '35' at 2, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '56' at 3, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '80' at 4, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '99' at 5, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '11' at 0, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '21' at 1, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '43' at 2, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '69' at 3, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 4, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '114' at 5, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
plot DATA index 0 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F14-crossover.gp' } else { undefine FORMAT }
