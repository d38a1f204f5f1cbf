#!/usr/bin/env bash
# Runs a program that clang has built with -fsanitize=thread, and fails on any data race.
#   tests/races.sh PROGRAM [argument…]
# Archer tells ThreadSanitizer what OpenMP's barriers order; without it every parallel loop looks like a race.
set -euo pipefail
archer=$(find /usr/lib/llvm-*/lib -name libarcher.so 2>/dev/null | sort -V | tail -1)
[ -n "$archer" ] || { echo "races: libarcher.so is missing (Debian: libomp-dev)" >&2; exit 1; }
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
OMP_TOOL_LIBRARIES=$archer TSAN_OPTIONS="ignore_noninstrumented_modules=1:log_path=$reports/race" \
    timeout -k 10 600 "$@" && status=0 || status=$?
for report in "$reports"/*; do
    [ -s "$report" ] || continue
    head -80 "$report" >&2
    status=1
done
[ "$status" -eq 0 ] && echo "races: none found"
exit "$status"
