/* test_report.c — the results of a comparison: table, verdict, CSV, figures, page; and each of them when an allocation
 * fails. */
#include <unistd.h>
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "lab/figures/figures.h"
#include "lab/i18n/language.h"
#include "lab/report/report.h"
#include "lab.h"
#include "read_png.h"
#include "sched/spec.h"

static const char *const specs[] = { "cosine", "fixed", "step:every=7,gamma=0.5", "onecycle:max=1000000,div=1" };

static const char *const alone[] = { "" };              /* the folder of a single comparison          */

/* Three policies that converge and one that diverges, two seeds, few updates. */
static lehr_comparison finished(lehr_data *d, int n, int seeds, lehr_metric m)
{
    lehr_plan p;
    lehr_comparison c;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.net = "2-8-8-1";
    p.activation = "leaky_relu:slope=0.5";
    p.optim = "sgd";
    p.steps = 20;
    p.every = 2;
    if (lehr_comparison_init(&c, &p, d, specs, n, NULL, m, seeds)) fail_msg("%s", lehr_message());
    if (lehr_runner_run(&(lehr_runner){ .jobs = 2 }, &c, 1)) fail_msg("%s", lehr_message());
    return c;
}

static int lines_of(const char *text)
{
    int n = 0;
    for (; *text; text++) n += *text == '\n';
    return n;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* The text without its escape codes. */
static void strip(char *s)
{
    char *to = s;
    for (; *s; s++) {
        if (*s == '\033') s += strcspn(s, "m");
        else *to++ = *s;
    }
    *to = '\0';
}

/* Line i of the table, best first. */
static void check_line(const lehr_comparison *c, int i, const char *at)
{
    char begins[300];
    const lehr_policy_result *p = &c->policy[c->rank[i]];
    snprintf(begins, sizeof begins, "%2d  %s ", i + 1, p->spec);
    assert_int_equal(strncmp(at, begins, strlen(begins)), 0);
    int columns = 0;
    for (const char *s = at; *s; s++) columns += ((unsigned char)*s & 0xC0) != 0x80;
    assert_true(columns <= 125);
    assert_int_equal(strstr(at, "2 of 2 diverged") != NULL, c->rank[i] == 3);
    assert_int_equal(strstr(at, "baseline") != NULL, c->rank[i] == 1);
    assert_non_null(strstr(
        at,
        c->rank[i] == 3 ? "–" : lehr_mean_cell_text(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY).s));
    assert_non_null(strstr(at, lehr_policy_gain_text(c, c->rank[i]).s));
    assert_non_null(strstr(at, lehr_verdict_text(c, c->rank[i]).s));
    /* its loss as a line: the lowest of all is somewhere */
    assert_int_equal(strstr(at, "▁") != NULL, c->rank[i] != 3);
}

static void the_table_is_complete(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        lehr_comparison c = finished(d, 4, 2, m);
        lehr_strbuf t = { 0 }, coloured = { 0 };
        lehr_report_table(&c, false, &t);
        lehr_report_table(&c, true, &coloured);
        assert_true(!strchr(t.s, '\033') && strchr(coloured.s, '\033'));
        strip(coloured.s);
        assert_string_equal(t.s, coloured.s);
        assert_non_null(strstr(t.s, "xor, net 2-8-8-1, sgd from rate 0.1, 20 updates, 2 seeds\n"));
        const char *at = strstr(t.s, " 1  ");
        for (int i = 0; i < 4; i++, at = strchr(at, '\n') + 1) {        /* one line each, best first */
            char *end = strchr(at, '\n');
            *end = '\0';
            check_line(&c, i, at);
            *end = '\n';
            if (c.rank[i] != 3) break;
        }
        assert_non_null(strstr(t.s, lehr_metric_is_loss(m) ? "lowest mean" : "highest mean"));
        assert_non_null(strstr(t.s, lehr_metric_label(m).s));
        lehr_strbuf_release(&t);
        lehr_strbuf_release(&coloured);
        lehr_comparison_release(&c);
    }
    lehr_data_free(d);
}

/* --- the verdict -------------------------------------------------------------------------------------------------- */

enum { MOST = 5 };

