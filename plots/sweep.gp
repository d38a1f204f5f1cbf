# A result against one value of the scenario: its mean, and 5–95 % of the results.
#   points.tsv value, mean, low90, high90
call "style.gp" "sweep" ARG1 ARG2 ARG3 ARG4
POINTS = DATA."points.tsv"
plot POINTS using "value":"low90":"high90" with filledcurves lc rgb BLUE95, \
     LINES_OF using (FROM("grid")):(ATY("y1")):(ATX("x2") - ATX("x1")):(ATY("y2") - ATY("y1")) \
         with vectors nohead lw 1 lc rgb WHITE, \
     LINES_OF using (FROM("dash")):(ATY("y1")):(ATX("x2") - ATX("x1")):(ATY("y2") - ATY("y1")) \
         with vectors nohead lw 1.4 dt 2 lc rgb MUTE, \
     POINTS using "value":"mean" with lines lw 3.4 lc rgb BLUE, \
     POINTS using "value":"mean" with points pt 7 ps POINT(7) lc rgb BLUE
set output
