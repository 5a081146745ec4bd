# tour.sh — `lehr tour`: printed at once and with answers from a pipe, in both languages; right, wrong and absurd answers; left at any place,
# in any way. Its numbers are those of the command lines that it prints.
. "$LEHR_SOURCE/tests/support/command.inc"
light=${LEHR_LIGHT:-}
stops=10

# answered ANSWERS ARGS…: as run, with these lines as answers.
answered()
{
    answers=$1
    shift
    what="${lehr##*/} $* <<< $(printf '%s' "$answers" | head -c 60 | tr '\n' '|')" checks=$((checks + 1))
    printf '%s' "$answers" | "$lehr" "$@" >stdout 2>stderr
    status=$?
    [ $status -eq 0 ] || fail "$what: exit $status: $(head -c 400 stderr)"
}

# part FILE TITLE: prints a stop of a tour, up to the next.
part() { awk -v title="· $2" 'substr($0, length($0) - length(title) + 1) == title { inside = 1 } inside && /^$/ { exit } inside' "$1"; }

# first PATTERN: prints the pattern's group in the text on standard input.
first() { tr '\n' ' ' | sed -n "s/.*$1.*/\1/p"; }

# many N: prints N empty lines, each of which is Enter.
many() { i=0; while [ $i -lt "$1" ]; do echo; i=$((i + 1)); done; }

# --- all at once -------------------------------------------------------------------------------------------------------

at_once()
{
    for lehr in "$LEHR" "$LEHR64"; do
        for lang in en zh; do
            fine tour --plain --lang $lang
            [ ! -s stderr ] || fail "$what: words on stderr: $(head -c 200 stderr)"
            cp stdout "${lehr##*/}.$lang"
            case $lang in en) stop='of' answer='Answer:' ;; zh) stop='/' answer='答案：' ;; esac
            [ "$(grep -c "^[0-9]* $stop $stops · " stdout)" -eq $stops ] || fail "$what: not $stops stops"
            [ "$(grep -c "^$answer\$" stdout)" -eq $stops ] || fail "$what: not $stops answers"
            [ "$(grep -cE '[?？]$' stdout)" -ge $((stops - 1)) ] || fail "$what: no questions"
        done
        ! LC_ALL=C grep -q "$(printf '[\344-\351]')" "${lehr##*/}.en" || fail "Chinese in the English tour"
        ! sed -n '/^Lehr 的命令/,$s/^  lehr/&/p' "${lehr##*/}.zh" | LC_ALL=C grep -qv "$(printf '[\344-\351]')" ||
            fail "a command's summary has no Chinese (lab/i18n/chinese_tour.c)"
    done
    lehr=$LEHR
    LEHR_LANG=zh "$lehr" tour >chinese 2>/dev/null </dev/null
    [ "$(head -n 1 chinese)" = "$(head -n 1 lehr.zh)" ] || fail "LEHR_LANG=zh lehr tour: $(head -n 1 chinese)"
    fine tour --plain --seed 1
    ! cmp -s stdout lehr.en || fail "$what: the questions of seed 0"
    says stdout 'lehr tour --seed 2'
}

if [ -z "$light" ]; then
    at_once
else                                    # as far as no net is trained
    answered "$(many 9; echo q)" tour
    cp stdout lehr.en
fi
refused 2 '--lang is "fr"|en or zh' tour --lang fr
refused 2 '--seed is "-1"' tour --seed -1

# --- the numbers of the tour are those of the commands --------------------------------------------------------------------

