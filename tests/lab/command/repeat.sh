# repeat.sh — the same seed gives the same bytes: in another run, with another locale and time zone, with more threads.
. "$LEHR_SOURCE/tests/support/command.inc"

# Locales with a decimal comma, and the Turkish one, whose i has no capital I: made here where their sources are installed, else one that is
# there. A locale that the system lacks has no effect, so it is not counted.
LOCPATH=$PWD/locales && mkdir -p locales
locales=
for name in de_DE tr_TR; do
    localedef -i $name -f UTF-8 "locales/$name.UTF-8" 2>/dev/null
    [ -d "locales/$name.UTF-8" ] && locales="$locales $name.UTF-8" && export LOCPATH
done
[ -n "$locales" ] || locales=$(locale -a 2>/dev/null | grep -i -m 1 -E '^(de|fr|es|ru|cs)_')
[ -n "$locales" ] || echo "There is no localedef and no locale with a decimal comma here: other locales are left out."

# all FOLDER: writes every kind of output to that folder.
all()
{
    rm -rf "$1" && mkdir -p "$1"
    "$lehr" data moon --csv "$1/data.csv" &&
    "$lehr" policies >"$1/policies" &&
    "$lehr" schedule cosine inv onecycle --steps 500 --csv - >"$1/schedule" &&
    "$lehr" schedule cosine --steps 500 --png "$1/schedule.png" &&
    "$lehr" train taiji --epochs 10 --lr 0.05 --sched onecycle --csv - --png "$1/loss.png" >"$1/history" 2>"$1/words" &&
    "$lehr" train iris --steps 300 --csv "$1/iris.csv" --save "$1/iris.st" --quiet &&
    "$lehr" train taiji --net 2-300-300-4 --batch 100 --steps 16 --threads "${2:-1}" --csv "$1/wide.csv" --quiet &&
    "$lehr" compare xor --epochs 4 --seeds 2 --jobs "${2:-2}" --out "$1/out" >"$1/table" 2>/dev/null ||
        fail "${lehr##*/}: one of the commands into $1"
    checks=$((checks + 8))
}

# A checksum of all written files and their names. The paths in a checkpoint are the same in every folder.
hash_of() { (cd "$1" && find . -type f ! -name lock | sort | xargs cksum | cksum | cut -d ' ' -f 1); }

same()
{
    diff -r once "$1" >differences || fail "${lehr##*/}: $2 changes bytes: $(head -n 3 differences)"
    hash_of "$1" >>hashes
}

# under WHAT THREADS VARIABLES…: again, with these in the environment.
under()
{
    name=$1 threads=$2
    shift 2
    # shellcheck disable=SC2163
    (export "$@"; all again "$threads"; exit $failures) || failures=$((failures + 1))
    same again "$name"
}

kinds=0 hashes=0 runs=0
for lehr in "$LEHR" "$LEHR64"; do
    all once
    hash_of once >hashes
    under "another run" 2 LC_ALL=C.UTF-8
    under "one job" 1 LC_ALL=POSIX.UTF-8
    under "64 threads and 5 jobs" 5 OMP_NUM_THREADS=64 OPENBLAS_NUM_THREADS=64
    under "a million threads asked for" 3 OMP_NUM_THREADS=1000000 OPENBLAS_NUM_THREADS=1000000
    under "a time zone, an environment of nonsense" 4 TZ=Asia/Shanghai LC_ALL=xx_XX.UTF-8 LANG=../..
    for l in $locales; do under "LC_ALL=$l" 2 LC_ALL=$l LANG=$l; done
    hashes=$((hashes + $(sort -u hashes | wc -l))) runs=$((runs + $(wc -l <hashes))) kinds=$((kinds + 1))
done
[ $hashes -eq $kinds ] || fail "$hashes hashes, and there are $kinds commands"
figure 6 bytes "$((hashes / kinds)) hash over $((runs / kinds)) times all outputs (training with checkpoint, CSV and picture, comparison, schedule, data)" \
    "for each precision: 1 to 5 threads, OMP_NUM_THREADS up to 1000000, time zones, locales$locales"
report
