# Break-even of each number on a scale of its own row.
#   marks.tsv  y: middle; from, to: P5 and P95 (equal: none); today, value: the marks; beyond: 1 or -1 where the
#              break-even lies beyond that edge of the plot
call "style.gp" "breakeven" ARG1 ARG2 ARG3 ARG4
MARKS = DATA."marks.tsv"
beyond(way) = column("beyond") == way ? column("value") : NaN
plot MARKS using (column("from")):(column("y")):(column("to") - column("from")):(0) with vectors nohead lw 11 lc rgb BLUE80, \
     MARKS using (column("today")):(column("y")):(column("value") - column("today")):(0) with vectors nohead lw 2 lc rgb GREY, \
     MARKS using (column("today")):(column("y")) with points pt 7 ps POINT(11) lc rgb INK, \
     MARKS using (column("today")):(column("y")) with points pt 7 ps POINT(7) lc rgb WHITE, \
     MARKS using (beyond(0)):(column("y")) with points pt 7 ps POINT(12) lc rgb VERMILION, \
     MARKS using (beyond(1) - 0.3):(column("y")):(0.3):(0) with vectors head filled size screen 0.012, 22 lw 3 lc rgb VERMILION, \
     MARKS using (beyond(-1) + 0.3):(column("y")):(-0.3):(0) with vectors head filled size screen 0.012, 22 lw 3 lc rgb VERMILION
set output
