#!/bin/sh
# make.sh — from one source, what students get: starters without solutions, and the rows that the solutions make.
#
#     sh examples/assignments/teacher/make.sh examples/assignments                   all of them
#     sh examples/assignments/teacher/make.sh examples/assignments 1-policies        this one
#
# After a change; tests/lab/grade/assignments.sh looks whether it was done. A source is teacher/N-NAME/NAME.c, where N is 1 to 9. Between its marks
# stands the solution, and behind `//= starter`, as comments, what the starter has in its place:
#
#         //[ solution
#         return lr * pow(gamma, (double)(t / every));
#         //= starter
#         //  /* YOUR PART: at every multiple of `every`, gamma of the rate is left */
#         //  return lr;
#         //]
#
# Without `//= starter` nothing stands there: for what only the solution needs. A source in which a mark is wrong, or nearly one (`// [`),
# or which has none, is refused, and nothing is written for it. Beside it is tests.c with the hidden tests; the visible ones are in the assignment's own folder.
set -eu
flags="-std=c11 -Wall -Wextra -Wpedantic -Wno-unused-parameter -Wno-missing-field-initializers -ffp-contract=off"
usage="usage: sh make.sh FOLDER [N-NAME]: FOLDER is that of the assignments, the one that has trial.h and teacher/"

refuse() { echo "make.sh: $*" >&2; exit 1; }

if [ $# -lt 1 ] || [ $# -gt 2 ]; then refuse "$usage"; fi
folder=$1 only=${2:-*}
if [ ! -f "$folder/trial.h" ] || [ ! -d "$folder/teacher" ]; then refuse "$folder has no trial.h or no teacher/; $usage"; fi
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/expected/teacher"

# The starter of a source, or a sentence with file and line.
strip() {
    awk 'function refuse(line, text) { print "make.sh: " FILENAME ":" line ": " text | "cat >&2"; refused = 1; exit 1 }
         !/^[ \t]*\/\/[ \t]*[]=[]/ && !inside { if (/YOUR PART/) part = FNR; print; next }
         /^[ \t]*\/\/\[ solution$/ {
             if (inside) refuse(FNR, "a solution within the one that begins in line " inside)
             solved = inside = FNR; starter = gap = 0; next }
         /^[ \t]*\/\/= starter$/ {
             if (!inside) refuse(FNR, "//= starter, but no //[ solution before it")
             if (starter) refuse(FNR, "the solution of line " inside " has a starter already, in line " starter)
             starter = FNR; next }
         /^[ \t]*\/\/\]$/ {
             if (!inside) refuse(FNR, "//] closes nothing: there is no //[ solution before it")
             if (starter && !gap) refuse(starter, "the student would not find this gap: no line of it says YOUR PART")
             inside = 0; next }
         /^[ \t]*\/\/[ \t]*[]=[]/ && !(inside && starter && /\/\/  /) {
             refuse(FNR, "no mark of ours: " $0 "; there are //[ solution, //= starter, and //]") }
         !starter { next }
         !/^[ \t]*\/\/(  |$)/ { refuse(FNR, "a line of the starter begins with // and two blanks, or it would be compiled") }
         { if (/YOUR PART/) gap = part = FNR; sub(/\/\/(  )?/, ""); print }
         END {
             if (refused) exit 1
             if (inside) refuse(inside, "this solution has no end: //] is missing")
             if (!solved) refuse(FNR, "not one //[ solution to the end: students would get all of it")
             if (!part) refuse(FNR, "not one YOUR PART to the end: students would find no gap") }' "$1"
}

# What is expected: the rows of the solution. Of a race, only how many: any policy may win it, and ours is not for students.
without_races() { awk '/^race / { race = 1 } race && /^row / { n++; next } race && /^end$/ { print "rows " n; race = n = 0 } { print }' "$1"; }

# make HIDDEN: what belongs to the assignment whose source is in this folder; written when all of it is there.
make() {
    name=${1##*/}
    source=$1/${name#*-}.c
    visible=$folder/$name
    for needed in "$source" "$1/tests.c" "$visible/tests.c"; do [ -f "$needed" ] || refuse "$needed is missing"; done
    strip "$source" >"$made/starter" || exit 1
    for tests in "$visible" "$1"; do
        # shellcheck disable=SC2086
        ${CC:-cc} $flags ${CFLAGS:-} -I"$folder" -I"$visible" "$source" "$tests/tests.c" "$folder/trial.c" -lm -o "$made/trial" ||
            refuse "the solution of $name does not compile with $tests/tests.c"
        "$made/trial" >"$made/rows" || refuse "the solution of $name does not come to the end of $tests/tests.c"
        without_races "$made/rows" >"$made/expected${tests#"$folder"}"
    done
    cp "$made/expected/$name" "$visible/expected.txt"
    cp "$made/expected/teacher/$name" "$1/expected.txt"
    cp "$made/starter" "$visible/${source##*/}"
}

count=0
for hidden in "$folder"/teacher/[1-9]-*/; do
    hidden=${hidden%/}
    # shellcheck disable=SC2254
    case ${hidden##*/} in $only) ;; *) continue ;; esac
    make "$hidden"
    count=$((count + 1))
done
[ $count -gt 0 ] || refuse "$folder/teacher has no assignment $only"
