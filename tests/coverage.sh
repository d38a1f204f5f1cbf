#!/usr/bin/env bash
# Lines and branches of sim/ that the tests reach, by file and in all; needs a build by `make coverage`.
#   tests/coverage.sh BUILD
set -euo pipefail
build=$1
find "$build/sim" -name '*.gcda' -print0 | LC_ALL=C xargs -0 gcov -n -b 2>/dev/null | awk '
    /^File / { file = $2; gsub(/\047/, "", file); own = file ~ /^sim\/.*\.c$/ }
    own && !(file in l) && /^Lines executed:/ { split($0, a, /[:% ]+/); l[file] = a[3]; ln[file] = a[5] }
    own && /^Taken at least once:/ { sub(/^Taken at least once:/, ""); split($0, a, /[% ]+/); b[file] = a[1]; bn[file] = a[3] }
    END {
        for (f in l) { printf "%6.1f %% lines %6.1f %% branches  %s\n", l[f], b[f], f | "sort -n"
            L += l[f] * ln[f]; N += ln[f]; B += b[f] * bn[f]; M += bn[f] }
        close("sort -n")
        if (N == 0) { print "coverage: nothing was measured"; exit 1 }
        printf "coverage: %.1f %% of %d lines, %.1f %% of %d branches\n", L / N, N, B / (M ? M : 1), M
    }'
