#!/usr/bin/env bash
# What no other object file of sim/ uses is static, but for what tests/lint/for-tests lists: that the tests alone use.
#   tests/lint/exports.sh OBJECT…
set -euo pipefail
listed=tests/lint/for-tests
# A table of kernels, and a lock of OpenMP that carries its name, are no exports of ours.
alone=$(nm -A -g "$@" | LC_ALL=C awk '
    { name = $NF; object = $1; sub(/:.*/, "", object) }
    $(NF - 1) == "U" { wanted[name]; next }
    { has[name] = object }
    END { for (name in has) if (!(name in wanted) && name != "main" && name !~ /^\.gomp_critical_user_/) print name }
' | sort)
told=$(sed '/^#/d; s/   .*//' "$listed" | tr ' ' '\n' | sed '/^$/d' | sort)
bad=0
for name in $(comm -23 <(echo "$alone") <(echo "$told")); do
    echo "exports: $name is used in no other file of sim/: make it static, or list it in $listed if tests need it"
    bad=1
done
for name in $(comm -13 <(echo "$alone") <(echo "$told")); do
    echo "exports: $name stands in $listed, and sim/ uses it or has it no more"
    bad=1
done
for name in $told; do
    if ! grep -qwr --include='*.[ch]' "$name" tests; then
        echo "exports: $name stands in $listed, and no test uses it"
        bad=1
    fi
done
[ "$bad" -eq 0 ] || exit 1
echo "exports: $(nm -g --defined-only "$@" | awk 'NF == 3' | wc -l) symbols, $(echo "$told" | wc -l) of them for tests alone"
