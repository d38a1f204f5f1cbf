#!/usr/bin/env bash
# Layers below the command line name no option in a message: they name the input (INPUT in sim/base/error.h), which is an
# option of sim/cli/options.def, and sim/cli/message.c spells it. What loading is asked for is named in scenario/load.h.
set -euo pipefail
LC_ALL=C awk '
    FILENAME == "sim/LAYERS" { if ($1 == "document") above = 1; if (!above) below[$1]; next }
    FILENAME == "sim/cli/options.def" {
        if (split($0, part, "\"") > 2 && $0 ~ /^O\(/) { option[part[2]]; if (match($0, /\047.\047/)) option[substr($0, RSTART + 1, 1)] }
        next
    }
    FNR == 1 { split(FILENAME, folder, "/"); looked = folder[2] in below && FILENAME != "sim/scenario/load.h" }
    looked {
        gsub(/\/\*.*\*\//, ""); gsub(/iconv [^"]*/, "")
        if ($0 ~ /"([^"\\]|\\.)*(--[a-z]|[ (`]-[a-z][ )`])/ && $0 !~ /^[ \t]*(\/\*|\* )/) {
            print FILENAME ":" FNR ": a message names an option; name the input, INPUT(\"result\")"; bad = 1
        }
        rest = $0
        while (match(rest, /INPUT\("[^"]*"\)/)) {
            name = substr(rest, RSTART + 7, RLENGTH - 9); rest = substr(rest, RSTART + RLENGTH)
            if (!(name in option)) { print FILENAME ":" FNR ": INPUT(\"" name "\") is no option of sim/cli/options.def"; bad = 1 }
        }
    }
    END { if (!bad) print "inputs: no message below the command line names an option"; exit bad }
' sim/LAYERS sim/cli/options.def sim/*/*.[ch]
