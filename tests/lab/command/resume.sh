# resume.sh — a training that is interrupted at any place and resumed has the same checkpoint and history, byte for byte, as one without an
# interruption. (A process killed during a save: test_killed.c.)
. "$LEHR_SOURCE/tests/support/command.inc"
light=${LEHR_LIGHT:-}

rules="sgd momentum nesterov adagrad rmsprop adadelta adam amsgrad adamw nadam"
scheds="fixed cosine step:every=40,gamma=0.5 plateau:patience=0,threshold=0.2 warmup:30+plateau:patience=0,threshold=0.2"

# same WHAT: the two files of the resumed run equal those of the uninterrupted one.
same()
{
    checks=$((checks + 1))
    cmp -s whole.st part.st || { fail "${lehr##*/} $1: the checkpoint differs"; return; }
    cmp -s whole.csv part.csv || { fail "${lehr##*/} $1: the history differs: $(diff whole.csv part.csv | head -n 3)"; return; }
    alike=$((alike + 1))
}

task=iris
net=4-5-3
short() { "$lehr" train $task --net $net --batch 24 --lr 0.05 --every 9 --quiet "$@" || fail "${lehr##*/} train $*"; }

# Every rule under every schedule, killed early, later and late in turn; a third of them if light, another one for each precision.
# The place of the kill varies, so the test counts how often the training was still running.
from_everywhere()
{
    turn=0
    for rule in $rules; do
        for sched in $scheds; do
            turn=$((turn + 1))
            [ -z "$light" ] || [ $((turn % 3)) -eq "$third" ] || continue
            broken_off "$rule $sched" $((turn % 3 * 5 + 1)) --optim $rule --sched "$sched" --epochs 48
        done
    done
    broken_off groups 5 --optim 'nadam:clip_norm=1;*.bias:rate=0.1' --epochs 48
    task=curve net=1-4-1
    broken_off numbers 5 --optim adam --sched plateau:patience=0,threshold=0.2 --epochs 10
    task=iris net=4-5-3
    broken_off patience 5 --optim adam --patience 12 --epochs 400
}

# broken_off WHAT LINES ARGS…: runs it uninterrupted; then kills it once its history has so many lines, and resumes it.
broken_off()
{
    what_breaks=$1 limit=$2
    shift 2
    rm -f whole.* part.*
    short "$@" --save whole.st --csv whole.csv
    interrupted "$limit" "$@" --save part.st --csv part.csv --save-every 4
    "$lehr" train --resume part.st --save part.st --csv part.csv --quiet || fail "${lehr##*/} $what_breaks: cannot be resumed"
    same "$what_breaks, after $limit"
}

# more_lines N FILE: it has more than N lines. Starts no other program: the training would end before.
more_lines()
{
    lines=0
    while read -r _; do lines=$((lines + 1)); done <"$2"
    [ $lines -gt "$1" ]
}

# interrupted N …: the same training, killed once its history has at least N lines.
interrupted()
{
    least=$1
    shift
    "$lehr" train $task --net $net --batch 24 --lr 0.05 --every 9 --quiet "$@" &
    pid=$!
    while kill -0 $pid 2>/dev/null; do
        [ -s part.st ] && [ -s part.csv ] && more_lines "$least" part.csv && break
    done
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ -s part.st ] || fail "${lehr##*/} train $*: nothing was saved"
    runs=$((runs + 1))
    cmp -s part.st whole.st || halfway=$((halfway + 1))
}

# Killed repeatedly in a loop that mostly saves: each saved file is complete, and the result is the same.
killed()
{
    rm -f whole.* part.*
    long="--optim adam --sched plateau:patience=3 --epochs 400 --every 50"
    "$lehr" train xor $long --save whole.st --csv whole.csv --quiet || fail "train xor $long"
    tries=0
    "$lehr" train xor $long --save part.st --csv part.csv --save-every 1 --quiet & pid=$!
    while kill -0 $pid 2>/dev/null && ! [ -s part.st ]; do :; done
    while [ $tries -lt $kills ]; do
        tries=$((tries + 1))
        sleep "0.0$((tries % 9 + 1))"
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        fine info part.st
        says stdout 'its checksum is right'
        "$lehr" train --resume part.st --save part.st --csv part.csv --save-every 1 --quiet & pid=$!
    done
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    fine train xor --resume part.st --save part.st --csv part.csv --quiet
    runs=$((runs + 1))
    same "xor, killed $tries times"
    [ ! -e part.st.lehr-part ] && [ ! -e part.csv.lehr-part ] || fail "$what: litter is left"
}

