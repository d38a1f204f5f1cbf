#!/usr/bin/env bash
# A text for people is a whole template of sim/words, filled by WORDS, and items follow each other by words_join: no format
# of placeholders and marks alone glues one in report/, chart/ or words/. Nor is a plural glued anywhere.
set -euo pipefail
# Values behind explain's quantities, what is typed on a command line, tables of numbers and what the system says of a
# file are no such texts.
allowed='\\t|"  %s: %s"|"%s %s=%s"|strerror'
glued=$(grep -nE '"( *%s[ ,.;:()–]*[ ,;:()–]+)+%s[^"a-zA-Z]*"|"[ ,.;:()]*%s%s%s"' sim/report/*.c sim/chart/*.c sim/words/*.c |
    grep -vE "$allowed" || true)
plural=$(grep -nE '[?:] *"(s|es|y|ies)"' sim/*/*.c || true)
if [ -z "$glued$plural" ]; then echo "texts: said whole"; exit 0; fi
printf 'texts: say it whole:\n%s\n%s\n' "$glued" "$plural" >&2
exit 1
