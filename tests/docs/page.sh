# page.sh — runs everything that a page shows (tests/docs/docs.sh has the rules, and calls it):  page.sh FOLDER PAGE [ITS-TRANSLATION]
#
# Leaves in FOLDER: log, a line for each failure; counts, a line for each check; used, the exceptions that were used; at, the folder in which
# the commands ran.
set -u
top=$LEHR_SOURCE here=$LEHR_SOURCE/tests/docs build=$(dirname "$LEHR")
rm -rf "$1" && mkdir -p "$1/at/build" "$1/at/docs/img/policies" && cd "$1/at" || exit 1
folder=${PWD%/at}
shift
: >../log >../counts >../used >../done
last=
# The pages' numbers are those of Linux on x86-64 with AVX2; elsewhere last digits differ, and trainings that depend on them.
figures=0
[ "$(uname -sm)" != "Linux x86_64" ] || ! grep -q avx2 /proc/cpuinfo || figures=1

failed() { echo "FAILED: $page:$line: $*" >>../log; }
counted() { echo "$1" >>../counts; }

# What pages may use: the tree, Lehr built in it, a table of flowers and one for predictions, a hundred images of 28 x 28, submissions of
# students.
suppose()
{
    ln -s "$build" build/release
    for name in tests lab; do ln -s "$top/$name" $name; done
    cp -R "$top/examples" examples                                  # commands of its pages write into it
    PATH=$build:$PATH
    unset LEHR_LANG LEHR_FONT LEHR_LEVEL COLUMNS MAKEFLAGS
    lehr data iris --csv flowers.csv >/dev/null 2>&1
    cut -d, -f1-4 flowers.csv | head -n 20 >new.csv
    mkdir submissions && cp "$top/examples/assignments/1-policies/policies.c" submissions/ada.c
    { printf '\0\0\10\3\0\0\0\144\0\0\0\34\0\0\0\34'; tail -c +17 "$top/lab/data/files/digits-images-idx3-ubyte" | head -c 78400; } >train-images-idx3-ubyte
    { printf '\0\0\10\1\0\0\0\144'; tail -c +9 "$top/lab/data/files/digits-labels-idx1-ubyte" | head -c 100; } >train-labels-idx1-ubyte
}

