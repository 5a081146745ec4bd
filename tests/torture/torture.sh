# torture.sh — the commands as programs: built with tests/support/faults.c, each call of a save and each allocation of a training fails in
# turn; without it, as users get them, the environment cannot make a call fail.
. "$LEHR_SOURCE/tests/support/command.inc"

save() { run train xor --net 2-3-2 --steps 4 --every 2 --batch 4 --quiet --save net.st; }

# save_with NAME=VALUE...: the same with these in its environment.
save_with()
{
    for setting; do export "$setting"; done
    save
    for setting; do unset "${setting%%=*}"; done
}

absent()
{
    looked=0
    for program in "$LEHR" "$LEHR64"; do
        for name in LEHR_FAIL_MEMORY LEHR_FAIL_FILE LEHR_COUNT_TO; do
            looked=$((looked + 1))
            ! grep -aq "$name" "$program" || fail "${program##*/} has $name in it"
        done
    done
    fine train xor --net 2-3-2 --steps 4 --every 2 --batch 4 --quiet --save plain.st
    rm -f counted
    save_with LEHR_FAIL_MEMORY=1+ LEHR_FAIL_FILE=write:1+:ENOSPC LEHR_COUNT_TO=counted
    [ $status -eq 0 ] || fail "exit $status with LEHR_FAIL_MEMORY set: $(cat stderr)"
    cmp -s plain.st net.st || fail "LEHR_FAIL_MEMORY changes what is saved"
    [ ! -e counted ] || fail "LEHR_COUNT_TO has an effect"
    figure 3 absent "the release commands cannot be made to fail: $looked of $looked names looked for are not in them"
}

# counted NAME: prints the number of these calls.
counted() { sed -n "s/^$1 //p" counted; }

# After the failed call there are the old file, and one line on stderr with the reason.
old_is_kept()
{
    points=$((points + 1))
    [ $status -eq 1 ] || fail "$1: exit $status: $(head -c 400 stderr)"
    [ "$(wc -l <stderr)" -eq 1 ] || fail "$1: $(wc -l <stderr) lines on stderr"
    says stderr "$2"
    cmp -s old net.st || fail "$1: the old file is not kept"
    [ ! -e net.st.lehr-part ] || fail "$1: a temporary lies about"
}

files_fail()
{
    points=0 writes=$(counted write) all=$(counted memory)
    for call in write sync close rename; do
        [ "$(counted $call)" -ge 1 ] || fail "there is no $call to fail"
        for which in 1 1+; do                       # the first of each kind is for the file, a second for its folder
            printf 'old\n' >net.st
            cp net.st old
            save_with LEHR_FAIL_FILE=$call:$which:ENOSPC
            old_is_kept "$call $which" 'net.st|No space left on device'
        done
    done
    for fault in write:1+:SHORT write:1:EINTR; do
        save_with LEHR_FAIL_FILE=$fault LEHR_COUNT_TO=counted
        [ "$(counted write)" -gt "$writes" ] || fail "$fault: no write went wrong"
        [ $status -eq 0 ] && cmp -s net.st whole.st || fail "$fault: exit $status, or another file"
    done
    figure 4 command "$points of $points disk-full failures of the command itself reported and the old file kept"
}

memory_fails()
{
    points=0
    [ "$all" -ge 10 ] || fail "only $all requests for memory"
    n=1
    while [ $n -le "$all" ]; do
        printf 'old\n' >net.st
        cp net.st old
        save_with LEHR_FAIL_MEMORY=$n
        old_is_kept "request $n" 'out of memory'
        n=$((n + 1))
    done
    figure 3 command "$points of $points refused requests of the command itself said, and the old file kept"
}

if [ "${LEHR_FAULTS:-0}" = 1 ]; then
    grep -aq LEHR_FAIL_MEMORY "$LEHR" || fail "the command was built without tests/support/faults.c"
    save_with LEHR_COUNT_TO=counted
    [ $status -eq 0 ] && [ "$(counted live)" = 0 ] || fail "exit $status, or $(counted live) pieces of memory not given back"
    cp net.st whole.st
    files_fail
    memory_fails
    for wrong in LEHR_FAIL_MEMORY=x LEHR_FAIL_FILE=writ:1:EIO LEHR_FAIL_FILE=write:1:EWHAT; do
        env "$wrong" "$lehr" data >stdout 2>stderr && fail "$wrong is taken"
        says stderr "$wrong: not understood"
    done
else
    absent
fi
report
