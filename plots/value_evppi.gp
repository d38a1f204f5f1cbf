# What each quantity is worth knowing before deciding: bars from zero with a 95 % Monte Carlo interval; where a worth is
# not told from zero, the interval alone.
#   bars.tsv   y: middle, half: half the height; worth, low, high; colour (1 a quantity or a group, 2 everything)
call "style.gp" "value_evppi" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, SLATE]
BARS = DATA."bars.tsv"
of(k) = column("colour") == k ? 0.5 * column("worth") : NaN
plot for [k = 1:2] BARS using (of(k)):(column("y")):(0.5 * column("worth")):(column("half")) with boxxyerror lc rgb mark[k], \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 4 lc rgb WHITE, \
     BARS using (column("low")):(column("y")):(column("high") - column("low")):(0) with vectors nohead lw 2 lc rgb INK
set output
