/* without.c — runs a command on a system that lacks something, for grade.sh; a program by itself, no test.
 *
 *     without landlock lehr grade …        the kernel answers ENOSYS to Landlock
 *     without seccomp  lehr grade …        the same for new seccomp filters
 *     without nothing  lehr grade …        all is there, and an interrupt is not ignored as in a background job
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc < 3) return 2;
    int is_landlock = !strcmp(argv[1], "landlock"), is_seccomp = !strcmp(argv[1], "seccomp");
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, is_landlock ? SYS_landlock_create_ruleset : SYS_seccomp, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof code / sizeof *code, code };
    signal(SIGINT, SIG_DFL);
    if ((is_landlock || is_seccomp) &&
        (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)))
        return perror("without"), 3;
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 3;
}
