# Draws F05-stability.svg and F05-stability.png from F05-stability.dat:
#   gnuplot F05-stability.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1200,480 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1800,720 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F05-stability.'.FORMAT
DATA = 'F05-stability.dat'
TITLE = 'Loss finite at 1 of 6 rates as published, 5 corrected; without the shift 1 and 4'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.078125
AXIS = 0.1375
HEAD = 0.1625
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
set label 999 'MNIST, one image an update, the first 20,000 updates. Mean over seeds. Left: updates until the loss is no longer a number (20,000: it never happened). Right: accuracy on'."\n".'the last 1,000 images before that or the end.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.046875
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot title TITLE noenhanced font ',15'
unset title
set lmargin at screen 0.255
set rmargin at screen 0.63
set tmargin at screen 0.83
set bmargin at screen BOTTOM + 0.13
set title 'updates survived' font ',13'
unset colorbox
set border 0
set xlabel 'learning rate'
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('0.003' 0, '0.01' 1, '0.03' 2, '0.1' 3, '0.3' 4, '1' 5)
set ytics ('as published, unshifted, float' 0, 'as published, unshifted, double' 1, 'as published, shifted, float' 2, 'corrected, unshifted, float' 3, 'corrected, unshifted, double' 4, 'corrected, shifted, float' 5)
set cbrange [788:20000]
set xrange [-0.5:5.5]
set yrange [5.5:-0.5]
unset grid
plot DATA index 'survived' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'survived' using 1:($3 >= 10394 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'survived' using 1:($3 < 10394 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#ffffff' notitle
unset label 999
set lmargin at screen 0.645
set rmargin at screen 0.985
set title 'accuracy then [%]' font ',13'
unset colorbox
set border 0
set xlabel 'learning rate'
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('0.003' 0, '0.01' 1, '0.03' 2, '0.1' 3, '0.3' 4, '1' 5)
set ytics ('' 0, '' 1, '' 2, '' 3, '' 4, '' 5)
set cbrange [0:100]
set xrange [-0.5:5.5]
set yrange [5.5:-0.5]
unset grid
plot DATA index 'accuracy' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'accuracy' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'accuracy' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#ffffff' notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F05-stability.gp' } else { undefine FORMAT }
