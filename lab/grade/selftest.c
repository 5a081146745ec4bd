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

/* 0 where it could be done. The first two are for anybody to read, so that nothing but the jail stands in between. */
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
static lehr_status try(const jail *j, int (*deed)(void), const char *what)
{
    child c;
    const jail_task task = { .deed = deed };
    const child_limits limits = { 0, 10, 4096, 4096, 4096 };
    lehr_status status = child_run(&c, j, &task, &limits);
    bool kept = (c.end == CHILD_EXITED && c.number == 1) || (c.end == CHILD_SIGNALLED && c.number == SIGSYS);
    if (!status && !kept && c.end != CHILD_STOPPED)
        status = lehr_fail(LEHR_ERR_FILE,
                           "the jail for submissions does not hold here: %s could %s, so nothing is marked",
                           j->kind == JAIL_COMPILER ? "the compiler" : "a submission", what);
    child_release(&c);
    return status;
}

static lehr_status prove_one(jail *j)
{
    lehr_status status = try(j, opens_a_file, "open a file outside");
    if (!status) status = try(j, opens_a_socket, "open a socket");
    if (!status) status = try(j, limits_another, "set the limits of another process");
    if (!status && j->kind == JAIL_PROGRAM) status = try(j, makes_a_process, "make a process");
    return status;
}

static lehr_status is_there(void)
{
    unsigned action = SECCOMP_RET_KILL_PROCESS;
    if (jail_landlock() < 1)
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
    int error = jail_prepare();
    if (error)
        return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: libseccomp cannot make the filters: %s",
                         strerror(error));
    return LEHR_OK;
}

/* What can be compiled can be started, too: no disk forbids it. So of a submission that cannot, it is its own fault. */
static lehr_status prove_start(const jail *in, const compiler *c, int room)
{
    static const char source[] = "int main(void)\n{\n    return 0;\n}\n";
    const jail_task task = { { "trial", NULL }, NULL };
    const child_limits limits = { 0, 10, 4096, 4096, 4096 };
    const char *objects[] = { "probe.o" };
    compiled done = { .done = false };
    jail j = *in;
    child ran = { .end = CHILD_STOPPED };
    lehr_status status = scratch_put(room, j.user, "probe.c", source, sizeof source - 1);
    if (!status) status = compiler_compile(c, room, j.user, "probe.c", &done);
    if (done.done) {
        compiled_release(&done);
        status = compiler_link(c, room, j.user, objects, 1, &done);
    }
    if (!status && !done.done)
        status = lehr_fail(LEHR_ERR_FILE, "%s: in the jail it cannot compile a program that does nothing: %s", c->path,
                           done.why.s ? done.why.s : "");
    compiled_release(&done);
    if (!status && (j.program = scratch_program(room)) < 0)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: it says that all went well, but there is no program: %s; a C compiler is needed",
                           c->path, strerror(errno));
    if (!status) status = child_run(&ran, &j, &task, &limits);
    if (!status && ran.end == CHILD_NOT_STARTED)
        status =
            lehr_fail(LEHR_ERR_FILE,
                      "nothing is marked here: what was compiled cannot be started: %s; if that is because of the disk "
                      "with the temporary folder, name another in TMPDIR",
                      strerror(ran.number));
    else if (!status && ran.end != CHILD_STOPPED && (ran.end != CHILD_EXITED || ran.number))
        status = lehr_fail(LEHR_ERR_FILE,
                           "nothing is marked here: in the jail not even a program that does nothing comes to its end");
    child_release(&ran);
    if (j.program >= 0) close(j.program);
    return status;
}

lehr_status jail_prove(const scratch *s, const compiler *c)
{
    jail j = { .kind = JAIL_COMPILER,
               .user = scratch_user(s, 0),
               .program = -1,
               .cpu = 5,
               .memory = (size_t)2 << 30,
               .file = 1 << 20 };
    lehr_status status = is_there();
    int room = status ? -1 : scratch_room(s, 0), other = status ? -1 : scratch_room(s, 1);
    if (!status && (room < 0 || other < 0)) status = lehr_last_status();
    if (!status) status = scratch_put(other, j.user, "outside", "secret\n", 7);
    j.folder = room;
    memcpy(j.roots, c->roots, sizeof j.roots);
    if (!status) status = prove_one(&j);
    j.kind = JAIL_PROGRAM;
    memset(j.roots, 0, sizeof j.roots);
    for (int i = 0; program_roots[i]; i++) j.roots[i] = program_roots[i];
    if (!status) status = prove_one(&j);
    if (!status) status = prove_start(&j, c, room);
    if (other >= 0) scratch_empty(other), close(other);
    if (room >= 0) close(room);
    return status;
}

#else

lehr_status jail_prove(const scratch *s, const compiler *c)
{
    (void)s, (void)c;
    return lehr_fail(LEHR_ERR_FILE, "nothing is marked here: %s", jail_is_unknown());
}

#endif
