# maths.sh — docs/maths.md has a section for every file of nn/ops that records an operation, under the title that stands at the head of the
# file, with lines quoted from it; and no other section. docs.sh checks the quotations.
. "$LEHR_SOURCE/tests/support/command.inc"
here=$PWD page=docs/maths.md sections=0
cd "$LEHR_SOURCE" || exit 1

# title FILE: prints its name and the title at its head, up to a remark, a formula further right, or the end of the line.
title()
{
    head -n 1 "$1" | sed 's|^/\* *||; s| *\*/$||; s|   *.*||; s| (the book.*||; s|[,:]$||'
}

for file in $(grep -lE '^ *(static )?const lehr_op ' nn/ops/*.c); do
    grep -qxF "## $(title "$file")" $page || fail "$page has no section \"## $(title "$file")\""
    grep -qxF "\`\`\`c $file" $page || fail "$page quotes nothing from $file"
done

grep '^##' $page | sed 's/^#* //' >"$here/sections"
while IFS= read -r section; do
    sections=$((sections + 1)) name=${section%% *}
    file=$(ls nn/"$name" nn/ops/"$name" optim/"$name" sched/"$name" core/"$name" core/*/"$name" 2>/dev/null)
    if [ -z "$file" ]; then fail "$page: \"$section\" is the title of no file"
    elif [ "$(title "$file")" != "$section" ]; then fail "$page: \"$section\", but $file calls itself \"$(title "$file")\""
    else grep -qxF "\`\`\`c $file" $page || fail "$page quotes nothing from $file"
    fi
done <"$here/sections"
[ "$(grep '^##' $page | sort | uniq -d | wc -l)" -eq 0 ] || fail "$page has a section twice"
[ $sections -gt 0 ] || fail "$page has no sections"
echo "$sections sections"
[ $failures -eq 0 ]
