# grade.sh — grades a whole class with malicious submissions: all points are right, no submission stops the grading or reads foreign files,
# and no file or process is left.
. "$LEHR_SOURCE/tests/support/command.inc"
. "$LEHR_SOURCE/tests/support/grade.inc"
jail_or_leave
rm -rf class class.wanted outside marks.csv
class=class
mkdir class outside
echo secret >outside/secret
here=$PWD

# --- right submissions, and nearly right ones ---------------------------------------------------------------------------

expect reference 111111 'all right'
mkdir class/reference && cp "$teacher/policies.c" class/reference
expect starter 000000 'where 0.1 is right'
mkdir class/starter && cp "$assignment/policies.c" class/starter
pupil anna 111111 'all right' </dev/null
pupil words 111111 'all right' step 'int unused; printf("t = %ld\n", t); return lr * pow(gamma, (double)(t / every));' <<'END'
#include <stdio.h>
END
pupil early 101111 'step: at t = 49*your rate is already 0.05, where 0.1 is right' step 'return lr * pow(gamma, (double)((t + 1) / every));' </dev/null
pupil late 101111 'step: at t = 50*your rate is still 0.1, where 0.05 is right: the drop happens *at* a multiple' \
    step 'return t ? lr * pow(gamma, (double)((t - 1) / every)) : lr;' </dev/null
pupil behind 110111 'multistep: at t = 30*your rate is still 0.1' \
    multistep 'for (int i = 0; i < count; i++) if (t > at[i]) lr *= gamma; return lr;' </dev/null
pupil rounds 111011 'exponential: at t = 1*your rate is still 0.1' exponential 'return lr * pow(gamma, (double)(t / (long)every));' </dev/null
pupil sign 111101 'inv: at t = 10*your rate is 0.1' inv 'return lr * pow(1 + gamma * (double)t, power);' </dev/null
pupil unclamped 111110 'poly: at t = 101' poly 'return end + (lr - end) * pow(1 - (double)t / (double)steps, power);' </dev/null
pupil nan 011111 'not a number (nan)' fixed 'return 0 * (lr / 0.0);' </dev/null
pupil infinite 011111 'infinite (inf)' fixed 'return lr / 0.0;' </dev/null
pupil divides 101111 'step: at t = 50*your function divided a whole number by zero' step 'volatile long d = every - t, e = every / d; return lr * pow(gamma, (double)(t / every)) + 0 * (double)e;' </dev/null
[ "$(uname -m)" = x86_64 ] || sed -i '/^divides/s/step:.*//' class.wanted               # elsewhere that is 0

# --- broken -------------------------------------------------------------------------------------------------------------

pupil endless 101111 'step: at t = 0*your function did not come back within 1 s' step 'volatile int i = 1; while (i) { } return lr;' </dev/null
pupil null 101111 'touched memory that is not its own' step 'return *(volatile double *)0;' </dev/null
pupil deep 101111 'touched memory that is not its own' step 'volatile char a[4096]; a[t % 4096] = 1; return step(lr, gamma, every, t + 1) + a[0];' </dev/null
pupil greedy 101111 'step: at t = 0*your function' step 'for (;;) { volatile char *p = malloc(1 << 24); for (int i = 0; i < 1 << 24; i += 4096) p[i] = 1; }' <<'END'
#include <stdlib.h>
END
pupil gives_up 101111 'gave up (abort)' step 'abort();' <<'END'
#include <stdlib.h>
END
pupil leaves 101111 'step: at t = 0*your function ended the program (exit 0)' step 'exit(0);' <<'END'
#include <stdlib.h>
END
pupil leaves_first 000000 'fixed: at t = 0*your function ended the program (exit 0)' <<'END'
#include <unistd.h>
__attribute__((constructor)) static void first(void) { _exit(0); }
END
pupil loud 101111 'step: at t = 0*your function printed more than 1048576 bytes' step 'for (;;) puts("no end"); return lr;' <<'END'
#include <stdio.h>
END
pupil syntax 000000 'it does not compile: policies.c:' step 'return lr' </dev/null
pupil main 000000 'it defines main, which the tests have already' <<'END'
int main(void) { return 0; }
END
pupil row 000000 'it defines trial_row, which the tests have already' <<'END'
void trial_row(double v, const char *s, ...) { }
END
pupil names 111111 '' <<'END'
double exp(double x) { return x; }
int printf(const char *s, ...) { return 0; }
END
pupil no_memory 000000 'fixed: at t = 0*your function ended the program (exit 1)' <<'END'
void *malloc(unsigned long n) { return (void *)0; }
END
pupil lacks 000000 'it has no function poly' </dev/null
sed -i '/poly/d' class/lacks/policies.c
expect nobody 000000 'there is no policies.c'
mkdir class/nobody
expect nothing 000000 'policies.c is empty'
mkdir class/nothing && : >class/nothing/policies.c
expect garbage 000000 'it is no text'
mkdir class/garbage && head -c 5000 /dev/urandom >class/garbage/policies.c && printf '\0' >>class/garbage/policies.c

