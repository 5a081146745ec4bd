/* test_any_numbers.c — every kind of chart, drawn from numbers of every kind: the PNG has its size, is valid for
 * another decoder, and nothing is drawn over its edge. */
#include "any_numbers.h"
#include "figure.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/figures/figure_trajectory.h"
#include "lab/figures/figures.h"
#include "lab/figures/figure_range_test.h"
#include "lab/plot/charts/small_multiples.h"
#include "lab/plot/charts/image_grid.h"

enum { WIDTH = 220, HEIGHT = 150, SIDE = 4 };
static const lehr_picture_size paper = { WIDTH, HEIGHT, 1 };

/* Draws a chart from two series: its main numbers and those beside them. way: 0 … 3 selects options of the chart. */
typedef lehr_status draw_fn(const series *a, const series *b, int way, const char *path);

static lehr_status line_chart(const series *a, const series *b, int way, const char *path)
{
    int n = a->count < b->count ? a->count : b->count;
    const lehr_series s[] = {
        { .label = "", .y = a->v, .count = a->count },
        { .label = b->what, .x = b->v, .y = a->v, .low = b->v, .high = a->v, .count = n },
        { .y = b->v, .count = b->count, .dashed = true },
        { .label = "pale", .y = b->v, .count = b->count, .faint = true, .same_colour_as = 1 },
    };
    const lehr_vertical_line m[] = { { a->v[0], "here" }, { b->v[1], "" }, { NAN, NULL } };
    return lehr_line_chart_png(&(lehr_line_chart){ .title = a->what,
                                                   .subtitle = "",
                                                   .x_label = "x",
                                                   .y_label = b->what,
                                                   .series = s,
                                                   .count = 4,
                                                   .vline = m,
                                                   .vlines = 3,
                                                   .log_x = way & 1,
                                                   .log_y = way & 2,
                                                   .width = WIDTH,
                                                   .height = HEIGHT,
                                                   .scale = 1 },
                               path);
}

static lehr_status histogram(const series *a, const series *b, int way, const char *path)
{
    const lehr_values v[] = { { a->what, a->v, a->count }, { "", b->v, b->count }, { NULL, a->v, a->count } };
    return lehr_histogram_png(&(lehr_histogram){ .title = a->what,
                                                 .x_label = "value",
                                                 .values = v,
                                                 .count = 1 + way % 3,
                                                 .separate = way & 1,
                                                 .width = WIDTH,
                                                 .height = HEIGHT,
                                                 .scale = 1 },
                              path);
}

static lehr_status heat_map(const series *a, const series *b, int way, const char *path)
{
    lehr_heatmap_cell cell[LENGTH];
    const char *rows[LENGTH] = { "", "a row", NULL };
    int n = a->count ? a->count : 1;
    for (int i = 0; i < n; i++)
        cell[i] = (lehr_heatmap_cell){ a->v[i], way & 1 ? "" : NULL, i ? NULL : b->what, i == 0 };
    return lehr_heatmap_png(&(lehr_heatmap){ .title = a->what,
                                             .rows = way & 2 ? 1 : n,
                                             .columns = way & 2 ? n : 1,
                                             .cell = cell,
                                             .row = rows,
                                             .scale_per_group = way & 1,
                                             .low_is_dark = way & 2,
                                             .low = way ? 0 : -1e308,
                                             .high = way ? 0 : 1e308,
                                             .width = WIDTH,
                                             .height = HEIGHT,
                                             .scale = 1 },
                            path);
}

static lehr_status strips(const series *a, const series *b, int way, const char *path)
{
    static const int winner[SIDE * SIDE] = { 0, 1, 2, 0, 1 };
    double t[LENGTH];
    for (int i = 0; i < LENGTH; i++) t[i] = i;
    const lehr_small_multiple s[] = {
        { .name = "", .result = a->what, .rate = a->v, .cell_class = { winner }, .probability = { a->v } },
        { .name = b->what, .rate = b->v, .cell_class = { winner, winner }, .probability = { b->v, a->v } }
    };
    return lehr_small_multiples_png(&(lehr_small_multiples){ .title = a->what,
                                                             .panel = s,
                                                             .count = 2,
                                                             .t = t,
                                                             .points = way & 1 || !a->count ? LENGTH : a->count,
                                                             .map_step = { 0, 3 },
                                                             .maps = 2,
                                                             .map_size = SIDE,
                                                             .classes = 3,
                                                             .width = 300,
                                                             .height = 240,
                                                             .scale = 1 },
                                    path);
}

