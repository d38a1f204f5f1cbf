# Who pays and who saves: one row for each payer, then public finances and society. Cost to the left, savings to the
# right (means), the net as a diamond with a whisker that holds nine in ten of its results.
#   bars.tsv   y: middle, half: half the height; from, to; colour (1 saves, 2 programme cost, 3 costs that rise elsewhere)
#   nets.tsv   y, net, low, high
call "style.gp" "payers" ARG1 ARG2 ARG3 ARG4
BARS = DATA."bars.tsv"
NETS = DATA."nets.tsv"
DIAMOND = SIZE eq "narrow" ? 7 : 12           # a larger one would hide a short whisker
array mark[3] = [BLUE, ORANGE, VERMILION]
bar(kind) = column("colour") == kind ? 0.5 * (column("from") + column("to")) : NaN
plot for [kind = 1:3] BARS using (bar(kind)):(column("y")):(0.5 * abs(column("to") - column("from"))):(column("half")) \
         with boxxyerror lc rgb mark[kind], \
     NETS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 5 lc rgb WHITE, \
     NETS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 2.2 lc rgb INK, \
     NETS using (column("net")):(column("y")) with points pt 13 ps POINT(DIAMOND + 4) lc rgb WHITE, \
     NETS using (column("net")):(column("y")) with points pt 13 ps POINT(DIAMOND) lc rgb INK
set output
