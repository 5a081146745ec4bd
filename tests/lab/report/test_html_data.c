/* test_html_data.c — the page's data: rates in few points with every jump in its place, and decision maps that unpack
 * to the predicted classes. */
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "lab/report/html_parts.h"
#include "lab/report/report.h"
#include "lab.h"
#include "sched/spec.h"

static lehr_comparison prepared(const lehr_data *d, const char *const *specs, int n, long steps)
{
    lehr_plan p;
    lehr_comparison c;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.steps = steps;
    if (lehr_comparison_init(&c, &p, d, specs, n, specs[0], LEHR_VALIDATION_ACCURACY, 2))
        fail_msg("%s", lehr_message());
    return c;
}

/* --- rates -------------------------------------------------------------------------------------------------------- */

enum { MOST = 1000 };
typedef struct points { double t[MOST], v[MOST]; int n; } points;

static int read_list(const char *at, double *v)
{
    int n = 0;
    for (char *end; *at != ']'; at = end + (*end == ',')) {
        assert_true(n < MOST);
        v[n++] = strtod(at, &end);
        assert_true(end > at);
    }
    return n;
}

static points points_of(const lehr_comparison *c, int policy)
{
    points p;
    lehr_strbuf out = { 0 };
    lehr_html_rate(c, policy, &out);
    assert_int_equal(out.status, LEHR_OK);
    p.n = read_list(strstr(out.s, "\"t\":[") + 5, p.t);
    assert_int_equal(read_list(strstr(out.s, "\"v\":[") + 5, p.v), p.n);
    lehr_strbuf_release(&out);
    return p;
}

static void rates_keep_their_shape(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed",
                                         "cosine",
                                         "step:every=137,gamma=0.5",
                                         "multistep:at=500/501/900",
                                         "onecycle",
                                         "exp:gamma=0.01,every=1000",
                                         "warmup:50+inv" };
    lehr_data *d = lehr_data_open("xor");
    for (long steps = 2; steps < 300000; steps *= 50) {
        lehr_comparison c = prepared(d, specs, COUNT_OF(specs), steps);
        for (int i = 0; i < c.policies; i++) {
            lehr_sched s;
            assert_int_equal(lehr_sched_parse_epochs(&s, c.policy[i].spec, c.plan.lr, steps, c.steps_per_epoch),
                             LEHR_OK);
            points p = points_of(&c, i);
            assert_true(p.n <= 400 && (steps < 1000 || p.n < steps / 10) && p.t[0] == 0 &&
                        p.t[p.n - 1] == (double)steps - 1);
            for (long t = 0, k = 0; t < steps && steps <= 5000; t++) {
                while (p.t[k + 1] < (double)t) k++;
                double v = p.v[k] + (p.v[k + 1] - p.v[k]) * ((double)t - p.t[k]) / (p.t[k + 1] - p.t[k]);
                check_near(v / c.plan.lr, lehr_sched_at(&s, t) / c.plan.lr, 0.01, specs[i]);
            }
        }
        lehr_comparison_release(&c);
    }
    lehr_data_free(d);
}

static void noise_has_an_end(void **state)
{
    (void)state;
    static const char *const specs[] = { "cosine*noise:0.3" };
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = prepared(d, specs, 1, 5000);
    points p = points_of(&c, 0);
    double peak = 0, high = 0;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse_epochs(&s, c.policy[0].spec, c.plan.lr, 5000, c.steps_per_epoch), LEHR_OK);
    for (long t = 0; t < 5000; t++) peak = fmax(peak, lehr_sched_at(&s, t));
    for (int k = 0; k < p.n; k++) high = fmax(high, p.v[k]);
    for (int k = 1; k < p.n; k++) assert_true(p.t[k] > p.t[k - 1]);
    assert_true(p.n > 200 && p.n <= 404);
    check_close(high, peak, 1e-4, "the peak");
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static unsigned long read_count(const char **at)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned long v = 0;
    for (int shift = 0;; shift += 5) {
        const char *d = strchr(digit, *(*at)++);
        assert_true(d && *d);
        v |= (unsigned long)((d - digit) & 31) << shift;
        if (d - digit < 32) return v;
    }
}

