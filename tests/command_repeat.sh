# command_repeat.sh — the same seed, the same bytes: on another run, under another locale and time zone, with more threads.
. "$LEHR_SOURCE/tests/command.inc"

# A locale with a decimal comma where there is one.
comma=$(locale -a 2>/dev/null | grep -i -m 1 -E '^(de|fr|es|ru|cs)_' || echo C.UTF-8)

# all FOLDER: everything it can say, into that folder.
all()
{
    rm -rf "$1" && mkdir -p "$1"
    "$lehr" data moon --csv "$1/data.csv" &&
    "$lehr" policies >"$1/policies" &&
    "$lehr" schedule cosine inv onecycle --steps 500 --csv - >"$1/schedule" &&
    "$lehr" schedule cosine --steps 500 --png "$1/schedule.png" &&
    "$lehr" train taiji --epochs 10 --lr 0.05 --sched onecycle --csv - --png "$1/loss.png" >"$1/history" 2>"$1/words" &&
    "$lehr" train iris --steps 300 --csv "$1/iris.csv" --quiet &&
    "$lehr" train taiji --net 2-300-300-4 --batch 100 --steps 16 --threads "${2:-1}" --csv "$1/wide.csv" --quiet &&
    "$lehr" compare xor --epochs 4 --seeds 2 --jobs "${2:-2}" --out "$1/out" >"$1/table" 2>/dev/null ||
        fail "${lehr##*/}: one of the commands into $1"
    checks=$((checks + 8))
}

same() { diff -r once "$1" >differences || fail "${lehr##*/}: $2 changes bytes: $(head -n 3 differences)"; }

for lehr in "$LEHR" "$LEHR64"; do
    all once
    all again && same again "another run"
    (LC_ALL=$comma LANG=$comma TZ=Asia/Shanghai; export LC_ALL LANG TZ; all elsewhere; exit $failures) || failures=$((failures + 1))
    same elsewhere "LC_ALL=$comma, TZ=Asia/Shanghai"
    (OMP_NUM_THREADS=64 OPENBLAS_NUM_THREADS=64; export OMP_NUM_THREADS OPENBLAS_NUM_THREADS; all threads 5; exit $failures) || failures=$((failures + 1))
    same threads "64 threads and 5 jobs"
done
report
