# The probability of a result above zero over two values of the scenario, in five classes.
#   cells.tsv  x, y, xlow, xhigh, ylow, yhigh, probability, class (1 to 5)
#   legend.tsv class, x, y, width, height (units of the canvas from its top left corner)
#   mark.tsv   shown (0, 1), x, y: the scenario as it is
# The line of even chance stands among the lines. Classes grow darker evenly, so that a grey print shows them too.
call "style.gp" "heat" ARG1 ARG2 ARG3 ARG4
array CLASS[5] = [0xf1f4f7, 0xbcdcef, 0x6aa9d0, 0x0072b2, 0x023f66]
CELLS = DATA."cells.tsv"
array lx[5]; array ly[5]; array lw[5]; array lh[5]; array lc[5]
i = 0
stats DATA."legend.tsv" using (i = i + 1, lc[i] = column("class"), lx[i] = column("x"), ly[i] = column("y"), \
    lw[i] = column("width"), lh[i] = column("height"), 0) nooutput
do for [i = 1:5] {
    set object i rectangle from screen lx[i] / W, screen 1 - ly[i] / H \
        to screen (lx[i] + lw[i]) / W, screen 1 - (ly[i] + lh[i]) / H \
        fillcolor rgb CLASS[int(lc[i])] fillstyle solid 1 border lc rgb GREY
}
stats DATA."mark.tsv" using (SHOWN = column("shown"), X = column("x"), Y = column("y"), 0) nooutput
if (SHOWN) {
    set label 900 "" at X, Y point pt 7 ps POINT(18) lc rgb WHITE front
    set label 901 "" at X, Y point pt 7 ps POINT(12) lc rgb VERMILION front
}
plot CELLS using "x":"y":"xlow":"xhigh":"ylow":"yhigh":(CLASS[int(column("class"))]) with boxxyerror lc rgb variable
set output
