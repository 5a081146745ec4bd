#include "lab/command/terminal/find_report.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "lab/figures/figure_range_test.h"
#include <math.h>
#include <string.h>

static const char letters[LEHR_HINTS] = { 'v', 's', 'l', 'm', 'b', 'x' };

/* --- drawn -------------------------------------------------------------------------------------------------------- */

enum { ROWS = 12, CURVE = 0, MARKS = 2 };           /* the last two: whose colours */

/* The column of dots a rate has on the axis from low to high; −1: it is off the paper. */
static int column_of(double rate, double low, double high)
{
    double share = high > low ? log(rate / low) / log(high / low) : 0;
    return share >= 0 && share <= 1 ? (int)lrint(share * (SHEET_DOTS - 1)) : -1;
}

static void draw_curve(sheet *p, const lehr_range_band *b)
{
    int before = -1, last = -1;
    for (int i = 0; i < b->count; i++) {
        int x = column_of(b->lr[i], b->raw_lr[0], b->raw_lr[b->count - 1]);
        int y = sheet_y(p, b->top > b->bottom ? (b->mean[i] - b->bottom) / (b->top - b->bottom) : 0.5);
        for (int between = isnan(b->mean[i]) ? x : last + 1; last >= 0 && between < x; between++) sheet_dot(p, between, before, CURVE);
        if (x < 0 || isnan(b->mean[i])) continue;
        sheet_line(p, x, &before, y, CURVE);
        last = x;
    }
}

/* Letters on the axis; where two would be in one place, the next free one. */
static void letter_line(lehr_text *out, const lehr_range_band *b, const lehr_reading *r, bool colour)
{
    char line[SHEET_CELLS + 1];
    memset(line, ' ', SHEET_CELLS);
    line[SHEET_CELLS] = 0;
    for (int h = 0; h < LEHR_HINTS; h++) {
        int x = r->of[h].rate > 0 ? column_of(r->of[h].rate, b->raw_lr[0], b->raw_lr[b->count - 1]) : -1;
        int cell = x / 2;
        while (x >= 0 && cell < SHEET_CELLS - 1 && line[cell] != ' ') cell++;
        if (x >= 0) line[cell] = letters[h];
    }
    if (!line[strspn(line, " ")]) return;
    lehr_text_add(out, "%11s", "");
    if (colour) sheet_colour(out, MARKS);
    lehr_text_add(out, "%s", line);
    if (colour) sheet_plain(out);
    lehr_text_add(out, "\n");
}

/* The rates at both ends, and the powers of ten between them that have room. */
static void rate_line(lehr_text *out, double low, double high)
{
    char line[SHEET_CELLS + 16];
    memset(line, ' ', sizeof line);
    lehr_word first = lehr_words("%.3g", low), last = lehr_words("rate %.3g", high);
    int end = SHEET_CELLS - (int)strlen(last.s), free = (int)strlen(first.s) + 2;
    memcpy(line, first.s, strlen(first.s));
    memcpy(line + end, last.s, strlen(last.s) + 1);
    double stride = ceil(9 * log10(high / low) / SHEET_CELLS);
    for (double k = ceil(log10(low) / stride) * stride; k <= log10(high); k += stride) {
        lehr_word power = lehr_words("%.0e", pow(10, k));
        int at = column_of(pow(10, k), low, high) / 2 - 1, length = (int)strlen(power.s);
        if (at < free || at + length + 2 > end) continue;
        memcpy(line + at, power.s, (size_t)length);
        free = at + length + 3;
    }
    lehr_text_add(out, "%11s%s\n", "", line);
}

