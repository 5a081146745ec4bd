/* compare.c — `lehr compare TASK [SPEC...]`: which policy is best here, beyond the noise? */
#include "lab/command/compare.h"
#include "lab/command/commands.h"
#include "lab/command/plan.h"
#include "lab/command/terminal.h"
#include "lab/report.h"
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { MOST_SPECS = 60 };

static const command about = {
    "compare", "TASK [SPEC...] [options]",
    "Trains a net under each policy from the same weights and over the same batches, for several seeds, and says who won.\n"
    "Without SPEC: the book's six policies and four modern ones. taiji is compared from rate 0.05 over 300 epochs unless you say otherwise.",
    "  lehr compare taiji\n  lehr compare taiji fixed cosine onecycle --seeds 20 --out out/three\n", 1, 1 + MOST_SPECS,
    A_TASK,
};

int usual_jobs(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 256 ? 256 : (int)n;
}

void suit_comparison(lehr_plan *given, const char *task)
{
    const lehr_task *t = lehr_names_a_file(task) ? NULL : lehr_task_named(task);
    if (!t) return;
    if (isnan(given->lr) && t->compare_lr > 0) given->lr = t->compare_lr;
    if (given->epochs < 0 && given->steps < 0 && t->compare_epochs) given->epochs = t->compare_epochs;
}

lehr_status run_comparison(lehr_comparison *c, int jobs)
{
    bar b;
    say("%s: %d runs of %ld updates, %d at a time\n", c->plan.task, c->policies * c->seeds, c->steps, jobs);
    bar_start(&b, c->plan.task, c->steps * c->policies * c->seeds);
    lehr_status status = lehr_comparison_run(c, jobs, bar_show, &b);
    bar_end(&b);
    if (status) return status;
    lehr_text table = {0};
    lehr_report_table(c, &table);
    return emit(NULL, &table);
}

static lehr_status write_page(const lehr_comparison *c, const char *folder)
{
    lehr_text path = {0};
    lehr_text_add(&path, "%s/index.html", folder);
    lehr_status status = path.status ? path.status : lehr_report_files(c, folder);
    if (!status) status = lehr_report_page(&c, (const char *const[]){ "" }, 1, path.s);
    if (!status) say("\n%s\n", path.s);
    lehr_text_release(&path);
    return status;
}

/* Accuracy is of classes, R² of numbers. */
static lehr_status metric_fits(const char *name, lehr_metric m, const lehr_data *d)
{
    const char *right = lehr_score_metric_name(d->targets ? LEHR_R2 : LEHR_ACCURACY, m);
    if (!strcmp(name, right)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "--metric is %s, but the answers are %s: say %s", name, d->targets ? "numbers" : "classes", right);
}

lehr_status command_compare(int argc, char *const argv[])
{
    const char *metric_name = NULL, *baseline = NULL, *folder = NULL;
    long seeds = 5, jobs = usual_jobs();
    bool quiet = false;
    lehr_plan plan = plan_empty();
    option table[PLAN_OPTIONS + 7] = { { 0 } };
    plan_options(&plan, table);
    const option own[] = {
        { "seeds",    WHOLE, &seeds,       "K",    "how many, from --seed upwards", 1, 10000 },
        { "jobs",     WHOLE, &jobs,        "N",    "runs at a time; the results do not depend on it", 1, 256 },
        { "metric",   TEXT,  &metric_name, "M",    "train_ or validation_ and loss or accuracy (of numbers: r2)" },
        { "baseline", TEXT,  &baseline,    "SPEC", "what the others are held against; fixed if it is among them" },
        { "out",      TEXT,  &folder,      "DIR",  "a page with pictures, and all numbers as CSV" },
        { "quiet",    FLAG,  &quiet,       NULL,   "no words, no progress; only the table" },
    };
    for (int i = 0; i < 6; i++) table[PLAN_OPTIONS + i] = own[i];

    arguments a;
    lehr_metric metric = LEHR_VALIDATION_ACCURACY;
    lehr_comparison c;
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    if (quiet) be_quiet();
    suit_comparison(&plan, a.word[0]);
    if ((status = plan_complete(&plan, a.word[0])) || (metric_name && (status = lehr_metric_named(metric_name, &metric)))) return status;
    lehr_data *data = lehr_data_open_as(plan.task, plan.answer);
    if (!data) return lehr_last_status();
    if (metric_name) status = metric_fits(metric_name, metric, data);
    if (!status) status = lehr_comparison_init(&c, &plan, data, a.word + 1, a.words - 1, baseline, metric, (int)seeds);
    if (!status) {
        status = run_comparison(&c, (int)jobs);
        if (!status && folder) status = write_page(&c, folder);
        lehr_comparison_release(&c);
    }
    lehr_data_free(data);
    return status;
}
