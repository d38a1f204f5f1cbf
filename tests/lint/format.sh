#!/usr/bin/env bash
# Every C file is as clang-format leaves it (make format), and every shell script can be read.
set -euo pipefail
if ! clang-format --dry-run -Werror $(ls sim/*/*.[ch] tests/*.c tests/*/*.[ch] tests/wasm/include/*.h 2>/dev/null); then
    echo "format: run make format" >&2
    exit 1
fi
for script in .ci/run .ci/packages tests/*.sh tests/lint/*.sh tests/wasm/*.sh tests/browser/*.sh; do bash -n "$script"; done
if grep -nE '[[:blank:]]+$' Makefile *.md */*.md scenarios/*.yaml sim/*/*.[ch] plots/*.gp 2>/dev/null; then
    echo "format: blanks at the end of a line" >&2
    exit 1
fi
echo "format: as clang-format leaves it"
