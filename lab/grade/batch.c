#include "lab/grade/batch.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/grade/clean_text.h"
#include <errno.h>
#include <fcntl.h>
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

/* What the rows of a part have of bytes, and half as much again, as numbers may be longer; more output is an
 * error. */
static size_t most_bytes(const protocol_part *p)
{
    size_t n = 0;
    for (int i = 0; i < p->rows; i++) {
        const protocol_row *r = &p->row[i];
        n += 64 + strlen(r->where) + (r->rule ? strlen(r->rule) + strlen(r->rule_zh) : 0);
    }
    return 4096 + n + n / 2;
}

/* By the clock: patient with a machine that is busy, and the more so where more are run at a time than it has cores. */
static double most_clock(const batch *m)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    double turns = cores > 0 ? ceil((double)m->jobs / (double)cores) : m->jobs;
    return (5 * m->seconds + 2) * turns;
}

/* c: to be released, whatever came of it. */
static lehr_status start_part(const job *j, int program, int number, const process_limits *limits, process *c)
{
    char which[16];
    sandbox_task task = { { "trial", which, "3", NULL }, NULL };
    sandbox in = { .kind = SANDBOX_PROGRAM,
                .folder = j->slot,
                .user = j->user,
                .program = program,
                .cpu = (long)ceil(j->m->seconds) + 1,
                .memory = (size_t)512 << 20,
                .file = 0 };
    for (int i = 0; compiler_program_roots[i]; i++) in.roots[i] = compiler_program_roots[i];
    lehr_snprintf(which, sizeof which, "%d", number);
    return process_run(c, &in, &task, limits);
}

static process_limits limits_of(const job *j, const protocol_part *p)
{
    return (process_limits){ j->m->seconds, most_clock(j->m), 1 << 20, 2000, most_bytes(p) };
}

static lehr_status run_part(const job *j, int program, const protocol_part *p, int number, part_score *mark)
{
    const process_limits limits = limits_of(j, p);
    process c;
    lehr_status status = start_part(j, program, number, &limits, &c);
    if (!status) status = score_part(p, &c, &limits, j->value, mark);
    process_release(&c);
    return status;
}

static lehr_status run_set(const job *j, const test_set *set, part_score *mark, double *points)
{
    int program = workdir_open_program(j->slot);
    lehr_status status = LEHR_OK;
    if (program < 0)
        status = lehr_fail(LEHR_ERR_FILE, "the program that was compiled cannot be opened: %s", strerror(errno));
    unlinkat(j->slot, "trial", 0);
    for (int i = 0; i < set->expected.parts && !status && !process_stop_signal(); i++) {
        status = run_part(j, program, &set->expected.part[i], i + 1, &mark[i]);
        *points += mark[i].points;
    }
    if (program >= 0) close(program);
    return status;
}

/* The student's object file, which lies in the slot, with the tests of one set. */
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
    move(&done.said, &out->said);
    compiled_release(&done);
    return status;
}

static lehr_status mark(const job *j, const lehr_strbuf *source, submission_result *out)
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

/* Words about a file may have its name in them, and students choose those. */
static void clean(lehr_strbuf *t)
{
    lehr_strbuf own = {0};
    grade_add_clean(&own, t->s, t->length, false);
    if (t->status) own.status = t->status;
    move(&own, t);
}

static lehr_status mark_one(const job *j, int i)
{
    const batch *m = j->m;
    submission_result *out = &m->one[i];
    lehr_strbuf source = {0};
    const char *name = m->all ? m->all->one[i].name : m->own_name;
    grade_add_clean(&out->name, name, strlen(name), false);
    if (!m->all)
        lehr_strbuf_append(&source, m->own.s, m->own.length),
            lehr_strbuf_append(&out->problem, m->own_problem.s, m->own_problem.length);
    lehr_status status = m->all ? submissions_read(m->all, i, &source, &out->problem) : source.status;
    clean(&out->problem);
    if (!status && !out->problem.length) status = mark(j, &source, out);
    workdir_clear(j->slot);                 /* what it left would take the disk from others */
    lehr_strbuf_release(&source);
    return status ? status : out->name.status ? out->name.status : out->problem.status;
}

/* --- the assignment's own mistakes -------------------------------------------------------------------------------- */

/* Of the part's first line; false: it has another name. */
static bool is_named(const protocol_part *p, const process *c)
{
    const char *line = c->rows.s;
    size_t n = line ? strcspn(line, "\n") : 0, points = n > 5 ? 5 + strcspn(line + 5, " \n") + 1 : 0;
    if (!line || !line[n] || strncmp(line, "part ", 5) || points > n) return true;
    return n - points == strlen(p->name) && !strncmp(line + points, p->name, n - points);
}

