# find.sh — `lehr find`: the book's range test, its output, trainings that can be pasted, and errors.
. "$LEHR_SOURCE/tests/support/command.inc"

# The book's test, to 1e-6.
book()
{
    golden=$LEHR_SOURCE/tests/golden/book/taiji_range_test_seed0.csv
    fine find taiji --mode linear --from 0.001 --by 0.001 --batch 4 --epochs 2 --loss train --seed 0 --csv -
    [ "$(head -n 1 stdout)" = step,lr,loss ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(wc -l <stdout)" -eq "$(wc -l <"$golden")" ] || fail "$what: $(wc -l <stdout) lines"
    paste -d, stdout "$golden" | awk -F, '
        function off(a, b) { return a > b ? a - b : b - a }
        NR > 1 && !($1 == $4 && off($2, $5) < 1e-12 && off($3, $6) < 1e-6) { exit 1 }' || fail "$what: not the book's numbers"
}

# columns FILE N: every line has that many commas + 1.
columns() { awk -F, -v n="$2" 'NF != n { exit 1 }' "$1" || fail "$what: a line of $1 does not have $2 columns"; }

curves()
{
    fine find xor --steps 300 --csv -
    [ "$(head -n 1 stdout)" = step,lr,loss,smoothed,smoothed_lr ] || fail "$what: header $(head -n 1 stdout)"
    columns stdout 5
    says stderr 'xor: net 2-2-1|rule|Trainings to try'
    awk -F, 'NR == 2 && !($1 == 1 && $2 == 1e-8 && $3 == $4 && $2 == $5) { exit 1 }' stdout || fail "$what: $(sed -n 2p stdout)"
    cp stdout one.csv
    fine find xor --steps 300 --csv two.csv --quiet
    [ ! -s stderr ] || fail "$what: it is not quiet"
    cmp -s one.csv two.csv || fail "$what: the file differs from stdout"
    fine find xor --steps 300 --seeds 2 --csv -
    [ "$(head -n 1 stdout)" = seed,step,lr,loss,smoothed,smoothed_lr ] || fail "$what: header $(head -n 1 stdout)"
    [ "$(sed 1d stdout | cut -d, -f1 | sort -u | tr '\n' ' ')" = "0 1 " ] || fail "$what: seeds"
    sed -n '/^0,/s/^0,//p' stdout >first.csv
    sed 1d one.csv | cmp -s - first.csv || fail "$what: seed 0 is another one among several"
    fine find xor --steps 300 --smoothing 0 --csv -
    [ "$(head -n 1 stdout)" = step,lr,loss ] || fail "$what: header $(head -n 1 stdout)"
    fine find iris --mode epoch --epochs 50 --every 2 --csv -
    [ "$(head -n 2 stdout | tr '\n' ' ' | cut -c 1-21)" = "step,lr,accuracy 2,0." ] || fail "$what: $(head -n 2 stdout)"
    [ "$(wc -l <stdout)" -eq 26 ] || fail "$what: $(wc -l <stdout) lines"
    fine find houses --mode epoch --epochs 50 --csv -
    [ "$(head -n 1 stdout)" = step,lr,r2 ] || fail "$what: header $(head -n 1 stdout)"
    fine find xor --mode linear --from 0.1 --to 0.5 --by 0.1 --loss validation --csv -
    [ "$(sed 1d stdout | awk -F, '{ printf "%g ", $2 }')" = "0.1 0.2 0.3 0.4 0.5 " ] || fail "$what: rates"
}

tables()
{
    fine find taiji --seeds 3 --png curve.png --out found
    says stdout 'rule|valley|steepest|slide|minimum/10|base|max|high|×/÷|3 seeds|train taiji --lr|Trainings to try'
    sed -n '/rule/,$p' stdout >table
    says stderr 'stopped at rate|4 × the best'
    for f in curve.png found/curve.png; do is_png $f; done
    cmp -s curve.png found/curve.png || fail "$what: two pictures"
    [ "$(head -n 1 found/suggestions.csv)" = rule,rate,confidence,seeds,spread,edge ] || fail "$what: suggestions.csv"
    [ "$(wc -l <found/suggestions.csv)" -eq 7 ] || fail "$what: suggestions.csv"
    columns found/suggestions.csv 6
    columns found/curve.csv 6
    awk 'length($0) > 260 { exit 1 }' stdout || fail "$what: lines too long"
    fine find taiji --seeds 3 --quiet
    sed -n '/rule/,$p' stdout | cmp -s - table || fail "$what: other words the second time"
}

# The lines below "Trainings to try" work as they are, and have the options of this range test.
pasted()
{
    for task in xor houses; do
        fine find $task --optim "adam:beta1=0.8; *.bias:rate=2" --batch=8 --seeds 2 --seed 3
        sed -n 's/^  lehr\(64\)* train/train/p' stdout >lines
        [ "$(wc -l <lines)" -ge 3 ] || fail "$what: $(wc -l <lines) lines to paste"
        while IFS= read -r line; do
            case $line in
            *"--optim 'adam:beta1=0.8; *.bias:rate=2' --batch=8 --seed 3 --lr"*) ;;
            *) fail "$what: $line" ;;
            esac
            eval "fine $line --epochs 40 --quiet" 2>/dev/null
        done <lines
    done
}

