# page.awk — what a Markdown page is made of, a fact a line: line of the page, section, kind, value, with tabs between.
#
#     awk -f page.awk README.md
#
#     head    level and anchor, "2 finding-your-way": what a link to it says after its #; begins the next section, counted from 0
#     block   a block of code begins; its language
#     code    a line in it, without its comment
#     command `lehr …`, `lehr64 …` or `./run …` in a sentence
#     inline  any other `code` in a sentence
#     row     a row of a table
#     image   a picture's file
#     link    where a link goes
#     figure  a number with a decimal point in a sentence
#
# Pages in two languages differ in ` --lang zh`, in picture-zh.png for picture.png and page.zh-CN.md for page.md; with -v plain=1 they do not.
function fact(kind, value) { print at "\t" section "\t" kind "\t" value }

function plainly(text)
{
    if (!plain) return text
    gsub(/ --lang zh/, "", text)
    gsub(/-zh\.png/, ".png", text)
    gsub(/\.zh-CN\.md/, ".md", text)
    return text
}

function trimmed(text)
{
    gsub(/[ \t\r]+/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    return text
}

# What GitHub makes of a heading: small letters, digits, - and _; a blank is a -; of two alike the second has -1 behind it.
function anchor(text,    twice)
{
    while (match(text, /\]\([^)]*\)/)) text = substr(text, 1, RSTART - 1) substr(text, RSTART + RLENGTH)
    text = tolower(text)
    gsub(/[!-,.\/:-@\[\\\]^`{|}~]/, "", text)
    gsub(/：|，|。|、|；|？|！|（|）|《|》|“|”|‘|’|…|—|–|·|×|→/, "", text)
    gsub(/ /, "-", text)
    twice = anchors[text]++
    return twice ? text "-" twice : text
}

# A line of code without what is said beside it: in C and in scripts a comment, in a list of commands what stands two blanks behind them.
function bare(text,    plain_text)
{
    plain_text = language == "" || language == "text"
    if (language ~ /^c( |$)/) {
        if (inside && !sub(/^.*\*\//, "", text)) return ""
        gsub(/\/\*([^*]|\*[^\/])*\*\//, "", text)
        inside = sub(/\/\*.*$/, "", text)
        sub(/\/\/.*$/, "", text)
    } else {
        if (!plain_text) sub(/(^|[ \t])#.*$/, "", text)
        sub(/^ +/, "", text)
        if (plain_text) sub(/  .*$/, "", text)
    }
    return trimmed(text)
}

# Pictures and links, from the left; a picture may stand within the words of a link, and those words may have begun on another line.
function targets(text,    found, kind)
{
    while (match(text, /<img src="[^"]*"|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)/)) {
        found = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        kind = found ~ /^\]/ ? "link" : "image"
        if (!sub(/^<img src="/, "", found)) sub(/^.*\]\(/, "", found)
        fact(kind, plainly(substr(found, 1, length(found) - 1)))
    }
}

function sentence(text,    code, rest)
{
    rest = ""
    while (match(text, /``?[^`]+``?/)) {
        code = substr(text, RSTART, RLENGTH)
        rest = rest substr(text, 1, RSTART - 1) "`"
        text = substr(text, RSTART + RLENGTH)
        gsub(/`/, "", code)
        code = trimmed(plainly(code))
        fact(code ~ /^(lehr|lehr64|\.\/run) / ? "command" : "inline", code)
    }
    rest = rest text
    targets(rest)
    gsub(/<img [^>]*>/, "", rest)
    gsub(/\]\([^)]*\)/, "", rest)
    while (match(rest, /[0-9]+\.[0-9]+/)) {
        fact("figure", substr(rest, RSTART, RLENGTH))
        rest = substr(rest, RSTART + RLENGTH)
    }
}

function ticks(text) { return gsub(/`/, "", text) }

function flush(    text)
{
    if (held == "") return
    text = held
    held = ""
    sentence(text)
}

BEGIN { section = 0; code = 0 }
{ sub(/\r$/, "") }

/^ *```/ {
    flush()
    at = NR
    code = !code
    inside = 0
    language = $0
    sub(/^ *```/, "", language)
    if (code) fact("block", language)
    next
}
code {
    at = NR
    line = plainly(bare($0))
    if (line != "") fact("code", line)
    next
}
/^#+ / {
    flush()
    at = NR
    level = index($0, " ") - 1
    section++
    fact("head", level " " anchor(substr($0, level + 2)))
    sentence(substr($0, level + 2))
    next
}
/^ *$/ { flush(); next }
/^\|/ && $0 !~ /^[-|: ]*$/ { at = NR; fact("row", "") }
{
    if (held == "") at = NR                     # `code` may go on in the next line
    held = held == "" ? $0 : held " " $0
    if (ticks(held) % 2 == 0) flush()
}
END { flush() }
