#include "lab/compare/comparison.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "sched/spec.h"
#include <stdint.h>
#include <string.h>

/* --- the policies ------------------------------------------------------------------------------------------------- */

enum { DEFAULT_POLICIES = 10 };

/* T · n / d, rounded down, at least 1. T · n might overflow. */
static long fraction(long T, long n, long d)
{
    long updates = T / d * n + T % d * n / d;
    return updates > 0 ? updates : 1;
}

/* The book's six policies and four modern ones, with drops and cycles for a training of T updates: with the registry's
 * defaults, step and exp would reduce the rate to almost 0. */
static void default_specs(long T, lehr_short_text spec[DEFAULT_POLICIES])
{
    int n = 0;
    lehr_snprintf(spec[n++].s, sizeof spec->s, "fixed");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "step:every=%ld,gamma=0.1", fraction(T, 1, 3));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "multistep:at=%ld/%ld", fraction(T, 1, 2), fraction(T, 3, 4));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "exp:gamma=0.01,every=%ld", T);
    lehr_snprintf(spec[n++].s, sizeof spec->s, "inv");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "poly");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "cosine");
    lehr_snprintf(spec[n++].s, sizeof spec->s, "restarts:every=%ld", fraction(T, 1, 4));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "triangular2:up=%ld", fraction(T, 1, 8));
    lehr_snprintf(spec[n++].s, sizeof spec->s, "onecycle");
}

/* Writes the spec's canonical text. */
static lehr_status canonical(const lehr_comparison *c, const char *spec, char *out, size_t size)
{
    lehr_sched s;
    lehr_strbuf t = {0};
    lehr_status status = lehr_sched_parse_epochs(&s, spec, c->plan.lr, c->steps, c->steps_per_epoch);
    if (status) return status;
    lehr_sched_print(&s, &t);
    if (t.status) status = t.status;
    else if (t.length >= size) status = lehr_fail(LEHR_ERR_VALUE, "\"%.60s…\" is too long to compare", spec);
    else memcpy(out, t.s, t.length + 1);
    lehr_strbuf_release(&t);
    return status;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

enum { MAX_NAME = 40 };

/* The length of the "slow=" in "slow=cosine:end=0.01"; 0: no name is given, as in "step:every=50". */
static size_t prefix_length(const char *text)
{
    size_t n = strcspn(text, "=:+*(");
    return text[n] == '=' ? n + 1 : 0;
}

static lehr_status check_name(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' || c == '"' || c == ',' || c == 0x7F)
            return lehr_fail(LEHR_ERR_NAME, "\"%.60s\": a name has no quotes, commas or control characters", text);
    }
    if (n && n <= MAX_NAME) return LEHR_OK;
    return lehr_fail(LEHR_ERR_NAME, "\"%.60s\": the name before the = has %zu letters; it must have from 1 to %d", text,
                     n, MAX_NAME);
}

/* Is no other policy's spec the same? head > 0: does no other spec have the same policy name, of that length? */
static bool is_unique(const lehr_comparison *c, int policy, size_t head)
{
    const char *spec = c->policy[policy].spec;
    for (int i = 0; i < c->policies; i++) {
        const char *other = c->policy[i].spec;
        if (i != policy && (head ? strcspn(other, ":") == head && !strncmp(other, spec, head) : !strcmp(other, spec)))
            return false;
    }
    return true;
}

static bool is_policy_name(const lehr_comparison *c, const char *name, size_t length)
{
    for (int i = 0; i < c->policies; i++)
        if (!strncmp(c->policy[i].name, name, length) && !c->policy[i].name[length]) return true;
    return false;
}

/* Shortens the names that the user did not give; until now each is the text of its argument. */
static void set_default_names(lehr_comparison *c, const bool *given)
{
    for (int i = 0; i < c->policies; i++) {
        lehr_policy_result *p = &c->policy[i];
        size_t head = strcspn(p->spec, ":");
        if (given[i] || !is_unique(c, i, 0)) continue;
        p->name[0] = '\0';
        bool is_short = is_unique(c, i, head) && !is_policy_name(c, p->spec, head);
        lehr_snprintf(p->name, sizeof p->name, "%.*s", is_short ? (int)head : (int)sizeof p->name - 1, p->spec);
    }
}

/* --- preparation -------------------------------------------------------------------------------------------------- */

static lehr_status add_policy(lehr_comparison *c, const char *text, bool *given)
{
    lehr_policy_result *p = &c->policy[c->policies];
    size_t prefix = prefix_length(text);
    lehr_status status = prefix ? check_name(text, prefix - 1) : LEHR_OK;
    if (!status) status = canonical(c, text + prefix, p->spec, sizeof p->spec);
    if (status) return status;
    given[c->policies] = prefix > 0;
    lehr_snprintf(p->name, sizeof p->name, "%.*s", prefix ? (int)prefix - 1 : (int)sizeof p->name - 1, text);
    for (int i = 0; i < c->policies; i++)
        if (!strcmp(c->policy[i].name, p->name))
            return lehr_fail(LEHR_ERR_VALUE, "\"%s\" is given twice; give it two names: a=%s b=%s", p->name,
                             p->spec, p->spec);
    c->policies++;
    return LEHR_OK;
}

