# safetensors.sh — Python reads checkpoints that Lehr writes, and Lehr reads files that Python writes. read_safetensors.py follows the
# definition of the format and shares no code with Lehr. The test is skipped without python3.
. "$LEHR_SOURCE/tests/support/command.inc"
python3 -c 'import json, struct, hashlib' 2>/dev/null || { echo "python3 is not here: nothing is tested"; exit 77; }
python() { python3 "$LEHR_SOURCE/tests/core/read_safetensors.py" "$@"; }

theirs()
{
    python write foreign.safetensors || fail "Python cannot write"
    fine info foreign.safetensors
    says stdout 'without a checksum|cannot be resumed|format|pt|Python, 智能之门|4 tensors, 9 numbers'
    says stdout 'fc1.weight|F32   [2 x 3]|fc1.bias|F64   [2]|steps|I64   []|U8    [0]'
    refused 1 'foreign.safetensors: has no checksum, so it holds weights only' train --resume foreign.safetensors
    refused 1 'foreign.safetensors: has no lehr.plan.task' predict foreign.safetensors xor
}

ours()
{
    fine train xor --epochs 3 --optim adam --save xor.safetensors --csv history.csv
    python read xor.safetensors >read || fail "$what: Python does not take it: $(tail -n 1 read)"
    says read 'text lehr.plan.optim "adam"|text lehr.step "30"|text lehr.plan.sched "fixed"'
    says read 'tensor fc1.weight|[2, 2]|tensor random I64 [624]|tensor order I32 [400]|tensor scale.zero F64 [2]'
    [ "$(grep -c '^tensor' read)" -eq 16 ] || fail "$what: $(grep -c '^tensor' read) tensors"
    awk '/^tensor order/ { sub(/.*\] /, ""); n = split($0, row, " "); for (i = 1; i <= n; i++) seen[row[i]]++
                           for (i = 0; i < 400; i++) if (seen[i] != 1) exit 1 }' read || fail "$what: the order does not name each row once"
    head -c 2000 xor.safetensors >short.safetensors
    python read short.safetensors 2>/dev/null >&2 && fail "$what: Python takes half of it"
    checks=$((checks + 3))
    # the same weights in a file of another program: they are listed, without a checksum or a plan
    python weights xor.safetensors weights.safetensors || fail "$what: Python cannot take the weights"
    fine info weights.safetensors
    says stdout 'without a checksum|fc1.weight|4 tensors, 9 numbers'
}

for lehr in "$LEHR" "$LEHR64"; do
    theirs
    ours
done
report
