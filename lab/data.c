#include "lab/data.h"
#include "core/file.h"
#include "core/memory.h"
#include "lab/csv.h"
#include "lab/task.h"
#include <math.h>
#include <string.h>

enum { LARGEST_FILE = 256 * 1024 * 1024 };

/* --- making and leaving ------------------------------------------------------------------------------------------- */

/* "x" and "y" for a plane, otherwise x1, x2, …; classes are called by their numbers. */
static lehr_status name_all(lehr_data *d)
{
    char name[32];
    for (int f = 0; f < d->features; f++) {
        if (d->features == 2) lehr_print(name, sizeof name, "%c", 'x' + f);
        else lehr_print(name, sizeof name, "x%d", f + 1);
        if (!(d->feature_name[f] = lehr_arena_copy(&d->memory, name))) return LEHR_ERR_MEMORY;
    }
    for (int c = 0; c < d->classes; c++) {
        lehr_print(name, sizeof name, "%d", c);
        if (!(d->class_name[c] = lehr_arena_copy(&d->memory, name))) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

/* Room for all that is numbers; names are another matter. */
static lehr_status take_numbers(lehr_data *d, int rows, int features)
{
    size_t numbers;
    if (!lehr_multiply((size_t)rows, (size_t)features, &numbers))
        return lehr_fail(LEHR_ERR_MEMORY, "data: %d rows of %d features are more than any machine holds", rows, features);
    d->rows = rows;
    d->features = features;
    d->x = lehr_arena_take(&d->memory, numbers, sizeof *d->x);
    d->label = lehr_arena_take(&d->memory, (size_t)rows, sizeof *d->label);
    d->zero = lehr_arena_take(&d->memory, (size_t)features, sizeof *d->zero);
    d->unit = lehr_arena_take(&d->memory, (size_t)features, sizeof *d->unit);
    return d->x && d->label && d->zero && d->unit ? LEHR_OK : LEHR_ERR_MEMORY;
}

lehr_status lehr_data_room(lehr_data *d, int rows, int features, int classes)
{
    lehr_status status = take_numbers(d, rows, features);
    if (status) return status;
    for (int f = 0; f < features; f++) {
        d->zero[f] = 0;
        d->unit[f] = 1;
    }
    d->classes = classes;
    d->label_name = "label";
    d->feature_name = lehr_arena_take(&d->memory, (size_t)features, sizeof *d->feature_name);
    d->class_name = lehr_arena_take(&d->memory, (size_t)classes, sizeof *d->class_name);
    return d->feature_name && d->class_name ? name_all(d) : LEHR_ERR_MEMORY;
}

static lehr_status open_file(lehr_data *d, const char *path)
{
    char *text;
    size_t length;
    lehr_status status = lehr_read_file(path, LARGEST_FILE, &text, &length);
    if (!status) status = lehr_csv_read(d, path, text, length);
    lehr_free(text);
    return status;
}

lehr_data *lehr_data_open(const char *name)
{
    if (!name) {
        lehr_fail(LEHR_ERR_NAME, "no name of a data set was given");
        return NULL;
    }
    bool is_file = lehr_names_a_file(name);
    const lehr_task *task = is_file ? NULL : lehr_task_named(name);
    if (!is_file && !task) return NULL;
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !(is_file ? open_file(d, name) : task->fill(d))) return d;
    lehr_data_free(d);
    return NULL;
}

lehr_data *lehr_data_copy(const lehr_data *from)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d) return NULL;
    if (take_numbers(d, from->rows, from->features)) {
        lehr_data_free(d);
        return NULL;
    }
    d->classes = from->classes;
    d->feature_name = from->feature_name;
    d->class_name = from->class_name;
    d->label_name = from->label_name;
    memcpy(d->x, from->x, (size_t)d->rows * (size_t)d->features * sizeof *d->x);
    memcpy(d->zero, from->zero, (size_t)d->features * sizeof *d->zero);
    memcpy(d->unit, from->unit, (size_t)d->features * sizeof *d->unit);
    memcpy(d->label, from->label, (size_t)d->rows * sizeof *d->label);
    return d;
}

