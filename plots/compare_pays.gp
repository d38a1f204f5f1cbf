# The chance of paying for itself, by the value of one avoided case beyond money: a panel for each purse, one above the other.
#   line-1.tsv … line-4.tsv   worth, share (a panel's shares stand above its foot); a blank line between panels
#   line-0.tsv                all other choices, in grey
call "style.gp" "compare_pays" ARG1 ARG2 ARG3 ARG4
array mark[4] = [PURPLE, VERMILION, INK, ORANGE]
line(n) = DATA."line-".n.".tsv"
plot line(0) using (column("worth")):(column("share")) with lines lw 1.4 lc rgb GREY, \
     for [n = 1:4] line(n) using (column("worth")):(column("share")) with lines lw 3.2 dt n lc rgb mark[n]
set output
