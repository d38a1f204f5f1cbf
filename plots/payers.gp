# Who pays and who saves: one row for each payer, then public finances and society. Cost to the left, savings to the
# right (means, of money alone), the net as a diamond.
#   bars.tsv   y: middle, half: half the height; from, to; colour (1 saves, 2 programme cost, 3 costs that rise elsewhere)
#   nets.tsv   y, net
call "style.gp" "payers" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
NETS = DATA."nets.tsv"
DIAMOND = SIZE eq "narrow" ? 7 : 12           # a larger one would hide a short whisker
array mark[3] = [BLUE, ORANGE, VERMILION]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:3] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind], \
     NETS using (column("net")):(column("y")) with points pt 13 ps POINT(DIAMOND + 4) lc rgb WHITE, \
     NETS using (column("net")):(column("y")) with points pt 13 ps POINT(DIAMOND) lc rgb INK
set output
