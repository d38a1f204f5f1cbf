# Difference of net savings to the first choice, iteration by iteration: 90 % of the differences (thin bar), half of them
# (thick bar), the mean (disc).
#   rows.tsv       y; low90 low50 mean high50 high90; colour
call "style.gp" "compare_difference" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
ROWS = DATA."rows.tsv"
of(k, name) = column("colour") == k ? column(name) : NaN
plot for [k = 1:2] ROWS using (of(k, "low90")):(column("y")):(column("high90") - column("low90")):(0) \
         with vectors nohead lw 2 lc rgb mark[k], \
     for [k = 1:2] ROWS using (of(k, "low50")):(column("y")):(column("high50") - column("low50")):(0) \
         with vectors nohead lw 9 lc rgb mark[k], \
     ROWS using (column("mean")):(column("y")) with points pt 7 ps POINT(16) lc rgb WHITE, \
     for [k = 1:2] ROWS using (of(k, "mean")):(column("y")) with points pt 7 ps POINT(11) lc rgb mark[k]
set output
