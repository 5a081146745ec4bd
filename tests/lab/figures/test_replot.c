/* test_replot.c — the header identifies the kind of file; the rows become lines of a chart. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/figures/replot.h"
#include "counting_allocator.h"

#define HISTORY   "step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n"
#define HISTORIES                                                                                                      \
    "policy,base_lr,updates,seed,step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n"
#define RUNS      "policy,spec,base_lr,updates,seed,status,train_loss,train_r2,validation_loss,validation_r2\n"

static void put(const char *path, const char *text)
{
    assert_int_equal(lehr_write_file(path, text, strlen(text)), LEHR_OK);
}

static lehr_replot *open_one(const char *path)
{
    lehr_replot *l = lehr_replot_open(&path, 1);
    if (!l) fail_msg("%s", lehr_message());
    return l;
}

static void lines_of(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    if (lehr_replot_lines(l, &(lehr_replot_options){ .what = what }, c)) fail_msg("%s", lehr_message());
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

static const struct { const char *text, *kind, *whats; } kinds[] = {
    { HISTORY "1,1,0.1,2,0.5,3,0.25\n",                  "a history that train wrote",        "loss accuracy rates"  },
    { HISTORIES "\"a\",0.1,9,0,1,1,0.1,2,0.5,3,0.2\n",   "the histories that compare wrote",  "loss accuracy rates"  },
    { RUNS "\"a\",\"a\",0.1,9,0,done,2,0.5,3,0.2\n",     "the runs that compare wrote",       "ends ends_loss"       },
    { "step,lr,loss\n1,0.1,2\n",                         "a curve that find wrote",           "curve"                },
    { "seed,step,lr,r2\n1,1,0.1,2\n",                    "a curve that find wrote",           "curve"                },
    { "optim,sched,step,x,y,f,lr\nsgd,fixed,0,1,1,1,0.1\n", "the trajectories that paths wrote", "paths height rates" },
    { "t,lr1\n0,0.1\n",                                  "rates that schedule wrote",         "rates"                },
};

static void the_header_identifies_the_kind_of_file(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put("kind.csv", kinds[i].text);
        lehr_replot *l = open_one("kind.csv");
        assert_string_equal(lehr_replot_kind_name(l), kinds[i].kind);
        assert_string_equal(lehr_replot_figures(l), kinds[i].whats);
        assert_null(lehr_replot_truncated_file(l));
        lehr_replot_free(l);
    }
    lehr_replot_free(NULL);
}

static void so_many_files_are_looked_at_and_no_more(void **state)
{
    (void)state;
    const char *file[LEHR_MAX_REPLOT_FILES + 1];
    put("many.csv", "t,lr1\n0,0.1\n1,0.2\n");
    for (int i = 0; i <= LEHR_MAX_REPLOT_FILES; i++) file[i] = "many.csv";
    assert_null(lehr_replot_open(file, 0));
    assert_null(lehr_replot_open(file, LEHR_MAX_REPLOT_FILES + 1));
    lehr_replot *l = lehr_replot_open(file, LEHR_MAX_REPLOT_FILES);
    assert_non_null(l);
    assert_int_equal(lehr_replot_png(l, &(lehr_replot_options){ .size = { 300, 200, 1 } }, "many.png"), LEHR_OK);
    lehr_replot_free(l);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void a_history_is_two_lines(void **state)
{
    (void)state;
    lehr_line_chart c;
    put("one.csv", HISTORY "20,1,0.1,2,0.5,3,0.25\n10,1,0.2,4,0.5,nan,0.25\n");
    lehr_replot *l = open_one("one.csv");
    lines_of(l, NULL, &c);
    assert_string_equal(c.title, "one: loss");
    assert_true(c.count == 2 && c.log_y && c.series[0].count == 2);
    assert_true(c.series[0].x[0] == 10 && c.series[0].y[0] == 4 && c.series[0].y[1] == 2);       /* rows in any order */
    assert_true(isnan(c.series[1].y[0]) && c.series[1].y[1] == 3);
    lines_of(l, "accuracy", &c);
    assert_true(c.count == 1 && !c.log_y && c.series[0].y[0] == 0.25);
    lines_of(l, "train_loss", &c);
    assert_string_equal(c.title, "one: training loss");
    assert_int_equal(
        lehr_replot_lines(l, &(lehr_replot_options){ .what = "loss", .axis = LEHR_AXIS_LINEAR, .title = "mine" }, &c),
        LEHR_OK);
    assert_true(!c.log_y && !strcmp(c.title, "mine"));
    lehr_replot_free(l);
}

