#!/usr/bin/env bash
# The report as a browser shows it: run.sh PROGRAM FOLDER. Pages are written into the folder; what looks at them is
# installed there from the npm registry, by the lock file.
set -euo pipefail
program=$PWD/$1 folder=$PWD/$2
here=$(dirname "${BASH_SOURCE[0]}")
mkdir -p "$folder"
rm -rf "$folder"/office "$folder"/again "$folder"/printed
cp "$here"/package.json "$here"/package-lock.json "$here"/*.mjs "$folder"
(cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >/dev/null)

demo=scenarios/pohjois-savo-transition.yaml
node "$folder/hostile.mjs" tests/golden/two-purses/scenario.yaml >"$folder/hostile.yaml"
"$program" run "$demo" -q --no-charts -o "$folder/results"
for language in en fi sv; do "$program" report "$demo" -q -l $language -o "$folder/$language.html"; done
"$program" report "$demo" -q -l fi -o "$folder/fi-again.html"
"$program" report tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml -n 2000 -q -l fi -o "$folder/compare.html"
"$program" report tests/golden/certain/scenario.yaml -n 512 -q -l sv -o "$folder/certain.html"
"$program" report "$folder/hostile.yaml" -q -l en -n 512 -o "$folder/hostile.html"
# for office programs: a strict reader, and LibreOffice where it is installed
for name in office again; do
    "$program" report "$demo" -q -n 500 -l fi -o "$folder/report.docx" -o "$folder/report.xlsx" -o "$folder/report.pdf"
    mkdir -p "$folder/$name"
    mv "$folder"/report.docx "$folder"/report.xlsx "$folder"/report.pdf "$folder/$name"
done
diff -r "$folder/office" "$folder/again"
"$program" report "$folder/hostile.yaml" -q -l en -n 512 -o "$folder/office/hostile.docx" -o "$folder/office/hostile.xlsx"
python3 tests/office.py "$folder/office"
if command -v soffice >/dev/null; then
    first='{"PageRange":{"type":"string","value":"1-20"}}' # the sheets of data are thousands of pages
    for file in report.docx hostile.docx report.xlsx hostile.xlsx; do
        case $file in *.docx) to=pdf:writer_pdf_Export ;; *) to=pdf:calc_pdf_Export ;; esac
        soffice --headless --convert-to "$to:$first" --outdir "$folder/printed" "$folder/office/$file" >/dev/null 2>&1
        head -c 5 "$folder/printed/${file%.*}.pdf" | grep -q %PDF-
        rm "$folder/printed/${file%.*}.pdf"
    done
else
    echo "browser: LibreOffice is not installed, so no file is opened by it"
fi
cd "$folder"
# the command stands in the page: it differs by the file that it names, and by nothing else
if ! diff <(sed 's/fi-again/fi/' fi-again.html) fi.html >/dev/null; then echo "browser: the same report twice differs"; exit 1; fi
exec node check.mjs
