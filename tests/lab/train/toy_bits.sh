# toy_bits.sh — trainings of toy size end in the same bytes on x86-64-v3 and v4; the baseline has bytes of its own. What they are is left in
# the file bits, below LEHR_FIGURES, where tests/promises/same_bits.sh compares it with those of other compilers, -O levels and sanitizers.
. "$LEHR_SOURCE/tests/support/command.inc"

trainings='taiji --optim adam --sched cosine
taiji --optim nadam --sched onecycle --batch 7
iris --optim momentum --sched step:every=40,gamma=0.5
iris --optim adamw:weight_decay=0.1 --sched warmup:10+poly --activation relu
xor --optim rmsprop --sched triangular2 --activation sigmoid
moon --optim adagrad --sched restarts:every=50
gem --optim adadelta --sched inv --clip-norm 1
peaks --optim nesterov --sched plateau:patience=1'

# trained LEVEL: a number for all the checkpoints and histories, in $bits.
trained()
{
    rm -f toy.*
    number=0
    while read -r line; do
        number=$((number + 1)) checks=$((checks + 1))
        # shellcheck disable=SC2086
        LEHR_LEVEL=$1 "$lehr" train $line --epochs 12 --lr 0.05 --quiet --save toy.$number.st --csv toy.$number.csv </dev/null ||
            fail "${lehr##*/} train $line, level '$1'"
    done <trainings
    bits=$(cat toy.*.st toy.*.csv | cksum | tr ' ' -)
}

rm -f bits
printf '%s\n' "$trainings" >trainings
for lehr in "$LEHR" "$LEHR64"; do
    trained v3
    v3=$bits
    trained ''
    [ "$v3" = "$bits" ] || fail "${lehr##*/}: x86-64-v3 gives $v3, this machine's level $bits"
    echo "${lehr##*/} here $bits $number" >>bits
    trained baseline
    echo "${lehr##*/} baseline $bits $number" >>bits
done
[ $failures -gt 0 ] || [ -z "${LEHR_FIGURES:-}" ] || cp bits "$LEHR_FIGURES/bits"
report
