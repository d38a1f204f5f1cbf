#!/usr/bin/env bash
# Prints the table of `make bench` and fails if a result is wrong: never because something is slow.
#   MAKE= CC= VARIANT= BUILDFLAGS= COUNTRY= tests/bench/bench.sh PROGRAM
set -euo pipefail
program=$1
export LC_ALL=C
unset OMP_NUM_THREADS

"$program" table
[ -z "${COUNTRY:-}" ] || { echo; "$program" country; }

hashes=$("$program" hashes)
printf '\n%-34s %s\n' "outcomes, $CC" "instruction sets x 1, 2, 3, 7 threads"
echo "$hashes"
case $CC in clang*) other=gcc ;; *) other=clang ;; esac
if command -v "$other" >/dev/null; then
    second=build/$VARIANT-$other/bench
    "$MAKE" CC="$other" "$second" >/dev/null
    [ "$("$second" hashes)" = "$hashes" ] || { echo "bench: $other gives other bytes than $CC" >&2; exit 1; }
    echo "$other: the same"
else
    echo "$other: not here, not compared"
fi

echo
if [ -r /proc/cpuinfo ]; then sed -n 's/^model name[^:]*: //p;' /proc/cpuinfo | sort | uniq -c | sed 's/^ *\([0-9]*\) /\1 x /'; fi
uname -srm
"$CC" --version | head -1
echo "$BUILDFLAGS"
echo "load $(uptime | sed 's/.*average[s]*: //')"
