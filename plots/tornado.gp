# What each assumption does to the mean of the result: low end and high end of its range, from the overall mean on.
#   bars.tsv   y: middle, half: half the height; from: the mean, to: the mean at that end; colour (1 low, 2 high)
#   mean.tsv   mean, y: foot of its line (narrow: of a piece of it beside each bar), height
call "style.gp" "tornado" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
MEAN = DATA."mean.tsv"
array mark[2] = [ORANGE, BLUE]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:2] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind], \
     MEAN using (column("mean")):(column("y")):(0):(column("height")) with vectors nohead lw 2.2 lc rgb INK
set output
