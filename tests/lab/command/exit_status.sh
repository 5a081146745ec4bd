# exit_status.sh — the exit status is right. If a command cannot read or write a file, it ends with 1 and a message, keeps the old file and
# leaves no temporary file; otherwise it ends with 0. Every command, every option that names a file.
. "$LEHR_SOURCE/tests/support/command.inc"
light=${LEHR_LIGHT:-}
cases=0 rows=0

# Command lines that write to standard output, to a file %, to a folder %, and that read a file %. Figures are small.
speaking='--help
--man
tour
train --help
train --man
policies
policies cosine
explain cosine --steps 9
schedule cosine --steps 9
schedule cosine --steps 9 --csv -
data
data taiji
train xor --steps 3 --csv -
predict net.st xor
predict net.st xor --csv -
info net.st
compare xor fixed --epochs 1 --seeds 1
compare xor fixed --epochs 1 --seeds 1 --csv -
compare xor fixed --epochs 1 --seeds 1 --json -
find xor --steps 60
find xor --steps 60 --csv -
paths bowl --steps 5
paths bowl --steps 5 --csv -
look history.csv
look net.st
grade --help'

writing='schedule fixed --steps 5 --csv %
data xor --csv %
train xor --steps 3 --quiet --csv %
train xor --steps 3 --quiet --save %
predict net.st xor --quiet --csv %
compare xor fixed --steps 3 --seeds 1 --quiet --csv %
compare xor fixed --steps 3 --seeds 1 --quiet --json %
find xor --steps 60 --quiet --csv %
paths bowl --steps 5 --csv %'

drawing='schedule fixed --steps 5 --size 300x200 --png %
paths bowl --steps 5 --size 300x260 --png %
look history.csv --size 300x200 --scale 1 --png %'
[ -n "$light" ] || drawing="$drawing
train xor --steps 3 --quiet --png %
find xor --steps 60 --quiet --png %"

folders='compare xor fixed --steps 3 --seeds 1 --quiet --out %
find xor --steps 60 --quiet --out %
paths bowl --steps 5 --out %
look history.csv --out %
demo --steps 1 --out %'

reading='data ./%
info %
train ./% --steps 3
train --resume %
predict % xor
predict net.st ./%
compare ./% fixed --steps 3 --seeds 1
find ./% --steps 60
look %'

# each TABLE COMMAND…: the command for every row of the table.
each()
{
    table=$1
    shift
    while IFS= read -r row <&4; do rows=$((rows + 1)); "$@"; done 4<<END
$table
END
}

# with FILE: the row, FILE in the place of %, as words in $line. (No row has a quote or a blank inside a word.)
with() { line=$(echo "$row" | sed "s|%|$1|"); }

# ends STATUS WHAT: checks the exit status; if it is not 0, stderr has a message of one line.
ends()
{
    checks=$((checks + 1)) cases=$((cases + 1))
    what="${lehr##*/} $line: $2"
    [ $status -eq "$1" ] || fail "$what: exit $status, not $1: $(head -c 300 stderr)"
    [ "$1" -eq 0 ] || grep -q '^lehr' stderr || fail "$what: no sentence: $(head -c 300 stderr)"
    ! grep -q Sanitizer stderr || fail "$what: $(head -c 900 stderr)"
}

# unread: where standard output is a closed pipe, the command ends by SIGPIPE without a message.
unread()
{
    checks=$((checks + 1)) cases=$((cases + 1))
    what="${lehr##*/} $line: nobody reads"
    [ "$status" -eq 141 ] || fail "$what: exit $status, not 141: $(head -c 300 stderr)"
    ! grep -q -e '^lehr' -e Sanitizer stderr || fail "$what: $(head -c 900 stderr)"
}

# --- standard output, input and error ----------------------------------------------------------------------------------

