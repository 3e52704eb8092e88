# Draws F18-placement.svg and F18-placement.png from F18-placement.dat:
#   gnuplot F18-placement.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,860 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,1290 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F18-placement.'.FORMAT
DATA = 'F18-placement.dat'
TITLE = 'Half of conv 1 dropped: -0.3 points after 50 epochs; a fifth of FC: -0.1'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0436047
AXIS = 0.0767442
HEAD = 0.0906977
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
set label 999 'MNIST. Test accuracy in %, mean and half the 95 % t interval over seeds; colour: difference to the net without dropout (outlined), orange'."\n".'above it and blue below. No weight decay.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0261628
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 2,1 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set title 'after 10 epochs' offset 0,-0.7
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set xtics ('none' 0, '0.05' 1, '0.10' 2, '0.20' 3, '0.30' 4, '0.50' 5)
set ytics ('conv 1' 0, 'conv 2' 1, 'FC' 2)
set cbrange [-2.180:2.180]
unset colorbox
set ylabel 'dropped after'
set xlabel 'probability of dropping'
set xrange [-0.5:5.5]
set yrange [2.5:-0.5]
unset grid
set object 1 rectangle from -0.47,-0.47 to 0.47,2.47 front fillstyle empty border lc rgb 'black' lw 3
plot DATA index 'epoch 10' using 1:2:3 with image pixels notitle, \
     DATA index 'epoch 10' using 1:2:(sprintf('%.2f', $4)) with labels offset 0,0.5 font ',12' notitle, \
     DATA index 'epoch 10' using 1:2:(sprintf('± %.2f', $5)) with labels offset 0,-0.6 font ',10' notitle

unset label 999

set title 'after 50 epochs' offset 0,-0.7
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set xtics ('none' 0, '0.05' 1, '0.20' 2, '0.50' 3)
set ytics ('conv 1' 0, 'conv 2' 1, 'FC' 2)
set cbrange [-1.175:1.175]
unset colorbox
set ylabel 'dropped after'
set xlabel 'probability of dropping'
set xrange [-0.5:3.5]
set yrange [2.5:-0.5]
unset grid
set object 1 rectangle from -0.47,-0.47 to 0.47,2.47 front fillstyle empty border lc rgb 'black' lw 3
plot DATA index 'epoch 50' using 1:2:3 with image pixels notitle, \
     DATA index 'epoch 50' using 1:2:(sprintf('%.2f', $4)) with labels offset 0,0.5 font ',12' notitle, \
     DATA index 'epoch 50' using 1:2:(sprintf('± %.2f', $5)) with labels offset 0,-0.6 font ',10' notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F18-placement.gp' } else { undefine FORMAT }
