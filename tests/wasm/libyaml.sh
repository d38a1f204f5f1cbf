#!/usr/bin/env bash
# libyaml for WASI, from the source package of the system: libyaml.sh FOLDER CC [FLAG…] makes FOLDER/libyaml.a and
# FOLDER/include with yaml.h and Random123. Its lists of source packages live in FOLDER; the system's settings stay as they are.
set -euo pipefail
folder=$(realpath -m "$1") compiler=$2
shift 2
mkdir -p "$folder"/apt/{parts,lists/partial,cache/archives/partial} "$folder/include" "$folder/libyaml"

if ! ls "$folder"/apt/libyaml_*.orig.tar.gz >/dev/null 2>&1; then
    for list in /etc/apt/sources.list.d/*.sources; do
        [ -e "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" >"$folder/apt/parts/$(basename "$list")"
    done
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -e "$list" ] && sed -n 's/^deb /deb-src /p' "$list" >"$folder/apt/parts/$(basename "$list" .list).list"
    done
    settings=(-qq -o "Dir::Etc::SourceList=/dev/null" -o "Dir::Etc::SourceParts=$folder/apt/parts"
              -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" -o "APT::Sandbox::User=")
    apt-get "${settings[@]}" update
    (cd "$folder/apt" && apt-get "${settings[@]}" source --download-only libyaml)
fi
tar -xzf "$folder"/apt/libyaml_*.orig.tar.gz -C "$folder/libyaml" --strip-components=1
cp "$folder/libyaml/include/yaml.h" "$folder/include/"
# Random123 is headers alone; of the system's others none may be seen.
random123=$(echo '#include <Random123/philox.h>' | gcc -E -x c - | sed -n 's|.*"\(.*/Random123\)/philox.h".*|\1|p' | head -1)
ln -sfn "$random123" "$folder/include/Random123"

{ read -r major; read -r minor; read -r patch; } < <(
    sed -nE 's/^m4_define\(\[YAML_(MAJOR|MINOR|PATCH)\], *([0-9]+)\).*/\2/p' "$folder/libyaml/configure.ac")
objects=()
for source in "$folder"/libyaml/src/*.c; do
    object=$folder/libyaml/$(basename "$source" .c).o
    "$compiler" "$@" -w -I"$folder/include" -DYAML_VERSION_MAJOR="$major" -DYAML_VERSION_MINOR="$minor" \
        -DYAML_VERSION_PATCH="$patch" -DYAML_VERSION_STRING="\"$major.$minor.$patch\"" -c "$source" -o "$object"
    objects+=("$object")
done
llvm-ar rcs "$folder/libyaml.a" "${objects[@]}"