/* Where numbers belong must not depend on them, so a file that is not finished tells, too, as far as it comes. */
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
        status =
            lehr_fail(LEHR_ERR_FILE,
                      "%s/expected.txt: it has %d parts, but tests.c has more; the reference solution makes it anew",
                      set->folder, i);
    else if (!status && !more && !is_named(p, &c))
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s/expected.txt: part %d is \"%s\", but another one in tests.c; the reference solution "
                           "makes it anew",
                           set->folder, i + 1, p->name);
    else if (!status && !more && (misfit || (ended && got.left == PROTOCOL_MISSING)))
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s/expected.txt: part \"%s\" does not fit tests.c at row %d (%s); the reference solution "
                           "makes it anew",
                           set->folder, p->name, got.count + 1,
                           got.count < p->rows ? p->row[got.count].where : "behind the last");
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
        status = check_set(j, &a->set[i], i != VISIBLE || j->m->all);
    lehr_strbuf_release(&out.problem), lehr_strbuf_release(&out.said);
    return status;
}

lehr_status batch_check_tests(const batch *m)
{
    lehr_strbuf source = {0}, why = {0};
    int folder = open(m->a->set[VISIBLE].folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    lehr_status status = folder < 0 ? LEHR_OK : submissions_read_file(folder, m->a->file, &source, &why);
    job j = { m, workdir_open_slot(m->s, 0), workdir_user(m->s, 0),
              lehr_alloc((size_t)most_rows(m->a), sizeof(double)) };
    if (!status) status = j.slot < 0 ? lehr_last_status() : j.value ? LEHR_OK : LEHR_ERR_MEMORY;
    if (!status && source.length) status = check_with(&j, &source);
    if (j.slot >= 0) workdir_clear(j.slot), close(j.slot);
    if (folder >= 0) close(folder);
    lehr_free(j.value);
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

static int next_submission(batch_queue *h)
{
    pthread_mutex_lock(&h->lock);
    int i = h->failure.status || process_stop_signal() || h->next == h->m->count ? -1 : h->next++;
    pthread_mutex_unlock(&h->lock);
    return i;
}

static void finish_submission(batch_queue *h, lehr_status status)
{
    pthread_mutex_lock(&h->lock);
    lehr_failure_capture(&h->failure, status);
    h->done++;
    if (h->m->watch) h->m->watch(h->m->context, h->done);
    pthread_mutex_unlock(&h->lock);
}

static void *work(void *context)
{
    batch_queue *h = context;
    pthread_mutex_lock(&h->lock);
    int number = h->slot++;
    pthread_mutex_unlock(&h->lock);
    job j = { h->m, workdir_open_slot(h->m->s, number), workdir_user(h->m->s, number),
              lehr_alloc((size_t)most_rows(h->m->a), sizeof(double)) };
    lehr_status status = j.slot < 0 ? lehr_last_status() : j.value ? LEHR_OK : LEHR_ERR_MEMORY;
    if (status) finish_submission(h, status);
    for (int i; !status && (i = next_submission(h)) >= 0;) {
        lehr_status outcome = mark_one(&j, i);
        finish_submission(h, outcome);
    }
    lehr_free(j.value);
    if (j.slot >= 0) workdir_clear(j.slot), close(j.slot);
    return NULL;
}

lehr_status batch_run(batch *m)
{
    pthread_t thread[BATCH_MAX_JOBS];
    batch_queue h = { .m = m };
    int started = 0, wanted = m->jobs < m->count ? m->jobs : m->count;
    if (!(m->one = lehr_alloc((size_t)m->count, sizeof *m->one))) return LEHR_ERR_MEMORY;
    pthread_mutex_init(&h.lock, NULL);
    while (started < wanted - 1 && !pthread_create(&thread[started], NULL, work, &h)) started++;
    work(&h);
    while (started > 0) pthread_join(thread[--started], NULL);
    pthread_mutex_destroy(&h.lock);
    if (h.failure.status) return lehr_failure_raise(&h.failure);
    return process_stop_signal()
               ? lehr_fail(LEHR_ERR_FILE, "the marking was broken off by signal %d", process_stop_signal())
               : LEHR_OK;
}

void batch_release(batch *m)
{
    for (int i = 0; m->one && i < m->count; i++) {
        submission_result *o = &m->one[i];
        lehr_strbuf_release(&o->name), lehr_strbuf_release(&o->problem), lehr_strbuf_release(&o->said);
        for (int k = 0; o->part && k < m->a->parts; k++) part_score_release(&o->part[k]);
        lehr_free(o->part);
    }
    lehr_free(m->one);
    m->one = NULL;
}
