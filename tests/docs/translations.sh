# translations.sh — every page in Chinese, X.zh-CN.md, agrees with X.md beside it: headings, commands and code, pictures,
# tables, links, numbers; and each has a link to the other. The words that readers search for are in the openings of the
# Chinese pages. Then copies with one mistake each are checked; each mistake must be found.
export LC_ALL=C
checks=0
failures=0

fail() { failures=$((failures + 1)); echo "FAILED: $*" >&2; }

facts() { awk -v plain=1 -f "$LEHR_SOURCE/tests/docs/page.awk" "$1"; }

# leads_to PAGE OTHER: does PAGE have a link to OTHER?
leads_to()
{
    awk -f "$LEHR_SOURCE/tests/docs/page.awk" "$1" | awk -F '\t' -v to="$2" '$3 == "link" && $4 == to { found = 1 } END { exit !found }'
}

# differences PAGE: prints a line for each difference between it and its translation.
differences()
{
    english=$1 chinese=${1%.md}.zh-CN.md
    facts "$english" >english.facts
    facts "$chinese" >chinese.facts
    awk -v page="$english" -v other="$chinese" -f "$LEHR_SOURCE/tests/docs/translations.awk" english.facts chinese.facts
    leads_to "$english" "${chinese##*/}" || echo "$english:1: no link to ${chinese##*/}"
    leads_to "$chinese" "${english##*/}" || echo "$chinese:1: no link to ${english##*/}"
}

# --- the pages ----------------------------------------------------------------------------------------------------

top=$PWD
cd "$LEHR_SOURCE" || exit 1
find . \( -name build -o -name out -o -name .git \) -prune -o -name '*.zh-CN.md' -print | sort >"$top/pages"
cd "$top" || exit 1
for must in README book tour compare find policies layers rules checkpoints pictures maths add_one; do
    grep -qxF -e "./$must.zh-CN.md" -e "./docs/$must.zh-CN.md" pages || fail "there is no $must.zh-CN.md"
done
while IFS= read -r chinese; do
    checks=$((checks + 1))
    page=$LEHR_SOURCE/${chinese#./}
    page=${page%.zh-CN.md}.md
    [ -f "$page" ] || { fail "$chinese translates nothing: there is no ${page##*/} beside it"; continue; }
    differences "$page" >found
    [ ! -s found ] || fail "$chinese is not in step:
$(sed "s|$LEHR_SOURCE/||g" found)"
done <pages

# --- words that readers search for --------------------------------------------------------------------------------

# opening PAGE: its headings, and its first two paragraphs below the link to the other language.
opening() { awk '/^#/ { print; next } !NF { blanks++ } blanks > 1 && blanks < 4' "$1"; }

while read -r page words; do
    for word in $words; do
        checks=$((checks + 1))
        opening "$LEHR_SOURCE/$page" | grep -qF "$word" ||
            fail "$page: $word is in no heading and not in the first paragraphs"
    done
done <<'END'
README.zh-CN.md         学习率调度器 学习率衰减 余弦退火 预热
docs/policies.zh-CN.md  学习率调度器 学习率衰减 余弦退火 预热
docs/compare.zh-CN.md   学习率调度器 学习率衰减 余弦退火 预热
docs/book.zh-CN.md      学习率衰减 余弦退火 预热 早停 过拟合 学习率范围测试
docs/find.zh-CN.md      学习率范围测试
docs/commands.zh-CN.md  早停
docs/checkpoints.zh-CN.md 早停
END

# --- mistakes that must be found ----------------------------------------------------------------------------------

cat >small.md <<'END'
# A page

English · [中文](small.zh-CN.md)

See [what is below](#below), and `lehr policies`; 92.4 % with `fixed`.

```
lehr train taiji --epochs 300                a training
lehr find taiji --seeds 5
```

## Below

![a picture](a.png) and <img src="b.png" width="50%" alt="one in two languages">

| one | two |
|---|---|
| `lehr data` | [three](three.md) |

### Deeper

```c
int a = 1;      /* the first */
```
END
cat >small.zh-CN.md <<'END'
# 一页

[English](small.md) · 中文

`fixed` 为 92.4 %；见[下文](#下文)与 `lehr policies`。

```
lehr train taiji --epochs 300                一次训练
lehr find taiji --seeds 5 --lang zh
```

## 下文

![图](a.png)与 <img src="b-zh.png" width="50%" alt="两种语言各有一张">

| 一 | 二 |
|---|---|
| `lehr data` | [三](three.md) |

### 更深

```c
int a = 1;      /* 第一个 */
```
END
cp small.md kept.md
cp small.zh-CN.md kept.zh-CN.md
checks=$((checks + 1))
differences small.md >found
[ ! -s found ] || fail "these two are in step: $(cat found)"

# mistaken LANGUAGE SED WHERE: with this edit of one of them, a difference is reported with its place.
mistaken()
{
    checks=$((checks + 1))
    cp kept.md small.md
    cp kept.zh-CN.md small.zh-CN.md
    sed "$2" "kept$1.md" >"small$1.md"
    ! cmp -s "kept$1.md" "small$1.md" || fail "sed '$2' changes nothing"
    differences small.md >found
    grep -q "^$3: " found || fail "after sed '$2' of small$1.md no difference is found at $3: $(cat found)"
}
zh=small.zh-CN.md
mistaken .zh-CN '/lehr find/d'                      $zh:1           # a command is dropped below heading 1,
mistaken .zh-CN 's/--epochs 300/--epochs 30/'       $zh:8           # has another option
mistaken ''     's/--epochs 300/--epochs 30/'       $zh:8           # (here or there),
mistaken .zh-CN 's/`lehr policies`/`lehr data`/'    $zh:5           # is another one in a sentence
mistaken .zh-CN 's/^### /## /'                      $zh:20          # a heading is moved up,
mistaken .zh-CN '/^### /d'                          $zh:end         # is dropped,
mistaken ''     '/^### /d'                          $zh:20          # is one too many
mistaken .zh-CN 's/92\.4/92.5/'                     $zh:5           # a figure is stale,
mistaken ''     's/92\.4/92.5/'                     small.md:5      # here or there
mistaken .zh-CN 's/b-zh\.png/c-zh.png/'             $zh:14          # another picture,
mistaken .zh-CN 's/!\[图\](a\.png)//'               $zh:14          # or none
mistaken .zh-CN '/`lehr data`/d'                    $zh:12          # a row of a table
mistaken .zh-CN 's/three\.md/four.md/'              $zh:18          # a link to a page,
mistaken .zh-CN 's/#下文/#更深/'                    $zh:5           # and to a heading
mistaken .zh-CN 's/a = 1/a = 2/'                    $zh:23          # code that is no comment,
mistaken .zh-CN '/^```c/,/^```$/d'                  $zh:20          # and all of it
mistaken .zh-CN 's/\[English\](small\.md)/English/' $zh:1           # no way back,
mistaken ''     's/\[中文\](small\.zh-CN\.md)/中文/' small.md:1     # and no way there

echo "$checks pages, words and mistakes, $failures failures"
[ $failures -eq 0 ]
