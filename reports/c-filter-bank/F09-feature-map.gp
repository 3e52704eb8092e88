# Draws F09-feature-map.svg and F09-feature-map.png from F09-feature-map.dat:
#   gnuplot F09-feature-map.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1050,470 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1575,705 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F09-feature-map.'.FORMAT
DATA = 'F09-feature-map.dat'
TITLE = 'What the last filter makes of the first image'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0797872
AXIS = 0.140426
HEAD = 0.165957
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
set label 999 'Report C shows channel 35 of the convolved image; which image is unstated: ours is the first training image, MNIST, standardised. Blue is negative,'."\n".'orange positive; each panel has its own scale.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.0478723
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

set multiplot layout 1,3 title TITLE noenhanced font ',15' margins screen 0.09,0.97,BOTTOM+AXIS,1-HEAD spacing screen 0.1,AXIS+0.08
unset title

set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set title 'image, 28x28'
set cbrange [-2.8215434551239014:2.8215434551239014]
unset colorbox
unset border
unset tics
unset grid
set size ratio -1
set yrange [*:*] reverse
set autoscale xfix
set autoscale yfix
plot DATA index 'image' using 1:2:3 with image pixels notitle

unset label 999

set title 'filter 35, 17x17'
set cbrange [-0.015430087223649025:0.015430087223649025]
unset colorbox
unset border
unset tics
unset grid
set size ratio -1
set yrange [*:*] reverse
set autoscale xfix
set autoscale yfix
plot DATA index 'kernel' using 1:2:3 with image pixels notitle

set title 'feature map 35, 12x12'
set cbrange [-1.0138415098190308:1.0138415098190308]
unset colorbox
unset border
unset tics
unset grid
set size ratio -1
set yrange [*:*] reverse
set autoscale xfix
set autoscale yfix
plot DATA index 'map' using 1:2:3 with image pixels notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F09-feature-map.gp' } else { undefine FORMAT }
