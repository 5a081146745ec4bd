# comments.awk — our headers as Doxygen reads them: it knows /** … */ alone, and our comments are plain.
#
#     awk -f docs/api/comments.awk nn/ops.h         what Doxygen gets for that header (Doxyfile, FILTER_PATTERNS)
#
# Whose comment is it?
#
#     at the top of the file              the file's, behind its name and the dash
#     above a declaration                 its own, and that of all that follow until an empty line or the next comment
#     behind a declaration                its own; of a line that declares several, each one's
#     behind "{" or "}" of a struct       the struct's; its fields are declarations like any others
#     above fields that have their own    a heading over them, until an empty line
#     a struct or enum on one line        what is said of it is said of what is in it
#     --- so ---                          a heading over what follows
#
# Lines indented by four or more are shown as they stand: as C where a name of ours is in them. A name of ours in a comment becomes a link,
# and Doxygen complains of one that leads nowhere. Anonymous unions are taken apart, their fields are the struct's.

{ line[NR] = $0 }

END {
    room = FILENAME                                 # its folder at the top of the tree
    if (index(room, ENVIRON["PWD"] "/") == 1) room = substr(room, length(ENVIRON["PWD"]) + 2)
    sub(/\/.*/, "", room)
    for (i = 1; i <= NR; i++)                       # a struct that is described here needs no second name
        if (match(line[i], /^struct [a-z0-9_]+ \{/)) described[substr(line[i], 8, RLENGTH - 9)] = 1
    at = 1
    head()
    while (at <= NR) top()
}

# --- the file, line by line -----------------------------------------------------------------------------------------

function head(    text)
{
    text = comment()
    if (!sub(/^[^ ]+ — /, "", text)) return         # no name and dash: not described, and Doxygen will say so
    print "/** @file"
    if (FILENAME !~ /lehr\.h$/) print "@ingroup " room
    print ""
    print "@brief " prose(toupper(substr(text, 1, 1)) substr(text, 2)) "\n*/"
}

function top(    l)
{
    l = line[at]
    if (l ~ /^[ \t]*$/)                            { drop(); at++ }
    else if (l ~ /^\/\* --- .* ?--- *\*\/$/)       heading(l)
    else if (l ~ /^\/\*/)                          { drop(); above = comment() }
    else if (l ~ /^#define/)                       { macro(); used = 1 }
    else if (l ~ /^#/)                             { drop(); if (l ~ /^#endif/ && at == NR && open) print "/** @} */"; print l; at++ }
    else                                           { declaration(); used = 1 }
}

# The comment above holds no longer. It should have been of use.
function drop()
{
    if (above != "" && !used) print FILENAME ":" at - 1 ": warning: a comment that belongs to nothing" | "cat >&2"
    above = ""
    used = 0
}

function heading(l)
{
    gsub(/^\/\* -+ *| *-+ *\*\/$/, "", l)
    if (open) print "/** @} */"
    print "/** @name " escape(l) " */\n/** @{ */"
    open = 1
    drop()
    at++
}

# The comment that begins in this line; at is behind it then.
function comment(    text, l)
{
    l = line[at++]
    sub(/^[ \t]*\/\* ?/, "", l)
    while (!sub(/[ \t]*\*\/[ \t]*$/, "", l) && at <= NR) {
        text = text l "\n"
        l = line[at++]
        if (l !~ /^[ \t]*\*\//) sub(/^[ \t]*\* ?/, "", l)
    }
    return text l
}

# What stands behind the code in this line, which is left in `code`; at is behind it then.
function behind(    text, start)
{
    code = line[at]
    start = match(code, /\/\*/)
    if (!start) { at++; return "" }
    line[at] = substr(code, start)
    code = substr(code, 1, start - 1)
    text = comment()
    gsub(/\n[ \t]+/, "\n", text)
    return text
}

function macro(    text, own, all)
{
    do {
        own = behind()
        if (own != "") text = text (text == "" ? "" : " ") own
        all = all (all == "" ? "" : "\n") code
    } while (code ~ /\\$/ && at <= NR)
    if (all ~ /^#define [A-Z0-9_]+_H$/) { print all; return }              # the guard
    document(text, above)
    print all
}

function declaration(    text, own, all, depth, n, i)
{
    n = 0
    depth = 0
    do {
        if (line[at] ~ /^#if/) {                                            # an attribute for one compiler
            while (at <= NR && line[at++] !~ /^#endif/) { }
            continue
        }
        own = behind()
        n++
        part[n] = code
        said[n] = own
        depth += bits(code, "[{]") - bits(code, "[}]")
        all = all (all == "" ? "" : " ") code
    } while (at <= NR && (depth > 0 || code !~ /;[ \t]*$/))
    if (all ~ /^(typedef )?(struct|enum|union)[^;({]*\{/) aggregate(n, all)
    else {
        for (i = 1; i <= n; i++) if (said[i] != "") text = text (text == "" ? "" : " ") said[i]
        gsub(/[ \t]+/, " ", all)
        gsub(/ LEHR_PRINTF\([0-9, ]*\)/, "", all)
        split_names(all, text, above)
    }
}

# --- structs and enums ------------------------------------------------------------------------------------------------

function aggregate(n, all,    i, inner, name, text, is_enum, group)
{
    is_enum = all ~ /^(typedef )?enum/
    if (n == 1) {                                                           # all on one line
        document(said[1], above)
        name = substr(all, 1, index(all, "{"))
        inner = substr(all, index(all, "{") + 1)
        text = inner
        sub(/\}[^}]*$/, "", inner)
        sub(/^.*\}/, "}", text)
        print name
        if (is_enum) values(inner, said[1] == "" ? above : said[1], "")
        else fields(inner, said[1] == "" ? above : said[1], "")
        print text
        return
    }
    text = said[1] (said[1] != "" && said[n] != "" ? (said[1] ~ /[.;]$/ ? "\n" : ";\n") : "") said[n]
    document(text, above)
    print part[1]
    for (i = 2; i < n; i++) {
        if (part[i] ~ /^[ \t]*$/) {                                         # a comment alone, or an empty line
            below("")
            group = said[i]
            if (group != "" && said[i + 1] != "" && !is_enum) {
                below(group)
                group = ""
            }
        }
        else if (is_enum) values(part[i], said[i], group)
        else fields(part[i], said[i], group)
    }
    below("")
    print part[n]
}

# From here on fields stand below this title; below none, where it is "".
function below(title)
{
    if (under) print "/** @} */"
    under = title != ""
    gsub(/\n/, " ", title)
    if (under) print "/** @name " escape(title) " */\n/** @{ */"
}

function values(text, own, group,    one, i, n)
{
    n = split(text, one, /,/)
    for (i = 1; i <= n; i++)
        if (one[i] !~ /^[ \t]*$/) {
            document(own, group)
            print one[i] ","
        }
}

function fields(text, own, group,    one, i, n)
{
    gsub(/(union|struct)[ \t]*\{|\}[ \t]*;|[{}]/, "", text)                # what is anonymous in it
    n = split(text, one, /;/)
    for (i = 1; i <= n; i++)
        if (one[i] !~ /^[ \t]*$/) split_names(one[i] ";", own, group)
}

# --- one declaration, one name -----------------------------------------------------------------------------------------

# `double a, *b[3];` declares two: each is printed by itself, with its comment.
function split_names(text, own, group,    one, n, i, type)
{
    sub(/^[ \t]+/, "", text)
    if (match(text, /^typedef struct [a-z0-9_]+ [a-z0-9_]+;$/)) {
        split(text, one, / /)
        if (one[3] in described) return
    }
    sub(/;[ \t]*$/, "", text)
    n = text ~ /\(/ ? 1 : split(text, one, /,/)
    if (n == 1) { document(own, group); print text ";"; return }
    match(one[1], /[* \t]+[A-Za-z_][A-Za-z0-9_]*(\[[^]]*\])*$/)
    type = substr(one[1], 1, RSTART - 1)
    one[1] = substr(one[1], RSTART)
    for (i = 1; i <= n; i++) {
        document(own, group)
        print type " " one[i] ";"
    }
}

function document(own, group)
{
    if (own == "" && group == "") return
    if (own != "" && group != "") own = own (own ~ /[.?!:]$/ ? "\n" : ".\n")
    own = own group
    print "/** @brief " prose(own) "\n*/"
}

function bits(text, what) { return gsub(what, "", text) }

# --- from our words to Doxygen's ----------------------------------------------------------------------------------------

# Paragraphs, each in one line, and what is indented as it stands.
function prose(text,    one, n, i, out, block, is_c)
{
    n = split(text, one, /\n/)
    for (i = 1; i <= n; i++) {
        if (one[i] ~ /^    /) {
            is_c = 0
            for (block = ""; i <= n && (one[i] ~ /^    / || (one[i] == "" && one[i + 1] ~ /^    /)); i++) {
                if (one[i] ~ /(lehr_|LEHR_)[a-zA-Z]/) is_c = 1
                block = block substr(one[i], 5) "\n"
            }
            i--
            out = out "\n" (is_c ? "@code{.c}\n" : "@verbatim\n") block (is_c ? "@endcode\n" : "@endverbatim\n")
        } else if (one[i] ~ /^[ \t]*$/) {
            out = out "\n"
        } else {
            sub(/^[ \t]+/, "", one[i])
            out = out (out ~ /[^\n]$/ ? " " : out == "" ? "" : "\n") escape(one[i])
        }
    }
    return out
}

# Nothing in our sentences is a command; names of ours are links, and what stands in `backquotes` is what is typed.
function escape(text,    one, n, i, out)
{
    n = split(text, one, /`/)
    for (i = 1; i <= n; i++) out = out (i % 2 ? links(plain(one[i])) : i < n ? "<tt>" plain(one[i]) "</tt>" : "`" plain(one[i]))
    return out
}

function plain(text,    one, n, i)
{
    n = split(text, one, /\\/)                     # not by gsub: awks differ in what two backslashes in its answer are
    text = one[1]
    for (i = 2; i <= n; i++) text = text "\\\\" one[i]
    gsub(/[@<>&#$]/, "\\\\&", text)
    gsub(/--/, "\\--", text)
    gsub(/file:/, "file<!-- -->:", text)            # no address
    return text
}

function links(text,    out, word)
{
    while (match(text, /(lehr_|LEHR_)[A-Za-z0-9_]+/)) {
        word = substr(text, RSTART, RLENGTH)
        out = out substr(text, 1, RSTART - 1) (word ~ /_$/ ? word : "@link " word " " word "@endlink")
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}
