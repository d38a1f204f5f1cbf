# What a pilot is worth and what it costs, by the number of its participants (logarithmic).
#   worth.tsv   participants (their decimal logarithm), worth, low, high: 95 % Monte Carlo interval
#   cost.tsv    participants (likewise), cost
call "style.gp" "value_evsi" ARG1 ARG2 ARG3 ARG4
WORTH = DATA."worth.tsv"
plot WORTH using (column("participants")):(column("low")):(column("high")) with filledcurves lc rgb BLUE95, \
     DATA."cost.tsv" using (column("participants")):(column("cost")) with lines lw 3.2 dt 2 lc rgb VERMILION, \
     WORTH using (column("participants")):(column("worth")) with lines lw 3.2 lc rgb BLUE, \
     WORTH using (column("participants")):(column("worth")) with points pt 7 ps POINT(7) lc rgb BLUE
set output
