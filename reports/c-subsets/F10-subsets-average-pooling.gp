# Draws F10-subsets-average-pooling.svg and F10-subsets-average-pooling.png from F10-subsets-average-pooling.dat:
#   gnuplot F10-subsets-average-pooling.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1150,560 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1725,840 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F10-subsets-average-pooling.'.FORMAT
DATA = 'F10-subsets-average-pooling.dat'
TITLE = 'Training accuracy hides what held-out images show: few images, poor network'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0401786
AXIS = 0.117857
HEAD = 0.139286
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
set label 999 'Report C''s MNIST network, average pooling. Solid: on the subset it is trained on; dashed: on 2000 test images. Mean and 95 % t interval over 10 seeds. MNIST.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0133929
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,2 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set xlabel 'epoch'
set ylabel 'loss [nats, summed over the outputs]'
set logscale y
set format y '10^{%T}'
set key bottom left
plot DATA index 'training loss, 50' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training loss, 50' using 1:2 with lines linetype 1 lw 2 dt solid title '50 images', \
     DATA index 'held-out loss, 50' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out loss, 50' using 1:2 with lines linetype 1 lw 2 dt (6,4) notitle, \
     DATA index 'training loss, 100' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training loss, 100' using 1:2 with lines linetype 2 lw 2 dt solid title '100 images', \
     DATA index 'held-out loss, 100' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out loss, 100' using 1:2 with lines linetype 2 lw 2 dt (6,4) notitle, \
     DATA index 'training loss, 200' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training loss, 200' using 1:2 with lines linetype 3 lw 2 dt solid title '200 images', \
     DATA index 'held-out loss, 200' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out loss, 200' using 1:2 with lines linetype 3 lw 2 dt (6,4) notitle, \
     DATA index 'training loss, 500' using 1:3:4 with filledcurves fc linetype 4 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training loss, 500' using 1:2 with lines linetype 4 lw 2 dt solid title '500 images', \
     DATA index 'held-out loss, 500' using 1:3:4 with filledcurves fc linetype 4 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out loss, 500' using 1:2 with lines linetype 4 lw 2 dt (6,4) notitle

unset label 999

set xlabel 'epoch'
unset logscale y
set format y '%g'
set ylabel 'accuracy [%]'
set yrange [0:102]
plot DATA index 'training accuracy, 50' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training accuracy, 50' using 1:2 with lines linetype 1 lw 2 dt solid notitle, \
     DATA index 'held-out accuracy, 50' using 1:3:4 with filledcurves fc linetype 1 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out accuracy, 50' using 1:2 with lines linetype 1 lw 2 dt (6,4) notitle, \
     DATA index 'training accuracy, 100' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training accuracy, 100' using 1:2 with lines linetype 2 lw 2 dt solid notitle, \
     DATA index 'held-out accuracy, 100' using 1:3:4 with filledcurves fc linetype 2 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out accuracy, 100' using 1:2 with lines linetype 2 lw 2 dt (6,4) notitle, \
     DATA index 'training accuracy, 200' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training accuracy, 200' using 1:2 with lines linetype 3 lw 2 dt solid notitle, \
     DATA index 'held-out accuracy, 200' using 1:3:4 with filledcurves fc linetype 3 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out accuracy, 200' using 1:2 with lines linetype 3 lw 2 dt (6,4) notitle, \
     DATA index 'training accuracy, 500' using 1:3:4 with filledcurves fc linetype 4 fs transparent solid 0.15 noborder notitle, \
     DATA index 'training accuracy, 500' using 1:2 with lines linetype 4 lw 2 dt solid notitle, \
     DATA index 'held-out accuracy, 500' using 1:3:4 with filledcurves fc linetype 4 fs transparent solid 0.15 noborder notitle, \
     DATA index 'held-out accuracy, 500' using 1:2 with lines linetype 4 lw 2 dt (6,4) notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F10-subsets-average-pooling.gp' } else { undefine FORMAT }
