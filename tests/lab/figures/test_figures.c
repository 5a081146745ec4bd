/* test_figures.c — a picture of every kind beside the one that was looked at and found good: tests/golden/pictures.
 *
 * A picture that differs leaves NAME.png, NAME-golden.png and NAME-difference.png in the test's folder. Is the new
 * one right,
 *
 *     LEHR_RECORD=1 ctest --preset release -R '^test_figures$'
 *
 * puts it into the place of the old one: look at it first, as a person would. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <unistd.h>
#include "compare_pictures.h"
#include "core/base/format.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/plot/draw/png.h"
#include "lab/plot/charts/small_multiples.h"
#include "lab/plot/charts/image_grid.h"

enum { WIDTH = 480, HEIGHT = 280, POINTS = 200, SIDE = 24 };

#define MOST_MEAN  0.5          /* of 255: a tick's label that is gone makes 0.6 */
#define MOST_WORST 40.0

/* --- what is drawn ------------------------------------------------------------------------------------------------ */

static lehr_status draw_line(const char *path)
{
    double cosine[POINTS], step[POINTS];
    for (int i = 0; i < POINTS; i++) {
        cosine[i] = 0.05 * (1 + cos(3.14159265 * i / POINTS));
        step[i] = 0.1 * pow(0.5, floor(i / 50.0));
    }
    lehr_series s[] = { { .label = "cosine", .y = cosine, .count = POINTS },
                        { .label = "step", .y = step, .count = POINTS, .dashed = true } };
    lehr_vertical_line m[] = { { 50, "first drop" } };
    lehr_line_chart c = { .title = "Learning rate",
                          .x_label = "update",
                          .y_label = "learning rate",
                          .series = s,
                          .count = 2,
                          .vline = m,
                          .vlines = 1,
                          .width = WIDTH,
                          .height = HEIGHT,
                          .scale = 1 };
    return lehr_line_chart_png(&c, path);
}

static lehr_status draw_band(const char *path)
{
    double x[POINTS], y[POINTS], low[POINTS], high[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = 20.0 * (i + 1);
        y[i] = i > 90 && i < 100 ? NAN : exp(-i / 40.0) + 0.002;
        low[i] = y[i] / 1.5;
        high[i] = y[i] * 1.5;
    }
    lehr_series s[] = { { .label = "adam", .x = x, .y = y, .low = low, .high = high, .count = POINTS } };
    lehr_line_chart c = { .title = "Loss, with a gap",
                          .subtitle = "mean of 5 seeds",
                          .x_label = "update",
                          .y_label = "loss",
                          .series = s,
                          .count = 1,
                          .log_y = true,
                          .width = WIDTH,
                          .height = HEIGHT,
                          .scale = 1 };
    return lehr_line_chart_png(&c, path);
}

/* A disc of class 1 in the middle of 0, growing with size; class 2 in a corner. */
static void disc(double size, int *winner, double *sure)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        double x = (i % SIDE + 0.5) / SIDE - 0.5, y = (i / SIDE + 0.5) / SIDE - 0.5, off = size - hypot(x, y);
        winner[i] = off > 0 ? 1 : x + y > 0.55 ? 2 : 0;
        sure[i] = fmin(1, 0.4 + 4 * fabs(off));
    }
}

static lehr_status draw_map(const char *path)
{
    int winner[SIDE * SIDE], label[] = { 0, 0, 1, 1, 2, 1 };
    double sure[SIDE * SIDE], x[] = { 0.1, 0.2, 0.5, 0.55, 0.95, 0.15 }, y[] = { 0.1, 0.8, 0.5, 0.4, 0.95, 0.3 };
    disc(0.3, winner, sure);
    lehr_decision_map m = { .title = "Where each class wins",
                            .x_label = "x1",
                            .y_label = "x2",
                            .x_high = 1,
                            .y_high = 1,
                            .rows = SIDE,
                            .columns = SIDE,
                            .cell_class = winner,
                            .probability = sure,
                            .classes = 3,
                            .x = x,
                            .y = y,
                            .label = label,
                            .count = 6,
                            .width = WIDTH,
                            .height = 360,
                            .scale = 1 };
    return lehr_decision_map_png(&m, path);
}

