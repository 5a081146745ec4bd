/* predict.c — `lehr predict FILE DATA`: the predictions of a trained net */
#include "core/base/memory.h"
#include "core/base/csv_cell.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/data/data_open.h"
#include "lab/command/options/options.h"
#include "lab/command/options/outputs.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/train/metrics.h"
#include "lab/train/predictor.h"
#include <math.h>

/* --- classes ------------------------------------------------------------------------------------------------------ */

static void print_classes_csv(const lehr_data *net, int rows, const double *p, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "class");
    for (int k = 0; k < net->classes; k++) {
        lehr_strbuf_printf(out, ",");
        lehr_csv_put_cell(out, net->class_name[k]);
    }
    lehr_strbuf_printf(out, "\n");
    for (int row = 0; row < rows; row++, p += net->classes) {
        lehr_csv_put_cell(out, net->class_name[lehr_argmax(p, net->classes)]);
        for (int k = 0; k < net->classes; k++) lehr_strbuf_printf(out, ",%.9g", p[k]);
        lehr_strbuf_printf(out, "\n");
    }
}

/* Two blanks, and a name of at most so many columns, padded to width as lehr_utf8_pad does. */
static void print_cut(const char *name, int width, int most, lehr_strbuf *out)
{
    lehr_strbuf cut = {0};
    lehr_strbuf_append(&cut, name, lehr_utf8_fitting(name, most));
    lehr_strbuf_printf(out, "  ");
    lehr_utf8_pad(out, width, cut.s ? cut.s : "");
    if (cut.status) out->status = cut.status;
    lehr_strbuf_release(&cut);
}

static void print_class_head(int wide, lehr_strbuf *out)
{
    lehr_utf8_pad(out, 6, lehr_translate("row"));
    lehr_strbuf_printf(out, "  ");
    lehr_utf8_pad(out, -wide, lehr_translate("class"));
}

/* Each row's class and its probability. */
static void print_likeliest(const lehr_data *net, int rows, const double *p, int wide, lehr_strbuf *out)
{
    print_class_head(wide, out);
    lehr_utf8_pad(out, 13, lehr_translate("probability"));
    lehr_strbuf_printf(out, "\n");
    for (int row = 0; row < rows; row++, p += net->classes) {
        int best = lehr_argmax(p, net->classes);
        lehr_strbuf_printf(out, "%6d  ", row + 1);
        lehr_strbuf_printf(out, "%*s", wide - lehr_utf8_fit(out, net->class_name[best], wide), "");
        lehr_strbuf_printf(out, "  %9.1f %%\n", 100 * p[best]);
    }
    lehr_strbuf_printf(out, "\n");
    paragraph_print(out, lehr_translate("--csv FILE writes the probability of every class."), 0, 0);
}

/* Percentages below the names of the classes, where they fit. */
static void print_classes(const lehr_data *net, int rows, const double *p, lehr_strbuf *out)
{
    int wide = 5;
    for (int k = 0; k < net->classes; k++) {
        int width = lehr_utf8_width(net->class_name[k]);
        wide = width > wide ? width : wide;
    }
    if (wide > 24) wide = 24;
    if (8 + wide + net->classes * (2 + (wide > 7 ? wide : 7)) > terminal_columns()) {
        print_likeliest(net, rows, p, wide, out);
        return;
    }
    print_class_head(wide, out);
    for (int k = 0; k < net->classes; k++) print_cut(net->class_name[k], wide > 7 ? wide : 7, wide, out);
    lehr_strbuf_printf(out, "\n");
    for (int row = 0; row < rows; row++, p += net->classes) {
        lehr_strbuf_printf(out, "%6d", row + 1);
        print_cut(net->class_name[lehr_argmax(p, net->classes)], -wide, wide, out);
        for (int k = 0; k < net->classes; k++)
            lehr_strbuf_printf(out, "  %*.1f %%", wide > 7 ? wide - 2 : 5, 100 * p[k]);
        lehr_strbuf_printf(out, "\n");
    }
}

