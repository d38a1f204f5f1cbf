#!/bin/sh
# Years of a programme are counted in one place: above the loader nothing looks at its start and years, and nothing
# multiplies the parts of an adjustment.
cd "$(dirname "$0")/../.." || exit 1
own=sim/scenario/programme.h
years=$(grep -rnE '(intervention|programme)(\[[^]]*\])?(->|\.)(start|years)\b' sim --include='*.[ch]' |
    grep -vE "^($own|sim/scenario/)")
parts=$(grep -rnE '1 - [^;]*displacement' sim --include='*.[ch]' | grep -v "^$own")
[ -z "$years$parts" ] && exit 0
printf 'use %s:\n%s\n%s\n' "$own" "$years" "$parts"
exit 1
