#include "lab/compare.h"
#include "core/memory.h"
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

/* --- the policies ------------------------------------------------------------------------------------------------- */

enum { USUAL = 10 };

/* of/by of T, in whole updates, at least one; without ever holding T·of. */
static long part(long T, long of, long by)
{
    long whole = T / by * of + T % by * of / by;
    return whole > 0 ? whole : 1;
}

/* The book's six and four modern ones, with drops and cycles that suit a training of T updates: the rows' own defaults would starve
 * step and exp. */
static void usual_specs(long T, lehr_word spec[USUAL])
{
    int n = 0;
    lehr_print(spec[n++].s, sizeof spec->s, "fixed");
    lehr_print(spec[n++].s, sizeof spec->s, "step:every=%ld,gamma=0.1", part(T, 1, 3));
    lehr_print(spec[n++].s, sizeof spec->s, "multistep:at=%ld/%ld", part(T, 1, 2), part(T, 3, 4));
    lehr_print(spec[n++].s, sizeof spec->s, "exp:gamma=0.01,every=%ld", T);
    lehr_print(spec[n++].s, sizeof spec->s, "inv");
    lehr_print(spec[n++].s, sizeof spec->s, "poly");
    lehr_print(spec[n++].s, sizeof spec->s, "cosine");
    lehr_print(spec[n++].s, sizeof spec->s, "restarts:every=%ld", part(T, 1, 4));
    lehr_print(spec[n++].s, sizeof spec->s, "triangular2:up=%ld", part(T, 1, 8));
    lehr_print(spec[n++].s, sizeof spec->s, "onecycle");
}

/* The spec's canonical text, or why it cannot be. */
static lehr_status canonical(const lehr_comparison *c, const char *spec, char *out, size_t room)
{
    lehr_sched s;
    lehr_text t = {0};
    lehr_status status = lehr_sched_parse_epochs(&s, spec, c->plan.lr, c->steps, c->per_epoch);
    if (status) return status;
    lehr_sched_print(&s, &t);
    if (t.status) status = t.status;
    else if (t.length >= room) status = lehr_fail(LEHR_ERR_VALUE, "\"%.60s…\" is too long to compare", spec);
    else memcpy(out, t.s, t.length + 1);
    lehr_text_release(&t);
    return status;
}

static lehr_status add_policy(lehr_comparison *c, const char *spec)
{
    lehr_policy_result *p = &c->policy[c->policies];
    lehr_status status = canonical(c, spec, p->spec, sizeof p->spec);
    for (int i = 0; i < c->policies && !status; i++)
        if (!strcmp(c->policy[i].spec, p->spec)) status = lehr_fail(LEHR_ERR_VALUE, "\"%s\" is there twice", p->spec);
    if (!status) c->policies++;
    return status;
}

/* Which of the policies the others are held against; one that is not among them is added behind them. */
static lehr_status add_baseline(lehr_comparison *c, const char *baseline)
{
    char text[sizeof c->policy->spec];
    lehr_status status = canonical(c, baseline ? baseline : "fixed", text, sizeof text);
    if (status) return status;
    for (c->baseline = 0; c->baseline < c->policies; c->baseline++)
        if (!strcmp(c->policy[c->baseline].spec, text)) return LEHR_OK;
    if (baseline) return add_policy(c, baseline);
    c->baseline = 0;
    return LEHR_OK;
}

static lehr_status make_room(lehr_comparison *c, int policies)
{
    c->policy = lehr_arena_take(&c->memory, (size_t)policies, sizeof *c->policy);
    c->rank = lehr_arena_take(&c->memory, (size_t)policies, sizeof *c->rank);
    c->run = lehr_arena_take(&c->memory, (size_t)policies * (size_t)c->seeds, sizeof *c->run);
    if (!c->policy || !c->rank || !c->run) return LEHR_ERR_MEMORY;
    memset(c->policy, 0, (size_t)policies * sizeof *c->policy);
    memset(c->run, 0, (size_t)policies * (size_t)c->seeds * sizeof *c->run);
    return LEHR_OK;
}

