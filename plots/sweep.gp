# A result against one value of the scenario: its mean, and 5–95 % of the results.
#   points.tsv value, mean, low90, high90
call "style.gp" "sweep" ARG1 ARG2 ARG3 ARG4
POINTS = DATA."points.tsv"
plot POINTS using "value":"low90":"high90" with filledcurves lc rgb BLUE95, \
     POINTS using "value":"mean" with lines lw 3.4 lc rgb BLUE, \
     POINTS using "value":"mean" with points pt 7 ps POINT(7) lc rgb BLUE
set output
