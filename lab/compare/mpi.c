#include "lab/compare/mpi.h"
#include <stdlib.h>
#include <string.h>

#ifndef LEHR_MPI

bool        lehr_mpi_is_built_in(void) { return false; }
bool        lehr_mpi_is_launched(void) { return false; }
int         lehr_mpi_rank(void) { return 0; }
int         lehr_mpi_size(void) { return 1; }

/* Without MPI, each of several ranks would execute all runs. */
lehr_status lehr_mpi_start(int *argc, char ***argv)
{
    const char *ranks = getenv("OMPI_COMM_WORLD_SIZE");
    (void)argc, (void)argv;
    if (!ranks) ranks = getenv("PMI_SIZE");
    if (!ranks || !strcmp(ranks, "1")) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE,
                     "this lehr was built without MPI, but started as one of %.10s ranks; build it with -DLEHR_MPI=ON",
                     ranks);
}

void        lehr_mpi_serve(lehr_work_queue *q) { (void)q; }
void        lehr_mpi_connect(lehr_work_queue *q) { (void)q; }
lehr_status lehr_mpi_end(lehr_status status) { return status; }

#else

#include <limits.h>
#include <mpi.h>
#include <time.h>
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/compare/run_cache.h"

/* REQUEST, PROGRESS, RESULT and END go to rank 0, JOB comes from there. BYTES follow a RESULT. Messages of one rank
 * arrive in their order. All ranks run the same program, so a message is sent as the bytes of its struct. */
enum { REQUEST = 1, JOB, PROGRESS, RESULT, BYTES, END };
enum { CHUNK = 65536 };                 /* the largest part of BYTES */

typedef struct message {                /* all but BYTES                                        */
    lehr_job job;                       /* comparison −1 in JOB: there is no more               */
    long     number;                    /* PROGRESS: updates done; RESULT: bytes that follow    */
    lehr_failure failure;               /* RESULT, END: LEHR_OK, or why it failed               */
} message;

static int rank, size = 1;
static int ended;                       /* on rank 0: ranks that sent END */

bool lehr_mpi_is_built_in(void) { return true; }
int  lehr_mpi_rank(void) { return rank; }
int  lehr_mpi_size(void) { return size; }

/* Without a launcher there is one rank, and starting MPI would only take time. */
bool lehr_mpi_is_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMIX_RANK") || getenv("PMI_RANK") || getenv("PMI_SIZE");
}

lehr_status lehr_mpi_start(int *argc, char ***argv)
{
    int level;
    if (!lehr_mpi_is_launched()) return LEHR_OK;
    bool failed = MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &level) || MPI_Comm_rank(MPI_COMM_WORLD, &rank) ||
                  MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (failed) return lehr_fail(LEHR_ERR_FILE, "MPI cannot be started");
    return level >= MPI_THREAD_FUNNELED
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_FILE, "this MPI does not support threads; MPI_THREAD_FUNNELED is needed");
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

static void send_message(int to, int tag, message m) { MPI_Send(&m, sizeof m, MPI_BYTE, to, tag, MPI_COMM_WORLD); }

