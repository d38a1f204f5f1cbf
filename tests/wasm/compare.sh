#!/usr/bin/env bash
# The shipped scenarios on this machine and as wasm32 under node, to the last bit: compare.sh NATIVE WASM
set -euo pipefail
native=$1 wasm=$2
iterations=${ITERATIONS:-200}
"$native" "$iterations" scenarios/*.yaml >"$wasm.native"
node --no-warnings tests/wasm/run.mjs "$wasm" "$iterations" scenarios/*.yaml >"$wasm.node"

lines=$(wc -l <"$wasm.native")
failed=$({ diff "$wasm.native" "$wasm.node" || true; } | grep -c '^[<]' || true)
[ "$lines" -eq "$(wc -l <"$wasm.node")" ] || failed=$((failed > 0 ? failed : 1))
if [ "$failed" -gt 0 ]; then
    echo "wasm: the first columns that differ, on this machine (<) and as wasm32 (>):" >&2
    { diff "$wasm.native" "$wasm.node" | grep '^[<>]' || true; } | sed -n 1,6p >&2
fi
echo "wasm: $((lines - failed)) passed, $failed failed (columns of the shipped scenarios, sampled and expected, $iterations iterations)"
[ "$lines" -gt 0 ] && [ "$failed" -eq 0 ]
