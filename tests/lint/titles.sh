#!/usr/bin/env bash
# Comments cite sim/MODEL.md by the title of a section, "MODEL, Random numbers", which exists; and so does MODEL itself,
# in quotes. A number of a section is cited nowhere: it moves.
set -euo pipefail
LC_ALL=C awk '
    FILENAME == "sim/MODEL.md" {
        if (sub(/^## /, "")) { if (/^[0-9]/) { print "titles: no numbers in sim/MODEL.md: " $0; bad = 1 } title[$0] }
        next
    }
    FNR == 1 { cite(); text = ""; file = FILENAME }
    {
        line = $0
        if (tolower(line) ~ /(section|chapter)s? [0-9]/ || line ~ /§ ?[0-9]/) { print FILENAME ":" FNR ": cites a number of a section"; bad = 1 }
        sub(/^[ \t]*(\/\*|\*|#)[ \t]*/, "", line); text = text " " line
    }
    function cite(   rest, at, known, t) {
        rest = text
        while (at = index(rest, "MODEL, ")) {
            rest = substr(rest, at + 7); known = 0
            for (t in title) if (index(rest, t) == 1 && substr(rest, length(t) + 1, 1) !~ /[A-Za-z]/) known = 1
            if (!known) { print file ": MODEL has no section \"" substr(rest, 1, 40) "\""; bad = 1 }
            cited++
        }
    }
    END { cite(); if (!bad) printf "titles: %d citations of sim/MODEL.md, each of a section that is there\n", cited; exit bad }
' sim/MODEL.md sim/*/*.[ch] tests/*/*.[ch] sim/README.md tests/README.md CONTRIBUTING.md README.md scenarios/README.md
if LC_ALL=C grep -nEi '(section|chapter)s? [0-9]|§ ?[0-9]' sim/MODEL.md; then
    echo "titles: sim/MODEL.md cites a number of a section" >&2
    exit 1
fi
# What stands in quotes there as a title of its own: "Results"), "Sweeps" and …
missing=0
while read -r title; do
    grep -qxF "## $title" sim/MODEL.md || { echo "titles: MODEL cites \"$title\", which is no section of it"; missing=1; }
done < <(grep -oE '\((as )?(in )?"[A-Z][^"]*"' sim/MODEL.md | sed 's/.*"\(.*\)"/\1/' | sort -u)
exit $missing
