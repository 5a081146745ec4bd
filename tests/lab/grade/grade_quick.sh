# grade_quick.sh — `lehr grade` on few submissions: reports in both languages, files, errors, hidden tests, another user; and it grades
# no submission where the sandbox does not work. grade.sh has a whole class.
. "$LEHR_SOURCE/tests/support/command.inc"
. "$LEHR_SOURCE/tests/support/grade.inc"
rm -rf class class.wanted empty bad odd pasted tools ./*.csv
cc=${CC:-cc}

# --- what is wrong with what it is given --------------------------------------------------------------------------------

refused 2 'grade needs the folder of an assignment' grade
refused 2 'FILE and --all are both given' grade "$assignment" x.c --all .
refused 2 '--jobs' grade "$assignment" --jobs 0
refused 2 '--seconds' grade "$assignment" --seconds 0
refused 2 '--lang is "de"' grade "$assignment" --lang de
refused 2 'would both go to standard output' grade "$assignment" --json --csv -
refused 1 'cannot be opened' grade no/such
mkdir -p empty bad
refused 1 'tests.c: cannot open' grade empty
cp "$assignment"/policies.* "$assignment/tests.c" bad
refused 1 'expected.txt: cannot open' grade bad
printf 'part 1 a\nrow x t = 0\nend\n' >bad/expected.txt
refused 1 'bad/expected.txt:2: what is expected must be a number' grade bad
printf 'part 1 a\nrace taji:seeds=3\nrow 0.1 t = 0\nend\n' >bad/expected.txt
refused 1 'did you mean "taiji"' grade bad
printf 'part 1 a\nrace taiji:steps=3,seeds=3\nrow 0.1 t = 0\nend\n' >bad/expected.txt
refused 1 'has 3 updates, but part "a" has 1 rows' grade bad
rm bad/expected.txt && mkfifo bad/expected.txt
refused 1 'bad/expected.txt: is a folder, a pipe or a device' grade bad
rm bad/expected.txt && cp "$assignment/expected.txt" bad && rm bad/tests.c && mkfifo bad/tests.c
refused 1 'bad/tests.c: is a folder, a pipe or a device' grade bad
rm bad/tests.c
refused 1 'there is no C compiler called no-such-compiler' grade "$assignment" --cc no-such-compiler
refused 1 'there is no C compiler called ./no-such' grade "$assignment" --cc ./no-such
refused 2 '--cc is empty' grade "$assignment" --cc ''
refused 1 'cannot be opened' grade "$assignment" --all no/such
jail_or_leave
refused 1 '/true: it reports success, but there is no program' grade "$assignment" --cc /bin/true
refused 1 'no submissions in it' grade "$assignment" --all empty
printf 'this is no C\n' >bad/tests.c
cp "$assignment/expected.txt" bad
refused 1 'bad/tests.c: it does not compile' grade bad
mkdir -p tools/bin/anna tools/lib && printf '#!/bin/sh\nexec cc "$@"\n' >tools/bin/cc && chmod +x tools/bin/cc
refused 1 'the folder of submissions lies in|which compilers read' grade "$assignment" --all tools/bin --cc tools/bin/cc
cp -r "$teacher" tools/lib/1-policies
refused 1 'the folder of hidden tests lies in|which compilers read' grade "$assignment" --hidden tools/lib/1-policies --cc tools/bin/cc
TMPDIR=$PWD/tools/lib
refused 1 'the working folder (TMPDIR) lies in' grade "$assignment" --cc tools/bin/cc
TMPDIR=$PWD/tmp

# --- one student ----------------------------------------------------------------------------------------------------------

fine grade "$assignment"
says stdout 'policies.c: 0 of 10 points|at t = 50|your rate is still 0.1, where 0.05 is right: the drop happens *at* a multiple of `every`'
fine grade "$assignment" --lang zh
says stdout '满分 10 分|在 t = 50|你的学习率仍然是 0.1，正确的是 0.05：下降恰好发生在 `every` 的整数倍处'
fine grade "$assignment" "$teacher/policies.c" --hidden "$teacher"
says stdout 'policies.c: 20 of 20 points|visible|hidden'
fine grade "$assignment" "$assignment/policies.c" --hidden "$teacher"
says stdout 'policies.c: 0 of 20 points'
cp "$assignment/policies.c" ccnow.c && echo '#error now' >>ccnow.c
fine grade "$assignment" ccnow.c
says stdout 'it does not compile: policies.c:'
fine grade "$assignment" missing.c
says stdout 'missing.c: 0 of 10 points|there is no missing.c'

# The examples of its help, unchanged.
mkdir -p pasted/class/anna && cp "$teacher/policies.c" pasted/class/anna
ln -s "$LEHR_SOURCE/examples" pasted/examples && ln -s "$LEHR_SOURCE/examples/assignments/teacher" pasted/teacher
fine grade --help
sed -n 's/^  lehr \(grade .*\)/\1/p' stdout >lines
[ "$(wc -l <lines)" -eq 2 ] || fail "$what: $(wc -l <lines) examples"
while IFS= read -r line; do
    what=$line checks=$((checks + 1))
    # shellcheck disable=SC2086
    (cd pasted && "$LEHR" $line </dev/null >stdout 2>stderr) || fail "$line: $(cat pasted/stderr)"
done <lines
says pasted/marks.csv 'anna,20,20,'

# A file of points that cannot be written.
for target in /dev/full no/such; do
    run grade "$assignment" --csv $target
    [ $status -eq 1 ] || fail "$what: exit $status, not 1"
done
what="grade >/dev/full" checks=$((checks + 1))
"$LEHR" grade "$assignment" >/dev/full 2>stderr </dev/null
[ $? -eq 1 ] || fail "$what: it does not end with 1"
says stderr 'standard output: cannot write'

# An error in the tests costs no student any points.
for wrong in 's/^part 1 fixed/part 1 other/' 's/t = 1 (lr/t = x (lr/' '/ t = 3 (lr/d' '1,/^end/d'; do
    rm -rf bad && cp -r "$assignment" bad && sed -i "$wrong" bad/expected.txt
    refused 1 'bad/expected.txt: |the reference solution makes it anew' grade bad --hidden "$teacher"
done
awk '!done { text = text $0 "\n" } /^end/ && !done { done = 1 } { print } END { printf "%s", text }' "$assignment/expected.txt" >bad/expected.txt
refused 1 'bad/expected.txt: |the reference solution makes it anew' grade bad --hidden "$teacher"
rm -rf bad && cp -r "$teacher" bad && echo 'double absent(double); double (*const calls)(double) = absent;' >>bad/tests.c
refused 1 'bad/tests.c: it does not go with policies.c as students get it: it has no function absent' grade "$assignment" --hidden bad
rm -rf bad && cp -r "$assignment" bad && echo 'half' >>bad/policies.c
fine grade bad --hidden "$teacher"

# A low limit of open files: the command raises it as far as it may, and reports if that is too low.
for files in 20 100; do
    what="grade with $files open files" checks=$((checks + 1))
    (ulimit -n $files && exec "$LEHR" grade "$assignment" --jobs 2 >stdout 2>stderr </dev/null)
    [ $? -eq 1 ] && [ ! -s stdout ] || fail "$what: it does not end with 1: $(cat stderr)"
    says stderr "needs 128 open files; at most $files may be open here"
done
what="grade with a soft limit of 30 open files" checks=$((checks + 1))
(ulimit -Sn 30 && exec "$LEHR" grade "$assignment" --jobs 2 >stdout 2>stderr </dev/null) || fail "$what: $(cat stderr)"

# A file of points in the place of an input file.
rm -rf own && mkdir -p own/class/anna && cp "$assignment"/policies.* "$assignment/tests.c" "$assignment/expected.txt" own
cp "$teacher/policies.c" own/class/anna && cp "$teacher/policies.c" own/class/zoe.c && cp -r "$teacher" own/teacher && ln -s expected.txt own/link
for target in own/policies.c own/policies.h own/tests.c own/expected.txt own/link own/./class/anna/policies.c own/class/zoe.c \
              own/teacher/policies.c own/teacher/tests.c own/teacher/expected.txt; do
    refused 2 'which is also read' grade own --all own/class --hidden own/teacher --csv $target
done

# --- a small class, with hostile names ------------------------------------------------------------------------------------

class=class
mkdir class
pupil anna 111111 'all right' </dev/null
pupil forks 101111 'asked the system for what a submission may not have' step 'fork(); return lr;' <<'END'
#include <unistd.h>
END
pupil calls 101111 'asked the system for what a submission may not have' step 'return socket(2, 1, 0) < 0 ? 1 : lr;' <<'END'
#include <sys/socket.h>
END
pupil includes 000000 'it does not compile' <<'END'
#include "../anna/policies.c"
END
pupil reads 101111 'step: at t = 0*your rate is 3' step "return fopen(\"$PWD/class/anna/policies.c\", \"r\") || fopen(\"/etc/passwd\", \"r\") || fopen(\"mine\", \"w\") ? 1 : 3;" <<'END'
#include <stdio.h>
END
pupil limits 101111 'step: at t = 0*your rate is 3' step 'struct rlimit *l = mmap((void *)0x100000000, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); return syscall(SYS_prlimit64, getppid(), RLIMIT_CPU, l, 0) ? 3 : 1;' <<'END'
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
END
pupil main 000000 'it defines main, which the tests have already' <<'END'
int main(void) { return 0; }
END
pupil notes 000000 'it does not compile: policies.c:2:2: error: #error that is it' <<'END'
#pragma message "policies.c:1:1: error: not that"
#error that is it
END
pupil lacks 000000 'it has no function poly' </dev/null
sed -i '/poly/d' class/lacks/policies.c
pupil speaks 111111 'all right' step 'printf("t = %ld\n", t); return lr * pow(gamma, (double)(t / every));' <<'END'
#include <stdio.h>
END
pupil warned 111111 'all right' <<'END'
static int unused;
END
fine grade "$assignment" --all class --csv marks.csv --seconds 1
check_marks marks.csv
check_litter
says stdout 'name |anna |of |visible|right in 3 of 11|of 11 submissions, 2 broke this rule: '
if [ -z "${LEHR_LIGHT:-}" ]; then
    fine grade "$assignment" --all class --csv - --seconds 1 --jobs 1
    cmp -s stdout marks.csv || fail "$what: one at a time has other marks"
fi

fine grade "$assignment" class/warned/policies.c
says stdout '1 warning of the compiler, which cost no points:|policies.c:1:12: warning: '
fine grade "$assignment" class/speaks/policies.c
says stdout 'in part step it printed |    t = 0'

odd=$(printf 'a,"b\n\033[31m')
mkdir odd "odd/$odd" "odd/=1+1" "$(printf 'odd/\377')"
cp "$teacher/policies.c" "odd/$odd/policies.c"
cp "$teacher/policies.c" odd/zoe.c
ln -s zoe.c "odd/$(printf '\033c.c')"
fine grade "$assignment" --all odd --csv odd.csv
[ "$(wc -l <odd.csv)" -eq 6 ] || fail "$what: $(cat odd.csv)"
says odd.csv '"a,""b??[31m",10,10|zoe,10,10|'"'"'=1+1,0,10|?,0,10|?c,0,10,0,0,0,0,0,0,0,"?c.c is a link, which is not followed"'
fine grade "$assignment" --all odd --json
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["of"], len(d["submissions"]), d["submissions"][3]["total"])' <stdout >read
    says read '10 5 10'
fi

# --- without a part of the system, and as another user --------------------------------------------------------------------

if $cc -o without "$LEHR_SOURCE/tests/support/without.c" 2>/dev/null; then
    for lack in landlock seccomp; do
        what="grade without $lack" checks=$((checks + 1))
        ./without $lack "$LEHR" grade "$assignment" --all class --csv none.csv >stdout 2>stderr </dev/null
        [ $? -eq 1 ] || fail "$what: it does not end with 1"
        says stderr 'nothing is marked here'
        [ ! -s stdout ] && [ ! -e none.csv ] || fail "$what: there are marks"
        check_litter
    done
else
    fail "tests/support/without.c does not compile"
fi
for namespace in 'unshare -m' 'unshare -rm'; do                     # a disk from which nothing may be started
    mkdir -p noexec && rm -f mounted
    $namespace sh -c 'mount -t tmpfs -o noexec tmpfs noexec && chmod 1777 noexec && : >mounted && TMPDIR=$PWD/noexec exec "$LEHR" grade "$0"' "$assignment" \
        >stdout 2>stderr </dev/null
    status=$?
    [ -e mounted ] || continue
    what="grade with TMPDIR on a disk from which nothing may be started" checks=$((checks + 1))
    [ $status -eq 1 ] && [ ! -s stdout ] || fail "$what: exit $status: $(cat stdout)"
    grep -q 'cannot be started\|another user' stderr || fail "$what: $(cat stderr)"        # a user namespace may have no other user
    break
done
if [ "$(id -u)" = 0 ] && setpriv --reuid=65534 --regid=65534 --clear-groups -- "$LEHR" --help >/dev/null 2>&1 &&
   setpriv --reuid=65534 --regid=65534 --clear-groups -- cat class/anna/policies.c "$assignment/tests.c" >/dev/null 2>&1; then
    what="grade as nobody" checks=$((checks + 1))
    setpriv --reuid=65534 --regid=65534 --clear-groups -- "$LEHR" grade "$assignment" --all class --csv - --seconds 1 >nobody.csv 2>stderr </dev/null ||
        fail "$what: $(cat stderr)"
    cut -d, -f1-10 nobody.csv >others.csv && cut -d, -f1-10 marks.csv | cmp -s - others.csv || fail "$what: other marks: $(cat nobody.csv)"
    check_litter
fi
report
