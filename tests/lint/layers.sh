#!/usr/bin/env bash
# A folder of sim/ is a layer: it includes only itself and lower ones, by paths from the top. Order: sim/LAYERS.
set -euo pipefail
LC_ALL=C awk '
    FILENAME == "sim/LAYERS" { level[$1] = NR; next }
    FNR == 1 {
        split(FILENAME, part, "/"); layer = part[2]
        if (!(layer in level)) { print FILENAME ": folder " layer " is not in sim/LAYERS"; bad = 1; nextfile }
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split($0, quoted, "\""); split(quoted[2], p, "/"); where = FILENAME ":" FNR ": "
        if (p[1] != "sim") { print where "include \"" quoted[2] "\" as \"sim/LAYER/FILE.h\""; bad = 1 }
        else if (!(p[2] in level)) { print where "no such layer: " p[2]; bad = 1 }
        else if (level[p[2]] > level[layer]) { print where layer " must not know " p[2] " (a higher layer)"; bad = 1 }
    }
    /setlocale[ \t]*\(/ { print FILENAME ":" FNR ": setlocale would change how numbers are read and written"; bad = 1 }
    /setjmp[ \t]*\(/    { print FILENAME ":" FNR ": no setjmp"; bad = 1 }
    END { if (!bad) print "layers: in order"; exit bad }
' sim/LAYERS sim/*/*.[ch]
