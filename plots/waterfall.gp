# From gross savings, line by line, to the net: means, which add up.
#   bars.tsv   y: middle, half: half the height; from, to: ends of the bar; colour (1 saves, 2 costs, 3 total, 4 no money of
#              public budgets)
call "style.gp" "waterfall" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
array mark[4] = [BLUE, ORANGE, SLATE, GREY]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:4] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind]
set output
