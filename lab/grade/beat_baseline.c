#include "lab/grade/beat_baseline.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "core/base/translate.h"
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { OWN = 0, RACES = 2 * PROTOCOL_MAX_PARTS }; /* index of the submission among the policies; most races */

/* --- the text of a race ------------------------------------------------------------------------------------------- */

typedef struct terms { double epochs, steps, lr, batch, seeds, seed, metric; } terms;

static char metric_names[200];          /* see list_metrics */

static const lehr_param_spec params[] = {
    { LEHR_FIELD(terms, epochs), 0, 0, 1e5, LEHR_INTEGER },
    { LEHR_FIELD(terms, steps),  0, 0, PROTOCOL_MAX_ROWS, LEHR_INTEGER },
    { LEHR_FIELD(terms, lr),     0, 0, LEHR_MAX_RATE },
    { LEHR_FIELD(terms, batch),  0, 0, 1e6, LEHR_INTEGER },
    { LEHR_FIELD(terms, seeds),  20, 2, 200, LEHR_INTEGER },
    { LEHR_FIELD(terms, seed),   0, 0, 1e9, LEHR_INTEGER },
    { LEHR_FIELD(terms, metric), LEHR_VALIDATION_ACCURACY, 0, LEHR_METRICS - 1, 0, NULL, NULL, metric_names },
    { 0 },
};

typedef struct race {
    char            task[64], against[200];
    terms           t;
    lehr_data      *data;
    lehr_comparison c;
} race;

/* Copies the value of against=… to against, and the text without it to left. */
static lehr_status parse_baseline(const char *text, char *against, char *left, size_t slot)
{
    const char *from = strstr(text, "against="), *value = from ? from + strlen("against=") : NULL, *end;
    lehr_snprintf(against, slot, "%s", "fixed");
    lehr_snprintf(left, slot, "%s", text);
    if (!from) return LEHR_OK;
    bool brackets = *value == '(';
    value += brackets;
    end = value + strcspn(value, brackets ? ")" : ",");
    if (brackets && !*end)
        return lehr_fail(LEHR_ERR_VALUE, "\"%.80s\": the bracket behind against= is not closed", text);
    lehr_snprintf(against, slot, "%.*s", (int)(end - value), value);
    end += brackets;
    size_t before = (size_t)(from - text);
    if (*end == ',') end++;
    else if (before && !*end) before--;
    lehr_snprintf(left, slot, "%.*s%s", (int)before, text, end);
    return LEHR_OK;
}

static void list_metrics(void)
{
    lehr_short_text text = { "" };
    for (int m = 0; m < LEHR_METRICS; m++)
        text = lehr_short_printf("%s%s%s", text.s, m ? " " : "", lehr_metric_name((lehr_metric)m));
    lehr_snprintf(metric_names, sizeof metric_names, "%s", text.s);
}

static lehr_status parse_terms(const char *text, race *r)
{
    char left[200];
    const char *colon = strchr(text, ':');
    size_t n = colon ? (size_t)(colon - text) : strlen(text);
    unsigned given = 0;
    if (!n || n >= sizeof r->task || strlen(text) >= sizeof left)
        return lehr_fail(LEHR_ERR_VALUE, "\"%.80s\": a race begins with a task, and has less than 200 bytes", text);
    lehr_snprintf(r->task, sizeof r->task, "%.*s", (int)n, text);
    list_metrics();
    lehr_param_specs_reset(params, &r->t);
    lehr_status status = parse_baseline(colon ? colon + 1 : "", r->against, left, sizeof left);
    if (status || !left[0]) return status;
    lehr_parser reader = { left, left };
    status = lehr_param_specs_parse(&reader, "race", (const lehr_param_spec *const[]){ params, NULL }, &r->t, &given);
    if (!status && *reader.at)
        status = lehr_parser_fail(&reader, reader.at, LEHR_ERR_VALUE, "race: the end is expected here");
    return status;
}

/* --- the submission's rates as a policy --------------------------------------------------------------------------- */

/* The policy reads the rates of the race that holds the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const double *rates;
static int rates_count;

static double rate_at(const lehr_policy_values *k, double t)
{
    (void)k;
    int i = t < 0 ? 0 : t >= rates_count ? rates_count - 1 : (int)t;
    return rates[i];
}

static const lehr_policy submission = {
    .entry = { .name = "submission", .formula = "row t", .params = { { 0 } } },
    .curve = rate_at, .description = "follows the rows of a submission", .example = "submission",
};

static lehr_status register_policy(void)
{
    static bool known;
    lehr_status status = known ? LEHR_OK : lehr_registry_add(&lehr_policies, &submission.entry);
    known |= !status;
    return status;
}

/* --- the race ----------------------------------------------------------------------------------------------------- */

static lehr_status open_race(race *r, const protocol_part *p)
{
    lehr_plan plan;
    lehr_status status = parse_terms(p->race, r);
    if (!status && lehr_is_file_name(r->task))
        status = lehr_fail(LEHR_ERR_NAME, "race: \"%.60s\" is a file; a task is needed", r->task);
    if (!status) status = lehr_plan_for(&plan, r->task);
    if (!status) status = register_policy();
    if (status) return status;
    if (r->t.lr > 0) plan.lr = r->t.lr;
    if (r->t.batch > 0) plan.batch = (long)r->t.batch;
    if (r->t.epochs > 0) plan.epochs = (long)r->t.epochs;
    if (r->t.steps > 0) plan.steps = (long)r->t.steps;
    plan.seed = (long)r->t.seed;
    if (!(r->data = lehr_data_open(r->task))) return lehr_last_status();
    const char *specs[] = { "submission", r->against };
    status = lehr_comparison_init(&r->c, &plan, r->data, specs, 2, r->against, (lehr_metric)(int)r->t.metric,
                                  (int)r->t.seeds);
    if (status || r->c.steps == p->rows) return status;
    return lehr_fail(LEHR_ERR_VALUE, "race: \"%.80s\" has %ld updates, but part \"%.60s\" has %d rows", p->race,
                     r->c.steps, p->name, p->rows);
}

