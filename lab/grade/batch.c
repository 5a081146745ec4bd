#include "lab/grade/batch.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/grade/clean_text.h"
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

/* --- one submission ----------------------------------------------------------------------------------------------- */

typedef struct job {
    const batch *m;
    int     slot;
    uid_t   user;
    double *value;                      /* space for the rows of any part */
} job;

static void move(lehr_strbuf *from, lehr_strbuf *to)
{
    lehr_strbuf_release(to);
    *to = *from;
    *from = (lehr_strbuf){0};
}

/* The bytes of the rows of a part, and half as much again, as numbers may be longer. More output is an error. */
static size_t most_bytes(const protocol_part *p)
{
    size_t n = 0;
    for (int i = 0; i < p->rows; i++) {
        const protocol_row *r = &p->row[i];
        n += 64 + strlen(r->where) + (r->rule ? strlen(r->rule) + strlen(r->rule_zh) : 0);
    }
    return 4096 + n + n / 2;
}

/* Seconds by the clock: generous on a busy machine, and more so with more jobs than cores. */
static double most_clock(const batch *m)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    double turns = cores > 0 ? ceil((double)m->jobs / (double)cores) : m->jobs;
    return (5 * m->seconds + 2) * turns;
}

/* c: to be released, also on failure. */
static lehr_status start_part(const job *j, int program, int number, const process_limits *limits, process *c)
{
    const sandbox in = compiler_program_sandbox(j->slot, j->user, program, j->m->seconds);
    lehr_short_text argument = lehr_short_printf("%d", number);
    return process_run(c, &in, &(sandbox_task){ .argv = { "trial", argument.s, "3" } }, limits);
}

static process_limits limits_of(const job *j, const protocol_part *p)
{
    return (process_limits){ j->m->seconds, most_clock(j->m), 1 << 20, 2000, most_bytes(p) };
}

static lehr_status run_part(const job *j, int program, const protocol_part *p, int number, part_score *score)
{
    const process_limits limits = limits_of(j, p);
    process c;
    lehr_status status = start_part(j, program, number, &limits, &c);
    if (!status) status = score_part(p, &c, &limits, j->value, score);
    process_release(&c);
    return status;
}

static lehr_status run_set(const job *j, const test_set *set, part_score *score, double *points)
{
    int program = workdir_open_program(j->slot);
    if (program < 0)
        return lehr_fail(LEHR_ERR_FILE, "the compiled program cannot be opened: %s", lehr_errno_text(errno));
    lehr_status status = LEHR_OK;
    unlinkat(j->slot, "trial", 0);
    for (int i = 0; i < set->expected.parts && !status && !process_stop_signal(); i++) {
        status = run_part(j, program, &set->expected.part[i], i + 1, &score[i]);
        *points += score[i].points;
    }
    close(program);
    return status;
}

/* Links the student's object file in the slot with the tests of one set. */
static lehr_status link_set(const job *j, const test_set *set, submission_result *out)
{
    char object[256];
    compiled done;
    const char *file = j->m->a->file;
    const char *objects[] = { object, "tests.o", "trial.o" };
    unlinkat(j->slot, "tests.o", 0), unlinkat(j->slot, "trial.o", 0), unlinkat(j->slot, "trial", 0);
    lehr_snprintf(object, sizeof object, "%.*s.o", (int)strlen(file) - 2, file);
    lehr_status status = workdir_write(j->slot, j->user, "tests.o", set->tests.s, set->tests.length);
    if (!status) status = workdir_write(j->slot, j->user, "trial.o", set->trial.s, set->trial.length);
    if (status) return status;
    status = compiler_link(j->m->c, j->slot, j->user, objects, 3, &done);
    if (!status && !done.done) move(&done.why, &out->problem);
    compiled_release(&done);
    return status;
}

static lehr_status compile(const job *j, const lehr_strbuf *source, submission_result *out)
{
    compiled done;
    workdir_clear(j->slot);
    lehr_status status = assignment_put_headers(j->m->a, j->slot, j->user);
    if (!status) status = workdir_write(j->slot, j->user, j->m->a->file, source->s, source->length);
    if (status) return status;
    status = compiler_compile(j->m->c, j->slot, j->user, j->m->a->file, &done);
    if (!status && !done.done) move(&done.why, &out->problem);
    out->warnings = done.warnings;
    move(&done.output, &out->output);
    compiled_release(&done);
    return status;
}

