# static.sh — clang-tidy (.clang-tidy) and cppcheck read every source of the product and the examples, and say nothing that is not in
# static/known.txt with its reason; and nothing stands there that they do not say. In float: double is the same text. Of the assignments they
# read the solutions: starters have gaps, and tests may have faults, on purpose.
set -u
for tool in clang-tidy cppcheck; do
    command -v $tool >/dev/null || { echo "$tool is not installed: nobody reads the sources (Debian, Ubuntu: apt-get install clang-tidy cppcheck)"; exit 77; }
done
here=$PWD
cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
cd "$LEHR_SOURCE" || exit 1
find core nn optim sched lab examples -path 'examples/assignments/[1-9]-*' -prune -o -path '*/teacher/*/tests.c' -o -name '*.c' -print | sort >"$here/sources"

# Where stb and OpenBLAS are: as this build has it.
elsewhere=$(grep -o -e '-isystem [^ ]*' "$(dirname "$LEHR")/compile_commands.json" | sort -u | tr '\n' ' ')
macros="-D_XOPEN_SOURCE=700 -DLEHR_LEVEL=baseline -DLEHR_X86_LEVELS -Iexamples/assignments$(printf ' -I%s' examples/assignments/[1-9]-*)"
case $elsewhere in *openblas*) macros="$macros -DLEHR_OPENBLAS" ;; esac

# The analyzer leaves a function after 20,000 steps, not 225,000: a tenth of the time.
tidy="model='-include tests/static/model.h'; [ \$0 != core/base/status.c ] || model=
case \$0 in lab/grade/*) model=\"\$model -D_GNU_SOURCE\" ;; esac
clang-tidy --quiet \$0 -- -std=c11 -I. $elsewhere $macros \$model -Xclang -analyzer-config -Xclang max-nodes=20000"
xargs -P "$cores" -n 1 sh -c "$tidy" <"$here/sources" >"$here/tidy" 2>"$here/tidy.err" ||
    { echo "clang-tidy has failed:"; grep -h ' error: ' "$here/tidy" "$here/tidy.err" | head -n 5; exit 1; }

# invalidPointerCast: our tables have the places of settings in their structs, as offsetof gives them, so a char * becomes a double *.
# shellcheck disable=SC2086
cppcheck -q -j "$cores" --std=c11 --enable=warning,performance,portability --suppress=invalidPointerCast --max-configs=1 -I. $macros \
         --template='{file}:{line}:{column}: {severity}: {message} [{id}]' --file-list="$here/sources" >"$here/check" 2>&1
status=$?
cd "$here" || exit 1
[ $status -eq 0 ] || { echo "cppcheck has failed: $(head -n 5 check)"; exit 1; }

# Each finding once, headers too, as: check file line: sentence.
cat tidy check | sed -n "s,^$LEHR_SOURCE/,,; s,^\./,,; s,^\([^: ]*\):\([0-9]*\):[0-9]*: \([a-z]*\): \(.*\) \[\([^]]*\)\]\$,\5 \1 \2: \4,p" |
    sort -u >findings

awk 'NR == FNR { if (NF && $1 !~ /^#/) known[$1 " " $2] = 0; next }
     ($1 " " $2) in known { known[$1 " " $2]++; next }
     { print "not known: " $0; bad = 1 }
     END { for (k in known) if (!known[k]) { print "known.txt has what nobody finds: " k; bad = 1 } exit bad }' \
    "$LEHR_SOURCE/tests/static/known.txt" findings || exit 1

. "$LEHR_SOURCE/tests/support/command.inc"
figure 1 static "clang-tidy and cppcheck: 0 findings in $(wc -l <sources) files, $(wc -l <findings) looked into and known as false"
