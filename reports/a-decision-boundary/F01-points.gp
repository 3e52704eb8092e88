# Draws F01-points.svg and F01-points.png from F01-points.dat:
#   gnuplot F01-points.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,390 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,585 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F01-points.'.FORMAT
DATA = 'F01-points.dat'
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
set multiplot title 'Four stand-ins for the lost data set: 60 training and 40 test points each' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Generated points of seed 1, normal noise 0.2. Circles: training; stars: test; blue and orange: the two classes. Report A, Fig. 2 (its data are lost).' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.030513
set lmargin at screen 0.01
set rmargin at screen 0.24
set bmargin at screen 0.094103
set tmargin at screen 0.8
set title 'line' font ',13' offset 0,-0.5
unset grid
set border 15 lc rgb '#888888'
set size ratio -1
set xrange [-1.8:1.8]
unset xtics
set yrange [-1.8:1.8]
unset ytics
unset key
plot DATA index 0 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 3 ps 1 notitle, \
     DATA index 3 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 3 ps 1 notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.26
set rmargin at screen 0.49
set bmargin at screen 0.094103
set tmargin at screen 0.8
set title 'moons' font ',13' offset 0,-0.5
unset grid
set border 15 lc rgb '#888888'
set size ratio -1
set xrange [-1.8:1.8]
unset xtics
set yrange [-1.8:1.8]
unset ytics
unset key
plot DATA index 4 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 5 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 6 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 3 ps 1 notitle, \
     DATA index 7 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 3 ps 1 notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.51
set rmargin at screen 0.74
set bmargin at screen 0.094103
set tmargin at screen 0.8
set title 'XOR' font ',13' offset 0,-0.5
unset grid
set border 15 lc rgb '#888888'
set size ratio -1
set xrange [-1.8:1.8]
unset xtics
set yrange [-1.8:1.8]
unset ytics
unset key
plot DATA index 8 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 9 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 10 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 3 ps 1 notitle, \
     DATA index 11 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 3 ps 1 notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76
set rmargin at screen 0.99
set bmargin at screen 0.094103
set tmargin at screen 0.8
set title 'rings' font ',13' offset 0,-0.5
unset grid
set border 15 lc rgb '#888888'
set size ratio -1
set xrange [-1.8:1.8]
unset xtics
set yrange [-1.8:1.8]
unset ytics
unset key
plot DATA index 12 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 13 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 6 ps 1 notitle, \
     DATA index 14 using 1:2 with points linetype 1 lc rgb '#0072B2' lw 1.6 pt 3 ps 1 notitle, \
     DATA index 15 using 1:2 with points linetype 1 lc rgb '#D55E00' lw 1.6 pt 3 ps 1 notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F01-points.gp' } else { undefine FORMAT }