# exception COMMAND: sets $instead, empty if the command is no exception.
exception()
{
    instead=
    set -f
    while IFS='|' read -r pattern stand_in reason; do
        pattern=$(echo $pattern) stand_in=$(echo $stand_in)         # without the blanks around them
        case $pattern in ''|'#'*|docs/img/*) continue ;; esac
        # shellcheck disable=SC2254
        case $1 in $pattern) instead=$stand_in; echo "$pattern" >>../used; break ;; esac
    done <"$here/exceptions.txt"
    set +f
}

# carry_out COMMAND: runs it once on a page; its output is in $last, its exit status in $status.
carry_out()
{
    known=$(grep -nxF -e "$1" ../done | head -n 1 | cut -d: -f1)
    if [ -n "$known" ]; then
        last=$folder/printed.$known status=0
        return
    fi
    last=$folder/printed.$(($(wc -l <../done) + 1))
    began=$(date +%s)
    case $1 in
        export\ *) eval "$1" >"$last" 2>&1; status=$? ;;
        *)         (eval "$1") >"$last" 2>&1 </dev/null; status=$? ;;
    esac
    echo "$(($(date +%s) - began)) $1" >>../times
    [ $status -ne 0 ] || echo "$1" >>../done
}

obey()
{
    exception "$1"
    case $instead in
        '')                  carry_out "$1" ;;
        build/*|lehr*)       carry_out "$instead" ;;
        *)                   counted exception; last=; return ;;
    esac
    [ $status -eq 0 ] || failed "\"$1\" ends with $status: $(tail -n 3 "$last")"
    counted command
}

# An error on a page must be an error: lehr prints a line that begins with its name, and its status is not 0.
typed()
{
    typed=$(head -n 1 "$1")
    tail -n +2 "$1" >../expected
    (eval "$typed") >../printed 2>&1 </dev/null
    status=$?
    if grep -qE '^lehr(64)?: ' ../expected; then [ $status -ne 0 ]; else [ $status -eq 0 ]; fi || failed "\"$typed\" ends with $status"
    compare 1 ../expected ../printed "\"$typed\""
    counted command
}

# compare WHOLE SHOWN PRINTED BY [FIGURES]: match.awk has the rules.
compare()
{
    wrong=$(LC_ALL=C awk -v whole="$1" -v figures="${5:-$figures}" -f "$here/match.awk" "$2" "$3") || failed "$4 prints something else: $wrong"
    counted comparison
}

shown()
{
    if [ -z "$last" ]; then
        failed "a fence without a language, no command in it and none before it: if it is no output, begin it with \`\`\`text"
        return
    fi
    case $last in
        *.program)  compare 1 "$1" "$last.out" "the program above"; compare 1 "$1" "$last.out64" "the program above, in double" ;;
        *.floating) compare 1 "$1" "$last.out" "the program above"; compare 1 "$1" "$last.out64" "the program above, in double" 0 ;;
        *)          compare 0 "$1" "$last" "the command above" ;;
    esac
}

# The name of a command, perhaps with an option: its help has it.
name()
{
    set -- $1
    "$1" "$2" --help >../help 2>&1 || failed "there is no \"$1 $2\""
    [ $# -eq 2 ] || grep -qF -e "$3" ../help || failed "lehr $2 has no $3"
    counted name
}

# quoted FILE: its first line names a file of the tree, which has the other lines, one below the other.
quoted()
{
    source=$(head -n 1 "$1")
    tail -n +2 "$1" >../excerpt
    if [ ! -f "$top/$source" ]; then failed "there is no $source to be quoted"; return; fi
    wrong=$(LC_ALL=C awk -v whole=0 -v figures=1 -f "$here/match.awk" ../excerpt "$top/$source") ||
        failed "$source is quoted, but says something else: $wrong"
    grep -qF -e "$source)" "$top/$page" || failed "$source is quoted, and the page has no link to it"
    counted quotation
}

# compiled SOURCE LIBRARY FLAGS OUTPUT: compiles it like the tree's own tests, and runs it.
compiled()
{
    libraries=$(sed -n "s/^Libs:.* -l$2 //p" "$build/install/$2.pc")
    # shellcheck disable=SC2086
    ${CC:-cc} ${CFLAGS:-} -std=c11 -O1 -Wall -Wextra -Wpedantic -Werror $3 -I"$top" -I"$here" "$1" -L"$build" -l$2 $libraries -o ../program \
        >../compiler 2>&1 || { failed "does not compile with $2: $(head -n 5 ../compiler)"; return; }
    ../program >"$4" 2>&1 </dev/null || failed "the program ends with $? in $2: $(tail -n 3 "$4")"
}

program()
{
    last=$folder/$(echo "$page" | tr / _).$line.$kind
    { echo "#line $((line + 1)) \"$page\""; cat "$1"; } >"$last.c"
    compiled "$last.c" lehr "" "$last.out"
    compiled "$last.c" lehr64 -DLEHR_DOUBLE "$last.out64"
    counted program
}

piece()
{
    { echo '#include "around.h"'; echo "#line $((line + 1)) \"$page\""; cat "$1"; echo 'return end_well(tape); }'; } >"$folder/$line.c"
    compiled "$folder/$line.c" lehr "" "$folder/$line.out"
    counted piece
}

# A fence of another language: only the CMakeLists.txt of docs/install.md, which install.sh tests; a translation has the same.
other()
{
    sed -n '/^```cmake$/,/^```$/p' "$top/docs/install.md" | sed '1s/```//; $d' >../cmake
    { head -n 1 "$1" | grep -qx cmake && cmp -s "$1" ../cmake; } || failed "a fence of $(head -n 1 "$1"), which no test reads"
}

do_page()
{
    rm -rf ../items && mkdir ../items
    last=
    LC_ALL=C awk -v into=../items -f "$here/extract.awk" "$top/$page"
    for item in ../items/*; do
        [ -e "$item" ] || continue
        line=${item##*-} kind=${item##*.}
        line=${line%%.*}
        do_item
    done
    line=1
    grep -q '^```' "$top/$page" && [ "$(ls ../items | wc -l)" -eq 0 ] && failed "it has fences, and nothing was found in it"
}

do_item()
{
    case $kind in
        command) obey "$(cat "$item")" ;;
        name)    name "$(cat "$item")" ;;
        wrong)   failed "$(cat "$item")" ;;
        floating) program "$item" ;;
        form|text) counted "$kind" ;;
        *)       $kind "$item" ;;
    esac
}

suppose
for page; do do_page; done
: >../ended
