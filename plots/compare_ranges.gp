# Net savings of each choice: 90 % of the results (thin bar), half of them (thick bar), the mean (disc); a curve above
# where there is room for one.
#   rows.tsv       y of the bars; low90 low50 mean high50 high90; curve: number of its file, or 0; colour
#   curve-N.tsv    x, y, foot
call "style.gp" "compare_ranges" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
array gain[2] = [BLUE50, GREEN50]
array loss[2] = [BLUE95, GREEN95]
array kind[40]; array file[40]
curves = 0
ROWS = DATA."rows.tsv"
take(curve, colour) = curve > 0 ? (curves = curves + 1, file[curves] = int(curve), kind[curves] = colour, 0) : 0
stats ROWS using (take(column("curve"), column("colour"))) nooutput
# A loop draws once even where its range is empty: without curves it reads the rows, and shows nothing of them.
if (curves == 0) { kind[1] = 1 }
drawn = curves > 0 ? curves : 1
curve(n) = curves > 0 ? DATA."curve-".file[n].".tsv" : ROWS
x(least) = curves == 0 || column(1) < least ? NaN : column(1)
of(k, name) = column("colour") == k ? column(name) : NaN
plot for [n = 1:drawn] curve(n) using (x(-1e300)):2:3 with filledcurves lc rgb loss[kind[n]], \
     for [n = 1:drawn] curve(n) using (x(0)):2:3 with filledcurves lc rgb gain[kind[n]], \
     for [n = 1:drawn] curve(n) using (x(-1e300)):2 with lines lw 2 lc rgb mark[kind[n]], \
     for [k = 1:2] ROWS using (of(k, "low90")):(column("y")):(column("high90") - column("low90")):(0) \
         with vectors nohead lw 2 lc rgb mark[k], \
     for [k = 1:2] ROWS using (of(k, "low50")):(column("y")):(column("high50") - column("low50")):(0) \
         with vectors nohead lw 9 lc rgb mark[k], \
     ROWS using (column("mean")):(column("y")) with points pt 7 ps POINT(16) lc rgb WHITE, \
     for [k = 1:2] ROWS using (of(k, "mean")):(column("y")) with points pt 7 ps POINT(11) lc rgb mark[k]
set output