/* Results by hand: n policies with five seeds each; policy 0 is the baseline. NaN: the run diverged. */
static lehr_comparison by_hand(int n, const double reached[][MOST], lehr_policy_result policy[],
                               lehr_run_outcome run[][MOST], lehr_history_row end[][MOST], int rank[])
{
    static const char *const name[] = { "fixed", "cosine", "step", "poly", "inv", "exp" };
    lehr_comparison c = { .plan = { .task = "xor" },
                          .policies = n,
                          .seeds = MOST,
                          .metric = LEHR_VALIDATION_ACCURACY,
                          .policy = policy,
                          .rank = rank,
                          .run = run[0] };
    for (int i = 0; i < n; i++) {
        policy[i] = (lehr_policy_result){ .diverged = 0 };
        snprintf(policy[i].name, sizeof policy[i].name, "%s", name[i]);
        for (int k = 0; k < MOST; k++) {
            end[i][k] = (lehr_history_row){ .validation_accuracy = reached[i][k] };
            run[i][k] = (lehr_run_outcome){ .finished = true,
                                            .failure.status = isnan(reached[i][k]) ? LEHR_ERR_NAN : LEHR_OK,
                                            .failure.message = "step 3: too much" };
            if (!isnan(reached[i][k])) run[i][k].history = (lehr_history){ .row = &end[i][k], .count = 1 };
        }
    }
    assert_int_equal(lehr_comparison_summarize(&c), LEHR_OK);
    return c;
}

static const struct { int n; double reached[4][MOST]; const char *says, *words[4];
} verdicts[] = {
    { 2,
      { { .90, .91, .92, .93, .94 }, { .92, .93, .94, .95, .97 } },
      "cosine has the highest mean validation accuracy, 94.2 %.|Beyond the noise, better than fixed: cosine.",
      { "baseline", "better" } },
    { 2,
      { { .90, .91, .92, .93, .94 }, { .88, .89, .90, .91, .93 } },
      "fixed has the highest|Beyond the noise, worse than fixed: cosine.",
      { "baseline", "worse" } },
    { 2,
      { { .90, .91, .92, .93, .94 }, { .95, .90, .93, .91, .94 } },
      "Inside the noise of these 5 seeds: cosine; 76 more seeds might be enough, if",
      { "baseline", "noise: 76 more" } },
    { 2,
      { { .90, .91, .92, .93, .94 }, { .91, .92, .93, .94, .95 } }, /* one and the same gain */
      "Inside the noise of these 5 seeds: cosine; 1 more seed might",
      { "baseline", "noise: 1 more" } },
    { 2,
      { { .90, .91, .92, .93, .94 }, { .90, .91, .92, .93, .94 } },
      "fixed and cosine share the highest mean|Seed by seed the same as fixed: cosine.",
      { "baseline", "equal" } },
    /* the same means, but for their last digit */
    { 2,
      { { .90, .91, .92, .93, .94 }, { .94, .97, .94, .80, .95 } },
      "cosine and fixed share the highest mean|Inside the noise",
      { "baseline", "noise" } },
    { 2,
      { { .90, .91, .92, .93, .94 }, { .99, NAN, NAN, NAN, NAN } },
      "fixed has the highest mean|Diverges: cosine (4 of 5 seeds); means and differences are over the other seeds.",
      { "baseline", "4 of 5 diverged" } },
    { 2,
      { { .90, NAN, NAN, NAN, NAN }, { .92, .93, .94, .95, .97 } },
      "cosine has the highest mean|Diverges: fixed (4 of 5 seeds)|Too few seeds have a result of both it and "
      "fixed: cosine.",
      { "baseline, 4 of 5 diverged", "–" } },
    { 2,
      { { .90, .91, NAN, .93, .94 }, { .92, .94, .94, NAN, .97 } }, /* as often as the baseline */
      "Diverges: cosine (1 of 5 seeds), fixed (1 of 5 seeds)|better than fixed: cosine.",
      { "baseline, 1 of 5 diverged", "better, 1 of 5 diverged" } },
    { 2,
      { { NAN, NAN, NAN, NAN, NAN }, { NAN, NAN, NAN, NAN, NAN } },
      "No run finished. The first failure: step 3: too much.",
      { "baseline, 5 of 5 diverged", "–, 5 of 5 diverged" } },
    { 3,
      { { .90, .91, .92, .93, .94 }, { .92, .93, .94, .95, .97 }, { .90, .92, .95, .92, .94 } },
      "better than fixed: cosine. Inside the noise of these 5 seeds: step; |Of 2 differences, one in twenty comes "
      "by chance|it remains.",
      { "baseline", "better", "noise: 22 more" } },
    { 4,
      { { .90, .91, .92, .93, .94 },
        { .92, .92, .96, .94, .96 },
        { .90, .92, .95, .92, .94 },
        { .87, .91, .90, .90, .93 } },
      "better than fixed: cosine.|worse than fixed: poly.|none of them remains.",
      { "baseline", "better", "noise: 22 more", "worse" } },
};

