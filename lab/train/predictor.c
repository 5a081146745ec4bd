#include "lab/train/predictor.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/data/table.h"
#include "lab/train/run_checkpoint.h"
#include "lab/data/data_open.h"
#include "lab/data/image_files.h"
#include "lab/train/data_io.h"
#include <math.h>
#include <string.h>

enum { MAX_TABLE_BYTES = 256 * 1024 * 1024, CHUNK = 1024 };

/* --- the net ------------------------------------------------------------------------------------------------------ */

static lehr_status build(lehr_model *m)
{
    lehr_plan plan;
    lehr_random random;             /* the file's weights overwrite what is drawn from it */
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
    if (LEHR_NOT_NULL(c)) return NULL;
    lehr_model *m = lehr_alloc(1, sizeof *m);
    if (!m) {
        lehr_checkpoint_free(c);
        return NULL;
    }
    m->file = c;
    lehr_status status = build(m);
    if (!status) return m;
    lehr_model_free(m);
    lehr_fail(status == LEHR_ERR_MEMORY ? LEHR_ERR_MEMORY : LEHR_ERR_FILE, "%s", lehr_message());
    return NULL;
}

lehr_model *lehr_model_open(const char *path)
{
    lehr_checkpoint *c = LEHR_NOT_NULL(path) ? NULL : lehr_checkpoint_open(path);
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

/* The default names, "x", "y" or "x1" …, of a table without a header need not match those of another table. */
static bool is_given_name(const lehr_data *d, int f)
{
    lehr_short_text plain = d->features == 2 ? lehr_short_printf("%c", 'x' + f) : lehr_short_printf("x%d", f + 1);
    return strcmp(d->feature_name[f], plain.s) != 0;
}

static lehr_short_text count_features(int n)
{
    return n == 1 ? lehr_short_printf("%s", lehr_translate("1 feature"))
                  : lehr_short_printf(lehr_translate("%d features"), n);
}

static lehr_short_text count_answers(const lehr_data *d)
{
    return !d->targets       ? lehr_short_printf("%s", lehr_translate("classes"))
           : d->targets == 1 ? lehr_short_printf("%s", lehr_translate("1 number"))
                             : lehr_short_printf(lehr_translate("%d numbers"), d->targets);
}

/* The number of label or target columns that may follow the features. */
static int answers_of(const lehr_data *like) { return like->targets ? like->targets : 1; }

static lehr_status check_columns(const lehr_delimited *t, const lehr_data *like, int n, int columns)
{
    int answers = answers_of(like);
    bool fits = n == like->features || n == like->features + answers;
    if (fits && n != columns)
        return lehr_delimited_fail(t, t->line_end, "%d columns, but the first line has %d", n, columns);
    if (fits) return LEHR_OK;
    lehr_short_text extra = answers > 1 ? lehr_short_printf(lehr_translate("its %d numbers"), answers)
                            : lehr_short_printf("%s", lehr_translate(like->targets ? "the number" : "the class"));
    return lehr_delimited_fail(t, t->line_end, "%d columns; the net has %s, and %s may follow them", n,
                               count_features(like->features).s, extra.s);
}

static lehr_status check_header(const lehr_delimited *t, const lehr_data *like)
{
    const char *at = t->line;
    for (int f = 0; f < like->features; f++) {
        lehr_cell c = lehr_delimited_next_cell(t, &at);
        if (is_given_name(like, f) && lehr_cell_compare(c, like->feature_name[f]))
            return lehr_delimited_fail(t, c.s, "column %d is %.*s; the net was trained with %.80s there", f + 1,
                                       c.length < 80 ? c.length : 80, c.s, like->feature_name[f]);
    }
    return LEHR_OK;
}

/* like: the model's data. */
static lehr_status check_line(void *like, const lehr_delimited *t, const lehr_table_layout *layout, int cells)
{
    lehr_status status = check_columns(t, like, cells, layout->columns);
    bool header = layout->has_header && t->line_number == layout->first_line;
    return status || !header ? status : check_header(t, like);
}

static bool is_missing(lehr_cell c)
{
    static const char *const marks[] = { "", "?", "NA", "NaN", "nan" };
    bool found = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) found |= !lehr_cell_compare(c, marks[i]);
    return found;
}

