# The share of futures that have paid back, year by year: public finances and society, or all payers alone.
#   shares.tsv   year, first: public finances, second: society; both the same where there is one line
call "style.gp" "when" ARG1 ARG2 ARG3 ARG4
SHARES = DATA."shares.tsv"
plot SHARES using "year":"second" with lines lw 3 dt 2 lc rgb MUTE, \
     SHARES using "year":"first" with lines lw 3.4 lc rgb INK
set output
