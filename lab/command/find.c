/* find.c — `lehr find TASK`: the learning-rate range test, and the rates that it suggests */
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/command/options/options.h"
#include "lab/command/options/find_options.h"
#include "lab/command/terminal/find_report.h"
#include "lab/command/options/language.h"
#include "lab/command/options/outputs.h"
#include "lab/command/options/plan_options.h"
#include "lab/command/terminal/progress_bar.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/data_open.h"
#include "lab/figures/figure_range_test.h"
#include "sched/sched.h"
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { MOST_SEEDS = 1000 };

/* --- running ------------------------------------------------------------------------------------------------------ */

typedef struct progress { progress_bar b; long before; } progress;

static void show(void *context, long done)
{
    progress *p = context;
    progress_bar_update(&p->b, p->before + done);
}

static void describe(const lehr_run *r, const lehr_range_plan *p, long seeds)
{
    static const char *const looks[] = { "the loss of each batch", "the loss of all training samples",
                                         "the loss of the validation samples",
                                         "the accuracy or R² of the validation samples" };
    print_note("%s: net %s, %s, batches of %ld; rates %s to %s in %ld updates, watching %s", r->plan.task, r->plan.net,
               r->plan.optim, r->plan.batch, lehr_short_printf("%.6g", p->from).s, lehr_short_printf("%.6g", p->to).s,
               p->steps, lehr_translate(looks[p->observable]));
    if (p->smoothing > 0) print_note(", smoothed %s", lehr_number_text(p->smoothing).s);
    if (seeds > 1) print_note("; %ld seeds", seeds);
    if (r->steps_per_epoch == 1) print_note("; all rows are one batch");
    print_note("\n");
}

/* The tests that ended early. */
static void print_early_ends(const request *q, const lehr_range_curve c[])
{
    long exploded = 0;
    double low = INFINITY, high = 0;
    for (long k = 0; k < q->seeds; k++) {
        if (c[k].end == LEHR_RANGE_NAN)
            print_note("seed %ld: diverged at rate %s: %s\n", q->plan.seed + k, lehr_lr_text(c[k].ended_at).s,
                       c[k].failure.message);
        if (c[k].end != LEHR_RANGE_DIVERGED) continue;
        exploded++;
        low = fmin(low, c[k].ended_at);
        high = fmax(high, c[k].ended_at);
    }
    if (!exploded) return;
    lehr_short_text where = lehr_lr_text(low), stop = lehr_number_text(c->plan.stop);
    if (high > low) where = lehr_short_printf(lehr_translate("%s to %s"), where.s, lehr_lr_text(high).s);
    if (exploded < q->seeds)
        print_note("stopped at rate %s (%ld of %ld seeds), where the loss is more than %s × the best\n", where.s,
                   exploded, q->seeds, stop.s);
    else print_note("stopped at rate %s, where the loss is more than %s × the best\n", where.s, stop.s);
}

/* One test per seed, a run each; *p is settled by the first. */
static lehr_status test_seeds(const request *q, const lehr_data *data, lehr_range_plan *p, lehr_range_curve c[],
                              long *per_epoch)
{
    progress shown = {0};
    lehr_plan plan = q->plan;
    lehr_status status = LEHR_OK;
    for (long k = 0; k < q->seeds && !status; k++) {
        plan.seed = q->plan.seed + k;
        lehr_run *r = lehr_run_new(&plan, data);
        if (!r) return lehr_last_status();
        if (!k && !(status = find_options_resolve(q, r->steps_per_epoch, p))) {
            describe(r, p, q->seeds);
            progress_bar_start(&shown.b, lehr_translate("tested"),
                               p->steps < LONG_MAX / q->seeds ? p->steps * q->seeds : LONG_MAX);
        }
        *per_epoch = r->steps_per_epoch;
        shown.before = k * p->steps;
        if (!status) status = lehr_range_test(r, p, &c[k], show, &shown);
        lehr_run_free(r);
    }
    progress_bar_end(&shown.b);
    return status;
}

/* Did any seed give a point? If not, there is nothing to read or to draw. */
static lehr_status any_point(const request *q, const lehr_range_curve c[])
{
    for (long k = 0; k < q->seeds; k++)
        if (c[k].count) return LEHR_OK;
    return lehr_fail(LEHR_ERR_NAN, "the test gave no point: at rate %s %s. Test from a lower rate with --from",
                     lehr_lr_text(c->ended_at).s, c->failure.message);
}

/* --- handing over ------------------------------------------------------------------------------------------------- */

