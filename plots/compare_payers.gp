# Who pays and who saves in each scenario: mean net savings, with a whisker that holds nine in ten results.
#   bars.tsv   y: middle, half: half the height; mean, low, high; colour (1 saves, 2 pays)
call "style.gp" "compare_payers" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, ORANGE]
BARS = DATA."bars.tsv"
of(k) = column("colour") == k ? 0.5 * column("mean") : NaN
plot for [k = 1:2] BARS using (of(k)):(column("y")):(0.5 * abs(column("mean"))):(column("half")) \
         with boxxyerror lc rgb mark[k], \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 3.4 lc rgb WHITE, \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 1.6 lc rgb INK
set output
