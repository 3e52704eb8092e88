# Draws maxpool2d.svg and maxpool2d.png from maxpool2d.dat:
#   gnuplot maxpool2d.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,1060 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,1590 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'maxpool2d.'.FORMAT
DATA = 'maxpool2d.dat'
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
set multiplot title 'MaxPool2d: where the error lies' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label '|error|, from none (dark) to the largest of the tensor (light), of two images and three channels at most: images below each other, channels side by side.'."\n".'Each on the first case that shows it.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.027264
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.80179
set tmargin at screen 0.92642
set title 'Assigns where windows overlap' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:8.5]
unset xtics
set yrange [10.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 0 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.43333
set rmargin at screen 0.63333
set bmargin at screen 0.80179
set tmargin at screen 0.92642
set title 'Winner of another window' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 1 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76667
set rmargin at screen 0.96667
set bmargin at screen 0.80179
set tmargin at screen 0.92642
set title 'Row and column of the winner exchanged' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 2 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.61717
set tmargin at screen 0.74179
set title 'Stride ignored in backward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 3 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.43333
set rmargin at screen 0.63333
set bmargin at screen 0.61717
set tmargin at screen 0.74179
set title 'Whole window gets the gradient' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 4 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76667
set rmargin at screen 0.96667
set bmargin at screen 0.61717
set tmargin at screen 0.74179
set title 'Gradient shared by the window' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 5 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.43255
set tmargin at screen 0.55717
set title 'First pixel gets the gradient' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 6 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.43333
set rmargin at screen 0.63333
set bmargin at screen 0.43255
set tmargin at screen 0.55717
set title 'Every equal pixel gets the gradient' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 7 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76667
set rmargin at screen 0.96667
set bmargin at screen 0.43255
set tmargin at screen 0.55717
set title 'Last maximum wins' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:19.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 8 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.24792
set tmargin at screen 0.37255
set title 'Starts from zero' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [4.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 9 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.43333
set rmargin at screen 0.63333
set bmargin at screen 0.24792
set tmargin at screen 0.37255
set title 'Minimum for maximum' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [1.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 10 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.76667
set rmargin at screen 0.96667
set bmargin at screen 0.24792
set tmargin at screen 0.37255
set title 'Average for maximum' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [1.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 11 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.063302
set tmargin at screen 0.18792
set title 'Largest magnitude' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [4.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 12 using 1:2:3 with image pixels notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.43333
set rmargin at screen 0.63333
set bmargin at screen 0.063302
set tmargin at screen 0.18792
set title 'Windows side by side' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:4.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 13 using 1:2:3 with image pixels notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'maxpool2d.gp' } else { undefine FORMAT }
