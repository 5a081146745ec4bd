#!/bin/sh
# make_policies.sh — docs/policies.md and its pictures, made anew into a folder.
#
#     docs/make_policies.sh build/release/lehr docs        what CI compares the tree with: tests/docs/docs.sh
#
# The commands are those on the page itself, so what a reader can paste is what was run.
set -eu
lehr=$1 folder=$2
mkdir -p "$folder/img/policies"
"$lehr" policies --markdown >"$folder/policies.md"
sed -n '/^lehr schedule /,/^```/p' "$folder/policies.md" | sed -e :a -e '/\\$/N; s/\\\n *//; ta' | grep '^lehr schedule ' |
    sed "s|docs/img|$folder/img|" | while IFS= read -r line; do
    eval "\"$lehr\" ${line#lehr }"
done
