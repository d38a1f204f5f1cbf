#!/usr/bin/env bash
# Names in code are the field's: none has a word that sim/MODEL.md, Words, keeps for texts. Comments, texts and columns
# of what is published may have it: they are not looked at. Nor has the name of a file of code.
set -euo pipefail
words=$(sed -n '/^## Words$/,/^## [^W]/ { /^No name in code has these words/ p; }' sim/MODEL.md |
    grep -o '`[a-z]*`' | tr -d '`' | paste -sd'|')
if [ -z "$words" ]; then
    echo "names: sim/MODEL.md, Words, says no more which words no name in code has" >&2
    exit 1
fi
LC_ALL=C awk -v words="$words" '
    FNR == 1 { inside = 0; file = tolower(FILENAME); sub(/.*\//, "", file); files++
               if (file ~ words) { print FILENAME ": its name has a word for texts"; bad = 1 } }
    {
        rest = $0; code = ""
        if (rest ~ /^[ \t]*#[ \t]*include/) next
        while (rest != "") {
            if (inside) {
                at = index(rest, "*/")
                if (!at) { rest = ""; break }
                rest = substr(rest, at + 2); inside = 0
            } else if (match(rest, /\/\*|\/\/|"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047/)) {
                what = substr(rest, RSTART, 2)
                code = code substr(rest, 1, RSTART - 1) " "
                if (what == "//") { rest = ""; break }
                rest = substr(rest, RSTART + RLENGTH)
                inside = what == "/*"
            } else { code = code rest; rest = "" }
        }
        code = tolower(code)
        while (match(code, /[a-z_][a-z0-9_]*/)) {
            name = substr(code, RSTART, RLENGTH); code = substr(code, RSTART + RLENGTH); names++
            if (name ~ words) { print FILENAME ":" FNR ": " name ": a word for texts (sim/MODEL.md, Words)"; bad = 1 }
        }
    }
    END { if (!bad) printf "names: %d in %d files, none with a word for texts\n", names, files; exit bad }
' sim/*/*.[ch] sim/*/*.def tests/*/*.[ch]
