# Cumulative discounted net savings by year: 95, 80 and 50 % of the results, the median, and where it crosses zero.
#   fan.tsv    year, low95, low80, low50, median, high50, high80, high95
#   mark.tsv   shown (0, 1), year: the first in which the median is not below zero; at: where its line crosses zero
call "style.gp" (ARGC >= 5 ? ARG5 : "fan") ARG1 ARG2 ARG3 ARG4
FAN = DATA."fan.tsv"
stats DATA."mark.tsv" using (SHOWN = column("shown"), AT = column("at"), 0) nooutput
if (SHOWN) {
    set arrow 900 from AT, 0 to AT, graph 0.02 nohead front lw 1.2 lc rgb INK
    set label 900 "" at AT, 0 point pt 7 ps POINT(15) lc rgb WHITE front
    set label 901 "" at AT, 0 point pt 7 ps POINT(11) lc rgb INK front
}
plot FAN using "year":"low95":"high95" with filledcurves lc rgb BLUE95, \
     FAN using "year":"low80":"high80" with filledcurves lc rgb BLUE80, \
     FAN using "year":"low50":"high50" with filledcurves lc rgb BLUE50, \
     FAN using "year":"median" with lines lw 3.4 lc rgb BLUE
set output