static void verdicts_depend_on_the_noise(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(verdicts); i++) {
        lehr_policy_result policy[4];
        lehr_run_outcome run[4][MOST];
        lehr_history_row end[4][MOST];
        int rank[4];
        lehr_comparison c = by_hand(verdicts[i].n, verdicts[i].reached, policy, run, end, rank);
        lehr_strbuf t = { 0 };
        lehr_verdict_sentences(&c, &t);
        lehr_fail(LEHR_ERR_VALUE, "%s", t.s);
        check_says(verdicts[i].says, "verdict");
        for (int k = 0; k < verdicts[i].n; k++) assert_string_equal(lehr_verdict_text(&c, k).s, verdicts[i].words[k]);
        lehr_strbuf_release(&t);
        lehr_strbuf lead = { 0 }, rest = { 0 };
        lehr_verdict_parts(&c, LEHR_CHINESE, &lead, &rest);
        assert_true(lead.length > 0 && !lead.status && !rest.status);
        for (const char *english[] = { " the ", "eyond", "seed", ".", ", ", "remain" }, **e = english;
             e < english + COUNT_OF(english); e++)      /* a sentence without a row in lab/i18n would stay English */
            if (strstr(rest.s ? rest.s : "", *e)) fail_msg("\"%s\" in \"%s\"", *e, rest.s);
        lehr_strbuf_release(&lead);
        lehr_strbuf_release(&rest);
    }
}

static void cells_are_short(void **state)
{
    (void)state;
    lehr_stats s = { 5, 0.9749, 0.0023, 0.003 };
    assert_string_equal(lehr_mean_text(&s, LEHR_VALIDATION_ACCURACY).s, "97.5 ± 0.2");
    assert_string_equal(lehr_mean_text(&s, LEHR_TRAIN_LOSS).s, "0.9749 ± 0.0023");
    s.n = 1;
    assert_string_equal(lehr_mean_text(&s, LEHR_TRAIN_ACCURACY).s, "97.5");
    const lehr_comparison c = { .metric = LEHR_VALIDATION_ACCURACY };
    /* and not -0.0 */
    assert_string_equal(lehr_gain_text(&c, &(lehr_stats){ 5, -5.6e-18, 0.01, 0.004 }).s, "0.0 ± 0.4");
    s.n = 0;
    assert_string_equal(lehr_mean_text(&s, LEHR_TRAIN_ACCURACY).s, "–");
}

/* --- CSV ---------------------------------------------------------------------------------------------------------- */

/* Behind `at`, n numbers between commas, the same bit for bit as those in v, up to the end of the line. */
static const char *check_numbers(const char *at, const double *v, int n)
{
    for (int i = 0; i < n; i++) {
        char *end;
        assert_int_equal(*at, ',');
        assert_true(strtod(at + 1, &end) == v[i]);
        at = end;
    }
    assert_int_equal(*at, '\n');
    return at + 1;
}

static const char runs_header[] =
    "policy,spec,base_lr,updates,seed,status,train_loss,train_accuracy,validation_loss,validation_accuracy\n";
static const char histories_header[] =
    "policy,base_lr,updates,seed,step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n";

