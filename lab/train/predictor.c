#include "lab/train/predictor.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/data/delimited.h"
#include "lab/train/run_checkpoint.h"
#include "lab/data/data_open.h"
#include "lab/data/image_files.h"
#include "lab/train/data_io.h"
#include <math.h>
#include <string.h>

enum { LARGEST_TABLE = 256 * 1024 * 1024, MOST_ROWS = 10000000, PIECE = 1024 };

/* --- the net ------------------------------------------------------------------------------------------------------ */

static lehr_status build(lehr_model *m)
{
    lehr_plan plan;
    lehr_random random;             /* whatever is drawn from it, the file's weights come over it */
    lehr_random_seed(&random, 0);
    lehr_status status = lehr_plan_read(&plan, m->file);
    if (!status && !strcmp(plan.net, LEHR_CUSTOM_NET))
        status =
            lehr_fail(LEHR_ERR_FILE,
                      "%s: its net is made of layers of a program's own, which no file describes; only that program "
                      "can ask it",
                      lehr_checkpoint_name(m->file));
    if (!status && !(m->data = lehr_data_read_metadata(m->file))) status = lehr_last_status();
    if (!status) status = lehr_net_spec_parse(plan.net, plan.activation, m->data, m->net, &m->outputs);
    if (!status) status = lehr_checkpoint_check_net(m->file, m->net);
    if (!status && (!(m->params = lehr_params_new()) || !(m->tape = lehr_tape_new()))) status = LEHR_ERR_MEMORY;
    if (!status) status = lehr_params_reserve(m->params, lehr_net_param_count(m->net));
    if (!status) status = lehr_sequence_init(m->net, m->params, "zero", &random);
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
    bool is_memory = status == LEHR_ERR_MEMORY;             /* all else is the file's fault, and not that of who asks */
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
    lehr_short_text plain = d->features == 2 ? lehr_short_printf("%c", 'x' + f) : lehr_short_printf("x%d", f + 1);
    return strcmp(d->feature_name[f], plain.s) != 0;
}

static lehr_short_text counted(int n, const char *what)
{
    return lehr_short_printf("%d %s%s", n, what, n == 1 ? "" : "s");
}

/* How many columns of answers may stand behind the features. */
static int answers_of(const lehr_data *like) { return like->targets ? like->targets : 1; }

static lehr_status check_columns(const lehr_delimited *t, const lehr_data *like, int columns)
{
    int n = lehr_delimited_count_cells(t), answers = answers_of(like);
    bool fits = n == like->features || n == like->features + answers;
    if (fits && n != columns)
        return lehr_delimited_fail(t, t->line_end, "%d columns, but the first line has %d", n, columns);
    if (fits) return LEHR_OK;
    lehr_short_text behind = answers > 1 ? lehr_short_printf("its %d numbers", answers)
                                         : lehr_short_printf("the %s", like->targets ? "number" : "class");
    return lehr_delimited_fail(t, t->line_end, "%d columns; the net has %s, and %s may stand behind them", n,
                               counted(like->features, "feature").s, behind.s);
}

/* The present line of a table: is it as long as it must be, without torn quotes and zero bytes? */
static lehr_status check_line(const lehr_delimited *t, const lehr_data *like, int columns)
{
    lehr_status status = lehr_delimited_check_line(t);
    return status ? status : check_columns(t, like, columns);
}

static bool is_header(const lehr_delimited *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (lehr_cell_number(lehr_delimited_next_cell(t, &at), &v)) return false;
    return true;
}

static lehr_status check_header(const lehr_delimited *t, const lehr_data *like)
{
    const char *at = t->line;
    for (int f = 0; f < like->features; f++) {
        lehr_cell c = lehr_delimited_next_cell(t, &at);
        if (is_own_name(like, f) && lehr_cell_compare(c, like->feature_name[f]))
            return lehr_delimited_fail(t, c.s, "column %d is %.*s; the net was trained with %.80s there", f + 1,
                                       c.length < 80 ? c.length : 80, c.s, like->feature_name[f]);
    }
    return LEHR_OK;
}

static lehr_status read_row(const lehr_delimited *t, const lehr_data *like, lehr_data *d, int row)
{
    const char *at = t->line;
    for (int f = 0; f < d->features; f++) {
        lehr_cell c = lehr_delimited_next_cell(t, &at);
        double *v = &d->x[(size_t)row * (size_t)d->features + (size_t)f];
        if (!lehr_cell_number(c, v) || fabs(*v) > 1e30)
            return lehr_delimited_fail(t, c.s, "%s is \"%.*s\"; a decimal number between -1e30 and 1e30 is expected",
                                       like->feature_name[f], c.length < 40 ? c.length : 40, c.s);
    }
    for (int j = 0; j < d->targets; j++) {
        double *y = &d->y[(size_t)row * (size_t)d->targets + (size_t)j];
        if (!at || !lehr_cell_number(lehr_delimited_next_cell(t, &at), y)) *y = NAN;
    }
    if (d->targets) return LEHR_OK;
    lehr_cell c = at ? lehr_delimited_next_cell(t, &at) : (lehr_cell){ "", 0, NULL, false };
    d->label[row] = like->classes - 1;
    while (d->label[row] >= 0 && lehr_cell_compare(c, like->class_name[d->label[row]])) d->label[row]--;
    return LEHR_OK;
}

