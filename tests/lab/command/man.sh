# man.sh — the pages of the manual: one for every command, with the contents of its --help; man, groff and mandoc print no warning. They are
# made as the installation makes them (lab/man.cmake).
. "$LEHR_SOURCE/tests/support/command.inc"
build=$(dirname "$LEHR")
cmake=$(sed -n 's/^CMAKE_COMMAND:INTERNAL=//p' "$build/CMakeCache.txt")

# section PAGE NAME: prints its text.
section() { awk -v name=".SH $2" '$0 == name { inside = 1; next } /^\.SH / { inside = 0 } inside' "$1"; }

# plain: replaces roff's names for - ' ^ ~ ` and \ by these characters, and removes fonts and other markup.
plain()
{
    sed -e 's/\\f[BIR]//g; s/\\-/-/g; s/\\&//g' -e "s/\\\\(aq/'/g" -e 's/\\(ha/^/g; s/\\(ti/~/g; s/\\(ga/`/g; s/\\e/\\/g'
}

# whole: joins a line that ends with a backslash and the next one.
whole() { sed -e ':a' -e '/\\$/N' -e 's/ *\\\n */ /' -e 'ta'; }

rm -rf man && mkdir -p man/man1 && echo stale >man/man1/lehr-gone.1
"$cmake" -DLEHR="$LEHR" -DTO=man/man1 -P "$LEHR_SOURCE/lab/man.cmake" >log 2>&1 || fail "lab/man.cmake: $(cat log)"
commands=$("$LEHR" --help | sed -n 's/^  lehr \([a-z]*\) .*/\1/p' | sort -u)
[ "$(echo "$commands" | wc -l)" -ge 12 ] || fail "lehr --help lists: $commands"
ls man/man1 >there
{ for c in $commands; do echo "lehr-$c.1"; done; echo lehr.1; echo lehr64.1; } | LC_ALL=C sort >wanted
LC_ALL=C sort there | cmp -s - wanted || fail "pages: $(cat there)"
! "$cmake" -DLEHR=false -DTO=none -P "$LEHR_SOURCE/lab/man.cmake" >log 2>&1 || fail "lab/man.cmake makes pages from nothing"

pages=0 options=0
for c in $commands; do
    page=man/man1/lehr-$c.1 what="lehr $c --man"
    for lehr in "$LEHR" "$LEHR64"; do
        fine "$c" --man nonsense
        cmp -s stdout "$page" || fail "$what: not the page that is installed"
    done
    fine "$c" --help
    cp stdout help.txt
    [ "$(grep '^\.SH' "$page" | cut -c5- | tr '\n' ,)" = "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,EXIT STATUS,EXAMPLES,SEE ALSO," ] ||
        fail "$page: sections: $(grep '^\.SH' "$page")"
    ! LC_ALL=C grep -n '[^ -~]' "$page" || fail "$page: not ASCII"
    section "$page" NAME | grep -qx "lehr.-$c .- [a-z].*[A-Za-z]" || fail "$page: NAME is $(section "$page" NAME)"
    section "$page" SYNOPSIS | plain | grep -qxF "$(head -n 1 help.txt)" || fail "$page: SYNOPSIS is $(section "$page" SYNOPSIS)"
    section "$page" OPTIONS | plain >options.txt
    for option in $(sed -n 's/^  \(--[a-z0-9-]*\) .*/\1/p' help.txt); do
        grep -q -e "^$option\( \|\$\)" options.txt || fail "$page: no $option"
        options=$((options + 1))
    done
    # to paste: the examples of --help, line for line
    sed -n '/^For example/,$s/^  //p' help.txt | sed 's/   */ /g' >examples.help
    section "$page" EXAMPLES | grep -v '^\.' | plain | whole >examples.page
    cmp -s examples.help examples.page || { fail "$page: other examples"; diff examples.help examples.page; }
    for other in $(section "$page" 'SEE ALSO' | plain | sed 's/(1),*//'); do
        [ -s "man/man1/$other.1" ] || fail "$page: SEE ALSO $other, which is not there"
    done
    grep -q "^.fBlehr.-$c.fR" man/man1/lehr.1 || fail "lehr.1 does not list $c"
    pages=$((pages + 1))
done
for lehr in "$LEHR" "$LEHR64"; do
    fine --man
    cmp -s stdout man/man1/lehr.1 || fail "$what: not the page that is installed"
done
echo "$pages pages, $options options"

# --- what reads them ---------------------------------------------------------------------------------------------------

cd man || exit 1
read_by=
for page in man1/lehr.1 man1/lehr-*.1; do
    if command -v groff >/dev/null; then
        read_by="$read_by groff"
        groff -ww -man -Tutf8 -rLL=80n "$page" >../rendered 2>../said
        [ ! -s ../said ] || fail "groff: $page: $(cat ../said)"
    fi
    if command -v mandoc >/dev/null; then
        read_by="$read_by mandoc"
        mandoc -Tlint -Wwarning "$page" 2>&1 | grep -v 'missing date' >../said
        [ ! -s ../said ] || fail "mandoc: $page: $(cat ../said)"
    fi
    if command -v man >/dev/null && man --version 2>/dev/null | grep -q man-db; then
        read_by="$read_by man"
        LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" >../rendered 2>../said
        [ ! -s ../said ] || fail "man: $page: $(cat ../said)"
        # each line fits, and nothing is left of roff
        LC_ALL=C.UTF-8 col -b <../rendered | LC_ALL=C.UTF-8 grep -n -e '.\{81\}' -e '\\[a-zA-Z(&[]' && fail "man: $page: wide lines, or marks"
    fi
done
[ -n "$read_by" ] || echo "Neither man (of man-db) nor groff nor mandoc is here: nobody has read the pages."
cd ..
report