static lehr_status map_of(const series *a, const series *b, int way, const char *path)
{
    static const int winner[SIDE * SIDE] = { 0, 1, 2, 0, 1 }, label[LENGTH] = { 2, 1 };
    return lehr_decision_map_png(&(lehr_decision_map){ .title = a->what,
                                                       .x_label = "",
                                                       .x_low = way & 1 ? -1e300 : 0,
                                                       .x_high = way & 2 ? 1e300 : 1,
                                                       .y_high = 1e-300,
                                                       .rows = SIDE,
                                                       .columns = SIDE,
                                                       .cell_class = winner,
                                                       .probability = b->v,
                                                       .classes = 3,
                                                       .x = a->v,
                                                       .y = b->v,
                                                       .label = label,
                                                       .count = a->count,
                                                       .width = WIDTH,
                                                       .height = HEIGHT,
                                                       .scale = 1 },
                                 path);
}

static lehr_status contour(const series *a, const series *b, int way, const char *path)
{
    const lehr_series s[] = { { .label = "", .x = a->v, .y = b->v, .count = a->count },
                              { .x = b->v, .y = a->v, .count = b->count } };
    return lehr_contour_png(&(lehr_contour){ .title = a->what,
                                             .x_high = way & 1 ? 1e300 : 1,
                                             .y_high = way & 1 ? 1e-300 : 1,
                                             .rows = SIDE,
                                             .columns = SIDE,
                                             .value = a->v,
                                             .log = way & 2,
                                             .path = s,
                                             .paths = 2,
                                             .start = a->v,
                                             .goal = b->v,
                                             .width = WIDTH,
                                             .height = HEIGHT,
                                             .scale = 1 },
                            path);
}

static lehr_status tiles(const series *a, const series *b, int way, const char *path)
{
    (void)b;
    int n = way & 1 ? 2 : 1;
    return lehr_image_grid_png(&(lehr_image_grid){ .title = a->what,
                                                   .rows = n,
                                                   .columns = 3 - n,
                                                   .tile_rows = 2,
                                                   .tile_columns = way & 2 ? 4 : 3,
                                                   .v = a->v,
                                                   .width = WIDTH,
                                                   .height = HEIGHT,
                                                   .scale = 1 },
                               path);
}

/* The points of a trajectory are finite, but the function's values need not be. */
static lehr_status walks(const series *a, const series *b, int way, const char *path)
{
    double x[LENGTH], y[LENGTH], f[LENGTH], lr[LENGTH];
    for (int i = 0; i < LENGTH; i++) x[i] = a->v[i], y[i] = b->v[i], f[i] = a->v[LENGTH - 1 - i], lr[i] = b->v[i];
    const lehr_test_function *surface = lehr_test_function_find(way & 1 ? "beale" : "saddle");
    lehr_trajectory p[2] = { { .plan = { surface, "sgd", "fixed", 0.1, LENGTH, way & 2 ? a->v : NULL },
                               .count = a->count ? a->count : 1,
                               .x = x,
                               .y = y,
                               .f = f,
                               .lr = lr } };
    p[1] = p[0];
    p[1].plan.optim = "adam", p[1].x = y, p[1].y = x;
    return lehr_figure_trajectories(p, 2, a->what, &paper, path);
}

static double next_rate(double t, void *user) { return ((const series *)user)->v[(int)fmin(t, LENGTH - 1)]; }

static lehr_status rates(const series *a, const series *b, int way, const char *path)
{
    lehr_sched s[2];
    const char *const label[] = { a->what, "" };
    assert_false(lehr_sched_from_function(&s[0], next_rate, (void *)a, 1) ||
                 lehr_sched_from_function(&s[1], next_rate, (void *)b, 1));
    return lehr_figure_rates(s, label, 2, way ? LENGTH : 1, "", WIDTH, HEIGHT, path);
}