/* Sets c->baseline; a baseline that is not among the policies is added as the last one. */
static lehr_status add_baseline(lehr_comparison *c, const char *baseline, bool *given)
{
    char text[sizeof c->policy->spec];
    for (c->baseline = 0; baseline && c->baseline < c->policies; c->baseline++)
        if (!strcmp(c->policy[c->baseline].name, baseline)) return LEHR_OK;
    size_t prefix = baseline ? prefix_length(baseline) : 0;
    lehr_status status = canonical(c, baseline ? baseline + prefix : "fixed", text, sizeof text);
    if (status) return status;
    for (c->baseline = 0; c->baseline < c->policies && !prefix; c->baseline++)
        if (!strcmp(c->policy[c->baseline].spec, text)) return LEHR_OK;
    if (baseline) return add_policy(c, baseline, given);
    c->baseline = 0;
    return LEHR_OK;
}

static lehr_status allocate(lehr_comparison *c, int policies)
{
    c->policy = lehr_arena_alloc(&c->memory, (size_t)policies, sizeof *c->policy);
    c->rank = lehr_arena_alloc(&c->memory, (size_t)policies, sizeof *c->rank);
    c->run = lehr_arena_alloc(&c->memory, (size_t)policies * (size_t)c->seeds, sizeof *c->run);
    if (!c->policy || !c->rank || !c->run) return LEHR_ERR_MEMORY;
    memset(c->policy, 0, (size_t)policies * sizeof *c->policy);
    memset(c->run, 0, (size_t)policies * (size_t)c->seeds * sizeof *c->run);
    return LEHR_OK;
}

/* Checks the plan by a run of it, which also gives its length and its defaults. */
static lehr_status try_plan(lehr_comparison *c)
{
    lehr_run *trial = lehr_run_new(&c->plan, c->data);
    if (!trial) return lehr_last_status();
    c->steps = trial->steps;
    c->steps_per_epoch = trial->steps_per_epoch;
    c->weights = lehr_params_size(trial->params);
    c->plan.batch = trial->plan.batch;
    c->plan.every = trial->plan.every;
    c->plan.net = lehr_arena_strdup(&c->memory, trial->plan.net);
    lehr_status status = c->plan.net ? lehr_run_check_metric(trial, c->metric) : LEHR_ERR_MEMORY;
    lehr_run_free(trial);
    return status;
}

static lehr_status set_up(lehr_comparison *c, const char *const *specs, int n, const char *baseline)
{
    lehr_short_text defaults[DEFAULT_POLICIES];
    int policies = n ? n : DEFAULT_POLICIES;
    lehr_status status = try_plan(c);
    if (!status) status = lehr_history_check_size(c->steps, c->plan.every, policies * c->seeds);
    if (!status) status = allocate(c, policies + 1);
    bool *given = lehr_arena_alloc(&c->memory, (size_t)policies + 1, sizeof *given);
    if (!status && !given) status = LEHR_ERR_MEMORY;
    if (!n) default_specs(c->steps, defaults);
    for (int i = 0; i < policies && !status; i++) status = add_policy(c, n ? specs[i] : defaults[i].s, given);
    if (!status) status = add_baseline(c, baseline, given);
    if (!status) set_default_names(c, given);
    return status;
}

static lehr_status check_arguments(const lehr_plan *plan, const char *const *specs, int n, lehr_metric metric,
                                   int seeds)
{
    for (int i = 0; i < n; i++)
        if (!specs[i]) return lehr_fail_null("lehr_comparison_init", lehr_translate("one of specs"));
    if (n < 0) return lehr_fail(LEHR_ERR_VALUE, "a comparison needs 0 policies or more, not %d", n);
    if (metric < 0 || metric >= LEHR_METRICS) return lehr_fail(LEHR_ERR_VALUE, "there is no metric %d", (int)metric);
    if (seeds < 1 || seeds > 10000)
        return lehr_fail(LEHR_ERR_VALUE, "seeds is %d; it must be a whole number from 1 to 10000", seeds);
    if (plan->seed < 0 || plan->seed + seeds - 1 > UINT32_MAX)
        return lehr_fail(LEHR_ERR_VALUE,
                         "seed is %ld; with %d seeds from there, it must be 0 or more and stay below 4294967296",
                         plan->seed, seeds);
    if (plan->patience)
        return lehr_fail(LEHR_ERR_VALUE, "patience is %ld; policies to be compared run to their end", plan->patience);
    return LEHR_OK;
}

lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data,
                                 const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds)
{
    if (LEHR_NOT_NULL(c)) return LEHR_ERR_VALUE;
    *c = (lehr_comparison){ 0 };
    if (LEHR_NOT_NULL(plan, data) || (n > 0 && LEHR_NOT_NULL(specs))) return LEHR_ERR_VALUE;
    lehr_status status = check_arguments(plan, specs, n, metric, seeds);
    if (status) return status;
    *c = (lehr_comparison){ .plan = *plan, .data = data, .seeds = seeds, .metric = metric };
    c->score = data->targets ? LEHR_R2 : LEHR_ACCURACY;
    c->plan.sched = "fixed";
    status = set_up(c, specs, n, baseline);
    if (status) lehr_comparison_release(c);
    return status;
}

void lehr_run_outcome_release(lehr_run_outcome *o)
{
    if (!o) return;
    lehr_history_release(&o->history);
    lehr_free(o->weights);
    lehr_free(o->snapshots);
    *o = (lehr_run_outcome){ .finished = false };
}

void lehr_comparison_release(lehr_comparison *c)
{
    if (!c) return;
    for (int i = 0; c->run && i < c->policies * c->seeds; i++) lehr_run_outcome_release(&c->run[i]);
    lehr_arena_release(&c->memory);
    *c = (lehr_comparison){0};
}

/* --- runs --------------------------------------------------------------------------------------------------------- */

static bool has_run(const lehr_comparison *c, int run)
{
    return c && c->run && run >= 0 && run < c->policies * c->seeds;
}

lehr_status lehr_comparisons_check(const lehr_comparison c[], int n)
{
    if (!c && n > 0) return lehr_fail_null(__func__, "c");
    for (int i = 0; i < n; i++) {
        if (!c[i].run) return lehr_fail(LEHR_ERR_VALUE, "comparison %d is empty; see lehr_comparison_init", i);
        for (int run = 0; run < c[i].policies * c[i].seeds; run++)
            if (!c[i].run[run].finished)
                return lehr_fail(LEHR_ERR_VALUE, "%s was not executed; see lehr_runner_run",
                                 lehr_comparison_run_name(&c[i], run).s);
    }
    return LEHR_OK;
}

long lehr_weight_snapshot_step(long steps, int k)
{
    double share = (double)k / (LEHR_WEIGHT_SNAPSHOTS - 1);
    return k == LEHR_WEIGHT_SNAPSHOTS - 1 ? steps : (long)(share * share * (double)steps + 0.5);
}

lehr_plan lehr_comparison_plan(const lehr_comparison *c, int run)
{
    if (!has_run(c, run)) return (lehr_plan){ .task = NULL };
    lehr_plan plan = c->plan;
    plan.sched = c->policy[run / c->seeds].spec;
    plan.seed += run % c->seeds;
    return plan;
}

lehr_run *lehr_comparison_trained_run(const lehr_comparison *c, int run)
{
    if (!has_run(c, run)) {
        lehr_fail(LEHR_ERR_VALUE, "the comparison has no run %d", run);
        return NULL;
    }
    lehr_plan plan = lehr_comparison_plan(c, run);
    const lehr_run_outcome *o = &c->run[run];
    if (!o->weights) {
        lehr_fail(LEHR_ERR_NAN, "%s: it has no weights; %s", lehr_comparison_run_name(c, run).s,
                  o->failure.status ? o->failure.message : lehr_translate("it was not executed"));
        return NULL;
    }
    lehr_run *r = lehr_run_new(&plan, c->data);
    if (r) memcpy(lehr_params_data(r->params), o->weights, c->weights * sizeof *o->weights);
    return r;
}

lehr_status lehr_comparison_load_snapshot(const lehr_comparison *c, int run, int k, lehr_run *r)
{
    if (!r) return lehr_fail_null(__func__, "r");
    if (!has_run(c, run) || !c->run[run].snapshots || k < 0 || k >= LEHR_WEIGHT_SNAPSHOTS)
        return lehr_fail(LEHR_ERR_VALUE, "run %d of the comparison has no snapshot %d", run, k);
    memcpy(lehr_params_data(r->params), c->run[run].snapshots + (size_t)k * c->weights, c->weights * sizeof(lehr_real));
    return LEHR_OK;
}

bool lehr_comparison_has_snapshots(const lehr_comparison *c, int run)
{
    return has_run(c, run) && run % c->seeds == 0 && lehr_has_decision_map(c->data);
}

lehr_short_text lehr_comparison_run_name(const lehr_comparison *c, int run)
{
    if (!has_run(c, run)) return (lehr_short_text){ "" };
    return lehr_short_printf(lehr_translate("%.60s, seed %ld"), c->policy[run / c->seeds].name,
                             c->plan.seed + run % c->seeds);
}
