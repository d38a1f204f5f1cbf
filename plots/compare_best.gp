# The chance of each choice to be the best one.
#   bars.tsv   y: middle, half: half the height; share; colour (1 blue, 2 green)
call "style.gp" "compare_best" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
of(k) = column("colour") == k ? 0.5 * column("share") : NaN
plot for [k = 1:2] DATA."bars.tsv" using (of(k)):(column("y")):(0.5 * column("share")):(column("half")) \
         with boxxyerror lc rgb mark[k]
set output
