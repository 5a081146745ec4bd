# sizes.sh — nothing is too large to be read: a line of C has at most 120 columns, a function 40 lines, a folder 35 .c and .h files, and
# lehr.h with what it includes 150 functions.
. "$LEHR_SOURCE/tests/support/command.inc"
here=$PWD
cd "$LEHR_SOURCE" || exit 1

sources() { find core nn optim sched lab examples tests lehr.h lehr_lab.h -path tests/golden -prune -o -name '*.[ch]' -print 2>/dev/null | sort; }

# functions HEADER: the functions that it and the headers it includes declare, one on a line.
functions()
{
    awk -f "$LEHR_SOURCE/tests/house/functions.awk" "$1" | tr -d ' ' | sort -u
}

# too_large: every finding, one on a line.
too_large()
{
    sources | LC_ALL=C xargs awk -f "$LEHR_SOURCE/tests/house/sizes.awk"
    sources | sed 's|/[^/]*$||' | sort | uniq -c | awk '$1 > 35 { print $2 ": " $1 " .c and .h files" }'
    [ "$(functions lehr.h | wc -l)" -le 150 ] || echo "lehr.h: $(functions lehr.h | wc -l) functions"
}

too_large >"$here/found"
while IFS= read -r sentence; do fail "$sentence"; done <"$here/found"
checks=$(sources | wc -l)
functions lehr.h >"$here/functions"
[ "$checks" -gt 300 ] && [ "$(wc -l <"$here/functions")" -gt 50 ] || fail "only $checks files, $(wc -l <"$here/functions") functions"

# --- what must be found --------------------------------------------------------------------------------------------------

cd "$here" || exit 1
awk 'BEGIN { for (i = 0; i < 121; i++) printf "é"; print "\nint f(int a,\n      int b)\n{"; for (i = 0; i < 38; i++) print "    ;"; print "}" }' >long.c
[ "$(LC_ALL=C awk -f "$LEHR_SOURCE/tests/house/sizes.awk" long.c)" = "long.c:1: 121 columns
long.c:2: f has 42 lines" ] || fail "what is too long is not found: $(LC_ALL=C awk -f "$LEHR_SOURCE/tests/house/sizes.awk" long.c)"
awk 'BEGIN { for (i = 0; i < 120; i++) printf "é"; print "\nstatic int f(int a)\n{"; for (i = 0; i < 37; i++) print "    ;"; print "}" }' >short.c
[ -z "$(LC_ALL=C awk -f "$LEHR_SOURCE/tests/house/sizes.awk" short.c)" ] || fail "what is short enough is reported"
printf '%s\n' '/* lehr_no(int) */' '#define LEHR_M(x) \' '    lehr_macro(x)' 'typedef int (*lehr_f)(void);' 'int lehr_a(int x, int (*f)(void)),' \
    '    lehr_b(void);' 'static inline int lehr_c(void) { return lehr_a(1, 0); }' 'struct s { int (*g)(int); };' >face.h
[ "$(functions face.h | paste -sd' ' -)" = "lehr_a lehr_b lehr_c" ] || fail "functions of face.h: $(functions face.h)"

echo "$checks files, $(wc -l <functions) functions in lehr.h"
[ $failures -eq 0 ]
