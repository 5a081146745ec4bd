#include "lab/compare/comparison.h"
#include "core/base/memory.h"
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

/* The book's six and four modern ones, with drops and cycles that suit a training of T updates: the rows' own
 * defaults would starve step and exp. */
static void usual_specs(long T, lehr_short_text spec[USUAL])
{
    int n = 0;
    lehr_snprintf(spec[n++].s, sizeof spec->s, "fixed");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "step:every=%ld,gamma=0.1", part(T, 1, 3));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "multistep:at=%ld/%ld", part(T, 1, 2), part(T, 3, 4));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "exp:gamma=0.01,every=%ld", T);
    lehr_snprintf(spec[n++].s, sizeof spec->s, "inv");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "poly");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "cosine");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "restarts:every=%ld", part(T, 1, 4));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "triangular2:up=%ld", part(T, 1, 8));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "onecycle");
}

/* The spec's canonical text, or why it cannot be. */
static lehr_status canonical(const lehr_comparison *c, const char *spec, char *out, size_t room)
{
    lehr_sched s;
    lehr_strbuf t = {0};
    lehr_status status = lehr_sched_parse_epochs(&s, spec, c->plan.lr, c->steps, c->per_epoch);
    if (status) return status;
    lehr_sched_print(&s, &t);
    if (t.status) status = t.status;
    else if (t.length >= room) status = lehr_fail(LEHR_ERR_VALUE, "\"%.60s…\" is too long to compare", spec);
    else memcpy(out, t.s, t.length + 1);
    lehr_strbuf_release(&t);
    return status;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

enum { MOST_NAME = 40 };

/* The name before the '=' of "slow=cosine:end=0.01"; 0: it has none, as in "step:every=50". */
static size_t name_length(const char *word)
{
    size_t n = strcspn(word, "=:+*(");
    return word[n] == '=' ? n + 1 : 0;
}

static lehr_status check_name(const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c < ' ' || c == '"' || c == ',' || c == 0x7F)
            return lehr_fail(LEHR_ERR_NAME, "\"%.60s\": a name has no quotes, commas or control characters", word);
    }
    if (n && n <= MOST_NAME) return LEHR_OK;
    return lehr_fail(LEHR_ERR_NAME, "\"%.60s\": the name before the = has %zu letters; it must have from 1 to %d", word,
                     n, MOST_NAME);
}

/* Is there another policy of the same spec, or, if only their heads count, of the same policy's name? */
static bool is_alone(const lehr_comparison *c, int policy, size_t head)
{
    const char *spec = c->policy[policy].spec;
    for (int i = 0; i < c->policies; i++) {
        const char *other = c->policy[i].spec;
        if (i != policy && (head ? strcspn(other, ":") == head && !strncmp(other, spec, head) : !strcmp(other, spec)))
            return false;
    }
    return true;
}

static bool is_a_name(const lehr_comparison *c, const char *name, size_t length)
{
    for (int i = 0; i < c->policies; i++)
        if (!strncmp(c->policy[i].name, name, length) && !c->policy[i].name[length]) return true;
    return false;
}

/* Names for those that were given none (given: which were); until now each has the words it was given by. */
static void name_the_rest(lehr_comparison *c, const bool *given)
{
    for (int i = 0; i < c->policies; i++) {
        lehr_policy_result *p = &c->policy[i];
        size_t head = strcspn(p->spec, ":");
        if (given[i] || !is_alone(c, i, 0)) continue;
        p->name[0] = '\0';
        bool brief = is_alone(c, i, head) && !is_a_name(c, p->spec, head);
        lehr_snprintf(p->name, sizeof p->name, "%.*s", brief ? (int)head : (int)sizeof p->name - 1, p->spec);
    }
}

/* --- who is compared ---------------------------------------------------------------------------------------------- */

static lehr_status add_policy(lehr_comparison *c, const char *word, bool *given)
{
    lehr_policy_result *p = &c->policy[c->policies];
    size_t named = name_length(word);
    lehr_status status = named ? check_name(word, named - 1) : LEHR_OK;
    if (!status) status = canonical(c, word + named, p->spec, sizeof p->spec);
    if (status) return status;
    given[c->policies] = named > 0;
    lehr_snprintf(p->name, sizeof p->name, "%.*s", named ? (int)named - 1 : (int)sizeof p->name - 1, word);
    for (int i = 0; i < c->policies; i++)
        if (!strcmp(c->policy[i].name, p->name))
            return lehr_fail(LEHR_ERR_VALUE, "\"%s\" is there twice; two names make two of it: a=%s b=%s", p->name,
                             p->spec, p->spec);
    c->policies++;
    return LEHR_OK;
}

/* Which of the policies the others are held against; one that is not among them is added behind them. */
static lehr_status add_baseline(lehr_comparison *c, const char *baseline, bool *given)
{
    char text[sizeof c->policy->spec];
    for (c->baseline = 0; baseline && c->baseline < c->policies; c->baseline++)
        if (!strcmp(c->policy[c->baseline].name, baseline)) return LEHR_OK;
    size_t named = baseline ? name_length(baseline) : 0;
    lehr_status status = canonical(c, baseline ? baseline + named : "fixed", text, sizeof text);
    if (status) return status;
    for (c->baseline = 0; c->baseline < c->policies && !named; c->baseline++)
        if (!strcmp(c->policy[c->baseline].spec, text)) return LEHR_OK;
    if (baseline) return add_policy(c, baseline, given);
    c->baseline = 0;
    return LEHR_OK;
}

