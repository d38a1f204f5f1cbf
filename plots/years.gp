# The money of public budgets year by year, undiscounted: means.
#   bars.tsv   y: middle, half: half the height; from: 0, to: the mean; colour (1 comes back, 2 is spent)
call "style.gp" "years" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
array mark[2] = [BLUE, ORANGE]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:2] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind]
set output