shape=$(part lehr.en 'A shape' | first 'It is \([1-4]\), written')
value=$(part lehr.en 'The rate at t' | first 'The rate is \([^ :]*\):')
boundary=$(part lehr.en 'On the boundary' | first 'The rate is \([^ :]*\):')
old=$(part lehr.en 'On the boundary' | first 'At t = [0-9]* it is still \([0-9.e-]*[0-9]\)\.')
joint=$(part lehr.en 'One after the other' | first 'At update \([0-9]*\) the rate is')
own=$(part lehr.en 'One of your own' | first ' \([^ ]*\) has the rate')
accuracy=$(part lehr.en 'A training' | first 'It gets \([0-9.]*\) %')
class=$(part lehr.en 'What it has learnt' | first 'Class \([0-3]\), with')
best=$(part lehr.en 'Who wins?' | awk '/^policy/ { getline; print $1, $2; exit }')
winner=$(part lehr.en 'Who wins?' | sed -n "s/^  \([1-4]\)  ${best% *}.*/\1/p")
valley=$(part lehr.en 'Which rate?' | awk '$1 == "valley" { print $2 }')
lowest=$(part lehr.en 'From above' | first 'It is \([1-4]\), rate')
for found in "$shape" "$value" "$boundary" "$old" "$joint" "$own"; do
    [ -n "$found" ] || fail "an answer was not found in the tour"
done
for found in "$accuracy" "$class" "$best" "$winner" "$valley" "$lowest"; do
    [ -n "$found$light" ] || fail "an answer was not found in the tour"
done

# alone TITLE N: runs the Nth command line at the end of a stop.
alone() { part lehr.en "$1" | sed -n 's/^  lehr //p' | sed -n "$2p"; }

tries()
{
    what="lehr $1" checks=$((checks + 1))
    eval "\"\$lehr\" $1" >stdout 2>stderr </dev/null || fail "$what: exit $?: $(head -c 300 stderr)"
}

lines_of_stops()
{
    tries "$(alone 'A shape' 1)"
    tries "$(alone 'On the boundary' 1)"
    says stdout "$boundary|just before: $old"
    tries "$(alone 'The rate at t' 1)"
    says stdout "$value"
    tries "$(alone 'One after the other' 1)"
    tries "$(alone 'One after the other' 2)"
    tries "$(alone 'A training' 1)"
    says stderr "validation loss|accuracy $accuracy"
    tries "$(alone 'A training' 2)"
    tries "$(alone 'What it has learnt' 1) --quiet"
    x=$(part lehr.en 'What it has learnt' | first 'predict at x = \([0-9.-]*\), y')
    y=$(part lehr.en 'What it has learnt' | first 'y = \([0-9.-]*\)?')
    printf 'x,y\n%s,%s\n' "$x" "$y" >place.csv
    fine predict net.safetensors ./place.csv --quiet --csv -
    [ "$(sed -n 2p stdout | cut -d, -f1)" = "$class" ] || fail "$what: $(sed -n 2p stdout), and the tour says class $class"
    tries "$(alone 'Who wins?' 1 | sed 's/ --out .*//')"
    awk -v name="${best% *}" -v mean="${best#* }" '$1 == 1 && index($2, name) == 1 && index($0, " " mean " ± ") { found = 1 } END { exit !found }' stdout ||
        fail "$what: $best is not on top: $(head -n 5 stdout)"
    tries "$(alone 'Which rate?' 1)"
    awk -v rate="$valley" '$2 == "valley" && $3 == rate { found = 1 } END { exit !found }' stdout || fail "$what: the tour's valley is $valley"
    tries "$(alone 'From above' 1)"
    says stdout "sgd   fixed          $(part lehr.en 'From above' | first "It is [1-4], rate \([0-9.]*[0-9]\)\.")"
}
[ -n "$light" ] || lines_of_stops

# --- right answers and wrong answers --------------------------------------------------------------------

right="$shape

$value

$boundary

$joint

$own

$accuracy

$class

$winner

$valley

$lowest

