# docs.sh — the pages are right: every command is run, every program compiled and run, every quotation looked up, every output compared,
# every picture drawn again. Pages are README*.md, CONTRIBUTING*.md, SECURITY*.md, docs/*.md,
# lab/*/*/README.md, and all .md of examples.
#
# The rules for pages:
#
#     ```            a first line that begins like a command: commands, one a line, `\` goes on in the next line, two blanks begin a remark.
#                    A first line that begins with "$ ": that command and exactly what it prints, errors too; it fails if and only if a
#                    line of that begins with "lehr: ". Anything else: printed by the command or program before it; of a command's
#                    output it may be a part.
#     ```c           a program, in float and in double; or, without main, a part of one (tests/docs/around.h has what it may use)
#     ```c float     a program whose figures, shown below it, are those of float; in double there may be others in their places
#     ```c FILE      lines quoted from FILE, to which the page has a link
#     ```text        none of these
#     `lehr …`       a command in running text, as `cmake …`, `build/release/…` and their like; `lehr WORD` alone, or with one --option, is a
#                    name, of which the help is asked
#     …              in what is shown: any letters, or alone on its line any lines. In a command: a form that is not carried out, as are
#                    those with FILE, DIR, SPEC, TASK, NAME, PRESET, OPTION
#     docs/img/X     a picture: a command of a page draws it as docs/img/X, or as X. Pictures called …-zh.png have letters of the machine's:
#                    their size alone is compared
#
# A page's commands run in one folder, in their order, once each, as from the top of the tree with build/release in the PATH, and those of
# its translation PAGE.zh-CN.md after them. There are flowers.csv, new.csv, train-images-idx3-ubyte with its labels, and submissions. What
# cannot be carried out stands in tests/docs/exceptions.txt. While you write a page:
#
#     export LEHR_SOURCE=$PWD LEHR=$PWD/build/release/lehr; sh tests/docs/page.sh /tmp/find docs/find.md; cat /tmp/find/log
. "$LEHR_SOURCE/tests/support/command.inc"
build=$(dirname "$LEHR")
if [ ! -f "$build/install/lehr.pc" ]; then echo "LEHR_INSTALL is OFF here: nobody knows what programs are linked with"; exit 77; fi
top=$LEHR_SOURCE here=$LEHR_SOURCE/tests/docs
rm -rf pages && mkdir pages

# The long pages first, so that every processor is busy until the end.
pages=$(cd "$top" && ls -S README*.md CONTRIBUTING*.md SECURITY*.md docs/*.md lab/*/*/README.md $(find examples -name '*.md'))
for page in $pages; do
    folder=pages/$(echo "$page" | tr / _) chinese=${page%.md}.zh-CN.md
    case $page in *.zh-CN.md) [ -e "$top/${page%.zh-CN.md}.md" ] || fail "$page is the translation of no page"; continue ;; esac
    [ -e "$top/$chinese" ] || chinese=
    mkdir "$folder" && echo $folder $page $chinese
done >jobs
xargs -L 1 -P "$(nproc 2>/dev/null || echo 2)" sh "$here/page.sh" <jobs

for folder in pages/*; do
    [ -e "$folder/ended" ] || fail "$folder: page.sh has stopped"
    sed 's/^FAILED: //' "$folder/log" >one && while IFS= read -r sentence; do fail "$sentence"; done <one
done

# The pages that a command writes.
"$LEHR" policies --markdown >policies.md
"$LEHR" policies --markdown --lang zh | awk -f "$top/docs/policies_zh.awk" >policies.zh-CN.md
cmp -s policies.md "$top/docs/policies.md" && cmp -s policies.zh-CN.md "$top/docs/policies.zh-CN.md" ||
    fail "docs/policies*.md are stale: docs/make_policies.sh build/release/lehr docs"

# Exceptions: each is used, and the file of its stand-in exists.
while IFS='|' read -r pattern stand_in reason; do
    pattern=$(echo "$pattern" | sed 's/ *$//') stand_in=$(echo "$stand_in" | sed 's/^ *//; s/ *$//')
    case $pattern in ''|'#'*) continue ;; esac
    case $stand_in in build/*|lehr*|*.png) ;; *) [ -e "$top/tests/$stand_in" ] || fail "exceptions.txt: there is no tests/$stand_in" ;; esac
    [ -n "$reason" ] || fail "exceptions.txt: \"$pattern\" has no reason"
    case $pattern in
        docs/img/*) [ -e "$top/$pattern" ] || fail "exceptions.txt: there is no $pattern" ;;
        *)          grep -qxF -e "$pattern" pages/*/used || fail "exceptions.txt: \"$pattern\" is on no page any more" ;;
    esac
done <"$here/exceptions.txt"

# Pictures: a page draws each, and it is the same as before.
${CC:-cc} ${CFLAGS:-} -std=c11 -O2 -I"$top" "$here/same_picture.c" -o same_picture || fail "same_picture.c does not compile"
pictures=0
elsewhere=size                          # where last digits differ, the picture may be of another training
[ "$(uname -sm)" != "Linux x86_64" ] || ! grep -q avx2 /proc/cpuinfo || elsewhere=
chinese=yes                             # without a font for it, pictures stay English
! "$LEHR" schedule cosine --steps 10 --lang zh --png chinese.png 2>&1 | grep -q '图中的文字用英文' ||
    { chinese=; echo "no Chinese font is here: Chinese pictures are drawn, and not compared"; }
for picture in $(cd "$top" && find docs/img -name '*.png'); do
    as=$(sed -n "s|^$picture *[|] *\([^ ]*\) .*|\1|p" "$here/exceptions.txt")
    case $as in ''|*.png) ;; *) continue ;; esac
    pictures=$((pictures + 1)) drawn=
    for try in pages/*/at/"$picture" pages/*/at/"${as:-${picture#docs/img/}}"; do [ ! -e "$try" ] || drawn=$try; done
    if [ -z "$drawn" ]; then fail "$picture: no command of a page draws it"; continue; fi
    ! cmp -s "$top/$picture" "$drawn" || continue
    case $picture in *-zh.png) [ -n "$chinese" ] || continue; only=size ;; *) only=$elsewhere ;; esac
    wrong=$(./same_picture "$top/$picture" "$drawn" $only) || fail "$picture $wrong; the new one is $PWD/$drawn"
done
for page in $pages; do
    grep -o 'src="[^"]*\.png"\|!\[[^]]*\]([^)]*\.png)' "$top/$page" | sed 's/.*[("]\([^("]*\.png\).*/\1/' | while read -r picture; do
        [ -e "$top/$(dirname "$page")/$picture" ] || echo "$page shows $picture, which is not there"
    done
done >missing
while IFS= read -r sentence; do fail "$sentence"; done <missing

count() { cat pages/*/counts | grep -cx "$1"; }
echo "$(echo "$pages" | wc -l) pages: $(count command) commands, $(count name) names, $(count form) forms, $(count exception) exceptions," \
     "$(count program) programs, $(count piece) pieces, $(count quotation) quotations, $(count comparison) outputs, $pictures pictures"
echo "the slowest: $(cat pages/*/times | sort -rn | head -n 3 | sed 's/ / s: /' | paste -sd '|' - | sed 's/|/; /g')"
[ "$(count command)" -gt 0 ] && [ "$(count program)" -gt 0 ] || fail "no command or no program was found on any page"
[ $failures -eq 0 ]
