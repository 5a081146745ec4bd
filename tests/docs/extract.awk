# extract.awk — what a page shows, as files in the order of the page: NNNN-LINE.KIND, where LINE is where it begins.
#
#     LC_ALL=C awk -v into=DIR -f extract.awk PAGE.md          the rules for pages stand at the head of tests/docs/docs.sh
#
#     .command    a command, on one line                          .program    C that has a main        .piece    C that has none
#     .name       `lehr WORD` or `lehr WORD --option`             .quoted     the file's name, then the lines quoted from it
#     .form       a command with a placeholder in it              .shown      what the command or program before it prints
#     .typed      a command behind "$ ", then all it prints       .other      a fence of another language, which is its first line
#     .floating   a program whose figures are those of float      .text       a fence that says it is none of these
#     .wrong      a sentence: the page breaks a rule

function put(kind, line, text,    name) {
    name = sprintf("%s/%04d-%d.%s", into, ++count, line, kind)
    printf "%s", text >name
    close(name)
}

# Could a shell take it? Our commands, what the build has made, scripts of the tree, and the few programs of others the pages speak of.
function is_command(s) {
    return s ~ /^([A-Z_]+=[^ ]* )*(lehr|lehr64|\.\/run|cmake|ctest|cc|sh|cp|mkdir|python3|mpirun|sbatch|export) / ||
           s ~ /^(build|tests|docs|examples)\/[^ ]*[a-z0-9](\.(sh|py))?( |$)/
}

# A word in capitals from this list stands for what the reader puts there, and an ellipsis for more of the same.
function is_form(s) { return s ~ /(^|[^A-Za-z0-9_])(FILE|DIR|SPEC|TASK|NAME|PRESET|OPTION)([^A-Za-z0-9_]|$)/ || index(s, "\342\200\246") }

function put_command(line, s) { put(is_form(s) ? "form" : "command", line, s "\n") }

# --- running text: commands in `spans`, which may go over the end of a line -----------------------------------------

function spans(    s, span) {
    s = paragraph
    paragraph = ""
    while (match(s, /`[^`]+`/)) {
        span = substr(s, RSTART + 1, RLENGTH - 2)
        s = substr(s, RSTART + RLENGTH)
        gsub(/\\\|/, "|", span)
        if (span ~ /^(lehr|lehr64) [a-z]+( --[a-z-]+)?$/ && span !~ / --help$/) put("name", begun, span "\n")
        else if (is_command(span) && span ~ / /) put_command(begun, span)
    }
}

# --- fences ---------------------------------------------------------------------------------------------------------

# A fence of commands: one a line, a backslash goes on in the next, two blanks begin a remark.
function commands(    n, i, lines, s) {
    n = split(body, lines, "\n") - 1
    for (i = 1; i <= n; i++) {
        s = lines[i]
        while (s ~ /\\$/ && i < n) {
            sub(/ *\\$/, " ", s)
            sub(/^ +/, "", lines[++i])
            s = s lines[i]
        }
        sub(/   *[^ ].*$/, "", s)
        sub(/ +$/, "", s)
        if (s == "" || s ~ /^#/) continue
        if (is_command(s " ")) put_command(opened + i, s)
        else put("wrong", opened + i, "\"" s "\" stands among commands and begins like none\n")
    }
}

function typed(    first, rest) {
    first = substr(body, 3, index(body, "\n") - 3)
    rest = substr(body, index(body, "\n") + 1)
    if (("\n" rest) ~ /\n\$ /) put("wrong", opened, "one fence, one command behind \"$ \"\n")
    else put("typed", opened, first "\n" rest)
}

function fence_ends(    first) {
    first = substr(body, 1, index(body, "\n") - 1)
    if (language == "c" || language == "c float") put(body !~ /(^|\n)int main\(/ ? "piece" : language == "c" ? "program" : "floating", opened, body)
    else if (language ~ /^c [^ ]+$/) put("quoted", opened, substr(language, 3) "\n" body)
    else if (language == "text") put("text", opened, body)
    else if (language != "") put("other", opened, language "\n" body)
    else if (first ~ /^\$ /) typed()
    else if (is_command(first)) commands()
    else put("shown", opened, body)
}

/^ *```/ && fenced {
    fenced = 0
    fence_ends()
    next
}
fenced { body = body $0 "\n"; next }
/^```/ {
    spans()
    fenced = 1
    opened = NR
    body = ""
    language = substr($0, 4)
    next
}
/^ +```/ { put("wrong", NR, "a fence begins at the left edge, or it is not read\n") }
/^ *$/ { spans(); next }
/^\|/ { spans() }
{
    if (paragraph == "") begun = NR
    sub(/^ +/, "")
    paragraph = paragraph (paragraph == "" ? "" : " ") $0
}
END {
    spans()
    if (fenced) put("wrong", opened, "the fence has no end\n")
}