# --- malicious submissions: attacks at compile time ---------------------------------------------------------------------

pupil includes 000000 'it does not compile' <<'END'
#include "../anna/policies.c"
END
pupil incbin 000000 'it does not compile' <<END
__asm__(".incbin \"$teacher/expected.txt\"");
END
pupil absolute 000000 'it does not compile' <<END
#include "$here/class/anna/policies.c"
END
pupil passwords 000000 'it does not compile' <<'END'
#include "/etc/passwd"
END
pupil proc 000000 'it does not compile' <<'END'
#include "/proc/self/environ"
END
pupil zeros 000000 'it does not compile' <<'END'
#include "/dev/zero"
END
pupil itself 000000 'it does not compile' <<'END'
#include "policies.c"
END
pupil vast 000000 '' <<'END'
char vast[4ul << 30] = { 1 };
END
pupil explodes 000000 '' <<'END'
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(A(A(x)))))
const char *much = B(B("a"));
END
pupil fills 000000 '' <<'END'
__asm__(".rept 1000000000\n.quad 1\n.endr");
END
pupil escapes 000000 'it does not compile' <<END
#error $(printf '\033[2J\033]0;mine\007')
END

# --- malicious submissions: attacks at run time -------------------------------------------------------------------------

pupil forks 101111 'asked the system for what a submission may not have' step 'for (;;) fork(); return lr;' <<'END'
#include <unistd.h>
END
pupil threads 101111 'asked the system for what a submission may not have' step 'pthread_t t1; pthread_create(&t1, 0, work, 0); return lr;' <<'END'
#include <pthread.h>
static void *work(void *p) { for (;;) { } return p; }
END
pupil calls 101111 'asked the system for what a submission may not have' \
    step 'int s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in a = { AF_INET, 80, { 0x0100007f } }; connect(s, (void *)&a, sizeof a); return lr;' <<'END'