static lehr_status score_submission(const job *j, const lehr_strbuf *source, submission_result *out)
{
    const assignment *a = j->m->a;
    lehr_status status = compile(j, source, out);
    if (status || out->problem.length) return status;
    if (!(out->part = lehr_alloc((size_t)a->parts, sizeof *out->part))) return LEHR_ERR_MEMORY;
    part_score *at = out->part;
    for (int i = 0; i < a->sets && !status && !out->problem.length; i++) {
        status = link_set(j, &a->set[i], out);
        if (!status && !out->problem.length) status = run_set(j, &a->set[i], at, &out->points);
        at += a->set[i].expected.parts;
    }
    return status;
}

/* A reason may contain a file name, which the student chose. */
static void clean(lehr_strbuf *t)
{
    lehr_strbuf own = {0};
    grade_add_clean(&own, t->s, t->length, false);
    if (t->status) own.status = t->status;
    move(&own, t);
}

static lehr_status mark_submission(const job *j, int i)
{
    const submissions *all = j->m->all;
    submission_result *out = &j->m->result[i];
    lehr_strbuf source = {0};
    grade_add_clean(&out->name, all->one[i].name, strlen(all->one[i].name), false);
    lehr_status status = submissions_read(all, i, &source, &out->problem);
    clean(&out->problem);
    if (!status && !out->problem.length) status = score_submission(j, &source, out);
    workdir_clear(j->slot);                 /* leftover files would fill the disk */
    lehr_strbuf_release(&source);
    return status ? status : out->name.status ? out->name.status : out->problem.status;
}

/* --- mistakes of the assignment ----------------------------------------------------------------------------------- */

#define ANEW "the reference solution makes it anew"

/* False: the first line of the output names another part. */
static bool is_named(const protocol_part *p, const process *c)
{
    const char *line = c->rows.s;
    size_t n = line ? strcspn(line, "\n") : 0, points = n > 5 ? 5 + strcspn(line + 5, " \n") + 1 : 0;
    if (!line || !line[n] || strncmp(line, "part ", 5) || points > n) return true;
    return n - points == strlen(p->name) && !strncmp(line + points, p->name, n - points);
}

/* The places of the rows must not depend on the values, so the rows of an unfinished file can be checked, too. */
static lehr_status check_part(const job *j, int program, const test_set *set, int i)
{
    bool more = i == set->expected.parts;
    const protocol_part *p = &set->expected.part[more ? 0 : i];
    const process_limits limits = limits_of(j, p);
    process c;
    lehr_status status = start_part(j, program, i + 1, &limits, &c);
    protocol_rows got = protocol_read_rows(p, c.rows.s ? c.rows.s : "", c.rows.length, j->value);
    bool ended = c.end == PROCESS_EXITED && !c.number,
         misfit = got.left == PROTOCOL_ELSEWHERE || got.left == PROTOCOL_TOO_MANY;
    if (!status && more && c.rows.length)
        status = lehr_fail(LEHR_ERR_FILE, "%s/expected.txt: it has %d parts, but tests.c has more; " ANEW,
                           set->folder, i);
    else if (!status && !more && !is_named(p, &c))
        status = lehr_fail(LEHR_ERR_FILE, "%s/expected.txt: part %d is \"%s\", but another one in tests.c; " ANEW,
                           set->folder, i + 1, p->name);
    else if (!status && !more && (misfit || (ended && got.left == PROTOCOL_MISSING)))
        status = lehr_fail(LEHR_ERR_FILE, "%s/expected.txt: part \"%s\" does not fit tests.c at row %d (%s); " ANEW,
                           set->folder, p->name, got.count + 1,
                           got.count < p->rows ? p->row[got.count].where : lehr_translate("behind the last"));
    process_release(&c);
    return status;
}

static lehr_status check_set(const job *j, const test_set *set, bool must_link)
{
    submission_result out = { .warnings = 0 };
    lehr_status status = link_set(j, set, &out);
    int program = status || out.problem.length ? -1 : workdir_open_program(j->slot);
    if (!status && out.problem.length && must_link)
        status = lehr_fail(LEHR_ERR_FILE, "%s/tests.c: it does not go with %s as students get it: %s", set->folder,
                           j->m->a->file, out.problem.s);
    for (int i = 0; program >= 0 && i <= set->expected.parts && !status && !process_stop_signal(); i++)
        status = check_part(j, program, set, i);
    if (program >= 0) close(program);
    lehr_strbuf_release(&out.problem);
    return status;
}

