# Draws F10-stability.svg and F10-stability.png from F10-stability.dat:
#   gnuplot F10-stability.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,700 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,1050 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F10-stability.'.FORMAT
DATA = 'F10-stability.dat'
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
set multiplot title 'At a learning rate of 0.9 with momentum, 0 of 8 networks train' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Training accuracy [%] of Report C''s MNIST network on 500 images after 10 epochs; mean over 10 seeds. A network diverges where its loss stops being finite. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.017
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.59921
set tmargin at screen 0.88857
set title 'one image an update, ReLU' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('0.001' 0, '0.01' 1, '0.1' 2, '0.3' 3, '0.9' 4)
set ylabel 'momentum'
set yrange [2.5:-0.5]
set ytics ('0' 0, '0.5' 1, '0.9' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '100' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 4, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '97' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label 'diverges' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '12' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 2, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
plot DATA index 0 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle

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
set bmargin at screen 0.59921
set tmargin at screen 0.88857
set title 'one image an update, sigmoid' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('0.001' 0, '0.01' 1, '0.1' 2, '0.3' 3, '0.9' 4)
set ylabel 'momentum'
set yrange [2.5:-0.5]
set ytics ('0' 0, '0.5' 1, '0.9' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '13' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '88' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '21' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '94' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '25' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '88' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 2, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.13557
set tmargin at screen 0.42493
set title 'whole subset an update, ReLU' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('0.001' 0, '0.01' 1, '0.1' 2, '0.3' 3, '0.9' 4)
set ylabel 'momentum'
set yrange [2.5:-0.5]
set ytics ('0' 0, '0.5' 1, '0.9' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '13' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '40' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '16' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '48' at 1, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '14' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '19' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '42' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 2, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
plot DATA index 2 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle

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
set bmargin at screen 0.13557
set tmargin at screen 0.42493
set title 'whole subset an update, sigmoid' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('0.001' 0, '0.01' 1, '0.1' 2, '0.3' 3, '0.9' 4)
set ylabel 'momentum'
set yrange [2.5:-0.5]
set ytics ('0' 0, '0.5' 1, '0.9' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '10' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '13' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '13' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 1, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '14' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 2, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '9' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
plot DATA index 3 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F10-stability.gp' } else { undefine FORMAT }