/* The map at `at` equals the decision grid. Returns the place of the next map. */
static const char *check_map(const char *at, const lehr_decision_grid *p)
{
    int cells = p->side * p->side, i = 0;
    assert_int_equal(*at++, '"');
    while (*at != '"') {
        unsigned long value = read_count(&at), run = read_count(&at);
        for (; run; run--, i++) {
            double sure = 2 * p->probability[i] - 1, level = (double)(value % 8);           /* of two classes */
            assert_true(i < cells);
            assert_int_equal(value / 8, p->cell_class[i]);
            assert_true(sure >= level / 8 - 1e-6 && sure <= (level + 1) / 8 + 1e-6);
        }
    }
    assert_int_equal(i, cells);
    return at + 1 + strspn(at + 1, ",\n");
}

static void maps_unpack_to_the_predicted_classes(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed", "cosine" };
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = prepared(d, specs, 2, 60);
    lehr_decision_grid plane;
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), LEHR_OK);
    assert_int_equal(lehr_decision_grid_init(&plane, d, 37), LEHR_OK);
    for (int policy = 0; policy < 2; policy++) {
        lehr_strbuf out = { 0 };
        lehr_html_maps(&c, policy, &plane, &out);
        assert_int_equal(out.status, LEHR_OK);
        lehr_run *r = lehr_comparison_trained_run(&c, 2 * policy);
        const char *at = out.s + 1;
        for (int k = 0; k < LEHR_WEIGHT_SNAPSHOTS; k++) {
            lehr_comparison_load_snapshot(&c, 2 * policy, k, r);
            assert_int_equal(lehr_decision_grid_evaluate(&plane, r), LEHR_OK);
            at = check_map(at, &plane);
        }
        assert_string_equal(at, "]");
        lehr_run_free(r);
        lehr_strbuf_release(&out);
    }
    lehr_decision_grid_release(&plane);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* --- the amount of data ------------------------------------------------------------------------------------------- */

static int count_of(const char *text, const char *part)
{
    int n = 0;
    for (; (text = strstr(text, part)); text += strlen(part)) n++;
    return n;
}

/* A page of a hundred cells has fewer rows of each, and no maps; but always the last row. */
static void large_sweeps_are_written_in_fewer_rows(void **state)
{
    (void)state;
    static const struct {
        int cells, rows, side;
    } cases[] = { { 1, 200, 56 }, { 2, 200, 40 }, { 10, 150, 40 }, { 13, 120, 0 }, { 100, 20, 0 } };
    static const char *const specs[] = { "fixed", "cosine" };
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c, grid[100];
    lehr_plan p;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.every = 1;
    p.steps = 600;
    assert_int_equal(lehr_comparison_init(&c, &p, d, specs, 2, "fixed", LEHR_VALIDATION_ACCURACY, 2), LEHR_OK);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), LEHR_OK);
    for (int i = 0; i < 100; i++) grid[i] = c;
    for (int i = 0; i < COUNT_OF(cases); i++) {
        double step[MOST];
        lehr_strbuf out = { 0 };
        lehr_html_data(grid, NULL, cases[i].cells, &out);
        assert_int_equal(out.status, LEHR_OK);
        assert_int_equal(count_of(out.s, "\"step\":["), cases[i].cells);
        int rows = read_list(strstr(out.s, "\"step\":[") + 8, step);
        assert_int_equal(rows, cases[i].rows);
        assert_true(step[rows - 1] == 600);
        assert_int_equal(strstr(out.s, lehr_short_printf("\"plane\":{\"side\":%d,", cases[i].side).s) != NULL,
                         cases[i].side > 0);
        lehr_strbuf_release(&out);
    }
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* Comparisons on the same data are cells of one sweep; those on other data are other tasks. */
static void other_data_are_another_task(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed", "cosine" };
    lehr_data *d = lehr_data_open("xor"), *other = lehr_data_copy(d);
    lehr_comparison a = prepared(d, specs, 2, 20), b = prepared(other, specs, 2, 20);
    lehr_comparison all[] = { a, a, b };
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &all[0], 1), LEHR_OK);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &all[2], 1), LEHR_OK);
    all[1] = all[0];
    for (int n = 1; n <= 3; n++) {
        lehr_strbuf out = { 0 };
        lehr_html_data(all, (const char *const[]){ "one", "one", "other" }, n, &out);
        assert_int_equal(out.status, LEHR_OK);
        assert_int_equal(count_of(out.s, "{\"task\":"), n < 3 ? 1 : 2);
        assert_int_equal(count_of(out.s, "\n{\"lr\":"), n);
        assert_int_equal(count_of(out.s, "\"part\":\"other\""), n == 3);
        lehr_strbuf_release(&out);
    }
    assert_int_equal(lehr_report_page(all, (const char *const[]){ "one", "one", "other" }, 3, "page.html"), LEHR_OK);
    assert_int_equal(lehr_report_page(all, NULL, 3, "plain.html"), LEHR_OK);
    lehr_comparison_release(&all[0]);
    lehr_comparison_release(&all[2]);
    lehr_data_free(other);
    lehr_data_free(d);
}

