/* test_null_report.c — reports: NULL, an empty comparison or runs that are not finished give an error with a sentence.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "lab/data/data_open.h"
#include "lab/report/report.h"

static void check(lehr_status status, const char *part)
{
    assert_int_equal(status, LEHR_ERR_VALUE);
    if (!strstr(lehr_message(), part)) fail_msg("\"%s\" does not have \"%s\"", lehr_message(), part);
}

/* part: in the message of each function. */
static void all_fail(const lehr_comparison *c, const char *part)
{
    void (*const print[])(const lehr_comparison c[], int n, lehr_strbuf *out) = { lehr_report_runs,
                                                                                  lehr_report_histories,
                                                                                  lehr_report_json };
    lehr_strbuf out = {0};
    for (int i = 0; i < 3; i++) {
        print[i](c, 1, NULL);
        print[i](c, 1, &out);
        check(out.status, part);
        lehr_strbuf_release(&out);
    }
    lehr_report_table(c, false, &out);
    check(out.status, part);
    lehr_strbuf_release(&out);
    check(lehr_report_page(c, NULL, 1, "none.html"), part);
    check(lehr_report_files(c, (const char *const[]){ "" }, 1, "none"), part);
}

/* Nothing is appended, and nothing is read that is not there. */
static void a_row_needs_a_finished_run(void **state)
{
    (void)state;
    lehr_run_outcome unfinished = {0};
    lehr_comparison one = { .policies = 1, .seeds = 1, .run = &unfinished };
    lehr_strbuf out = {0};
    lehr_report_runs_header(NULL, &out);
    lehr_report_runs_header(&one, NULL);
    lehr_report_run(NULL, 0, &out);
    lehr_report_run(&one, 0, NULL);
    for (int run = -1; run <= 1; run++) lehr_report_run(&one, run, &out);
    assert_int_equal(out.length, 0);
}

static void there_must_be_results(void **state)
{
    lehr_comparison c = {0};
    lehr_sweep s = {0};
    lehr_strbuf lead = {0}, rest = {0};
    (void)state;
    all_fail(NULL, "c is NULL");
    all_fail(&c, "comparison 0 is empty");
    lehr_report_grid(NULL, false, &lead);
    check(lead.status, "c is NULL");
    lehr_strbuf_release(&lead);
    lehr_report_grid(&s, false, &lead);
    check(lead.status, "c is NULL");
    lehr_strbuf_release(&lead);
    lehr_verdict_parts(NULL, LEHR_ENGLISH, &lead, &rest);
    check(lead.status, "c is NULL");
    lehr_verdict_parts(&c, LEHR_ENGLISH, NULL, NULL);
    lehr_verdict_sentences(&c, NULL);
    check(lehr_report_page(&c, NULL, 1, NULL), "path is NULL");
    check(lehr_report_page(&c, NULL, 0, "none"), "c is NULL");
    lehr_report_runs(&c, 0, NULL);
    lehr_report_runs(&c, 0, &lead);
    check(lead.status, "c is NULL");
    lehr_fail(LEHR_ERR_NAME, "another error");
    lehr_report_runs(&c, 1, &lead);                     /* a buffer that has failed keeps its first error */
    assert_int_equal(lead.status, LEHR_ERR_VALUE);
    lehr_strbuf_release(&lead);
    check(lehr_report_files(&c, NULL, 1, "none"), "part is NULL");
    check(lehr_report_files(&c, (const char *const[]){ "" }, 1, NULL), "folder is NULL");
}

static void all_runs_must_be_finished(void **state)
{
    lehr_comparison c;
    lehr_plan plan;
    lehr_data *data = lehr_data_open("xor");
    (void)state;
    assert_true(data && !lehr_plan_for(&plan, "xor"));
    plan.seed = 0;
    if (lehr_comparison_init(&c, &plan, data, (const char *const[]){ "fixed" }, 1, NULL, LEHR_TRAIN_LOSS, 2))
        fail_msg("%s", lehr_message());
    all_fail(&c, "fixed, seed 0 was not executed");
    lehr_comparison_release(&c);
    lehr_data_free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_needs_a_finished_run), cmocka_unit_test(there_must_be_results),
        cmocka_unit_test(all_runs_must_be_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
