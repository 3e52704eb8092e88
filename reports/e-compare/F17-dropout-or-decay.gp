# Draws F17-dropout-or-decay.svg and F17-dropout-or-decay.png from F17-dropout-or-decay.dat:
#   gnuplot F17-dropout-or-decay.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 900,520 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1350,780 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F17-dropout-or-decay.'.FORMAT
DATA = 'F17-dropout-or-decay.dat'
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
set label 'MNIST. Differences of test accuracy after 10 epochs between runs of the same seed: open circles, one a seed; bars: mean and 95 %'."\n".'t interval. Diamond: the report''s single difference.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.055577
set origin 0, 0.088269
set size 1, 1 - 0.088269
set title 'After ten epochs dropout lowers the test accuracy, seed by seed' noenhanced font ',15' offset screen 0,0
set bmargin 4
set xrange [-0.6:3.6]
set xtics ('the report''s pair:'."\n".'dropout on, decay off' 0, 'dropout on,'."\n".'decay stays off' 1, 'dropout on,'."\n".'decay stays on' 2, 'decay off,'."\n".'no dropout' 3)
set ylabel 'difference of test accuracy [points]'
set key top right
plot 0 with lines linetype 1 lc rgb '#888888' dt (9,6) notitle, \
     DATA index 0 using 1:2:3:4 with yerrorbars linetype 1 lw 2.5 pt 7 ps 1.2 title 'mean', \
     DATA index 1 using 1:2 with points linetype 1 lc rgb '#444444' lw 1.5 pt 6 ps 1 title 'one seed', \
     DATA index 2 using 1:2 with points linetype 1 lc rgb '#000000' pt 13 ps 1.2 title 'Report E'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F17-dropout-or-decay.gp' } else { undefine FORMAT }
