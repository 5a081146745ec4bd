#include "lab/model.h"
#include "core/file.h"
#include "core/memory.h"
#include "lab/cells.h"
#include "lab/checkpoint.h"
#include "lab/net.h"
#include <math.h>
#include <string.h>

enum { LARGEST_TABLE = 256 * 1024 * 1024, MOST_ROWS = 10000000, PIECE = 1024 };

/* --- the net ------------------------------------------------------------------------------------------------------ */

static lehr_status build(lehr_model *m)
{
    lehr_plan plan;
    lehr_random random;             /* whatever is drawn from it, the file's weights come over it */
    lehr_random_seed(&random, 0);
    lehr_status status = lehr_plan_saved(&plan, m->file);
    if (!status && !(m->data = lehr_data_saved(m->file))) status = lehr_last_status();
    if (!status) status = lehr_net_parse(plan.net, plan.activation, m->data, m->net, &m->layers, &m->outputs);
    if (!status) status = lehr_net_is_saved(m->file, m->net, m->layers);
    if (!status && (!(m->params = lehr_params_new()) || !(m->tape = lehr_tape_new()))) status = LEHR_ERR_MEMORY;
    if (!status) status = lehr_sequence_init(m->net, m->layers, m->params, "zero", &random);
    return status ? status : lehr_params_load(m->params, m->file);
}

lehr_model *lehr_model_of(lehr_checkpoint *c)
{
    lehr_model *m = lehr_alloc(1, sizeof *m);
    if (!m) {
        lehr_checkpoint_free(c);
        return NULL;
    }
    m->file = c;
    lehr_status status = build(m);
    if (!status) return m;
    lehr_model_free(m);
    bool is_memory = status == LEHR_ERR_MEMORY;                 /* all else is the file's fault, and not that of who asks */
    lehr_fail(is_memory ? LEHR_ERR_MEMORY : LEHR_ERR_FILE, "%s", lehr_message());
    return NULL;
}

lehr_model *lehr_model_open(const char *path)
{
    lehr_checkpoint *c = lehr_checkpoint_open(path);
    return c ? lehr_model_of(c) : NULL;
}

