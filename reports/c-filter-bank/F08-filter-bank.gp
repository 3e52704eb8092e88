# Draws F08-filter-bank.svg and F08-filter-bank.png from F08-filter-bank.dat:
#   gnuplot F08-filter-bank.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 760,800 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1140,1200 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F08-filter-bank.'.FORMAT
DATA = 'F08-filter-bank.dat'
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
set label 'Synthesised in the manner of Leung and Malik (2001): first and second derivatives of elongated Gaussians,'."\n".'zero mean, absolute values summing to 1; Report C does not give its filters. Framed: numbers 5 and 7, which'."\n".'it shows. One scale for all.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.057375
set origin 0, 0.078625
set size 1, 1 - 0.078625
set title '36 filters of 17x17: edges above, bars below, three scales, six'."\n".'orientations' noenhanced font ',15' offset screen 0,0
unset grid
set border 0
set size ratio -1
set xrange [-0.5:106.5]
unset xtics
set yrange [106.5:-0.5]
unset ytics
unset key
set object rectangle from first 89.5, first -0.5 to first 106.5, first 16.5 front fs empty border lc rgb '#000000' lw 3
set object rectangle from first 17.5, first 17.5 to first 34.5, first 34.5 front fs empty border lc rgb '#000000' lw 3
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-0.0667856:0.0667856]
plot DATA index 0 using 1:2:3 with image pixels notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F08-filter-bank.gp' } else { undefine FORMAT }