static lehr_status read_row(const lehr_delimited *t, const lehr_data *like, lehr_data *d, int row)
{
    const char *at = t->line;
    double *x = d->x + (size_t)row * (size_t)d->features;
    lehr_status status = lehr_table_next_numbers(t, &at, like->feature_name, d->features, x);
    for (int j = 0; j < d->targets && !status; j++) {
        double *y = &d->y[(size_t)row * (size_t)d->targets + (size_t)j];
        if (!at || !lehr_cell_number(lehr_delimited_next_cell(t, &at), y)) *y = NAN;
    }
    if (status || d->targets) return status;
    lehr_cell c = at ? lehr_delimited_next_cell(t, &at) : (lehr_cell){ "", 0, NULL, false };
    int k = like->classes - 1;
    while (k >= 0 && lehr_cell_compare(c, like->class_name[k])) k--;
    d->label[row] = k >= 0 ? k : is_missing(c) ? LEHR_LABEL_MISSING : LEHR_LABEL_UNKNOWN;
    return LEHR_OK;
}

static lehr_status read_table(lehr_data *like, lehr_data *d, const char *name, const char *text, size_t length)
{
    lehr_table_layout layout;
    lehr_delimited t = lehr_delimited_open(name, text, length);
    lehr_status status = lehr_table_scan(t, &layout, check_line, like);
    if (status) return status;
    status = like->targets ? lehr_data_alloc_targets(d, layout.rows, like->features, like->targets)
                           : lehr_data_alloc(d, layout.rows, like->features, 0);
    if (!status) d->line = lehr_arena_alloc(&d->memory, (size_t)d->rows, sizeof *d->line);
    if (!status && !d->line) status = LEHR_ERR_MEMORY;
    if (layout.has_header) lehr_delimited_next_line(&t);
    for (int row = 0; row < layout.rows && !status; row++) {
        lehr_delimited_next_line(&t);
        d->line[row] = t.line_number;
        status = read_row(&t, like, d, row);
    }
    return status;
}

static lehr_data *open_table(lehr_data *like, const char *path, const char *text, size_t length)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !read_table(like, d, path, text, length)) return d;
    lehr_data_free(d);
    return NULL;
}

/* Labels become those of the model's classes with the same names. */
static void rename_classes(const lehr_data *like, lehr_data *d)
{
    for (int row = 0; row < d->rows; row++) {
        int k = like->classes - 1;
        while (k >= 0 && strcmp(like->class_name[k], d->class_name[d->label[row]])) k--;
        d->label[row] = k >= 0 ? k : LEHR_LABEL_UNKNOWN;
    }
}

/* Checks that the model can predict these rows, and renumbers their labels to the model's classes. */
static lehr_status match_data(const lehr_data *like, lehr_data *d, const char *name)
{
    if (d->features != like->features)
        return lehr_fail(LEHR_ERR_SHAPE, "%s has %s, but the net has %d", name, count_features(d->features).s,
                         like->features);
    if (d->targets != like->targets)
        return lehr_fail(LEHR_ERR_SHAPE, "%s has %s to predict, but the net predicts %s", name,
                         count_answers(d).s, count_answers(like).s);
    if (!d->targets) rename_classes(like, d);
    return LEHR_OK;
}

static lehr_data *open_whole(const lehr_data *like, const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (!d || !match_data(like, d, name)) return d;
    lehr_data_free(d);
    return NULL;
}

lehr_data *lehr_model_data(const lehr_model *m, const char *name)
{
    char *bytes;
    size_t n;
    if (LEHR_NOT_NULL(m, name)) return NULL;
    if (!lehr_is_file_name(name)) return open_whole(m->data, name);
    if (lehr_read_file(name, MAX_TABLE_BYTES, &bytes, &n)) return NULL;
    lehr_data *d = lehr_is_image_file(bytes, n) ? open_whole(m->data, name) : open_table(m->data, name, bytes, n);
    lehr_free(bytes);
    return d;
}

