/* predict.c — `lehr predict FILE DATA`: what a trained net says */
#include "core/memory.h"
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal.h"
#include "lab/model.h"
#include <string.h>

static const command about = {
    "predict", "FILE DATA [--csv FILE]",
    "Asks a trained net, saved by `lehr train --save`, about every row of a table: its class, and the probability of each class.\n"
    "DATA is a CSV file with the net's features, as they were measured, with or without a class behind them; or a task.",
    "  lehr train iris --save iris.safetensors\n  lehr predict iris.safetensors iris --csv answers.csv\n",
    2, 2, "a checkpoint, and a CSV file or a task",
};

/* In quotes where a reader would otherwise take a part of it for a comma between cells or for blanks around one. */
static void add_cell(lehr_text *out, const char *before, const char *name)
{
    size_t n = strlen(name);
    bool blank = n && (strchr(" \t", name[0]) || strchr(" \t", name[n - 1]));
    const char *quote = blank || strchr(name, ',') ? "\"" : "";
    lehr_text_add(out, "%s%s%s%s", before, quote, name, quote);
}

static void print_csv(const lehr_data *net, int rows, const double *p, lehr_text *out)
{
    lehr_text_add(out, "class");
    for (int k = 0; k < net->classes; k++) add_cell(out, ",", net->class_name[k]);
    lehr_text_add(out, "\n");
    for (int row = 0; row < rows; row++, p += net->classes) {
        add_cell(out, "", net->class_name[lehr_likeliest(p, net->classes)]);
        for (int k = 0; k < net->classes; k++) lehr_text_add(out, ",%.9g", p[k]);
        lehr_text_add(out, "\n");
    }
}

/* For people: percentages below the classes' names. */
static void print_table(const lehr_data *net, int rows, const double *p, lehr_text *out)
{
    int wide = 5;
    for (int k = 0; k < net->classes; k++) wide = (int)strlen(net->class_name[k]) > wide ? (int)strlen(net->class_name[k]) : wide;
    if (wide > 24) wide = 24;
    lehr_text_add(out, "   row  %-*s", wide, "class");
    for (int k = 0; k < net->classes; k++) lehr_text_add(out, "  %*.*s", wide > 7 ? wide : 7, wide, net->class_name[k]);
    lehr_text_add(out, "\n");
    for (int row = 0; row < rows; row++, p += net->classes) {
        lehr_text_add(out, "%6d  %-*.*s", row + 1, wide, wide, net->class_name[lehr_likeliest(p, net->classes)]);
        for (int k = 0; k < net->classes; k++) lehr_text_add(out, "  %*.1f %%", wide > 7 ? wide - 2 : 5, 100 * p[k]);
        lehr_text_add(out, "\n");
    }
}

/* Where the table says what is right, how often the net says so too. */
static void say_how_often(const lehr_data *net, const lehr_data *d, const double *p)
{
    int known = 0, right = 0;
    for (int row = 0; row < d->rows; row++, p += net->classes) {
        known += d->label[row] >= 0;
        right += d->label[row] == lehr_likeliest(p, net->classes);
    }
    if (known) say("%d of %d rows right, accuracy %.2f %%\n", right, known, 100.0 * right / known);
}

static lehr_status predict(lehr_model *m, const lehr_data *d, const char *csv)
{
    lehr_text out = {0};
    double *p = lehr_alloc((size_t)d->rows * (size_t)m->data->classes, sizeof *p);
    if (!p) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_model_ask(m, d, p);
    if (!status) (csv ? print_csv : print_table)(m->data, d->rows, p, &out);
    if (!status) status = emit(csv, &out);
    if (!status) say_how_often(m->data, d, p);
    lehr_free(p);
    return status;
}

lehr_status command_predict(int argc, char *const argv[])
{
    const char *csv = NULL;
    bool quiet = false;
    const option table[] = {
        { "csv",   TEXT, &csv,   "FILE", "class and probabilities as CSV; - is standard output" },
        { "quiet", FLAG, &quiet, NULL,   "no words: how many rows are right is not said" },
        { 0 },
    };
    arguments a;
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    if (quiet) be_quiet();
    lehr_model *m = lehr_model_open(a.word[0]);
    lehr_data *d = m ? lehr_model_data(m, a.word[1]) : NULL;
    status = d ? predict(m, d, csv) : lehr_last_status();
    lehr_data_free(d);
    lehr_model_free(m);
    return status;
}
