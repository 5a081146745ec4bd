#include "lab/compare/mpi.h"
#include <stdlib.h>
#include <string.h>

#ifndef LEHR_MPI

bool        lehr_mpi_is_built_in(void) { return false; }
bool        lehr_mpi_is_launched(void) { return false; }
int         lehr_mpi_rank(void) { return 0; }
int         lehr_mpi_size(void) { return 1; }

/* Each rank would do all of the work. */
lehr_status lehr_mpi_start(int *argc, char ***argv)
{
    const char *ranks = getenv("OMPI_COMM_WORLD_SIZE");
    (void)argc, (void)argv;
    if (!ranks) ranks = getenv("PMI_SIZE");
    if (!ranks || !strcmp(ranks, "1")) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE,
                     "this lehr knows no MPI, but was started as one of %.10s ranks; build it with -DLEHR_MPI=ON",
                     ranks);
}

void        lehr_mpi_serve(lehr_work_queue *h) { (void)h; }
lehr_status lehr_mpi_work(lehr_comparison c[], int n) { (void)c, (void)n; return LEHR_OK; }
lehr_status lehr_mpi_end(lehr_status status) { return status; }

#else

#include <limits.h>
#include <mpi.h>
#include <time.h>
#include "core/base/memory.h"
#include "lab/compare/run_cache.h"

/* What ranks say to each other. WANT, PROGRESS, RESULT and BYE go to rank 0, GIVE comes from there. Messages of one
 * rank are heard in their order. */
enum { WANT = 1, GIVE, PROGRESS, RESULT, BYTES, BYE };
enum { NOTHING = -1 };                  /* GIVE of no cell: there is nothing more to be done */
enum { PIECE = 65536 };                 /* of BYTES, at most                                 */

typedef struct notice { long cell, run, number; } notice;       /* number: updates finished, bytes that follow */
typedef struct farewell { int status; char message[400]; } farewell;

static int rank, size = 1;
static int gone;                        /* ranks that have said BYE */

bool lehr_mpi_is_built_in(void) { return true; }
int  lehr_mpi_rank(void) { return rank; }
int  lehr_mpi_size(void) { return size; }

/* A launcher tells whom it has started; by ourselves, MPI would only cost time. */
bool lehr_mpi_is_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMIX_RANK") || getenv("PMI_RANK") || getenv("PMI_SIZE");
}

lehr_status lehr_mpi_start(int *argc, char ***argv)
{
    int given;
    if (!lehr_mpi_is_launched()) return LEHR_OK;
    bool failed = MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &given) || MPI_Comm_rank(MPI_COMM_WORLD, &rank) ||
                  MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (failed) return lehr_fail(LEHR_ERR_FILE, "MPI cannot be started");
    return given >= MPI_THREAD_FUNNELED
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_FILE, "this MPI knows no threads at all; MPI_THREAD_FUNNELED is needed");
}

/* --- rank 0 ------------------------------------------------------------------------------------------------------- */

/* Is there a message? At once if there is one, else after a moment, so that waiting costs the runs beside us nothing.
 */
static bool heard(MPI_Status *m)
{
    int there = 0;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, m);
    if (!there) nanosleep(&(struct timespec){ 0, 500000 }, NULL);
    return there;
}

