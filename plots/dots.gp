# The same range as fifty equally likely results: filled dots save money, hollow dots cost more than they save.
#   dots.tsv   x, y: middle of the dot; sign: 1 saves, -1 costs, 0 neither; row; colour (1, 2); diameter in canvas units
#   Dots stand in columns that begin at zero, so none lies across it.
call "style.gp" "dots" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
DOTS = DATA."dots.tsv"
of(sign, kind) = (column("sign") == sign && (kind == 0 || column("colour") == kind)) ? column("x") : NaN
size(less) = POINT(1) * (0.87 * column("diameter") - less)
plot for [kind = 1:2] DOTS using (of(1, kind)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb mark[kind], \
     DOTS using (of(-1, 0)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb SLATE, \
     DOTS using (of(-1, 0)):(column("y")):(size(column("diameter") < 12 ? 0.3 * column("diameter") : 3.6)) \
         with points pt 7 ps variable lc rgb WHITE, \
     DOTS using (of(0, 0)):(column("y")):(size(0)) with points pt 7 ps variable lc rgb GREY
set output