void lehr_data_free(lehr_data *d)
{
    if (!d) return;
    lehr_arena_release(&d->memory);
    lehr_free(d);
}

/* In quotes where a reader would otherwise take a part of it for a comma between cells or for blanks around one. */
static void print_name(const char *name, const char *behind, lehr_text *out)
{
    size_t n = strlen(name);
    bool blank = n && (strchr(" \t\r", name[0]) || strchr(" \t\r", name[n - 1]));
    const char *quote = blank || strchr(name, ',') ? "\"" : "";
    lehr_text_add(out, "%s%s%s%s", quote, name, quote, behind);
}

void lehr_data_print(const lehr_data *d, lehr_text *out)
{
    for (int f = 0; f < d->features; f++) print_name(d->feature_name[f], ",", out);
    print_name(d->label_name, "\n", out);
    for (int row = 0; row < d->rows; row++) {
        const double *x = d->x + (size_t)row * (size_t)d->features;
        for (int f = 0; f < d->features; f++) lehr_text_add(out, "%.4f,", x[f]);
        print_name(d->class_name[d->label[row]], "\n", out);
    }
}

/* --- scaling ------------------------------------------------------------------------------------------------------ */

typedef struct figures { double least, greatest, mean, deviation; } figures;

/* Of one feature, over the rows listed or, if rows is NULL, the first n. */
static figures measure(const lehr_data *d, int feature, const int *rows, int n)
{
    figures g = { INFINITY, -INFINITY, 0, 0 };
    const double *x = d->x + feature;
    size_t step = (size_t)d->features;
    for (int i = 0; i < n; i++) {
        double v = x[(size_t)(rows ? rows[i] : i) * step];
        g.least = fmin(g.least, v);
        g.greatest = fmax(g.greatest, v);
        g.mean += v / n;
    }
    for (int i = 0; i < n; i++) {
        double v = x[(size_t)(rows ? rows[i] : i) * step] - g.mean;
        g.deviation += v * v / n;
    }
    g.deviation = sqrt(g.deviation);
    return g;
}

lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n)
{
    bool standard = !strcmp(how, "standard"), minmax = !strcmp(how, "minmax");
    if (!standard && !minmax && strcmp(how, "none")) {
        lehr_near near = lehr_near_to(how, strlen(how));
        lehr_near_try(&near, "standard minmax none");
        return lehr_fail(LEHR_ERR_NAME, "there is no scaling \"%.40s\"; it is standard, minmax or none%s", how, lehr_near_hint(&near).s);
    }
    for (int f = 0; f < d->features && (standard || minmax); f++) {
        figures g = measure(d, f, rows, rows ? n : d->rows);
        d->zero[f] = standard ? g.mean : g.least;
        double unit = standard ? g.deviation : g.greatest - g.least;
        bool flat = g.least == g.greatest || unit == 0;         /* all alike, or so close that a double cannot say how much */
        d->unit[f] = flat ? 1 : unit;
        for (int row = 0; row < d->rows; row++) {
            double *v = &d->x[(size_t)row * (size_t)d->features + (size_t)f];
            *v = flat ? 0 : (*v - d->zero[f]) / d->unit[f];
        }
    }
    return LEHR_OK;
}

/* --- splitting and batches ---------------------------------------------------------------------------------------- */

lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train)
{
    *train = share > 0 && share < 1 ? (int)(share * d->rows) : 0;
    if (*train < 1 || *train >= d->rows)
        return lehr_fail(LEHR_ERR_VALUE, "split is %s; of %d rows, at least one must be left for training and one for validation",
                         lehr_number_text(share).s, d->rows);
    for (int i = 0; i < d->rows; i++) order[i] = i;
    lehr_random_shuffle(r, order, d->rows);
    return LEHR_OK;
}

int lehr_batch(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, int *label)
{
    int m = rows - from < most ? rows - from : most;
    for (int i = 0; i < m; i++) {
        const double *sample = d->x + (size_t)order[from + i] * (size_t)d->features;
        for (int f = 0; f < d->features; f++) x[(size_t)f * (size_t)m + (size_t)i] = (lehr_real)sample[f];
        label[i] = d->label[order[from + i]];
    }
    return m;
}
