#!/usr/bin/env bash
# Runs a Criterion test program, and believes it only when its exit code, its report and the number of tests agree.
#   tests/criterion.sh PROGRAM [options of Criterion]
# Criterion succeeds when a filter matches nothing and when a test leaves by exit(0); it speaks the user's language.
set -euo pipefail
program=$1
shift
report=$(dirname "$program")/tests.xml
rm -f "$report" "$(dirname "$program")/tests.count"

fail() { echo "tests: $*" >&2; exit 1; }

if grep -nE '(^|[^_[:alnum:]])_?exit[[:space:]]*\(' $(ls tests/*/*.c | grep -v '^tests/bench/'); then fail "a test must not leave by exit()"; fi

env LC_ALL=C OMP_NUM_THREADS="${OMP_NUM_THREADS:-2}" timeout -k 10 "${TEST_SECONDS:-1200}" \
    "$program" -j2 --xml="$report" "$@" </dev/null && status=0 || status=$?
[ "$status" -eq 124 ] && fail "not finished within ${TEST_SECONDS:-1200} seconds"
[ "$status" -eq 0 ] || fail "failed (exit code $status)"
[ -s "$report" ] || fail "no report was written"

attribute() { sed -n "s/.*<testsuites[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$report"; }
failures=$(attribute failures) errors=$(attribute errors)
passed=$(grep -c 'status="PASSED"' "$report" || true)
skipped=$(grep -c 'status="SKIPPED"' "$report" || true)
if grep 'assertions="0" status="PASSED"' "$report"; then fail "a test that asserted nothing has passed"; fi
[ "${failures:-1}" -eq 0 ] && [ "${errors:-1}" -eq 0 ] || fail "the report counts $failures failures, $errors crashes"
[ "$passed" -gt 0 ] || fail "no test was run"
if [ $# -eq 0 ]; then
    written=$(cat tests/*/*.c | grep -cE '^(Test|ParameterizedTest|Theory)\(')
    [ "$passed" -ge "$written" ] && [ "$skipped" -eq 0 ] || fail "$passed tests passed, $skipped did not run, $written are written"
fi
echo "$passed passed, 0 failed" | tee "$(dirname "$program")/tests.count"
