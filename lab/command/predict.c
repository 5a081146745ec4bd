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

/* --- places ------------------------------------------------------------------------------------------------------- */

enum { MAX_LISTED = 5 };

/* "lines 17, 21, 30, 31, 40 and 8 more": where is_one(d, row, which) holds. Without lines, the rows' numbers. */
static lehr_short_text list_rows(const lehr_data *d, bool (*is_one)(const lehr_data *d, int row, int which), int which)
{
    lehr_short_text list = { "" };
    int n = 0;
    for (int row = 0; row < d->rows; row++) {
        if (!is_one(d, row, which) || ++n > MAX_LISTED) continue;
        list = lehr_short_printf("%s%s%ld", list.s, n > 1 ? ", " : "", d->line ? d->line[row] : row + 1L);
    }
    list = d->line ? lehr_short_printf(lehr_translate(n == 1 ? "line %s" : "lines %s"), list.s)
                   : lehr_short_printf(lehr_translate(n == 1 ? "row %s" : "rows %s"), list.s);
    return n > MAX_LISTED ? lehr_short_printf(lehr_translate("%s and %d more"), list.s, n - MAX_LISTED) : list;
}

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

static int count_labels(const lehr_data *d, int label)
{
    int n = 0;
    for (int row = 0; row < d->rows; row++) n += d->label[row] == label;
    return n;
}

static bool has_label(const lehr_data *d, int row, int label) { return d->label[row] == label; }

/* Over the rows that have a class. One that the net was not trained on is never predicted, so such a row is wrong. */
static void print_accuracy(const lehr_data *net, const lehr_data *d, const double *p)
{
    int missing = count_labels(d, LEHR_LABEL_MISSING), unknown = count_labels(d, LEHR_LABEL_UNKNOWN), right = 0;
    int rows = d->rows - missing;
    if (!rows) return;
    for (int row = 0; row < d->rows; row++, p += net->classes) right += d->label[row] == lehr_argmax(p, net->classes);
    print_note("%d of %d rows right, accuracy %.2f %%\n", right, rows, 100.0 * right / rows);
    if (unknown)
        print_note(unknown == 1 ? "%d row has a class that the net was not trained on, and counts as wrong: %s\n"
                                : "%d rows have a class that the net was not trained on, and count as wrong: %s\n",
                   unknown, list_rows(d, has_label, LEHR_LABEL_UNKNOWN).s);
    if (missing)
        print_note(missing == 1 ? "%d row has no class, and is not counted: %s\n"
                                : "%d rows have no class, and are not counted: %s\n",
                   missing, list_rows(d, has_label, LEHR_LABEL_MISSING).s);
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

/* R² of number j over the rows that have it; NaN: it is undefined. */
static double r2_of(const lehr_data *d, int j, const double *said, int *known)
{
    size_t targets = (size_t)d->targets;
    double mean = 0, all = 0, left = 0, least = INFINITY, most = -INFINITY;
    *known = 0;
    for (size_t i = (size_t)j; i < (size_t)d->rows * targets; i += targets)
        if (!isnan(d->y[i])) mean += (d->y[i] - mean) / ++*known;
    for (size_t i = (size_t)j; i < (size_t)d->rows * targets; i += targets) {
        if (isnan(d->y[i])) continue;
        all += (d->y[i] - mean) * (d->y[i] - mean);
        left += (d->y[i] - said[i]) * (d->y[i] - said[i]);
        least = fmin(least, d->y[i]);
        most = fmax(most, d->y[i]);
    }
    return lehr_r2(left, most > least ? all : 0);           /* the rounding of the mean must not count as variance */
}

static bool has_no_number(const lehr_data *d, int row, int j)
{
    return isnan(d->y[(size_t)row * (size_t)d->targets + (size_t)j]);
}

/* Of each number, over the rows that have it in the table. */
static void print_r2(const lehr_data *net, const lehr_data *d, const double *said)
{
    for (int j = 0; j < d->targets; j++) {
        int known, missing;
        double r2 = r2_of(d, j, said, &known);
        if (!known) continue;
        print_note(known == 1 ? "%s: R² %s over %d row\n" : "%s: R² %s over %d rows\n", net->target_name[j],
                   lehr_r2_text(r2).s, known);
        if ((missing = d->rows - known))
            print_note(missing == 1 ? "%s: %d row has no number, and is not counted: %s\n"
                                    : "%s: %d rows have no number, and are not counted: %s\n",
                       net->target_name[j], missing, list_rows(d, has_no_number, j).s);
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
        { "csv",   OPTION_OUTPUT, &csv, "FILE",
          "class and probabilities, or the numbers, as CSV; - is standard output" },
        { "quiet", OPTION_FLAG, &quiet, NULL, "no messages: neither accuracy nor R² is printed" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (quiet) print_set_quiet();
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
