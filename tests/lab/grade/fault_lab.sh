# fault_lab.sh — assignment 8: each of the eight faults passes the rows that came with it and is caught by the reference test, which judges
# a jury of right and wrong programs rightly, too. The verdicts asked for here stand in the jury's names, right_… and wrong_…, in tests.c,
# not in expected.txt, which the reference has made. And the marks: who mends all but one loses what that one is worth, tests that reject
# everything, or accept everything, earn nothing, and programs that look at pointers or take over printing earn nothing hidden.
. "$LEHR_SOURCE/tests/support/command.inc"
compiler=${CC:-cc}
command -v "$compiler" >/dev/null || { echo "skipped: no C compiler named $compiler, and students' programs are compiled"; exit 77; }
top=$LEHR_SOURCE/examples/assignments
faults="step poly cosine adam dropout gradient shuffle scale"

# rows_of STUDENT TESTS: prints the program's rows for the tests, each part's name before its rows.
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

# part NAME FILE: prints the rows of one part.
part() { awk -F';' -v name="$1" '$2 == name' "$2"; }

# same PART A B: are its rows the same, but for rounding? Both must have the same count, at least one.
same()
{
    part "$1" "$2" >a
    part "$1" "$3" >b
    [ -s a ] && [ "$(wc -l <a)" -eq "$(wc -l <b)" ] || fail "$what: $(wc -l <a) and $(wc -l <b) rows of the part '$1'"
    paste -d';' a b |
        awk -F';' 'function off(x, y) { x -= y; return x < 0 ? -x : x }
                   $4 != $8 || $3 ~ /nan|inf/ || $7 ~ /nan|inf/ || off($3, $7) > 1e-9 * ($3 < 0 ? -$3 : $3) + 1e-15 { exit 1 }'
}

# jury FAULT: the programs of a jury, a line each, in the order in which they count 1, 2, 4 …
jury()
{
    awk -v name="$1_jury[] = {" '
        !inside && (at = index($0, name)) { inside = 1; $0 = substr($0, at + length(name)) }
        inside { last = sub(/};.*/, ""); n = split($0, word, /[ ,]+/); for (i = 1; i <= n; i++) if (word[i] != "") print word[i]
                 if (last) exit }' "$top"/teacher/8-faults/*_juries.h
}

starter=$top/8-faults/faults.c
reference=$top/teacher/8-faults/faults.c
rows_of "$starter" "$top/8-faults/tests.c" >starter
rows_of "$reference" "$top/8-faults/tests.c" >reference
rows_of "$starter" "$top/teacher/8-faults/tests.c" >starter_hidden
rows_of "$reference" "$top/teacher/8-faults/tests.c" >reference_hidden

number=0
: >sums
for fault in $faults; do
    number=$((number + 1))
    what="fault $number, $fault"
    checks=$((checks + 1))

    # Not by the visible rows: the faulty program and the mended one agree in them, and they give no points.
    same "$number $fault: its own test (no points)" starter reference ||
        fail "$what: the rows that came with it tell the faulty program from the mended one"
    part "$number $fault: its own test (no points)" starter | grep -qv '^0;' && fail "$what: a starter gets points for what came with it"

    # By other rows.
    ! same "$number $fault: mended" starter_hidden reference_hidden ||
        fail "$what: the hidden rows do not tell the faulty program from the mended one"

    # By the reference test, and not by the one it came with.
    [ "$(part "$number $fault: your test" reference | cut -d';' -f3 | tr '\n' ' ')" = "0 1 " ] ||
        fail "$what: the reference test takes the faulty program, or refuses the mended one"
    [ "$(part "$number $fault: your test" starter | cut -d';' -f3 | tr '\n' ' ')" = "1 1 " ] ||
        fail "$what: the test that came with it catches the fault"

    # The jury: what is accepted of it is what its names say, and they are mixed, so that no simple answer is the right one.
    jury "$fault" >jury
    [ "$(grep -c "^right_$fault" jury)" -ge 2 ] && [ "$(grep -c "^wrong_$fault" jury)" -ge 3 ] && grep -qx "faulty_$fault" jury &&
        ! grep -qvE "^((right|wrong)_$fault(_.*)?|faulty_$fault)\$" jury || fail "$what: a jury of $(tr '\n' ' ' <jury)"
    wanted=$(awk '{ if (/^right_/) sum += 2 ^ (NR - 1) } END { print sum }' jury)
    [ "$(part "$number $fault: before the jury" reference_hidden | cut -d';' -f3)" = "$wanted" ] ||
        fail "$what: the reference test accepts $(part "$number $fault: before the jury" reference_hidden), not $wanted: $(tr '\n' ' ' <jury)"
    echo "$wanted" >>sums
