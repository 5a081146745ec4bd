#include "lab/figures/result_tables.h"
#include <math.h>

enum { MAX_POINTS = 100000 };           /* of a rate curve: more than the pixels of a screen */

static lehr_status table_init(lehr_table *t, int columns, int rows)
{
    *t = (lehr_table){ .rows = rows };
    t->column = lehr_arena_alloc(&t->memory, (size_t)columns, sizeof *t->column);
    return t->column ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* A new column of numbers; NULL: no memory. */
static double *add_numbers(lehr_table *t, const char *name)
{
    double *v = lehr_arena_alloc(&t->memory, (size_t)t->rows + 1, sizeof *v);
    if (v) t->column[t->columns++] = (lehr_table_column){ .name = name, .number = v };
    return v;
}

static lehr_status finish(lehr_table *t, lehr_status status)
{
    if (status) lehr_table_release(t);
    return status;
}

lehr_status lehr_table_from_history(lehr_table *t, const lehr_history *h)
{
    if (table_init(t, 2 + LEHR_METRICS, h->count)) return finish(t, LEHR_ERR_MEMORY);
    double *step = add_numbers(t, "step"), *lr = add_numbers(t, "lr");
    if (!step || !lr) return finish(t, LEHR_ERR_MEMORY);
    for (int i = 0; i < h->count; i++) step[i] = (double)h->row[i].step, lr[i] = h->row[i].lr;
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        double *v = add_numbers(t, lehr_score_metric_name(h->score, m));
        if (!v) return finish(t, LEHR_ERR_MEMORY);
        for (int i = 0; i < h->count; i++) v[i] = lehr_metric_value(&h->row[i], m);
    }
    return LEHR_OK;
}

lehr_status lehr_table_from_comparison(lehr_table *t, const lehr_comparison *c, lehr_metric m)
{
    const lehr_history *h = NULL;
    int runs = c->policies * c->seeds;
    for (int i = 0; i < runs && !h; i++)
        if (!c->run[i].failure.status) h = &c->run[i].history;
    if (!h) return lehr_fail(LEHR_ERR_NAN, "every run of the comparison diverged: %s", c->run[0].failure.message);
    if (h->count > LEHR_MAX_TABLE_ROWS / runs)
        return lehr_fail(LEHR_ERR_VALUE, "%d runs have more than %d rows of history; so many are not drawn", runs,
                         LEHR_MAX_TABLE_ROWS);
    if (table_init(t, 6, runs * h->count)) return finish(t, LEHR_ERR_MEMORY);
    const char **policy = lehr_arena_alloc(&t->memory, (size_t)t->rows, sizeof *policy);
    t->column[t->columns++] = (lehr_table_column){ .name = "policy", .text = policy };
    double *rate = add_numbers(t, "base_lr"), *updates = add_numbers(t, "updates"), *seed = add_numbers(t, "seed"),
           *step = add_numbers(t, "step"), *value = add_numbers(t, lehr_score_metric_name(c->score, m));
    if (!policy || !rate || !updates || !seed || !step || !value) return finish(t, LEHR_ERR_MEMORY);
    for (int i = 0, row = 0; i < runs; i++)
        for (int p = 0; p < h->count; p++, row++) {
            policy[row] = c->policy[i / c->seeds].name;
            rate[row] = c->plan.lr;
            updates[row] = (double)c->steps;
            seed[row] = (double)(c->plan.seed + i % c->seeds);
            step[row] = (double)h->row[p].step;
            value[row] = c->run[i].failure.status ? NAN : lehr_metric_value(&c->run[i].history.row[p], m);
        }
    return LEHR_OK;
}

lehr_status lehr_table_from_schedules(lehr_table *t, const lehr_sched s[], const char *const label[], int n, long steps)
{
    int rows = steps < MAX_POINTS ? (int)steps : MAX_POINTS;
    lehr_status status = table_init(t, n + 1, rows);
    double *at = status ? NULL : add_numbers(t, "t");
    if (!at) return finish(t, LEHR_ERR_MEMORY);
    for (int k = 0; k < rows; k++) at[k] = rows == steps ? k : floor((double)k * (double)(steps - 1) / (rows - 1));
    for (int i = 0; i < n; i++) {
        double *rate = add_numbers(t, label && label[i] ? label[i] : "");
        if (!rate) return finish(t, LEHR_ERR_MEMORY);
        for (int k = 0; k < rows; k++) rate[k] = lehr_sched_at(&s[i], (long)at[k]);
    }
    return LEHR_OK;
}
