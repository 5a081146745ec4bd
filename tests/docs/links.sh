# links.sh — every link and picture of every page leads to an existing file of the tree, and to an existing heading in it. Links to other
# servers are not checked.
export LC_ALL=C
checks=0
failures=0

fail() { failures=$((failures + 1)); echo "FAILED: $*" >&2; }

# broken FOLDER: prints a line for each broken link of its pages: page:line, and the reason.
broken()
{
    (cd "$1" && find . \( -name build -o -name out -o -name .git -o -name node_modules \) -prune -o -name '*.md' -print) | sort >pages
    : >facts
    while IFS= read -r page; do
        awk -f "$LEHR_SOURCE/tests/docs/page.awk" "$1/$page" | sed "s|^|${page#./}	|" >>facts
    done <pages

    # page:line, the link as written, its file from the top of the tree, its heading; and page#heading for every heading.
    awk -F '\t' '
        function from_top(path) {
            sub(/^\.\//, "", path)
            while (path ~ /\/\.\//) sub(/\/\.\//, "/", path)
            while (sub(/[^\/]+\/\.\.(\/|$)/, "", path)) ;
            return path
        }
        $4 == "head" { print $1 "#" substr($5, index($5, " ") + 1) >"anchors" }
        ($4 == "link" || $4 == "image") && $5 !~ /^([a-z]+:|\/\/)/ {
            file = $5; heading = ""
            if (at = index($5, "#")) { file = substr($5, 1, at - 1); heading = substr($5, at + 1) }
            sub(/ ".*"$/, "", file)
            folder = $1
            if (!sub(/\/[^\/]*$/, "/", folder)) folder = ""
            print $1 ":" $2 "\t" $5 "\t" (file == "" ? $1 : from_top(folder file)) "\t" heading
        }' facts >links
    : >>anchors
    while IFS='	' read -r where said file heading; do
        case $file in
        ../*) echo "$where: $said leads out of the tree" ;;
        *)    [ -e "$1/$file" ] || { echo "$where: $said: there is no $file"; continue; }
              case $file in *.md) [ -z "$heading" ] || grep -qxF "$file#$heading" anchors || echo "$where: $said: $file has no heading #$heading" ;; esac ;;
        esac
    done <links
}

broken "$LEHR_SOURCE" >found
checks=$((checks + $(wc -l <links)))
[ ! -s found ] || fail "$(cat found)"
[ "$(wc -l <links)" -gt 100 ] || fail "only $(wc -l <links) links are found in all pages"

# --- what must be found -------------------------------------------------------------------------------------------

rm -rf tree
mkdir -p tree/docs/img
echo >tree/docs/img/there.png
cat >tree/docs/page.md <<'END'
# One `heading`, two

[up](../README.md#the-top), [here](#one-heading-two), [again](#twice-1), [out](https://example.org/none.md), ![a picture](img/there.png)

## Twice
## Twice
END
printf '# The top!\n\n[a page](docs/page.md) and [a folder](docs/)\n' >tree/README.md
broken tree >found
checks=$((checks + 1))
[ ! -s found ] || fail "these are right: $(cat found)"

# mistaken SED WHERE: docs/page.md with this edit has a broken link, which must be found.
mistaken()
{
    checks=$((checks + 1))
    cp tree/docs/page.md kept
    sed "$1" kept >tree/docs/page.md
    broken tree >found
    grep -q "^$2: " found || fail "after sed '$1' nothing is said of $2: $(cat found)"
    cp kept tree/docs/page.md
}
mistaken 's/README/READ_ME/'        docs/page.md:3
mistaken 's/there\.png/gone.png/'   docs/page.md:3
mistaken 's/#the-top/#the-bottom/'  docs/page.md:3
mistaken 's/#twice-1/#twice-2/'     docs/page.md:3
mistaken 's/^# One/# Won/'          docs/page.md:3
mistaken 's|\.\./README|../../README|' docs/page.md:3

echo "$checks links and mistakes, $failures failures"
[ $failures -eq 0 ]
