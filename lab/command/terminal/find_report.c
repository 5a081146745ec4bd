#include "lab/command/terminal/find_report.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "lab/figures/figure_range_test.h"
#include <math.h>
#include <string.h>

static const char letters[LEHR_LR_RULES] = { 'v', 's', 'l', 'm', 'b', 'x' };

/* --- drawn -------------------------------------------------------------------------------------------------------- */

enum { ROWS = 12, CURVE = 0, MARKS = 2 };           /* the last two: numbers of their colours */

/* The column of dots of a rate on the axis from low to high; −1: it is outside. */
static int column_of(double rate, double low, double high)
{
    double share = high > low ? log(rate / low) / log(high / low) : 0;
    return share >= 0 && share <= 1 ? (int)lrint(share * (2 * terminal_canvas_cells() - 1)) : -1;
}

static void draw_curve(terminal_canvas *p, const lehr_range_mean_band *b)
{
    int before = -1, last = -1;
    for (int i = 0; i < b->count; i++) {
        int x = column_of(b->lr[i], b->raw_lr[0], b->raw_lr[b->count - 1]);
        int y = terminal_canvas_y(p, b->top > b->bottom ? (b->mean[i] - b->bottom) / (b->top - b->bottom) : 0.5);
        for (int between = isnan(b->mean[i]) ? x : last + 1; last >= 0 && between < x; between++)
            terminal_canvas_dot(p, between, before, CURVE);
        if (x < 0 || isnan(b->mean[i])) continue;
        terminal_canvas_line(p, x, &before, y, CURVE);
        last = x;
    }
}

/* Letters on the axis; each takes the next free cell. */
static void letter_line(lehr_strbuf *out, const lehr_range_mean_band *b, const lehr_lr_estimate *r, bool colour)
{
    char line[TERMINAL_CANVAS_CELLS + 1];
    const int cells = terminal_canvas_cells();
    memset(line, ' ', (size_t)cells);
    line[cells] = 0;
    for (int h = 0; h < LEHR_LR_RULES; h++) {
        int x = r->suggestion[h].rate > 0 ? column_of(r->suggestion[h].rate, b->raw_lr[0], b->raw_lr[b->count - 1])
                                          : -1;
        int cell = x / 2;
        while (x >= 0 && cell < cells - 1 && line[cell] != ' ') cell++;
        if (x >= 0) line[cell] = letters[h];
    }
    if (!line[strspn(line, " ")]) return;
    lehr_strbuf_printf(out, "%11s", "");
    if (colour) terminal_canvas_color_on(out, MARKS);
    lehr_strbuf_printf(out, "%s", line);
    if (colour) terminal_canvas_color_off(out);
    lehr_strbuf_printf(out, "\n");
}

/* The rates at both ends, and the powers of ten between them that fit. */
static void rate_line(lehr_strbuf *out, double low, double high)
{
    char line[TERMINAL_CANVAS_CELLS + 16];
    memset(line, ' ', sizeof line);
    lehr_short_text first = lehr_short_printf("%.3g", low), last = lehr_short_printf(lehr_translate("rate %.3g"), high);
    int cells = terminal_canvas_cells(), end = cells - lehr_utf8_width(last.s), free = (int)strlen(first.s) + 2;
    memcpy(line, first.s, strlen(first.s));
    memcpy(line + end, last.s, strlen(last.s) + 1);
    double stride = ceil(9 * log10(high / low) / cells);
    for (double k = ceil(log10(low) / stride) * stride; k <= log10(high); k += stride) {
        lehr_short_text power = lehr_short_printf("%.0e", pow(10, k));
        int at = column_of(pow(10, k), low, high) / 2 - 1, length = (int)strlen(power.s);
        if (at < free || at + length + 2 > end) continue;
        memcpy(line + at, power.s, (size_t)length);
        free = at + length + 3;
    }
    lehr_strbuf_printf(out, "%11s%s\n", "", line);
}

lehr_status find_report_draw(lehr_strbuf *out, const lehr_range_curve c[], int n, const lehr_lr_estimate *r,
                             bool colour)
{
    lehr_range_mean_band b;
    terminal_canvas p;
    lehr_status status = lehr_range_mean_band_of(&b, c, n);
    if (status || b.count < 2) {
        if (!status) lehr_range_mean_band_release(&b);
        return status;
    }
    terminal_canvas_init(&p, ROWS);
    draw_curve(&p, &b);
    for (int row = 0; row < ROWS; row++) {
        char label[16] = "";
        if (row == 0 || row == ROWS - 1) lehr_snprintf(label, sizeof label, "%.3g", row ? b.bottom : b.top);
        terminal_canvas_row(out, &p, row, label, colour);
    }
    letter_line(out, &b, r, colour);
    rate_line(out, b.raw_lr[0], b.raw_lr[b.count - 1]);
    lehr_range_mean_band_release(&b);
    return out->status;
}

