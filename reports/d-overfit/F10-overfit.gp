# Draws F10-overfit.svg and F10-overfit.png from F10-overfit.dat:
#   gnuplot F10-overfit.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,520 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,780 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F10-overfit.'.FORMAT
DATA = 'F10-overfit.dat'
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
set multiplot title '100 images are learned by heart: 99 % on them, 23 % on others' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'CIFAR-10 (JPEG copy). Mean and 95 % t interval over seeds. Adam, learning rate 0.002, batch 50, no penalty. Report D shows the same in a'."\n".'figure without numbers.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.055577
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.21519
set tmargin at screen 0.85
set title 'training loss' font ',13' offset 0,-0.5
set xlabel 'epoch'
set yrange [0:*]
unset key
plot DATA index 0 using 1:(inside($3,0,1e300)):(inside($4,0,1e300)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 0 using 1:2 with lines linetype 1 notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.58
set rmargin at screen 0.97
set bmargin at screen 0.21519
set tmargin at screen 0.85
set title 'accuracy [%]' font ',13' offset 0,-0.5
set xlabel 'epoch'
set yrange [0:105]
set key at graph 0.98, 0.42
plot 10 with lines linetype 1 lc rgb '#888888' dt (9,6) title 'chance', \
     DATA index 1 using 1:(inside($3,0,105)):(inside($4,0,105)) with filledcurves fc linetype 1 fs transparent solid 0.2 noborder notitle, \
     DATA index 1 using 1:2 with lines linetype 1 title 'training', \
     DATA index 2 using 1:(inside($3,0,105)):(inside($4,0,105)) with filledcurves fc linetype 2 fs transparent solid 0.2 noborder notitle, \
     DATA index 2 using 1:2 with lines linetype 2 title 'validation'
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F10-overfit.gp' } else { undefine FORMAT }
