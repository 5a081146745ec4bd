# layering.sh — the folders keep their order, and no files form a circle. Reads #include lines, and with nm which object uses which name;
# layering.awk has the table of who may use whom. Needs no more than a shell, awk and the nm of the compiler's tools.
. "$LEHR_SOURCE/tests/support/command.inc"
command -v nm >/dev/null || { echo "nm is missing (binutils): calls between files cannot be read"; exit 77; }
here=$LEHR_SOURCE/tests/house build=$(dirname "$LEHR")

# inclusions FOLDER: every #include of its sources, as facts.
inclusions()
{
    (cd "$1" && find core nn optim sched lab examples lehr.h lehr_lab.h -name '*.[ch]' 2>/dev/null | sort |
        xargs grep -E '^[ 	]*#[ 	]*include[ 	]*[<"]' /dev/null) |
        sed -E 's|^([^:]*):[^<"]*("([^"]*)"\|(<[^>]*>)).*|include \1 \3\4|'
}

# references: the objects of lehr64 and its commands, as facts. An object whose source is gone is a leftover of an earlier build.
references()
{
    find "$build"/CMakeFiles/lehr64.dir "$build"/CMakeFiles/lehr64_hot_*.dir "$build"/CMakeFiles/lehr64_command*.dir -name '*.c.o' \
        ! -path "$build/CMakeFiles/*.dir/tests/*" | sort |
    while IFS= read -r object; do
        source=${object#"$build"/CMakeFiles/*.dir/}
        [ ! -f "$LEHR_SOURCE/${source%.o}" ] || nm -P "$object" | awk -v file="${source%.o}" '
            $2 == "U" { print "use", file, $1 }  $2 ~ /^[A-TV-Z]$/ { print "define", file, $1 }'
    done
}

# --- this tree ---------------------------------------------------------------------------------------------------------

inclusions "$LEHR_SOURCE" >facts
references >>facts
checks=$(grep -c . facts)
[ "$(grep -c '^include' facts)" -gt 1000 ] && [ "$(grep -c '^use' facts)" -gt 2000 ] || fail "only $checks facts were found"
awk -f "$here/layering.awk" facts >found
while IFS= read -r sentence; do fail "$sentence"; done <found

# --- what must be found --------------------------------------------------------------------------------------------------

# wrong BREACH FACT…: of these facts, and of some that are right, this is what is reported, and nothing else.
wrong()
{
    expected=$1
    shift
    checks=$((checks + 1))
    {
        printf '%s\n' 'include optim/a.c core/tensor.h' 'include lab/train/b.c optim/a.h' 'include core/x.h core/y.h' 'define core/y.c y' \
                      'use core/x.c y' 'use core/x.c printf' 'include examples/e.c <lehr.h>' 'include core/x.c <stdio.h>' \
                      'include lab/plot/draw/stb.c <stb_truetype.h>'
        printf '%s\n' "$@"
    } | awk -f "$here/layering.awk" >reported
    [ "$(cat reported)" = "$expected" ] || fail "\"$expected\" is not what is reported of $*: $(cat reported)"
}
wrong 'optim/a.c: optim may not include sched/s.h'      'include optim/a.c sched/s.h'
wrong 'sched/s.c: sched may not include core/tensor.h'  'include sched/s.c core/tensor.h'
wrong 'core/x.c: core may not use nn of nn/n.c'         'use core/x.c nn' 'define nn/n.c nn'
wrong 'a circle: core/y.c -x-> core/x.c -y-> core/y.c'  'use core/y.c x' 'define core/x.c x'
wrong 'a circle: core/z.h -> core/x.h -> core/y.h -> core/z.h' 'include core/y.h core/z.h' 'include core/z.h core/x.h'
wrong 'nn/n.c: only core/kernels/gemm.c may include <cblas.h>' 'include nn/n.c <cblas.h>'
wrong 'examples/e.c: an example includes <lehr.h>, <lehr_lab.h> and the system'\''s headers, not lehr.h' 'include examples/e.c lehr.h'
wrong 'examples/assignments/1/a.c: an assignment is plain C; it may not include <lehr.h>' 'include examples/assignments/1/a.c <lehr.h>'
wrong 'lehr.h: lehr.h may not include lab/data/csv.h'   'include lehr.h lab/data/csv.h'

echo "$(grep -c . facts) facts, $(wc -l <found) breaches"
[ $failures -eq 0 ]