/* --- as a table --------------------------------------------------------------------------------------------------- */

static const char *const sure[] = { "low", "fair", "high" };

static void print_too_few(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r)
{
    const char *format =
        r->points == 1 ? "No suggestion: the curve has %d point, and %d are needed. It gets more with more updates "
                         "(--steps)%s%s."
                       : "No suggestion: the curve has %d points, and %d are needed. It gets more with more updates "
                         "(--steps)%s%s.";
    lehr_strbuf_printf(out, lehr_translate(format), r->points, LEHR_MIN_CURVE_POINTS,
                       c->plan.every > 1 ? lehr_translate(", a smaller --every") : "",
                       c->plan.smoothing > 0.9 ? lehr_translate(", a smaller --smoothing") : "");
}

static void print_why_not(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r)
{
    const char *what = lehr_translate(lehr_range_value_name(c));
    if (r->status == LEHR_ESTIMATE_TOO_FEW_POINTS && c->end != LEHR_RANGE_DONE)
        lehr_strbuf_printf(
            out,
            lehr_translate(
                "No suggestion: training diverged at rate %s, after %d points. Test from a lower rate: --from %s"),
            lehr_lr_text(c->ended_at).s, c->count, lehr_lr_text(c->plan.from / 1000).s);
    else if (r->status == LEHR_ESTIMATE_TOO_FEW_POINTS) print_too_few(out, c, r);
    else if (r->status == LEHR_ESTIMATE_RANGE_TOO_NARROW)
        lehr_strbuf_printf(
            out,
            lehr_translate("No suggestion: the range from rate %s to %s is too narrow. Choose --from and --to some "
                           "powers of ten apart."),
            lehr_number_text(r->low).s, lehr_number_text(r->high).s);
    else if (r->status == LEHR_ESTIMATE_FLAT)
        lehr_strbuf_printf(
            out,
            lehr_translate("No suggestion: the curve is flat. The %s improves by %.2g, and noise alone changes it by "
                           "%.2g up or down. Test up to a higher rate (--to), with more updates (--steps), or larger "
                           "batches (--batch)."),
            what, fmax(r->drop, 0), 3 * r->noise);
    else
        lehr_strbuf_printf(
            out, lehr_translate("No suggestion: the %s only gets worse. Test from a lower rate: --from %s"), what,
            lehr_lr_text(c->plan.from / 1000).s);
}

static const char *const meaning[LEHR_LR_RULES] = {
    "after two thirds of the longest fall", "where it falls fastest", "just below the rates at which it rises",
    "a tenth of the rate with the best value", "learning begins: a tenth of the gain",
    "above it the curve is unstable or rises",
};

/* The measurements behind "low", "fair" and "high". */
static void print_grounds(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r)
{
    double clear = lehr_signal_to_noise(r);
    const char *what = lehr_translate(lehr_range_value_name(c));
    if (clear < 1000) lehr_strbuf_printf(out, lehr_translate("The %s improves by %.0f × its noise. "), what, clear);
    else lehr_strbuf_printf(out, lehr_translate("The %s improves by more than 1000 × its noise. "), what);
    if (r->seeds == 1)
        lehr_strbuf_printf(out, "%s",
                           lehr_translate("This is one seed: --seeds 5 shows how far five trainings agree."));
    else lehr_strbuf_printf(out, lehr_translate("%d seeds; agree: the factor between them."), r->seeds);
}

/* What `print` writes, as a paragraph. */
static void print_wrapped(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r,
                          void print(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r))
{
    lehr_strbuf text = {0};
    print(&text, c, r);
    if (text.s) paragraph_print(out, text.s, 0, 0);
    if (text.status) out->status = text.status;
    lehr_strbuf_release(&text);
}

static void print_suggestion(lehr_strbuf *out, const lehr_lr_estimate *r, lehr_lr_rule h)
{
    const lehr_lr_suggestion *s = &r->suggestion[h];
    size_t start = out->length;
    lehr_short_text edge = lehr_lr_edge_advice(r, h), apart = lehr_short_printf("%s", r->seeds > 1 ? "         " : "");
    if (s->spread > 0) apart = lehr_short_printf("×/÷ %-5.4s", lehr_short_printf("%.1f", s->spread).s);
    lehr_strbuf_printf(out, "%c  %-11s %-9s %s", letters[h], lehr_lr_rule_name(h), lehr_lr_text(s->rate).s, apart.s);
    lehr_utf8_pad(out, -6, lehr_translate(sure[lehr_lr_confidence(r, h)]));
    int at = out->s ? lehr_utf8_width(out->s + start) : 0, off = lehr_lr_rule_contradicts(r, h);
    const lehr_short_text remarks[] = {
        edge, lehr_short_printf("%s", off < 0 ? lehr_translate("far below base: the net hardly learns there") : ""),
        lehr_short_printf("%s", off > 0 ? lehr_translate("above max: training diverges there") : ""),
        lehr_short_printf(lehr_translate("only %d of %d seeds have it"), s->seeds, r->seeds),
    };
    const size_t n = sizeof remarks / sizeof *remarks - (s->seeds == r->seeds);
    paragraph_print(out, lehr_translate(meaning[h]), at, at);
    for (size_t i = 0; i < n; i++)
        if (remarks[i].s[0]) lehr_strbuf_printf(out, "%15s", ""), paragraph_print(out, remarks[i].s, 15, 15);
}

