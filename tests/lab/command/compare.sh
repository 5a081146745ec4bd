# compare.sh — a comparison that is killed loses no finished run; its files agree with its output; and errors of a first-time user.
. "$LEHR_SOURCE/tests/support/command.inc"

# --- killed -----------------------------------------------------------------------------------------------------------

# Rows of a finished comparison; all of them must equal those of a comparison that was never interrupted.
same_as_whole() { for f in runs.csv histories.csv; do cmp -s whole/$f "$1"/$f || fail "$1/$f: $(diff whole/$f "$1"/$f | head -n 3)"; done; }

count() { find "$1" -name '*.safetensors' 2>/dev/null | wc -l; }

killed()
{
    rm -rf whole part
    set -- taiji fixed cosine onecycle --seeds 4 --epochs 60 --jobs 2
    fine compare "$@" --quiet --out whole
    before=0 kills=$([ -n "${LEHR_LIGHT:-}" ] && echo 4 || echo 10) moment=0
    while [ $((moment += 1)) -le "$kills" ]; do
        "$lehr" compare "$@" --quiet --out part >/dev/null 2>&1 &
        pid=$!
        while kill -0 $pid 2>/dev/null && [ "$(count part)" -le $before ]; do :; done
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        after=$(count part)
        [ "$after" -ge $before ] || fail "moment $moment: $before runs were kept, now $after"
        before=$after
    done
    [ $before -ge "$kills" ] || fail "$kills times a run more, and only $before were kept"
    fine compare "$@" --out part
    says stderr "of them were in part/runs already"
    [ "$(count part)" -eq 12 ] || fail "12 runs, and $(count part) are kept"
    same_as_whole part
    fine compare "$@" --out part
    says stderr "12 of them were in "
    same_as_whole part
}

# Any other file in the place of a run's file is harmless. (Two processes in one folder: test_runner.c.)
traps()
{
    rm -rf trap
    set -- compare taiji fixed --seeds 1 --epochs 20 --quiet --out trap
    fine "$@"
    file=$(find trap/runs -name '*.safetensors')
    rm "$file" && ln -s /dev/zero "$file"
    refused 1 "$file: is not a file" "$@"
    rm "$file" && mkfifo "$file"
    refused 1 "$file: is not a file" "$@"
}

# --- in every form ----------------------------------------------------------------------------------------------------

# forms GRID: with the figures of a sweep, which are slow; without them if GRID is empty
forms()
{
    fine compare xor fixed cosine a=inv --epochs 30 --seeds 3 --csv runs.csv --json results.json --quiet
    [ "$(wc -l <runs.csv)" -eq 10 ] || fail "$what: $(wc -l <runs.csv) lines of CSV"
    says stdout 'against fixed|verdict|A ranking belongs to a base rate and a budget'
    says results.json '"task":"xor"|"metric":"validation_accuracy"|"baseline":"fixed"|"name":"a","spec":"inv"|"verdict":"'
    fine compare xor fixed cosine a=inv --epochs 30 --seeds 3 --csv - --quiet
    cmp -s stdout runs.csv || fail "$what: not the same on standard output"
    fine compare xor fixed cosine a=inv --epochs 30 --seeds 3 --json - --jobs 1 --quiet
    cmp -s stdout results.json || fail "$what: not the same on standard output"
    [ -z "$1" ] || grid
    fine compare xor a=cosine b=cosine --epochs 5 --seeds 3
    says stdout 'a and b share the highest mean|the same as a: b.'
    ! grep -qE 'better|worse' stdout || fail "$what: a winner, of one and the same policy"
}

# Four cells with their figures.
grid()
{
    fine compare xor fixed cosine --lr 0.01/0.1 --epochs 5/10 --seeds 3 --out grid --quiet
    says stdout '5 epochs|10 epochs|from rate|▲ better, ▼ worse than fixed'
    for f in index.html grid.png runs.csv histories.csv results.json rate-0.01-updates-50/rates.png rate-0.1-updates-100/loss.png; do
        [ -s grid/$f ] || fail "$what: no grid/$f"
    done
    is_png grid/grid.png
    [ "$(wc -l <grid/runs.csv)" -eq 25 ] || fail "$what: $(wc -l <grid/runs.csv) lines in grid/runs.csv"
}

# --- mistyped ---------------------------------------------------------------------------------------------------------

mistyped()
{
    refused 2 'needs a task' compare
    refused 2 '"taji"|taiji' compare taji
    refused 2 '"cosin"|cosine' compare taiji cosin
    refused 2 '"cosine" is given twice|a=cosine b=cosine' compare taiji cosine cosine
    refused 2 'the name before the =' compare taiji =cosine
    refused 2 '"step"' compare taiji fixed --baseline stp
    refused 2 '--sed|--seed?' compare taiji --sed 5
    refused 2 '"accuracy"|validation_accuracy' compare taiji --metric accuracy
    refused 2 'validation_r2|classes' compare taiji --metric validation_r2
    for bad in nan inf 0 -1 1e30 '' 0.1/ /0.1 0.1//0.2 0.1/x '0.1 ' 0.1,0.2; do refused 2 '--lr' compare taiji --lr "$bad"; done
    for bad in nan 0 -3 1e30 '' 3.5 300/ 300/-1; do
        refused 2 '--epochs' compare taiji --epochs "$bad"
        refused 2 '--steps' compare taiji --steps "$bad"
    done
    refused 2 'rate 0.1 is given twice' compare taiji --lr 0.1/0.1
    refused 2 '300 epochs are given twice' compare taiji --epochs 300/300
    refused 2 '--steps and --epochs' compare taiji --epochs 3 --steps 3
    refused 2 'more than 32' compare taiji --steps "$(seq -s / 33)"
    for bad in 0 -1 nan 10001 x ''; do refused 2 '--seeds' compare taiji --seeds "$bad"; done
    for bad in 0 -1 257 two; do refused 2 '--jobs' compare taiji --jobs "$bad"; done
    fine data xor --csv own.csv
    refused 2 '--json is ./own.csv, which is also read' compare own.csv fixed --steps 3 --seeds 1 --json ./own.csv
    refused 2 '--csv is own.csv, which is also read' find ./own.csv --steps 60 --csv own.csv
    echo x >a_file
    refused 1 'a_file' compare xor fixed --steps 3 --seeds 1 --quiet --out a_file
    refused 2 'the same file, x.csv' compare xor fixed --csv x.csv --json x.csv
    refused 2 'the same file, -' compare xor fixed --csv - --json -
    refused 1 'no/where.csv: nothing can be written there' compare xor fixed --csv no/where.csv
    run compare xor fixed --steps 3 --seeds 1 --quiet --json - --csv /dev/full
    [ $status -eq 1 ] && grep -q '"task":"xor"' stdout || fail "$what: exit $status; what could be written was not"
    says stderr '/dev/full'
}

killed
traps
forms grid
mistyped
lehr=$LEHR64
if [ -n "${LEHR_LIGHT:-}" ]; then forms ""; else forms grid; fi
report
