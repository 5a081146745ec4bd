#include "lab/grade/seccomp.h"
#include "lab/grade/sandbox_host.h"

#ifdef GRADE_HAS_SANDBOX
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#define ENDS     SCMP_ACT_KILL_PROCESS
#define PASSES   SCMP_ACT_ALLOW
#define FAILS(e) SCMP_ACT_ERRNO((uint16_t)(e))

/* A compiled filter. A child may not allocate memory between fork and exec, so libseccomp works in the parent. */
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

/* A rule for each name of a list. A call that this architecture does not have (a negative number) needs none. A name
 * that libseccomp does not know is an error, as a filter with a gap is worse than none: the youngest calls, whose
 * numbers are the same everywhere, are given by number. */
static void add_calls(filter *f, const char *names, uint32_t action)
{
    char name[32];
    for (int length; sscanf(names, " %31s%n", name, &length) == 1; names += length) {
        int call = name[0] <= '9' ? atoi(name) : seccomp_syscall_resolve_name(name);
        if (call == __NR_SCMP_ERROR && !f->error) f->error = EINVAL;
        if (call >= 0) add_rule(f, call, action, 0, NULL);
    }
}

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

/* --- lists -------------------------------------------------------------------------------------------------------- */

static const char signals[] = "kill tkill tgkill";

/* Networks, other processes, the kernel's corners: neither the compiler nor the program has a use for these. The first
 * versions of Landlock do not check truncate. 440: process_madvise. */
static const char unneeded[] =
    "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg "
    "ptrace process_vm_readv process_vm_writev rt_sigqueueinfo rt_tgsigqueueinfo setsid setpgid mount umount2 "
    "pivot_root chroot unshare setns bpf perf_event_open keyctl add_key request_key userfaultfd "
    "name_to_handle_at open_by_handle_at personality syslog init_module finit_module delete_module kexec_load "
    "reboot swapon swapoff acct quotactl setuid setgid setreuid setregid setresuid setresgid setgroups capset "
    "shmget msgget semget mq_open memfd_create fanotify_init inotify_init1 kcmp sched_setaffinity "
    "sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set move_pages migrate_pages truncate "
    "440 io_uring_setup io_uring_enter io_uring_register pidfd_open pidfd_getfd pidfd_send_signal open_tree "
    "move_mount fsopen fsconfig fsmount fspick";

/* What the program may call. */
static const char harmless[] =
    "read write writev pread64 close lseek fstat newfstatat faccessat readlinkat getcwd mmap munmap mremap "
    "mprotect madvise brk rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall exit exit_group "
    "getpid gettid getppid getuid geteuid getgid getegid uname set_tid_address set_robust_list getrandom "
    "sched_yield sched_getaffinity clock_gettime clock_getres gettimeofday getrusage times rseq statx arch_prctl "
    "access stat lstat readlink time";

static const char starts[] = "clone execve clone3 fork vfork";

/* --- the program -------------------------------------------------------------------------------------------------- */

/* A signal to itself, as abort sends; not one that stops it, as a stopped process uses no time and does not end. */
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
    add_calls(&f, harmless, PASSES);
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
    add_calls(&f, starts, ENDS);
    add_calls(&f, unneeded, ENDS);
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

/* Mode, owner, time and attributes of files: the call succeeds and changes nothing. Landlock does not check these, and
 * linkers set the mode of what they write; workdir.c makes the program executable. 452: fchmodat2, 463: setxattrat,
 * 466: removexattrat, 469: file_setattr. */
static const char pretended[] =
    "fchmod fchmodat 452 fchown fchownat utimensat setxattr lsetxattr fsetxattr removexattr lremovexattr "
    "fremovexattr 463 466 469 chmod chown lchown utime utimes futimesat";

static int prepare_compiler(void)
{
    const uint32_t spaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS |
                            CLONE_NEWCGROUP;
    static const int through_a_pipe[] = { F_SETOWN, F_SETOWN_EX, F_SETSIG };            /* signals to others */
    filter f = filter_start(PASSES);
    add_calls(&f, signals, FAILS(EPERM));
    add_calls(&f, unneeded, FAILS(EPERM));
    add_calls(&f, pretended, FAILS(0));
    add_calls(&f, "clone3", FAILS(ENOSYS));             /* its flags lie in memory; the C library falls back to clone */
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
