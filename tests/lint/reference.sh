#!/usr/bin/env bash
# scenarios/REFERENCE.md is what the program prints now.
set -euo pipefail
if ! "$PROGRAM" keys --lang en | cmp -s - scenarios/REFERENCE.md; then
    echo "reference: scenarios/REFERENCE.md is not what the tables say; run make reference" >&2
    exit 1
fi
echo "reference: up to date"