static void tables_hold_every_number(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = finished(d, 4, 2, LEHR_TRAIN_LOSS);
    lehr_strbuf runs = { 0 }, all = { 0 };
    lehr_report_runs(&c, 1, &runs);
    lehr_report_histories(&c, 1, &all);
    const char *run = strchr(runs.s, '\n') + 1, *row = strchr(all.s, '\n') + 1;
    assert_true(!strncmp(runs.s, runs_header, strlen(runs_header)));
    assert_true(!strncmp(all.s, histories_header, strlen(histories_header)));
    assert_int_equal(lines_of(runs.s), 1 + 8);
    for (int i = 0; i < 8; i++) {
        char head[400];
        const lehr_history *h = &c.run[i].history;
        int n = snprintf(head, sizeof head, "\"%s\",\"%s\",0.10000000000000001,20,%d,%s", c.policy[i / 2].name,
                         c.policy[i / 2].spec, i % 2, i < 6 ? "done" : "diverged");
        assert_int_equal(strncmp(run, head, (size_t)n), 0);
        if (i < 6) run = check_numbers(run + n, &h->row[9].train_loss, 4);
        else {
            assert_int_equal(strncmp(run + n, ",,,,\n", 5), 0);
            run += n + 5;
        }
        assert_true(i >= 6 || h->count == 10);
        for (int k = 0; k < h->count; k++) {
            n = snprintf(head, sizeof head, "\"%s\",0.10000000000000001,20,%d,%ld,%ld", c.policy[i / 2].name, i % 2,
                         h->row[k].step, h->row[k].epoch);
            assert_int_equal(strncmp(row, head, (size_t)n), 0);
            row = check_numbers(row + n, &h->row[k].lr, 5);
        }
    }
    assert_true(*run == '\0' && *row == '\0');
    lehr_strbuf_release(&runs);
    lehr_strbuf_release(&all);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static const char *const pictures[] = { "rates.png", "loss.png", "accuracy.png", "map.png" };

static char *text_of(const char *path)
{
    char *text;
    size_t n;
    if (lehr_read_file(path, 1 << 24, &text, &n)) fail_msg("%s", lehr_message());
    return text;
}

static void files_and_page_are_whole(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = finished(d, 4, 2, LEHR_VALIDATION_ACCURACY);
    const lehr_comparison both[] = { c, c };
    assert_int_equal(lehr_report_files(&c, alone, 1, "report/deep/xor"), LEHR_OK);
    assert_int_equal(lehr_report_page(both, (const char *const[]){ "deep/xor", "a&b" }, 2, "report/index.html"),
                     LEHR_OK);
    char *page = text_of("report/index.html"), *runs = text_of("report/deep/xor/runs.csv"), path[100];
    assert_non_null(strstr(page, "<a href=\"a&amp;b/runs.csv\">"));
    assert_true(strstr(page, "\"maps\":[\"") && strstr(page, "\"maps\":null") && strstr(page, "\"part\":\"deep/xor\""));
    /* the page needs no other file */
    assert_true(!strstr(page, "<img") && !strstr(page, "src=") && !strstr(page, "<link rel=\"style"));
    for (int i = 0; i < 4; i++) {
        picture p;
        snprintf(path, sizeof path, "report/deep/xor/%s", pictures[i]);
        const char *wrong = read_png(path, &p);
        if (wrong) fail_msg("%s: %s", path, wrong);
        assert_true(p.width >= 300 && p.height >= 200);
        free(p.rgb);
    }
    for (int i = 0; i < 4; i++) assert_non_null(strstr(page, c.policy[i].spec));
    assert_true(strstr(page, "<!doctype html>") == page && strstr(page, "</html>\n") &&
                strstr(page, "2 of 2 diverged"));
    assert_non_null(strstr(runs, "\"cosine\",\"cosine\",0.10000000000000001,20,0,done,"));
    lehr_free(page);
    lehr_free(runs);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

static int times(const char *text, const char *part)
{
    int n = 0;
    for (; (text = strstr(text, part)); text++) n++;
    return n;
}

/* Names of files, policies and classes from the user cannot break the page. */
static void names_are_escaped(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = finished(d, 2, 1, LEHR_TRAIN_LOSS);
    c.plan.task = "./<b>&\"x\".csv";
    snprintf(c.policy[0].name, sizeof c.policy[0].name, "<img src=x onerror=fail()>");
    const char *kept = d->class_name[0];
    d->class_name[0] = "</script><!--<script>";
    assert_int_equal(lehr_report_page(&c, alone, 1, "escaped.html"), LEHR_OK);
    char *page = text_of("escaped.html");
    assert_non_null(strstr(page, "./&lt;b>&amp;&quot;x&quot;.csv"));
    assert_null(strstr(page, "<b>"));
    assert_null(strstr(page, "<img"));
    assert_null(strstr(page, "<!--"));
    assert_int_equal(times(page, "</script>"), 2);
    d->class_name[0] = kept;
    lehr_free(page);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

static void the_page_is_in_chinese_where_the_language_is(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = finished(d, 2, 1, LEHR_VALIDATION_ACCURACY);
    assert_int_equal(lehr_set_language(LEHR_CHINESE), LEHR_OK);
    lehr_status status = lehr_report_page(&c, alone, 1, "chinese.html");
    assert_int_equal(lehr_set_language(LEHR_ENGLISH), LEHR_OK);
    assert_int_equal(status, LEHR_OK);
    char *page = text_of("chinese.html");
    assert_non_null(strstr(page, "<html lang=\"zh-CN\">"));
    assert_non_null(strstr(page, "异或"));
    assert_null(strstr(page, "Which learning-rate policy is best here?</h1>"));
    lehr_free(page);
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

static void unwritable_places_are_reported(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = finished(d, 2, 1, LEHR_TRAIN_LOSS);
    assert_int_equal(lehr_write_file("a_file", "x", 1), LEHR_OK);
    assert_int_equal(lehr_report_files(&c, alone, 1, "a_file"), LEHR_ERR_FILE);
    check_says("a_file|is a file; a folder is needed", "a file as a folder");
    assert_int_equal(lehr_report_files(&c, alone, 1, "a_file/below"), LEHR_ERR_FILE);
    check_says("a_file/below", "a folder below a file");
    assert_int_equal(lehr_report_page(&c, alone, 1, "no/such/folder/index.html"), LEHR_ERR_FILE);
    check_says("no/such/folder/index.html", "a folder that is not there");
    assert_int_equal(lehr_report_page(&c, alone, 1, "/dev/full"), LEHR_ERR_FILE);
    check_says("/dev/full", "a full disk");
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

/* --- no memory ---------------------------------------------------------------------------------------------------- */

/* Two policies compared, and the output in the terminal. */
static lehr_status compared(const lehr_data *d, lehr_comparison *c)
{
    lehr_plan p;
    lehr_plan_for(&p, "xor");
    p.steps = 3;
    lehr_status status = lehr_comparison_init(c, &p, d, specs, 2, NULL, LEHR_TRAIN_LOSS, 1);
    if (status) return status;
    lehr_strbuf table = { 0 };
    status = lehr_runner_run(&(lehr_runner){ .jobs = 1 }, c, 1);
    if (!status) lehr_report_table(c, false, &table);
    if (!status) status = table.status;
    lehr_strbuf_release(&table);
    if (status) lehr_comparison_release(c);
    return status;
}

static lehr_status compare_only(const void *d)
{
    lehr_comparison c;
    lehr_status status = compared(d, &c);
    if (!status) lehr_comparison_release(&c);
    return status;
}

static lehr_status report_files(const void *c) { return lehr_report_files(c, alone, 1, "memory"); }

static lehr_status report_page(const void *c)
{
    return lehr_report_page(c, alone, 1, "memory/index.html");
}

static lehr_status picture_of_losses(const void *c)
{
    return lehr_figure_metric(c, LEHR_TRAIN_LOSS, "memory/loss.png");
}

static lehr_status picture_of_rates(const void *s)
{
    return lehr_figure_rates(s, (const char *const[]){ "fixed" }, 1, 50, "rates", 0, 0, "memory/rates.png");
}

static lehr_status picture_of_map(const void *data)
{
    lehr_plan p;
    lehr_plan_for(&p, "xor");
    lehr_run *r = lehr_run_new(&p, data);
    lehr_status status = r ? lehr_figure_decision_map(r, data, "a map", "memory/map.png") : lehr_last_status();
    lehr_run_free(r);
    return status;
}

/* Refuse the first allocation, then the one `stride` later, …: alone, and from then on. */
static void torture(lehr_status (*work)(const void *on), const void *on, int stride, const char *what)
{
    watch_memory(0, 0);
    assert_int_equal(work(on), LEHR_OK);
    long all = memory_asked;
    assert_int_equal(forget_memory(), 0);
    assert_true(all > 2);
    for (int from_then_on = 0; from_then_on < 2; from_then_on++)
        for (long n = 1 + from_then_on * (stride / 2); n <= all; n += stride) {
            watch_memory(n, from_then_on);
            lehr_status status = work(on);
            long out = forget_memory();
            if (out) fail_msg("%s, allocation %ld of %ld refused: %ld were not given back", what, n, all, out);
            if (status != LEHR_ERR_MEMORY)
                fail_msg("%s, allocation %ld of %ld refused: status %d", what, n, all, status);
            check_says("out of memory", what);
        }
}

static void no_memory_is_an_error_every_time(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c;
    assert_int_equal(compared(d, &c), LEHR_OK);
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "fixed", 0.1, 50), LEHR_OK);
    torture(compare_only, d, 1, "comparing");
    torture(report_files, &c, 16, "all files");             /* slow, so a sample of the allocations; each kind of
                                                               figure is tested alone below */
    torture(picture_of_rates, &s, 2, "the rates");
    torture(picture_of_losses, &c, 2, "the losses");
    torture(picture_of_map, d, 3, "the map");
    torture(report_page, &c, 1, "the page");
    lehr_comparison_release(&c);
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_complete),
        cmocka_unit_test(verdicts_depend_on_the_noise),
        cmocka_unit_test(cells_are_short),
        cmocka_unit_test(tables_hold_every_number),
        cmocka_unit_test(files_and_page_are_whole),
        cmocka_unit_test(names_are_escaped),
        cmocka_unit_test(the_page_is_in_chinese_where_the_language_is),
        cmocka_unit_test(unwritable_places_are_reported),
        cmocka_unit_test(no_memory_is_an_error_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
