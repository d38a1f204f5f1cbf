#!/usr/bin/env bash
# What only the object files tell: no object that can change while a program runs, and from base to analysis no call of a
# library but the allowed ones, whose bits depend on no machine (libraries and processors differ in exp, log, erf …).
#   tests/lint/symbols.sh OBJECT…
set -euo pipefail
allowed=tests/lint/allowed-calls
bad=0

# Sections that stay writable; .data.rel.ro holds constant tables of pointers and is read-only once loaded.
# `omp critical (name)` leaves a lock of that name, which is no state of ours.
if objdump -t "$@" | LC_ALL=C awk '
    /file format/ { object = $1; sub(/:$/, "", object) }
    / O / {
        # value, flags, section, size, name: the section is the field before the size
        for (i = 1; i <= NF; i++) if ($i == "O") section = $(i + 1)
        if (section ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && section !~ /^\.data\.rel\.ro/ && $NF !~ /^\.gomp_critical_user_/) { print "  " object " " section " " $NF; found = 1 }
    }
    END { exit !found }'; then
    echo "symbols: mutable objects of static duration (allowed: none)"
    bad=1
fi

# Every name that an object of a layer on the path wants and none of these objects has must be allowed.
pattern=$(sed -n 's/^\([^# ][^ ]*\) .*[^ ].*/\1/p' "$allowed" | paste -sd'|')
on_path=()
for object in "$@"; do
    [[ ${object##*/sim/} =~ ^(base|numeric|scenario|model|engine|analysis)/ ]] && on_path+=("$object")
done
own=$(nm -g --defined-only "${on_path[@]}" | awk 'NF == 3 { print $3 }' | sort -u)
for object in "${on_path[@]}"; do
    for name in $(nm -u "$object" | awk '{ sub(/@.*/, "", $2); print $2 }' | grep -vxE "$pattern" | grep -vxF "$own" || true); do
        echo "  sim/${object##*/sim/} calls $name"
        bad=1
    done
done
if grep -n 'long double' sim/*/*.[ch]; then
    echo "symbols: a long double is another number on every kind of machine: sim/numeric/double_double.h"
    bad=1
fi
if [ "$bad" -ne 0 ]; then
    echo "symbols: use sim/numeric/fixed_math.h, or say in $allowed why the bits are the same everywhere" >&2
    exit 1
fi
echo "symbols: no mutable globals, no call whose bits depend on the machine"
