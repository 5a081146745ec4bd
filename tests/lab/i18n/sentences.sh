# sentences.sh — every sentence of the sources has a Chinese twin or is excepted in untranslated.txt; no row and no exception is stale;
# and no Chinese text has a word that docs/glossary.md rules out. At its end: the test finds each of these in a small tree.
set -u
command -v python3 >/dev/null || { echo "python3 is not installed: the sentences are not compared"; exit 77; }
here=$PWD
built=$(dirname "$LEHR")
isystem=$(grep -o -e '-isystem [^ ]*' "$built/compile_commands.json" | sort -u | tr '\n' ' ')
# shellcheck disable=SC2086
set -- -std=c11 -I. "-I$built" -D_GNU_SOURCE -D_XOPEN_SOURCE=700 -DLEHR_LEVEL=baseline "-I$LEHR_SOURCE/examples/assignments" $isystem

# Chinese words in the last column of the glossary. One character is too short: it is part of other words.
awk -F '|' '/^\|/ { n = split($5, word, /[,;] */); for (i = 1; i <= n; i++) print word[i] }' "$LEHR_SOURCE/docs/glossary.md" |
    sed 's/^ *//; s/ *$//' | LC_ALL=C grep '[^ -~]\{4\}' >words
grep -q 批归一化 words || { echo "docs/glossary.md: its last column has no 批归一化"; exit 1; }

# One line for each finding in a tree: findings TREE FLAGS...
findings() {
    tree=$1
    shift
    (cd "$tree" && python3 "$LEHR_SOURCE/tests/lab/i18n/sentences.py" "${CC:-cc}" "$@") || echo "sentences.py has failed"
    (cd "$tree" && grep -nFf "$here/words" lab/i18n/chinese_*.c | sed 's/$/	has a word that docs\/glossary.md rules out/')
}

rm -rf tree
mkdir -p tree/lab/i18n tree/tests/lab/i18n
echo 'const char *a = "this has no twin", *b = "this has one";' >tree/lab/a.c
printf '%s\n' 'struct { const char *e, *c; } row[] = { { "this has one", "批归一化" }, { "this is stale", "旧" } };' >tree/lab/i18n/chinese_a.c
echo 'this is no text' >tree/tests/lab/i18n/untranslated.txt
findings tree "$@" >found
for expected in 'lab/a.c:1	this has no twin' 'is no sentence of any source: this is no text' 'no source has: this is stale' 'rules out'; do
    grep -qF "$expected" found || { echo "not found in the small tree: $expected"; cat found; exit 1; }
done
[ "$(wc -l <found)" -eq 4 ] || { echo "the small tree has 4 faults, but these are found:"; cat found; exit 1; }

findings "$LEHR_SOURCE" "$@" >found
cat found
[ ! -s found ]
