# Draws F19-architecture.svg and F19-architecture.png from F19-architecture.dat:
#   gnuplot F19-architecture.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,450 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,675 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F19-architecture.'.FORMAT
DATA = 'F19-architecture.dat'
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

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride 1, no padding; 2x2 pooling, stride 2. Report A, Fig. 1 and'."\n".'section II.F.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.064222
set origin 0, 0.102
set size 1, 1 - 0.102
set title '88 % of the parameters of Report A''s network are in FC1' noenhanced font ',15' offset screen 0,0
set lmargin at screen 0.01
set rmargin at screen 0.99
set bmargin at screen 0.122
set tmargin at screen 0.88
unset grid
set border 0
set xrange [0:108.999]
unset xtics
set yrange [-14:39]
unset ytics
set key top right
set object rectangle from first 3, first 7.32 to first 14.4576, first 24.68 front fc rgb '#e8e8e8' fs solid 1 border lc rgb '#444444' lw 1
set label 'input' at first 8.7288, first 36 center font ',13' front
set label '1 x 28 x 28' at first 8.7288, first 32.5 center font ',12' textcolor rgb '#444444' front
set label 'parameters:' at first 8.7288, first -4 center font ',12' front
set object rectangle from first 25.6576, first 9.91 to first 35.4784, first 24.79 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 24.7576, first 9.01 to first 34.5784, first 23.89 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 23.8576, first 8.11 to first 33.6784, first 22.99 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 22.9576, first 7.21 to first 32.7784, first 22.09 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set label 'Conv1' at first 29.218, first 36 center font ',13' front
set label '4 x 24 x 24' at first 29.218, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '104' at first 29.218, first -4 center font ',12' front
set object rectangle from first 46.6784, first 13.63 to first 51.5888, first 21.07 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 45.7784, first 12.73 to first 50.6888, first 20.17 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 44.8784, first 11.83 to first 49.7888, first 19.27 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 43.9784, first 10.93 to first 48.8888, first 18.37 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set label 'MaxPool1' at first 47.7836, first 36 center font ',13' front
set label '4 x 12 x 12' at first 47.7836, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '0' at first 47.7836, first -4 center font ',12' front
set object rectangle from first 66.3888, first 16.67 to first 69.6624, first 21.63 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 65.4888, first 15.77 to first 68.7624, first 20.73 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 64.5888, first 14.87 to first 67.8624, first 19.83 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 63.6888, first 13.97 to first 66.9624, first 18.93 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 62.7888, first 13.07 to first 66.0624, first 18.03 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 61.8888, first 12.17 to first 65.1624, first 17.13 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 60.9888, first 11.27 to first 64.2624, first 16.23 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 60.0888, first 10.37 to first 63.3624, first 15.33 front fc rgb '#56B4E9' fs solid 1 border lc rgb '#444444' lw 1
set label 'Conv2' at first 64.8756, first 36 center font ',13' front
set label '8 x 8 x 8' at first 64.8756, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '808' at first 64.8756, first -4 center font ',12' front
set object rectangle from first 84.4624, first 17.91 to first 86.0992, first 20.39 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 83.5624, first 17.01 to first 85.1992, first 19.49 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 82.6624, first 16.11 to first 84.2992, first 18.59 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 81.7624, first 15.21 to first 83.3992, first 17.69 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 80.8624, first 14.31 to first 82.4992, first 16.79 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 79.9624, first 13.41 to first 81.5992, first 15.89 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 79.0624, first 12.51 to first 80.6992, first 14.99 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set object rectangle from first 78.1624, first 11.61 to first 79.7992, first 14.09 front fc rgb '#F0E442' fs solid 1 border lc rgb '#444444' lw 1
set label 'MaxPool2' at first 82.1308, first 36 center font ',13' front
set label '8 x 4 x 4' at first 82.1308, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '0' at first 82.1308, first -4 center font ',12' front
set object rectangle from first 94.5992, first 5.25 to first 96.7992, first 26.75 front fc rgb '#E69F00' fs solid 1 border lc rgb '#444444' lw 1
set label 'FC1' at first 95.6992, first 36 center font ',13' front
set label '128' at first 95.6992, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '16512' at first 95.6992, first -4 center font ',12' front
set object rectangle from first 103.799, first 9.84759 to first 105.999, first 22.1524 front fc rgb '#E69F00' fs solid 1 border lc rgb '#444444' lw 1
set label 'FC2' at first 104.899, first 36 center font ',13' front
set label '10' at first 104.899, first 32.5 center font ',12' textcolor rgb '#444444' front
set label '1290' at first 104.899, first -4 center font ',12' front
set label '18714 in all; 912 in the convolutions, of which the printed formulas leave 300: one kernel per output channel, no bias' at first 54.4996, first -10 center font ',13' front
plot DATA index 0 using 1:2:($3-$1):($4-$2) with vectors head size graph 0.008,20 filled lt 1 lc rgb '#444444' lw 1.5 dt solid notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F19-architecture.gp' } else { undefine FORMAT }
