#include "lab/command/terminal/class_report.h"
#include "core/base/memory.h"
#include "lab/command/terminal/terminal.h"
#include "lab/train/metrics.h"

enum { WIDEST = 20 };                   /* a table of more classes than that is wider than a terminal */

static void add_line(lehr_strbuf *out, const char *name, lehr_class_scores s)
{
    lehr_strbuf_printf(out, "  %-20.20s %9.4f %9.4f %9.4f", name, s.precision, s.recall, s.f1);
}

static void add_counts(lehr_strbuf *out, const long *count, int classes, int c)
{
    if (classes > WIDEST) return;
    lehr_strbuf_printf(out, "  ");
    for (int k = 0; k < classes; k++) lehr_strbuf_printf(out, " %5ld", count[(size_t)c * (size_t)classes + (size_t)k]);
}

lehr_status class_report_check(const lehr_data *d)
{
    return d->targets ? lehr_fail(LEHR_ERR_VALUE, "--scores are of classes, but the answers of these data are numbers")
                      : LEHR_OK;
}

lehr_status class_report_print(lehr_run *r)
{
    const lehr_data *d = r->data;
    long *count = lehr_alloc((size_t)d->classes * (size_t)d->classes, sizeof *count);
    if (!count) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_run_confusion(r, r->order + r->train_rows, d->rows - r->train_rows, count);
    lehr_strbuf out = {0};
    lehr_strbuf_printf(&out, "  %-20s %9s %9s %9s%s\n", "validation rows", "precision", "recall", "F1",
                       d->classes > WIDEST ? "" : "   how often each class was said, first to last");
    for (int c = 0; c < d->classes; c++) {
        add_line(&out, d->class_name[c], lehr_class_scores_of(count, d->classes, c));
        add_counts(&out, count, d->classes, c);
        lehr_strbuf_printf(&out, "\n");
    }
    add_line(&out, "mean of the classes", lehr_class_scores_macro(count, d->classes));
    lehr_strbuf_printf(&out, "\n");
    if (!status) status = out.status;
    if (!status) print_note_text(&out);
    lehr_strbuf_release(&out);
    lehr_free(count);
    return status;
}