static lehr_status draw_heat(const char *path)
{
    lehr_heatmap_cell cell[] = { { 0.91, "91.0", "+0.0", false }, { 0.95, "95.0", "▲ +4.0", true },
                                 { NAN, NULL, NULL, false },      { 0.88, "88.0", "▼ −3.0", false },
                                 { 0.93, "93.0", "+2.0", false }, { 0.90, "90.0", "−1.0", false } };
    lehr_heatmap h = { .title = "iris: validation accuracy, %",
                       .rows = 2,
                       .columns = 3,
                       .cell = cell,
                       .column_title = "from rate",
                       .scale = 1,
                       .row = (const char *const[]){ "fixed", "cosine" },
                       .column = (const char *const[]){ "0.01", "0.1", "1" } };
    return lehr_heatmap_png(&h, path);
}

static lehr_status draw_contour(const char *path)
{
    double f[41 * 41], x[30], y[30];
    for (int i = 0; i < 41 * 41; i++) {
        double a = (i % 41 - 20) / 10.0, b = (i / 41 - 20) / 10.0;
        f[i] = 0.2 * a * a + 3 * b * b + 0.01;
    }
    for (int i = 0; i < 30; i++) x[i] = -1.7 * pow(0.9, i), y[i] = 1.5 * pow(-0.75, i);
    lehr_series s = { .label = "sgd", .x = x, .y = y, .count = 30 };
    lehr_contour c = { .title = "bowl",
                       .x_label = "x",
                       .y_label = "y",
                       .x_low = -2,
                       .x_high = 2,
                       .y_low = -2,
                       .y_high = 2,
                       .rows = 41,
                       .columns = 41,
                       .value = f,
                       .log = true,
                       .path = &s,
                       .paths = 1,
                       .start = (const double[]){ -1.7, 1.5 },
                       .goal = (const double[]){ 0, 0 },
                       .width = WIDTH,
                       .height = 360,
                       .scale = 1 };
    return lehr_contour_png(&c, path);
}

static lehr_status draw_strips(const char *path)
{
    static int winner[4][SIDE * SIDE];
    static double sure[4][SIDE * SIDE], t[POINTS], rate[3][POINTS];
    lehr_small_multiple s[] = { { .name = "fixed", .result = "93.0 %" },
                                { .name = "cosine", .result = "94.5 %" },
                                { .name = "wild", .result = "it diverged" } };
    for (int i = 0; i < POINTS; i++) {
        t[i] = 10 * i;
        rate[0][i] = 0.05;
        rate[1][i] = 0.025 * (1 + cos(3.14159265 * i / POINTS));
        rate[2][i] = 0.05 * (i % 50) / 50;
    }
    for (int m = 0; m < 4; m++) {
        disc(0.1 * (m + 1), winner[m], sure[m]);
        for (int k = 0; k < 2; k++) s[k].cell_class[m] = winner[m], s[k].probability[m] = sure[m];
    }
    for (int k = 0; k < 3; k++) s[k].rate = rate[k];
    lehr_small_multiples all = { .title = "What each policy learns",
                                 .panel = s,
                                 .count = 3,
                                 .t = t,
                                 .points = POINTS,
                                 .map_step = { 50, 400, 1200, 1990 },
                                 .maps = 4,
                                 .map_size = SIDE,
                                 .classes = 3,
                                 .missing_text = "it diverged",
                                 .width = 720,
                                 .scale = 1 };
    return lehr_small_multiples_png(&all, path);
}

static lehr_status draw_histogram(const char *path)
{
    double a[1000], b[300];
    for (int i = 0; i < 1000; i++) a[i] = sin(i * 12.9898) + sin(i * 78.233) + sin(i * 37.719);
    for (int i = 0; i < 300; i++) b[i] = i % 7 ? 2 + 0.4 * sin(i * 12.9898) : NAN;
    lehr_values values[] = { { "before", a, 1000 }, { "after", b, 300 } };
    lehr_histogram h = { .title = "Weights",
                         .x_label = "value",
                         .values = values,
                         .count = 2,
                         .width = WIDTH,
                         .height = HEIGHT,
                         .scale = 1 };
    return lehr_histogram_png(&h, path);
}

static lehr_status draw_panels(const char *path)
{
    double a[500];
    for (int i = 0; i < 500; i++) a[i] = 0.3 * sin(i * 12.9898) + 0.1 * sin(i * 78.233);
    lehr_values values[] = { { "fc1.weight", a, 500 }, { "fc1.bias", a, 20 }, { "fc2.weight", a + 100, 200 } };
    lehr_histogram h = { .title = "Weights", .values = values, .count = 3, .separate = true, .width = 720, .scale = 1 };
    return lehr_histogram_png(&h, path);
}

