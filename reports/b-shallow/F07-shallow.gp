# Draws F07-shallow.svg and F07-shallow.png from F07-shallow.dat:
#   gnuplot F07-shallow.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,540 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,810 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-shallow.'.FORMAT
DATA = 'F07-shallow.dat'
TITLE = '0.686 after 50 epochs takes a learning rate far below those that train best'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0694444
AXIS = 0.122222
HEAD = 0.144444
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
set label 999 'Accuracy [%] of the shallow network after 50 epochs on 1000 images, one image an update, for each reading of what the report leaves out; mean over 10 seeds. Framed:'."\n".'within 5 points of the published 68.6 %. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0416667
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,2 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

unset object
set title 'training accuracy' noenhanced
set xlabel 'learning rate'
unset colorbox
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('1e-05' 0, '3e-05' 1, '1e-04' 2, '0.001' 3, '0.01' 4)
set ytics ('N(0, 1)' 0, 'N(0, 0.1)' 1, 'He' 2)
set cbrange [0:100]
set xrange [-0.5:4.5]
set yrange [2.5:-0.5]
unset grid
plot DATA index 'training accuracy' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'training accuracy' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.1f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'training accuracy' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.1f', $3)) with labels tc rgb '#ffffff' notitle

unset label 999

unset object
set title 'test accuracy' noenhanced
set xlabel 'learning rate'
unset colorbox
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('1e-05' 0, '3e-05' 1, '1e-04' 2, '0.001' 3, '0.01' 4)
set ytics ('N(0, 1)' 0, 'N(0, 0.1)' 1, 'He' 2)
set cbrange [0:100]
set xrange [-0.5:4.5]
set yrange [2.5:-0.5]
unset grid
plot DATA index 'test accuracy' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'test accuracy' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.1f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'test accuracy' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.1f', $3)) with labels tc rgb '#ffffff' notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-shallow.gp' } else { undefine FORMAT }