spoken()
{
    line=$row
    "$lehr" $line >stdout 2>stderr </dev/null; status=$?
    ends 0 "as usual"
    cp stdout usual
    "$lehr" $line >/dev/full 2>stderr </dev/null; status=$?
    ends 1 "a full disk behind standard output"
    says stderr 'standard output: cannot write'
    "$lehr" $line >&- 2>stderr </dev/null; status=$?
    ends 1 "standard output is closed"
    says stderr 'standard output: cannot write'
    (read -r _ <gate; "$lehr" $line 2>stderr </dev/null; echo $? >left) | { exec <&-; echo closed >gate; }
    status=$(cat left)
    unread
    "$lehr" $line >stdout 2>stderr <&-; status=$?
    ends 0 "standard input is closed"
    cmp -s stdout usual || fail "$what: something else on standard output"
    : >stderr
    "$lehr" $line >stdout 2>&- </dev/null; status=$?
    ends 0 "standard error is closed"
    cmp -s stdout usual || fail "$what: something else on standard output"
}

# --- what is written ---------------------------------------------------------------------------------------------------

# goes STATUS TARGET WHAT [PREFIX…]
goes()
{
    wanted=$1 how=$3
    with "$2"
    shift 3
    "$@" "$lehr" $line >stdout 2>stderr </dev/null; status=$?
    ends "$wanted" "$how"
}

kept() { [ "$(cat kept)" = old ] || fail "$what: the old file is gone"; }

no_litter() { [ -z "$(find . -name '*.lehr-part')" ] || { fail "$what: litter"; find . -name '*.lehr-part' -exec rm {} +; }; }

bad_targets()
{
    goes 1 /dev/full "a full disk"
    says stderr '/dev/full'
    goes 1 no/such "no such folder"
    goes 1 folder "a folder"
    goes 1 loop "a link to itself"
    goes 1 astray "a link into no folder"
    echo old >kept
    # the message of the quota comes through a pipe, as /dev/null would lose it
    with kept
    said=$( (ulimit -f 0; exec "$lehr" $line) 2>&1 >/dev/null </dev/null); status=$?
    echo "$said" >stderr
    ends 1 "a quota"
    kept
    [ -z "$as" ] && [ "$(id -u)" = 0 ] && return
    chmod 444 kept
    goes 1 kept "a file that may not be written" $as
    kept
    goes 1 forbidden/x "a folder that may not be written" $as
    rm -f kept
}

# The usual output, then each other output that works: the same bytes each time.
good_targets()
{
    rm -rf usual.out other there link
    goes 0 usual.out "a new file"
    for closed in input output error; do
        rm -f other
        with other
        : >stderr
        case $closed in
        input)  "$lehr" $line >stdout 2>stderr <&- ;;
        output) "$lehr" $line >&- 2>stderr </dev/null ;;
        error)  "$lehr" $line >stdout 2>&- </dev/null ;;
        esac
        status=$?
        case $closed-$row in
        output-*) [ $status -eq 1 ] || ends 0 "standard $closed is closed" ;;           # it may have had output for it
        *) ends 0 "standard $closed is closed" ;;
        esac
        cmp -s other usual.out || fail "${lehr##*/} $line: standard $closed is closed: other bytes"
    done
    echo old >there
    ln -s there link
    goes 0 link "a link"
    [ -h link ] && cmp -s there usual.out || fail "$what: not the file behind it"
    rm there
    goes 0 link "a link to a file that is to come"
    [ -h link ] && cmp -s there usual.out || fail "$what: not the file behind it"
    goes 0 /dev/null "a device"
    [ -c /dev/null ] || fail "$what: it is none any more"
    timeout 20 cat pipe >through &
    goes 0 pipe "a pipe" timeout 20
    wait $!
    cmp -s through usual.out || fail "$what: other bytes"
    no_litter
}

bad_folders()
{
    goes 1 a_file "a file as a folder"
    goes 1 a_file/below "a folder below a file"
    [ -z "$as" ] || goes 1 forbidden/x "a folder that may not be written" $as
}

# --- what is read ------------------------------------------------------------------------------------------------------