static lehr_status write_into(const char *folder, const char *file, lehr_strbuf *t)
{
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, "%s/%s", folder, file);
    lehr_status status = path.status ? path.status : print_output(path.s, t);
    lehr_strbuf_release(&path);
    lehr_strbuf_release(t);
    return status;
}

static lehr_status write_folder(const request *q, const lehr_range_curve c[], const lehr_lr_estimate *r)
{
    lehr_strbuf curve = {0}, rates = {0}, picture = {0};
    lehr_status status = lehr_make_directory(q->out);
    if (status) return status;
    lehr_range_print(c, (int)q->seeds, q->plan.seed, &curve);
    find_report_print_csv(&rates, r);
    lehr_strbuf_printf(&picture, "%s/curve.png", q->out);
    status = write_into(q->out, "curve.csv", &curve);
    if (!status) status = write_into(q->out, "suggestions.csv", &rates);
    else lehr_strbuf_release(&rates);
    if (!status) status = picture.status;
    if (!status) status = lehr_figure_range_test(c, (int)q->seeds, r, q->plan.task, q->plan.optim, NULL, picture.s);
    if (!status) print_note("%s, curve.csv, suggestions.csv\n", picture.s);
    lehr_strbuf_release(&picture);
    return status;
}

static lehr_status write_files(const request *q, const lehr_range_curve c[], const lehr_lr_estimate *r)
{
    lehr_strbuf csv = {0};
    lehr_status status = LEHR_OK;
    if (q->csv) {
        lehr_range_print(c, (int)q->seeds, q->plan.seed, &csv);
        status = print_output(q->csv, &csv);
    }
    if (!status && q->png)
        status = lehr_figure_range_test(c, (int)q->seeds, r, q->plan.task, q->plan.optim, NULL, q->png);
    return status || !q->out ? status : write_folder(q, c, r);
}

/* Drawing, table and trainings: to stdout, unless the CSV is there. */
static lehr_status conclude(const request *q, const lehr_range_curve c[], const char *train, long per_epoch)
{
    bool apart = q->csv && !strcmp(q->csv, "-");
    lehr_lr_estimate r, *each = lehr_alloc((size_t)q->seeds, sizeof *each);
    lehr_strbuf out = {0};
    lehr_plan usual;
    if (!each) return LEHR_ERR_MEMORY;
    for (long k = 0; k < q->seeds; k++) lehr_lr_estimate_from_curve(&c[k], &each[k]);
    print_early_ends(q, c);
    lehr_lr_estimate_combine(each, (int)q->seeds, &r);
    lehr_free(each);
    lehr_status status = find_report_draw(&out, c, (int)q->seeds, &r, terminal_has_color() && !apart);
    if (!status) status = lehr_plan_for(&usual, q->plan.task);
    if (!status) {
        find_report_print(&out, c, &r);
        find_report_print_commands(&out, &r, train, usual.steps ? usual.steps : usual.epochs * per_epoch);
        status = out.status;
    }
    if (!status && apart) print_note_text(&out);
    if (status) lehr_strbuf_release(&out);
    lehr_status shown = status || apart ? LEHR_OK : print_output(NULL, &out);
    if (!status) status = write_files(q, c, &r);            /* also without a table: a file that was asked
                                                               for is written */
    return status ? status : shown;
}

static lehr_status find(request *q, const char *train)
{
    lehr_range_plan p;
    long per_epoch = 1;
    lehr_status status = find_options_range_plan(q, &p);
    if (!status && (q->png || q->out)) status = language_of_figures();
    if (!status) status = plan_options_complete(&q->plan, q->plan.task);
    if (!status && q->out) status = outputs_check_folder(q->out);
    if (!status && q->plan.seed > (long)UINT32_MAX - (q->seeds - 1))
        status = lehr_fail(LEHR_ERR_VALUE, "--seed is %ld; %ld seeds from there would be above 4294967295",
                           q->plan.seed, q->seeds);
    lehr_data *data = status ? NULL : lehr_data_open_as(q->plan.task, q->plan.answer);
    lehr_range_curve *c = data ? lehr_alloc((size_t)q->seeds, sizeof *c) : NULL;
    if (!status) status = c ? test_seeds(q, data, &p, c, &per_epoch) : lehr_last_status();
    if (!status) status = any_point(q, c);
    if (!status) status = conclude(q, c, train, per_epoch);
    for (long k = 0; c && k < q->seeds; k++) lehr_range_curve_release(&c[k]);
    lehr_free(c);
    lehr_data_free(data);
    return status;
}