static void several_histories_share_their_colours(void **state)
{
    (void)state;
    lehr_line_chart c;
    lehr_make_directory("a");
    lehr_make_directory("b");
    put("a/history.csv", HISTORY "1,1,0.1,2,0.5,3,0.25\n");
    put("b/history.csv", HISTORY "1,1,0.1,4,0.5,5,0.25\n");
    lehr_replot *l = lehr_replot_open((const char *const[]){ "a/history.csv", "b/history.csv" }, 2);
    assert_non_null(l);
    lines_of(l, "loss", &c);
    assert_int_equal(c.count, 4);
    assert_string_equal(c.series[0].label, "a");
    assert_string_equal(c.series[1].label, "b");
    assert_true(c.series[2].same_colour_as == 1 && c.series[3].same_colour_as == 2);
    assert_true(c.series[3].dashed && !c.series[3].label &&
                c.series[3].y[0] == 5);
    lehr_replot_free(l);
}

static void seeds_become_a_mean_and_a_band(void **state)
{
    (void)state;
    lehr_line_chart c;
    put("histories.csv", HISTORIES
        "\"a\",0.1,9,0,1,1,0.1,2,0.5,3,0.2\n\"a\",0.1,9,1,1,1,0.1,4,0.5,3,0.2\n\"b\",0.1,9,0,1,1,0.1,7,0.5,3,0.2\n");
    lehr_replot *l = open_one("histories.csv");
    lines_of(l, "loss", &c);
    assert_int_equal(c.count, 2);
    assert_string_equal(c.series[0].label, "a");
    assert_true(c.series[0].count == 1 && c.series[0].y[0] == 3 && c.series[0].low[0] == 2 && c.series[0].high[0] == 4);
    assert_true(!c.series[1].low && c.series[1].y[0] == 7);
    lines_of(l, "rates", &c);
    assert_true(!c.series[0].low && c.series[0].y[0] == 0.1);
    lehr_replot_free(l);
    put("histories.csv", HISTORIES "\"a\",0.1,9,0,1,1,0.1,2,0.5,3,0.2\n\"a\",0.5,9,0,1,1,0.1,4,0.5,3,0.2\n");
    l = open_one("histories.csv");
    lines_of(l, "loss", &c);
    assert_true(c.count == 2 && !strcmp(c.series[1].label, "a, 0.5"));
    lehr_replot_free(l);
}

static void a_missing_name_is_refused_with_a_message(void **state)
{
    (void)state;
    lehr_line_chart c;
    put("one.csv", HISTORY "1,1,0.1,2,0.5,3,0.25\n");
    lehr_replot *l = open_one("one.csv");
    assert_int_equal(lehr_replot_lines(l, &(lehr_replot_options){ .what = "acuracy" }, &c), LEHR_ERR_NAME);
    assert_non_null(strstr(lehr_message(), "did you mean \"accuracy\""));
    assert_int_equal(lehr_replot_lines(l, &(lehr_replot_options){ .what = "epoch" }, &c), LEHR_ERR_NAME);
    assert_int_equal(lehr_replot_lines(l, &(lehr_replot_options){ .what = "validation_r2" }, &c), LEHR_ERR_NAME);
    assert_int_equal(lehr_replot_lines(l, &(lehr_replot_options){ .what = "" }, &c), LEHR_ERR_NAME);
    assert_int_equal(lehr_replot_png(l, &(lehr_replot_options){ .size = { 1 << 20, 1 << 20, 1 } }, "huge.png"),
                     LEHR_ERR_VALUE);
    lehr_replot_free(l);
    put("runs.csv", RUNS "\"a\",\"a\",0.1,9,0,done,2,0.5,3,0.2\n");
    l = open_one("runs.csv");
    assert_int_equal(lehr_replot_lines(l, &(lehr_replot_options){ .what = "ends" }, &c), LEHR_ERR_VALUE);
    assert_int_equal(lehr_replot_png(l, &(lehr_replot_options){ .what = "ends", .axis = LEHR_AXIS_LOG }, "ends.png"),
                     LEHR_ERR_VALUE);
    assert_int_equal(lehr_replot_png(l, &(lehr_replot_options){ .what = "ends" }, "ends.png"), LEHR_OK);
    lehr_replot_free(l);
}

