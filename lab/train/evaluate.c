#include "lab/train/evaluate.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/data/batch.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "lab/train/metrics.h"
#include "nn/accuracy.h"
#include <math.h>

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* Adds each output's squared errors, between z and y [targets x m]. */
static void add_squared_errors(lehr_run *r, const lehr_tensor *z)
{
    size_t m = (size_t)z->shape.dim[1];
    for (int j = 0; j < r->data->targets; j++)
        for (size_t i = 0; i < m; i++) {
            double e = (double)z->data[(size_t)j * m + i] - (double)r->y[(size_t)j * m + i];
            r->squared_error[j] += e * e;
        }
}

/* The mean of R² over the outputs; NaN if a target is constant, as its R² is undefined. */
static double r2_of(const lehr_run *r, const int *order, int rows)
{
    const lehr_data *d = r->data;
    double sum = 0;
    for (int j = 0; j < d->targets; j++) {
        const double *y = d->y + j;
        double mean = 0, total = 0;
        for (int i = 0; i < rows; i++) mean += y[(size_t)order[i] * (size_t)d->targets] / rows;
        for (int i = 0; i < rows; i++) {
            double e = y[(size_t)order[i] * (size_t)d->targets] - mean;
            total += e * e;
        }
        sum += lehr_r2(r->squared_error[j], lehr_data_target_varies(d, j, order, rows) ? total : 0);
    }
    return sum / d->targets;
}

/* --- classes ------------------------------------------------------------------------------------------------------ */

static long count_correct(const lehr_run *r, const lehr_tensor *z)
{
    long correct = 0;
    for (int i = 0; i < z->shape.dim[1]; i++) correct += lehr_predicted_class(z, i) == r->label[i];
    return correct;
}

/* --- a part of the rows ------------------------------------------------------------------------------------------- */

static lehr_status evaluate_part(lehr_run *r, const int *order, int rows, double *loss, double *score)
{
    double sum = 0;
    long correct = 0;
    bool numbers = r->data->targets > 0;
    for (int j = 0; j < r->data->targets; j++) r->squared_error[j] = 0;
    for (int from = 0; from < rows; from += LEHR_EVAL_CHUNK) {
        lehr_tensor *z;
        lehr_tape_begin(r->tape, LEHR_EVAL);
        lehr_tensor *L = lehr_run_batch_loss(r, order, rows, from, LEHR_EVAL_CHUNK, &z);
        if (!L) return lehr_tape_status(r->tape);
        if (!isfinite(L->data[0])) return lehr_tape_find_nan(r->tape);
        sum += (double)L->data[0] * z->shape.dim[1];
        if (numbers) add_squared_errors(r, z);
        else correct += count_correct(r, z);
    }
    *loss = sum / rows;
    *score = numbers ? r2_of(r, order, rows) : (double)correct / rows;
    if (isfinite(*loss) && !isinf(*score)) return LEHR_OK;              /* NaN: an undefined R² */
    return lehr_fail(LEHR_ERR_NAN, "over all rows the loss is %s and the %s %s", lehr_number_text(*loss).s,
                     numbers ? "R²" : lehr_translate("accuracy"), lehr_number_text(*score).s);
}

lehr_status lehr_run_evaluate(lehr_run *r, lehr_history_row *p)
{
    if (LEHR_NOT_NULL(r, p)) return LEHR_ERR_VALUE;
    long epoch = r->step ? (r->step - 1) / r->steps_per_epoch + 1 : 0;
    *p = (lehr_history_row){ .step = r->step, .epoch = epoch, .lr = r->lr };
    lehr_status status = evaluate_part(r, r->order, r->train_rows, &p->train_loss, &p->train_accuracy);
    if (!status)
        status = evaluate_part(r, r->order + r->train_rows, r->data->rows - r->train_rows, &p->validation_loss,
                              &p->validation_accuracy);
    return status ? lehr_fail(status, "after step %ld, rate %s: %s", r->step, lehr_number_text(r->lr).s, lehr_message())
                  : LEHR_OK;
}

/* --- predictions -------------------------------------------------------------------------------------------------- */

static double probability_of(const lehr_tensor *z, int i, int best)
{
    int k = z->shape.dim[0], m = z->shape.dim[1];
    double max = (double)z->data[(size_t)(k == 1 ? 0 : best) * (size_t)m + (size_t)i], sum = 0;
    if (k == 1) return 1 / (1 + exp(-fabs(max)));
    for (int j = 0; j < k; j++) sum += exp((double)z->data[(size_t)j * (size_t)m + (size_t)i] - max);
    return 1 / sum;
}

static lehr_tensor *forward(lehr_run *r, const lehr_real *x, int m)
{
    lehr_tape_begin(r->tape, LEHR_EVAL);
    return lehr_run_forward(r, x, m);
}

static lehr_status check_answers(const lehr_run *r, bool numbers)
{
    if (numbers == (r->data->targets > 0)) return LEHR_OK;
    return numbers ? lehr_fail(LEHR_ERR_VALUE, "%s: it has classes to predict, not numbers", r->plan.task)
                   : lehr_fail(LEHR_ERR_VALUE, "%s: it has numbers to predict, not classes", r->plan.task);
}

lehr_status lehr_run_classify(lehr_run *r, const lehr_real *x, int m, int *label, double *probability)
{
    lehr_status status = LEHR_NOT_NULL(r, x, label, probability);
    if (!status) status = check_answers(r, false);
    if (status) return status;
    lehr_tensor *z = forward(r, x, m);
    if (!z) return lehr_tape_status(r->tape);
    for (int i = 0; i < m; i++) {
        label[i] = lehr_predicted_class(z, i);
        probability[i] = probability_of(z, i, label[i]);
    }
    return LEHR_OK;
}

lehr_status lehr_run_predict(lehr_run *r, const lehr_real *x, int m, lehr_real *y)
{
    lehr_status status = LEHR_NOT_NULL(r, x, y);
    if (!status) status = check_answers(r, true);
    if (status) return status;
    const lehr_tensor *z = forward(r, x, m);
    if (!z) return lehr_tape_status(r->tape);
    for (size_t i = 0; i < z->size; i++) y[i] = z->data[i];
    lehr_data_unscale_targets(r->data, m, y);
    return LEHR_OK;
}

lehr_status lehr_run_confusion(lehr_run *r, const int *order, int rows, long *count)
{
    lehr_status status = LEHR_NOT_NULL(r, order, count);
    if (!status) status = check_answers(r, false);
    if (status) return status;
    size_t classes = (size_t)r->data->classes;
    for (size_t i = 0; i < classes * classes && !status; i++) count[i] = 0;
    for (int from = 0; from < rows && !status; from += LEHR_EVAL_CHUNK) {
        int m = lehr_batch(r->data, order, rows, from, LEHR_EVAL_CHUNK, r->x, r->label);
        const lehr_tensor *z = forward(r, r->x, m);
        if (!z) return lehr_tape_status(r->tape);
        for (int i = 0; i < m; i++) count[(size_t)r->label[i] * classes + (size_t)lehr_predicted_class(z, i)]++;
    }
    return status;
}