static lehr_status set_up(lehr_comparison *c, const char *const *specs, int n, const char *baseline)
{
    lehr_word usual[USUAL];
    lehr_run *trial = lehr_run_new(&c->plan, c->data);          /* is the plan possible, and how long is it? */
    if (!trial) return lehr_last_status();
    c->steps = trial->steps;
    c->per_epoch = trial->per_epoch;
    c->plan.batch = trial->plan.batch;                          /* as it is carried out */
    c->plan.every = trial->plan.every;
    c->plan.net = lehr_arena_copy(&c->memory, trial->plan.net);
    lehr_run_free(trial);
    if (!c->plan.net) return LEHR_ERR_MEMORY;
    lehr_status status = make_room(c, (n ? n : USUAL) + 1);
    if (!n) usual_specs(c->steps, usual);
    for (int i = 0; i < (n ? n : USUAL) && !status; i++) status = add_policy(c, n ? specs[i] : usual[i].s);
    return status ? status : add_baseline(c, baseline);
}

lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data, const char *const *specs, int n,
                                 const char *baseline, lehr_metric metric, int seeds)
{
    *c = (lehr_comparison){0};
    if (seeds < 1 || seeds > 10000) return lehr_fail(LEHR_ERR_VALUE, "seeds is %d; it must be a whole number from 1 to 10000", seeds);
    if (plan->seed < 0 || plan->seed + seeds - 1 > UINT32_MAX)
        return lehr_fail(LEHR_ERR_VALUE, "seed is %ld; with %d seeds from there, it must be 0 or more and stay below 4294967296", plan->seed, seeds);
    if (plan->patience) return lehr_fail(LEHR_ERR_VALUE, "patience is %ld; policies to be compared run to their end", plan->patience);
    *c = (lehr_comparison){ .plan = *plan, .data = data, .seeds = seeds, .metric = metric };
    c->score = data->targets ? LEHR_R2 : LEHR_ACCURACY;
    c->plan.sched = "fixed";
    lehr_status status = set_up(c, specs, n, baseline);
    if (status) lehr_comparison_release(c);
    return status;
}

void lehr_comparison_release(lehr_comparison *c)
{
    for (int i = 0; c->run && i < c->policies * c->seeds; i++) {
        lehr_history_release(&c->run[i].history);
        lehr_free(c->run[i].weights);
    }
    lehr_arena_release(&c->memory);
    *c = (lehr_comparison){0};
}

/* --- running ------------------------------------------------------------------------------------------------------ */

/* What the threads share. Each takes the next run that nobody has taken, writes only to that run's outcome, and reports. */
typedef struct hall {
    lehr_comparison *c;
    pthread_mutex_t  door;
    int              next;
    long             done;              /* updates of finished runs and of those under way */
    lehr_status      status;            /* the first failure that is not a run's own       */
    char             message[400];
    void           (*progress)(void *context, long done);
    void            *context;
} hall;

typedef struct place { hall *h; long reported; } place;

static void report(void *context, long done)
{
    place *p = context;
    hall *h = p->h;
    pthread_mutex_lock(&h->door);
    h->done += done - p->reported;
    p->reported = done;
    if (h->progress) h->progress(h->context, h->done);
    pthread_mutex_unlock(&h->door);
}

static lehr_status keep_weights(const lehr_run *r, lehr_outcome *o)
{
    size_t n = lehr_params_size(r->params);
    if (!(o->weights = lehr_alloc(n, sizeof *o->weights))) return LEHR_ERR_MEMORY;
    memcpy(o->weights, lehr_params_data(r->params), n * sizeof *o->weights);
    return LEHR_OK;
}

/* One run. A NaN is a result, the policy's own fault, and is kept with its story; anything else stops the comparison. */
static lehr_status run_one(hall *h, int index)
{
    lehr_comparison *c = h->c;
    lehr_outcome *o = &c->run[index];
    lehr_plan plan = c->plan;
    plan.sched = c->policy[index / c->seeds].spec;
    plan.seed += index % c->seeds;
    lehr_run *r = lehr_run_new(&plan, c->data);
    if (!r) return lehr_last_status();
    place p = { h, 0 };
    lehr_status status = lehr_train(r, &o->history, report, &p);
    o->status = status;
    if (!status) status = keep_weights(r, o);
    if (status) lehr_print(o->message, sizeof o->message, "%s", lehr_message());
    if (status == LEHR_ERR_NAN) {
        report(&p, r->steps);           /* nothing more will come of it */
        status = LEHR_OK;
    }
    lehr_run_free(r);
    return status;
}

