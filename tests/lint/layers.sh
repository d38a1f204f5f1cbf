#!/usr/bin/env bash
# A folder of sim/ is a layer: it includes only itself and lower ones, by paths from the top. Order: sim/LAYERS. In
# analysis/ and report/ the files of a command (a row of command_table) are a family, and so are those of a run made longer
# (study), by the word before the first _: a family includes itself and what is shared; report alone, which is made of what
# the others found, knows them all. No folder holds more than a quarter of the lines.
set -euo pipefail
LC_ALL=C awk '
    BEGIN {
        while ((getline row < "sim/cli/commands.c") > 0)
            if (row ~ /^ *\{"[a-z]+", COMMAND_/) { split(row, quoted, "\""); families[quoted[2]]; commands++ }
        if (!commands) { print "layers: no row of command_table in sim/cli/commands.c"; bad = 1 }
        families["study"]
    }
    function family(path,   file) {
        if (path !~ /^sim\/(analysis|report)\//) return ""
        file = path; sub(/.*\//, "", file); sub(/[_.].*/, "", file)
        return file in families ? file : ""
    }
    FILENAME == "sim/LAYERS" { level[$1] = NR; next }
    FNR == 1 {
        split(FILENAME, part, "/"); layer = part[2]; own = family(FILENAME)
        if (!(layer in level)) { print FILENAME ": folder " layer " is not in sim/LAYERS"; bad = 1; nextfile }
    }
    { lines[layer]++; all++ }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split($0, quoted, "\""); split(quoted[2], p, "/"); where = FILENAME ":" FNR ": "; other = family(quoted[2])
        if (p[1] != "sim") { print where "include \"" quoted[2] "\" as \"sim/LAYER/FILE.h\""; bad = 1 }
        else if (!(p[2] in level)) { print where "no such layer: " p[2]; bad = 1 }
        else if (level[p[2]] > level[layer]) { print where layer " must not know " p[2] " (a higher layer)"; bad = 1 }
        else if (p[2] == layer && other && own && own != other && own != "report") {
            print where "the family " own " must not know the family " other; bad = 1
        }
    }
    /setlocale[ \t]*\(/ { print FILENAME ":" FNR ": setlocale would change how numbers are read and written"; bad = 1 }
    /setjmp[ \t]*\(/    { print FILENAME ":" FNR ": no setjmp"; bad = 1 }
    END {
        for (l in lines)
            if (lines[l] > all / 4) { print "sim/" l ": more than a quarter of all lines"; bad = 1 }
        if (!bad) print "layers: in order"
        exit bad
    }
' sim/LAYERS sim/*/*.[ch] sim/*/*.def