static void close_race(race *r)
{
    lehr_comparison_release(&r->c);
    lehr_data_free(r->data);
}

lehr_status beat_baseline_check(const protocol_part *p, const char *name)
{
    static const double one = 1e-3;
    race r = { .data = NULL };
    pthread_mutex_lock(&lock);
    rates = &one;
    rates_count = 1;
    lehr_status status = open_race(&r, p);
    close_race(&r);
    pthread_mutex_unlock(&lock);
    if (!status) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: %s", name, lehr_message());
}

static bool are_rates(const protocol_part *p, const double *rate, part_score *m)
{
    for (int i = 0; i < p->rows; i++) {
        if (rate[i] >= 0 && rate[i] <= LEHR_MAX_RATE) { m->right++; continue; }
        lehr_strbuf_printf(&m->explanation, lehr_translate("your rate at %s is %s; it must be a number from 0 to %s"),
                           p->row[i].where, lehr_short_printf("%.6g", rate[i]).s, lehr_number_text(LEHR_MAX_RATE).s);
        return false;
    }
    return true;
}

static const char *verdict_format(lehr_verdict v)
{
    switch (v) {
    case LEHR_VERDICT_BETTER: return lehr_translate("%s ± %s %s over %d seeds: better than %s");
    case LEHR_VERDICT_WORSE:  return lehr_translate("%s ± %s %s over %d seeds: worse than %s");
    default: return lehr_translate("%s ± %s %s over %d seeds: inside the noise, so no better than %s");
    }
}

static void explain_result(const race *r, const protocol_part *p, part_score *m)
{
    const lehr_policy_result *own = &r->c.policy[OWN];
    bool loss = lehr_metric_is_loss(r->c.metric), share = !loss && r->c.score == LEHR_ACCURACY;
    double unit = share ? 100 : 1;
    lehr_short_text gain = lehr_short_printf(share ? "%+.1f" : "%+.3g", unit * own->gain.mean);
    lehr_short_text interval = lehr_short_printf(share ? "%.1f" : "%.2g", unit * own->gain.interval);
    const char *of = lehr_translate(share ? "points of accuracy" : loss ? "in loss" : "in R²");
    const char *other = r->c.policy[r->c.baseline].name;
    if (own->verdict == LEHR_VERDICT_BETTER) m->points = p->points;
    if (own->verdict == LEHR_VERDICT_DIVERGES)
        lehr_strbuf_printf(&m->explanation, lehr_translate("the training diverged in %d of %d seeds"), own->diverged,
                           r->c.seeds);
    else if (own->verdict == LEHR_VERDICT_EQUAL || own->verdict == LEHR_VERDICT_BASELINE)
        lehr_strbuf_printf(&m->explanation, lehr_translate("the same as %s over %d seeds"), other, r->c.seeds);
    else
        lehr_strbuf_printf(&m->explanation, verdict_format(own->verdict), gain.s, interval.s, of, r->c.seeds, other);
}

/* --- cache: the runs of the baseline are the same for all submissions -------------------------------------------- */

static struct { const protocol_part *p; race *r; } cache[RACES];

/* The race of a part, with the runs of the baseline and without those of a submission. NULL: see lehr_message. */
static race *race_of(const protocol_part *p)
{
    int i = 0;
    while (i < RACES && cache[i].p && cache[i].p != p) i++;
    if (i == RACES) return lehr_fail(LEHR_ERR_VALUE, "there are more than %d races", i), NULL;
    if (!cache[i].p) {
        race *r = lehr_alloc(1, sizeof *r);
        if (!r) return NULL;
        if (open_race(r, p)) {
            close_race(r);
            lehr_free(r);
            return NULL;
        }
        cache[i].p = p;
        cache[i].r = r;
    }
    lehr_comparison *c = &cache[i].r->c;
    lehr_policy_result *own = &c->policy[OWN];
    for (int seed = 0; seed < c->seeds; seed++) lehr_run_outcome_release(&c->run[OWN * c->seeds + seed]);
    memset(own->end, 0, sizeof own->end);
    own->gain = (lehr_stats){ .n = 0 };
    return cache[i].r;
}

void beat_baseline_clear(void)
{
    for (int i = 0; i < RACES && cache[i].p; i++) {
        close_race(cache[i].r);
        lehr_free(cache[i].r);
        cache[i].p = NULL;
    }
}

lehr_status beat_baseline_score(const protocol_part *p, const double *rate, part_score *m)
{
    if (!are_rates(p, rate, m)) return m->explanation.status;
    pthread_mutex_lock(&lock);
    rates = rate;
    rates_count = p->rows;
    race *r = race_of(p);
    lehr_status status = r ? LEHR_OK : lehr_last_status();
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    lehr_runner runner = { .jobs = cores < 1 ? 1 : cores > LEHR_MAX_JOBS ? LEHR_MAX_JOBS : (int)cores };
    if (!status) status = lehr_runner_run(&runner, &r->c, 1);
    if (!status) explain_result(r, p, m);
    pthread_mutex_unlock(&lock);
    return status ? status : m->explanation.status;
}
