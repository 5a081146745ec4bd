#include "lab/grade/selftest.h"
#include "lab/grade/sandbox_host.h"
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

/* 0 where it could be done. The first two are for anybody to read, so that nothing but the sandbox stands in between.
 */
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

/* Those that it has itself, so that nothing changes where it can. The address is one whose lower half is 0, as if
 * there were none. */
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

/* It must have failed, or have been ended for it. */
static lehr_status try(const sandbox *j, int (*function)(void), const char *what)
{
    process c;
    const sandbox_task task = { .function = function };
    const process_limits limits = { 0, 10, 4096, 4096, 4096 };
    lehr_status status = process_run(&c, j, &task, &limits);
    bool kept = (c.end == PROCESS_EXITED && c.number == 1) || (c.end == PROCESS_SIGNALLED && c.number == SIGSYS);
    if (!status && !kept && c.end != PROCESS_STOPPED)
        status = lehr_fail(LEHR_ERR_FILE,
                           "the jail for submissions does not hold here: %s could %s, so nothing is marked",
                           j->kind == SANDBOX_COMPILER ? "the compiler" : "a submission", what);
    process_release(&c);
    return status;
}

static lehr_status prove_one(sandbox *j)
{
    lehr_status status = try(j, opens_a_file, "open a file outside");
    if (!status) status = try(j, opens_a_socket, "open a socket");
    if (!status) status = try(j, limits_another, "set the limits of another process");
    if (!status && j->kind == SANDBOX_PROGRAM) status = try(j, makes_a_process, "make a process");
    return status;
}

static lehr_status is_there(void)
{
    unsigned action = SECCOMP_RET_KILL_PROCESS;
    if (sandbox_landlock_version() < 1)
        return lehr_fail(
            LEHR_ERR_FILE,
            "nothing is marked here: this kernel has no Landlock, or it is switched off (%s), and without it a "
            "submission could read the others; Linux 5.13 or later has it",
            strerror(errno));
    if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action))
        return lehr_fail(
            LEHR_ERR_FILE,
            "nothing is marked here: seccomp filters are not to be had (%s), and without them a submission "
            "could make processes and use the network",
            strerror(errno));
    int error = sandbox_prepare();
    if (error)
        return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: libseccomp cannot make the filters: %s",
                         strerror(error));
    return LEHR_OK;
}

/* What can be compiled can be started, too: no disk forbids it. So of a submission that cannot, it is its own fault. */
static lehr_status prove_start(const sandbox *in, const compiler *c, int slot)
{
    static const char source[] = "int main(void)\n{\n    return 0;\n}\n";
    const sandbox_task task = { { "trial", NULL }, NULL };
    const process_limits limits = { 0, 10, 4096, 4096, 4096 };
    const char *objects[] = { "probe.o" };
    compiled done = { .done = false };
    sandbox j = *in;
    process ran = { .end = PROCESS_STOPPED };
    lehr_status status = workdir_write(slot, j.user, "probe.c", source, sizeof source - 1);
    if (!status) status = compiler_compile(c, slot, j.user, "probe.c", &done);
    if (done.done) {
        compiled_release(&done);
        status = compiler_link(c, slot, j.user, objects, 1, &done);
    }
    if (!status && !done.done)
        status = lehr_fail(LEHR_ERR_FILE, "%s: in the jail it cannot compile a program that does nothing: %s", c->path,
                           done.why.s ? done.why.s : "");
    compiled_release(&done);
    if (!status && (j.program = workdir_open_program(slot)) < 0)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: it says that all went well, but there is no program: %s; a C compiler is needed",
                           c->path, strerror(errno));
    if (!status) status = process_run(&ran, &j, &task, &limits);
    if (!status && ran.end == PROCESS_NOT_STARTED)
        status =
            lehr_fail(LEHR_ERR_FILE,
                      "nothing is marked here: what was compiled cannot be started: %s; if that is because of the disk "
                      "with the temporary folder, name another in TMPDIR",
                      strerror(ran.number));
    else if (!status && ran.end != PROCESS_STOPPED && (ran.end != PROCESS_EXITED || ran.number))
        status = lehr_fail(LEHR_ERR_FILE,
                           "nothing is marked here: in the jail not even a program that does nothing comes to its end");
    process_release(&ran);
    if (j.program >= 0) close(j.program);
    return status;
}

lehr_status selftest_run(const workdir *s, const compiler *c)
{
    sandbox j = { .kind = SANDBOX_COMPILER,
               .user = workdir_user(s, 0),
               .program = -1,
               .cpu = 5,
               .memory = (size_t)2 << 30,
               .file = 1 << 20 };
    lehr_status status = is_there();
    int slot = status ? -1 : workdir_open_slot(s, 0), other = status ? -1 : workdir_open_slot(s, 1);
    if (!status && (slot < 0 || other < 0)) status = lehr_last_status();
    if (!status) status = workdir_write(other, j.user, "outside", "secret\n", 7);
    j.folder = slot;
    memcpy(j.roots, c->roots, sizeof j.roots);
    if (!status) status = prove_one(&j);
    j.kind = SANDBOX_PROGRAM;
    memset(j.roots, 0, sizeof j.roots);
    for (int i = 0; compiler_program_roots[i]; i++) j.roots[i] = compiler_program_roots[i];
    if (!status) status = prove_one(&j);
    if (!status) status = prove_start(&j, c, slot);
    if (other >= 0) workdir_clear(other), close(other);
    if (slot >= 0) close(slot);
    return status;
}

#else

lehr_status selftest_run(const workdir *s, const compiler *c)
{
    (void)s, (void)c;
    return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: %s", sandbox_missing());
}

#endif
