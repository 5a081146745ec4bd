/* train.c — `lehr train TASK`: one training, by default the book's experiment exactly */
#include "core/base/translate.h"
#include "core/kernels/thread_pool.h"
#include "lab/command/options/options.h"
#include "lab/command/options/resume_options.h"
#include "lab/command/options/language.h"
#include "lab/command/options/plan_options.h"
#include "lab/command/terminal/class_report.h"
#include "lab/command/terminal/progress_bar.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/data_open.h"
#include "lab/train/metrics.h"
#include "lab/train/net_spec.h"
#include "lab/figures/figures.h"
#include <stdio.h>

static void describe(const lehr_run *r)
{
    if (r->step) print_note("resumed after update %ld of %ld\n", r->step, r->steps);
    bool bent = lehr_net_spec_has_activation(r->plan.net);
    print_note(r->steps == 1
                   ? "%s: %d rows for training, %d for validation; net %s%s%s, %s, %s from rate %s; %ld update\n"
                   : "%s: %d rows for training, %d for validation; net %s%s%s, %s, %s from rate %s; %ld updates\n",
               r->plan.task, r->train_rows, r->data->rows - r->train_rows, r->plan.net,
               bent ? lehr_translate(", ") : "", bent ? r->plan.activation : "", r->plan.optim, r->plan.sched,
               lehr_number_text(r->plan.lr).s, r->steps);
}

/* Print the last row of the history. A run that was resumed at its end has none, so it is evaluated. */
static lehr_status conclude(lehr_run *r, const lehr_history *h)
{
    lehr_history_row now, *p = h->count ? &h->row[h->count - 1] : &now;
    lehr_status status = h->count ? LEHR_OK : lehr_run_evaluate(r, &now);
    if (status) return status;
    if (r->data->targets)
        print_note("after update %ld: training loss %.4f, R² %s; validation loss %.4f, R² %s\n", p->step,
                   p->train_loss, lehr_r2_text(p->train_r2).s, p->validation_loss, lehr_r2_text(p->validation_r2).s);
    else
        print_note("after update %ld: training loss %.4f, accuracy %.2f %%; validation loss %.4f, accuracy %.2f %%\n",
                   p->step, p->train_loss, 100 * p->train_accuracy, p->validation_loss, 100 * p->validation_accuracy);
    if (r->early.has_best)
        print_note("kept: the weights after update %ld, with the best validation loss, %.4f\n", r->early.best_step,
                   r->early.best);
    return LEHR_OK;
}

/* Trains and writes the outputs. A run that fails still writes its history, which shows why. */
static lehr_status train(lehr_run *r, lehr_history *h, resume_options *k, bool scores)
{
    progress_bar b;
    describe(r);
    if (resume_streams(k)) print_set_streaming();
    progress_bar_start(&b, lehr_translate("trained"), r->steps);
    lehr_status status = resume_train(k, r, h, progress_bar_update, &b), written;
    progress_bar_end(&b);
    char story[512];
    snprintf(story, sizeof story, "%s", lehr_message());
    written = resume_write_history(k, h);
    if (!status && !written && resume_is_stopped(k) && !lehr_run_is_over(r)) {
        if (k->save) resume_print_command(k, r);
        return LEHR_OK;
    }
    if (!status && !written) written = conclude(r, h);
    if (k->png && !written && h->count) written = lehr_figure_history(r, h, k->png);
    if (status && written) return lehr_fail(status, "%s; besides, %s", story, lehr_message());
    if (status) return lehr_fail(status, "%s", story);
    return written || !scores ? written : class_report_print(r);
}

typedef struct request {                /* what the command line asks for */
    lehr_plan      plan;
    resume_options resume;
    long           threads;
    bool           quiet, scores;
} request;

static lehr_status read_request(command_line *line, request *q)
{
    plan_options_add(line, &q->plan);
    const option rows[] = {
        { "sched", OPTION_TEXT, &q->plan.sched, "SPEC", "learning-rate policy; `lehr policies` lists them" },
        { "patience", OPTION_WHOLE, &q->plan.patience, "N",
          "end after N epochs without a better validation loss, with the best weights", 1, 1e12 },
        { "sched-momentum", OPTION_TEXT, &q->plan.sched_momentum, "SPEC", "a schedule for momentum, or adam's beta1" },
        { "threads", OPTION_WHOLE, &q->threads, "N",
          "compute large products with N threads, at most one per core; the result is the same",
          1, LEHR_MAX_THREADS },
        { "csv", OPTION_OUTPUT, &q->resume.csv, "FILE", "history as CSV; - is standard output" },
        { "png", OPTION_PICTURE, &q->resume.png, "FILE", "the losses as a figure" },
        { "scores", OPTION_FLAG, &q->scores, NULL,
          "print precision, recall, F1 and the confusion matrix of the validation samples" },
        { "quiet", OPTION_FLAG, &q->quiet, NULL, "no messages and no progress" },
    };
    OPTIONS_ADD(line, rows);
    resume_options_add(line, &q->resume);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (q->quiet) print_set_quiet();
    if (!line->operands && !q->resume.resume) return options_missing_operand(line);
    if (q->resume.png) status = language_of_figures();
    if (!status) status = resume_plan(&q->resume, &q->plan, line->operands ? line->operand[0] : NULL);
    return status ? status : lehr_set_threads((int)q->threads);
}

static lehr_status run(command_line *line)
{
    request q = { .plan = plan_options_empty(), .threads = 1 };
    lehr_history h = {0};
    lehr_status status = read_request(line, &q);
    lehr_data *data = status || line->help ? NULL : lehr_data_open_as(q.plan.task, q.plan.answer);
    if (data && q.scores) status = class_report_check(data);
    lehr_run *r = data && !status ? resume_start(&q.resume, &q.plan, data, &h) : NULL;
    if (!status && !line->help) status = r ? train(r, &h, &q.resume, q.scores) : lehr_last_status();
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(data);
    resume_release(&q.resume);
    return status;
}

const command command_train = {
    .name = "train",
    .operands = "TASK",
    .options = "[options]",
    .summary = "one training: history, figure, checkpoint",
    .about =
        "Trains a net once. Without options it repeats the book's experiment exactly; each option changes one thing.\n"
        "TASK is one that `lehr data` lists, or your file: a table whose last column is the class or a number to\n"
        "predict, or images such as MNIST's train-images-idx3-ubyte or NumPy's train-images.npy with a file of labels\n"
        "beside them. --resume continues a saved training, and ends as an uninterrupted one does. The checkpoint\n"
        "holds TASK and plan; only --steps or --epochs may differ, if all updates so far keep their rate and\n"
        "--patience has not restored its best weights yet.",
    .example =
        "  lehr train taiji --epochs 300 --lr 0.05 --sched cosine --png loss.png\n"
        "  lehr64 train taiji --seed 0 --epochs 20 --every 1 --csv -\n"
        "  lehr train taiji --save net.safetensors --save-every 10000 --csv history.csv\n"
        "  lehr train --resume net.safetensors --save net.safetensors --csv history.csv\n",
    .min = 0,
    .max = 1,
    .operand = COMMAND_TASK,
    .run = run,
};