/* --- heat maps ---------------------------------------------------------------------------------------------------- */

/* Twenty seeds in so narrow a figure that no cell has a number: a colour bar is drawn below. */
static void draw_runs(const char *metric, double unit, const char *picture)
{
    static char csv[4096];
    int n = snprintf(csv, sizeof csv,
                     "policy,spec,base_lr,updates,seed,status,train_loss,train_%s,validation_loss,validation_%s\n",
                     metric, metric);
    for (int seed = 0; seed < 20; seed++)
        n += snprintf(csv + n, sizeof csv - (size_t)n, "a,a,0.1,9,%d,done,2,1,3,%g\n", seed, (seed % 4 + 1) * unit);
    put("narrow.csv", csv);
    lehr_replot *l = open_one("narrow.csv");
    if (lehr_replot_png(l, &(lehr_replot_options){ .title = "A title", .size = { 400, 240, 1 } }, picture))
        fail_msg("%s", lehr_message());
    lehr_replot_free(l);
}

static void colours_of_accuracies_are_explained_in_percent(void **state)
{
    (void)state;
    draw_runs("accuracy", 0.25, "share.png");
    draw_runs("r2", 25, "percent.png");
    size_t n = 0, m = 0;
    char *share = NULL, *percent = NULL;
    assert_int_equal(lehr_read_file("share.png", 1 << 20, &share, &n), LEHR_OK);
    assert_int_equal(lehr_read_file("percent.png", 1 << 20, &percent, &m), LEHR_OK);
    assert_int_equal(n, m);
    assert_memory_equal(share, percent, n);
    lehr_free(share);
    lehr_free(percent);
}

/* --- no memory ---------------------------------------------------------------------------------------------------- */

static lehr_status draw_it(const char *path)
{
    lehr_replot *l = lehr_replot_open(&path, 1);
    lehr_status status = l ? lehr_replot_png(l, &(lehr_replot_options){ .size = { 120, 80, 1 } }, "memory.png")
                           : lehr_last_status();
    lehr_replot_free(l);
    return status;
}

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    for (size_t k = 0; k < 2 * sizeof kinds / sizeof *kinds; k++) {
        size_t i = k / 2;
        lehr_status status = LEHR_ERR_MEMORY;
        put("kind.csv", kinds[i].text);
        for (long n = 1; status == LEHR_ERR_MEMORY; n++) {
            meter m = { .refuse = n, .from_then_on = k % 2 };
            lehr_set_allocator(&(lehr_allocator){ metered, &m });
            status = draw_it("kind.csv");
            lehr_set_allocator(NULL);
            if (m.calls >= n) assert_int_equal(status, LEHR_ERR_MEMORY);
            assert_int_equal(m.live, 0);
            assert_in_range(n, 1, 400);
        }
        if (status != LEHR_OK) fail_msg("%s: %s", kinds[i].kind, lehr_message());
    }
}

int main(void)
{
    unsetenv("LEHR_FONT");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_identifies_the_kind_of_file),
        cmocka_unit_test(so_many_files_are_looked_at_and_no_more),
        cmocka_unit_test(a_history_is_two_lines),
        cmocka_unit_test(several_histories_share_their_colours),
        cmocka_unit_test(seeds_become_a_mean_and_a_band),
        cmocka_unit_test(a_missing_name_is_refused_with_a_message),
        cmocka_unit_test(colours_of_accuracies_are_explained_in_percent),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