done
[ "$(cut -d';' -f2 reference | sort -u | wc -l)" -eq 16 ] && [ "$(cut -d';' -f2 reference_hidden | sort -u | wc -l)" -eq 16 ] ||
    fail "there are parts that this script does not know"
[ "$(sort -u sums | wc -l)" -ge 6 ] || fail "the juries are mixed alike: $(tr '\n' ' ' <sums)"

# A submission cannot read which programs are right while it runs: neither the names nor the rules of the juries.
checks=$((checks + 1))
awk '/^part .*: before the jury/ { inside = 1 } inside && /right_|wrong_|faulty_|mended_/ { print; bad = 1 } /^end/ { inside = 0 } END { exit bad }' \
    "$top/teacher/8-faults/expected.txt" >told || fail "the jury tells: $(head -1 told)"

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

# always ANSWER FILE: the reference with tests that return this answer for any program.
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

# Submissions without a solution. The tests of one compare the function with its own program; those of another record calls of it.
awk '/^(void|double) mended_/ { name = $2; sub(/[(].*/, "", name) }
     /^int proves_/ { proof = 1 } { print } proof && /^[{]/ { print "    return f == " name ";"; proof = 0 }' "$starter" >class/points.c
awk '/^#include "faulty.h"/ { print; print "static int called;"; next }
     /^(void|double) mended_/ { mends = 1 } /^int proves_/ { proof = 1 }
     /^    return near/ { answer = 1 } answer && sub(/;.*/, ", called;") { answer = 0 }
     { print }
     mends && /^[{]/ { print "    called = 1;"; mends = 0 }
     proof && /^[{]/ { print "    called = 0;"; proof = 0 }' "$starter" >class/notes.c

# And one replaces the printing of the tests: it prints 0 or 1, according to the label.
{
    cat "$starter"
    cat <<'PROGRAM'
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static double seen;
static double verdict(const char *where)
{
    if (strstr(where, "right_") || strstr(where, "mended_")) return 1;
    return strstr(where, "wrong_") || strstr(where, "faulty_") ? 0 : seen;
}
static void say(const char *s, int n) { if (write(3, s, (size_t)n) < 0) _exit(1); }
int fprintf(FILE *f, const char *format, ...)
{
    char text[4000];
    va_list l;
    (void)f;
    va_start(l, format);
    if (!strncmp(format, "row ", 4)) seen = va_arg(l, double);
    else say(text, vsnprintf(text, sizeof text, format, l));
    va_end(l);
    return 0;
}
int vfprintf(FILE *f, const char *format, va_list l)
{
    char where[1000], text[1100];
    (void)f;
    vsnprintf(where, sizeof where, format, l);
    seen = verdict(where);
    say(text, snprintf(text, sizeof text, "row %.17g %s\n", seen, where));
    return 0;
}
int fputc(int c, FILE *f) { (void)f; return c; }
PROGRAM
} >class/prints.c
run grade "$top/8-faults" --all class --cc "$compiler" --quiet --hidden "$top/teacher/8-faults" --csv -
if grep -qE 'sandbox for submissions does not work|nothing is marked here|cannot be marked here' stderr; then
    echo "not marked, as there is no sandbox here: $(cat stderr)"
else
    [ $status -eq 0 ] || fail "$what: exit $status: $(cat stderr)"
    cp stdout sheet
    number=0
    for fault in $faults; do
        number=$((number + 1))
        grep -q "^$number-$fault,18.25,20," sheet || fail "all but $fault mended, 1.25 and 0.5 points less: $(grep "^$number-" sheet | cut -c1-20)"
        grep "^$number-$fault," sheet | grep -q "\"$number $fault: your test: at mended_$fault " ||
            fail "all but $fault mended: that is not what is said: $(grep "^$number-" sheet | cut -c80-300)"
    done
    for one in rejects accepts; do              # what they have is for what they mended
        grep -q "^$one,4,20," sheet || fail "a student whose tests say one thing only, $one, has points: $(grep "^$one" sheet | cut -c1-90)"
    done

    # The student has the visible tests: notes and prints get all of their points, which shows that both submissions work as intended.
    # They get no points of the hidden tests.
    for one in points,0 notes,10 prints,10; do
        grep -q "^$one,20,\([0-9.]*,\)\{16\}\(0,\)\{16\}" sheet ||
            fail "${one%,*}, which solves nothing, has other points than ${one#*,}: $(grep "^${one%,*}," sheet | cut -c1-150)"
    done
fi

report
