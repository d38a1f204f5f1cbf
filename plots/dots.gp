# The same range as fifty equally likely results: filled dots save money, hollow dots cost more than they save.
#   dots.tsv   x, y: middle of the dot; sign: 1 saves, -1 costs, 0 neither; row; colour (1, 2); diameter in canvas units
#   Dots stand in columns that begin at zero, so none lies across it.
call "style.gp" "dots" ARG1 ARG2 ARG3 ARG4
array mark[2] = [BLUE, GREEN]
stats DATA."dots.tsv" using (D = column("diameter"), 0) nooutput
dot(sign, kind) = (column("sign") == sign && column("colour") == kind) ? column("x") : NaN
plot for [kind = 1:2] DATA."dots.tsv" using (dot(1, kind)):(column("y")) with points pt 7 ps POINT(0.87 * D) \
         lc rgb mark[kind], \
     DATA."dots.tsv" using (column("sign") < 0 ? column("x") : NaN):(column("y")) with points pt 7 ps POINT(0.87 * D) \
         lc rgb SLATE, \
     DATA."dots.tsv" using (column("sign") < 0 ? column("x") : NaN):(column("y")) with points pt 7 \
         ps POINT(0.87 * D - 3.6) lc rgb WHITE, \
     DATA."dots.tsv" using (column("sign") == 0 ? column("x") : NaN):(column("y")) with points pt 7 ps POINT(0.87 * D) \
         lc rgb GREY
set output
