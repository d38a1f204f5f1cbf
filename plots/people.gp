# Of how many: a circle for each participant, or for so many of them.
#   circles.tsv   x, y: middle, in units of the canvas from the foot of the plot; kind: 1 helped, 2 struck all the same,
#                 3 never struck; diameter in units of the canvas
call "style.gp" "people" ARG1 ARG2 ARG3 ARG4
CIRCLES = DATA."circles.tsv"
of(kind) = column("kind") == kind ? column("x") : NaN
size(less) = POINT(1) * (column("diameter") - less)
plot CIRCLES using (of(1)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb BLUE, \
     CIRCLES using (of(2)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb ORANGE, \
     CIRCLES using (of(2)):(column("y")):(size(4)) with points pt 7 ps variable lc rgb WHITE, \
     CIRCLES using (of(3)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb GREY
set output