lehr_status draw_range(lehr_text *out, const lehr_range_curve c[], int n, const lehr_reading *r, bool colour)
{
    lehr_range_band b;
    sheet p;
    lehr_status status = lehr_range_band_of(&b, c, n);
    if (status || b.count < 2) {
        if (!status) lehr_range_band_release(&b);
        return status;
    }
    sheet_begin(&p, ROWS);
    draw_curve(&p, &b);
    for (int row = 0; row < ROWS; row++) {
        char label[16] = "";
        if (row == 0 || row == ROWS - 1) lehr_print(label, sizeof label, "%.3g", row ? b.bottom : b.top);
        sheet_row(out, &p, row, label, colour);
    }
    letter_line(out, &b, r, colour);
    rate_line(out, b.raw_lr[0], b.raw_lr[b.count - 1]);
    lehr_range_band_release(&b);
    return out->status;
}

/* --- as a table --------------------------------------------------------------------------------------------------- */

static const char *const sure[] = { "low", "fair", "high" };

static void say_why_not(lehr_text *out, const lehr_range_curve *c, const lehr_reading *r)
{
    const char *what = lehr_range_value_name(c);
    if (r->status == LEHR_READING_SHORT && c->end != LEHR_RANGE_DONE)
        lehr_text_add(out, "No suggestion: the net broke at rate %s, after %d points. Test from a lower rate: --from %s\n",
                      lehr_rate_words(c->broke_at).s, c->count, lehr_rate_words(c->plan.from / 1000).s);
    else if (r->status == LEHR_READING_SHORT)
        lehr_text_add(out, "No suggestion: %d point%s of the curve count%s, and %d are needed. There are more with more updates (--steps)%s%s.\n",
                      r->points, r->points == 1 ? "" : "s", r->points == 1 ? "s" : "", LEHR_LEAST_POINTS,
                      c->plan.every > 1 ? ", a smaller --every" : "",
                      c->plan.smoothing > 0.9 ? ", a smaller --smoothing" : "");
    else if (r->status == LEHR_READING_NARROW)
        lehr_text_add(out, "No suggestion: from rate %s to %s is hardly a range. Let --from and --to lie some powers of ten apart.\n",
                      lehr_number_text(r->low).s, lehr_number_text(r->high).s);
    else if (r->status == LEHR_READING_FLAT)
        lehr_text_add(out, "No suggestion: the curve is flat. The %s gets better by %.2g, and noise alone moves it by %.2g either way.\n"
                      "Test up to a higher rate (--to), with more updates (--steps), or larger batches (--batch).\n", what,
                      fmax(r->fall, 0), 3 * r->noise);
    else
        lehr_text_add(out, "No suggestion: the %s only gets worse. Test from a lower rate: --from %s\n", what,
                      lehr_rate_words(c->plan.from / 1000).s);
}

static const char *const meaning[LEHR_HINTS] = {
    "two thirds into the longest fall", "where it falls fastest", "before the wall, coming down from the right",
    "a tenth of the rate with the best", "where learning begins: a tenth of the gain is made",
    "from here on it gets ragged, or worse",
};

/* What "low", "fair" and "high" rest on. */
static void say_grounds(lehr_text *out, const lehr_range_curve *c, const lehr_reading *r)
{
    double clear = lehr_clearness(r);
    lehr_text_add(out, "The %s gets better by ", lehr_range_value_name(c));
    if (clear < 1000) lehr_text_add(out, "%.0f × its noise. ", clear);
    else lehr_text_add(out, "more than 1000 × its noise. ");
    if (r->seeds == 1) lehr_text_add(out, "This is one seed: --seeds 5 says how far five trainings agree.\n");
    else lehr_text_add(out, "%d seeds; agree: how far they are apart.\n", r->seeds);
}

