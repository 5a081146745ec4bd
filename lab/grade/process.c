#include "lab/grade/process.h"
#include "lab/grade/sandbox_host.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef GRADE_HAS_SANDBOX
#include <sys/prctl.h>

static volatile sig_atomic_t stopped;

void process_stop_all(int signal) { stopped = signal; }
int  process_stop_signal(void) { return stopped; }

void process_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* --- in the child ------------------------------------------------------------------------------------------------- */

typedef struct pipes { int output[2], rows[2], failure[2]; } pipes;

/* Standard input is empty. Of the other descriptors, only output and rows stay open after exec. */
static bool redirect_streams(const pipes *p, const sandbox *j)
{
    enum { ABOVE = 10 };
    int output = fcntl(p->output[1], F_DUPFD_CLOEXEC, ABOVE), rows = fcntl(p->rows[1], F_DUPFD_CLOEXEC, ABOVE);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC), failure = fcntl(p->failure[1], F_DUPFD_CLOEXEC, ABOVE);
    if (output < 0 || rows < 0 || nothing < 0 || failure < 0) return false;
    if (dup2(nothing, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) return false;
    if (j->kind == SANDBOX_PROGRAM && dup2(rows, PROCESS_ROWS_FD) < 0) return false;
    unsigned from = j->kind == SANDBOX_PROGRAM ? PROCESS_ROWS_FD + 1 : PROCESS_ROWS_FD;
    return !syscall(SYS_close_range, from, UINT_MAX, 4u);               /* 4: CLOSE_RANGE_CLOEXEC */
}

static _Noreturn void run_in_child(const sandbox *j, const sandbox_task *task, const pipes *p, pid_t parent)
{
    sandbox own = *j;
    int failure = fcntl(p->failure[1], F_DUPFD_CLOEXEC, 20);
    sandbox_failure t = { -1, 0 };
    own.folder = fcntl(j->folder, F_DUPFD_CLOEXEC, 20);
    if (own.program >= 0) own.program = fcntl(j->program, F_DUPFD_CLOEXEC, 20);
    bool have = failure >= 0 && own.folder >= 0 && (j->program < 0 || own.program >= 0);
    if (failure < 0) failure = p->failure[1];
    if (have && redirect_streams(p, &own)) t = sandbox_enter(&own, task, parent);
    else t.error = errno;
    long written = syscall(SYS_write, failure, &t, sizeof t);
    syscall(SYS_exit_group, written == sizeof t ? 126 : 127);
    for (;;) continue;
}

/* --- its output ------------------------------------------------------------------------------------------------- */

/* Reads what is available. False: end of file. */
static bool read_available(int fd, size_t keep, lehr_strbuf *to, size_t *count)
{
    char bytes[65536];
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    size_t slot = to->length < keep ? keep - to->length : 0;
    lehr_strbuf_append(to, bytes, (size_t)n < slot ? (size_t)n : slot);
    *count += (size_t)n;
    return n > 0;
}

typedef struct watch {
    process            *c;
    const process_limits *limits;
    pid_t  pid;
    double start;
    size_t row_bytes;
    struct pollfd fd[2];                /* output, rows; −1: closed */
} watch;

static bool has_open_pipe(const watch *w) { return w->fd[0].fd >= 0 || w->fd[1].fd >= 0; }

static void read_pipes(watch *w, int milliseconds)
{
    if (poll(w->fd, 2, milliseconds) <= 0) return;
    if (w->fd[0].revents && !read_available(w->fd[0].fd, w->limits->kept, &w->c->output, &w->c->printed))
        w->fd[0].fd = -1;
    if (w->fd[1].revents && !read_available(w->fd[1].fd, w->limits->rows, &w->c->rows, &w->row_bytes)) w->fd[1].fd = -1;
}

static double time_of(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &t)) return 0;
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool exceeds_limits(watch *w)
{
    const process_limits *l = w->limits;
    process_end end = PROCESS_EXITED;
    if (stopped) end = PROCESS_STOPPED;
    else if (w->row_bytes > l->rows) end = PROCESS_ROWS_LIMIT;
    else if (w->c->printed > l->output) end = PROCESS_OUTPUT_LIMIT;
    else if (l->seconds > 0 && time_of(w->pid) > l->seconds) end = PROCESS_CPU_LIMIT;
    else if (now() - w->start > l->clock) end = PROCESS_CLOCK_LIMIT, w->c->used = time_of(w->pid);
    w->c->end = end;
    return end != PROCESS_EXITED;
}

static bool has_ended(pid_t pid)
{
    siginfo_t about = { .si_pid = 0 };
    return waitid(P_PID, (id_t)pid, &about, WEXITED | WNOHANG | WNOWAIT) || about.si_pid == pid;
}