/* Losses of 1e200 have a mean, but their deviation overflows: it is written as null. */
static void figures_beyond_all_numbers_are_null(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed" };
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = prepared(d, specs, 1, 20);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), LEHR_OK);
    for (int run = 0; run < 2; run++)
        for (int k = 0; k < 2; k++) c.run[run].history.row[k].train_loss = run ? 1e200 : 3e200;
    lehr_strbuf out = { 0 };
    lehr_html_data(&c, NULL, 1, &out);
    assert_int_equal(out.status, LEHR_OK);
    assert_non_null(strstr(out.s, "{\"mean\":[2e+200,2e+200,"));
    assert_non_null(strstr(out.s, "\"dev\":[null,null,"));
    lehr_strbuf_release(&out);
    c.run[1].failure.status = LEHR_ERR_NAN;                              /* of two runs, the one that came to its end */
    c.policy[0].diverged = 1;
    lehr_html_data(&c, NULL, 1, &out);
    assert_non_null(strstr(out.s, "{\"mean\":[3e+200,3e+200,"));
    lehr_strbuf_release(&out);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* A net without hidden layers has no activation in its description. */
static void a_net_of_one_layer_has_no_activation(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed" };
    static const struct {
        const char *net, *says;
    } nets[] = { { "2-1", "net 2-1, sgd" }, { "2-3-1", "net 2-3-1, relu, sgd" } };
    lehr_data *d = lehr_data_open("xor");
    for (int i = 0; i < COUNT_OF(nets); i++) {
        lehr_plan p;
        lehr_comparison c;
        char *page;
        size_t n;
        assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
        p.net = nets[i].net, p.optim = "sgd", p.activation = "relu", p.steps = 20;
        assert_int_equal(lehr_comparison_init(&c, &p, d, specs, 1, NULL, LEHR_VALIDATION_ACCURACY, 2), LEHR_OK);
        assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), LEHR_OK);
        assert_int_equal(lehr_report_page(&c, NULL, 1, "net.html"), LEHR_OK);
        assert_int_equal(lehr_read_file("net.html", 1 << 24, &page, &n), LEHR_OK);
        if (!strstr(page, nets[i].says)) fail_msg("the page does not say \"%s\"", nets[i].says);
        lehr_free(page);
        lehr_comparison_release(&c);
    }
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_keep_their_shape),
        cmocka_unit_test(noise_has_an_end),
        cmocka_unit_test(maps_unpack_to_the_predicted_classes),
        cmocka_unit_test(large_sweeps_are_written_in_fewer_rows),
        cmocka_unit_test(other_data_are_another_task),
        cmocka_unit_test(figures_beyond_all_numbers_are_null),
        cmocka_unit_test(a_net_of_one_layer_has_no_activation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
