#!/bin/sh
# make.sh — the API pages, from the headers that lehr_lab.h reaches, folder by folder.
#
#     docs/api/make.sh build/release/api                     then open build/release/api/html/index.html
#     docs/api/make.sh FOLDER 'GENERATE_XML = YES' …         with settings of Doxygen's, for tests
#
# Ends with what Doxygen ends with; what it has to complain of is on stderr.
set -eu
command -v doxygen >/dev/null || {
    echo "The API pages are made with Doxygen, which is not here. Debian, Ubuntu: apt-get install doxygen; Fedora: dnf install doxygen;" \
         "Arch: pacman -S doxygen; Homebrew: brew install doxygen" >&2
    exit 1
}
here=$(cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$1"
out=$(cd -- "$1" && pwd)
shift
cd "$here/../.."

# Every header that lehr_lab.h reaches, lehr.h among them, those first that it names itself.
reached() {
    awk 'function read(file,    l) {
             while ((getline l <file) > 0)
                 if (sub(/^#include "/, "", l)) {
                     sub(/".*/, "", l)
                     if (!seen[l]++) list[++n] = l
                 }
         }
         BEGIN { read("lehr.h"); read("lehr_lab.h"); for (i = 1; i <= n; i++) { read(list[i]); print list[i] } }'
}

folders() {
    cat <<END
core    tensors, the tape, parameters, gradient check, random numbers, errors, checkpoints
nn      operations, layers, initial weights
optim   update rules, parameter groups, clipping, decay
sched   learning-rate schedules
lab     data sets, training, the fair comparison, range test, figures, report
END
}

# The folders are the groups, and the front page lists their headers, each with its first sentence.
front() {
    awk 'function sentence(file,    l, all) {
             while ((getline l <file) > 0 && l !~ /^ \*$/) {
                 sub(/^[^—]*— |^ \* /, "", l)
                 all = all (all == "" ? "" : " ") l
             }
             if (match(all, /[^A-Z][.] /)) all = substr(all, 1, RSTART + RLENGTH - 3)
             sub(/[.,:; ]*(\*\/)?$/, "", all); gsub(/`/, "", all)
             return all
         }
         FILENAME != "-" { room[++rooms] = $1; about[$1] = $0; sub(/^[a-z]+ +/, "", about[$1]) }
         FILENAME == "-" { split($0, path, "/"); list[path[1]] = list[path[1]] " " $0 }
         END {
             print "/** @mainpage Lehr\n<p>The public headers: <tt>\\#include \\<lehr.h\\></tt> has the framework, <tt>lehr_lab.h</tt> everything.</p>"
             for (i = 1; i <= rooms; i++) {
                 r = room[i]
                 print "<div class=\"room\">@ref " r " &nbsp;" about[r] "</div><table class=\"headers\">"
                 n = split(list[r], header, " ")
                 for (k = 1; k <= n; k++) print "<tr><td>@ref " header[k] "</td><td>" sentence(header[k]) "</td></tr>"
                 print "</table>"
             }
             print "*/"
             for (i = 1; i <= rooms; i++) print "/** @defgroup " room[i] " " room[i] "\n" about[room[i]] "\n*/"
         }' "$out/folders" -
}

reached | grep -v '^lehr[.]h$' >"$out/headers"
folders >"$out/folders"
front <"$out/headers" >"$out/front.dox"
version=$(sed -n 's/^#define LEHR_VERSION "\([0-9.]*\)".*/\1/p' core/base/version.h)

{
    cat docs/api/Doxyfile
    echo "PROJECT_NUMBER = $version"
    echo "OUTPUT_DIRECTORY = \"$out\""
    echo "INPUT = \"$out/front.dox\"" $(cat "$out/headers")
    for setting; do echo "$setting"; done
} | doxygen -
