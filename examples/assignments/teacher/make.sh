#!/bin/sh
# make.sh — from one source, what students get: starters without solutions, and the rows that the solutions make.
#
#     sh examples/assignments/teacher/make.sh examples/assignments            after a change; tests/assignments.sh compares
#
# A source is teacher/N-NAME/NAME.c. Between its marks stands the solution, and behind `//= starter` what the starter has in its place:
#
#         //[ solution
#         return lr * pow(gamma, (double)(t / every));
#         //= starter
#         //  return lr;
#         //]
#
# Beside it is tests.c with hidden tests; the visible ones are in the assignment's own folder.
set -eu
folder=$1
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

strip() {
    awk '/^ *\/\/\[ solution/ { skip = 1; next }
         /^ *\/\/= starter/   { skip = 0; gap = 1; next }
         /^ *\/\/\]/          { skip = gap = 0; next }
         skip                 { next }
         gap                  { sub(/\/\/  /, "") }
         { print }' "$1"
}

for source in "$folder"/teacher/[1-9]-*/*.c; do
    name=$(basename "$source")
    [ "$name" != tests.c ] || continue
    hidden=$(dirname "$source")
    visible=$folder/$(basename "$hidden")
    strip "$source" >"$visible/$name"
    for tests in "$visible" "$hidden"; do
        "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Wno-unused-parameter -Wno-missing-field-initializers -ffp-contract=off -I"$folder" -I"$visible" "$source" "$tests/tests.c" "$folder/trial.c" \
            -lm -o "$made/trial"
        "$made/trial" >"$tests/expected.txt"
    done
done
