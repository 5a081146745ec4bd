#include "lab/grade/seccomp.h"
#include "lab/grade/sandbox_host.h"

#ifdef GRADE_HAS_SANDBOX
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#define ENDS     SCMP_ACT_KILL_PROCESS
#define PASSES   SCMP_ACT_ALLOW
#define FAILS(e) SCMP_ACT_ERRNO((uint16_t)(e))

/* A compiled filter. A child may not ask for memory between fork and exec, so libseccomp works in the parent. */
enum { MAX_CODE = 1024 };
typedef struct bpf { struct sock_filter code[MAX_CODE]; unsigned short count; } bpf;
static bpf program, compiler;

/* Stands for the child's process number, which seccomp_enter_program puts in its place. No process has it. */
#define OWN_PID UINT32_C(0x5eed0001)

/* --- rules -------------------------------------------------------------------------------------------------------- */

typedef struct filter { scmp_filter_ctx context; uint32_t otherwise; int error; } filter;

/* Calls of another architecture have other numbers, so they end the process. */
static filter filter_start(uint32_t otherwise)
{
    filter f = { seccomp_init(otherwise), otherwise, 0 };
    if (!f.context) f.error = ENOMEM;
    else f.error = -seccomp_attr_set(f.context, SCMP_FLTATR_ACT_BADARCH, ENDS);
    return f;
}

static void add_rule(filter *f, int call, uint32_t action, unsigned count, const struct scmp_arg_cmp args[])
{
    if (!f->error && action != f->otherwise) f->error = -seccomp_rule_add_array(f->context, action, call, count, args);
}

static void add_calls(filter *f, const int *calls, size_t count, uint32_t action)
{
    for (size_t i = 0; i < count; i++) add_rule(f, calls[i], action, 0, NULL);
}

#define ADD_CALLS(f, calls, action) add_calls(f, calls, sizeof(calls) / sizeof *(calls), action)

/* The bits of mask of argument i are value. An int is the lower half of an argument. */
static struct scmp_arg_cmp bits_are(unsigned i, uint32_t mask, uint32_t value)
{
    return SCMP_CMP64(i, SCMP_CMP_MASKED_EQ, mask, value);
}

/* Pass the call if argument i has none of these bits; otherwise the action. */
static void pass_without_bits(filter *f, int call, unsigned i, uint32_t bits, uint32_t action)
{
    struct scmp_arg_cmp none = bits_are(i, bits, 0);
    add_rule(f, call, PASSES, 1, &none);
    for (uint32_t bit = 1; bit; bit <<= 1) {
        struct scmp_arg_cmp one = bits_are(i, bit, bit);
        if (bits & bit) add_rule(f, call, action, 1, &one);
    }
}

typedef struct wanted { unsigned argument; uint64_t value; } wanted;

/* Pass the call if these arguments have these values; otherwise the action. */
static void pass_only(filter *f, int call, const wanted w[], unsigned count, uint32_t action)
{
    struct scmp_arg_cmp all[6];
    for (unsigned i = 0; i < count; i++) {
        struct scmp_arg_cmp other = SCMP_CMP64(w[i].argument, SCMP_CMP_NE, w[i].value);
        all[i] = SCMP_CMP64(w[i].argument, SCMP_CMP_EQ, w[i].value);
        add_rule(f, call, action, 1, &other);
    }
    add_rule(f, call, PASSES, count, all);
}

/* The finished filter as code for the kernel. */
static int finish(filter *f, bpf *out)
{
    int fd = f->error ? -1 : memfd_create("seccomp", MFD_CLOEXEC);
    if (!f->error && fd < 0) f->error = errno;
    if (!f->error) f->error = -seccomp_export_bpf(f->context, fd);
    off_t size = f->error ? 0 : lseek(fd, 0, SEEK_END);
    if (!f->error && (size <= 0 || size > (off_t)sizeof out->code)) f->error = E2BIG;
    if (!f->error && pread(fd, out->code, (size_t)size, 0) != size) f->error = EIO;
    out->count = f->error ? 0 : (unsigned short)((size_t)size / sizeof *out->code);
    if (fd >= 0) close(fd);
    if (f->context) seccomp_release(f->context);
    return f->error;
}

static int install(bpf *b)
{
    struct sock_fprog code = { b->count, b->code };
    if (!b->count) return EINVAL;               /* seccomp_prepare has not been called */
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &code) ? errno : 0;
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static const int signals[] = { SYS_kill, SYS_tkill, SYS_tgkill };

