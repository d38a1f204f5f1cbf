#!/usr/bin/env bash
# What is said to people outside documents is said in every language: each text that a function of `said` says, and each
# PHRASE, has a row in sim/base/phrases*.def, and each row is a text of the code. Nothing else below documents reads like a
# sentence, but for what tests/lint/unsaid lists, and nothing is printed past message_print. An error is begun with a
# language.
set -euo pipefail
said="phrase_mark:1 error_set:3 error_hint:2 diagnostics_add:5 diagnostics_add:6 loader_error:4 loader_error:5
    loader_warning:4 loader_warning:5 loader_expect:5 expect_scalar:4 nearest_hint:3 loader_text:2 phrase_printf:3
    message_print:3 draw:2"
where="$(printf '%s:said ' $said) fprintf:2:printed fputs:1:printed"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

preprocess() { "${CC:-gcc}" -E -I. -D_GNU_SOURCE -DHYOTY_VERSION='""' -DHYOTY_DATADIR='""' "$@"; }

texts_of() {
    for file; do
        [ "$file" = sim/base/phrase.c ] || preprocess "-DPHRASE(text)=phrase_mark(text)" "$file"
    done | LC_ALL=C awk -v where="$where" -f tests/lint/phrases.awk
}

# Above, texts are those of documents, but for what is said.
{ texts_of sim/{base,numeric,scenario,model,engine,analysis,data,chart,cli}/*.c
  texts_of sim/{document,words,report}/*.c | grep -v '^text' || true; } | LC_ALL=C sort -u >"$work/texts"
for table in sim/base/phrases*.def; do preprocess -x c -include sim/base/error.h "$table"; done |
    LC_ALL=C awk -v where="P:1:said TYPED:1:said" -f tests/lint/phrases.awk | sed -n 's/^said\t//p' | LC_ALL=C sort >"$work/rows"

# What holds letters beside its conversions.
sed -n 's/^said\t//p' "$work/texts" |
    awk '{ bare = $0; gsub(/%%|%[-0-9.*]*[lz]*[a-zA-Z]|\\./, "", bare) } bare ~ /[A-Za-z]/' | LC_ALL=C sort -u >"$work/said"
sed 's/^[a-z]*\t//' "$work/texts" | LC_ALL=C sort -u >"$work/all"
sed "/^#/d; /^$/d; s/   .*//" tests/lint/unsaid >"$work/unsaid"

bad=0
tell() { [ ! -s "$1" ] || { sed "s|^|phrases: $2: |" "$1" >&2; bad=1; }; }
LC_ALL=C uniq -d "$work/rows" >"$work/twice"
LC_ALL=C comm -23 "$work/said" "$work/rows" >"$work/missing"
LC_ALL=C comm -23 <(uniq "$work/rows") "$work/all" >"$work/idle"
LC_ALL=C comm -23 "$work/all" "$work/rows" | grep -E '[a-z]{2,}[,:;]? [a-z]{2,}' | grep -vxEf "$work/unsaid" >"$work/sentences" || true
sed -n 's/^printed\t//p' "$work/texts" | sed 's/^hyoty: //; s/%[-*]*[a-z]//g; s/\\.//g' | grep '[a-z]' >"$work/printed" || true
LC_ALL=C awk '/^\{/ { open = 1 } /^\}/ { open = 0 } open && /^[ \t]+struct error [a-z_]+;/ { print FILENAME ":" FNR }' \
    sim/*/*.c tests/*/*.c >"$work/errors"
tell "$work/twice" "two rows"
tell "$work/missing" "no row in sim/base/phrases.def"
tell "$work/idle" "a row that nothing says"
tell "$work/sentences" "say it as a PHRASE, or list it in tests/lint/unsaid"
tell "$work/printed" "message_print says it in the language"
tell "$work/errors" "begin it with a language, or with {0}"
[ "$bad" -eq 0 ] || exit 1
echo "phrases: $(wc -l <"$work/rows") texts, each in every language"
