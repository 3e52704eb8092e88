# Draws F07-stability.svg and F07-stability.png from F07-stability.dat:
#   gnuplot F07-stability.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1200,580 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1800,870 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-stability.'.FORMAT
DATA = 'F07-stability.dat'
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
set multiplot title 'With the shift of the softmax the loss stops being finite in 4 cells, not 9; 5 train, without it 5' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Training accuracy [%] of the full network after two epochs, one image an update; empty cells: the loss stopped being finite, at the update given (mean over the seeds where'."\n".'it did, 10 seeds). MNIST, 100 images a class.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.049828
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.19293
set tmargin at screen 0.86552
set title 'without shift (eq. 15)' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('1e-04' 0, '0.001' 1, '0.01' 2, '0.1' 3, '1' 4)
set ylabel 'initial weights: standard deviation'
set yrange [5.5:-0.5]
set ytics ('0.01' 0, '0.03' 1, '0.1' 2, '0.3' 3, '1' 4, 'He' 5)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '14' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 1, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '30' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '36' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '93' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '23' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '26' at 0, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '64' at 1, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 2, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '19' at 0, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '77' at 1, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '94' at 2, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '27' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label 'update 5' at first 4, first 2 center font ',11' textcolor rgb '#D55E00' front
set label 'update 3' at first 3, first 3 center font ',11' textcolor rgb '#D55E00' front
set label 'update 2' at first 4, first 3 center font ',11' textcolor rgb '#D55E00' front
set label 'update 1' at first 0, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 1' at first 1, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 1' at first 2, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 1' at first 3, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 1' at first 4, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 20' at first 4, first 5 center font ',11' textcolor rgb '#D55E00' front
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
set bmargin at screen 0.19293
set tmargin at screen 0.86552
set title 'with shift (eq. 18)' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('1e-04' 0, '0.001' 1, '0.01' 2, '0.1' 3, '1' 4)
set ylabel 'initial weights: standard deviation'
set yrange [5.5:-0.5]
set ytics ('0.01' 0, '0.03' 1, '0.1' 2, '0.3' 3, '1' 4, 'He' 5)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '14' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 1, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '33' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '36' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '93' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '24' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '26' at 0, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '64' at 1, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 2, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 3, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 0, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 1, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '19' at 0, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '77' at 1, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '94' at 2, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '33' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 4, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label 'update 13' at first 4, first 2 center font ',11' textcolor rgb '#D55E00' front
set label 'update 9' at first 4, first 3 center font ',11' textcolor rgb '#D55E00' front
set label 'update 12' at first 2, first 4 center font ',11' textcolor rgb '#D55E00' front
set label 'update 8' at first 4, first 4 center font ',11' textcolor rgb '#D55E00' front
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-stability.gp' } else { undefine FORMAT }