/* Over the rows whose class is in the table. */
static void print_accuracy(const lehr_data *net, const lehr_data *d, const double *p)
{
    int known = 0, right = 0;
    for (int row = 0; row < d->rows; row++, p += net->classes) {
        known += d->label[row] >= 0;
        right += d->label[row] == lehr_argmax(p, net->classes);
    }
    if (known) print_note("%d of %d rows right, accuracy %.2f %%\n", right, known, 100.0 * right / known);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static void print_numbers_csv(const lehr_data *net, int rows, const double *y, lehr_strbuf *out)
{
    for (int j = 0; j < net->targets; j++) {
        lehr_strbuf_printf(out, "%s", j ? "," : "");
        lehr_csv_put_cell(out, net->target_name[j]);
    }
    lehr_strbuf_printf(out, "\n");
    for (int row = 0; row < rows; row++, y += net->targets)
        for (int j = 0; j < net->targets; j++)
            lehr_strbuf_printf(out, "%.9g%s", y[j], j + 1 < net->targets ? "," : "\n");
}

static void print_numbers(const lehr_data *net, int rows, const double *y, lehr_strbuf *out)
{
    enum { WIDE = 14 };
    int shown = (terminal_columns() - 6) / (2 + WIDE);
    shown = shown < 1 ? 1 : shown < net->targets ? shown : net->targets;
    lehr_utf8_pad(out, 6, lehr_translate("row"));
    for (int j = 0; j < shown; j++) print_cut(net->target_name[j], WIDE, WIDE, out);
    for (int row = 0; row < rows; row++, y += net->targets) {
        lehr_strbuf_printf(out, "\n%6d", row + 1);
        for (int j = 0; j < shown; j++) lehr_strbuf_printf(out, "  %*.6g", WIDE, y[j]);
    }
    lehr_strbuf_printf(out, "\n");
    if (shown == net->targets) return;
    lehr_strbuf_printf(out, "\n");
    paragraph_print(out, lehr_translate("--csv FILE writes all predicted numbers."), 0, 0);
}

/* R² of number j over the rows that have it; NaN: fewer than two. */
static double r2_of(const lehr_data *d, int j, const double *said, int *known)
{
    size_t targets = (size_t)d->targets;
    double mean = 0, all = 0, left = 0;
    *known = 0;
    for (size_t i = (size_t)j; i < (size_t)d->rows * targets; i += targets)
        if (!isnan(d->y[i])) mean += (d->y[i] - mean) / ++*known;
    for (size_t i = (size_t)j; i < (size_t)d->rows * targets; i += targets) {
        if (isnan(d->y[i])) continue;
        all += (d->y[i] - mean) * (d->y[i] - mean);
        left += (d->y[i] - said[i]) * (d->y[i] - said[i]);
    }
    return *known > 1 ? lehr_r2(left, all) : NAN;
}

/* Of each number, over the rows that have it in the table. */
static void print_r2(const lehr_data *net, const lehr_data *d, const double *said)
{
    for (int j = 0; j < d->targets; j++) {
        int known;
        double r2 = r2_of(d, j, said, &known);
        if (!isnan(r2)) print_note("%s: R² %.4f over %d rows\n", net->target_name[j], r2, known);
    }
}

/* ------------------------------------------------------------------------------------------------------------------ */

static void print(const lehr_data *net, int rows, const double *said, bool csv, lehr_strbuf *out)
{
    if (net->targets) (csv ? print_numbers_csv : print_numbers)(net, rows, said, out);
    else (csv ? print_classes_csv : print_classes)(net, rows, said, out);
}

static lehr_status predict(lehr_model *m, const lehr_data *d, const char *csv)
{
    lehr_strbuf out = {0};
    double *said = lehr_alloc((size_t)d->rows * (size_t)lehr_model_columns(m), sizeof *said);
    if (!said) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_model_predict(m, d, said);
    if (!status) print(m->data, d->rows, said, csv != NULL, &out);
    if (!status) status = print_output(csv, &out);
    if (!status) (d->targets ? print_r2 : print_accuracy)(m->data, d, said);
    lehr_free(said);
    return status;
}

static lehr_status run(command_line *line)
{
    const char *csv = NULL;
    bool quiet = false;
    const option rows[] = {
        { "csv",   OPTION_TEXT, &csv, "FILE", "class and probabilities, or the numbers, as CSV; - is standard output" },
        { "quiet", OPTION_FLAG, &quiet, NULL, "no messages: neither accuracy nor R² is printed" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (quiet) print_set_quiet();
    const output answers = { "csv", csv, true };
    status = outputs_check_input(&answers, 1, line->operand[0]);
    if (!status && lehr_is_file_name(line->operand[1])) status = outputs_check_input(&answers, 1, line->operand[1]);
    if (status) return status;
    lehr_model *m = lehr_model_open(line->operand[0]);
    lehr_data *d = m ? lehr_model_data(m, line->operand[1]) : NULL;
    status = d ? predict(m, d, csv) : lehr_last_status();
    lehr_data_free(d);
    lehr_model_free(m);
    return status;
}

const command command_predict = {
    .name = "predict",
    .operands = "FILE DATA",
    .options = "[--csv FILE]",
    .summary = "the predictions of a trained net for the rows of a table",
    .about =
        "Predicts every row of a table with a net saved by `lehr train --save`: its class and the probability of each\n"
        "class, or its numbers in the units of the training table. DATA is a CSV file with the net's features as they\n"
        "were measured, with or without the targets after them; a task; or images with their labels.",
    .example =
        "  lehr train iris --save iris.safetensors\n"
        "  lehr predict iris.safetensors iris --csv answers.csv\n",
    .min = 2,
    .max = 2,
    .operand = "a checkpoint, and a CSV file or a task",
    .run = run,
};
