#!/usr/bin/env bash
# What only the object files tell: no object that can change while a program runs, and no function on the path to a
# result whose bits depend on the processor (glibc chooses variants of exp, log, pow … when it starts; GSL calls them).
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

forbidden='^(exp|exp2f?|expf|exp10|log|logf|log2|log10|pow|powf|log1p|expm1|sin|cos|sincos|tan|sinh|cosh|tanh|lgamma|tgamma|gsl_ran_.*|gsl_cdf_.*|gsl_sf_.*|setlocale|setjmp|_setjmp)$'
for object in "$@"; do
    source=sim/${object##*/sim/}
    source=${source%.o}.c
    [ -e "$source" ] || source=${source%.*.c}.c # a kernel, compiled for several instruction sets
    [[ $source =~ ^sim/(numeric|scenario|model|engine)/ ]] || continue
    for name in $(nm -u "$object" | awk '{ print $2 }' | sed 's/@.*//' | grep -E "$forbidden" || true); do
        LC_ALL=C awk -v s="$source" -v n="$name" '$1 == s && $2 == n && NF > 2 { ok = 1 } END { exit !ok }' "$allowed" && continue
        echo "  $source calls $name"
        bad=1
    done
done
if [ "$bad" -ne 0 ]; then
    echo "symbols: use sim/numeric/fixed_math.h, or give a reason in $allowed" >&2
    exit 1
fi
echo "symbols: no mutable globals, no call whose bits depend on the processor"
