/* compare.c — `lehr compare TASK [SPEC...]`: compares policies over several seeds */
#include "lab/command/compare.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/command/options/sweep_options.h"
#include "lab/command/options/options.h"
#include "lab/command/options/language.h"
#include "lab/command/terminal/interrupt.h"
#include "lab/command/terminal/multi_progress.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/options/outputs.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include "lab/figures/figures.h"
#include "lab/compare/mpi.h"
#include "lab/report/previous_results.h"
#include "lab/report/report.h"
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MOST_SPECS = 60 };

int compare_default_jobs(void)
{
    long n = lehr_mpi_size() > 1 ? 1 : sysconf(_SC_NPROCESSORS_ONLN);           /* beside other ranks, one run each */
    return n < 1 ? 1 : n > LEHR_MAX_JOBS ? LEHR_MAX_JOBS : (int)n;
}

void compare_task_defaults(lehr_plan *given, const char *task)
{
    const lehr_task *t = lehr_is_file_name(task) ? NULL : lehr_task_find(task);
    if (!t) return;
    if (isnan(given->lr) && t->compare_lr > 0) given->lr = t->compare_lr;
    if (given->epochs < 0 && given->steps < 0 && t->compare_epochs) given->epochs = t->compare_epochs;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

typedef struct watcher {
    multi_progress l;
    const lehr_comparison *first;
    int  runs, ended, cached;
    compare_stream *stream;
    int  printed;                   /* rows of the stream          */
    bool *done;                     /* [runs]                      */
} watcher;

/* The comparison that run `number` of all belongs to; *run: its number there. */
static const lehr_comparison *run_at(const watcher *w, int number, int *run)
{
    const lehr_comparison *c = w->first;
    for (; number >= c->policies * c->seeds; c++) number -= c->policies * c->seeds;
    *run = number;
    return c;
}

/* In the order of the table: a row waits for those before it. The header is there already. */
static void stream_rows(watcher *w)
{
    lehr_strbuf rows = {0};
    for (int run; w->printed < w->runs && w->done[w->printed]; w->printed++) {
        const lehr_comparison *c = run_at(w, w->printed, &run);
        lehr_report_run(c, run, &rows);
    }
    if (rows.length || rows.status) lehr_failure_capture(&w->stream->failure, print_output("-", &rows));
    if (w->stream->alone && print_pipe_is_closed()) interrupt_end_by(SIGPIPE);
}

static void stream_header(watcher *w)
{
    lehr_strbuf header = {0};
    print_set_streaming();
    lehr_report_runs_header(w->first, &header);
    lehr_failure_capture(&w->stream->failure, print_output("-", &header));
}

/* Under an MPI launcher, in place of bars: a line for each tenth of the runs. */
static void print_tenth(const watcher *w)
{
    if (lehr_mpi_is_launched() && 10 * w->ended / w->runs > 10 * (w->ended - 1) / w->runs)
        print_note("%d of %d runs\n", w->ended, w->runs);
}

static void watch(void *context, const lehr_progress *p)
{
    watcher *w = context;
    int number = p->run;
    for (const lehr_comparison *c = w->first; c < p->c; c++) number += c->policies * c->seeds;
    w->cached += p->cached;
    w->ended += p->done == p->c->steps;
    if (p->done == p->c->steps && !p->cached) print_tenth(w);
    if (p->done == p->c->steps) w->done[number] = true;
    if (p->done == p->c->steps && w->stream) stream_rows(w);
    if (p->cached) multi_progress_skip(&w->l, p->done);
    else multi_progress_update(&w->l, number, lehr_comparison_run_name(p->c, p->run).s, p->done, p->c->steps);
}

static void print_size(const lehr_comparison c[], int n, int runs, int jobs)
{
    lehr_strbuf steps = {0};
    for (int i = 0; i < n; i++)
        if (!i || c[i].steps != c[i - 1].steps) lehr_strbuf_printf(&steps, "%s%ld", i ? ", " : "", c[i].steps);
    const char *list = steps.s && !steps.status ? steps.s : "";
    if (lehr_mpi_size() > 1)
        print_note("%s: %d runs of %s updates, %d at a time here, and one on each of the %d other ranks\n",
                   c->plan.task, runs, list, jobs, lehr_mpi_size() - 1);
    else print_note("%s: %d runs of %s updates, %d at a time\n", c->plan.task, runs, list, jobs);
    lehr_strbuf_release(&steps);
}

lehr_status compare_run(lehr_comparison c[], int n, int jobs, const char *folder, compare_stream *stream)
{
    watcher *w = lehr_alloc(1, sizeof *w);
    lehr_runner runner = { jobs, folder, watch, w };
    double updates = 0;
    if (!w) return LEHR_ERR_MEMORY;
    for (int i = 0; i < n; i++) {
        w->runs += c[i].policies * c[i].seeds;
        updates += (double)c[i].steps * c[i].policies * c[i].seeds;
    }
    w->first = c;
    w->stream = stream;
    w->done = lehr_alloc((size_t)w->runs, sizeof *w->done);
    lehr_status status = w->done ? LEHR_OK : LEHR_ERR_MEMORY;
    print_size(c, n, w->runs, jobs);
    if (!status && stream) stream_header(w);
    multi_progress_start(&w->l, c->plan.task, w->runs, updates < 1e18 ? (long)updates : LONG_MAX,
                         jobs + lehr_mpi_size() - 1);
    if (!status) status = lehr_runner_run(&runner, c, n);
    multi_progress_end(&w->l);
    if (w->cached) print_note("%d of them were in %s already\n", w->cached, folder);
    lehr_free(w->done);
    lehr_free(w);
    return status;
}

/* --- showing ------------------------------------------------------------------------------------------------------ */

lehr_status compare_print(const lehr_comparison *c)
{
    lehr_strbuf table = {0};
    lehr_report_table_within(c, terminal_has_color(), terminal_table_columns(), &table);
    return print_output(NULL, &table);
}

/* What the ranking depends on, and how to vary it. */
static void add_scope(const lehr_comparison *c, lehr_strbuf *table)
{
    lehr_strbuf line = {0};
    lehr_strbuf_printf(&line,
                       lehr_translate("A ranking belongs to a base rate and a budget, here %s and %ld updates."),
                       lehr_number_text(c->plan.lr).s, c->steps);
    lehr_strbuf_printf(table, "\n");
    if (line.s) paragraph_print(table, line.s, 0, 0);
    if (line.status) table->status = line.status;
    lehr_strbuf_release(&line);
    paragraph_print(table, lehr_translate("`--lr 0.01/0.05/0.1 --epochs 300/3000` compares from each of these rates "
                                          "over each of these budgets."), 0, 0);
}

static lehr_status show_grid(const lehr_sweep *g)
{
    lehr_strbuf table = {0};
    if (g->cells > 1) lehr_report_grid(g, terminal_has_color(), &table);
    else {
        lehr_report_table_within(g->cell, terminal_has_color(), terminal_table_columns(), &table);
        add_scope(g->cell, &table);
    }
    return print_output(NULL, &table);
}

typedef void printer(const lehr_comparison c[], int n, lehr_strbuf *out);

static lehr_status emit_as(printer *print, const lehr_sweep *g, const char *path)
{
    lehr_strbuf out = {0};
    if (!path) return LEHR_OK;
    print(g->cell, g->cells, &out);
    return print_output(path, &out);
}

/* The folder of each cell inside --out; "" where there is one cell. */
static void name_parts(const lehr_sweep *g, lehr_short_text *name, const char **part)
{
    for (int i = 0; i < g->cells; i++) {
        const lehr_comparison *c = &g->cell[i];
        if (g->cells > 1) name[i] = lehr_short_printf("rate-%s-updates-%ld", lehr_number_text(c->plan.lr).s, c->steps);
        else name[i] = lehr_short_printf("%s", "");
        part[i] = name[i].s;
    }
}

static lehr_status write_page(const lehr_sweep *g, const char *folder)
{
    lehr_short_text *name = lehr_alloc((size_t)g->cells, sizeof *name);
    const char **part = lehr_alloc((size_t)g->cells, sizeof *part);
    lehr_strbuf path = {0}, heat = {0};
    lehr_status status = name && part ? LEHR_OK : LEHR_ERR_MEMORY;
    bool several = g->cells > 1;
    lehr_strbuf_printf(&path, "%s/index.html", folder);
    lehr_strbuf_printf(&heat, "%s/grid.png", folder);
    if (!status) status = path.status ? path.status : heat.status;
    if (!status) name_parts(g, name, part);
    if (!status) status = lehr_report_files(g->cell, part, g->cells, folder);
    if (!status && several) status = lehr_figure_sweep(g, heat.s);
    if (!status) status = lehr_report_page(g->cell, NULL, g->cells, path.s);
    if (!status) print_note("\n%s\n", path.s);
    lehr_strbuf_release(&heat);
    lehr_strbuf_release(&path);
    lehr_free(part);
    lehr_free(name);
    return status;
}

lehr_status compare_check_folder(const lehr_comparison *c, const char *folder)
{
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, "%s/results.json", folder);
    if (!path.status) outputs_continue("out", path.s);
    lehr_status status = path.status ? path.status : lehr_report_check_folder(c, folder);
    lehr_strbuf_release(&path);
    return status;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

typedef struct request {                /* what the command line asks for */
    command_line *line;
    lehr_plan   plan;
    lehr_sweep_axes axes;
    lehr_metric metric;
    const char *metric_name, *baseline, *folder, *csv, *json;
    long        seeds, jobs;
    bool        quiet;
} request;

static const char *class_metric(int i)
{
    return i < LEHR_METRICS ? lehr_score_metric_name(LEHR_ACCURACY, (lehr_metric)i) : NULL;
}

static const char *number_metric(int i)
{
    return i < LEHR_METRICS ? lehr_score_metric_name(LEHR_R2, (lehr_metric)i) : NULL;
}

static lehr_status read_request(command_line *line, request *q)
{
    q->line = line;
    sweep_options sweep = { { 0 }, { 0 }, { 0 } };
    plan_options_add(line, &q->plan);
    sweep_options_add(line, &sweep);
    const option rows[] = {
        { "seeds", OPTION_WHOLE, &q->seeds, "K", "how many, from --seed upwards", 1, 10000 },
        { "jobs", OPTION_WHOLE, &q->jobs, "N", "runs at a time; the results do not depend on it", 1, LEHR_MAX_JOBS },
        { "metric", OPTION_TEXT, &q->metric_name, "M",
          options_text(line, lehr_translate("the final metric to rank by: %s; for numbers: %s"),
                       options_join(line, class_metric), options_join(line, number_metric)) },
        { "baseline", OPTION_TEXT, &q->baseline, "SPEC",
          "the policy that the others are compared with; fixed if it is among them, else the first" },
        { "out", OPTION_FOLDER, &q->folder, "DIR",
          "a page with figures, all numbers as CSV and JSON, and the finished runs" },
        { "csv", OPTION_OUTPUT, &q->csv, "FILE", "a row for each run; - is standard output, in place of the table" },
        { "json", OPTION_OUTPUT, &q->json, "FILE", "all results; - is standard output, in place of the table" },
        { "quiet", OPTION_FLAG, &q->quiet, NULL, "no messages and no progress; only the table" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if ((status = sweep_options_read(&sweep, &q->axes, &q->plan))) return status;
    if (q->folder && (status = language_of_figures())) return status;
    compare_task_defaults(&q->plan, q->line->operand[0]);
    return plan_options_complete(&q->plan, q->line->operand[0]);
}

/* Accuracy needs classes, R² needs numbers. */
static lehr_status read_metric(request *q, const lehr_data *d)
{
    if (!q->metric_name) return LEHR_OK;
    lehr_status status = lehr_metric_find(q->metric_name, &q->metric);
    if (status) return status;
    const char *right = lehr_score_metric_name(d->targets ? LEHR_R2 : LEHR_ACCURACY, q->metric);
    if (!strcmp(q->metric_name, right)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "--metric is %s, but the targets are %s; give %s", q->metric_name,
                     lehr_translate(d->targets ? "numbers" : "classes"), right);
}

/* Runs the comparison, and writes every output that was requested. */
static lehr_status answer(const request *q, lehr_sweep *g)
{
    lehr_strbuf runs = {0};
    bool rows = q->csv && !strcmp(q->csv, "-"), table = !rows && !(q->json && !strcmp(q->json, "-"));
    compare_stream stream = { .alone = !q->folder && !q->json };
    if (q->folder) lehr_strbuf_printf(&runs, "%s/runs", q->folder);
    lehr_status status = runs.status || !q->folder || lehr_mpi_rank() ? runs.status : outputs_check_folder(q->folder);
    if (!status && q->folder && !lehr_mpi_rank()) status = compare_check_folder(g->cell, q->folder);
    if (!status)
        status = compare_run(g->cell, g->cells, (int)q->jobs, runs.s, rows && !lehr_mpi_rank() ? &stream : NULL);
    lehr_strbuf_release(&runs);
    if (status || lehr_mpi_rank()) return status;
    lehr_failure first = stream.failure;        /* one output that fails does not stop the others */
    if (table) lehr_failure_capture(&first, show_grid(g));
    if (!rows) lehr_failure_capture(&first, emit_as(lehr_report_runs, g, q->csv));
    lehr_failure_capture(&first, emit_as(lehr_report_json, g, q->json));
    if (q->folder) lehr_failure_capture(&first, write_page(g, q->folder));
    return lehr_failure_raise(&first);
}

static lehr_status run(command_line *line)
{
    request q = {
        .plan = plan_options_empty(), .metric = LEHR_VALIDATION_ACCURACY, .seeds = 5, .jobs = compare_default_jobs()
    };
    lehr_sweep g;
    lehr_status status = read_request(line, &q);
    if (status || line->help) return status;
    if (q.quiet) print_set_quiet();
    lehr_data *data = lehr_data_open_as(q.plan.task, q.plan.answer);
    if (!data) return lehr_last_status();
    status = read_metric(&q, data);
    if (!status)
        status = lehr_sweep_init(&g, &q.axes, &q.plan, data, line->operand + 1, line->operands - 1, q.baseline,
                                 q.metric, (int)q.seeds);
    if (!status) {
        status = answer(&q, &g);
        lehr_sweep_release(&g);
    }
    lehr_data_free(data);
    return status;
}

const command command_compare = {
    .name = "compare",
    .operands = "TASK [SPEC...]",
    .options = "[options]",
    .summary = "the fair comparison of policies over several seeds",
    .about =
        "Trains a net with each policy from the same weights and on the same batches, for several seeds, and reports\n"
        "which policies differ from the baseline by more than the noise. Without SPEC it compares the book's six\n"
        "policies and four modern ones. The default for taiji is rate 0.05 over 300 epochs. A ranking belongs to a\n"
        "rate and a budget, so compare several of each. NAME=SPEC gives a policy your own name. With --out, finished\n"
        "runs are cached in DIR/runs: the same command continues after an interruption, and more seeds or policies\n"
        "cost only their own runs.",
    .example =
        "  lehr compare taiji\n"
        "  lehr compare taiji fixed cosine onecycle --seeds 20 --out out/three\n"
        "  lehr compare taiji fixed cosine --lr 0.01/0.05/0.1 --epochs 100/300 --out out/grid\n"
        "  lehr compare iris slow=cosine quick=step:every=500,gamma=0.5 --steps 5000 --baseline slow --metric "
        "validation_loss --json -\n",
    .min = 1,
    .max = 1 + MOST_SPECS,
    .operand = COMMAND_TASK,
    .writes = "index.html runs.csv histories.csv results.json *.png",
    .run = run,
};
