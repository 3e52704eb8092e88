# Draws kill-matrix.svg and kill-matrix.png from kill-matrix.dat:
#   gnuplot kill-matrix.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1100,1090 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1650,1635 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'kill-matrix.'.FORMAT
DATA = 'kill-matrix.dat'
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
set label 'Wrong layers found, in % of those with one known bug each; empty where a check does not apply. Above the line: the checks of the suite. Below: difference'."\n".'quotients as they are used elsewhere, one thing spoilt at a time, and of the layers with a wrong gradient only; PyTorch''s gradcheck is its rule with its'."\n".'default tolerances on one plain case, done here and compared with the real one. Nothing is found in the right layers. That finite differences match dual'."\n".'numbers examines the checker.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.057706
set origin 0, 0.073303
set size 1, 1 - 0.073303
set title 'The suite finds 316 of 316 wrong layers; PyTorch''s gradcheck 157 of 171 wrong gradients' noenhanced font ',15' offset screen -0.1725,0
set lmargin at screen 0.36
set rmargin at screen 0.985
unset grid
set border 0
set bmargin 4.5
set xrange [-0.5:10.5]
set xtics font ',11'
set xtics ('Conv2d' 0, 'Linear' 1, 'Max'."\n".'Pool2d' 2, 'Avg'."\n".'Pool2d' 3, 'ReLU' 4, 'Sigmoid' 5, 'Tanh' 6, 'Dropout' 7, 'Softmax'."\n".'Cross'."\n".'Entropy' 8, 'Sigmoid'."\n".'Binary'."\n".'Cross'."\n".'Entropy' 9, 'all' 10)
set yrange [34.5:-0.5]
set ytics ('agrees exactly with twin on integers' 0, 'agrees with twin within rounding' 1, 'agrees with its double' 2, 'backward is linear in grad output' 3, 'writes every element' 4, 'overwrites what it finds' 5, 'leaves its arguments alone' 6, 'computes the same without input gradient' 7, 'refuses wrong shapes' 8, 'is bilinear' 9, 'satisfies Euler''s identity' 10, 'conserves the sum of gradients' 11, 'masks the gradient like the input' 12, 'has gradients that sum to zero' 13, 'is the same for shifted inputs' 14, 'survives huge logits' 15, 'gradients match dual numbers' 16, 'gradients match dual numbers at kinks' 17, 'input gradient matches finite differences' 18, 'weight gradient matches finite differences' 19, 'bias gradient matches finite differences' 20, 'finite differences match dual numbers' 21, 'gives the same bits every run' 22, 'gives the same bits for every thread count' 23, 'stays inside its tensors' 24, 'the whole suite' 25, 'sound difference quotients' 26, '... with grad\_output = 1' 27, '... at one random element' 28, '... in one case' 29, '... with a batch of one image' 30, '... on squares only' 31, '... to 1e-4, absolute' 32, '... in single precision' 33, 'PyTorch''s gradcheck' 34)
set key top right
set palette defined (0 '#440154', 1 '#482475', 2 '#414487', 3 '#355f8d', 4 '#2a788e', 5 '#21918c', 6 '#22a884', 7 '#44bf70', 8 '#7ad151', 9 '#bddf26', 10 '#fde725')
set cbrange [0:100]
set label '91' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '82' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '77' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '79' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '78' at 4, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '73' at 7, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '82' at 10, 0 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '89' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '80' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '69' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '76' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '67' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '73' at 5, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '72' at 6, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 7, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '87' at 8, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 9, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '78' at 10, 1 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '14' at 0, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '25' at 1, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 2, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 4, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 5, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '16' at 6, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 7, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '14' at 10, 3 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 0, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 1, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '14' at 2, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 3, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 4, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '19' at 5, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 6, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 7, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 8, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 9, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 10, 4 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '9' at 0, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '18' at 1, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 2, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '17' at 3, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 4, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '19' at 5, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 6, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 7, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 8, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 9, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 10, 5 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '4' at 0, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 1, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '9' at 2, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 3, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 4, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 5, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 6, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 7, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '6' at 10, 6 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '4' at 0, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 1, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '5' at 10, 7 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '3' at 0, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '5' at 1, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '6' at 2, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 3, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 4, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 5, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 6, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 7, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '6' at 10, 8 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '89' at 0, 9 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '80' at 1, 9 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '86' at 10, 9 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '51' at 0, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '40' at 1, 10 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '69' at 2, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '76' at 3, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '67' at 4, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 7, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '59' at 10, 10 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '31' at 2, 11 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '41' at 3, 11 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '36' at 10, 11 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '73' at 7, 12 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '73' at 10, 12 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '20' at 8, 13 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 10, 13 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 14 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 10, 14 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '13' at 8, 15 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 9, 15 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 10, 15 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '69' at 0, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '68' at 1, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '46' at 2, 16 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '52' at 3, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '52' at 4, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '54' at 5, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '52' at 6, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '50' at 7, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '67' at 8, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '67' at 9, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '59' at 10, 16 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '54' at 2, 17 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '56' at 4, 17 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '55' at 10, 17 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '53' at 0, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '42' at 1, 18 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '69' at 2, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '76' at 3, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 4, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '73' at 5, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '72' at 6, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 7, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '87' at 8, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 9, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '65' at 10, 18 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '41' at 0, 19 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '38' at 1, 19 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '39' at 10, 19 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '20' at 0, 20 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '22' at 1, 20 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '21' at 10, 20 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 0, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 1, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 2, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 3, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 4, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 5, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 6, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 7, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 10, 21 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 0, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 1, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '9' at 2, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 3, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 4, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 5, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '12' at 6, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '10' at 7, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '9' at 10, 22 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 0, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 1, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 2, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '14' at 3, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 4, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '15' at 5, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '16' at 6, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '13' at 7, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '11' at 10, 23 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '4' at 0, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 1, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '6' at 2, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 3, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 4, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 5, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '8' at 6, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '7' at 7, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '6' at 10, 24 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '100' at 0, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 10, 25 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 0, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 10, 26 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '90' at 0, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '80' at 1, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 2, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '77' at 3, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '85' at 4, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 5, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 6, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 7, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '89' at 10, 27 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '98' at 0, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 1, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '71' at 2, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 10, 28 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '82' at 0, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '88' at 1, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 2, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '85' at 3, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '91' at 10, 29 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '82' at 0, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '64' at 1, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '79' at 2, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '77' at 3, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '46' at 4, 30 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '77' at 5, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '75' at 6, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '42' at 7, 30 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '70' at 8, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '70' at 9, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '71' at 10, 30 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '94' at 0, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 2, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 3, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '46' at 4, 31 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '77' at 5, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '75' at 6, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '42' at 7, 31 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 8, 31 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '0' at 9, 31 center font ',13' textcolor rgb '#ffffff' offset character 0,0 front
set label '74' at 10, 31 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 0, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 1, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 10, 32 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '98' at 0, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '96' at 1, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 2, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 3, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 4, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '99' at 10, 33 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '84' at 0, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 1, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '93' at 2, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '85' at 3, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 4, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 5, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 6, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 7, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 8, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '100' at 9, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set label '92' at 10, 34 center font ',13' textcolor rgb '#000000' offset character 0,0 front
set object rectangle from first -0.5, first 25.5 to first 10.5, first 25.5 front fs empty border lc rgb '#000000' lw 3
plot DATA index 0 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'kill-matrix.gp' } else { undefine FORMAT }