static lehr_status draw_tiles(const char *path)
{
    double v[8 * 2 * 25];
    for (int i = 0; i < 400; i++) v[i] = sin(i * 0.7) * cos(i * 0.11);
    v[12] = NAN;
    lehr_image_grid t = { .title = "conv1.weight",
                          .subtitle = "blue: below zero, orange: above",
                          .rows = 8,
                          .columns = 2,
                          .tile_rows = 5,
                          .tile_columns = 5,
                          .v = v,
                          .scale = 1 };
    return lehr_image_grid_png(&t, path);
}

static const struct { const char *name; lehr_status (*draw)(const char *path);
} rows[] = {
    { "line", draw_line },           { "band", draw_band },       { "map", draw_map },
    { "heat", draw_heat },           { "contour", draw_contour }, { "strips", draw_strips },
    { "histogram", draw_histogram }, { "panels", draw_panels },   { "tiles", draw_tiles },
};

/* --- beside the golden ones --------------------------------------------------------------------------------------- */

static int is_as_golden(const char *name, const char *ours, const char *theirs)
{
    picture a, b, shown = {0};
    assert_null(read_png(ours, &a));
    const char *wrong = read_png(theirs, &b);
    gap g = { 255, 255 };
    if (!wrong && a.width == b.width && a.height == b.height) {
        shown = (picture){ a.width, a.height, malloc(3 * (size_t)a.width * (size_t)a.height) };
        assert_non_null(shown.rgb);
        g = compare_pictures(&a, &b, &shown);
    }
    int good = g.mean <= MOST_MEAN && g.worst <= MOST_WORST;
    if (!good) {
        print_error("%s: off by %.2f in the mean and %.0f at worst (of 255; %.1f and %.0f are allowed)%s%s\n", name,
                    g.mean, g.worst, MOST_MEAN, MOST_WORST, wrong ? "; golden: " : "", wrong ? wrong : "");
        if (!wrong) lehr_png_write(lehr_short_printf("%s-golden.png", name).s, b.rgb, b.width, b.height);
        if (shown.rgb)
            lehr_png_write(lehr_short_printf("%s-difference.png", name).s, shown.rgb, shown.width, shown.height);
    }
    free(a.rgb);
    free(b.rgb);
    free(shown.rgb);
    return good;
}

static void pictures_look_as_they_did(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char ours[64], theirs[1024];
        lehr_snprintf(ours, sizeof ours, "%s.png", rows[i].name);
        lehr_snprintf(theirs, sizeof theirs, "%s/tests/golden/pictures/%s.png", LEHR_SOURCE, rows[i].name);
        if (getenv("LEHR_RECORD")) assert_int_equal(rows[i].draw(theirs), LEHR_OK);
        if (rows[i].draw(ours)) print_error("%s: %s\n", rows[i].name, lehr_message());
        failed += !is_as_golden(rows[i].name, ours, theirs);
    }
    assert_int_equal(failed, 0);
}

/* The measure itself: a line that is missing is more than it allows, and a line a tenth of a pixel away is not. */
static void the_measure_sees_what_an_eye_sees(void **state)
{
    (void)state;
    double one[] = { 1, 2 }, near[] = { 1.0005, 2.0005 };
    lehr_series s[] = { { .y = one, .count = 2 }, { .y = near, .count = 2 } };
    for (int k = 0; k < 2; k++) {
        lehr_line_chart c = {
            .series = &s[0], .count = 1, .width = WIDTH, .height = HEIGHT, .scale = 1, .y_low = 0, .y_high = 3
        };
        assert_int_equal(lehr_line_chart_png(&c, "one.png"), LEHR_OK);
        c.series = &s[1];
        c.count = k;
        assert_int_equal(lehr_line_chart_png(&c, "other.png"), LEHR_OK);
        picture a, b;
        assert_null(read_png("one.png", &a));
        assert_null(read_png("other.png", &b));
        picture shown = { a.width, a.height, malloc(3 * (size_t)a.width * (size_t)a.height) };
        assert_non_null(shown.rgb);
        gap g = compare_pictures(&a, &b, &shown);
        assert_int_equal(g.mean <= MOST_MEAN && g.worst <= MOST_WORST, k);
        free(a.rgb);
        free(b.rgb);
        free(shown.rgb);
    }
}

int main(void)
{
    unsetenv("LEHR_FONT");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_look_as_they_did),
        cmocka_unit_test(the_measure_sees_what_an_eye_sees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
