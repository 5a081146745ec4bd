/* without.c — runs a command on a system that lacks something; a program by itself, no test.
 *
 *     without landlock COMMAND…        the kernel answers ENOSYS to Landlock
 *     without seccomp COMMAND…         the same for new seccomp filters
 *     without userns COMMAND…          no new user namespaces (EPERM)
 *     without calls32 COMMAND…         a 32-bit system call ends the process
 *     without nothing COMMAND…         all is there, and an interrupt is not ignored as in a background job
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define IF_SET(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, skip)
#define ANSWER(with) BPF_STMT(BPF_RET | BPF_K, with)
#define ERROR(number) ANSWER(SECCOMP_RET_ERRNO | (number))

static struct sock_filter landlock[] = {
    LOAD(nr), IF_EQUAL(SYS_landlock_create_ruleset, 1), ERROR(ENOSYS), ANSWER(SECCOMP_RET_ALLOW),
};
static struct sock_filter seccomp[] = {
    LOAD(nr), IF_EQUAL(SYS_seccomp, 1), ERROR(ENOSYS), ANSWER(SECCOMP_RET_ALLOW),
};
/* clone3 hides its flags behind a pointer, so it is refused as unknown, and the C library falls back to clone. */
static struct sock_filter userns[] = {
    LOAD(nr),
    IF_EQUAL(SYS_clone3, 1), ERROR(ENOSYS),
    IF_EQUAL(SYS_unshare, 3), LOAD(args[0]), IF_SET(CLONE_NEWUSER, 1), ERROR(EPERM),
    LOAD(nr),
    IF_EQUAL(SYS_clone, 3), LOAD(args[0]), IF_SET(CLONE_NEWUSER, 1), ERROR(EPERM),
    ANSWER(SECCOMP_RET_ALLOW),
};
static struct sock_filter calls32[] = {
    LOAD(arch), IF_EQUAL(AUDIT_ARCH_I386, 1), ANSWER(SECCOMP_RET_KILL_PROCESS), ANSWER(SECCOMP_RET_ALLOW),
};

static const struct { const char *name; struct sock_fprog filter; } lacks[] = {
    { "landlock", { COUNT(landlock), landlock } }, { "seccomp", { COUNT(seccomp), seccomp } },
    { "userns", { COUNT(userns), userns } },       { "calls32", { COUNT(calls32), calls32 } },
    { "nothing", { 0, NULL } },
};

int main(int argc, char *argv[])
{
    const struct sock_fprog *filter = NULL;
    for (size_t i = 0; argc >= 3 && i < COUNT(lacks); i++)
        if (!strcmp(argv[1], lacks[i].name)) filter = &lacks[i].filter;
    if (!filter) return fputs("usage: without landlock|seccomp|userns|calls32|nothing COMMAND…\n", stderr), 2;
    signal(SIGINT, SIG_DFL);
    if (filter->len &&
        (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter)))
        return perror("without"), 3;
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 3;
}
