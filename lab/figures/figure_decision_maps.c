/* figure_decision_maps.c — a comparison as strips: under each policy's rate, what its first seed's net knew at five
 * moments */
#include "core/base/translate.h"
#include "lab/figures/figures.h"
#include "lab/plot/charts/small_multiples.h"
#include <math.h>
#include <string.h>

enum { SIDE = 96, MAPS = 5, MOST_POINTS = 2000 };

static const int shown[MAPS] = { 2, 5, 8, 10, 12 };     /* of the moments: at 3, 17, 44, 69 and 100 % of the training */

/* What is drawn, for as long as it is. */
typedef struct sheet {
    const lehr_comparison *c;
    lehr_small_multiple *strip;
    double     *t;
    int         points;
    lehr_short_text *figure;
    lehr_arena  memory;
} sheet;

static lehr_status add_rates(sheet *k, int policy)
{
    lehr_sched s;
    double *rate = lehr_arena_alloc(&k->memory, (size_t)k->points, sizeof *rate);
    if (!rate) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_sched_parse_epochs(&s, k->c->policy[policy].spec, k->c->plan.lr, k->c->steps,
                                                 k->c->per_epoch);
    for (int i = 0; i < k->points && !status; i++) rate[i] = lehr_sched_at(&s, (long)k->t[i]);
    k->strip[policy].rate = rate;
    return status;
}

/* What the net of the policy's first seed says at each moment; nothing, if it diverged. */
static lehr_status add_maps(sheet *k, int policy)
{
    const lehr_comparison *c = k->c;
    int run = policy * c->seeds;
    if (c->run[run].status || !c->run[run].snapshots) return LEHR_OK;
    lehr_decision_grid p = { .side = 0 };
    lehr_run *r = lehr_comparison_trained_run(c, run);
    lehr_status status = r ? lehr_decision_grid_init(&p, c->data, SIDE) : lehr_last_status();
    for (int m = 0; m < MAPS && !status; m++) {
        int *winner = lehr_arena_alloc(&k->memory, (size_t)SIDE * SIDE, sizeof *winner);
        double *sure = lehr_arena_alloc(&k->memory, (size_t)SIDE * SIDE, sizeof *sure);
        status = winner && sure ? lehr_comparison_load_snapshot(c, run, shown[m], r) : LEHR_ERR_MEMORY;
        if (!status) status = lehr_decision_grid_evaluate(&p, r);
        if (status) break;
        memcpy(winner, p.winner, (size_t)SIDE * SIDE * sizeof *winner);
        memcpy(sure, p.probability, (size_t)SIDE * SIDE * sizeof *sure);
        k->strip[policy].winner[m] = winner;
        k->strip[policy].probability[m] = sure;
    }
    lehr_decision_grid_release(&p);
    lehr_run_free(r);
    return status;
}

static lehr_short_text end_of(const lehr_comparison *c, int policy)
{
    const lehr_run_outcome *o = &c->run[policy * c->seeds];
    if (o->status || !o->history.count) return lehr_short_printf("%s", lehr_translate("it diverged"));
    return lehr_short_printf("%.1f %%", 100 * o->history.point[o->history.count - 1].validation_accuracy);
}

static lehr_status fill(sheet *k)
{
    const lehr_comparison *c = k->c;
    size_t n = (size_t)c->policies;
    k->points = c->steps < MOST_POINTS ? (int)c->steps : MOST_POINTS;
    k->strip = lehr_arena_alloc(&k->memory, n, sizeof *k->strip);
    k->figure = lehr_arena_alloc(&k->memory, n, sizeof *k->figure);
    k->t = lehr_arena_alloc(&k->memory, (size_t)k->points, sizeof *k->t);
    if (!k->strip || !k->figure || !k->t) return LEHR_ERR_MEMORY;
    memset(k->strip, 0, n * sizeof *k->strip);
    for (int i = 0; i < k->points; i++)
        k->t[i] = k->points > 1 ? floor((double)i * (double)(c->steps - 1) / (k->points - 1)) : 0;
    lehr_status status = LEHR_OK;
    for (int i = 0; i < c->policies && !status; i++) {
        k->figure[i] = end_of(c, i);
        k->strip[i].name = c->policy[i].name;
        k->strip[i].figure = k->figure[i].s;
        status = add_rates(k, i);
        if (!status) status = add_maps(k, i);
    }
    return status;
}

lehr_status lehr_figure_decision_maps(const lehr_comparison *c, const lehr_picture_size *paper, const char *path)
{
    if (!lehr_has_decision_map(c->data))
        return lehr_fail(LEHR_ERR_SHAPE, "strips: the data of %s cannot be drawn as a map", c->plan.task);
    sheet k = { .c = c };
    lehr_picture_size on = paper ? *paper : (lehr_picture_size){ .width = 0 };
    char title[120], subtitle[200];
    bool named = strcmp(c->data->class_name[0], "0");      /* classes that are only numbers are shown as "class 0", … */
    lehr_status status = fill(&k);
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: what each policy learns, and when"), c->plan.task);
    lehr_snprintf(subtitle, sizeof subtitle,
                  lehr_translate("rate, and where each class wins after so many updates; seed %ld, from rate %s; "
                                 "%%: validation accuracy"),
                  c->plan.seed, lehr_number_text(c->plan.lr).s);
    lehr_small_multiples s = { .title = title,
                               .subtitle = subtitle,
                               .strip = k.strip,
                               .count = c->policies,
                               .t = k.t,
                               .points = k.points,
                               .maps = MAPS,
                               .side = SIDE,
                               .classes = c->data->classes,
                               .class_name = named ? c->data->class_name : NULL,
                               .missing = lehr_translate("it diverged"),
                               .width = on.width,
                               .height = on.height,
                               .scale = on.scale };
    for (int m = 0; m < MAPS; m++) s.moment[m] = (double)lehr_weight_snapshot_step(c->steps, shown[m]);
    if (!status) status = lehr_small_multiples_png(&s, path);
    lehr_arena_release(&k.memory);
    return status;
}