static lehr_status range_curve(const series *a, const series *b, int way, const char *path)
{
    lehr_range_point point[LENGTH];
    lehr_lr_estimate r, each[2];
    for (int i = 0; i < LENGTH; i++) {
        double rate = pow(10, i - 12);
        point[i] = (lehr_range_point){ i + 1, way & 1 ? b->v[i] : rate, a->v[i], b->v[i], rate };
    }
    lehr_range_observable watch = way & 2 ? LEHR_OBSERVE_SCORE : LEHR_OBSERVE_BATCH_LOSS;
    lehr_range_curve c[2] = { { .plan = { LEHR_RANGE_EXP, watch, 1e-12, 1e12, LENGTH, 1, way & 1 ? 0 : 0.9, 4 },
                                .point = point,
                                .count = way ? LENGTH : a->count } };
    c[1] = c[0];
    for (int i = 0; i < 2; i++) lehr_lr_estimate_from_curve(&c[i], &each[i]);
    lehr_lr_estimate_combine(each, 2, &r);
    return lehr_figure_range_test(c, 2, &r, a->what, "sgd", &paper, path);
}

static const struct { const char *name; draw_fn *draw; int width, height;
} kinds[] = {
    { "line chart", line_chart, WIDTH, HEIGHT },
    { "histogram", histogram, WIDTH, HEIGHT },
    { "heat map", heat_map, WIDTH, HEIGHT },
    { "strips", strips, 300, 240 },
    { "map", map_of, WIDTH, HEIGHT },
    { "contour", contour, WIDTH, HEIGHT },
    { "tiles", tiles, WIDTH, HEIGHT },
    { "paths", walks, WIDTH, HEIGHT },
    { "rates", rates, 2 * WIDTH, 2 * HEIGHT },
    { "range test", range_curve, WIDTH, HEIGHT },
};

static void any_numbers_make_a_picture(void **state)
{
    (void)state;
    for (int kind = 0; kind < COUNT_OF(kinds); kind++)
        for (int i = 0; i < COUNT_OF(many); i++)
            for (int k = IS_DOUBLE; k < 2; k++) {            /* what is drawn is double in both builds */
                int way = i % 2 ? 1 + k : 3 * k;                    /* neighbours in the table use other options */
                char what[120];
                const series *a = &many[i], *b = &many[(i * 5 + way * 3 + 7) % COUNT_OF(many)];
                snprintf(what, sizeof what, "%s of \"%s\" and \"%s\", way %d", kinds[kind].name, a->what, b->what, way);
                if (kinds[kind].draw(a, b, way, "any.png")) fail_msg("%s: %s", what, lehr_message());
                check_picture("any.png", kinds[kind].width, kinds[kind].height, what);
            }
    figure(12, "kinds", "%d of %d pictures invalid: %d kinds, each of %d series of numbers", invalid, drawn,
           COUNT_OF(kinds), COUNT_OF(many));
}

/* --- a million of them -------------------------------------------------------------------------------------------- */

static void a_million_numbers_make_a_picture(void **state)
{
    (void)state;
    enum { MILLION = 1000000 };
    double *v = malloc(MILLION * sizeof *v);
    assert_non_null(v);
    for (int i = 0; i < MILLION; i++)
        v[i] = i % 1000 ? sin(i * 1e-3) * pow(10, i % 61 - 30) : many[15].v[i / 1000 % 16];
    const lehr_series s = { .y = v, .count = MILLION };
    const lehr_values h = { "a million", v, MILLION };
    int before = drawn;
    assert_false(lehr_line_chart_png(
        &(lehr_line_chart){ .series = &s, .count = 1, .width = WIDTH, .height = HEIGHT, .scale = 1 }, "any.png"));
    check_picture("any.png", WIDTH, HEIGHT, "a chart of a million");
    assert_false(lehr_histogram_png(
        &(lehr_histogram){ .values = &h, .count = 1, .width = WIDTH, .height = HEIGHT, .scale = 1 }, "any.png"));
    check_picture("any.png", WIDTH, HEIGHT, "a histogram of a million");
    const lehr_series path = { .x = v, .y = v, .count = MILLION };
    assert_false(lehr_contour_png(&(lehr_contour){ .x_high = 1,
                                                   .y_high = 1,
                                                   .rows = SIDE,
                                                   .columns = SIDE,
                                                   .value = v,
                                                   .path = &path,
                                                   .paths = 1,
                                                   .width = WIDTH,
                                                   .height = HEIGHT,
                                                   .scale = 1 },
                                  "any.png"));
    check_picture("any.png", WIDTH, HEIGHT, "a path of a million");
    assert_int_equal(drawn, before + 3);
    free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(any_numbers_make_a_picture),
                                        cmocka_unit_test(a_million_numbers_make_a_picture) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