/* Until it ends or exceeds a limit. It is not reaped yet, so its process number stays valid. */
static void watch_process(watch *w)
{
    enum { PATIENCE = 20, LEFT = 64 };          /* milliseconds; reads, enough to empty a pipe */
    long pause = 100000;
    do {
        if (has_open_pipe(w)) read_pipes(w, PATIENCE);
        else nanosleep(&(struct timespec){ .tv_nsec = pause }, NULL), pause = pause < 5000000 ? 2 * pause : pause;
        if (exceeds_limits(w)) return;
    } while (!has_ended(w->pid));
    for (int i = 0; i < LEFT && has_open_pipe(w); i++) read_pipes(w, 0);
    exceeds_limits(w);
}

/* Kills its process group, which no process in the sandbox can leave, and reaps all of it; orphans are our children. */
static int kill_group(pid_t pid)
{
    int status = 0, own = 0;
    pid_t gone;
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);                 /* it may not have a group of its own yet */
    while (waitpid(pid, &own, 0) < 0 && errno == EINTR) continue;
    while ((gone = waitpid(-pid, &status, 0)) > 0 || (gone < 0 && errno == EINTR)) continue;
    return own;
}

#ifdef __GLIBC_PREREQ
#define HAS_PLAIN_FORK __GLIBC_PREREQ(2, 34)
#else
#define HAS_PLAIN_FORK 0
#endif

/* A fork that calls no handlers of pthread_atfork: those of OpenBLAS can block without end when memory is short. */
static pid_t fork_child(void)
{
#if HAS_PLAIN_FORK
    return _Fork();
#else
    return (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
#endif
}

static void close_pipes(const pipes *p, int end)
{
    const int fds[] = { p->output[end], p->rows[end], p->failure[end] };
    for (int i = 0; i < 3; i++)
        if (fds[i] >= 0) close(fds[i]);
}

static bool open_pipes(pipes *p)
{
    *p = (pipes){ { -1, -1 }, { -1, -1 }, { -1, -1 } };
    return !pipe2(p->output, O_CLOEXEC) && !pipe2(p->rows, O_CLOEXEC) && !pipe2(p->failure, O_CLOEXEC)
        && !fcntl(p->output[0], F_SETFL, O_NONBLOCK) && !fcntl(p->rows[0], F_SETFL, O_NONBLOCK)
        && !fcntl(p->failure[0], F_SETFL, O_NONBLOCK);
}

/* Reads the failure that sandbox_enter returned in the child; exec closes the pipe. A submission's program that does
 * not start is the submission's fault, as selftest.c has started another. */
static lehr_status start_failure(int fd, const sandbox *j, process *c)
{
    sandbox_failure t;
    if (read(fd, &t, sizeof t) != sizeof t) return LEHR_OK;
    if (j->kind == SANDBOX_PROGRAM && sandbox_step_is_last(t.step)) {
        c->end = PROCESS_NOT_STARTED;
        c->number = t.error;
        return LEHR_OK;
    }
    return lehr_fail(LEHR_ERR_FILE, "the sandbox for submissions cannot be set up here: %s: %s",
                     lehr_translate(sandbox_step_name(t.step)), lehr_errno_text(t.error));
}

lehr_status process_run(process *c, const sandbox *j, const sandbox_task *task, const process_limits *limits)
{
    pipes p;
    *c = (process){ .end = PROCESS_STOPPED };
    if (stopped) return LEHR_OK;
    bool open = open_pipes(&p);
    pid_t parent = getpid(), pid = open ? fork_child() : -1;
    if (!pid) run_in_child(j, task, &p, parent);
    int error = errno;
    close_pipes(&p, 1);
    if (pid < 0) {
        close_pipes(&p, 0);
        return lehr_fail(open ? LEHR_ERR_MEMORY : LEHR_ERR_FILE, "a submission cannot be run: no %s: %s",
                         lehr_translate(open ? "process" : "pipe"), lehr_errno_text(error));
    }
    watch w = { c, limits, pid, now(), 0, { { p.output[0], POLLIN, 0 }, { p.rows[0], POLLIN, 0 } } };
    watch_process(&w);
    int status = kill_group(pid);
    if (c->end == PROCESS_EXITED && WIFSIGNALED(status)) c->end = PROCESS_SIGNALLED;
    c->number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (c->end == PROCESS_SIGNALLED && c->number == SIGXCPU) c->end = PROCESS_CPU_LIMIT;
    lehr_status failure = start_failure(p.failure[0], j, c);
    close_pipes(&p, 0);
    return failure ? failure : c->output.status ? c->output.status : c->rows.status;
}

#else

void process_stop_all(int signal) { (void)signal; }
int  process_stop_signal(void) { return 0; }
void process_adopt_orphans(void) { }

lehr_status process_run(process *c, const sandbox *j, const sandbox_task *task, const process_limits *limits)
{
    (void)j, (void)task, (void)limits;
    *c = (process){ .end = PROCESS_STOPPED };
    return lehr_fail(LEHR_ERR_FILE, "submissions cannot be marked here: %s", lehr_translate(sandbox_missing()));
}

#endif

void process_release(process *c)
{
    lehr_strbuf_release(&c->output);
    lehr_strbuf_release(&c->rows);
}