# A range test without a clear result reports that, with exit status 0.
little()
{
    printf 'x,y,kind\n1,2,a\n3,4,b\n5,6,a\n' >tiny.csv
    fine find tiny.csv --steps 200
    says stderr 'all rows are one batch'
    fine find taiji --to 1e-7
    says stdout 'No suggestion: the curve is flat|--to'
    fine find taiji --steps 10
    says stdout 'No suggestion: the curve has 0 points|20 are needed|--steps'
    fine find prices --from 1e5 --to 1e6 --smoothing 0 --stop 0
    says stdout 'No suggestion'
    fine find houses --from 1e-8 --to 1e-4 --steps 400 --smoothing 0.5
    fine find moon --mode linear --to 0.05 --seeds 2
    says stdout 'at the upper edge, the best rate may be higher: --to 0.5'
    refused_late 1 'the test gave no point|--from' find prices --from 1e5 --to 1e6 --every 1000 --steps 2000 --stop 0
}

# refused_late STATUS 'part|part' ARGS…: the same as refused, after the first lines of a range test.
refused_late()
{
    wanted=$1 parts=$2
    shift 2
    run "$@"
    [ $status -eq "$wanted" ] || fail "$what: exit $status, not $wanted: $(head -c 400 stderr)"
    [ ! -s stdout ] || fail "$what: something on stdout"
    says stderr "$parts"
}

wrong()
{
    refused 2 'find needs a task' find
    refused 2 '"tajii"|"taiji"' find tajii
    refused 2 '--mode is "expo"|exp, linear or epoch' find taiji --mode expo
    refused 2 '--mode is "liner"|"linear"' find taiji --mode liner
    refused 2 '--loss is "trian"|"train"' find taiji --loss trian
    refused 2 '--lr is not for find|--from to --to' find taiji --lr 0.1
    refused 2 'no option --sched' find taiji --sched cosine
    refused 2 '--by is for --mode linear' find taiji --by 0.1
    refused 2 '--loss is for --mode exp and linear' find taiji --mode epoch --loss train
    refused 2 '--stop needs a loss' find taiji --mode epoch --stop 4
    refused 2 '--from is 1 and --to 0.1' find taiji --from 1 --to 0.1
    refused 2 '--from is 10 and --to 10' find taiji --from 10
    refused 2 '--by 0.001 over 50 updates from 0.001 ends at 0.05, not at --to 0.5' find taiji --mode linear --by 0.001 --to 0.5 --epochs 2
    refused 2 'would end at 3.99e+08|at most 1000000' find taiji --mode linear --by 1e6
    refused 2 'a test of 1 update has no range' find taiji --steps 1
    refused 2 'a test of 1 update has no range|an epoch has 1 here' find iris --epochs 1
    refused 2 '--steps and --epochs' find taiji --steps 5 --epochs 2
    refused 2 'every is 1801' find taiji --every 1801
    refused 2 'make every larger' find taiji --steps 1000000000
    refused 2 'stop is 0.5|above 1, or 0 for never' find taiji --stop 0.5
    refused 2 'stop is 1;' find taiji --stop 1
    refused 2 'the same file' find taiji --csv a.csv --png a.csv
    refused 2 '--png is "-"|a file is needed' find taiji --png -
    refused 2 'from is 5e-324|from 1e-100 to 1000000' find taiji --from 5e-324
    refused 2 '--seed is 4294967295' find taiji --seed 4294967295 --seeds 2
    for v in nan inf -inf 0 -1 1e30 '' x 1,5; do
        for option in from to by; do refused 2 "--$option is \"$v\"|above 0 and at most 1000000" find taiji --mode linear --$option "$v"; done
    done 2>/dev/null
    for v in nan inf 1 -0.1 x; do refused 2 "--smoothing is \"$v\"|at most 0.9999" find taiji --smoothing "$v"; done
    for v in nan inf -1 1e30 x; do refused 2 "--stop is \"$v\"|at least 0" find taiji --stop "$v"; done
    for v in 0 -1 1.5 nan 1001 x; do refused 2 "--seeds is \"$v\"|whole number" find taiji --seeds "$v"; done
    refused 1 'no/such.csv' find no/such.csv
    for option in csv png; do
        run find xor --steps 50 --$option /dev/full
        [ $status -eq 1 ] || fail "$what: exit $status"
        says stderr '/dev/full: cannot'
    done
    run find xor --steps 50 --out /dev/null/below
    [ $status -eq 1 ] || fail "$what: exit $status"
}

for lehr in "$LEHR" "$LEHR64"; do
    curves
    tables
    pasted
    little
    wrong
done
lehr=$LEHR64 && book
NO_COLOR=1 && export NO_COLOR && fine find taiji
report
