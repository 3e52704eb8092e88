# Draws F11-confusion.svg and F11-confusion.png from F11-confusion.dat:
#   gnuplot F11-confusion.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1200,620 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1800,930 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F11-confusion.'.FORMAT
DATA = 'F11-confusion.dat'
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
set multiplot title 'Most errors of Report C''s network at 91.8 % are on a 9, of ours at 95.1 % on a 9' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Counts of 500 training images. Left: as printed; which side is the truth is unstated. Right: mean over 10 seeds, stopped after the first epoch at 91.8 % or more. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.019194
set lmargin at screen 0.09
set rmargin at screen 0.48
set bmargin at screen 0.15306
set tmargin at screen 0.87419
set title 'Report C' font ',13' offset 0,-0.5
unset grid
set size square
set xlabel 'predicted'
set xrange [-0.5:9.5]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9)
set ylabel 'true'
set yrange [9.5:-0.5]
set ytics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [1:60]
set logscale cb
set label '58' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '60' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 2, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 8, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '40' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 7, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 2, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '46' at 3, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 5, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 7, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 8, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 1, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 2, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '43' at 4, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '2' at 5, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 0, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 2, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '35' at 5, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 8, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 2, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '47' at 6, 6 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 0, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 2, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 3, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1' at 5, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '52' at 7, 7 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '1' at 0, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 2, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 5, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '41' at 8, 8 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '2' at 0, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '4' at 4, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '5' at 5, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2' at 7, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '37' at 9, 9 center font ',13' textcolor rgb '#000000' offset character 0,0 front
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
set bmargin at screen 0.15306
set tmargin at screen 0.87419
set title 'ours' font ',13' offset 0,-0.5
unset grid
set size square
set xlabel 'predicted'
set xrange [-0.5:9.5]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9)
set ylabel 'true'
set yrange [9.5:-0.5]
set ytics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0.1:55.7]
set logscale cb
set label '50.7' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.1' at 2, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 6, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 7, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 8, 0 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '55.7' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.3' at 3, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 7, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 8, 1 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 1, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '47.2' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.6' at 3, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 4, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.0' at 7, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.6' at 8, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 9, 2 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 0, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 1, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.5' at 2, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '52.2' at 3, 3 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.1' at 4, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.5' at 5, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 6, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.0' at 7, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.6' at 8, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 0, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 1, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 2, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.4' at 3, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '44.1' at 4, 4 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.3' at 6, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 7, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.9' at 9, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.4' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '43.3' at 5, 5 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.1' at 7, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.1' at 8, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.4' at 9, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 0, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 1, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 4, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 5, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '45.5' at 6, 6 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.3' at 8, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 2, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.1' at 3, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 4, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 5, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '47.6' at 7, 7 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.2' at 8, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.4' at 9, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 0, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.5' at 1, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 2, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.5' at 3, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 5, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 6, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 7, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '44.7' at 8, 8 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '0.1' at 9, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.2' at 0, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 1, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.1' at 2, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2.0' at 3, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '2.3' at 4, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.5' at 5, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '1.1' at 7, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0.3' at 8, 9 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '44.5' at 9, 9 center font ',13' textcolor rgb '#000000' offset character 0,0 front
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F11-confusion.gp' } else { undefine FORMAT }