#include <sys/socket.h>
#include <netinet/in.h>
END
pupil kills 101111 'asked the system for what a submission may not have' step 'kill(-1, SIGKILL); return lr;' <<'END'
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
END
pupil kills_us 101111 'asked the system for what a submission may not have' step 'kill(getppid(), SIGKILL); return lr;' <<'END'
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <unistd.h>
END
pupil traces 101111 'asked the system for what a submission may not have' step 'ptrace(PTRACE_ATTACH, getppid(), 0, 0); return lr;' <<'END'
#include <sys/ptrace.h>
#include <unistd.h>
END
pupil starts 101111 'asked the system for what a submission may not have' step 'execl("/bin/sh", "sh", "-c", "echo mine", (char *)0); return lr;' <<'END'
#include <unistd.h>
END
pupil starts_another 101111 'asked the system for what a submission may not have' \
    step 'char *a[] = { "ld.so", "--version", 0 }, *e[] = { 0 }; syscall(SYS_execveat, 100, "/lib64/ld-linux-x86-64.so.2", a, e, 0x1000); return lr;' <<'END'
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>
END
pupil changes_user 101111 'asked the system for what a submission may not have' step 'return setuid(0) ? 0 : lr;' <<'END'
#include <unistd.h>
END
pupil rows 101111 'step: at t = *your function wrote' step 'for (;;) write(3, "row 0.1 t = 0\n", 14); return lr;' <<'END'
#include <unistd.h>
END
pupil forges 000000 'fixed: ' <<'END'
#include <stdio.h>
#include <unistd.h>
__attribute__((constructor)) static void first(void)
{
    static const char part[] = "part 2 mine\nwithin 1e30\nrow 0.1 t = 0\nrow 0.1 t = 1\nend\n";
    if (write(3, part, sizeof part - 1) > 0) _exit(0);
}
END
# it takes what it can read for the answer: 1 and not the rate, if it can read anything
pupil reads 101111 'step: at t = 0*your rate is 3' step "return can(\"$here/class/anna/policies.c\") || can(\"$teacher/expected.txt\") || can(\"../anna/policies.c\") || can(\"/etc/passwd\") || can(\"/proc/self/environ\") || can(\"policies.c\") || can(\"tests.c\") ? 1 : 3;" <<'END'
#include <stdio.h>
static int can(const char *path) { FILE *f = fopen(path, "r"); return f != 0; }
END
pupil writes 101111 'step: at t = 0*your rate is 3' step "return can(\"$here/outside/new\", \"w\") || can(\"$here/outside/secret\", \"a\") || can(\"mine\", \"w\") || can(\"trial\", \"r+\") || can(\"/tmp/mine\", \"w\") || remove(\"trial\") == 0 || rename(\"trial\", \"other\") == 0 || mkdir(\"folder\", 0777) == 0 ? 1 : 3;" <<'END'
#include <stdio.h>
#include <sys/stat.h>
static int can(const char *path, const char *how) { FILE *f = fopen(path, how); return f != 0; }
END
pupil limits 101111 'step: at t = 0*your rate is 3' step 'struct rlimit l = { RLIM_INFINITY, RLIM_INFINITY }; return setrlimit(RLIMIT_CPU, &l) && setrlimit(RLIMIT_AS, &l) ? 3 : 1;' <<'END'
#include <sys/resource.h>
END
pupil limits_us 101111 'step: at t = 0*your rate is 3' step 'struct rlimit *l = mmap((void *)0x100000000, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); syscall(SYS_prlimit64, getppid(), RLIMIT_CPU, l, 0); return syscall(SYS_prlimit64, 0, RLIMIT_CPU, l, 0) ? 3 : 1;' <<'END'
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
END
pupil swollen 000000 'fixed: at t = 0' <<'END'
char swollen[1ul << 30];
END
if [ "$(uname -m)" = x86_64 ]; then
    # Where the kernel has no 32-bit calls, no program may use this instruction, and it is ended as for a place that is not its own.
    pupil old_calls 101111 'asked the system for what a submission may not have|touched memory that is not its own' \
        step 'long n = 2; __asm__ volatile("int $0x80" : "+a"(n) : : "memory"); return n > 0 ? 1 : lr;' </dev/null
    pupil other_calls 101111 'asked the system for what a submission may not have' \
        step 'long n = 0x40000000 + 57; __asm__ volatile("syscall" : "+a"(n) : : "rcx", "r11", "memory"); return n > 0 ? 1 : lr;' </dev/null
fi
pupil stops 101111 'asked the system for what a submission may not have' step 'raise(SIGSTOP); return lr;' <<'END'
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
END
pupil sleeps 101111 'step: at t = 0*your rate is 3' step 'return sleep(1000) ? 3 : 1;' <<'END'
#include <unistd.h>
END
pupil waits 101111 'step: at t = 0*your rate is 3' step 'static int word; return syscall(SYS_futex, &word, 0, 0, 0, 0, 0) ? 3 : 1;' <<'END'
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>
END
pupil files 101111 'step: at t = 0*your rate is 3' step 'for (int i = 4; i < 5000; i++) if (fcntl(i, F_GETFL) >= 0) return 1; return 3;' <<'END'
#include <fcntl.h>
END
pupil ignores 101111 'step: at t = 0*your function did not come back within 1 s' step 'for (int i = 1; i < 65; i++) signal(i, SIG_IGN); close(1); close(2); close(3); for (volatile int i = 1; i;) { } return lr;' <<'END'
#include <signal.h>
#include <unistd.h>
END
expect link 000000 'is a link, which is not followed'
mkdir class/link && ln -s ../anna/policies.c class/link/policies.c
expect link_folder 000000 'is a link, which is not followed'
ln -s anna class/link_folder
expect pipe 000000 'is a folder, a pipe or a device'
mkdir class/pipe && mkfifo class/pipe/policies.c
expect folder 000000 'is a folder, a pipe or a device'
mkdir -p class/folder/policies.c
expect long 000000 'at most 1048576 are marked'
mkdir class/long && { head -c 2000000 /dev/zero | tr '\0' ' '; } >class/long/policies.c
mkdir class/.hidden && cp class/anna/policies.c class/.hidden
echo "a list of names" >class/list.txt

