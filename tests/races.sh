#!/usr/bin/env bash
# Runs the program, built by clang with -fsanitize=thread, on several threads and fails on any data race.
#   tests/races.sh PROGRAM SCENARIO
# Archer tells ThreadSanitizer what OpenMP's barriers order; without it every parallel loop looks like a race.
set -euo pipefail
archer=$(find /usr/lib/llvm-*/lib -name libarcher.so 2>/dev/null | sort -V | tail -1)
[ -n "$archer" ] || { echo "races: libarcher.so is missing (Debian: libomp-dev)" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
OMP_TOOL_LIBRARIES=$archer OMP_NUM_THREADS=4 \
TSAN_OPTIONS="ignore_noninstrumented_modules=1:log_path=$folder/race:exitcode=66" \
    timeout -k 10 600 "$1" run "$2" --set simulation.iterations=400 -o "$folder/out" >/dev/null
if compgen -G "$folder/race*" >/dev/null; then head -80 "$folder"/race* >&2; exit 1; fi
echo "races: none found"
