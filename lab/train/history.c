#include "lab/train/history.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/did_you_mean.h"
#include "lab/data/table.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* --- metrics ------------------------------------------------------------------------------------------------------ */

static const struct { const char *name[2]; size_t field; bool loss; } metrics[LEHR_METRICS] = {     /* name: by score */
    { { "train_loss",          "train_loss"      }, offsetof(lehr_history_row, train_loss),    true  },
    { { "train_accuracy",      "train_r2"        }, offsetof(lehr_history_row, train_accuracy), false },
    { { "validation_loss",     "validation_loss" }, offsetof(lehr_history_row, validation_loss), true },
    { { "validation_accuracy", "validation_r2"   }, offsetof(lehr_history_row, validation_accuracy), false },
};

static bool is_metric(lehr_metric m) { return m >= 0 && m < LEHR_METRICS; }

const char *lehr_metric_name(lehr_metric m)    { return lehr_score_metric_name(LEHR_ACCURACY, m); }
bool        lehr_metric_is_loss(lehr_metric m) { return is_metric(m) && metrics[m].loss; }

const char *lehr_score_metric_name(lehr_score s, lehr_metric m)
{
    return is_metric(m) ? metrics[m].name[s == LEHR_R2] : "(no metric)";
}

double lehr_metric_value(const lehr_history_row *p, lehr_metric m)
{
    return p && is_metric(m) ? *(const double *)((const char *)p + metrics[m].field) : NAN;
}

lehr_status lehr_metric_find(const char *name, lehr_metric *m)
{
    if (LEHR_NOT_NULL(name, m)) return LEHR_ERR_VALUE;
    lehr_did_you_mean near = lehr_did_you_mean_start(name, strlen(name));
    for (*m = 0; *m < LEHR_METRICS; ++*m) {
        for (int s = LEHR_ACCURACY; s <= LEHR_R2; s++) {
            if (!strcmp(name, metrics[*m].name[s])) return LEHR_OK;
            lehr_did_you_mean_offer(&near, metrics[*m].name[s]);
        }
    }
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    if (hint.s[0]) return lehr_fail(LEHR_ERR_NAME, "there is no metric \"%.40s\"%s", name, hint.s);
    return lehr_fail(LEHR_ERR_NAME,
                     "there is no metric \"%.40s\"; it is train_loss, train_accuracy, validation_loss or "
                     "validation_accuracy, or, where the answers are numbers, train_r2 or validation_r2", name);
}

lehr_short_text lehr_score_metric_label(lehr_score s, lehr_metric m)
{
    bool train = m == LEHR_TRAIN_LOSS || m == LEHR_TRAIN_ACCURACY;
    return lehr_short_printf("%s %s", train ? "training" : "validation",
                             lehr_metric_is_loss(m) ? "loss"
                             : s == LEHR_R2         ? "R²"
                                                    : "accuracy");
}

lehr_short_text lehr_metric_label(lehr_metric m) { return lehr_score_metric_label(LEHR_ACCURACY, m); }

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* The machine's memory in bytes; 0: unknown. */
static double machine_memory(void)
{
#ifdef _SC_PHYS_PAGES
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (double)pages * (double)size : 0;
#else
    return 0;
#endif
}

lehr_status lehr_history_check_size(long steps, long every, int histories)
{
    enum { MAX_ROWS = INT_MAX / 2, LITTLE = 1 << 26, USUAL_ROWS = 200 };     /* h->capacity is doubled */
    if (steps < 1 || every < 1 || histories < 1) return LEHR_OK;
    double rows = ceil((double)steps / (double)every), bytes = rows * histories * (double)sizeof(lehr_history_row);
    if (rows <= MAX_ROWS && bytes < LITTLE) return LEHR_OK;
    double memory = machine_memory();
    long better = steps / USUAL_ROWS + 1;
    if (rows > MAX_ROWS)
        return lehr_fail(LEHR_ERR_VALUE,
                         "every is %ld: the history of %ld updates would have %.0f rows; at most %d are possible. A "
                         "larger every, such as %ld, is needed", every, steps, rows, MAX_ROWS, better);
    if (memory == 0 || bytes < memory) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE,
                     "every is %ld: histories of %.0f rows would need %.1f GB; this machine has %.1f GB of memory. A "
                     "larger every, such as %ld, is needed", every, rows * histories, bytes * 1e-9, memory * 1e-9,
                     better);
}