static void print_head(lehr_strbuf *out, const lehr_lr_estimate *r)
{
    bool last = terminal_columns() < 52;        /* what it is comes on lines of its own */
    lehr_utf8_pad(out, -15, lehr_translate("   rule"));     /* below the blanks: letters */
    lehr_utf8_pad(out, -10, lehr_translate("rate"));
    if (r->seeds > 1) lehr_utf8_pad(out, -9, lehr_translate("agree"));
    lehr_utf8_pad(out, last ? 0 : -6, lehr_translate("sure"));
    lehr_strbuf_printf(out, "%s\n", last ? "" : lehr_translate("what it is"));
}

void find_report_print(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r)
{
    if (r->status) {
        print_wrapped(out, c, r, print_why_not);
        return;
    }
    print_head(out, r);
    for (int h = 0; h < LEHR_LR_RULES; h++)
        if (r->suggestion[h].rate > 0) print_suggestion(out, r, (lehr_lr_rule)h);
    print_wrapped(out, c, r, print_grounds);
}

void find_report_print_csv(lehr_strbuf *out, const lehr_lr_estimate *r)
{
    lehr_strbuf_printf(out, "rule,rate,confidence,seeds,spread,edge\n");
    for (int h = 0; h < LEHR_LR_RULES; h++) {
        const lehr_lr_suggestion *s = &r->suggestion[h];
        if (!(s->rate > 0)) continue;
        lehr_strbuf_printf(out, "%s,%.17g,%s,%d,", lehr_lr_rule_name((lehr_lr_rule)h), s->rate,
                           sure[lehr_lr_confidence(r, (lehr_lr_rule)h)], s->seeds);
        if (s->spread > 0) lehr_strbuf_printf(out, "%.17g", s->spread);
        lehr_strbuf_printf(out, ",%s\n", s->low && s->high ? "both" : s->low ? "lower" : s->high ? "upper" : "");
    }
}

/* --- to paste ----------------------------------------------------------------------------------------------------- */

static bool is_sound(const lehr_lr_estimate *r, lehr_lr_rule h)
{
    const lehr_lr_suggestion *s = &r->suggestion[h];
    return s->rate > 0 && !s->low && !lehr_lr_rule_contradicts(r, h) && s->seeds == r->seeds && s->spread <= 3;
}

/* The first rule that the seeds and the other rules do not contradict; an upper edge only means that it may be
 * careful. Else between base and max. */
static double rate_to_try(const lehr_lr_estimate *r)
{
    static const lehr_lr_rule order[] = { LEHR_LR_VALLEY, LEHR_LR_MINIMUM, LEHR_LR_SLIDE, LEHR_LR_STEEPEST };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (is_sound(r, order[i])) return r->suggestion[order[i]].rate;
    return sqrt(r->suggestion[LEHR_LR_BASE].rate * r->suggestion[LEHR_LR_MAX].rate);
}

void find_report_print_commands(lehr_strbuf *out, const lehr_lr_estimate *r, const char *train, long steps)
{
    double base = r->suggestion[LEHR_LR_BASE].rate, max = r->suggestion[LEHR_LR_MAX].rate;
    lehr_short_text low = lehr_lr_text(base), high = lehr_lr_text(max), usual;
    if (r->status) return;
    usual = lehr_lr_text(rate_to_try(r));
    lehr_strbuf_printf(out, "\n");
    paragraph_print(out, lehr_translate("Trainings to try; `lehr compare` shows which is best:"), 0, 0);
    lehr_strbuf_printf(out, "  %s --lr %s\n", train, usual.s);
    lehr_strbuf_printf(out, "  %s --lr %s --sched onecycle:max=%s\n", train, usual.s, usual.s);
    lehr_strbuf_printf(out, "  %s --lr %s --sched wsd:warmup=%ld\n", train, usual.s, steps / 20 > 0 ? steps / 20 : 1);
    if (strcmp(low.s, high.s) && base < max && !r->suggestion[LEHR_LR_MAX].high)
        lehr_strbuf_printf(out, "  %s --lr %s --sched triangular:up=%ld,min=%s,max=%s\n", train, high.s,
                           steps / 10 > 0 ? steps / 10 : 1, low.s, high.s);
}
