# Draws F02-true-false.svg and F02-true-false.png from F02-true-false.dat:
#   gnuplot F02-true-false.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,390 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,585 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F02-true-false.'.FORMAT
DATA = 'F02-true-false.dat'
TITLE = 'The errors sit where the classes overlap'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0961538
AXIS = 0.169231
HEAD = 0.2
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
set label 999 'Generated points of seed 1, network 2-8-8-2, 20 epochs of Adam at 0.01. Blue circles: correctly classified; orange crosses: not; training and test points.'."\n".'Report A, Fig. 9 (there green and red, which many cannot tell apart).' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0576923
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,4 title TITLE noenhanced font ',15' margins screen 0.01,0.99,BOTTOM+0.02,0.82 spacing screen 0.015
unset title
unset key

set title 'line: 7 of 100 wrong'
set size ratio -1
unset tics
unset grid
set border 15 lc rgb '#888888'
unset colorbox
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
plot DATA index 'line: correct' using 1:2 with points pt 6 ps 1.0 lw 1.6 lc rgb '#0072B2' title '', \
     DATA index 'line: wrong' using 1:2 with points pt 2 ps 1.3 lw 2.4 lc rgb '#D55E00' title ''
unset label 999

set title 'moons: 3 of 100 wrong'
set size ratio -1
unset tics
unset grid
set border 15 lc rgb '#888888'
unset colorbox
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
plot DATA index 'moons: correct' using 1:2 with points pt 6 ps 1.0 lw 1.6 lc rgb '#0072B2' title '', \
     DATA index 'moons: wrong' using 1:2 with points pt 2 ps 1.3 lw 2.4 lc rgb '#D55E00' title ''

set title 'XOR: 8 of 100 wrong'
set size ratio -1
unset tics
unset grid
set border 15 lc rgb '#888888'
unset colorbox
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
plot DATA index 'XOR: correct' using 1:2 with points pt 6 ps 1.0 lw 1.6 lc rgb '#0072B2' title '', \
     DATA index 'XOR: wrong' using 1:2 with points pt 2 ps 1.3 lw 2.4 lc rgb '#D55E00' title ''

set title 'rings: 2 of 100 wrong'
set size ratio -1
unset tics
unset grid
set border 15 lc rgb '#888888'
unset colorbox
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
plot DATA index 'rings: correct' using 1:2 with points pt 6 ps 1.0 lw 1.6 lc rgb '#0072B2' title '', \
     DATA index 'rings: wrong' using 1:2 with points pt 2 ps 1.3 lw 2.4 lc rgb '#D55E00' title ''


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F02-true-false.gp' } else { undefine FORMAT }