/* Some of the options that a training has mean another thing to its test. */
static const char *help_here(const option *o)
{
    static const struct { const char *name, *help; } here[] = {
        { "lr",     "not for this command: the rate rises from --from to --to" },
        { "epochs", "the length of the test in epochs …" },
        { "steps",  "… or in updates; the defaults are above" },
        { "every",  "a point of the curve each N updates; 1, and about 200 in all in epoch" },
    };
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        if (!strcmp(o->name, here[i].name)) return here[i].help;
    return o->help;
}

static lehr_status run(command_line *line)
{
    request q = {
        .plan = plan_options_empty(), .from = NAN, .to = NAN, .by = NAN, .smoothing = NAN, .stop = NAN, .seeds = 1
    };
    const option rows[] = {
        { "mode", OPTION_TEXT, &q.mode, "MODE",
          options_text(line, lehr_translate("how the rate rises: %s; the default is exp"),
                       options_join(line, find_options_mode_name)) },
        { "from", OPTION_NUMBER, &q.from, "B", "the first rate; 1e-8 in exp, else 0.001", 0, LEHR_MAX_RATE, true },
        { "to", OPTION_NUMBER, &q.to, "B", "the last rate; 10 in exp, 1 in epoch", 0, LEHR_MAX_RATE, true },
        { "by", OPTION_NUMBER, &q.by, "B", "linear: how much it rises at each update; 0.001", 0, LEHR_MAX_RATE, true },
        { "loss", OPTION_TEXT, &q.loss, "ROWS", "which loss: batch, train (all training samples) or validation" },
        { "smoothing", OPTION_NUMBER, &q.smoothing, "S",
          "weight of the old mean; the default is 0.98 for losses of batches, else 0", 0, 0.9999 },
        { "stop", OPTION_NUMBER, &q.stop, "K", "end when the loss is K times the best; 0: never; 4 in exp", 0, 1e6 },
        { "seeds", OPTION_WHOLE, &q.seeds, "K", "how many tests, from --seed upwards, as a band", 1, MOST_SEEDS },
        { "csv", OPTION_OUTPUT, &q.csv, "FILE", "the curve as CSV; - is standard output" },
        { "png", OPTION_PICTURE, &q.png, "FILE", "the curve as a figure" },
        { "out", OPTION_FOLDER, &q.out, "DIR", "curve.png, curve.csv and suggestions.csv" },
        { "quiet", OPTION_FLAG, &q.quiet, NULL, "no messages and no progress; only the drawing and the table" },
    };
    OPTIONS_ADD(line, rows);
    option *plan = line->option + line->options;
    plan_options_add(line, &q.plan);
    for (option *o = plan; o < line->option + line->options; o++) o->help = help_here(o);
    lehr_strbuf train = {0};
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (q.quiet) print_set_quiet();
    q.steps = q.plan.steps;
    q.epochs = q.plan.epochs;
    q.every = q.plan.every;
    q.plan.task = line->operand[0];
    find_options_train_command(&train, line, plan);
    status = train.status ? train.status : find(&q, train.s);
    lehr_strbuf_release(&train);
    return status;
}

const command command_find = {
    .name = "find",
    .operands = "TASK",
    .options = "[options]",
    .summary = "the learning-rate range test: which rate to train with",
    .about =
        "Finds a learning rate: the rate rises from far too small to far too large while a net trains, and the loss "
        "shows\n"
        "where learning begins, where it is fastest, and where it diverges. TASK is as for `lehr train`. The net is\n"
        "not saved.\n"
        "--mode exp multiplies the rate at each update and watches the smoothed loss of the batches (1e-8 to 10, "
        "1800 updates);\n"
        "--mode linear adds to it, as in the book, and watches the loss of all training rows (0.001, 0.002, … 0.4);\n"
        "--mode epoch adds to it over epochs and watches the validation accuracy, as Smith did (0.001 to 1,\n"
        "20 epochs, but at least 200 updates).",
    .example =
        "  lehr find taiji\n"
        "  lehr find iris --seeds 5 --png iris.png\n"
        "  lehr find digits --optim sgd --from 1e-4 --to 100 --out out/digits\n"
        "  lehr64 find taiji --mode linear --from 0.001 --by 0.001 --batch 4 --epochs 2 --loss train --seed 0 --csv "
        "-\n",
    .min = 1,
    .max = 1,
    .operand = COMMAND_TASK,
    .writes = "curve.png curve.csv suggestions.csv",
    .run = run,
};
