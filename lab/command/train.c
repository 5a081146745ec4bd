/* train.c — `lehr train TASK`: one training, by default the book's experiment exactly */
#include "core/kernels/thread_pool.h"
#include "lab/command/options.h"
#include "lab/command/resume_options.h"
#include "lab/command/language_option.h"
#include "lab/command/plan_options.h"
#include "lab/command/terminal/class_report.h"
#include "lab/command/terminal/progress_bar.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/data_open.h"
#include "lab/train/net_spec.h"
#include "lab/figures/figures.h"
#include <stdio.h>

static void describe(const lehr_run *r)
{
    if (r->step) print_note("resumed after update %ld of %ld\n", r->step, r->steps);
    bool bent = lehr_net_spec_has_activation(r->plan.net);
    print_note("%s: %d rows for training, %d for validation; net %s%s%s, %s, %s from rate %s; %ld update%s\n",
               r->plan.task, r->train_rows, r->data->rows - r->train_rows, r->plan.net, bent ? ", " : "",
               bent ? r->plan.activation : "", r->plan.optim, r->plan.sched, lehr_number_text(r->plan.lr).s, r->steps,
               r->steps == 1 ? "" : "s");
}

/* What a history's last row says; of a run that was resumed where it had ended, there is none, and it is measured. */
static lehr_status conclude(lehr_run *r, const lehr_history *h)
{
    lehr_history_row now, *p = h->count ? &h->point[h->count - 1] : &now;
    lehr_status status = h->count ? LEHR_OK : lehr_run_evaluate(r, &now);
    if (status) return status;
    if (r->data->targets)
        print_note("after update %ld: training loss %.4f, R² %.4f; validation loss %.4f, R² %.4f\n", p->step,
                   p->train_loss, p->train_r2, p->validation_loss, p->validation_r2);
    else
        print_note("after update %ld: training loss %.4f, accuracy %.2f %%; validation loss %.4f, accuracy %.2f %%\n",
                   p->step, p->train_loss, 100 * p->train_accuracy, p->validation_loss, 100 * p->validation_accuracy);
    if (r->early.has_best)
        print_note("kept: the weights after update %ld, with the best validation loss, %.4f\n", r->early.best_step,
                   r->early.best);
    return LEHR_OK;
}

/* Trains and hands over what was asked for. A run that breaks off still leaves its history: that is where one sees why.
 */
static lehr_status train(lehr_run *r, lehr_history *h, const resume_options *k, bool scores)
{
    progress_bar b;
    describe(r);
    progress_bar_start(&b, "training", r->steps);
    lehr_status status = resume_train(k, r, h, progress_bar_update, &b), written;
    progress_bar_end(&b);
    char story[512];
    snprintf(story, sizeof story, "%s", lehr_message());
    written = resume_write_history(k, h);
    if (!status && !written) written = conclude(r, h);
    if (k->png && !written && h->count) written = lehr_figure_history(r, h, k->png);
    if (status && written) return lehr_fail(status, "%s; besides, %s", story, lehr_message());
    if (status) return lehr_fail(status, "%s", story);
    return written || !scores ? written : class_report_print(r);
}

static lehr_status run(command_line *line)
{
    const char *lang = NULL;
    resume_options k = {0};
    lehr_history h = {0};
    bool quiet = false, scores = false;
    long threads = 1;
    lehr_plan plan = plan_options_empty();
    plan_options_add(line, &plan);
    const option rows[] = {
        { "sched", OPTION_TEXT, &plan.sched, "SPEC", "learning-rate policy; `lehr policies` lists them" },
        { "patience", OPTION_WHOLE, &plan.patience, "N",
          "end after N epochs without a better validation loss; keep the best weights", 1, 1e12 },
        { "sched-momentum", OPTION_TEXT, &plan.sched_momentum, "SPEC", "the same for momentum, or adam's beta1" },
        { "threads", OPTION_WHOLE, &threads, "N",
          "share large products between N threads, at most the cores you have; the\n                         result "
          "does not depend on it",
          1, LEHR_MAX_THREADS },
        { "csv", OPTION_TEXT, &k.csv, "FILE", "history as CSV; - is standard output" },
        { "png", OPTION_TEXT, &k.png, "FILE", "the losses as a picture" },
        LANGUAGE_OPTION(&lang),
        { "scores", OPTION_FLAG, &scores, NULL,
          "say precision, recall, F1 and confusions of every class of the validation rows" },
        { "quiet", OPTION_FLAG, &quiet, NULL, "no words, no progress" },
    };
    OPTIONS_ADD(line, rows);
    resume_options_add(line, &k);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (quiet) print_set_quiet();
    if (!line->operands && !k.resume)
        return options_missing_operand(line);
    status = language_option_apply(lang, k.png);
    if (!status) status = resume_plan(&k, &plan, line->operands ? line->operand[0] : NULL);
    if (!status) status = lehr_set_threads((int)threads);
    lehr_data *data = status ? NULL : lehr_data_open_as(plan.task, plan.answer);
    if (data && scores) status = class_report_check(data);
    lehr_run *r = data && !status ? resume_start(&k, &plan, data, &h) : NULL;
    if (!status) status = r ? train(r, &h, &k, scores) : lehr_last_status();
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(data);
    resume_release(&k);
    return status;
}

const command command_train = {
    .name = "train",
    .operands = "TASK",
    .options = "[options]",
    .summary = "one training: history, picture, checkpoint",
    .about =
        "Trains a net once. With no options it is the book's experiment exactly; each option changes one thing.\n"
        "TASK is one that `lehr data` lists, or a file of yours: a table whose last column is the class, or a number "
        "to predict; or\n"
        "pictures such as MNIST's train-images-idx3-ubyte or NumPy's train-images.npy, with their labels beside "
        "them.\n"
        "With --resume it goes on with a training that was saved, and ends as if that had never been broken off; "
        "TASK and plan\n"
        "are then known, and only --steps or --epochs may differ, where all updates so far would have had the same "
        "rate, and not once\n"
        "--patience has put its best weights back.",
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
