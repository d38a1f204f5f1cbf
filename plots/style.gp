# What all charts share: size, type, colours, and the texts, which are read from data files and never from a script.
#
#   call "style.gp" CHART LANGUAGE SIZE FORMAT FILE
#   CHART     name of the chart and of its folder in data/LANGUAGE/
#   LANGUAGE  en, fi, sv
#   SIZE      wide (900 units, for paper and screens) or narrow (420 units, for phones)
#   FORMAT    svg, png (300 dpi at 16 cm) or pdf (16 cm wide)
#   FILE      what to write
# Afterwards: DATA is the chart's folder, W and H the canvas, LEFT RIGHT TOP BOTTOM the plot in it (from the top left
# corner, in units of the canvas), XMIN XMAX YMIN YMAX its ranges; POINT(d) is the pointsize of a disc of diameter d.
reset
CHART = ARG1
SIZE = ARG3
FORMAT = ARG4
FOLDER = "data/".ARG2."/".ARG1."/"
DATA = FOLDER.SIZE."."
if (!exists("FONT")) { FONT = "Inter" }

# Data: columns divided by tabs, named in the first line; no comments, nothing counts as missing.
set encoding utf8
set datafile separator "\t"
set datafile commentschars ""
set datafile missing

# Colours. Marks after Okabe and Ito, tints of one hue for bands, darker twins for text (contrast 4.5:1 on white).
INK = "#1b1f24"; MUTE = "#57606a"; FAINT = "#e3e7eb"; GREY = "#8c959f"; SLATE = "#44515e"; WHITE = "#ffffff"
BLUE = "#0072b2"; ORANGE = "#e69f00"; GREEN = "#009e73"; VERMILION = "#d55e00"; PURPLE = "#b0558c"
BLUE50 = "#6aa9d0"; BLUE80 = "#a9cde4"; BLUE95 = "#d6e7f2"; BLUEWASH = "#eaf3f9"
GREEN50 = "#66c5ab"; GREEN95 = "#cfebe2"
BLUETEXT = "#0068a3"; GREENTEXT = "#007a59"; ORANGETEXT = "#8a5f00"; VERMILIONTEXT = "#a84900"; PURPLETEXT = "#9c3d78"
colour(name) = name eq "mute" ? MUTE : name eq "blue" ? BLUETEXT : name eq "green" ? GREENTEXT \
             : name eq "orange" ? ORANGETEXT : name eq "vermilion" ? VERMILIONTEXT : name eq "purple" ? PURPLETEXT : name eq "white" ? WHITE : INK

# The canvas.
stats FOLDER.SIZE.".frame.tsv" using (W = column("width"), H = column("height"), LEFT = column("left"), \
    RIGHT = column("right"), TOP = column("top"), BOTTOM = column("bottom"), XMIN = column("xmin"), \
    XMAX = column("xmax"), YMIN = column("ymin"), YMAX = column("ymax"), TEXTS = column("texts"), \
    LINES = column("lines"), 0) nooutput
S = 1890.0 / 900
P = 16.0 / 2.54 * 72 / 900                  # points of paper in a unit
if (FORMAT eq "svg") {
    set terminal svg size W, H font FONT.",16" fontscale 1 noenhanced butt background WHITE name CHART
}
if (FORMAT eq "png") {
    set terminal pngcairo size int(S * W + 0.5), int(S * H + 0.5) font FONT.",12" fontscale S linewidth S \
        pointscale S noenhanced butt background WHITE
}
if (FORMAT eq "pdf") {
    set terminal pdfcairo size (P * W / 72.0), (P * H / 72.0) font FONT.",8" fontscale 1 linewidth 2 * P \
        pointscale P noenhanced butt background WHITE
}
POINT(d) = FORMAT eq "svg" ? d / 12.0 : d / 6.14
# Sizes of fonts: the cairo terminals count 96 to the inch.
points(size) = size * (FORMAT eq "svg" ? 1 : FORMAT eq "png" ? 0.75 : 0.75 * P)
# The SVG terminal knows no bold but by this attribute.
face(weight, size) = (weight eq "bold" ? (FORMAT eq "svg" ? FONT."\" font-weight=\"bold" : FONT.":Bold") : FONT) \
    .",".sprintf("%.3f", points(size))
set output ARG5

set margins 0, 0, 0, 0
set lmargin at screen LEFT / W
set rmargin at screen RIGHT / W
set tmargin at screen 1 - TOP / H
set bmargin at screen 1 - BOTTOM / H
set xrange [XMIN:XMAX]
set yrange [YMIN:YMAX]
unset border
unset tics
unset key
set style fill solid 1 noborder
set style textbox opaque fillcolor rgb WHITE noborder margins 0.4, 0.2
set dashtype 2 (9, 4)
set dashtype 3 (3, 3)
set dashtype 4 (9, 3, 2, 3)

# Lines of a role once more, as data of a plot, where a band would hide those behind it:
#   plot LINES_OF using (FROM("grid")):(ATY("y1")):(ATX("x2") - ATX("x1")):(ATY("y2") - ATY("y1")) with vectors nohead
LINES_OF = FOLDER.SIZE.".lines.tsv"
ATX(name) = strcol("xunit") eq "px" ? XMIN + (column(name) - LEFT) / (RIGHT - LEFT) * (XMAX - XMIN) : column(name)
ATY(name) = strcol("yunit") eq "px" ? YMAX - (column(name) - TOP) / (BOTTOM - TOP) * (YMAX - YMIN) : column(name)
FROM(role) = strcol("role") eq role ? ATX("x1") : NaN