static int most_rows(const assignment *a)
{
    int most = 1;
    for (int s = 0; s < a->sets; s++)
        for (int i = 0; i < a->set[s].expected.parts; i++)
            if (a->set[s].expected.part[i].rows > most) most = a->set[s].expected.part[i].rows;
    return most;
}

static lehr_status check_with(const job *j, const lehr_strbuf *source)
{
    const assignment *a = j->m->a;
    submission_result out = { .warnings = 0 };
    lehr_status status = compile(j, source, &out);
    for (int i = 0; i < a->sets && !status && !out.problem.length; i++)
        status = check_set(j, &a->set[i], i != VISIBLE || j->m->is_class);
    lehr_strbuf_release(&out.problem), lehr_strbuf_release(&out.output);
    return status;
}

static lehr_status open_job(job *j, const batch *m, int number)
{
    *j = (job){ m, workdir_open_slot(m->s, number), workdir_user(m->s, number),
                lehr_alloc((size_t)most_rows(m->a), sizeof(double)) };
    return j->slot < 0 ? lehr_last_status() : j->value ? LEHR_OK : LEHR_ERR_MEMORY;
}

static void close_job(job *j)
{
    if (j->slot >= 0) workdir_clear(j->slot), close(j->slot);
    lehr_free(j->value);
}

lehr_status batch_check_tests(const batch *m)
{
    lehr_strbuf source = {0}, why = {0};
    submissions own;
    job j;
    lehr_status status = submissions_open_file(&own, m->a->set[VISIBLE].folder, m->a->file);
    if (status) return status;
    status = submissions_read(&own, 0, &source, &why);
    submissions_release(&own);
    lehr_status opened = open_job(&j, m, 0);
    if (!status) status = opened;
    if (!status && source.length) status = check_with(&j, &source);
    close_job(&j);
    lehr_strbuf_release(&source);
    lehr_strbuf_release(&why);
    return status;
}

/* --- several at a time -------------------------------------------------------------------------------------------- */

typedef struct batch_queue {
    batch          *m;
    pthread_mutex_t lock;
    int             next, done, slot;
    lehr_failure    failure;            /* the first one */
} batch_queue;

static int next_submission(batch_queue *q)
{
    pthread_mutex_lock(&q->lock);
    int i = q->failure.status || process_stop_signal() || q->next == q->m->all->count ? -1 : q->next++;
    pthread_mutex_unlock(&q->lock);
    return i;
}

static void finish_submission(batch_queue *q, lehr_status status)
{
    pthread_mutex_lock(&q->lock);
    lehr_failure_capture(&q->failure, status);
    q->done++;
    if (q->m->progress) q->m->progress(q->m->context, q->done);
    pthread_mutex_unlock(&q->lock);
}

static void *work(void *context)
{
    batch_queue *q = context;
    job j;
    pthread_mutex_lock(&q->lock);
    int number = q->slot++;
    pthread_mutex_unlock(&q->lock);
    lehr_status status = open_job(&j, q->m, number);
    if (status) finish_submission(q, status);
    for (int i; !status && (i = next_submission(q)) >= 0;) finish_submission(q, mark_submission(&j, i));
    close_job(&j);
    return NULL;
}

lehr_status batch_run(batch *m)
{
    pthread_t thread[BATCH_MAX_JOBS];
    batch_queue q = { .m = m };
    int started = 0, wanted = m->jobs < m->all->count ? m->jobs : m->all->count;
    if (!(m->result = lehr_alloc((size_t)m->all->count, sizeof *m->result))) return LEHR_ERR_MEMORY;
    pthread_mutex_init(&q.lock, NULL);
    while (started < wanted - 1 && !pthread_create(&thread[started], NULL, work, &q)) started++;
    work(&q);
    while (started > 0) pthread_join(thread[--started], NULL);
    pthread_mutex_destroy(&q.lock);
    if (q.failure.status) return lehr_failure_raise(&q.failure);
    int signal = process_stop_signal();
    return signal ? lehr_fail(LEHR_ERR_FILE, "the marking was interrupted by signal %d", signal) : LEHR_OK;
}

void batch_release(batch *m)
{
    for (int i = 0; m->result && i < m->all->count; i++) {
        submission_result *o = &m->result[i];
        lehr_strbuf_release(&o->name), lehr_strbuf_release(&o->problem), lehr_strbuf_release(&o->output);
        for (int k = 0; o->part && k < m->a->parts; k++) part_score_release(&o->part[k]);
        lehr_free(o->part);
    }
    lehr_free(m->result);
    m->result = NULL;
}
