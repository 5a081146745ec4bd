# match.awk — is what a page shows what was printed?
#
#     LC_ALL=C awk -v whole=1 -v figures=1 -f match.awk SHOWN PRINTED
#
# whole=0: SHOWN is a part of it, from some line on without a gap. figures=0: where there is a number, any other will do.
#
# In SHOWN an ellipsis stands for any letters, and alone on its line for any lines: that is how a page leaves out what differs from machine
# to machine, or is too long. Exit 1 with the first line that does not fit.

function fits(pattern, line,    n, i, parts, at) {
    n = split(pattern, parts, "\342\200\246")
    if (substr(line, 1, length(parts[1])) != parts[1]) return 0
    if (n == 1) return line == pattern
    line = substr(line, length(parts[1]) + 1)
    for (i = 2; i < n; i++) {
        if (!(at = index(line, parts[i])) && parts[i] != "") return 0
        if (parts[i] != "") line = substr(line, at + length(parts[i]))
    }
    return length(line) >= length(parts[n]) && substr(line, length(line) - length(parts[n]) + 1) == parts[n]
}

# From shown line s at printed line p on: does the rest fit? furthest: the line of shown that was reached.
function from(s, p,    q) {
    if (s > furthest) furthest = s
    if (s > shown) return !whole || p > printed
    if (want[s] == "\342\200\246") {
        for (q = p; q <= printed + 1; q++) if (from(s + 1, q)) return 1
        return 0
    }
    return p <= printed && fits(want[s], got[p]) && from(s + 1, p + 1)
}

FNR == 1 { file++ }
{ sub(/[ \t]+$/, "") }
!figures {
    gsub(/\342\226[\201-\210]/, "~")
    gsub(/[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/, "0")
    gsub(/  +/, "  ")
}
file == 1 { want[++shown] = $0 }
file == 2 { got[++printed] = $0 }
END {
    if (file < 2) printed = 0
    if (shown == 0) exit !(whole == 0 || printed == 0)
    for (p = 1; p <= (whole ? 1 : printed); p++) if (from(1, p)) exit 0
    if (furthest > shown) print "more is printed than is shown"
    else print "this line is not printed there: " want[furthest]
    exit 1
}