static notice hear_notice(const MPI_Status *m)
{
    notice n = { 0 };
    MPI_Recv(&n, 3, MPI_LONG, m->MPI_SOURCE, m->MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return n;
}

/* What another rank says of its failure becomes this thread's. */
static lehr_status fail_as(farewell f, int from)
{
    f.message[sizeof f.message - 1] = '\0';
    return lehr_fail((lehr_status)f.status, "rank %d of %d: %s", from, size, f.message);
}

static farewell hear_farewell(const MPI_Status *m)
{
    farewell f;
    MPI_Recv(&f, sizeof f, MPI_BYTE, m->MPI_SOURCE, m->MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    gone++;
    return f;
}

/* To a rank that wants work: the next run, if there is one. */
static bool give(lehr_work_queue *h, const MPI_Status *m)
{
    int cell = NOTHING, run = NOTHING;
    hear_notice(m);
    bool found = h && lehr_work_queue_next(h, &cell, &run);
    notice n = { found ? cell : NOTHING, run, 0 };
    MPI_Send(&n, 3, MPI_LONG, m->MPI_SOURCE, GIVE, MPI_COMM_WORLD);
    if (found) lehr_work_queue_progress(h, cell, run, 0, false);
    return found;
}

/* All of the pieces are heard, even when there is no memory for them. */
static lehr_status hear_bytes(int from, long n, lehr_strbuf *t)
{
    char piece[PIECE];
    for (long at = 0; at < n; at += PIECE) {
        int length = n - at < PIECE ? (int)(n - at) : PIECE;
        MPI_Recv(piece, length, MPI_BYTE, from, BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        lehr_strbuf_append(t, piece, (size_t)length);
    }
    return t->status;
}

/* A run that has come back, or why it has not: number < 0, and a farewell's words follow. */
static lehr_status take_result(lehr_work_queue *h, const MPI_Status *m)
{
    lehr_strbuf bytes = {0};
    farewell f;
    notice n = hear_notice(m);
    if (n.number < 0) {
        MPI_Recv(&f, sizeof f, MPI_BYTE, m->MPI_SOURCE, BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        return fail_as(f, m->MPI_SOURCE);
    }
    lehr_status status = hear_bytes(m->MPI_SOURCE, n.number, &bytes);
    if (status) lehr_strbuf_release(&bytes);
    else status = lehr_run_cache_unpack(&h->c[n.cell], (int)n.run, "a result from another rank", bytes.s, bytes.length);
    return status ? status : lehr_work_queue_finish(h, (int)n.cell, (int)n.run);
}

void lehr_mpi_serve(lehr_work_queue *h)
{
    MPI_Status m;
    int out = 0;                        /* runs that are carried out elsewhere */
    while (out || lehr_work_queue_has_more(h)) {
        if (!heard(&m)) continue;
        if (m.MPI_TAG == WANT) out += give(h, &m);
        else if (m.MPI_TAG == PROGRESS) {
            notice n = hear_notice(&m);
            lehr_work_queue_progress(h, (int)n.cell, (int)n.run, n.number, false);
        } else if (m.MPI_TAG == RESULT) {
            lehr_status status = take_result(h, &m);
            if (status) lehr_work_queue_fail(h, status);
            out--;
        } else {
            farewell f = hear_farewell(&m);
            if (f.status) lehr_work_queue_fail(h, fail_as(f, m.MPI_SOURCE));
        }
    }
}

/* --- the others --------------------------------------------------------------------------------------------------- */

typedef struct place { long cell, run, all; double last; } place;

static void send_notice(notice n, int tag) { MPI_Send(&n, 3, MPI_LONG, 0, tag, MPI_COMM_WORLD); }

static farewell words_of(lehr_status status)
{
    farewell f = { .status = status };
    if (status) lehr_snprintf(f.message, sizeof f.message, "%s", lehr_message());
    return f;
}

/* Four times a second: it is for the eyes. */
static void tell(void *context, long done)
{
    place *p = context;
    double now = MPI_Wtime();
    if (done == p->all || now - p->last < 0.25) return;
    p->last = now;
    send_notice((notice){ p->cell, p->run, done }, PROGRESS);
}

static void send_result(const notice *n, const char *bytes, size_t length)
{
    send_notice((notice){ n->cell, n->run, (long)length }, RESULT);
    for (size_t at = 0; at < length; at += PIECE)
        MPI_Send(bytes + at, length - at < PIECE ? (int)(length - at) : PIECE, MPI_BYTE, 0, BYTES, MPI_COMM_WORLD);
}

static lehr_status send_failure(const notice *n, lehr_status status)
{
    farewell f = words_of(status);
    send_notice((notice){ n->cell, n->run, -1 }, RESULT);
    MPI_Send(&f, sizeof f, MPI_BYTE, 0, BYTES, MPI_COMM_WORLD);
    return status;
}

lehr_status lehr_mpi_work(lehr_comparison c[], int n)
{
    notice give;
    for (;;) {
        char *bytes = NULL;
        size_t length;
        send_notice((notice){ 0, 0, 0 }, WANT);
        MPI_Recv(&give, 3, MPI_LONG, 0, GIVE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (give.cell < 0 || give.cell >= n) return LEHR_OK;
        lehr_comparison *mine = &c[give.cell];
        place p = { give.cell, give.run, mine->steps, 0 };
        lehr_status status = lehr_execute_run(mine, (int)give.run, tell, &p);
        if (!status) status = lehr_run_cache_pack(mine, (int)give.run, &bytes, &length);
        if (status) return send_failure(&give, status);
        send_result(&give, bytes, length);
        lehr_free(bytes);
        lehr_run_outcome_release(&mine->run[give.run]);
    }
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* Whoever still wants work is told that there is none; and we wait until all have gone. */
static lehr_status see_off(lehr_status status)
{
    MPI_Status m;
    while (gone < size - 1) {
        if (!heard(&m)) continue;
        if (m.MPI_TAG == WANT) give(NULL, &m);
        else if (m.MPI_TAG == BYE) {
            farewell f = hear_farewell(&m);
            if (f.status && !status) status = fail_as(f, m.MPI_SOURCE);
        } else hear_notice(&m);                         /* progress, of a run that has come to its end since */
    }
    return status;
}

lehr_status lehr_mpi_end(lehr_status status)
{
    int started = 0;
    MPI_Initialized(&started);
    if (!started) return status;
    farewell f = words_of(status);
    if (rank) MPI_Send(&f, sizeof f, MPI_BYTE, 0, BYE, MPI_COMM_WORLD);
    else status = see_off(status);
    MPI_Finalize();
    return status;
}

#endif