options()
{
    rm -f whole.* part.*
    short --epochs 4 --save part.st --csv part.csv
    short --epochs 6 --save whole.st --csv whole.csv
    refused 2 'trained with lr 0.05, not 0.1' train iris --resume part.st --lr 0.1
    refused 2 'trained with optim sgd, not adam' train --resume part.st --optim adam
    refused 2 'trained with net 4-5-3, not 4-999-3' train --resume part.st --net 4-999-3
    refused 2 'trained with seed 0, not 3' train --resume part.st --seed 3
    refused 2 '20 updates are finished already; a training of 10' train --resume part.st --steps 10
    refused 2 '--steps and --epochs' train --resume part.st --steps 10 --epochs 9
    refused 2 '--save-every needs --save' train iris --save-every 5
    refused 2 '--save is "-"' train iris --save -
    refused 2 'the same file' train iris --save x --csv x
    refused 2 'the same file' train iris --save x --csv ./x
    refused 2 'the same file' train iris --save x --csv "$PWD/x"
    ln -sf part.st link.st
    refused 2 'the same file' train iris --save part.st --csv link.st
    refused 1 'nothing can be written there' train iris --save new.st --csv no/other
    fine train xor --steps 1 --csv /dev/null --png /dev/../dev/null --quiet        # a device may be named twice
    fine train xor --steps 1 --csv /dev/null --save here.st --quiet
    fine train xor --steps 1 --csv /dev/null --save here.st --quiet                # both there, on two disks
    refused 1 'no/such|No such file' train iris --save no/such
    mkdir -p folder
    refused 1 'folder: is a folder' train iris --save folder
    refused 1 'missing|No such file' train --resume missing
    refused 2 'train needs a task' train --quiet
    refused 1 'no safetensors file' train --resume part.csv
    [ "$lehr" = "$LEHR" ] && lehr=$LEHR64 && refused 2 'was saved by lehr; its numbers are F32' train --resume part.st && lehr=$LEHR

    cp part.st kept.st
    cp part.csv kept.csv
    fine train --resume part.st --epochs 6 --csv -                              # only the new rows, so that >> can append them
    (cat kept.csv | sed '$d'; cat stdout) | cmp -s - whole.csv || fail "$what: stdout has other rows"
    fine train iris --resume part.st --epochs 6 --lr 0.05 --optim sgd --save part.st --csv part.csv
    says stderr 'resumed after update 20 of 30'
    same "iris, longer"
    fine train --resume part.st --save part.st --csv part.csv                   # at its end already
    says stderr 'after update 30'
    same "iris, at its end"

    fine train iris --net 4-5-3 --lr 0.2 --patience 1 --save patient.st --quiet
    refused 2 'trained with patience 1, not 2' train --resume patient.st --patience 2
    fine info patient.st
    says stdout 'early.best_step|early.waited|early.fc1.weight'
    fine train prices --epochs 1 --save numbers.st --quiet
    refused 2 'trained with scale-target minmax, not none' train --resume numbers.st --scale-target none
    refused 2 'trained with optim sgd, not sgd:weight_decay=0.1' train --resume numbers.st --weight-decay 0.1

    printf 'a,b\n1,2\n' >other.csv
    refused 1 'other.csv:1:1: this is not the history' train --resume kept.st --csv other.csv
    [ "$(cat other.csv)" = "$(printf 'a,b\n1,2')" ] || fail "$what: changed"
    head -n 2 kept.csv >other.csv
    refused 1 'other.csv: its rows end at update 9, but kept.st was saved after 20' train --resume kept.st --csv other.csv
    "$lehr" train iris --epochs 4 --every 5 --batch 24 --csv other.csv --quiet
    refused 1 'other.csv: row 1 is of update 5; this training has a row each 9 updates' train --resume kept.st --csv other.csv
    fine train --resume kept.st --epochs 6 --csv new.csv                        # a missing history begins here
    [ "$(cut -d, -f1 new.csv | tr '\n' ' ')" = "step 27 30 " ] || fail "$what: rows $(cut -d, -f1 new.csv | tr '\n' ' ')"
    rm -f new.csv

    run train xor --steps 5 --save /dev/full
    [ $status -eq 1 ] || fail "$what: exit $status"
    says stderr '/dev/full'
}

# A run that fails saves nothing more: the last good checkpoint stays.
broken()
{
    rm -f broken.st
    run train iris --net 4-20-20-3 --activation leaky_relu:slope=0.5 --init xavier --sched fixed --lr 1000000 --epochs 100 --save broken.st --quiet
    [ $status -eq 1 ] || fail "$what: exit $status"
    [ ! -e broken.st ] || fail "$what: something was saved"
    run train iris --net 4-20-20-3 --activation leaky_relu:slope=0.5 --init xavier --sched fixed --lr 1000000 --epochs 100 --save broken.st --save-every 1 --quiet
    [ $status -eq 1 ] || fail "$what: exit $status"
    [ ! -e broken.st ] || { fine info broken.st; says stdout 'its checksum is right'; }
}

runs=0 halfway=0 alike=0 third=0
kills=25
[ -z "$light" ] || kills=8
for lehr in "$LEHR" "$LEHR64"; do
    from_everywhere
    killed
    killed_and_alike=$alike
    options
    alike=$killed_and_alike             # those of options were not killed
    broken
    third=1
done
[ $halfway -gt 0 ] || fail "none of $runs trainings was killed on its way"
figure 5 resumed "$alike of $runs trainings killed by SIGKILL ($halfway of them on their way) and resumed ended in the bytes of the" \
    "unbroken run: $(echo $rules | wc -w) rules, $(echo $scheds | wc -w) schedules, plateau among them, groups, numbers, patience"
report
