# translations.awk — do two lists of facts (page.awk) say the same? A line for each difference; nothing where they agree.
#
#     awk -v page=X.md -v other=X.zh-CN.md -f translations.awk X.facts X.zh-CN.facts
#
# Headings have the same levels. Between two headings code, pictures and rows of tables stand in the same order, as they do commands in
# sentences; links, figures and other `code` in sentences may change places, as sentences are built in another way.
function differs(file, line, text) { print file ":" line ": " text }

function ordered(kind) { return kind ~ /^(block|code|command|row|image)$/ }

# A link to a heading is one to the heading with the same number, whatever it is called.
function place(value, file,    at, target, number)
{
    at = index(value, "#")
    if (!at || value ~ /^[a-z]+:/) return value
    target = substr(value, 1, at - 1)
    if (target != "") return target "#"                             # tests/docs/links.sh looks whether it is there
    for (number = 1; number <= heads[file]; number++)
        if (name[file, number] == substr(value, at + 1)) return "#heading " number
    return value
}

BEGIN { FS = "\t" }
FNR == 1 { file++ }
{
    line = $1 + 0; part = $2 + 0; kind = $3; value = $4
    if (kind == "head") {
        heads[file]++
        level[file, heads[file]] = value + 0
        name[file, heads[file]] = substr(value, index(value, " ") + 1)
        where[file, heads[file]] = line
    } else {
        n = ++facts[file]
        at[file, n] = line; section[file, n] = part; kinds[file, n] = kind; values[file, n] = value
    }
}

function compare_heads(    i, most)
{
    most = heads[1] > heads[2] ? heads[1] : heads[2]
    for (i = 1; i <= most; i++) {
        if (level[1, i] == level[2, i]) continue
        if (i > heads[2]) differs(other, "end", "heading " i " is missing: " page ":" where[1, i])
        else if (i > heads[1]) differs(other, where[2, i], "heading " i " is too many: " page " has " heads[1] + 0)
        else differs(other, where[2, i], "heading of level " level[2, i] ", but " page ":" where[1, i] " has level " level[1, i])
        return 0
    }
    return 1
}

function next_of(file, kind, part, from)
{
    for (; from <= facts[file]; from++)
        if (kinds[file, from] == kind && section[file, from] == part) return from
    return 0
}

# The facts of one kind in one section, one beside the other; the first that differs is said, as all behind it may be shifted.
function compare_order(kind, part,    i, k)
{
    for (;;) {
        i = next_of(1, kind, part, i + 1)
        k = next_of(2, kind, part, k + 1)
        if (!i && !k) return
        if (i && k && values[1, i] == values[2, k]) continue
        if (!k) differs(other, where[2, part] + 0, kind " missing below this heading: " page ":" at[1, i] " has " values[1, i])
        else if (!i) differs(other, at[2, k], kind " too many: " values[2, k])
        else differs(other, at[2, k], kind " is " values[2, k] ", but " page ":" at[1, i] " has " values[1, i])
        return
    }
}

# What this file has in a section and the other one has not, wherever in it.
function compare_sets(file, from, beside,    i, said)
{
    for (i = 1; i <= facts[file]; i++) {
        if (ordered(kinds[file, i]) || seen[3 - file, section[file, i], kinds[file, i], place(values[file, i], file)]) continue
        if (said[section[file, i], kinds[file, i], values[file, i]]++) continue
        differs(from, at[file, i], kinds[file, i] " " values[file, i] " is not in " beside ", below line " where[3 - file, section[file, i]] + 0)
    }
}

END {
    if (!compare_heads()) exit
    for (part = 0; part <= heads[1]; part++) {
        compare_order("block", part)
        compare_order("code", part)
        compare_order("command", part)
        compare_order("image", part)
        compare_order("row", part)
    }
    for (f = 1; f <= 2; f++)
        for (i = 1; i <= facts[f]; i++) seen[f, section[f, i], kinds[f, i], place(values[f, i], f)] = 1
    compare_sets(1, page, other)
    compare_sets(2, other, page)
}
