# assignments.sh — the assignments (examples/assignments): make.sh makes the same starters and expected rows from the one source; starters
# compile without a warning and contain no solution; pages, parts and points agree in both languages; make.sh refuses wrong markers; and
# `lehr grade` gives full points to the reference and 0 to the starter, in every part, visible and hidden.
. "$LEHR_SOURCE/tests/support/command.inc"
CC=${CC:-cc}
unset CFLAGS
from=$LEHR_SOURCE/examples/assignments
here="$PWD/as handed out"
rm -rf "$here"
cp -r "$from" "$here" || exit 1

# --- from one source ----------------------------------------------------------------------------------------------

# same FILE FILE: the same text; a number may differ by 1e-12 of the largest of its part, because powers differ between machines.
same()
{
    awk -v made="$2" '
        function odd(text) { print FILENAME ":" FNR ": " text; bad = 1; exit 1 }
        { if ((getline other <made) <= 0) odd("is longer than what make.sh makes") }
        $1 == "part" { largest = 0 }
        $1 == "row" {
            split(other, word, " ")
            got = word[2] + 0; want = $2 + 0; size = want < 0 ? -want : want; largest = size > largest ? size : largest
            if (got - want > 1e-12 * largest || want - got > 1e-12 * largest) odd(other ", but here " $0)
            sub(/^row [^ ]* /, "row "); sub(/^row [^ ]* /, "row ", other)
        }
        $0 != other { odd("make.sh makes: " other) }
        END { if (!bad && (getline other <made) > 0) { print FILENAME " ends before: " other; exit 1 } }' "$1"
}

checks=$((checks + 1))
CC="$CC" CFLAGS=-Werror sh "$here/teacher/make.sh" "$here" >log 2>&1 || fail "make.sh: $(cat log)"
for file in "$from"/[1-9]-*/* "$from"/teacher/[1-9]-*/*; do
    made=$here${file#"$from"}
    case $file in
    *.txt) same "$file" "$made" >log || fail "stale, run make.sh: $(head -n 3 log)" ;;
    *)     cmp -s "$file" "$made" || fail "${file#"$from/"} is not what make.sh makes of the source today" ;;
    esac
done

# --- starters and solutions ---------------------------------------------------------------------------------------

strict="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Werror -ffp-contract=off"

# The compiler of this build, and the other one if it is installed.
case $("$CC" --version) in *clang*) other=gcc ;; *) other=clang ;; esac
command -v $other >/dev/null || other=

# compiles LABEL FOLDER FLAGS… FILES…
compiles()
{
    label=$1 headers=$2
    shift 2
    for cc in "$CC" $other; do
        checks=$((checks + 1))
        # shellcheck disable=SC2086
        "$cc" $strict -I"$from" -I"$headers" -fsyntax-only "$@" 2>log || fail "$label, $cc: $(head -n 4 log)"
    done
}

# The long statements of solutions; short ones, such as `return lr;`, are in starters too.
solution_lines()
{
    awk '/\/\/\[ solution/ { inside = 1; next } /\/\/[]=]/ { inside = 0 } inside { gsub(/^ +| +$/, ""); if (/;$/ && length > 20) print }' "$1"
}

