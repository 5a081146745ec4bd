#!/bin/sh
# docs_policies.sh — docs/policies.md and its pictures are what the command makes of the rows today.
set -eu
sh "$LEHR_SOURCE/docs/make_policies.sh" "$LEHR" docs
diff -u "$LEHR_SOURCE/docs/policies.md" docs/policies.md || { echo "docs/policies.md is stale: docs/make_policies.sh build/release/lehr docs"; exit 1; }
stale=0
for picture in docs/img/policies-of-the-book.png docs/img/policies/*.png; do
    cmp "$LEHR_SOURCE/$picture" "$picture" || stale=1
done
for picture in "$LEHR_SOURCE"/docs/img/policies/*.png; do
    [ -e "docs/img/policies/${picture##*/}" ] || { echo "$picture belongs to no policy"; stale=1; }
done
[ $stale = 0 ] || { echo "pictures are stale: docs/make_policies.sh build/release/lehr docs"; exit 1; }
