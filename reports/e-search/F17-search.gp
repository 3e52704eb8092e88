# Draws F17-search.svg and F17-search.png from F17-search.dat:
#   gnuplot F17-search.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1520,480 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 2280,720 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F17-search.'.FORMAT
DATA = 'F17-search.dat'
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
set multiplot title 'Report E''s MLP: 4 of 11 settings explain it' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'How far the number that fits worst is from each trial, in half-widths of the interval that decides (dashed: 1), from 0.3 to 30. Stars explain the run, circles and triangles do not. Each trial is in every panel. MNIST,'."\n".'ten epochs, learning rate 0.001. Start: times the public starter''s standard deviation. Of each trial the best of three ways to read its loss.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.060208
set lmargin at screen 0.09
set rmargin at screen 0.235
set bmargin at screen 0.23312
set tmargin at screen 0.8375
set xlabel 'start'
set xrange [0.25:2]
set logscale x
set format x '%g'
set ylabel 'distance [half-widths]'
set yrange [0.3:30]
set logscale y
set format y '%g'
unset key
plot 1 with lines linetype 1 lc rgb '#000000' dt (9,6) notitle, \
     DATA index 0 using 1:2 with points linetype 1 lc rgb '#888888' lw 1.3 pt 6 ps 0.9 title 'first', \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#D55E00' pt 3 ps 1.4 title 'explains'

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.335
set rmargin at screen 0.48
set bmargin at screen 0.23312
set tmargin at screen 0.8375
set xlabel 'width 1'
set xrange [16:256]
set logscale x
set format x '%g'
set yrange [0.3:30]
set logscale y
set format y '%g'
unset key
plot 1 with lines linetype 1 lc rgb '#000000' dt (9,6) notitle, \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#888888' lw 1.3 pt 6 ps 0.9 title 'first', \
     DATA index 3 using 1:2 with points linetype 1 lc rgb '#D55E00' pt 3 ps 1.4 title 'explains'

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.58
set rmargin at screen 0.725
set bmargin at screen 0.23312
set tmargin at screen 0.8375
set xlabel 'width 2'
set xrange [16:256]
set logscale x
set format x '%g'
set yrange [0.3:30]
set logscale y
set format y '%g'
unset key
plot 1 with lines linetype 1 lc rgb '#000000' dt (9,6) notitle, \
     DATA index 4 using 1:2 with points linetype 1 lc rgb '#888888' lw 1.3 pt 6 ps 0.9 title 'first', \
     DATA index 5 using 1:2 with points linetype 1 lc rgb '#D55E00' pt 3 ps 1.4 title 'explains'

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.825
set rmargin at screen 0.97
set bmargin at screen 0.23312
set tmargin at screen 0.8375
set xlabel 'biases'
set xrange [-0.6:1.6]
set xtics font ',9'
set xtics ('drawn' 0, 'zero' 1)
set yrange [0.3:30]
set logscale y
set format y '%g'
unset key
plot 1 with lines linetype 1 lc rgb '#000000' dt (9,6) notitle, \
     DATA index 6 using 1:2 with points linetype 1 lc rgb '#888888' lw 1.3 pt 6 ps 0.9 title 'first', \
     DATA index 7 using 1:2 with points linetype 1 lc rgb '#D55E00' pt 3 ps 1.4 title 'explains'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F17-search.gp' } else { undefine FORMAT }
