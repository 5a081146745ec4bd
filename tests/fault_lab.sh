# fault_lab.sh — assignment 8: each of the eight faults passes the rows that came with it and is caught by the reference test, which judges
# a jury of right and wrong programs rightly, too. The verdicts asked for here stand in the jury's names, right_… and wrong_…, not in
# expected.txt, which the reference has made. And the marks: who mends all but one loses what that one is worth, and tests that reject
# everything, or accept everything, earn nothing.
. "$LEHR_SOURCE/tests/command.inc"
compiler=${CC:-cc}
command -v "$compiler" >/dev/null || { echo "skipped: no C compiler named $compiler, and students' programs are compiled"; exit 77; }
top=$LEHR_SOURCE/examples/assignments
faults="step poly cosine adam dropout gradient shuffle scale"

# rows_of STUDENT TESTS: what the program makes of the tests, with each part's name before its rows.
rows_of()
{
    what="${1#"$top"/} before ${2#"$top"/}"
    checks=$((checks + 1))
    "$compiler" -std=c11 -Wall -Wextra -Wpedantic -Werror -Wno-unused-parameter -ffp-contract=off -I"$top" -I"$top/8-faults" \
        "$1" "$2" "$top/trial.c" -lm -o trial 2>errors || fail "$what: does not compile: $(head -c 400 errors)"
    ./trial >lines || fail "$what: exit $?"
    awk '/^part / { points = $2; part = substr($0, 7 + length($2)) }
         /^row /  { print points ";" part ";" $2 ";" substr($0, 6 + length($2)) }' lines
}

# part NAME FILE: the rows of one part.
part() { awk -F';' -v name="$1" '$2 == name' "$2"; }

# same PART A B: are its rows the same, but for rounding? They have to be as many, one at least.
same()
{
    part "$1" "$2" >a
    part "$1" "$3" >b
    [ -s a ] && [ "$(wc -l <a)" -eq "$(wc -l <b)" ] || fail "$what: $(wc -l <a) and $(wc -l <b) rows of the part '$1'"
    paste -d';' a b |
        awk -F';' 'function off(x, y) { x -= y; return x < 0 ? -x : x }
                   $4 != $8 || $3 ~ /nan|inf/ || $7 ~ /nan|inf/ || off($3, $7) > 1e-9 * ($3 < 0 ? -$3 : $3) + 1e-15 { exit 1 }'
}

starter=$top/8-faults/faults.c
reference=$top/teacher/8-faults/faults.c
rows_of "$starter" "$top/8-faults/tests.c" >starter
rows_of "$reference" "$top/8-faults/tests.c" >reference
rows_of "$starter" "$top/teacher/8-faults/tests.c" >starter_hidden
rows_of "$reference" "$top/teacher/8-faults/tests.c" >reference_hidden

number=0
for fault in $faults; do
    number=$((number + 1))
    what="fault $number, $fault"
    checks=$((checks + 1))

    # Not by the visible rows: the faulty program and the mended one agree in them, and they give nothing.
    same "$number $fault: came with it" starter reference ||
        fail "$what: the rows that came with it tell the faulty program from the mended one"
    part "$number $fault: came with it" starter | grep -qv '^0;' && fail "$what: a starter gets points for what came with it"

    # By other rows.
    ! same "$number $fault: mended" starter_hidden reference_hidden ||
        fail "$what: the hidden rows do not tell the faulty program from the mended one"

    # By the reference test, and not by the one it came with.
    [ "$(part "$number $fault: your test" reference | cut -d';' -f3 | tr '\n' ' ')" = "0 1 " ] ||
        fail "$what: the reference test takes the faulty program, or refuses the mended one"
    [ "$(part "$number $fault: your test" starter | cut -d';' -f3 | tr '\n' ' ')" = "1 1 " ] ||
        fail "$what: the test that came with it catches the fault"

    # The jury.
    part "$number $fault: before the jury" reference_hidden >jury
    [ "$(grep -c ';right_' jury)" -ge 1 ] && [ "$(grep -c ';wrong_' jury)" -ge 3 ] || fail "$what: a jury of $(wc -l <jury)"
    awk -F';' '$4 !~ /^(right|wrong|faulty)_/ || $3 != ($4 ~ /^right_/) { print; bad = 1 } END { exit bad }' jury >misjudged ||
        fail "$what: the reference test errs: $(head -1 misjudged)"
done
[ "$(cut -d';' -f2 reference | sort -u | wc -l)" -eq 16 ] && [ "$(cut -d';' -f2 reference_hidden | sort -u | wc -l)" -eq 16 ] ||
    fail "there are parts that this script does not know"

# --- marks ----------------------------------------------------------------------------------------------------------

# but_one NUMBER FAULT: the reference, in which one program is not mended.
but_one()
{
    awk -v name="mended_$2(" '
        index($0, name)                { starter = 1 }
        /^}/                           { starter = 0 }
        !starter                       { print; next }
        /^ *\/\/\[ solution/           { skip = 1; next }
        /^ *\/\/= starter/             { skip = 0; gap = 1; next }
        /^ *\/\/\]/                    { gap = 0; next }
        !skip                          { if (gap) sub(/\/\/  /, ""); print }' "$reference" >"class/$1-$2.c"
}

# always ANSWER FILE: the reference, whose tests give that answer whatever they are given.
always()
{
    awk -v answer="$1" '/^int proves_/ { proof = 1 } { print } proof && /^[{]/ { print "    return " answer ";"; proof = 0 }' \
        "$reference" >"class/$2.c"
}

rm -rf class && mkdir class
number=0
for fault in $faults; do
    number=$((number + 1))
    but_one $number "$fault"
done
always 0 rejects
always 1 accepts
run grade "$top/8-faults" --all class --cc "$compiler" --quiet --csv -
if grep -qE 'jail for submissions does not hold|nothing is marked here|cannot be marked here' stderr; then
    echo "not marked, as there is no jail here: $(cat stderr)"
else
    [ $status -eq 0 ] || fail "$what: exit $status: $(cat stderr)"
    cp stdout sheet
    number=0
    for fault in $faults; do
        number=$((number + 1))
        grep -q "^$number-$fault,8.75,10," sheet || fail "all but $fault mended, 1.25 points less: $(grep "^$number-" sheet | cut -c1-20)"
        grep "^$number-$fault," sheet | grep -q "\"$number $fault: your test: at mended_$fault " ||
            fail "all but $fault mended: that is not what is said: $(grep "^$number-" sheet | cut -c80-300)"
    done
    for one in rejects accepts; do
        grep -q "^$one,0,10," sheet || fail "a student whose tests say one thing only, $one, has points: $(grep "^$one" sheet | cut -c1-20)"
    done
fi

report
