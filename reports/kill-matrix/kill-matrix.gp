# Draws kill-matrix.svg and kill-matrix.png from kill-matrix.dat:
#   gnuplot kill-matrix.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,882 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,1323 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'kill-matrix.'.FORMAT
DATA = 'kill-matrix.dat'
TITLE = 'The suite finds 174 of 174 wrong layers, PyTorch''s gradcheck 125 of 174'
# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.
BOTTOM = 0.0595238
AXIS = 0.0748299
HEAD = 0.0884354
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
set label 999 'Wrong layers found, in % of those with one known bug each; empty where a check does not apply. Above the line: the checks of the suite. Below: difference'."\n".'quotients as they are used elsewhere, one thing spoilt at a time; PyTorch''s gradcheck is its rule with its default tolerances, done here on one plain case.'."\n".'Nothing is found in the right layers. That finite differences match dual numbers examines the checker.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.042517
set origin 0, BOTTOM
set size 1, 1 - BOTTOM

unset title
set label 998 TITLE at screen 0.5, screen 0.965 center font ',15'
set tmargin 3
set bmargin 4
set xtics font ',11'
unset colorbox
set border 0
set arrow 1 from -0.5,19.5 to 9-0.5,19.5 nohead front lw 3 lc rgb '#000000'
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set xtics ('Avg'."\n".'Pool2d' 0, 'Conv2d' 1, 'Dropout' 2, 'Linear' 3, 'Max'."\n".'Pool2d' 4, 'ReLU' 5, 'Sigmoid' 6, 'Tanh' 7, 'all' 8)
set ytics ('agrees exactly with twin on integers' 0, 'agrees with twin within rounding' 1, 'backward is linear in grad output' 2, 'writes every element' 3, 'overwrites what it finds' 4, 'leaves its arguments alone' 5, 'computes the same without input gradient' 6, 'refuses wrong shapes' 7, 'is bilinear' 8, 'satisfies Euler''s identity' 9, 'conserves the sum of gradients' 10, 'masks the gradient like the input' 11, 'gradients match dual numbers' 12, 'input gradient matches finite differences' 13, 'weight gradient matches finite differences' 14, 'bias gradient matches finite differences' 15, 'finite differences match dual numbers' 16, 'gives the same bits every run' 17, 'gives the same bits for every thread count' 18, 'the whole suite' 19, 'sound difference quotients' 20, '... with grad\_output = 1' 21, '... at one random element' 22, '... in one case' 23, '... to 1e-4, absolute' 24, '... in single precision' 25, 'PyTorch''s gradcheck' 26)
set cbrange [0:100]
set xrange [-0.5:8.5]
set yrange [26.5:-0.5]
unset grid
plot DATA index 'killed' using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle, \
     DATA index 'killed' using 1:($3 >= 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#000000' notitle, \
     DATA index 'killed' using 1:($3 < 50 ? $2 : NaN):(sprintf('%.0f', $3)) with labels tc rgb '#ffffff' notitle


unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'kill-matrix.gp' } else { undefine FORMAT }