/* Twice over the text: first every line's form, and how many there are; then the numbers. */
static lehr_status read_table(const lehr_data *like, lehr_data *d, const char *name, const char *text, size_t length)
{
    lehr_delimited t = lehr_delimited_open(name, text, length), again = t;
    int columns = 0, rows = 0, skipped = 0;
    lehr_status status = LEHR_OK;
    while (!status && lehr_delimited_next_line(&t)) {
        bool first = !columns;
        if (first) columns = lehr_delimited_count_cells(&t);
        status = check_line(&t, like, columns);
        if (!status && first && is_header(&t)) status = check_header(&t, like), skipped = 1;
        else if (++rows > MOST_ROWS) status = lehr_delimited_fail(&t, t.line, "more than %d rows", MOST_ROWS);
    }
    if (!status && !rows)
        status = lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", name,
                           t.number + 1);
    if (!status && like->targets) status = lehr_data_alloc_targets(d, rows, like->features, like->targets);
    else if (!status) status = lehr_data_alloc(d, rows, like->features, 0);
    if (!status && skipped) lehr_delimited_next_line(&again);
    for (int row = 0; row < rows && !status; row++) {
        lehr_delimited_next_line(&again);
        status = read_row(&again, like, d, row);
    }
    return status;
}

static lehr_data *open_table(const lehr_data *like, const char *path, const char *text, size_t length)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !read_table(like, d, path, text, length)) return d;
    lehr_data_free(d);
    return NULL;
}

/* The number of each class of d among the model's. */
static void rename_classes(const lehr_data *like, lehr_data *d)
{
    for (int row = 0; row < d->rows; row++) {
        int k = like->classes - 1;
        while (k >= 0 && strcmp(like->class_name[k], d->class_name[d->label[row]])) k--;
        d->label[row] = k;
    }
}

/* Rows of a task, or pictures, that the model can be asked about; what they should be answered with by its names. */
static lehr_status suit(const lehr_data *like, lehr_data *d, const char *name)
{
    if (d->features != like->features)
        return lehr_fail(LEHR_ERR_SHAPE, "%s has %s, but the net has %d", name, counted(d->features, "feature").s,
                         like->features);
    if (d->targets != like->targets)
        return lehr_fail(LEHR_ERR_SHAPE, "%s is answered by %s, but the net answers with %s", name,
                         d->targets ? counted(d->targets, "number").s : "classes",
                         like->targets ? counted(like->targets, "number").s : "classes");
    if (!d->targets) rename_classes(like, d);
    return LEHR_OK;
}

static lehr_data *open_whole(const lehr_data *like, const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (!d || !suit(like, d, name)) return d;
    lehr_data_free(d);
    return NULL;
}

lehr_data *lehr_model_data(const lehr_model *m, const char *name)
{
    char *bytes;
    size_t n;
    if (!lehr_is_file_name(name)) return open_whole(m->data, name);
    if (lehr_read_file(name, LARGEST_TABLE, &bytes, &n)) return NULL;
    lehr_data *d = lehr_is_image_file(bytes, n) ? open_whole(m->data, name) : open_table(m->data, name, bytes, n);
    lehr_free(bytes);
    return d;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* m rows of d from there, scaled as those of the training were, as columns. */
static void take_columns(const lehr_data *scale, const lehr_data *d, int from, int m, lehr_real *x)
{
    for (int i = 0; i < m; i++)
        for (int f = 0; f < d->features; f++) {
            double v = lehr_data_value(d, from + i, f), unit = scale->scale[f];
            x[(size_t)f * (size_t)m + (size_t)i] = unit == 0 ? 0 : (lehr_real)((v - scale->offset[f]) / unit);
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

/* Column i of z in the units in which such numbers were read. */
static void numbers(const lehr_tensor *z, int i, const lehr_data *scale, double *y)
{
    size_t m = (size_t)z->shape.dim[1];
    for (int j = 0; j < scale->targets; j++)
        y[j] = (double)z->data[(size_t)j * m + (size_t)i] * scale->target_scale[j] + scale->target_offset[j];
}

static lehr_status ask_piece(lehr_model *m, const lehr_data *d, int from, int n, lehr_real *x, double *said)
{
    int columns = lehr_model_columns(m);
    take_columns(m->data, d, from, n, x);
    lehr_tape_begin(m->tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(m->tape, m->net, lehr_input(m->tape, LEHR_MATRIX(d->features, n), x));
    if (!z) return lehr_tape_status(m->tape);
    if (lehr_find_nonfinite(z->data, z->size) < z->size)
        return lehr_fail(
            LEHR_ERR_NAN,
            "among rows %d to %d, the net's numbers overflow; these rows are far from those it was trained on",
            from + 1, from + n);
    for (int i = 0; i < n; i++, said += columns)
        if (m->data->targets) numbers(z, i, m->data, said);
        else probabilities(z, i, columns, said);
    return LEHR_OK;
}

int lehr_model_columns(const lehr_model *m) { return m->data->targets ? m->data->targets : m->data->classes; }

lehr_status lehr_model_predict(lehr_model *m, const lehr_data *d, double *said)
{
    lehr_status status = LEHR_OK;
    lehr_real *x = lehr_alloc(PIECE * (size_t)d->features, sizeof *x);
    if (!x) return LEHR_ERR_MEMORY;
    for (int from = 0; from < d->rows && !status; from += PIECE)
        status = ask_piece(m, d, from, d->rows - from < PIECE ? d->rows - from : PIECE, x,
                           said + (size_t)from * (size_t)lehr_model_columns(m));
    lehr_free(x);
    return status;
}

int lehr_argmax(const double *probability, int classes)
{
    int best = 0;
    for (int k = 1; k < classes; k++)
        if (probability[k] > probability[best]) best = k;
    return best;
}
