#!/usr/bin/env bash
# Runs a command of sanitized programs and fails on any report, also of a child that passed its test.
#   tests/sanitize.sh COMMAND [argument…]
# Criterion runs each test in a process of its own and hides what the sanitizers say at its end, so they write to files.
set -euo pipefail
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT

ASAN_OPTIONS="log_path=$reports/address:detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:${ASAN_OPTIONS:-}" \
UBSAN_OPTIONS="log_path=$reports/undefined:print_stacktrace=1:halt_on_error=1:${UBSAN_OPTIONS:-}" \
    "$@" && status=0 || status=$?

for report in "$reports"/*; do
    [ -s "$report" ] || continue
    echo "sanitizer report:" >&2
    head -60 "$report" >&2
    status=1
done
[ "$status" -eq 0 ] && echo "sanitizers: no report"
exit "$status"
