# Draws F06-1d-classifier.svg and F06-1d-classifier.png from F06-1d-classifier.dat:
#   gnuplot F06-1d-classifier.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,460 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,690 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F06-1d-classifier.'.FORMAT
DATA = 'F06-1d-classifier.dat'
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
set label 'Where f of eq. 23 is positive (top) and where the best of 20 trained networks 1 - H - 2 with ReLU says so; accuracy on the 200'."\n".'training points, equally spaced on [-1, 9].' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.062826
set origin 0, 0.099783
set size 1, 1 - 0.099783
set title '4 boundaries are learned with 8 hidden units, not with 4' noenhanced font ',15' offset screen 0,0
set rmargin at screen 0.9
set xlabel 'x'
set xrange [-1:9]
set xtics (-1, 9, '0.00' 4.44089e-18, '3.00' 3, '4.67' 4.66667, '7.33' 7.33333)
set yrange [6.6:-0.6]
set ytics ('sign of f' 0, '1 hidden unit' 1, '2 hidden units' 2, '3 hidden units' 3, '4 hidden units' 4, '8 hidden units' 5, '16 hidden units' 6)
set key above
set label '73.5 %' at first 9.15, first 1 left font ',13' front
set label '83.5 %' at first 9.15, first 2 left font ',13' front
set label '83.5 %' at first 9.15, first 3 left font ',13' front
set label '83.5 %' at first 9.15, first 4 left font ',13' front
set label '100.0 %' at first 9.15, first 5 left font ',13' front
set label '100.0 %' at first 9.15, first 6 left font ',13' front
plot DATA index 0 using (($1+$2)/2):3:1:2:($3-0.32):($3+0.32) with boxxyerror fs solid 1 noborder fc rgb '#E69F00' title 'negative or zero', \
     DATA index 1 using (($1+$2)/2):3:1:2:($3-0.32):($3+0.32) with boxxyerror fs solid 1 noborder fc rgb '#0072B2' title 'positive'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F06-1d-classifier.gp' } else { undefine FORMAT }
