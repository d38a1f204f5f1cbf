#!/usr/bin/env bash
# Lengths of functions (none over 80 lines; sim/: median <= 15, 90 % <= 40) and files (none over 700 lines).
set -euo pipefail
LC_ALL=C awk '
    FNR == 1 { open = 0; if (last != "") lines(last, count); last = FILENAME }
    { count = FNR }
    function lines(file, n) { if (n > 700) { print file ": " n " lines (allowed 700)"; bad = 1 } }
    /^[A-Za-z_].*\)[ \t]*\{?[ \t]*$/ { name = $0; sub(/[ \t]*\(.*/, "", name); sub(/.*[ *]/, "", name) }
    /^\{[ \t]*$/ { open = FNR }
    /^\}[ \t]*$/ && open {
        n = FNR - open - 1; open = 0
        if (n > 80) { print FILENAME ": " name ": " n " lines (allowed 80)"; bad = 1 }
        if (FILENAME ~ /^sim\//) length_of[++total] = n
    }
    END {
        lines(last, count)
        for (i = 2; i <= total; i++) { v = length_of[i]; for (j = i - 1; j > 0 && length_of[j] > v; j--) length_of[j + 1] = length_of[j]; length_of[j + 1] = v }
        median = length_of[int((total + 1) / 2)]; tenth = length_of[int(0.9 * total + 0.999)]
        printf "lengths: %d functions in sim/, median %d lines, 90 %% at most %d, longest %d\n", total, median, tenth, length_of[total]
        if (median > 15 || tenth > 40) { print "lengths: allowed are a median of 15 and 90 % at most 40"; bad = 1 }
        exit bad
    }
' $(ls sim/*/*.[ch] tests/*.c tests/*/*.[ch] 2>/dev/null)
