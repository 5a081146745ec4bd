#include "lab/grade/seccomp.h"
#include "lab/grade/sandbox_host.h"

#ifdef GRADE_KNOWS_THE_SYSTEM
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>

/* A filter under construction. It is a program of the kernel's: each call's number and arguments walk through it from
 * the top. */
enum { MOST = 400 };
typedef struct filter { struct sock_filter code[MOST]; unsigned short n; } filter;

#define ENDS      SECCOMP_RET_KILL_PROCESS
#define PASSES    SECCOMP_RET_ALLOW
#define FAILS(e)  (SECCOMP_RET_ERRNO | (unsigned)(e))

static void put(filter *f, unsigned code, unsigned yes, unsigned no, uint32_t k)
{
    if (f->n < MOST) f->code[f->n++] = (struct sock_filter){ (uint16_t)code, (uint8_t)yes, (uint8_t)no, k };
}

static void load(filter *f, size_t where)    { put(f, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)where); }
static void answer(filter *f, uint32_t what) { put(f, BPF_RET | BPF_K, 0, 0, what); }

/* The calls of another architecture have other numbers, so whoever makes them is after a way round this one. */
static void begin(filter *f)
{
    load(f, offsetof(struct seccomp_data, arch));
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, GRADE_ARCH);
    answer(f, ENDS);
    load(f, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    put(f, BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000u);       /* x32 */
    answer(f, ENDS);
#endif
}

static void each(filter *f, const int *calls, size_t n, uint32_t what)
{
    for (size_t i = 0; i < n; i++) {
        put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)calls[i]);
        answer(f, what);
    }
}

/* The lower half of argument i: all there is of an int, and these machines keep it first. */
static size_t argument(int i) { return offsetof(struct seccomp_data, args) + 8 * (size_t)i; }

/* Of that call: if the bits of mask of argument i are value, one answer, else another. */
static void when(filter *f, int call, int i, uint32_t mask, uint32_t value, uint32_t then, uint32_t otherwise)
{
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 5, (uint32_t)call);
    load(f, argument(i));
    put(f, BPF_ALU | BPF_AND | BPF_K, 0, 0, mask);
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
    answer(f, then);
    answer(f, otherwise);
}

/* One half of an argument, or the whole of an int, and what it must be. */
typedef struct half { size_t where; uint32_t value; } half;

static half lower(int i, uint32_t value) { return (half){ argument(i), value }; }
/* pointers are long: both count */
static half upper(int i, uint32_t value) { return (half){ argument(i) + 4, value }; }

/* Of that call: if all these halves are as they must be, one answer, else another. */
static void only(filter *f, int call, const half h[], unsigned n, uint32_t then, uint32_t otherwise)
{
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 2 * n + 2, (uint32_t)call);
    for (unsigned i = 0; i < n; i++) {
        load(f, h[i].where);
        put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 2 * (n - 1 - i) + 1, h[i].value);
    }
    answer(f, then);
    answer(f, otherwise);
}

/* Of that call: not if argument i is that. */
static void forbid(filter *f, int call, int i, uint32_t value)
{
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, (uint32_t)call);
    load(f, argument(i));
    put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
    answer(f, FAILS(EPERM));
    load(f, offsetof(struct seccomp_data, nr));
}

/* A signal to itself, as abort sends one; not one that stops it, as it would then use no time and yet not end. */
static void aborting(filter *f, int call, int i, uint32_t self)
{
    const half own[] = { lower(0, self), lower(i, SIGABRT) };
    only(f, call, own, 2, PASSES, ENDS);
}

static int install(filter *f, uint32_t otherwise)
{
    answer(f, otherwise);
    if (f->n == MOST) return E2BIG;             /* its end may be cut off */
    struct sock_fprog program = { f->n, f->code };
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) ? errno : 0;
}

/* --- both --------------------------------------------------------------------------------------------------------- */

/* Networks, other processes, the kernel's corners: neither has a use for these. */
static const int unneeded[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    SYS_sendto,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_recvfrom,
    SYS_recvmsg,
    SYS_recvmmsg,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_tgkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_setsid,
    SYS_setpgid,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_userfaultfd,
    SYS_name_to_handle_at,
    SYS_open_by_handle_at,
    SYS_personality,
    SYS_syslog,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_quotactl,
    SYS_setuid,
    SYS_setgid,
    SYS_setreuid,
    SYS_setregid,
    SYS_setresuid,
    SYS_setresgid,
    SYS_setgroups,
    SYS_capset,
    SYS_shmget,
    SYS_msgget,
    SYS_semget,
    SYS_mq_open,
    SYS_memfd_create,
    SYS_fanotify_init,
    SYS_inotify_init1,
    SYS_kcmp,
    SYS_sched_setaffinity,
    SYS_sched_setscheduler,
    SYS_sched_setparam,
    SYS_sched_setattr,
    SYS_setpriority,
    SYS_ioprio_set,
    SYS_move_pages,
    SYS_migrate_pages,
    SYS_truncate, /* the first Landlocks do not ask about truncate */
#ifdef SYS_process_madvise
    SYS_process_madvise,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
#endif
#ifdef SYS_pidfd_open
    SYS_pidfd_open,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_pidfd_send_signal
    SYS_pidfd_send_signal,
#endif
#ifdef SYS_open_tree
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
#endif
};

