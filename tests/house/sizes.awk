# sizes.awk — C sources in, what is too long out, one on a line (tests/house/sizes.sh): a line of more than 120 columns, a function
# of more than 40 lines from its first line to its closing brace. Run with LC_ALL=C: columns are counted as UTF-8, not as bytes.

function columns(s,    n)
{
    n = length(s)
    return n - gsub(/[\200-\277]/, "", s)       # the bytes of a letter after its first one
}

FNR == 1 { begun = 0; depth = 0 }

columns($0) > 120 { print FILENAME ":" FNR ": " columns($0) " columns" }

# A definition begins at the left edge with a letter, or follows a line that does; its body is between braces at the left edge, or on
# the line of its head.
/^[A-Za-z_]/ && !/^(typedef|struct|enum|union|extern)[^(]*$/ { if (!begun) begun = FNR; head = head == "" ? $0 : head }
/^\}/ && inside {
    if (FNR - begun + 1 > 40) print FILENAME ":" begun ": " name(head) " has " FNR - begun + 1 " lines"
    inside = 0
}
/^\{/ && begun { inside = 1; next }
/^[A-Za-z_].*\) *\{$/ { inside = 1; next }
/^[A-Za-z_].*[;}] *(\/\*.*)?$/ || /^\}/ || /^$/ || /^ .*; *(\/\*.*)?$/ { if (!inside) { begun = 0; head = "" } }

function name(s)
{
    sub(/\(.*/, "", s)
    sub(/.*[ *]/, "", s)
    return s
}
