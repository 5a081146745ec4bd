# interrupt.sh — a training that is interrupted, and a pipe that is closed. With --save, the first signal ends the update, saves, and prints
# the command that continues; the process then ends by that signal. Rows reach a pipe as they come. Nothing here depends on time: a
# training with a row for each update fills its pipe long before its end, so it is on its way for as long as nothing reads.
. "$LEHR_SOURCE/tests/support/command.inc"

steps=5000
line="train xor --steps $steps --every 1 --optim adam"
rm -f rows gate && mkfifo rows gate

# interrupted SIGNAL ARGS…: the command, which gets the signal once its header and first row have come through the pipe. Leaves $status, the
# rows in part.csv, and stderr. (It runs in the foreground, as a shell has its background commands ignore SIGINT.)
interrupted()
{
    signal=$1
    shift
    {
        exec 3<rows
        read -r header <&3 && read -r first <&3
        kill -s "$signal" "$(cat pid)"
        { echo "$header"; echo "$first"; cat <&3; } >part.csv
        echo read >gate
    } &
    sh -c 'echo $$ >pid; exec "$@"' sh "$lehr" "$@" >rows 2>stderr </dev/null
    status=$?
    read -r _ <gate
    wait
    checks=$((checks + 1)) what="${lehr##*/} $*, SIG$signal"
}

by_signal()
{
    rm -f part.st
    interrupted "$1" $line --csv - --save part.st
    [ $status -eq "$2" ] || fail "$what: exit $status, not $2: $(cat stderr)"
    says stderr "of $steps, and saved; to continue:|train --resume part.st --save part.st --csv -"
    again=$(sed -n 's/^  lehr[0-9]* //p' stderr)
    fine info part.st
    says stdout 'its checksum is right'
    [ "$(($(wc -l <part.csv) - 1))" -lt $steps ] || fail "$what: it was not stopped"
    fine $again
    cat stdout >>part.csv
    cmp -s part.csv whole.csv || fail "$what: other rows: $(diff part.csv whole.csv | head -n 3)"
    cmp -s part.st whole.st || fail "$what: another checkpoint"
}

# closed ARGS…: the command, whose pipe is closed after one line.
closed()
{
    { "$lehr" "$@" 2>stderr </dev/null; echo $? >left; } | { read -r _; exec <&-; cat <gate >/dev/null; } &
    : >gate
    wait
    status=$(cat left) checks=$((checks + 1)) what="${lehr##*/} $*, unread"
    [ "$status" -eq 141 ] || fail "$what: exit $status, not 141"
    ! grep -q -e '^lehr' -e 'rror' stderr || fail "$what: $(cat stderr)"
}

for lehr in "$LEHR" "$LEHR64"; do
    fine $line --csv whole.csv --save whole.st
    by_signal INT 130
    by_signal TERM 143
    by_signal HUP 129
    interrupted TERM $line --csv - --quiet
    [ $status -eq 143 ] || fail "$what: exit $status"
    ! grep -v -i terminated stderr || fail "$what: $(cat stderr)"       # which the shell prints

    rm -f part.st
    closed $line --csv - --save part.st                             # with --save it saves
    cmp -s part.st whole.st || fail "$what: not what was to be saved"
    closed train xor --steps 4000000 --every 1 --csv -           # without --save it ends with the pipe
    ! grep -q 'after update' stderr || fail "$what: $(cat stderr)"
    closed compare xor fixed --seeds 10000 --steps 100000 --jobs 1 --csv -      # a row for each run, not all at the end
    fine compare xor fixed cosine --seeds 3 --steps 9 --jobs 3 --csv - --json all.json
    cp stdout rows.csv
    fine compare xor fixed cosine --seeds 3 --steps 9 --jobs 1 --csv file.csv
    cmp -s rows.csv file.csv || fail "$what: --csv - has other rows"
done
report