void say_suggestions(lehr_text *out, const lehr_range_curve *c, const lehr_reading *r)
{
    if (r->status) {
        say_why_not(out, c, r);
        return;
    }
    lehr_text_add(out, "   %-11s %-9s %s%-5s what it is\n", "rule", "rate", r->seeds > 1 ? "agree    " : "", "sure");
    for (int h = 0; h < LEHR_HINTS; h++) {
        const lehr_suggestion *s = &r->of[h];
        if (!(s->rate > 0)) continue;
        lehr_word edge = lehr_edge_words(r, (lehr_hint)h), apart = lehr_words("%s", r->seeds > 1 ? "         " : "");
        if (s->spread > 0) apart = lehr_words("×/÷ %-5.4s", lehr_words("%.1f", s->spread).s);
        lehr_text_add(out, "%c  %-11s %-9s %s%-5s %s\n", letters[h], lehr_hint_name((lehr_hint)h), lehr_rate_words(s->rate).s, apart.s,
                      sure[lehr_confidence_in(r, (lehr_hint)h)], meaning[h]);
        if (edge.s[0]) lehr_text_add(out, "%15s%s\n", "", edge.s);
        int off = lehr_misplaced(r, (lehr_hint)h);
        if (off < 0) lehr_text_add(out, "%15sfar below base: hardly anything is learnt there\n", "");
        if (off > 0) lehr_text_add(out, "%15sabove max: the net is shaken there\n", "");
        if (s->seeds < r->seeds) lehr_text_add(out, "%15sonly %d of %d seeds have it\n", "", s->seeds, r->seeds);
    }
    say_grounds(out, c, r);
}

void print_suggestions(lehr_text *out, const lehr_reading *r)
{
    lehr_text_add(out, "rule,rate,confidence,seeds,spread,edge\n");
    for (int h = 0; h < LEHR_HINTS; h++) {
        const lehr_suggestion *s = &r->of[h];
        if (!(s->rate > 0)) continue;
        lehr_text_add(out, "%s,%.17g,%s,%d,", lehr_hint_name((lehr_hint)h), s->rate, sure[lehr_confidence_in(r, (lehr_hint)h)], s->seeds);
        if (s->spread > 0) lehr_text_add(out, "%.17g", s->spread);
        lehr_text_add(out, ",%s\n", s->low && s->high ? "both" : s->low ? "lower" : s->high ? "upper" : "");
    }
}

/* --- to paste ----------------------------------------------------------------------------------------------------- */

static bool is_sound(const lehr_reading *r, lehr_hint h)
{
    const lehr_suggestion *s = &r->of[h];
    return s->rate > 0 && !s->low && !lehr_misplaced(r, h) && s->seeds == r->seeds && s->spread <= 3;
}

/* The first rule that the seeds and the other rules do not contradict; an upper edge only means that it may be careful. Else between base
 * and max. */
static double rate_to_try(const lehr_reading *r)
{
    static const lehr_hint order[] = { LEHR_HINT_VALLEY, LEHR_HINT_MINIMUM, LEHR_HINT_SLIDE, LEHR_HINT_STEEPEST };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (is_sound(r, order[i])) return r->of[order[i]].rate;
    return sqrt(r->of[LEHR_HINT_BASE].rate * r->of[LEHR_HINT_MAX].rate);
}

void say_specs(lehr_text *out, const lehr_reading *r, const char *train, long steps)
{
    double base = r->of[LEHR_HINT_BASE].rate, max = r->of[LEHR_HINT_MAX].rate;
    lehr_word low = lehr_rate_words(base), high = lehr_rate_words(max), usual;
    if (r->status) return;
    usual = lehr_rate_words(rate_to_try(r));
    lehr_text_add(out, "\nTo paste; each is worth a try, and `lehr compare` says which is best:\n");
    lehr_text_add(out, "  %s --lr %s\n", train, usual.s);
    lehr_text_add(out, "  %s --lr %s --sched onecycle:max=%s\n", train, usual.s, usual.s);
    lehr_text_add(out, "  %s --lr %s --sched wsd:warmup=%ld\n", train, usual.s, steps / 20 > 0 ? steps / 20 : 1);
    if (strcmp(low.s, high.s) && base < max && !r->of[LEHR_HINT_MAX].high)
        lehr_text_add(out, "  %s --lr %s --sched triangular:up=%ld,min=%s,max=%s\n", train, high.s, steps / 10 > 0 ? steps / 10 : 1, low.s,
                      high.s);
}