compiles trial.c "$from" "$from/trial.c"
for folder in "$from"/[1-9]-*; do
    name=${folder##*/}
    file=${name#*-}.c hidden=$from/teacher/$name
    compiles "$name's starter" "$folder" -Wno-unused-parameter "$folder/$file"
    compiles "$name's solution" "$folder" "$hidden/$file"
    compiles "$name's tests" "$folder" -Wno-missing-field-initializers "$folder/tests.c" "$hidden/tests.c"

    sed 's/^ *//' "$folder/$file" >starter.txt
    solution_lines "$hidden/$file" >solution.txt
    [ -s solution.txt ] || fail "$name: no solution in its source"
    given=$(grep -Fxf solution.txt starter.txt)
    [ -z "$given" ] || fail "$name: the starter has lines of the solution: $given"
    [ "$(grep -c 'YOUR PART' "$folder/$file")" -ge "$(grep -c '//= starter' "$hidden/$file")" ] || fail "$name: a gap without YOUR PART"
done

# --- parts, points and pages ----------------------------------------------------------------------------------------

# parts FILE: "NAME|POINTS" of each, in order.
parts() { awk '$1 == "part" { points = $2; sub(/^part [^ ]* /, ""); print $0 "|" points }' "$1"; }

# Every sentence has its translation; the sum is ten points.
for expected in "$from"/[1-9]-*/expected.txt "$from"/teacher/[1-9]-*/expected.txt; do
    what=${expected#"$from/"}
    awk 'function odd(text) { print FNR ": " text; bad = 1 }
         before ~ /^rule / && !/^rule\.zh .*[^ -~]/ { odd("no Chinese for: " before) }
         before ~ /^what / && !/^what\.zh .*[^ -~]/ { odd("no Chinese for: " before) }
         $1 == "part" { sum += $2; rows = rules = 0 }
         $1 == "row" { rows++ } $1 == "rows" { rows += $2 } $1 == "rule" { rules++ }
         $1 == "row" && !rules { odd("a row that no rule stands above") }
         $1 == "end" && !rows { odd("a part without a row") }
         { before = $0 }
         END { if (sum != 10) { print sum " points, not 10"; bad = 1 } exit bad }' "$expected" >log || fail "$what: $(head -n 3 log)"
done

# The table of points on a page has the points of the tests.
for folder in "$from"/[1-9]-*; do
    name=${folder##*/}
    if [ ! -f "$folder/task.md" ] || [ ! -f "$folder/task.zh-CN.md" ]; then fail "$name has not both pages, task.md and task.zh-CN.md"; continue; fi
    parts "$folder/expected.txt" >visible
    parts "$from/teacher/$name/expected.txt" >hidden
    for page in "$folder"/task.md "$folder"/task.zh-CN.md; do
        awk -F' *[|] *' 'FILENAME == "visible" { seen[$1] = $2; next } FILENAME == "hidden" { unseen[$1] = $2; next }
             NF > 4 && ($2 in seen) { if ($3 != seen[$2]) { print $2 ": " seen[$2] " visible points"; bad = 1 } }
             NF > 4 && ($2 in unseen) && $4 != unseen[$2] { print $2 ": " unseen[$2] " hidden points"; bad = 1 }
             NF > 4 && $3 ~ /^[0-9.]+$/ { rows++ }
             END { if (rows < 2) { print "no table of points"; bad = 1 } exit bad }' visible hidden "$page" >log ||
            fail "$name/${page##*/}: $(cat log)"
    done
    for page in "$from"/README.md "$from"/README.zh-CN.md; do
        grep -q "]($name/task.*| 10 | 10 |\$" "$page" || fail "${page##*/} does not list $name"
    done
done

# --- make.sh refuses what is wrong --------------------------------------------------------------------------------

# untouched: make.sh wrote neither the starter nor the expected rows of assignment 1; the markers of this test are still in their place.
untouched()
{
    for made in 1-policies/policies.c 1-policies/expected.txt teacher/1-policies/expected.txt; do
        [ "$(cat "$here/$made")" = "as it was" ] || fail "$what: $made was written"
        echo "as it was" >"$here/$made"
    done
}

# wrong LINE 'part' SED: with this edit of the source, make.sh prints an error with file and line, and writes neither file.
wrong()
{
    checks=$((checks + 1))
    sed "$3" "$from/teacher/1-policies/policies.c" >"$here/teacher/1-policies/policies.c"
    what="make.sh with the source edited by $3"
    ! CC="$CC" sh "$here/teacher/make.sh" "$here" 1-policies >stdout 2>stderr || fail "$what: was taken"
    says stderr "policies.c:$1: |$2"
    untouched
}
for made in 1-policies/policies.c 1-policies/expected.txt teacher/1-policies/expected.txt; do echo "as it was" >"$here/$made"; done

first=$(grep -n '//\[ solution' "$from/teacher/1-policies/policies.c" | head -n 1 | cut -d: -f1)
starter=$(grep -n '//= starter' "$from/teacher/1-policies/policies.c" | head -n 1 | cut -d: -f1)
open=$(grep -n '//\[ solution' "$from/teacher/1-policies/policies.c" | tail -n 1 | cut -d: -f1)
closed=$(grep -n '//\]' "$from/teacher/1-policies/policies.c" | head -n 1 | cut -d: -f1)
lines=$(wc -l <"$from/teacher/1-policies/policies.c")
last=$(grep -n '//\]' "$from/teacher/1-policies/policies.c" | tail -n 1 | cut -d: -f1)
wrong "$first"         'no mark of ours'                  "${first}s/solution/solutoin/"
wrong $((first + 1))   'a solution within the one that begins in line' "${first}a //[ solution"
wrong 1                'closes nothing'                   '1i //]'
wrong 1                'no //[ solution before it'        '1i //= starter'
wrong $((starter + 1)) 'has a starter already'            "${starter}a //= starter"
wrong $((starter + 1)) 'begins with // and two blanks'    "$((starter + 1))s,//  ,,"
wrong "$starter"       'YOUR PART'                        "$((starter + 1))s/YOUR PART/here/"
wrong "$open"          'this solution has no end'         "${last},\$d"
wrong "$first"         'no mark of ours'                  's,//\[,// [,'
wrong "$starter"       'no mark of ours'                  's,//=,// =,'
wrong "$closed"        'no mark of ours'                  's,//\],//\t],'
wrong "$first"         'no mark of ours'                  "${first}s/\$/ /"
wrong "$lines"         'not one //[ solution'             's,//[]=[],//,'
gapless='/\/\/= starter/,/\/\/\]/{/\/\/\]/!d}; s/YOUR PART/a part/'
wrong "$(sed "$gapless" "$from/teacher/1-policies/policies.c" | wc -l)" 'not one YOUR PART' "$gapless"
cp "$from/teacher/1-policies/policies.c" "$here/teacher/1-policies/policies.c"

# If the hidden tests do not compile, the rows of the visible ones are not written either.
checks=$((checks + 1)) what="make.sh with hidden tests that do not compile"
echo '#error on purpose' >>"$here/teacher/1-policies/tests.c"
! CC="$CC" sh "$here/teacher/make.sh" "$here" 1-policies >stdout 2>stderr || fail "$what: was taken"
says stderr 'the solution of 1-policies does not compile with|teacher/1-policies/tests.c'
untouched

# unmade 'part' ARGS…: a call with a name that make.sh does not have.
unmade()
{
    checks=$((checks + 1)) parts=$1 what="make.sh $*"
    shift
    ! sh "$from/teacher/make.sh" "$@" >stdout 2>stderr || fail "$what: was taken"
    says stderr "$parts"
}
unmade 'usage: sh make.sh FOLDER'
unmade 'has no trial.h'                  "$PWD"
unmade 'has no assignment 1-nothing'     "$here" 1-nothing
rm "$here/2-backward/tests.c"
unmade '2-backward/tests.c is missing'   "$here" 2-backward

# --- the marks ------------------------------------------------------------------------------------------------------

run grade "$from/1-policies"
if [ $status -ne 0 ]; then
    echo "lehr grade does not mark here: $(cat stderr)"
    report && exit 77
    exit 1
fi

# marked NAME WHO FILE OPTIONS…: the points of a file, as a line of a mark sheet.
marked()
{
    task=$1 who=$2 paper=$3
    shift 3
    rm -rf submissions marks.csv
    mkdir -p "submissions/$who"
    cp "$paper" "submissions/$who"
    fine grade "$from/$task" --all submissions --csv marks.csv "$@"
    grep "^$who," marks.csv
}

# The constant rate of the starter has lost the visible races; the hidden ones are the same with more seeds.
for folder in "$from"/[1-9]-*; do
    name=${folder##*/}
    file=${name#*-}.c hidden=$from/teacher/$name
    marked "$name" reference "$hidden/$file" --hidden "$hidden" >line
    grep -q '^reference,20,20,' line || fail "$name: the reference has not full marks: $(cat line)"
    if [ "$name" = 7-own ]; then
        marked "$name" starter "$folder/$file" >line
        parts=$(grep -c '^part ' "$folder/expected.txt")
    else
        marked "$name" starter "$folder/$file" --hidden "$hidden" >line
        parts=$(cat "$folder/expected.txt" "$hidden/expected.txt" | grep -c '^part ')
    fi
    awk -F, -v parts="$parts" '{ ok = $2 == "0"; for (i = 4; i < 4 + parts; i++) ok = ok && $i == "0" } END { exit !ok }' line ||
        fail "$name: the starter has points: $(cat line)"
done
report
