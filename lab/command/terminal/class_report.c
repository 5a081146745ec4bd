#include "lab/command/terminal/class_report.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/train/metrics.h"
#include <string.h>

/* The columns of a number of the confusion matrix, with a blank before it. */
static int count_width(const long *count, size_t n)
{
    long most = 0;
    for (size_t i = 0; i < n; i++) most = count[i] > most ? count[i] : most;
    return 1 + (int)strlen(lehr_number_text((double)most).s);
}

static int name_width(const lehr_data *d)
{
    int wide = lehr_utf8_width(lehr_translate("mean")), quarter = terminal_columns() / 4;
    for (int c = 0; c < d->classes; c++) {
        int width = lehr_utf8_width(d->class_name[c]);
        wide = width > wide ? width : wide;
    }
    int most = quarter < 20 ? quarter : 20;
    return wide < most ? wide : most;
}

static void print_name(lehr_strbuf *out, const char *name, int width)
{
    lehr_strbuf_printf(out, "  ");
    lehr_strbuf_printf(out, "%*s", width - lehr_utf8_fit(out, name, width), "");
}

static void print_scores(lehr_strbuf *out, const char *name, int width, lehr_class_scores s)
{
    print_name(out, name, width);
    lehr_strbuf_printf(out, " %9.4f %7.4f %7.4f\n", s.precision, s.recall, s.f1);
}

/* A row for each actual class, a column for each predicted one, in the same order. */
static void print_confusions(lehr_strbuf *out, const lehr_data *d, const long *count, int name)
{
    size_t classes = (size_t)d->classes;
    int width = count_width(count, classes * classes), columns = 2 + name + d->classes * width;
    lehr_strbuf_printf(out, "\n");
    if (columns > terminal_columns()) {
        lehr_short_text line = lehr_short_printf(lehr_translate("The confusion matrix needs %d columns."), columns);
        paragraph_print(out, line.s, 0, 0);
        return;
    }
    const char *meaning = "how often each class (row) was predicted as which (column, in the same order)";
    paragraph_print(out, lehr_translate(meaning), 0, 0);
    for (size_t c = 0; c < classes; c++) {
        print_name(out, d->class_name[c], name);
        for (size_t k = 0; k < classes; k++) lehr_strbuf_printf(out, "%*ld", width, count[c * classes + k]);
        lehr_strbuf_printf(out, "\n");
    }
}

lehr_status class_report_check(const lehr_data *d)
{
    return d->targets ? lehr_fail(LEHR_ERR_VALUE, "--scores needs classes, but the targets of these data are numbers")
                      : LEHR_OK;
}

static void print_head(lehr_strbuf *out, int name)
{
    lehr_strbuf_printf(out, "%s\n%*s", lehr_translate("validation samples:"), 2 + name, "");
    lehr_utf8_pad(out, 10, lehr_translate("precision"));
    lehr_utf8_pad(out, 8, lehr_translate("recall"));
    lehr_utf8_pad(out, 8, "F1");
    lehr_strbuf_printf(out, "\n");
}

lehr_status class_report_print(lehr_run *r)
{
    const lehr_data *d = r->data;
    long *count = lehr_alloc((size_t)d->classes * (size_t)d->classes, sizeof *count);
    if (!count) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_run_confusion(r, r->order + r->train_rows, d->rows - r->train_rows, count);
    lehr_strbuf out = {0};
    int name = name_width(d);
    print_head(&out, name);
    for (int c = 0; c < d->classes; c++)
        print_scores(&out, d->class_name[c], name, lehr_class_scores_of(count, d->classes, c));
    print_scores(&out, lehr_translate("mean"), name, lehr_class_scores_macro(count, d->classes));
    print_confusions(&out, d, count, name);
    if (!status) status = out.status;
    if (!status) print_note_text(&out);
    lehr_strbuf_release(&out);
    lehr_free(count);
    return status;
}
