# Which assumption explains how much of the variance: alone (filled) and with interplay (hollow), with 95 % intervals.
#   points.tsv   y of the upper and y2 of the lower mark; first, first_low, first_high; total, total_low, total_high
call "style.gp" "indices" ARG1 ARG2 ARG3 ARG4
POINTS = DATA."points.tsv"
plot POINTS using (column("first_low")):(column("y")):(column("first_high") - column("first_low")):(0) with vectors nohead lw 3 lc rgb BLUE50, \
     POINTS using (column("total_low")):(column("y2")):(column("total_high") - column("total_low")):(0) with vectors nohead lw 3 lc rgb GREY, \
     POINTS using (column("first")):(column("y")) with points pt 7 ps POINT(13) lc rgb BLUE, \
     POINTS using (column("total")):(column("y2")) with points pt 7 ps POINT(13) lc rgb INK, \
     POINTS using (column("total")):(column("y2")) with points pt 7 ps POINT(8) lc rgb WHITE
set output