static lehr_status make_room(lehr_comparison *c, int policies)
{
    c->policy = lehr_arena_alloc(&c->memory, (size_t)policies, sizeof *c->policy);
    c->rank = lehr_arena_alloc(&c->memory, (size_t)policies, sizeof *c->rank);
    c->run = lehr_arena_alloc(&c->memory, (size_t)policies * (size_t)c->seeds, sizeof *c->run);
    if (!c->policy || !c->rank || !c->run) return LEHR_ERR_MEMORY;
    memset(c->policy, 0, (size_t)policies * sizeof *c->policy);
    memset(c->run, 0, (size_t)policies * (size_t)c->seeds * sizeof *c->run);
    return LEHR_OK;
}

/* Is the plan possible, and how long is it? What it leaves open is taken from a run of it. */
static lehr_status try_plan(lehr_comparison *c)
{
    lehr_run *trial = lehr_run_new(&c->plan, c->data);
    if (!trial) return lehr_last_status();
    c->steps = trial->steps;
    c->per_epoch = trial->per_epoch;
    c->weights = lehr_params_size(trial->params);
    c->plan.batch = trial->plan.batch;
    c->plan.every = trial->plan.every;
    c->plan.net = lehr_arena_strdup(&c->memory, trial->plan.net);
    lehr_run_free(trial);
    return c->plan.net ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status set_up(lehr_comparison *c, const char *const *specs, int n, const char *baseline)
{
    lehr_short_text usual[USUAL];
    int policies = n ? n : USUAL;
    lehr_status status = try_plan(c);
    if (!status) status = make_room(c, policies + 1);
    bool *given = lehr_arena_alloc(&c->memory, (size_t)policies + 1, sizeof *given);
    if (!status && !given) status = LEHR_ERR_MEMORY;
    if (!n) usual_specs(c->steps, usual);
    for (int i = 0; i < policies && !status; i++) status = add_policy(c, n ? specs[i] : usual[i].s, given);
    if (!status) status = add_baseline(c, baseline, given);
    if (!status) name_the_rest(c, given);
    return status;
}

lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data,
                                 const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds)
{
    *c = (lehr_comparison){0};
    if (seeds < 1 || seeds > 10000)
        return lehr_fail(LEHR_ERR_VALUE, "seeds is %d; it must be a whole number from 1 to 10000", seeds);
    if (plan->seed < 0 || plan->seed + seeds - 1 > UINT32_MAX)
        return lehr_fail(LEHR_ERR_VALUE,
                         "seed is %ld; with %d seeds from there, it must be 0 or more and stay below 4294967296",
                         plan->seed, seeds);
    if (plan->patience)
        return lehr_fail(LEHR_ERR_VALUE, "patience is %ld; policies to be compared run to their end", plan->patience);
    *c = (lehr_comparison){ .plan = *plan, .data = data, .seeds = seeds, .metric = metric };
    c->score = data->targets ? LEHR_R2 : LEHR_ACCURACY;
    c->plan.sched = "fixed";
    lehr_status status = set_up(c, specs, n, baseline);
    if (status) lehr_comparison_release(c);
    return status;
}

void lehr_run_outcome_release(lehr_run_outcome *o)
{
    lehr_history_release(&o->history);
    lehr_free(o->weights);
    lehr_free(o->moments);
    *o = (lehr_run_outcome){ .is_there = false };
}

void lehr_comparison_release(lehr_comparison *c)
{
    for (int i = 0; c->run && i < c->policies * c->seeds; i++) lehr_run_outcome_release(&c->run[i]);
    lehr_arena_release(&c->memory);
    *c = (lehr_comparison){0};
}

long lehr_weight_snapshot_step(long steps, int k)
{
    double share = (double)k / (LEHR_WEIGHT_SNAPSHOTS - 1);
    return k == LEHR_WEIGHT_SNAPSHOTS - 1 ? steps : (long)(share * share * (double)steps + 0.5);
}

lehr_plan lehr_comparison_plan(const lehr_comparison *c, int run)
{
    lehr_plan plan = c->plan;
    plan.sched = c->policy[run / c->seeds].spec;
    plan.seed += run % c->seeds;
    return plan;
}

lehr_run *lehr_comparison_trained_run(const lehr_comparison *c, int run)
{
    lehr_plan plan = lehr_comparison_plan(c, run);
    const lehr_run_outcome *o = &c->run[run];
    if (!o->weights) {
        lehr_fail(LEHR_ERR_NAN, "%s: it has no weights; %s", lehr_comparison_run_name(c, run).s,
                  o->status ? o->message : "it was not carried out");
        return NULL;
    }
    lehr_run *r = lehr_run_new(&plan, c->data);
    if (r) memcpy(lehr_params_data(r->params), o->weights, c->weights * sizeof *o->weights);
    return r;
}

void lehr_comparison_load_snapshot(const lehr_comparison *c, int run, int k, lehr_run *r)
{
    memcpy(lehr_params_data(r->params), c->run[run].moments + (size_t)k * c->weights, c->weights * sizeof(lehr_real));
}

bool lehr_comparison_has_snapshots(const lehr_comparison *c, int run)
{
    return run % c->seeds == 0 && lehr_has_decision_map(c->data);
}

lehr_short_text lehr_comparison_run_name(const lehr_comparison *c, int run)
{
    return lehr_short_printf("%.60s, seed %ld", c->policy[run / c->seeds].name, c->plan.seed + run % c->seeds);
}
