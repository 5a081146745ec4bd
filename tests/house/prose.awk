# prose.awk — what people read in a source, line by line, as FILE:LINE:TEXT. C and JavaScript: comments and strings; shell, CMake,
# Python: comments; Markdown: all but code blocks and code spans.
FNR == 1 {
    comment = fence = 0
    kind = FILENAME ~ /\.(c|h|js|mjs)$/ ? "c" : FILENAME ~ /\.md$/ ? "md" : "hash"
}
function print_prose(text) { if (text ~ /[A-Za-z]/) print FILENAME ":" FNR ":" text }

# The length of the string that begins line: from its quote to the same quote.
function string_length(line,    quote, i, c) {
    quote = substr(line, 1, 1)
    for (i = 2; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\\") i++
        else if (c == quote) return i
    }
    return length(line)
}

# Comments and strings of a line of C or JavaScript; a comment may go on from the line before.
function c_prose(line,    text, at, n) {
    text = ""
    while (line != "") {
        if (comment) {
            at = index(line, "*/")
            text = text " " (at ? substr(line, 1, at - 1) : line)
            if (!at) break
            comment = 0
            line = substr(line, at + 2)
            continue
        }
        if (!match(line, /["'`]|\/\*|\/\//)) break
        line = substr(line, RSTART)
        if (line ~ /^\/\//) { text = text " " line; break }
        if (line ~ /^\/\*/) { comment = 1; line = substr(line, 3); continue }
        n = string_length(line)
        if (n > 3) text = text " " substr(line, 1, n)
        line = substr(line, n + 1)
    }
    return text
}

kind == "c"    { print_prose(c_prose($0)) }
kind == "hash" && match($0, /(^|[ \t])#[ \t]/) { print_prose(substr($0, RSTART)) }
kind == "md" {
    if (/^ *```/) { fence = !fence; next }
    if (fence || /^    /) next
    line = $0
    gsub(/`[^`]*`/, "", line)
    print_prose(line)
}
