/* test_null_arguments.c — charts, figures and languages: NULL or an empty argument is an error with a sentence, never a
 * crash. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "lab/figures/figure_range_test.h"
#include "lab/figures/figure_trajectory.h"
#include "lab/figures/figures.h"
#include "lab/figures/replot.h"
#include "lab/i18n/language.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/charts/image_grid.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/small_multiples.h"

#define FAILS(call, part)                                                                                              \
    do {                                                                                                               \
        assert_int_equal(call, LEHR_ERR_VALUE);                                                                        \
        if (!strstr(lehr_message(), part)) fail_msg("\"%s\" does not have \"%s\"", lehr_message(), part);              \
    } while (0)

/* Charts that may be empty: an empty one needs a path; the others need something to draw. */
static void a_chart_needs_itself_and_a_path(void **state)
{
    (void)state;
    FAILS(lehr_line_chart_png(NULL, "x.png"), "lehr_line_chart_png: chart is NULL");
    FAILS(lehr_line_chart_png(&(lehr_line_chart){0}, NULL), "lehr_line_chart_png: path is NULL");
    FAILS(lehr_histogram_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_histogram_png(&(lehr_histogram){0}, NULL), "path is NULL");
    FAILS(lehr_heatmap_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_heatmap_png(&(lehr_heatmap){0}, NULL), "path is NULL");
    FAILS(lehr_heatmap_png(&(lehr_heatmap){0}, "x.png"), "at least 1 x 1 is needed");
    FAILS(lehr_contour_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_contour_png(&(lehr_contour){0}, NULL), "path is NULL");
    FAILS(lehr_contour_png(&(lehr_contour){0}, "x.png"), "low < high is needed");
    FAILS(lehr_decision_map_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_decision_map_png(&(lehr_decision_map){0}, NULL), "path is NULL");
    FAILS(lehr_decision_map_png(&(lehr_decision_map){0}, "x.png"), "low < high is needed");
    FAILS(lehr_image_grid_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_image_grid_png(&(lehr_image_grid){0}, NULL), "path is NULL");
    FAILS(lehr_image_grid_png(&(lehr_image_grid){0}, "x.png"), "cannot be drawn");
    FAILS(lehr_small_multiples_png(NULL, "x.png"), "chart is NULL");
    FAILS(lehr_small_multiples_png(&(lehr_small_multiples){0}, NULL), "path is NULL");
    FAILS(lehr_small_multiples_png(&(lehr_small_multiples){0}, "x.png"), "at least 1 is needed");
}

static void a_figure_needs_its_result(void **state)
{
    (void)state;
    lehr_comparison empty = {0};
    lehr_sweep sweep = {0};
    lehr_history history = {0};
    lehr_run run = {0};
    FAILS(lehr_figure_rates(NULL, NULL, 1, 10, NULL, 0, 0, "x.png"), "lehr_figure_rates: s is NULL");
    FAILS(lehr_figure_metric(NULL, LEHR_TRAIN_LOSS, "x.png"), "c is NULL");
    FAILS(lehr_figure_metric(&empty, LEHR_TRAIN_LOSS, NULL), "path is NULL");
    FAILS(lehr_figure_metric(&empty, LEHR_TRAIN_LOSS, "x.png"), "the comparison is empty");
    FAILS(lehr_figure_history(NULL, &history, "x.png"), "r is NULL");
    FAILS(lehr_figure_history(&run, NULL, "x.png"), "h is NULL");
    FAILS(lehr_figure_history(&run, &history, "x.png"), "no history to draw");
    FAILS(lehr_figure_decision_map(NULL, NULL, NULL, "x.png"), "r is NULL");
    FAILS(lehr_figure_decision_map(&run, NULL, NULL, "x.png"), "data is NULL");
    FAILS(lehr_figure_decision_maps(NULL, NULL, "x.png"), "c is NULL");
    FAILS(lehr_figure_decision_maps(&empty, NULL, "x.png"), "the comparison is empty");
    FAILS(lehr_figures_write(NULL, "folder"), "c is NULL");
    FAILS(lehr_figures_write(&empty, NULL), "path is NULL");
    FAILS(lehr_figures_write(&empty, "folder"), "the comparison is empty");
    FAILS(lehr_figure_sweep(NULL, "x.png"), "g is NULL");
    FAILS(lehr_figure_sweep(&sweep, "x.png"), "the sweep is empty");
}

