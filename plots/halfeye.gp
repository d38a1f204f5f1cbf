# The range of net savings: how likely each result is (curve), half of the results (thick bar), nine in ten (thin bar)
# and the mean (disc). One row for society, and one for public finances where these are not the same.
#   rows.tsv       y: foot of the curve; bar: middle of the bars; low90 low50 mean high50 high90; colour (1, 2)
#   curve-N.tsv    x, y of row N's curve, on the axes; foot. Values beyond the results' own range have no rows
#   Half-eyes of several scenarios: more rows, and a curve file for each.
call "style.gp" "halfeye" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
array gain[2] = [BLUE50, GREEN50]
array loss[2] = [BLUE95, GREEN95]
array curves[9]; array kind[9]
rows = 0
stats DATA."rows.tsv" using (rows = rows + 1, curves[rows] = column("curve"), kind[rows] = column("colour"), 0) nooutput
curve(n) = DATA."curve-".n.".tsv"
plot for [n = 1:rows] curve(n) using (column("x")):(column("y")):(column("foot")) \
         with filledcurves lc rgb loss[kind[n]], \
     for [n = 1:rows] curve(n) using (column("x") >= 0 ? column("x") : NaN):(column("y")):(column("foot")) \
         with filledcurves lc rgb gain[kind[n]], \
     for [n = 1:rows] curve(n) using (column("x")):(column("y")) with lines lw 2 lc rgb mark[kind[n]], \
     for [n = 1:rows] DATA."rows.tsv" every ::(n - 1)::(n - 1) \
         using (column("low90")):(column("bar")):(column("high90") - column("low90")):(0) \
         with vectors nohead lw 2 lc rgb mark[kind[n]], \
     for [n = 1:rows] DATA."rows.tsv" every ::(n - 1)::(n - 1) \
         using (column("low50")):(column("bar")):(column("high50") - column("low50")):(0) \
         with vectors nohead lw 9 lc rgb mark[kind[n]], \
     DATA."rows.tsv" using (column("mean")):(column("bar")) with points pt 7 ps POINT(19) lc rgb WHITE, \
     for [n = 1:rows] DATA."rows.tsv" every ::(n - 1)::(n - 1) \
         using (column("mean")):(column("bar")) with points pt 7 ps POINT(14) lc rgb mark[kind[n]]
set output
