#include "lab/grade/sandbox.h"
#include "lab/grade/seccomp.h"
#include "lab/grade/sandbox_host.h"
#include <errno.h>

/* The steps of sandbox_enter. */
enum { SESSION, FOLDER, LANDLOCK, LIMITS, USER, PRIVILEGES, DESCRIPTORS, FILTER, START };
static const char *const steps[] = {
    "a session of its own", "the working folder", "Landlock", "limits",      "another user",
    "giving up privileges", "descriptors",        "seccomp",  "starting it",
};

const char *sandbox_step_name(int step) { return step >= 0 && step <= START ? steps[step] : steps[DESCRIPTORS]; }

bool sandbox_step_is_last(int step) { return step == START; }

#ifdef GRADE_HAS_SANDBOX
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Between fork and exec, nothing here allocates memory or takes a lock. System calls are made by number, as setresuid
 * of the C library would signal threads that do not exist in the child. */

const char *sandbox_missing(void) { return NULL; }

/* --- Landlock ----------------------------------------------------------------------------------------------------- */

/* These may be newer than the headers. They are requested only from kernels that support them. */
#define READS     (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define READS_RUN (READS | LANDLOCK_ACCESS_FS_EXECUTE)
#define OF_FILES  (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE | TRUNCATE)
#define FIRST_RIGHTS ((UINT64_C(1) << 13) - 1)
#define REFER        (UINT64_C(1) << 13)
#define TRUNCATE     (UINT64_C(1) << 14)
#define IOCTL_DEV    (UINT64_C(1) << 15)
#define TCP          UINT64_C(3)
#define SCOPES       UINT64_C(3)

/* struct landlock_ruleset_attr of version 6; older kernels accept it if the fields they do not know are 0. */
typedef struct ruleset { uint64_t files, network, scopes; } ruleset;

int sandbox_landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

/* All rights that this kernel can restrict; a rule is then needed for each exception. */
static ruleset all_rights(int version)
{
    ruleset r = { .files = FIRST_RIGHTS };
    if (version >= 2) r.files |= REFER;
    if (version >= 3) r.files |= TRUNCATE;
    if (version >= 4) r.network = TCP;
    if (version >= 5) r.files |= IOCTL_DEV;
    if (version >= 6) r.scopes = SCOPES;
    return r;
}

static int allow_fd(int rules, const ruleset *all, int fd, uint64_t rights)
{
    struct stat about;
    if (fstat(fd, &about)) return errno;
    if (!S_ISDIR(about.st_mode)) rights &= OF_FILES;            /* a rule for a file must have no rights of folders */
    struct landlock_path_beneath_attr rule = { .allowed_access = rights & all->files, .parent_fd = fd };
    return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) ? errno : 0;
}

static int allow(int rules, const ruleset *all, const char *path, uint64_t rights)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : errno;
    int error = allow_fd(rules, all, fd, rights);
    close(fd);
    return error;
}

/* The loader of this program, which may not be in a usual place; NULL: none. */
static const char *own_loader(void)
{
    const Elf64_Phdr *h = (const Elf64_Phdr *)getauxval(AT_PHDR), *loader = NULL;
    uintptr_t at = (uintptr_t)h;
    for (unsigned long i = 0; h && i < getauxval(AT_PHNUM); i++) {
        if (h[i].p_type == PT_PHDR) at -= h[i].p_vaddr;
        if (h[i].p_type == PT_INTERP) loader = &h[i];
    }
    return loader ? (const char *)(at + loader->p_vaddr) : NULL;
}

/* The program and its loader. */
static int allow_program(int rules, const ruleset *all, int program)
{
    static const char *const loaders[] = {
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/ld-musl-aarch64.so.1",
    };
    const char *own = own_loader();
    int error = allow_fd(rules, all, program, READS_RUN);
    for (size_t i = 0; i < sizeof loaders / sizeof *loaders && !error; i++)
        error = allow(rules, all, loaders[i], READS_RUN);
    return error || !own ? error : allow(rules, all, own, READS_RUN);
}

/* A ruleset for this sandbox; *rules is its descriptor. */
static int make_rules(const sandbox *j, int *rules)
{
    ruleset all = all_rights(sandbox_landlock_version());
    uint64_t writes = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                      TRUNCATE;
    *rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (*rules < 0) return errno;
    int error = 0;
    /* libraries are read and mapped, not executed */
    uint64_t rights = j->kind == SANDBOX_PROGRAM ? READS : READS_RUN;
    for (int i = 0; i < SANDBOX_ROOTS && j->roots[i] && !error; i++) error = allow(*rules, &all, j->roots[i], rights);
    if (!error && j->kind == SANDBOX_PROGRAM && j->program >= 0) error = allow_program(*rules, &all, j->program);
    if (!error && j->kind == SANDBOX_COMPILER) error = allow_fd(*rules, &all, j->folder, READS | writes);
    if (!error && j->kind == SANDBOX_COMPILER)
        error = allow(*rules, &all, "/dev/null", READS | LANDLOCK_ACCESS_FS_WRITE_FILE);
    return error;
}

/* --- user and limits -------------------------------------------------------------------------------------------- */