# Texts: where (px: units from the top left corner; axis: on the axis), how, what.
array textx[TEXTS + 1]; array texty[TEXTS + 1]; array unitx[TEXTS + 1]; array unity[TEXTS + 1]
array align[TEXTS + 1]; array size[TEXTS + 1]; array weight[TEXTS + 1]; array tone[TEXTS + 1]; array halo[TEXTS + 1]; array label_text[TEXTS + 1]
i = 0
stats FOLDER.SIZE.".texts.tsv" using (i = i + 1, textx[i] = column("x"), unitx[i] = strcol("xunit"), \
    texty[i] = column("y"), unity[i] = strcol("yunit"), align[i] = strcol("align"), size[i] = column("size"), \
    weight[i] = strcol("weight"), tone[i] = strcol("colour"), halo[i] = column("halo"), \
    label_text[i] = strcol("text"), 0) nooutput
do for [i = 1:TEXTS] {
    if (unitx[i] eq "px" && unity[i] eq "px") { set label i label_text[i] at screen textx[i] / W, screen 1 - texty[i] / H }
    if (unitx[i] eq "px" && unity[i] ne "px") { set label i label_text[i] at screen textx[i] / W, first texty[i] }
    if (unitx[i] ne "px" && unity[i] eq "px") { set label i label_text[i] at first textx[i], screen 1 - texty[i] / H }
    if (unitx[i] ne "px" && unity[i] ne "px") { set label i label_text[i] at first textx[i], first texty[i] }
    if (align[i] eq "left") { set label i left }
    if (align[i] eq "right") { set label i right }
    if (align[i] eq "center") { set label i center }
    if (halo[i]) { set label i boxed }
    set label i noenhanced front font face(weight[i], size[i]) textcolor rgb colour(tone[i])
}

# Lines: the grid, the zero line, rules between parts.
array lx1[LINES + 1]; array ly1[LINES + 1]; array lx2[LINES + 1]; array ly2[LINES + 1]; array role[LINES + 1]
array unitx[LINES + 1]; array unity[LINES + 1]
i = 0
if (LINES > 0) {
    stats FOLDER.SIZE.".lines.tsv" using (i = i + 1, lx1[i] = column("x1"), ly1[i] = column("y1"), lx2[i] = column("x2"), \
        ly2[i] = column("y2"), unitx[i] = strcol("xunit"), unity[i] = strcol("yunit"), role[i] = strcol("role"), 0) nooutput
}
do for [i = 1:LINES] {
    if (unitx[i] eq "px" && unity[i] eq "px") {
        set arrow i from screen lx1[i] / W, screen 1 - ly1[i] / H to screen lx2[i] / W, screen 1 - ly2[i] / H
    }
    if (unitx[i] eq "px" && unity[i] ne "px") {
        set arrow i from screen lx1[i] / W, first ly1[i] to screen lx2[i] / W, first ly2[i]
    }
    if (unitx[i] ne "px" && unity[i] eq "px") {
        set arrow i from first lx1[i], screen 1 - ly1[i] / H to first lx2[i], screen 1 - ly2[i] / H
    }
    if (unitx[i] ne "px" && unity[i] ne "px") { set arrow i from first lx1[i], first ly1[i] to first lx2[i], first ly2[i] }
    if (role[i] eq "grid") { set arrow i nohead back lw 1 lc rgb FAINT }
    if (role[i] eq "zero") { set arrow i nohead front lw 1.5 lc rgb INK }
    if (role[i] eq "rule") { set arrow i nohead front lw 1 lc rgb GREY }
    if (role[i] eq "link") { set arrow i nohead back lw 1 lc rgb GREY }
    if (role[i] eq "dash") { set arrow i nohead back lw 1.2 dt 2 lc rgb GREY }
    if (role[i] eq "thin1") { set arrow i nohead front lw 2 lc rgb BLUE }
    if (role[i] eq "thin2") { set arrow i nohead front lw 2 lc rgb GREEN }
    if (role[i] eq "thick1") { set arrow i nohead front lw 9 lc rgb BLUE }
    if (role[i] eq "thick2") { set arrow i nohead front lw 9 lc rgb GREEN }
    if (role[i] eq "curve1") { set arrow i nohead front lw 3.2 lc rgb BLUE }
    if (role[i] eq "curve2") { set arrow i nohead front lw 3.2 dt 2 lc rgb VERMILION }
    if (role[i] eq "curve3") { set arrow i nohead front lw 3.2 dt 3 lc rgb GREEN }
    if (role[i] eq "curve4") { set arrow i nohead front lw 3.2 dt 4 lc rgb INK }
    if (role[i] eq "choice1") { set arrow i nohead front lw 3.2 lc rgb PURPLE }
    if (role[i] eq "choice2") { set arrow i nohead front lw 3.2 dt 2 lc rgb VERMILION }
    if (role[i] eq "choice3") { set arrow i nohead front lw 3.2 dt 3 lc rgb INK }
    if (role[i] eq "choice4") { set arrow i nohead front lw 3.2 dt 4 lc rgb ORANGE }
    if (role[i] eq "band") { set arrow i nohead front lw 11 lc rgb BLUE80 }
    if (role[i] eq "bracket") { set arrow i nohead front lw 2.4 lc rgb BLUE }
    if (role[i] eq "share1") { set arrow i nohead front lw 3.4 lc rgb INK }
    if (role[i] eq "share2") { set arrow i nohead front lw 3 dt 2 lc rgb MUTE }
    if (role[i] eq "contour") { set arrow i nohead front lw 2.6 lc rgb INK }
}