/* Networks, other processes, the kernel's corners: neither has a use for these. */
static const int unneeded[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
    SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_setsid, SYS_setpgid, SYS_mount, SYS_umount2, SYS_pivot_root,
    SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_userfaultfd, SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_personality, SYS_syslog, SYS_init_module,
    SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl,
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups, SYS_capset,
    SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_memfd_create, SYS_fanotify_init, SYS_inotify_init1, SYS_kcmp,
    SYS_sched_setaffinity, SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_setattr, SYS_setpriority,
    SYS_ioprio_set, SYS_move_pages, SYS_migrate_pages,
    SYS_truncate, /* the first Landlocks do not ask about truncate */
#ifdef SYS_process_madvise
    SYS_process_madvise,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
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
    SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick,
#endif
};

/* --- the program -------------------------------------------------------------------------------------------------- */

static const int harmless[] = {
    SYS_read, SYS_write, SYS_writev, SYS_pread64, SYS_close, SYS_lseek, SYS_fstat, SYS_newfstatat, SYS_faccessat,
    SYS_readlinkat, SYS_getcwd, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_brk,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall, SYS_exit,
    SYS_exit_group, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_uname,
    SYS_set_tid_address, SYS_set_robust_list, SYS_getrandom, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_getrusage, SYS_times,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef __x86_64__
    SYS_arch_prctl, SYS_access, SYS_stat, SYS_lstat, SYS_readlink, SYS_time,
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

/* A signal to itself, as abort sends one; not one that stops it, as it would then use no time and yet not end. */
static void pass_abort(filter *f, int call, unsigned i)
{
    const wanted own[] = { { 0, OWN_PID }, { i, SIGABRT } };
    pass_only(f, call, own, 2, ENDS);
}

static int prepare_program(int descriptor, const char *name)
{
    const uint32_t writing = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    const wanted own_limits[] = { { 0, 0 }, { 2, 0 } };             /* it reads them, and sets none */
    const wanted start[] = { { 0, (uint64_t)descriptor }, { 1, (uintptr_t)name }, { 4, AT_EMPTY_PATH } };
    filter f = filter_start(FAILS(ENOSYS));
    ADD_CALLS(&f, harmless, PASSES);
    pass_without_bits(&f, SYS_openat, 2, writing, FAILS(EACCES));
#ifdef SYS_open
    pass_without_bits(&f, SYS_open, 1, writing, FAILS(EACCES));
#endif
    pass_only(&f, SYS_execveat, start, 3, ENDS);
    pass_abort(&f, SYS_tgkill, 2);
    pass_abort(&f, SYS_tkill, 1);
    pass_abort(&f, SYS_kill, 1);
    pass_only(&f, SYS_prlimit64, own_limits, 2, FAILS(EPERM));
    pass_only(&f, SYS_fcntl, &(wanted){ 1, F_GETFL }, 1, FAILS(EPERM));
    add_rule(&f, SYS_ioctl, FAILS(ENOTTY), 0, NULL);
    ADD_CALLS(&f, starts, ENDS);
    ADD_CALLS(&f, unneeded, ENDS);
    return finish(&f, &program);
}

int seccomp_enter_program(void)
{
    bpf own = program;
    uint32_t self = (uint32_t)syscall(SYS_getpid);
    for (int i = 0; i < own.count; i++)
        if (BPF_CLASS(own.code[i].code) == BPF_JMP && own.code[i].k == OWN_PID) own.code[i].k = self;
    return install(&own);
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

static int prepare_compiler(void)
{
    const uint32_t spaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS |
                            CLONE_NEWCGROUP;
    static const int through_a_pipe[] = { F_SETOWN, F_SETOWN_EX, F_SETSIG };            /* signals to others */
    filter f = filter_start(PASSES);
    ADD_CALLS(&f, signals, FAILS(EPERM));
    ADD_CALLS(&f, unneeded, FAILS(EPERM));
    ADD_CALLS(&f, pretended, FAILS(0));
#ifdef SYS_clone3
    add_rule(&f, SYS_clone3, FAILS(ENOSYS), 0, NULL);       /* its flags lie in memory; the C library takes clone */
#endif
    pass_without_bits(&f, SYS_clone, 0, spaces, FAILS(EPERM));
    pass_only(&f, SYS_prlimit64, &(wanted){ 0, 0 }, 1, FAILS(EPERM));                   /* its own limits only */
    for (size_t i = 0; i < sizeof through_a_pipe / sizeof *through_a_pipe; i++) {
        struct scmp_arg_cmp command = bits_are(1, UINT32_MAX, (uint32_t)through_a_pipe[i]);
        add_rule(&f, SYS_fcntl, FAILS(EPERM), 1, &command);
    }
    return finish(&f, &compiler);
}

int seccomp_enter_compiler(void) { return install(&compiler); }

int seccomp_prepare(int descriptor, const char *name)
{
    int error = prepare_program(descriptor, name);
    return error ? error : prepare_compiler();
}
#endif
