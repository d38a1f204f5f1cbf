# Net savings before (hollow) and after a pilot (filled): the mean (disc) and 90 % of the results (bar).
#   rows.tsv       y; low90 mean high90; after: 0 or 1; colour (1 blue, 2 green)
call "style.gp" "learn" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
ROWS = DATA."rows.tsv"
of(k, after, name) = column("colour") == k && (after < 0 || column("after") == after) ? column(name) : NaN
plot for [k = 1:2] ROWS using (of(k, 0, "low90")):(column("y")):(column("high90") - column("low90")):(0) \
         with vectors nohead lw 2 lc rgb mark[k], \
     for [k = 1:2] ROWS using (of(k, 1, "low90")):(column("y")):(column("high90") - column("low90")):(0) \
         with vectors nohead lw 5 lc rgb mark[k], \
     for [k = 1:2] ROWS using (of(k, -1, "mean")):(column("y")) with points pt 7 ps POINT(15) lc rgb mark[k], \
     for [k = 1:2] ROWS using (of(k, 0, "mean")):(column("y")) with points pt 7 ps POINT(9) lc rgb WHITE
set output
