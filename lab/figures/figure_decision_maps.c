/* figure_decision_maps.c — a panel for each policy: its rate, and below it the decision maps of its first seed at five
 * steps */
#include "core/base/translate.h"
#include "lab/figures/figures.h"
#include "lab/plot/charts/small_multiples.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

enum { MAP_SIZE = 96, CELLS = MAP_SIZE * MAP_SIZE, MAPS = 5, MAX_POINTS = 2000 };

static const int shown[MAPS] = { 2, 5, 8, 10, 12 };     /* snapshots: at 3, 17, 44, 69 and 100 % of the updates */

typedef struct panels {
    const lehr_comparison *c;
    lehr_small_multiple *panel;             /* [policies] */
    double    *t;                           /* [points]: the updates at which rates are drawn */
    int        points;
    lehr_arena memory;
} panels;

static lehr_status add_rates(panels *k, int policy)
{
    lehr_sched s;
    double *rate = lehr_arena_alloc(&k->memory, (size_t)k->points, sizeof *rate);
    if (!rate) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_sched_parse_epochs(&s, k->c->policy[policy].spec, k->c->plan.lr, k->c->steps,
                                                 k->c->steps_per_epoch);
    for (int i = 0; i < k->points && !status; i++) rate[i] = lehr_sched_at(&s, (long)k->t[i]);
    k->panel[policy].rate = rate;
    return status;
}

/* The maps of the policy's first seed; a seed that diverged has none. */
static lehr_status add_maps(panels *k, int policy)
{
    const lehr_comparison *c = k->c;
    int run = policy * c->seeds;
    if (c->run[run].failure.status || !c->run[run].snapshots) return LEHR_OK;
    lehr_decision_grid p = { .side = 0 };
    lehr_run *r = lehr_comparison_trained_run(c, run);
    lehr_status status = r ? lehr_decision_grid_init(&p, c->data, MAP_SIZE) : lehr_last_status();
    for (int m = 0; m < MAPS && !status; m++) {
        int *cell_class = lehr_arena_alloc(&k->memory, CELLS, sizeof *cell_class);
        double *probability = lehr_arena_alloc(&k->memory, CELLS, sizeof *probability);
        status = cell_class && probability ? lehr_comparison_load_snapshot(c, run, shown[m], r) : LEHR_ERR_MEMORY;
        if (!status) status = lehr_decision_grid_evaluate(&p, r);
        if (status) break;
        k->panel[policy].cell_class[m] = memcpy(cell_class, p.cell_class, CELLS * sizeof *cell_class);
        k->panel[policy].probability[m] = memcpy(probability, p.probability, CELLS * sizeof *probability);
    }
    lehr_decision_grid_release(&p);
    lehr_run_free(r);
    return status;
}

/* The accuracy of the policy's first seed at the end; NULL: no memory. */
static const char *result_of(panels *k, int policy)
{
    const lehr_run_outcome *o = &k->c->run[policy * k->c->seeds];
    if (o->failure.status || !o->history.count) return lehr_label("it diverged");
    double accuracy = o->history.row[o->history.count - 1].validation_accuracy;
    return lehr_arena_strdup(&k->memory, lehr_short_printf("%.1f %%", 100 * accuracy).s);
}

static lehr_status fill(panels *k)
{
    const lehr_comparison *c = k->c;
    size_t n = (size_t)c->policies;
    k->points = c->steps < MAX_POINTS ? (int)c->steps : MAX_POINTS;
    k->panel = lehr_arena_alloc(&k->memory, n, sizeof *k->panel);
    k->t = lehr_arena_alloc(&k->memory, (size_t)k->points, sizeof *k->t);
    if (!k->panel || !k->t) return LEHR_ERR_MEMORY;
    memset(k->panel, 0, n * sizeof *k->panel);
    for (int i = 0; i < k->points; i++)
        k->t[i] = k->points > 1 ? floor((double)i * (double)(c->steps - 1) / (k->points - 1)) : 0;
    lehr_status status = LEHR_OK;
    for (int i = 0; i < c->policies && !status; i++) {
        k->panel[i].name = c->policy[i].name;
        k->panel[i].result = result_of(k, i);
        status = k->panel[i].result ? add_rates(k, i) : LEHR_ERR_MEMORY;
        if (!status) status = add_maps(k, i);
    }
    return status;
}

lehr_status lehr_figure_decision_maps(const lehr_comparison *c, const lehr_picture_size *size, const char *path)
{
    if (!c) return lehr_fail_null(__func__, "c");
    if (!c->run || !c->data)
        return lehr_fail(LEHR_ERR_VALUE, "%s: the comparison is empty; lehr_comparison_init prepares one", __func__);
    if (!lehr_has_decision_map(c->data))
        return lehr_fail(LEHR_ERR_SHAPE, "strips: the data of %s cannot be drawn as a map", c->plan.task);
    panels k = { .c = c };
    lehr_picture_size picture = size ? *size : (lehr_picture_size){0};
    char title[120], subtitle[200];
    bool named = strcmp(c->data->class_name[0], "0");      /* numbers are shown as "class 0", … */
    lehr_status status = fill(&k);
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: what each policy learns, and when"), c->plan.task);
    lehr_snprintf(subtitle, sizeof subtitle,
                  lehr_label("rate, and where each class wins after so many updates; seed %ld, from rate %s; "
                                 "%%: validation accuracy"),
                  c->plan.seed, lehr_number_text(c->plan.lr).s);
    lehr_small_multiples s = { .title = title, .subtitle = subtitle, .panel = k.panel, .count = c->policies,
                               .t = k.t, .points = k.points, .maps = MAPS, .map_size = MAP_SIZE,
                               .classes = c->data->classes, .class_name = named ? c->data->class_name : NULL,
                               .missing_text = lehr_label("it diverged"), .width = picture.width,
                               .height = picture.height, .scale = picture.scale };
    for (int m = 0; m < MAPS; m++) s.map_step[m] = (double)lehr_weight_snapshot_step(c->steps, shown[m]);
    if (!status) status = lehr_small_multiples_png(&s, path);
    lehr_arena_release(&k.memory);
    return status;
}
