# Draws published-and-ours.svg and published-and-ours.png from published-and-ours.dat:
#   gnuplot published-and-ours.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,586 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,879 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'published-and-ours.'.FORMAT
DATA = 'published-and-ours.dat'
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
set label 'Distance of each published number from the mean of our runs: 1 is half the 95 % prediction interval of one more run (band); NEAR ends at 2'."\n".'(outer lines). Hollow: the report leaves settings open; one choice for all numbers of a run, the nearest: 59 of 75 numbers of runs with'."\n".'unstated settings lie inside for the choice nearest to their run (the verdict on a run widens its intervals, the more numbers it has). Farther'."\n".'ones at the margin. Numbers that are exact, unknowable or artefacts are not shown.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.10734
set origin 0, 0.13635
set size 1, 1 - 0.13635
set title '36 of 37 judged numbers lie where one more run of ours would' noenhanced font ',15' offset screen -0.185,0
set lmargin at screen 0.39
unset grid
set xlabel 'published minus ours, in half-widths'
set xrange [-3.6:3.6]
set yrange [10.7:-0.7]
set ytics font ',11'
set ytics ('A: One epoch from scratch' 0, 'A: Only two fully connected layers' 1, 'A: The network in a framework: a search' 2, 'A: A schedule: a search' 3, 'B: The shallower network' 4, 'C: 500 images: a search' 5, 'D: Errors of the forward pass and of the gradients' 6, 'D: The loss before training' 7, 'D: One epoch on CIFAR-10, and the filters' 8, 'E: MLP, CNN, and CNN with dropout' 9, 'E: The MLP: a search' 10)
set key outside bottom center horizontal
set object rectangle from first -1, graph 0 to first 1, graph 1 behind fc rgb '#dcebf5' fs solid 1 noborder
set arrow from first -2, graph 0 to first -2, graph 1 nohead back linetype 1 lc rgb '#888888' lw 1 dt solid
set arrow from first 0, graph 0 to first 0, graph 1 nohead back linetype 1 lc rgb '#888888' lw 1 dt solid
set arrow from first 2, graph 0 to first 2, graph 1 nohead back linetype 1 lc rgb '#888888' lw 1 dt solid
plot DATA index 0 using 1:2 with points linetype 1 ps 0.9 title 'judged', \
     DATA index 1 using 1:2 with points linetype 2 lw 1.6 pt 6 ps 0.9 title 'settings unstated'
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'published-and-ours.gp' } else { undefine FORMAT }