# --- the marking --------------------------------------------------------------------------------------------------------

before=$(find class outside -exec ls -ldn --time-style=+%s {} + | cksum)
start=$(date +%s)
fine grade "$assignment" --all class --seconds 1 --csv marks.csv
seconds=$(($(date +%s) - start))
check_marks marks.csv
check_litter
[ "$(find class outside -exec ls -ldn --time-style=+%s {} + | cksum)" = "$before" ] || fail "$what: something outside has changed"
[ ! -e /tmp/mine ] || fail "$what: /tmp/mine was written"
says stdout 'late |right in |of '"$pupils"' submissions, 2 broke this rule: '
[ $failures -ne 0 ] || echo "$pupils submissions, $((pupils - 13)) of them broken or hostile, marked in $seconds s: every mark right, nothing changed, nothing left"

# --- a compromised compiler ---------------------------------------------------------------------------------------------

# No submission is known that could compromise the compiler, so this compiler is malicious from the start.
mkdir -p evil
cat >evil/cc <<'END'
#!/bin/sh
{
    cat /etc/passwd && echo "it reads"
    ls /tmp && echo "it looks around"
    setsid sleep 1234 >/dev/null &
    (sleep 1234 >/dev/null &)
    kill -9 $PPID && echo "it kills us"
    kill -9 -1 && echo "it kills them all"
    { (: >../../../outside/new) || (: >/tmp/mine); } && echo "it writes"
    mkdir folder && echo "it makes folders"
    ln -s /etc/passwd link && echo "it makes links"
    cp /bin/sh shell && ./shell -c 'echo "it starts what it made"'
} 2>/dev/null | grep '^it ' >&2
exec cc "$@"
END
sed -i "2i chmod 000 '$here/outside/secret'; touch -d 1999-01-01 '$here/outside/secret'" evil/cc
chmod 755 evil/cc
printf 'int unused_at_all(void);\n#warning look\n' | cat - class/anna/policies.c >warned.c
run grade "$assignment" warned.c --cc "$here/evil/cc"
if [ $status -eq 0 ]; then
    says stdout 'warned.c: 10 of 10 points|#warning look'
    ! grep '^ *it ' stdout >&2 || fail "$what: the compiler could do something, see above"
else
    echo "no compiler can be started in this folder by somebody else, so none is taken over: $(cat stderr)"
    says stderr 'cannot be set up here: starting it'
fi
check_litter
[ "$(find class outside -exec ls -ldn --time-style=+%s {} + | cksum)" = "$before" ] || fail "$what: something outside has changed"
[ ! -e /tmp/mine ] && [ ! -e outside/new ] || fail "$what: something was written"
! pgrep -f 'sleep 1234' >&2 || fail "$what: a process is left"

# --- interrupted --------------------------------------------------------------------------------------------------------

rm -rf slow && mkdir slow
for i in 1 2 3 4; do cp -r class/endless slow/$i; done
cc=${CC:-cc}
$cc -o without "$LEHR_SOURCE/tests/support/without.c" || fail "without.c does not compile"
for signal in INT TERM; do
    what="grade, broken off by $signal"
    ./without nothing "$LEHR" grade "$assignment" --all slow --seconds 60 >stdout 2>stderr </dev/null &
    pid=$!
    until ls "${TMPDIR:-/tmp}"/lehr-grade-* >/dev/null 2>&1 || ! kill -0 $pid; do sleep 0.1; done     # it has begun
    kill -$signal $pid
    wait $pid
    [ $? -gt 128 ] || fail "$what: it did not end by the signal: $(cat stderr)"
    check_litter
done
report
