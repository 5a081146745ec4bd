# mpi.sh — a comparison over MPI has the results of a single machine, for any number of ranks, also if it was killed and continued.
. "$LEHR_SOURCE/tests/support/command.inc"

"$lehr" --help | grep -q MPI || { echo "this lehr was built without -DLEHR_MPI=ON"; exit 77; }
command -v mpirun >/dev/null || { echo "mpirun is not here"; exit 77; }
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl_vader_single_copy_mechanism=none

# ranks N ARGS…: lehr with ARGS on N ranks; leaves $status, stdout and stderr.
ranks()
{
    n=$1
    shift
    what="mpirun -n $n ${lehr##*/} $*" checks=$((checks + 1))
    timeout 600 mpirun --oversubscribe -n "$n" "$lehr" "$@" >stdout 2>stderr </dev/null
    status=$?
}

same_as_one()
{
    [ $status -eq 0 ] || fail "$what: exit $status: $(head -c 600 stderr)"
    for f in runs.csv histories.csv results.json index.html loss.png; do cmp -s one/$f "$1"/$f || fail "$what: another $f"; done
    cmp -s one.txt stdout || fail "$what: another table: $(diff one.txt stdout | head -n 5)"
    [ "$(find "$1"/runs -name '*.safetensors' | wc -l)" -eq "$(find one/runs -name '*.safetensors' | wc -l)" ] || fail "$what: another number of kept runs"
}

rm -rf one two three killed several
set -- compare taiji fixed cosine onecycle:max=1000000,div=1 --optim sgd --epochs 40 --seeds 4
"$lehr" "$@" --jobs 1 --out one >one.txt 2>/dev/null || fail "lehr $*"
for n in 1 2 3 5; do
    rm -rf several
    ranks $n "$@" --out several
    same_as_one several
done
rm -rf several
ranks 3 "$@" --jobs 2 --out several
same_as_one several

# Killed five times, each time with another number of ranks; then finished.
count() { find killed -name '*.safetensors' 2>/dev/null | wc -l; }
before=0
for n in 3 2 4 1 3; do
    mpirun --oversubscribe -n $n "$lehr" "$@" --out killed >/dev/null 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null && [ "$(count)" -le $before ]; do sleep 0.01; done
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ "$(count)" -ge $before ] || fail "$n ranks, killed: $before runs were kept, now $(count)"
    before=$(count)
done
[ $before -ge 5 ] || fail "five times a run more, and only $before were kept"
ranks 2 "$@" --out killed
same_as_one killed
says stderr "of them were in "

# An error is printed once, with the same exit status as without MPI.
ranks 3 compare taij
[ $status -eq 2 ] || fail "$what: exit $status"
[ "$(grep -c '^lehr: ' stderr)" -eq 1 ] || fail "$what: $(cat stderr)"
says stderr '"taij"; did you mean "taiji"?'
ranks 3 compare xor fixed --steps 5 --seeds 1 --out /dev/null/no
[ $status -eq 1 ] || fail "$what: exit $status"
ranks 3 train xor --epochs 2
[ $status -eq 0 ] && [ "$(grep -c 'rows for training' stderr)" -eq 1 ] || fail "$what: exit $status, $(cat stderr)"
ranks 3 compare --help
[ $status -eq 0 ] && [ "$(grep -c 'For example' stdout)" -eq 1 ] || fail "$what: exit $status"
! grep -q "$(printf '\033')" stdout stderr || fail "$what: escape codes"
report
