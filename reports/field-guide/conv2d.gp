# Draws conv2d.svg and conv2d.png from conv2d.dat:
#   gnuplot conv2d.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,2770 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,4155 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'conv2d.'.FORMAT
DATA = 'conv2d.dat'
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
set multiplot title 'Conv2d: where the error lies' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label '|error|, from none (dark) to the largest of the tensor (light), of two images and three channels at most: images below each other, channels side by side.'."\n".'Each on the first case that shows it.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.010433
set lmargin at screen 0.1
set rmargin at screen 0.3
set bmargin at screen 0.92493
set tmargin at screen 0.97184
set title 'Kernel not rotated' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
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
set bmargin at screen 0.92493
set tmargin at screen 0.97184
set title 'Kernel transposed' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [10.5:-0.5]
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
set bmargin at screen 0.92493
set tmargin at screen 0.97184
set title 'Valid instead of full' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [10.5:-0.5]
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
set bmargin at screen 0.8566
set tmargin at screen 0.90351
set title 'Diagonal windows' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
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
set bmargin at screen 0.8566
set tmargin at screen 0.90351
set title 'Stride ignored in backward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [14.5:-0.5]
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
set bmargin at screen 0.8566
set tmargin at screen 0.90351
set title 'Padding forgotten in backward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [16.5:-0.5]
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
set bmargin at screen 0.78826
set tmargin at screen 0.83517
set title 'Padding kept in backward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [16.5:-0.5]
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
set bmargin at screen 0.78826
set tmargin at screen 0.83517
set title 'Rows of padding kept in backward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [16.5:-0.5]
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
set bmargin at screen 0.78826
set tmargin at screen 0.83517
set title 'Padding taken off one side only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [16.5:-0.5]
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
set bmargin at screen 0.71993
set tmargin at screen 0.76683
set title 'Remainder of stride at the start' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [16.5:-0.5]
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
set bmargin at screen 0.71993
set tmargin at screen 0.76683
set title 'Last column dropped' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [8.5:-0.5]
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
set bmargin at screen 0.71993
set tmargin at screen 0.76683
set title 'Assigns where windows overlap' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:12.5]
unset xtics
set yrange [10.5:-0.5]
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
set bmargin at screen 0.65159
set tmargin at screen 0.6985
set title 'Assigns for every filter and position' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [8.5:-0.5]
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
set bmargin at screen 0.65159
set tmargin at screen 0.6985
set title 'Input gradient of last filter only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 13 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.65159
set tmargin at screen 0.6985
set title 'Filters and channels exchanged' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:16.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 14 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.58326
set tmargin at screen 0.63016
set title 'Weight gradient kernels transposed' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 15 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.58326
set tmargin at screen 0.63016
set title 'Weight gradient rotated' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 16 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.58326
set tmargin at screen 0.63016
set title 'Filter tail dropped' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 17 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.51492
set tmargin at screen 0.56183
set title 'One kernel for all channels' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 18 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.51492
set tmargin at screen 0.56183
set title 'Weight gradient of last position only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 19 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.51492
set tmargin at screen 0.56183
set title 'Weight gradient of last position of last image only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [10.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 20 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.44658
set tmargin at screen 0.49349
set title 'Bias gradient of last position of last image only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:14.5]
unset xtics
set yrange [0.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 21 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.44658
set tmargin at screen 0.49349
set title 'Bias gradient of last position only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:14.5]
unset xtics
set yrange [0.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 22 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.44658
set tmargin at screen 0.49349
set title 'Bias gradient averaged over batch and positions' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:13.5]
unset xtics
set yrange [0.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 23 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.37825
set tmargin at screen 0.42516
set title 'Weight gradient averaged over positions' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 24 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.37825
set tmargin at screen 0.42516
set title 'Padding forgotten in weight gradient' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 25 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.37825
set tmargin at screen 0.42516
set title 'Stride ignored in weight gradient' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:6.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 26 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.30991
set tmargin at screen 0.35682
set title 'Bias gradient of first position only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:14.5]
unset xtics
set yrange [0.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 27 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.30991
set tmargin at screen 0.35682
set title 'Bias gradient averaged over positions' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:13.5]
unset xtics
set yrange [0.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 28 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.30991
set tmargin at screen 0.35682
set title 'Kernel flipped in forward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:13.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 29 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.24158
set tmargin at screen 0.28848
set title 'Kernel transposed in forward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:13.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 30 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.24158
set tmargin at screen 0.28848
set title 'One kernel for all channels in forward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 31 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.24158
set tmargin at screen 0.28848
set title 'Filters and channels exchanged in forward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 32 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.17324
set tmargin at screen 0.22015
set title 'Bias for every channel' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:49.5]
unset xtics
set yrange [1.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 33 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.17324
set tmargin at screen 0.22015
set title 'Last channel only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 34 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.17324
set tmargin at screen 0.22015
set title 'Padding on one side only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 35 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.10491
set tmargin at screen 0.15181
set title 'Padding below and right only' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 36 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.10491
set tmargin at screen 0.15181
set title 'Padding repeats the border' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 37 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.10491
set tmargin at screen 0.15181
set title 'Channels last' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:10.5]
unset xtics
set yrange [8.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 38 using 1:2:3 with image pixels notitle

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
set bmargin at screen 0.03657
set tmargin at screen 0.083477
set title 'Stride ignored in forward' font ',13' offset 0,-0.5
unset grid
set border 0
set size ratio -1
set xrange [-0.5:7.5]
unset xtics
set yrange [6.5:-0.5]
unset ytics
unset key
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:1]
plot DATA index 39 using 1:2:3 with image pixels notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'conv2d.gp' } else { undefine FORMAT }
