# functions.awk — the functions that a header and the headers it includes declare, one on a line: awk -f functions.awk lehr.h
function read(file,    l) {
    while ((getline l <file) > 0) {
        if (sub(/^#include "/, "", l)) { sub(/".*/, "", l); if (!seen[l]++) list[++n] = l }
        else if (l !~ /^#/ && !continued) text = text l "\n"
        continued = l ~ /\\$/ && (continued || l ~ /^#/)
    }
    close(file)
}
BEGIN {
    read(ARGV[1])
    for (i = 1; i <= n; i++) read(list[i])
    while ((from = index(text, "/*")) > 0) {
        rest = substr(text, from + 2)
        text = substr(text, 1, from - 1) " " substr(rest, index(rest, "*/") + 2)
    }
    while (gsub(/\{[^{}]*\}/, ";", text)) ;        # the bodies of structs and inline functions
    gsub(/extern "C" \{|\n *\}/, "", text)
    m = split(text, declaration, ";")
    for (i = 1; i <= m; i++) {
        if (declaration[i] ~ /typedef/) continue
        while (gsub(/\([^()]*\)/, "@", declaration[i])) ;     # parameters, however deep
        while (match(declaration[i], /lehr_[a-z0-9_]+ *@/)) {
            print substr(declaration[i], RSTART, RLENGTH - 1)
            declaration[i] = substr(declaration[i], RSTART + RLENGTH)
        }
    }
}
