#!/bin/sh
# levels.sh — the same bytes from x86-64-v3 and v4, where this machine has both; and training works on the baseline too.
set -eu
for lehr in "$LEHR" "$LEHR64"; do
    LEHR_LEVEL=v3 "$lehr" train taiji --epochs 40 --lr 0.05 --sched cosine --quiet --csv v3.csv
    "$lehr" train taiji --epochs 40 --lr 0.05 --sched cosine --quiet --csv here.csv
    cmp v3.csv here.csv || { echo "$lehr: v3 and this machine's level differ"; exit 1; }
    LEHR_LEVEL=baseline "$lehr" train taiji --epochs 40 --lr 0.05 --sched cosine --quiet --csv baseline.csv
    [ "$(wc -l <baseline.csv)" = "$(wc -l <here.csv)" ] || { echo "$lehr: the baseline's history is another length"; exit 1; }
done
