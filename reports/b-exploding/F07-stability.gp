# Draws F07-stability.svg and F07-stability.png from F07-stability.dat:
#   gnuplot F07-stability.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1200,580 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1800,870 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-stability.'.FORMAT
DATA = 'F07-stability.dat'
TITLE = 'With the shift of the softmax the loss stops being finite in 4 cells, not 9; 5 train, without it 5'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0646552
AXIS = 0.113793
HEAD = 0.134483
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
set label 999 'Training accuracy [%] of the full network after two epochs, one image an update; empty cells: the loss stopped being finite, at the update given (mean over the seeds where'."\n".'it did, 10 seeds). MNIST, 100 images a class.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0387931
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,2 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set title 'without shift (eq. 15)' noenhanced
set xlabel 'learning rate'
set ylabel 'initial weights: standard deviation'
unset colorbox
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('1e-04' 0, '0.001' 1, '0.01' 2, '0.1' 3, '1' 4)
set ytics ('0.01' 0, '0.03' 1, '0.1' 2, '0.3' 3, '1' 4, 'He' 5)
set cbrange [0:100]
set xrange [-0.5:4.5]
set yrange [5.5:-0.5]
unset grid
plot DATA index 'without shift' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'without shift' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'without shift' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#ffffff' notitle, \
     DATA index 'without shift, overflow' using 1:2:(sprintf('update %.0f', $3)) with labels tc rgb '#D55E00' font ',11' notitle

unset label 999

set title 'with shift (eq. 18)' noenhanced
set xlabel 'learning rate'
set ylabel 'initial weights: standard deviation'
unset colorbox
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('1e-04' 0, '0.001' 1, '0.01' 2, '0.1' 3, '1' 4)
set ytics ('0.01' 0, '0.03' 1, '0.1' 2, '0.3' 3, '1' 4, 'He' 5)
set cbrange [0:100]
set xrange [-0.5:4.5]
set yrange [5.5:-0.5]
unset grid
plot DATA index 'with shift' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'with shift' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'with shift' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#ffffff' notitle, \
     DATA index 'with shift, overflow' using 1:2:(sprintf('update %.0f', $3)) with labels tc rgb '#D55E00' font ',11' notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-stability.gp' } else { undefine FORMAT }
