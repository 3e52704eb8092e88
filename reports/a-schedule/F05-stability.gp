# Draws F05-stability.svg and F05-stability.png from F05-stability.dat:
#   gnuplot F05-stability.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1200,480 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1800,720 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F05-stability.'.FORMAT
DATA = 'F05-stability.dat'
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
set multiplot title 'Loss finite at 1 of 6 rates as published, 5 corrected; without the shift 1 and 4' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST, one image an update, the first 20,000 updates. Mean over seeds. Left: updates until the loss is no longer finite (20,000: it never happened). Right: accuracy on the'."\n".'last 1,000 images before that or the end.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.060208
set lmargin at screen 0.255
set rmargin at screen 0.63
set bmargin at screen 0.22563
set tmargin at screen 0.83
set title 'updates survived' font ',13' offset 0,-0.5
unset grid
set border 0
set xlabel 'learning rate'
set xrange [-0.5:5.5]
set xtics ('0.003' 0, '0.01' 1, '0.03' 2, '0.1' 3, '0.3' 4, '1' 5)
set yrange [5.5:-0.5]
set ytics ('as published, unshifted, float' 0, 'as published, unshifted, double' 1, 'as published, shifted, float' 2, 'corrected, unshifted, float' 3, 'corrected, unshifted, double' 4, 'corrected, shifted, float' 5)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [788:20000]
set label '20000' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '16128' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '19670' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1617' at 3, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1042' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12018' at 5, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '2141' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1475' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20000' at 5, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '18507' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '14734' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1557' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '788' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12018' at 5, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 0, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 1, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 2, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 3, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '16000' at 4, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '4001' at 5, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20000' at 0, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 1, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 2, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '16920' at 3, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '16001' at 4, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '4001' at 5, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20000' at 0, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 1, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 2, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 3, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20000' at 4, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '12749' at 5, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
plot DATA index 0 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.645
set rmargin at screen 0.985
set bmargin at screen 0.22563
set tmargin at screen 0.83
set title 'accuracy then [%]' font ',13' offset 0,-0.5
unset grid
set border 0
set xlabel 'learning rate'
set xrange [-0.5:5.5]
set xtics ('0.003' 0, '0.01' 1, '0.03' 2, '0.1' 3, '0.3' 4, '1' 5)
set yrange [5.5:-0.5]
set ytics (' ' 0, ' ' 1, ' ' 2, ' ' 3, ' ' 4, ' ' 5)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '90' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '78' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '59' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '60' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '19' at 4, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 5, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '90' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '77' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '43' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '56' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '21' at 4, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 5, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '90' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '77' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '57' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '61' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '22' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 5, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '95' at 0, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 1, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '89' at 2, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 3, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 4, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 5, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '95' at 0, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 1, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '88' at 2, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 3, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 4, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 5, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '95' at 0, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 1, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '89' at 2, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '10' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 5, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F05-stability.gp' } else { undefine FORMAT }
