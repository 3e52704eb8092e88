# Draws F18-placement.svg and F18-placement.png from F18-placement.dat:
#   gnuplot F18-placement.gp
reset
set encoding utf8
if (!exists('FORMAT')) { FORMAT = 'svg' }
if (FORMAT eq 'svg') { set terminal svg size 1000,860 enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }
if (FORMAT eq 'png') { set terminal pngcairo size 1500,1290 enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }
set output 'F18-placement.'.FORMAT
DATA = 'F18-placement.dat'
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
set multiplot title 'Half of conv 1 dropped: -0.3 points after 50 epochs; a fifth of FC: -0.1' noenhanced font ',15'

set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set label 'MNIST. Test accuracy in %, mean over seeds; below it and as colour the difference to the net without dropout (outlined), seed by seed, in'."\n".'points, with half its 95 % t interval. No weight decay.' noenhanced font ',10' textcolor rgb '#555555' at screen 0.01, screen 0.033605
set lmargin at screen 0.09
set rmargin at screen 0.97
set bmargin at screen 0.59808
set tmargin at screen 0.9093
set title 'after 10 epochs' font ',13' offset 0,-0.5
unset grid
set xlabel 'probability of dropping'
set xrange [-0.5:5.5]
set xtics ('none' 0, '0.05' 1, '0.10' 2, '0.20' 3, '0.30' 4, '0.50' 5)
set ylabel 'dropped after'
set yrange [2.5:-0.5]
set ytics ('conv 1' 0, 'conv 2' 1, 'FC' 2)
set key top right
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-2.18:2.18]
set label '94.10' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.19' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.23' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.23' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.07' at 4, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '93.47' at 5, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.10' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.17' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.20' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.25' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.19' at 4, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '93.49' at 5, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.10' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '94.07' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '93.98' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '93.75' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '93.51' at 4, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '92.64' at 5, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '+0.10 ± 0.05' at 1, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.13 ± 0.26' at 2, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.14 ± 0.49' at 3, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.02 ± 0.72' at 4, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.63 ± 0.84' at 5, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.07 ± 0.16' at 1, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.11 ± 0.39' at 2, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.15 ± 0.07' at 3, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.09 ± 0.24' at 4, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.61 ± 0.31' at 5, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.03 ± 0.35' at 1, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.12 ± 0.36' at 2, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.34 ± 0.39' at 3, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.59 ± 0.39' at 4, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-1.45 ± 0.94' at 5, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set object rectangle from first -0.47, first 2.47 to first 0.47, first -0.47 front fs empty border lc rgb '#000000' lw 3
plot DATA index 0 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle

reset
set datafile missing 'nan'
set border 3 lc rgb '#444444'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid back lt 1 lc rgb '#e4e4e4' lw 0.6 dt solid
set key Left reverse spacing 1.1 samplen 2.5 width 1
set style fill solid 0.85 noborder
unset colorbox
set lmargin at screen 0.09
set rmargin at screen 0.97
set bmargin at screen 0.13012
set tmargin at screen 0.44134
set title 'after 50 epochs' font ',13' offset 0,-0.5
unset grid
set xlabel 'probability of dropping'
set xrange [-0.5:3.5]
set xtics ('none' 0, '0.05' 1, '0.20' 2, '0.50' 3)
set ylabel 'dropped after'
set yrange [2.5:-0.5]
set ytics ('conv 1' 0, 'conv 2' 1, 'FC' 2)
set key top right
set palette defined (-1 '#0072B2', -0.5 '#80b9d9', 0 '#ffffff', 0.5 '#eaaf80', 1 '#D55E00')
set cbrange [-1.175:1.175]
set label '97.05' at 0, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.08' at 1, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.17' at 2, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '96.79' at 3, 0 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.05' at 0, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.20' at 1, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.18' at 2, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '96.88' at 3, 1 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.05' at 0, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '97.07' at 1, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '96.91' at 2, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '96.27' at 3, 2 center font ',13' textcolor rgb '#000000' offset character 0,0.5 front
set label '+0.03 ± 0.07' at 1, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.12 ± 0.02' at 2, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.26 ± 0.54' at 3, 0 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.15 ± 0.13' at 1, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.13 ± 0.20' at 2, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.17 ± 0.23' at 3, 1 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '+0.02 ± 0.24' at 1, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.14 ± 0.30' at 2, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set label '-0.78 ± 0.17' at 3, 2 center font ',10' textcolor rgb '#000000' offset character 0,-0.6 front
set object rectangle from first -0.47, first 2.47 to first 0.47, first -0.47 front fs empty border lc rgb '#000000' lw 3
plot DATA index 1 using 1:2:(0.5):(0.5):3 with boxxyerror fs solid 1 noborder fc palette notitle
unset multiplot
unset output
if (FORMAT eq 'svg') { FORMAT = 'png'; load 'F18-placement.gp' } else { undefine FORMAT }
