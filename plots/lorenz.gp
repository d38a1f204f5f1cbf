# How concentrated costs and risks are: the share of the total that the lowest part of persons holds.
#   curve-N.tsv    persons, total: shares in percent
#   points.tsv     curves: how many; curve; kind: 1 asked for (hollow), 2 reached (filled); persons, total
call "style.gp" "lorenz" ARG1 ARG2 ARG3 ARG4
POINTS = DATA."points.tsv"
array mark[4] = [BLUE, VERMILION, GREEN, INK]
stats POINTS using (CURVES = column("curves"), 0) nooutput
curve(n) = DATA."curve-".n.".tsv"
at(k, n) = (column("kind") == k && column("curve") == n) ? column("persons") : NaN
plot curve(1) using (column("persons")):(column("total")):(column("persons")) with filledcurves lc rgb BLUEWASH, \
     for [n = 1:CURVES] curve(n) using "persons":"total" with lines lw 3.2 dt n lc rgb mark[n], \
     for [n = 1:CURVES] POINTS using (at(1, n)):(column("total")) with points pt 7 ps POINT(17) lc rgb mark[n], \
     POINTS using (column("kind") == 1 ? column("persons") : NaN):(column("total")) with points pt 7 ps POINT(13) \
         lc rgb WHITE, \
     for [n = 1:CURVES] POINTS using (at(2, n)):(column("total")) with points pt 7 ps POINT(8) lc rgb mark[n]
set output
