/* demo.c — `lehr demo`: what ./run demo shows. Taiji and iris under ten policies, and a page of it all. */
#include "lab/command/compare.h"
#include "lab/command/options/language.h"
#include "lab/command/options/options.h"
#include "lab/command/options/plan_options.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/data_open.h"
#include "lab/report/report.h"

enum { TASKS = 2, SEEDS = 5 };

/* Compares on one task, prints the table, and writes figures and tables into folder/task. rule: receives a copy of the
 * plan's optimizer spec, as plan_options has one buffer for it. */
static lehr_status show(const char *task, long steps, const char *folder, lehr_short_text *rule, lehr_data **data,
                        lehr_comparison *c)
{
    lehr_plan plan = plan_options_empty();
    if (steps) plan.steps = steps;
    compare_task_defaults(&plan, task);
    lehr_status status = plan_options_complete(&plan, task);
    if (status) return status;
    *rule = lehr_short_printf("%s", plan.optim);
    plan.optim = rule->s;
    if (!(*data = lehr_data_open(task))) return lehr_last_status();
    status = lehr_comparison_init(c, &plan, *data, NULL, 0, NULL, LEHR_VALIDATION_ACCURACY, SEEDS);
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, "%s/%s", folder, task);
    if (!status) status = path.status ? path.status : compare_check_folder(c, path.s);
    if (!status) status = compare_run(c, 1, compare_default_jobs(), NULL, NULL);
    if (!status) status = compare_print(c);
    if (!status) status = path.status ? path.status : lehr_report_files(c, (const char *const[]){ "" }, 1, path.s);
    lehr_strbuf_release(&path);
    print_note("\n");
    return status;
}

static lehr_status write_page(const lehr_comparison c[], const char *const task[], const char *folder)
{
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, "%s/index.html", folder);
    lehr_status status = path.status ? path.status : lehr_report_page(c, task, TASKS, path.s);
    if (!status) print_note("Open the report in a browser: %s\n", path.s);
    lehr_strbuf_release(&path);
    return status;
}

static lehr_status run(command_line *line)
{
    const char *folder = "out";
    long steps = 0;
    const option rows[] = {
        { "out", OPTION_FOLDER, &folder, "DIR", "where to write" },
        { "steps", OPTION_WHOLE, &steps, "N",
          "updates of each run; for a quick look, as the usual ones take their time", 1, 1e6 },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if ((status = language_of_figures())) return status;
    static const char *const task[TASKS] = { "taiji", "iris" };
    lehr_data *data[TASKS] = { NULL };
    lehr_comparison c[TASKS] = { { .seeds = 0 } };
    lehr_short_text rule[TASKS];
    for (int i = 0; i < TASKS && !status; i++) status = show(task[i], steps, folder, &rule[i], &data[i], &c[i]);
    if (!status) status = write_page(c, task, folder);
    for (int i = 0; i < TASKS; i++) {
        lehr_comparison_release(&c[i]);
        lehr_data_free(data[i]);
    }
    return status;
}

const command command_demo = {
    .name = "demo",
    .operands = "",
    .options = "[--out DIR] [--steps N]",
    .summary = "taiji and iris under ten policies, as a page with pictures",
    .about =
        "Compares ten policies on taiji and iris with five seeds each, and writes DIR/index.html, a report to play "
        "with.",
    .example =
        "  lehr demo --out out\n"
        "  lehr demo --steps 600\n",
    .writes = "index.html runs.csv histories.csv results.json *.png",
    .run = run,
};
