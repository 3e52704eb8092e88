# Draws F07-shallow.svg and F07-shallow.png from F07-shallow.dat:
#   gnuplot F07-shallow.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,540 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,810 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F07-shallow.'.FORMAT
DATA = 'F07-shallow.dat'
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
set multiplot title '0.686 after 50 epochs takes a learning rate far below those that train best' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Accuracy [%] of the shallow network after 50 epochs on 1000 images, one image an update, for each choice of what the report leaves out; mean over 10 seeds. Framed:'."\n".'nearest to the published 68.6 %. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.053519
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.20722
set tmargin at screen 0.85556
set title 'training accuracy' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('1e-05' 0, '3e-05' 1, '1e-04' 2, '0.001' 3, '0.01' 4)
set yrange [2.5:-0.5]
set ytics ('N(0, 1)' 0, 'N(0, 0.1)' 1, 'He' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '11.8' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11.7' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12.4' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15.5' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12.5' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '19.9' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '52.7' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '88.8' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100.0' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100.0' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '49.3' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '79.5' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92.1' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100.0' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100.0' at 4, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set object rectangle from first 0.53, first 2.47 to first 1.47, first 1.53 front fs empty border lc rgb '#D55E00' lw 4
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
set bmargin at screen 0.20722
set tmargin at screen 0.85556
set title 'test accuracy' font ',13' offset 0,-0.5
unset grid
set xlabel 'learning rate'
set xrange [-0.5:4.5]
set xtics ('1e-05' 0, '3e-05' 1, '1e-04' 2, '0.001' 3, '0.01' 4)
set yrange [2.5:-0.5]
set ytics ('N(0, 1)' 0, 'N(0, 0.1)' 1, 'He' 2)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '11.5' at 0, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11.1' at 1, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11.3' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12.6' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12.3' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '18.9' at 0, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '49.4' at 1, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '83.6' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '90.6' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92.3' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '45.4' at 0, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '74.5' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '86.3' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '90.6' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92.4' at 4, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set object rectangle from first 0.53, first 2.47 to first 1.47, first 1.53 front fs empty border lc rgb '#D55E00' lw 4
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F07-shallow.gp' } else { undefine FORMAT }