static message receive_message(int from, int tag)
{
    message m = { .job = { -1, 0 } };
    MPI_Recv(&m, sizeof m, MPI_BYTE, from, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    m.failure.message[sizeof m.failure.message - 1] = '\0';
    return m;
}

static message with_status(message m, lehr_status status)
{
    lehr_failure_capture(&m.failure, status);
    return m;
}

static void send_bytes(const char *bytes, long n)
{
    for (long at = 0; at < n; at += CHUNK)
        MPI_Send(bytes + at, n - at < CHUNK ? (int)(n - at) : CHUNK, MPI_BYTE, 0, BYTES, MPI_COMM_WORLD);
}

/* Receives all chunks, even if there is no memory for them. */
static lehr_status receive_bytes(int from, long n, lehr_strbuf *bytes)
{
    char chunk[CHUNK];
    for (long at = 0; at < n; at += CHUNK) {
        int length = n - at < CHUNK ? (int)(n - at) : CHUNK;
        MPI_Recv(chunk, length, MPI_BYTE, from, BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        lehr_strbuf_append(bytes, chunk, (size_t)length);
    }
    return bytes->status;
}

/* --- rank 0 ------------------------------------------------------------------------------------------------------- */

/* The failure of another rank becomes this thread's. */
static lehr_status fail_as(const message *m, int from)
{
    const lehr_failure *f = &m->failure;
    return f->status ? lehr_fail(f->status, "rank %d of %d: %s", from, size, f->message) : LEHR_OK;
}

static lehr_status receive_result(lehr_work_queue *q, const message *m, int from)
{
    lehr_strbuf bytes = {0};
    if (m->failure.status) return fail_as(m, from);
    lehr_status status = receive_bytes(from, m->number, &bytes);
    if (!status)
        return lehr_run_cache_unpack(&q->c[m->job.comparison], m->job.run,
                                     lehr_translate("a result from another rank"), bytes.s, bytes.length);
    lehr_strbuf_release(&bytes);
    return status;
}

/* Receives a message, if there is one, and answers it; q NULL: there are no more jobs. *running: jobs at other
 * ranks. Without a message it sleeps, so that waiting does not slow down the runs of this machine. */
static lehr_status answer(lehr_work_queue *q, int *running)
{
    MPI_Status from;
    int arrived = 0;
    lehr_job job = { -1, 0 };
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, &from);
    if (!arrived) nanosleep(&(struct timespec){ 0, 500000 }, NULL);
    if (!arrived) return LEHR_OK;
    message m = receive_message(from.MPI_SOURCE, from.MPI_TAG);
    if (from.MPI_TAG == REQUEST) {
        bool found = q && q->take(q, &job);
        *running += found;
        send_message(from.MPI_SOURCE, JOB, (message){ .job = found ? job : (lehr_job){ -1, 0 } });
    } else if (from.MPI_TAG == PROGRESS) {
        if (q) q->report(q, m.job, m.number);
    } else if (from.MPI_TAG == RESULT) {
        q->finish(q, m.job, receive_result(q, &m, from.MPI_SOURCE));
        *running -= 1;
    } else {
        ended++;
        return fail_as(&m, from.MPI_SOURCE);
    }
    return LEHR_OK;
}

void lehr_mpi_serve(lehr_work_queue *q)
{
    int running = 0;
    while (running || lehr_work_queue_has_more(q)) {
        lehr_status status = answer(q, &running);
        if (status) lehr_work_queue_fail(q, status);
    }
}

/* --- the other ranks ---------------------------------------------------------------------------------------------- */

static double last_report;              /* in seconds */

static bool take(lehr_work_queue *q, lehr_job *job)
{
    if (q->failure.status) return false;
    send_message(0, REQUEST, (message){ .number = 0 });
    *job = receive_message(0, JOB).job;
    last_report = 0;
    return job->comparison >= 0 && job->comparison < q->n;
}

/* At most four times a second: it is for display only. */
static void report(lehr_work_queue *q, lehr_job job, long done)
{
    double now = MPI_Wtime();
    (void)q;
    if (now - last_report < 0.25) return;
    last_report = now;
    send_message(0, PROGRESS, (message){ .job = job, .number = done });
}

static void finish(lehr_work_queue *q, lehr_job job, lehr_status status)
{
    lehr_comparison *c = &q->c[job.comparison];
    char *bytes = NULL;
    size_t n = 0;
    if (!status) status = lehr_run_cache_pack(c, job.run, &bytes, &n);
    if (status) lehr_work_queue_fail(q, status);
    message m = with_status((message){ .job = job, .number = status ? 0 : (long)n }, status);
    send_message(0, RESULT, m);
    send_bytes(bytes, m.number);
    lehr_free(bytes);
    lehr_run_outcome_release(&c->run[job.run]);
}

void lehr_mpi_connect(lehr_work_queue *q)
{
    q->take = take;
    q->report = report;
    q->finish = finish;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_mpi_end(lehr_status status)
{
    int started = 0;
    MPI_Initialized(&started);
    if (!started) return status;
    if (rank) send_message(0, END, with_status((message){ .number = 0 }, status));
    for (int running = 0; !rank && ended < size - 1;) {
        lehr_status other = answer(NULL, &running);
        if (!status) status = other;
    }
    MPI_Finalize();
    return status;
}

#endif
