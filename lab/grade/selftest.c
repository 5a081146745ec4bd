#include "lab/grade/selftest.h"
#include "lab/grade/sandbox_host.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef GRADE_HAS_SANDBOX

enum { SECONDS = 4 };
static const process_limits limits = { .clock = 10, .output = 4096, .kept = 4096, .rows = 4096 };

/* Each of these returns 0 if it succeeds. Everyone may read the first two, so only the sandbox can prevent it. */
static int opens_a_file(void)
{
    return open("/", O_RDONLY | O_CLOEXEC) < 0 && open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0
        && open("../1/outside", O_RDONLY | O_CLOEXEC) < 0;
}

static int opens_a_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0; }

static int makes_a_process(void)
{
    long pid = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
    if (!pid) syscall(SYS_exit_group, 0);
    return pid < 0;
}

/* Sets its parent's limits to its own, so nothing changes if it succeeds. The lower half of the address is 0, like that
 * of NULL. */
static int limits_another(void)
{
    void *wanted = (void *)((uintptr_t)1 << 32);
    struct rlimit *same = mmap(wanted, sizeof *same, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
                  own;
    if (same == MAP_FAILED) same = &own;
    if (syscall(SYS_prlimit64, 0, RLIMIT_RSS, NULL, same)) return 1;
    return syscall(SYS_prlimit64, getppid(), RLIMIT_RSS, same, NULL) != 0;
}

/* The function must fail, or end the process by SIGSYS. */
static lehr_status check_denied(const sandbox *j, int (*function)(void), const char *what)
{
    process c;
    const sandbox_task task = { .function = function };
    lehr_status status = process_run(&c, j, &task, &limits);
    bool kept = (c.end == PROCESS_EXITED && c.number == 1) || (c.end == PROCESS_SIGNALLED && c.number == SIGSYS);
    if (!status && !kept && c.end != PROCESS_STOPPED)
        status = lehr_fail(LEHR_ERR_FILE,
                           "the sandbox for submissions does not work here: %s could %s, so nothing is marked",
                           lehr_translate(j->kind == SANDBOX_COMPILER ? "the compiler" : "a submission"),
                           lehr_translate(what));
    process_release(&c);
    return status;
}

static lehr_status check_sandbox(const sandbox *j)
{
    lehr_status status = check_denied(j, opens_a_file, "open a file outside");
    if (!status) status = check_denied(j, opens_a_socket, "open a socket");
    if (!status) status = check_denied(j, limits_another, "set the limits of another process");
    if (!status && j->kind == SANDBOX_PROGRAM) status = check_denied(j, makes_a_process, "make a process");
    return status;
}

static lehr_status check_host(void)
{
    unsigned action = SECCOMP_RET_KILL_PROCESS;
    if (sandbox_landlock_version() < 1)
        return lehr_fail(
            LEHR_ERR_FILE,
            "nothing is marked here: this kernel has no Landlock, or it is switched off (%s), and without it a "
            "submission could read the others; Linux 5.13 or later has it",
            lehr_errno_text(errno));
    if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action))
        return lehr_fail(
            LEHR_ERR_FILE,
            "nothing is marked here: seccomp filters are not available (%s), and without them a submission "
            "could make processes and use the network",
            lehr_errno_text(errno));
    int error = sandbox_prepare();
    if (error)
        return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: libseccomp cannot make the filters: %s",
                         lehr_errno_text(error));
    return LEHR_OK;
}

static lehr_status build_probe(const compiler *c, int slot, uid_t user)
{
    static const char source[] = "int main(void)\n{\n    return 0;\n}\n";
    const char *objects[] = { "probe.o" };
    compiled done = { .done = false };
    lehr_status status = workdir_write(slot, user, "probe.c", source, sizeof source - 1);
    if (!status) status = compiler_compile(c, slot, user, "probe.c", &done);
    if (done.done) {
        compiled_release(&done);
        status = compiler_link(c, slot, user, objects, 1, &done);
    }
    if (!status && !done.done)
        status = lehr_fail(LEHR_ERR_FILE, "%s: in the sandbox it cannot compile a program that does nothing: %s",
                           c->path, done.why.s ? done.why.s : "");
    compiled_release(&done);
    return status;
}

/* A compiled program must start: some disks do not allow it. Then a submission that does not start has itself to
 * blame. */
static lehr_status check_start(const compiler *c, int slot, uid_t user)
{
    const sandbox_task task = { .argv = { "trial" } };
    process ran = { .end = PROCESS_STOPPED };
    lehr_status status = build_probe(c, slot, user);
    sandbox j = compiler_program_sandbox(slot, user, status ? -1 : workdir_open_program(slot), SECONDS);
    if (!status && j.program < 0)
        status = lehr_fail(LEHR_ERR_FILE, "%s: it reports success, but there is no program: %s; a C compiler is needed",
                           c->path, lehr_errno_text(errno));
    if (!status) status = process_run(&ran, &j, &task, &limits);
    if (!status && ran.end == PROCESS_NOT_STARTED)
        status = lehr_fail(LEHR_ERR_FILE,
                           "nothing is marked here: a compiled program cannot be started: %s; if the disk of the "
                           "temporary folder forbids it, name another in TMPDIR", lehr_errno_text(ran.number));
    else if (!status && ran.end != PROCESS_STOPPED && (ran.end != PROCESS_EXITED || ran.number))
        status = lehr_fail(LEHR_ERR_FILE, "nothing is marked here: in the sandbox a program that does nothing fails");
    process_release(&ran);
    if (j.program >= 0) close(j.program);
    return status;
}

lehr_status selftest_run(const workdir *s, const compiler *c)
{
    uid_t user = workdir_user(s, 0);
    lehr_status status = check_host();
    int slot = status ? -1 : workdir_open_slot(s, 0), other = status ? -1 : workdir_open_slot(s, 1);
    const sandbox both[] = { compiler_sandbox(c, slot, user), compiler_program_sandbox(slot, user, -1, SECONDS) };
    if (!status && (slot < 0 || other < 0)) status = lehr_last_status();
    if (!status) status = workdir_write(other, user, "outside", "secret\n", 7);
    for (int i = 0; i < 2 && !status; i++) status = check_sandbox(&both[i]);
    if (!status) status = check_start(c, slot, user);
    if (other >= 0) workdir_clear(other), close(other);
    if (slot >= 0) close(slot);
    return status;
}

#else

lehr_status selftest_run(const workdir *s, const compiler *c)
{
    (void)s, (void)c;
    return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: %s", lehr_translate(sandbox_missing()));
}

#endif