static void paths_and_curves_are_needed(void **state)
{
    (void)state;
    lehr_trajectory path = {0};
    lehr_range_curve curve = {0};
    lehr_range_mean_band band;
    lehr_lr_estimate estimate = {0};
    FAILS(lehr_figure_trajectories(NULL, 1, NULL, NULL, "x.png"), "path is NULL");
    FAILS(lehr_figure_trajectories(&path, 0, NULL, NULL, "x.png"), "at least 1 is needed");
    FAILS(lehr_figure_trajectories(&path, 1, NULL, NULL, "x.png"), "path 1 is empty");
    FAILS(lehr_range_mean_band_of(NULL, &curve, 1), "b is NULL");
    FAILS(lehr_range_mean_band_of(&band, NULL, 1), "c is NULL");
    FAILS(lehr_range_mean_band_of(&band, &curve, 0), "at least 1 is needed");
    FAILS(lehr_figure_range_test(&curve, 1, NULL, "task", NULL, NULL, "x.png"), "r is NULL");
    FAILS(lehr_figure_range_test(&curve, 1, &estimate, NULL, NULL, NULL, "x.png"), "task is NULL");
    FAILS(lehr_figure_range_test(NULL, 1, &estimate, "task", NULL, NULL, "x.png"), "c is NULL");
    lehr_range_mean_band_release(NULL);
}

static void a_decision_grid_needs_data_and_a_run(void **state)
{
    (void)state;
    lehr_decision_grid grid;
    lehr_data data = { .features = 2 };
    FAILS(lehr_decision_grid_init(NULL, &data, 4), "p is NULL");
    FAILS(lehr_decision_grid_init(&grid, NULL, 4), "d is NULL");
    FAILS(lehr_decision_grid_init(&grid, &data, 0), "a side of 0 cells");
    FAILS(lehr_decision_grid_evaluate(NULL, NULL), "p is NULL");
    lehr_decision_grid_release(NULL);
}

static void a_replot_needs_files(void **state)
{
    (void)state;
    lehr_line_chart chart;
    assert_null(lehr_replot_open(NULL, 1));
    assert_non_null(strstr(lehr_message(), "file is NULL"));
    assert_null(lehr_replot_open((const char *const[]){ NULL }, 1));
    assert_non_null(strstr(lehr_message(), "one of the files is NULL"));
    FAILS(lehr_replot_png(NULL, NULL, "x.png"), "l is NULL");
    FAILS(lehr_replot_lines(NULL, NULL, &chart), "l is NULL");
    assert_string_equal(lehr_replot_kind_name(NULL), "");
    assert_string_equal(lehr_replot_figures(NULL), "");
    assert_null(lehr_replot_truncated_file(NULL));
    assert_false(lehr_replot_is_lines(NULL, NULL));
    lehr_replot_free(NULL);
}

static void a_text_may_be_null(void **state)
{
    (void)state;
    assert_string_equal(lehr_translate(NULL), "");
    assert_string_equal(lehr_translate_to(LEHR_CHINESE, NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chart_needs_itself_and_a_path),
        cmocka_unit_test(a_figure_needs_its_result),
        cmocka_unit_test(paths_and_curves_are_needed),
        cmocka_unit_test(a_decision_grid_needs_data_and_a_run),
        cmocka_unit_test(a_replot_needs_files),
        cmocka_unit_test(a_text_may_be_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