sources()
{
    goes 1 missing "no such file"
    goes 1 folder "a folder"
    goes 1 loop "a link to itself"
    goes 1 empty "an empty file"
    goes 1 /dev/null "a device with nothing in it"
    [ -z "$as" ] || goes 1 secret "a file that may not be read" $as
}

# --- a disk that is full -----------------------------------------------------------------------------------------------

# In a mount namespace of its own with a small disk, which other processes do not see. Root may do so, and other users on some systems.
disk=
for namespace in 'unshare -m' 'unshare -rm'; do
    $namespace sh -c 'mkdir -p disk && mount -t tmpfs -o size=1m tmpfs disk' 2>/dev/null && disk=$namespace && break
done

full()
{
    before=$failures
    with disk/kept
    "$lehr" $line >stdout 2>stderr </dev/null || fail "${lehr##*/} $line: exit $? with free space: $(head -c 300 stderr)"
    cp disk/kept kept_before
    cat /dev/zero >disk/zeros 2>/dev/null
    "$lehr" $line >stdout 2>stderr </dev/null; status=$?
    ends 1 "a full disk"
    says stderr 'No space left'
    cmp -s disk/kept kept_before || fail "$what: the old file is not there any more"
    rm disk/zeros
    "$lehr" $line >stdout 2>stderr </dev/null; status=$?
    ends 0 "there is space again"
    cmp -s disk/kept kept_before || fail "$what: other bytes"
    [ "$(ls -A disk)" = kept ] || fail "$what: litter: $(ls -A disk)"
    [ $failures -gt "$before" ] || filled=$((filled + 1))
    rm disk/kept
}

# --- all of it ---------------------------------------------------------------------------------------------------------

if [ "${1:-}" = inside ]; then              # this script again, in the namespace with the small disk
    lehr=$2 filled=0
    mount -t tmpfs -o size=1m tmpfs disk || exit 1
    each "$writing
$drawing" full
    echo "$filled of $rows" >filled
    report
    exit
fi

rm -rf folder forbidden disk loop astray pipe gate a_file empty secret kept
mkdir -p folder forbidden disk
chmod 755 forbidden
ln -s loop loop
ln -s no/where astray
mkfifo pipe gate
echo x >a_file
: >empty
echo x >secret
"$LEHR" train xor --steps 5 --every 1 --save net.st --csv history.csv --quiet || fail "lehr train xor"
lehr=$LEHR

# Permissions do not bind root, so these checks need another user.
as=
if [ "$(id -u)" = 0 ]; then
    as='setpriv --reuid=65534 --regid=65534 --clear-groups --'
    $as "$LEHR" --help >/dev/null 2>&1 || { echo "setpriv is not here, or nobody may run $LEHR: files without permission are left out"; as=; }
else
    as='env'
    chmod 555 forbidden
fi
chmod 600 secret
[ "$(id -u)" = 0 ] || chmod 000 secret

for c in $("$LEHR" --help | sed -n 's/^  lehr \([a-z]*\).*/\1/p' | sort -u); do
    printf '%s\n' "$speaking" "$folders" | grep -q "^$c\b" || fail "lehr $c: nobody asks how it ends"
done
each "$speaking" spoken
each "$writing
$drawing" bad_targets
each "$writing
$drawing" good_targets
each "$folders" bad_folders
each "$reading" sources
figure 10 all "$failures wrong of $cases: $rows rows of commands and options, each with standard output full, closed and unread, input and error closed," \
    "files missing, forbidden, looping, folders, devices, pipes, links, quotas"

if [ -n "$disk" ]; then
    $disk sh "$LEHR_SOURCE/tests/lab/command/exit_status.sh" inside "$LEHR" >inside.out 2>&1 || fail "on a full disk: $(cat inside.out)"
    figure 4 full-disk "$(cat filled) commands on a disk really full (tmpfs): reported, the old file kept, no litter after the next save"
else
    echo "No small disk can be mounted here, so /dev/full and a quota stand for a full one."
fi
report
