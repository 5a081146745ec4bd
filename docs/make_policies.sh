#!/bin/sh
# make_policies.sh — write docs/policies.md, its Chinese twin and its pictures into a folder.
#
#     docs/make_policies.sh build/release/lehr docs        tests/docs/docs.sh compares the pages with the tree
#
# The script runs the commands of the page itself.
set -eu
lehr=$1 folder=$2
mkdir -p "$folder/img/policies"
"$lehr" policies --markdown --lang en >"$folder/policies.md"
"$lehr" policies --markdown --lang zh | awk -f "$(dirname "$0")/policies_zh.awk" >"$folder/policies.zh-CN.md"
sed -n '/^lehr schedule /,/^```/p' "$folder/policies.md" | sed -e :a -e '/\\$/N; s/\\\n *//; ta' | grep '^lehr schedule ' |
    sed "s|docs/img|$folder/img|" | while IFS= read -r line; do
    eval "\"$lehr\" ${line#lehr }"
done