"
fit()
{
    answered "$right" tour --lang $lang
    case $lang in en) says stdout "You were right at $stops of $stops stops" ;; zh) says stdout "$stops 站答对（共 $stops 站）" ;; esac
    LC_ALL=C.UTF-8 grep -v '^  lehr' stdout >words
    wide=$(LC_ALL=C.UTF-8 wc -L <words 2>/dev/null) || wide=0
    [ "$wide" -le 80 ] || fail "$what: a line of $wide columns"
    high=$(awk '/^$/ { n = 0 } { n++ } /^\[(your|你的)/ { if (n > most) most = n } END { print most }' stdout)
    [ "$high" -le 23 ] || fail "$what: a stop has $high lines"
    COLUMNS=40 answered "$right" tour --lang $lang
    LC_ALL=C.UTF-8 grep -v '^  lehr' stdout >words
    wide=$(LC_ALL=C.UTF-8 wc -L <words 2>/dev/null) || wide=0
    [ "$wide" -le 40 ] || fail "$what, 40 columns: a line of $wide columns"
}
[ -n "$light" ] || for lang in en zh; do fit; done

# An absurd answer gets a message and another try; then the right answer is accepted.
long=$(printf '%10000s' '' | tr ' ' 9)
answered "$(printf '9\n1.5\nnan\n1e999\ninf\n-1\nabc\n%s\n\377\376\n\033[2J\n?\n%s\n\nnan\n1e999\n-1\n0\n%s\n\nq\n' "$long" "$shape" "$value")" tour
says stdout 'You leave at stop 3 of 10|has 10000 bytes|not UTF-8|Look at the start'
[ "$(grep -c 'does not answer this' stdout)" -eq 11 ] || fail "$what: $(grep -c 'does not answer this' stdout) sentences"
[ "$(grep -c '^Right\.' stdout)" -eq 2 ] || fail "$what: not right twice"
! grep -q "$(printf '\033')" stdout || fail "$what: escape codes came through"
printf '1\0002\n\n' | "$lehr" tour >stdout 2>stderr || fail "a NUL: exit $?"
says stdout 'not UTF-8'

other=$((shape % 4 + 1))
wrong="$other


0.123


$old


0
200


stpe:every=3
fixed
cosine:min=-1


"
answered "$wrong" tour
says stdout 'No: at update |No: that is |just before. A boundary belongs|the rate still rises|that is too late|did you mean "step"|too large.'
if [ -z "$light" ]; then
    missed=$(((class + 1) % 4)) low=$((lowest % 4 + 1))
    answered "${wrong}0
100


$missed


7


1e-8
1000
1e6


$low


" tour
    says stdout "points: too low|points: too high|Not class $missed|a whole number is needed, at least 1 and at most 4|It is below |It is above "
    says stdout 'No: its first update|You were right at 0 of 10 stops'
fi

# --- going back, and leaving -------------------------------------------------------------------------------------------

answered "$(printf '\n\nb\nb\nb\nq\n')" tour
[ "$(grep -c '^1 of 10' stdout)" -eq 4 ] || fail "$what: not back to the first stop"
says stdout 'You leave at stop 1 of 10'
numbers='1 2 3 4 5 6 7 8 9 10'
[ -z "$light" ] || numbers='1 4'
for n in $numbers; do
    answered "$(many $((2 * n - 2)); echo q)" tour
    says stdout "You leave at stop $n of 10"
done
answered "$(many 3; echo Q)" tour                             # behind an answer
says stdout 'You leave at stop 2 of 10'
answered "$(many 4; printf .)" tour                           # the end of input, in a line that has none
says stdout 'You leave at stop 3 of 10|> .|does not answer this'
run tour
[ $status -eq 0 ] || fail "$what: exit $status"
says stdout '1 of 10|You leave at stop 1 of 10'

# --- where nothing can be written, or read -----------------------------------------------------------------------------

for lang in en zh; do
    what="lehr tour --plain --lang $lang >/dev/full"
    if [ -c /dev/full ]; then
        "$lehr" tour --plain --lang $lang >/dev/full 2>stderr </dev/null; status=$?
        [ $status -eq 1 ] || fail "$what: exit $status"
        if [ $lang = en ]; then says stderr 'standard output: cannot write'; else says stderr '标准输出：无法写入'; fi
    fi
    what="lehr tour --plain --lang $lang, standard output closed"
    "$lehr" tour --plain --lang $lang >&- 2>stderr </dev/null; status=$?
    [ $status -eq 1 ] || fail "$what: exit $status"