typedef struct bounds { uint64_t soft, hard; } bounds;          /* struct rlimit64 */

/* A limit that is lower already stays. */
static bool limit_to(int what, uint64_t soft, uint64_t hard)
{
    bounds now, l = { soft, hard };
    if (syscall(SYS_prlimit64, 0, what, NULL, &now)) return false;
    if (now.hard < l.hard) l.hard = now.hard;
    if (l.hard < l.soft) l.soft = l.hard;
    return !syscall(SYS_prlimit64, 0, what, &l, NULL);
}

static bool limit(int what, uint64_t most) { return limit_to(what, most, most); }

/* The hard limit is one second longer, as the signal of the soft one can be caught. */
static bool set_limits(const sandbox *j)
{
    enum { STACK = 8 << 20 };
    return limit_to(RLIMIT_CPU, (uint64_t)j->cpu, (uint64_t)j->cpu + 1)
        && limit(RLIMIT_AS, j->memory) && limit(RLIMIT_FSIZE, j->file) && limit(RLIMIT_STACK, STACK)
        && limit(RLIMIT_CORE, 0) && limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_MSGQUEUE, 0);
}

static bool become_user(uid_t user)
{
    return !user || (!syscall(SYS_setgroups, 0, NULL) && !syscall(SYS_setresgid, user, user, user)
                     && !syscall(SYS_setresuid, user, user, user)
                     && geteuid() == user && getegid() == (gid_t)user && syscall(SYS_setresuid, 0, 0, 0) != 0);
}

/* The limit counts all processes of a user, so it is set only for a user that has no others. */
static bool limit_processes(const sandbox *j)
{
    enum { OF_A_COMPILER = 64 };
    if (j->kind == SANDBOX_PROGRAM) return limit(RLIMIT_NPROC, 0);
    return !j->user || limit(RLIMIT_NPROC, OF_A_COMPILER);
}

/* exec keeps signals ignored that this command ignores. */
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int s = 1; s < 32; s++) signal(s, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* --- entering --------------------------------------------------------------------------------------------------- */

enum { PROGRAM_AT = 100, PROGRAM_FILES = 16, COMPILER_FILES = 256 };

/* The path given to execveat: empty, and the filter allows no other. */
static const char empty_path[] = "";

int sandbox_prepare(void) { return seccomp_prepare(PROGRAM_AT, empty_path); }

/* The program gets a descriptor above the limit of open files, which is closed on exec, so it is started only once. */
static bool place_descriptors(const sandbox *j)
{
    if (j->kind == SANDBOX_COMPILER) return limit(RLIMIT_NOFILE, COMPILER_FILES);
    if (j->program >= 0 && (dup2(j->program, PROGRAM_AT) < 0 || fcntl(PROGRAM_AT, F_SETFD, FD_CLOEXEC))) return false;
    return limit(RLIMIT_NOFILE, PROGRAM_FILES);
}

static sandbox_failure failure_at(int step, int error) { return (sandbox_failure){ step, error }; }

static sandbox_failure start(const sandbox *j, const sandbox_task *task)
{
    static const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TMPDIR=.", NULL };
    int error = j->kind == SANDBOX_PROGRAM ? seccomp_enter_program() : seccomp_enter_compiler();
    if (error) return failure_at(FILTER, error);
    if (task->function) syscall(SYS_exit_group, task->function());
    if (j->kind == SANDBOX_PROGRAM)
        syscall(SYS_execveat, PROGRAM_AT, empty_path, task->argv, environment, AT_EMPTY_PATH);
    else syscall(SYS_execve, task->argv[0], task->argv, environment);
    return failure_at(START, errno);
}

sandbox_failure sandbox_enter(const sandbox *j, const sandbox_task *task, pid_t parent)
{
    int rules = -1, error;
    reset_signals();
    umask(077);
    if (setsid() < 0) return failure_at(SESSION, errno);
    if (fchdir(j->folder)) return failure_at(FOLDER, errno);
    if ((error = make_rules(j, &rules))) return failure_at(LANDLOCK, error);
    if (!set_limits(j)) return failure_at(LIMITS, errno);
    if (!become_user(j->user)) return failure_at(USER, errno ? errno : EPERM);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) return failure_at(SESSION, errno ? errno : ESRCH);
    if (!limit_processes(j)) return failure_at(LIMITS, errno);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);    /* fails where there are none */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return failure_at(PRIVILEGES, errno);
    if (syscall(SYS_landlock_restrict_self, rules, 0)) return failure_at(LANDLOCK, errno);
    close(rules);
    if (!place_descriptors(j)) return failure_at(DESCRIPTORS, errno);
    return start(j, task);
}

#else

const char *sandbox_missing(void)
{
#ifdef LEHR_LIBSECCOMP
    return "this is no Linux on x86-64 or aarch64, or it was built without the kernel's headers for them";
#else
    return "it was built without libseccomp";
#endif
}
int sandbox_prepare(void) { return ENOSYS; }
int sandbox_landlock_version(void) { return 0; }

sandbox_failure sandbox_enter(const sandbox *j, const sandbox_task *task, pid_t parent)
{
    (void)j, (void)task, (void)parent;
    return (sandbox_failure){ SESSION, ENOSYS };
}

#endif
