# From gross savings, line by line, to the net: means, which add up; whiskers hold nine in ten results.
#   bars.tsv   y: middle, half: half the height; from, to: ends of the bar; colour (1 saves, 2 costs, 3 total, 4 falls to others);
#              low, high: ends of the whisker
call "style.gp" "waterfall" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
array mark[4] = [BLUE, ORANGE, SLATE, GREY]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:4] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind], \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 5 lc rgb WHITE, \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 2.2 lc rgb INK
set output