done
mkdir -p empty && cd empty || exit 1
"$lehr" tour </ >../stdout 2>../stderr; status=$?
[ $status -eq 1 ] || fail "lehr tour, standard input is a folder: exit $status"
says ../stderr 'standard input: cannot read'
many 9 | "$lehr" tour >/dev/null 2>&1 || fail "lehr tour: exit $?"
[ -z "$(ls -A .)" ] || fail "a tour has written $(ls -A .)"
cd ..

# Ctrl-C in the middle of a question: it leaves as q does.
rm -f keys && mkfifo keys
"$lehr" tour <keys >stdout 2>stderr &
pid=$!
exec 5>keys
echo >&5
until grep -q '^\[Enter' stdout || ! kill -0 $pid; do sleep 0.1; done
kill -INT $pid
wait $pid; status=$?
exec 5>&-
what="lehr tour, interrupted"
[ $status -eq 0 ] || fail "$what: exit $status"
says stdout 'You leave at stop 1 of 10'

# --- on a terminal -----------------------------------------------------------------------------------------------------

# prompted N: returns when the terminal has shown N prompts, or the tour has ended.
prompted() { until [ -e ended ] || [ "$(grep -c 'Enter.*]' shown)" -ge "$1" ]; do sleep 0.05; done; }

# type_at_prompts: types each line of $keys at a prompt of its own, then $end, and stays until the tour has ended.
type_at_prompts()
{
    n=1
    printf '%s' "$keys" | {
        while IFS= read -r key; do prompted $n; printf '%s\n' "$key"; n=$((n + 1)); done
        prompted $n
        printf '%b' "$end"
    }
    until [ -e ended ]; do sleep 0.05; done
}

# typed KEYS [VARIABLE=…]: a terminal of its own, keys typed into it; what it shows, and how it was before and after.
typed()
{
    keys=$1
    shift
    cat >session <<END
trap : INT
stty cols 80 rows 24
stty -a >before
"$lehr" tour
echo \$? >ended
stty -a >after
END
    what="lehr tour on a terminal, $(printf '%s' "$keys" | tr '\n\003\004' '|cd')" checks=$((checks + 1))
    rm -f ended before after shown
    : >shown
    type_at_prompts | env TERM=xterm "$@" script -qec "sh session" /dev/null >>shown 2>&1
    [ "$(cat ended)" = 0 ] || fail "$what: exit $(cat ended): $(tail -c 300 shown)"
    cmp -s before after || fail "$what: the terminal is not as it was"
}

if script --version 2>/dev/null | grep -q util-linux && script -qec true /dev/null >/dev/null 2>&1; then        # a jail may have no terminals
    end='q\n'
    typed "?
$shape

$value
"
    says shown 'A first hour|Look at the start|Right.|You leave at stop 2 of 10'
    grep -q "$(printf '\033\\[1m')" shown || fail "$what: no colour"
    [ "$(grep -o "$(printf '\033\\[[1-9]')" shown | wc -l)" -eq "$(grep -o "$(printf '\033\\[0m')" shown | wc -l)" ] ||
        fail "$what: a colour has no end"
    typed '
' NO_COLOR=1
    ! grep -q "$(printf '\033')" shown || fail "$what: escape codes in spite of NO_COLOR"
    for end in '\003' '\004'; do
        typed '
'
        says shown 'You leave at stop 1 of 10'
    done
    if [ -z "$light" ]; then
        what="lehr tour >file, from a terminal" checks=$((checks + 1))
        TERM=xterm script -qec "\"$lehr\" tour >told 2>why" /dev/null >shown 2>&1 </dev/null
        cmp -s told lehr.en || fail "$what: not the plain tour"
        says why 'as with --plain'
    fi
else
    echo "script (of util-linux) is not here: the tour was not tried on a terminal."
fi
report