void lehr_model_free(lehr_model *m)
{
    if (!m) return;
    lehr_tape_free(m->tape);
    lehr_params_free(m->params);
    lehr_data_free(m->data);
    lehr_checkpoint_free(m->file);
    lehr_free(m);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* Names that we give where a table has none, "x", "y" or "x1" …, say nothing about another table. */
static bool is_own_name(const lehr_data *d, int f)
{
    lehr_word plain = d->features == 2 ? lehr_words("%c", 'x' + f) : lehr_words("x%d", f + 1);
    return strcmp(d->feature_name[f], plain.s) != 0;
}

/* The present line of a table: is it as long as it must be, without torn quotes and zero bytes? */
static lehr_status check_line(const lehr_cells *t, int features, int columns)
{
    const char *zero = memchr(t->line, '\0', (size_t)(t->line_end - t->line));
    if (zero) return lehr_cells_fail(t, zero, "a zero byte; this is not a table of text");
    int n = lehr_count_cells(t);
    if (n != features && n != features + 1)
        return lehr_cells_fail(t, t->line_end, "%d columns; the net has %d features, and the class may stand behind them", n, features);
    if (n != columns) return lehr_cells_fail(t, t->line_end, "%d columns, but the first line has %d", n, columns);
    for (const char *at = t->line; at;) {
        lehr_cell c = lehr_next_cell(t, &at);
        if (c.torn) return lehr_cells_fail(t, c.s, "quotes must stand around the whole of a cell, and not inside it");
    }
    return LEHR_OK;
}

static bool is_header(const lehr_cells *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (lehr_cell_number(lehr_next_cell(t, &at), &v)) return false;
    return true;
}

static bool is_word(lehr_cell c, const char *word) { return strlen(word) == (size_t)c.length && !memcmp(c.s, word, (size_t)c.length); }

static lehr_status check_header(const lehr_cells *t, const lehr_data *like)
{
    const char *at = t->line;
    for (int f = 0; f < like->features; f++) {
        lehr_cell c = lehr_next_cell(t, &at);
        if (is_own_name(like, f) && !is_word(c, like->feature_name[f]))
            return lehr_cells_fail(t, c.s, "column %d is %.*s; the net was trained with %.80s there", f + 1, c.length < 80 ? c.length : 80,
                                   c.s, like->feature_name[f]);
    }
    return LEHR_OK;
}

static lehr_status read_row(const lehr_cells *t, const lehr_data *like, lehr_data *d, int row)
{
    const char *at = t->line;
    for (int f = 0; f < d->features; f++) {
        lehr_cell c = lehr_next_cell(t, &at);
        double *v = &d->x[(size_t)row * (size_t)d->features + (size_t)f];
        if (!lehr_cell_number(c, v) || fabs(*v) > 1e30)
            return lehr_cells_fail(t, c.s, "%s is \"%.*s\"; a decimal number between -1e30 and 1e30 is expected", like->feature_name[f],
                                   c.length < 40 ? c.length : 40, c.s);
    }
    lehr_cell c = at ? lehr_next_cell(t, &at) : (lehr_cell){ "", 0, false };
    d->label[row] = like->classes - 1;
    while (d->label[row] >= 0 && !is_word(c, like->class_name[d->label[row]])) d->label[row]--;
    return LEHR_OK;
}

/* Twice over the text: first every line's form, and how many there are; then the numbers. */
static lehr_status read_table(const lehr_data *like, lehr_data *d, const char *name, const char *text, size_t length)
{
    lehr_cells t = lehr_cells_of(name, text, length), again = t;
    int columns = 0, rows = 0, skipped = 0;
    lehr_status status = LEHR_OK;
    while (!status && lehr_next_line(&t)) {
        bool first = !columns;
        if (first) columns = lehr_count_cells(&t);
        status = check_line(&t, like->features, columns);
        if (!status && first && is_header(&t)) status = check_header(&t, like), skipped = 1;
        else if (++rows > MOST_ROWS) status = lehr_cells_fail(&t, t.line, "more than %d rows", MOST_ROWS);
    }
    if (!status && !rows)
        status = lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", name, t.number + 1);
    if (!status) status = lehr_data_room(d, rows, like->features, 0);
    if (!status && skipped) lehr_next_line(&again);
    for (int row = 0; row < rows && !status; row++) {
        lehr_next_line(&again);
        status = read_row(&again, like, d, row);
    }
    return status;
}

static lehr_data *open_table(const lehr_data *like, const char *path)
{
    char *text = NULL;
    size_t length;
    lehr_data *d = lehr_alloc(1, sizeof *d);
    lehr_status status = d ? lehr_read_file(path, LARGEST_TABLE, &text, &length) : LEHR_ERR_MEMORY;
    if (!status) status = read_table(like, d, path, text, length);
    lehr_free(text);
    if (!status) return d;
    lehr_data_free(d);
    return NULL;
}

/* The rows of a task, their classes by the model's names. */
static lehr_data *open_task(const lehr_data *like, const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (d && d->features != like->features) {
        lehr_fail(LEHR_ERR_SHAPE, "%s has %d features, but the net has %d", name, d->features, like->features);
        lehr_data_free(d);
        return NULL;
    }
    for (int row = 0; d && row < d->rows; row++) {
        int k = like->classes - 1;
        while (k >= 0 && strcmp(like->class_name[k], d->class_name[d->label[row]])) k--;
        d->label[row] = k;
    }
    return d;
}

lehr_data *lehr_model_data(const lehr_model *m, const char *name)
{
    return (lehr_names_a_file(name) ? open_table : open_task)(m->data, name);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* m rows of d from there, scaled as those of the training were, as columns. */
static void take_columns(const lehr_data *scale, const lehr_data *d, int from, int m, lehr_real *x)
{
    for (int i = 0; i < m; i++)
        for (int f = 0; f < d->features; f++) {
            double v = d->x[(size_t)(from + i) * (size_t)d->features + (size_t)f], unit = scale->unit[f];
            x[(size_t)f * (size_t)m + (size_t)i] = unit == 0 ? 0 : (lehr_real)((v - scale->zero[f]) / unit);
        }
}

/* Softmax of column i of z, or, of a single output, the logistic function and what is left of 1. */
static void probabilities(const lehr_tensor *z, int i, int classes, double *p)
{
    size_t outputs = (size_t)z->shape.dim[0], m = (size_t)z->shape.dim[1];
    double top = -INFINITY, sum = 0;
    if (outputs == 1) {
        p[1] = 1 / (1 + exp(-(double)z->data[i]));
        p[0] = 1 / (1 + exp((double)z->data[i]));
        return;
    }
    for (int k = 0; k < classes; k++) top = fmax(top, (double)z->data[(size_t)k * m + (size_t)i]);
    for (int k = 0; k < classes; k++) sum += p[k] = exp((double)z->data[(size_t)k * m + (size_t)i] - top);
    for (int k = 0; k < classes; k++) p[k] /= sum;
}

static lehr_status ask_piece(lehr_model *m, const lehr_data *d, int from, int n, lehr_real *x, double *p)
{
    int classes = m->data->classes;
    take_columns(m->data, d, from, n, x);
    lehr_tape_begin(m->tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(m->tape, m->net, m->layers, lehr_input(m->tape, LEHR_MATRIX(d->features, n), x));
    if (!z) return lehr_tape_status(m->tape);
    if (lehr_first_nan(z->data, z->size) < z->size)
        return lehr_fail(LEHR_ERR_NAN, "among rows %d to %d, the net's numbers overflow; these rows are far from those it was trained on",
                         from + 1, from + n);
    for (int i = 0; i < n; i++) probabilities(z, i, classes, p + (size_t)i * (size_t)classes);
    return LEHR_OK;
}

lehr_status lehr_model_ask(lehr_model *m, const lehr_data *d, double *probability)
{
    lehr_status status = LEHR_OK;
    lehr_real *x = lehr_alloc(PIECE * (size_t)d->features, sizeof *x);
    if (!x) return LEHR_ERR_MEMORY;
    for (int from = 0; from < d->rows && !status; from += PIECE)
        status = ask_piece(m, d, from, d->rows - from < PIECE ? d->rows - from : PIECE, x,
                           probability + (size_t)from * (size_t)m->data->classes);
    lehr_free(x);
    return status;
}

int lehr_likeliest(const double *probability, int classes)
{
    int best = 0;
    for (int k = 1; k < classes; k++)
        if (probability[k] > probability[best]) best = k;
    return best;
}
