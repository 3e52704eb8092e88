# Draws F19-architecture.svg and F19-architecture.png from F19-architecture.dat:
#   gnuplot F19-architecture.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,450 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,675 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F19-architecture.'.FORMAT
DATA = 'F19-architecture.dat'
TITLE = 'Report A''s network: nearly all of its parameters are in FC1'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0833333
AXIS = 0.146667
HEAD = 0.173333
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
set label 999 'Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride 1, no padding; 2x2 pooling, stride 2. Report A, Fig. 1 and'."\n".'section II.F.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.05
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

unset tics
unset border
unset grid
unset key
set margins screen 0.01, screen 0.99, screen BOTTOM + 0.02, screen 0.88
set yrange [-14:39]
set xrange [0:108.999]
set label '18714 in all; 912 in the convolutions, of which the printed formulas leave 300: one kernel per output channel, no bias' at 54.4996,-10 center font ',13'
set object 1 rectangle from 3,7.32 to 14.4576,24.68 fc rgb '#e8e8e8' fs solid 1 border lc rgb '#333333' lw 1
set label 'input' at 8.7288,36 center font ',13'
set label '1 x 28 x 28' at 8.7288,32.5 center font ',12' textcolor rgb '#333333'
set label 'parameters:' at 8.7288,-4 center font ',12'
set arrow from 15.9576,16 to 21.4576,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 2 rectangle from 25.6576,9.91 to 35.4784,24.79 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 3 rectangle from 24.7576,9.01 to 34.5784,23.89 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 4 rectangle from 23.8576,8.11 to 33.6784,22.99 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 5 rectangle from 22.9576,7.21 to 32.7784,22.09 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set label 'Conv1' at 29.218,36 center font ',13'
set label '4 x 24 x 24' at 29.218,32.5 center font ',12' textcolor rgb '#333333'
set label '104' at 29.218,-4 center font ',12'
set arrow from 36.9784,16 to 42.4784,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 6 rectangle from 46.6784,13.63 to 51.5888,21.07 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 7 rectangle from 45.7784,12.73 to 50.6888,20.17 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 8 rectangle from 44.8784,11.83 to 49.7888,19.27 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 9 rectangle from 43.9784,10.93 to 48.8888,18.37 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set label 'MaxPool1' at 47.7836,36 center font ',13'
set label '4 x 12 x 12' at 47.7836,32.5 center font ',12' textcolor rgb '#333333'
set label '0' at 47.7836,-4 center font ',12'
set arrow from 53.0888,16 to 58.5888,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 10 rectangle from 66.3888,16.67 to 69.6624,21.63 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 11 rectangle from 65.4888,15.77 to 68.7624,20.73 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 12 rectangle from 64.5888,14.87 to 67.8624,19.83 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 13 rectangle from 63.6888,13.97 to 66.9624,18.93 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 14 rectangle from 62.7888,13.07 to 66.0624,18.03 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 15 rectangle from 61.8888,12.17 to 65.1624,17.13 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 16 rectangle from 60.9888,11.27 to 64.2624,16.23 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set object 17 rectangle from 60.0888,10.37 to 63.3624,15.33 fc rgb '#56B4E9' fs solid 1 border lc rgb '#333333' lw 1
set label 'Conv2' at 64.8756,36 center font ',13'
set label '8 x 8 x 8' at 64.8756,32.5 center font ',12' textcolor rgb '#333333'
set label '808' at 64.8756,-4 center font ',12'
set arrow from 71.1624,16 to 76.6624,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 18 rectangle from 84.4624,17.91 to 86.0992,20.39 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 19 rectangle from 83.5624,17.01 to 85.1992,19.49 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 20 rectangle from 82.6624,16.11 to 84.2992,18.59 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 21 rectangle from 81.7624,15.21 to 83.3992,17.69 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 22 rectangle from 80.8624,14.31 to 82.4992,16.79 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 23 rectangle from 79.9624,13.41 to 81.5992,15.89 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 24 rectangle from 79.0624,12.51 to 80.6992,14.99 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set object 25 rectangle from 78.1624,11.61 to 79.7992,14.09 fc rgb '#F0E442' fs solid 1 border lc rgb '#333333' lw 1
set label 'MaxPool2' at 82.1308,36 center font ',13'
set label '8 x 4 x 4' at 82.1308,32.5 center font ',12' textcolor rgb '#333333'
set label '0' at 82.1308,-4 center font ',12'
set arrow from 87.5992,16 to 93.0992,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 26 rectangle from 94.5992,5.25 to 96.7992,26.75 fc rgb '#E69F00' fs solid 1 border lc rgb '#333333' lw 1
set label 'FC1' at 95.6992,36 center font ',13'
set label '128' at 95.6992,32.5 center font ',12' textcolor rgb '#333333'
set label '16512' at 95.6992,-4 center font ',12'
set arrow from 98.2992,16 to 102.299,16 lw 1.5 lc rgb '#666666' size 1.2,25 filled
set object 27 rectangle from 103.799,9.84759 to 105.999,22.1524 fc rgb '#E69F00' fs solid 1 border lc rgb '#333333' lw 1
set label 'FC2' at 104.899,36 center font ',13'
set label '10' at 104.899,32.5 center font ',12' textcolor rgb '#333333'
set label '1290' at 104.899,-4 center font ',12'
plot DATA index 'layers' using 1:(0/0) notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F19-architecture.gp' } else { undefine FORMAT }
