# plain_words.sh — counts the worst habits of style in what people read: comments, messages, help texts and pages. Each has a plain word
# of the field in its place. plain_words.txt has the few lines that are right as they stand, each with its reason.
. "$LEHR_SOURCE/tests/support/command.inc"
here=$PWD
cd "$LEHR_SOURCE" || exit 1

patterns() { sed 's/ *#.*//; /^$/d' <<'END'
(^|[^a-z])([Ww]hoever|[Nn]obody|[Ss]omebody|[Nn]o one)([^a-z]|$)                # name the person: the user, the caller, a student
(^|[.;:] )Who (is|has|can|wants|reads|writes|asks|saves|names)                 # the same
(^|[^a-z])([Ii]t|this|that|which|file|number|value|text|they) (is|are|was|were) none([^a-z]|$)  # "is not a number"
(^|[^a-z])(says|tells|hears|knows|wishes|believes)([^a-z]|$)                    # programs print, return, read, check
(^|[^a-z])(is|are|was|were|be|been) (said|told|heard|believed|wished)([^a-z]|$) # is given, is reported, is read
(^|[^a-z])(for ever|shall|whereof|thereof)([^a-z]|$)                            # without end; must
(^|[^a-z])(goes|go|going) another way([^a-z]|$)                                 # belongs to another group
(^|[^a-z])(rooms|a room|the room|in room)([^a-z]|$)                               # buffer, capacity, folder
(^|[^a-z])walk(s|ed|ing)?([^a-z]|$)                                             # trajectory, path, traversal
(^|[^a-z])pieces?([^a-z]|$)                                                     # chunk, part
END
}

# What people read, as FILE:LINE:TEXT. This file and its exceptions quote the habits themselves.
prose()
{
    find . -name build -prune -o -name .git -prune -o -path ./tests/golden -prune -o -path ./tests/fuzz/corpus -prune -o -path '*/img' -prune -o \
        -type f \( -name '*.[ch]' -o -name '*.js' -o -name '*.mjs' -o -name '*.md' -o -name '*.sh' -o -name '*.inc' -o -name '*.cmake' \
                   -o -name CMakeLists.txt -o -name run \) -print | sed 's|^\./||' | grep -v 'tests/house/plain_words' | sort |
        LC_ALL=C xargs awk -f tests/house/prose.awk
}

exceptions() { sed '/^#/d; /^$/d' tests/house/plain_words.txt; }

prose >"$here/prose"
patterns >"$here/patterns"
exceptions >"$here/exceptions"
LC_ALL=C grep -a -E -f "$here/patterns" "$here/prose" | grep -v -F -f "$here/exceptions" >"$here/found"
while IFS= read -r line; do fail "not plain: $line"; done <"$here/found"
checks=$(wc -l <"$here/prose")
while IFS= read -r line; do
    grep -q -F -e "$line" "$here/prose" || fail "plain_words.txt has what stands nowhere: $line"
done <"$here/exceptions"

# --- what must be found --------------------------------------------------------------------------------------------------

cd "$here" || exit 1
printf '%s\n' 'int room; /* a room' ' walks */ char *s = "it says \"no\""; // nobody' 'char c = '"'\"'"'; /* shall */' >bad.c
printf '%s\n' 'who=nobody   # for ever' 'echo "nobody"' >bad.sh
printf '%s\n' 'It tells.' '```' 'nobody' '```' '`nobody` reads' >bad.md
[ "$(awk -f "$LEHR_SOURCE/tests/house/prose.awk" bad.c bad.sh bad.md | LC_ALL=C grep -c -E -f patterns)" -eq 5 ] ||
    fail "not all is found: $(awk -f "$LEHR_SOURCE/tests/house/prose.awk" bad.c bad.sh bad.md | LC_ALL=C grep -E -f patterns)"
report
