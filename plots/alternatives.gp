# The net with each source of a disputed number: its mean (filled: a saving) and nine in ten results.
#   rows.tsv   y, low, mean, high, saves (0, 1)
call "style.gp" "alternatives" ARG1 ARG2 ARG3 ARG4
ROWS = DATA."rows.tsv"
of(saves) = column("saves") == saves ? column("mean") : NaN
plot ROWS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 2.4 lc rgb MUTE, \
     ROWS using (of(1)):(column("y")) with points pt 7 ps POINT(14) lc rgb BLUE, \
     ROWS using (of(0)):(column("y")) with points pt 7 ps POINT(14) lc rgb ORANGE, \
     ROWS using (of(0)):(column("y")) with points pt 7 ps POINT(8.5) lc rgb WHITE
set output