static int take_next(hall *h)
{
    pthread_mutex_lock(&h->door);
    int index = h->status || h->next == h->c->policies * h->c->seeds ? -1 : h->next++;
    pthread_mutex_unlock(&h->door);
    return index;
}

static void *work(void *context)
{
    hall *h = context;
    for (int index; (index = take_next(h)) >= 0;) {
        lehr_status status = run_one(h, index);
        if (!status) continue;
        pthread_mutex_lock(&h->door);
        if (!h->status) {                               /* the first story, and its own code */
            lehr_print(h->message, sizeof h->message, "%s", lehr_message());
            h->status = status;
        }
        pthread_mutex_unlock(&h->door);
    }
    return NULL;
}

/* --- what came out ------------------------------------------------------------------------------------------------ */

static const lehr_point *end_of(const lehr_comparison *c, int policy, int seed)
{
    const lehr_outcome *o = &c->run[policy * c->seeds + seed];
    return o->status || !o->history.count ? NULL : &o->history.point[o->history.count - 1];
}

static void summarise(lehr_comparison *c, int policy, double *v)
{
    lehr_policy_result *p = &c->policy[policy];
    int n = 0;
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        n = 0;
        for (int seed = 0; seed < c->seeds; seed++)
            if (end_of(c, policy, seed)) v[n++] = lehr_metric_of(end_of(c, policy, seed), m);
        if (n) p->end[m] = lehr_stats_of(v, n);
        p->diverged = c->seeds - n;
    }
    n = 0;
    for (int seed = 0; seed < c->seeds; seed++) {
        const lehr_point *ours = end_of(c, policy, seed), *theirs = end_of(c, c->baseline, seed);
        if (ours && theirs) v[n++] = lehr_metric_of(ours, c->metric) - lehr_metric_of(theirs, c->metric);
    }
    if (n) p->gain = lehr_stats_of(v, n);
}

/* Smaller is better for a loss; a policy without a single result is the worst. */
static double worth(const lehr_comparison *c, int policy)
{
    const lehr_stats *s = &c->policy[policy].end[c->metric];
    return !s->n ? -INFINITY : lehr_metric_is_loss(c->metric) ? -s->mean : s->mean;
}

static lehr_status conclude(lehr_comparison *c)
{
    double *v = lehr_alloc((size_t)c->seeds, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies; i++) {
        summarise(c, i, v);
        int at = i;
        while (at > 0 && worth(c, c->rank[at - 1]) < worth(c, i)) c->rank[at] = c->rank[at - 1], at--;
        c->rank[at] = i;
    }
    lehr_free(v);
    return LEHR_OK;
}

lehr_status lehr_comparison_run(lehr_comparison *c, int jobs, void (*progress)(void *context, long done), void *context)
{
    enum { MOST_JOBS = 256 };
    pthread_t thread[MOST_JOBS];
    hall h = { .c = c, .progress = progress, .context = context };
    if (c->run[0].history.count || c->run[0].status) return lehr_fail(LEHR_ERR_VALUE, "this comparison has been run; make another one");
    if (jobs < 1 || jobs > MOST_JOBS) return lehr_fail(LEHR_ERR_VALUE, "jobs is %d; it must be a whole number from 1 to %d", jobs, MOST_JOBS);
    pthread_mutex_init(&h.door, NULL);
    int started = 0;
    while (started < jobs - 1 && !pthread_create(&thread[started], NULL, work, &h)) started++;
    work(&h);                           /* this thread is one of them, so no thread at all is also enough */
    while (started > 0) pthread_join(thread[--started], NULL);
    pthread_mutex_destroy(&h.door);
    if (h.status) return lehr_fail(h.status, "%s", h.message);
    return conclude(c);
}