/* --- predicting --------------------------------------------------------------------------------------------------- */

/* Rows from … from + m − 1 of d as columns, scaled as the training data were. */
static void fill_columns(const lehr_data *trained, const lehr_data *d, int from, int m, lehr_real *x)
{
    for (int i = 0; i < m; i++)
        for (int f = 0; f < d->features; f++) {
            double v = lehr_data_value(d, from + i, f), scale = trained->scale[f];
            x[(size_t)f * (size_t)m + (size_t)i] = scale == 0 ? 0 : (lehr_real)((v - trained->offset[f]) / scale);
        }
}

/* Softmax of column i of z; for a single output, the logistic function σ and 1 − σ. */
static void fill_probabilities(const lehr_tensor *z, int i, int classes, double *p)
{
    size_t outputs = (size_t)z->shape.dim[0], m = (size_t)z->shape.dim[1];
    double max = -INFINITY, sum = 0;
    if (outputs == 1) {
        p[1] = 1 / (1 + exp(-(double)z->data[i]));
        p[0] = 1 / (1 + exp((double)z->data[i]));
        return;
    }
    for (int k = 0; k < classes; k++) max = fmax(max, (double)z->data[(size_t)k * m + (size_t)i]);
    for (int k = 0; k < classes; k++) sum += p[k] = exp((double)z->data[(size_t)k * m + (size_t)i] - max);
    for (int k = 0; k < classes; k++) p[k] /= sum;
}

/* Column i of z in the units in which such numbers were read. */
static void fill_numbers(const lehr_tensor *z, int i, const lehr_data *trained, double *y)
{
    size_t m = (size_t)z->shape.dim[1];
    for (int j = 0; j < trained->targets; j++)
        y[j] = (double)z->data[(size_t)j * m + (size_t)i] * trained->target_scale[j] + trained->target_offset[j];
}

static lehr_status predict_chunk(lehr_model *m, const lehr_data *d, int from, int n, lehr_real *x, double *prediction)
{
    int columns = lehr_model_columns(m);
    fill_columns(m->data, d, from, n, x);
    lehr_tape_begin(m->tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(m->tape, m->net, lehr_input(m->tape, LEHR_MATRIX(d->features, n), x));
    if (!z) return lehr_tape_status(m->tape);
    if (lehr_find_nonfinite(z->data, z->size) < z->size)
        return lehr_fail(
            LEHR_ERR_NAN,
            "among rows %d to %d, the net's numbers overflow; these rows are far from those it was trained on",
            from + 1, from + n);
    for (int i = 0; i < n; i++, prediction += columns)
        if (m->data->targets) fill_numbers(z, i, m->data, prediction);
        else fill_probabilities(z, i, columns, prediction);
    return LEHR_OK;
}

int lehr_model_columns(const lehr_model *m)
{
    return LEHR_NOT_NULL(m) ? 0 : m->data->targets ? m->data->targets : m->data->classes;
}

lehr_status lehr_model_predict(lehr_model *m, const lehr_data *d, double *prediction)
{
    lehr_status status = LEHR_NOT_NULL(m, d, prediction);
    if (status) return status;
    if (d->features != m->data->features)
        return lehr_fail(LEHR_ERR_SHAPE, "the data have %s, but the net has %d", count_features(d->features).s,
                         m->data->features);
    lehr_real *x = lehr_alloc(CHUNK * (size_t)d->features, sizeof *x);
    if (!x) return LEHR_ERR_MEMORY;
    for (int from = 0; from < d->rows && !status; from += CHUNK)
        status = predict_chunk(m, d, from, d->rows - from < CHUNK ? d->rows - from : CHUNK, x,
                               prediction + (size_t)from * (size_t)lehr_model_columns(m));
    lehr_free(x);
    return status;
}

int lehr_argmax(const double *probability, int classes)
{
    int best = 0;
    for (int k = 1; probability && k < classes; k++)
        if (probability[k] > probability[best]) best = k;
    return best;
}