/* --- the program -------------------------------------------------------------------------------------------------- */

static const int harmless[] = {
    SYS_read,
    SYS_write,
    SYS_writev,
    SYS_pread64,
    SYS_close,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_faccessat,
    SYS_readlinkat,
    SYS_getcwd,
    SYS_mmap,
    SYS_munmap,
    SYS_mremap,
    SYS_mprotect,
    SYS_madvise,
    SYS_brk,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
    SYS_getpid,
    SYS_gettid,
    SYS_getppid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_uname,
    SYS_set_tid_address,
    SYS_set_robust_list,
    SYS_getrandom,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_getrusage,
    SYS_times,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef __x86_64__
    SYS_arch_prctl,
    SYS_access,
    SYS_stat,
    SYS_lstat,
    SYS_readlink,
    SYS_time,
#endif
};

static const int starts[] = {
    SYS_clone, SYS_execve,
#ifdef SYS_clone3
    SYS_clone3,
#endif
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
};

int filter_program(int descriptor, const char *name)
{
    filter f = { .n = 0 };
    uint32_t self = (uint32_t)syscall(SYS_getpid), reading = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    const half asks[] = { lower(0, 0), lower(2, 0), upper(2, 0) };      /* of its own limits, and it sets none */
    const half start[] = { lower(0, (uint32_t)descriptor), lower(1, (uint32_t)(uintptr_t)name),
                           upper(1, (uint32_t)((uintptr_t)name >> 32)), lower(4, AT_EMPTY_PATH) };
    begin(&f);
    each(&f, harmless, sizeof harmless / sizeof *harmless, PASSES);
    when(&f, SYS_openat, 2, reading, O_RDONLY, PASSES, FAILS(EACCES));
#ifdef SYS_open
    when(&f, SYS_open, 1, reading, O_RDONLY, PASSES, FAILS(EACCES));
#endif
    only(&f, SYS_execveat, start, 4, PASSES, ENDS);
    aborting(&f, SYS_tgkill, 2, self);
    aborting(&f, SYS_tkill, 1, self);
    aborting(&f, SYS_kill, 1, self);
    only(&f, SYS_prlimit64, asks, 3, PASSES, FAILS(EPERM));
    when(&f, SYS_fcntl, 1, UINT32_MAX, F_GETFL, PASSES, FAILS(EPERM));
    when(&f, SYS_ioctl, 1, 0, 0, FAILS(ENOTTY), FAILS(ENOTTY));
    each(&f, starts, sizeof starts / sizeof *starts, ENDS);
    each(&f, unneeded, sizeof unneeded / sizeof *unneeded, ENDS);
    return install(&f, FAILS(ENOSYS));
}

/* --- the compiler ------------------------------------------------------------------------------------------------- */

/* Whose files are what, and since when: said to be done, and not done. Landlock does not ask about these, and linkers
 * want to make what they have made one that can be started; workdir.c does that. The numbers are those of all
 * machines, for older headers. */
static const int pretended[] = {
    SYS_fchmod, SYS_fchmodat, 452 /* fchmodat2 */, SYS_fchown, SYS_fchownat, SYS_utimensat,
    SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
    463 /* setxattrat */, 466 /* removexattrat */, 469 /* file_setattr */,
#ifdef __x86_64__
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
};

int filter_compiler(void)
{
    filter f = { .n = 0 };
    begin(&f);
    each(&f, unneeded, sizeof unneeded / sizeof *unneeded, FAILS(EPERM));
    each(&f, pretended, sizeof pretended / sizeof *pretended, FAILS(0));
#ifdef SYS_clone3
    /* its flags lie in memory, where no filter looks; libc takes clone */
    each(&f, (const int[]){ SYS_clone3 }, 1, FAILS(ENOSYS));
#endif
    when(&f, SYS_clone, 0,
         CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP, 0,
         PASSES, FAILS(EPERM));
    /* its own limits; of others it may not even ask */
    when(&f, SYS_prlimit64, 0, UINT32_MAX, 0, PASSES, FAILS(EPERM));
    forbid(&f, SYS_fcntl, 1, F_SETOWN);                                 /* signals to others, through a pipe */
    forbid(&f, SYS_fcntl, 1, F_SETOWN_EX);
    forbid(&f, SYS_fcntl, 1, F_SETSIG);
    return install(&f, PASSES);
}
#endif