lehr_status lehr_history_add(lehr_history *h, const lehr_history_row *p)
{
    if (LEHR_NOT_NULL(h, p)) return LEHR_ERR_VALUE;
    if (h->count == h->capacity) {
        int capacity = h->capacity ? 2 * h->capacity : 256;
        lehr_history_row *rows = lehr_resize(h->row, (size_t)capacity, sizeof *rows);
        if (!rows) return LEHR_ERR_MEMORY;
        h->row = rows;
        h->capacity = capacity;
    }
    h->row[h->count++] = *p;
    return LEHR_OK;
}

void lehr_history_print(const lehr_history *h, lehr_strbuf *out)
{
    if (LEHR_NOT_NULL(h, out)) return;
    lehr_strbuf_printf(out, "step,epoch,lr");
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) lehr_strbuf_printf(out, ",%s", lehr_score_metric_name(h->score, m));
    lehr_strbuf_printf(out, "\n");
    for (int i = 0; i < h->count; i++) {
        const lehr_history_row *p = &h->row[i];
        lehr_strbuf_printf(out, "%ld,%ld,%.17g,%.17g,%.17g,%.17g,%.17g\n", p->step, p->epoch, p->lr, p->train_loss,
                           p->train_accuracy, p->validation_loss, p->validation_accuracy);
    }
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

enum { COLUMNS = 3 + LEHR_METRICS };

static bool is_history(const lehr_table *t, lehr_score score)
{
    static const char *const first[] = { "step", "epoch", "lr" };
    bool same = t->columns == COLUMNS;
    for (int i = 0; same && i < COLUMNS; i++)
        same = !strcmp(t->column[i].name, i < 3 ? first[i] : lehr_score_metric_name(score, (lehr_metric)(i - 3)));
    return same;
}

/* false: training cannot have written this row. */
static bool row_from_table(const lehr_table *t, int row, lehr_score score, lehr_history_row *p)
{
    double v[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        bool may_be_undefined = score == LEHR_R2 && i >= 3 && !lehr_metric_is_loss((lehr_metric)(i - 3));
        v[i] = t->column[i].number[row];
        if (!isfinite(v[i]) && !(may_be_undefined && isnan(v[i]))) return false;
    }
    if (!(v[0] >= 1 && v[0] < 0x1p53) || !(v[1] >= 1 && v[1] < 0x1p53)) return false;
    *p = (lehr_history_row){ (long)v[0], (long)v[1], v[2], v[3], { v[4] }, v[5], { v[6] } };
    return true;
}

lehr_status lehr_history_read(lehr_history *h, const char *file)
{
    lehr_table t;
    lehr_history_row p;
    lehr_status status = LEHR_NOT_NULL(h, file);
    if (!status) status = lehr_table_read(&t, file, NULL);
    if (status) return status;
    if (!is_history(&t, h->score))
        status = lehr_fail(LEHR_ERR_FILE, "%s:1:1: this is not the history of a training, so it is not overwritten",
                           file);
    lehr_table_release(&t);
    if (!status) status = lehr_table_read(&t, file, "");
    if (status) return status;
    for (int row = 0; !status && row < t.rows && row_from_table(&t, row, h->score, &p); row++)
        status = lehr_history_add(h, &p);
    lehr_table_release(&t);
    return status;
}

void lehr_history_release(lehr_history *h)
{
    if (!h) return;
    lehr_free(h->row);
    *h = (lehr_history){0};
}
