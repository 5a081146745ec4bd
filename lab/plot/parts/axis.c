#include "lab/plot/parts/axis.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the range ---------------------------------------------------------------------------------------------------- */

bool lehr_axis_accepts(bool log, double v) { return isfinite(v) && (!log || v >= DBL_MIN); }

void lehr_range_add(lehr_range *r, bool log, const double *v, long n)
{
    for (long i = 0; i < n; i++) {
        if (!lehr_axis_accepts(log, v[i])) continue;
        r->low = fmin(r->low, v[i]);
        r->high = fmax(r->high, v[i]);
    }
}

static double clamp(double v, double low, double high) { return v < low ? low : v > high ? high : v; }

/* Extends a range that is too narrow for distinct labels of ten digits. */
static void widen(lehr_axis *a)
{
    double size = fmax(fabs(a->low), fabs(a->high)), pad = a->log ? 0.5 : size < 1e-300 ? 1 : size / 10;
    if (a->high / 2 - a->low / 2 > (a->log ? 1e-6 : size * 1e-9) && (a->log || size >= 1e-300)) return;
    a->low  = clamp(a->low - pad, -DBL_MAX, DBL_MAX);
    a->high = clamp(a->high + pad, -DBL_MAX, DBL_MAX);
}

/* The margin does not cross 0, and if it comes near 0, the axis begins there. */
static void add_margin(lehr_axis *a, double margin)
{
    double low = a->low, high = a->high, pad = 2 * margin * (high / 2 - low / 2);
    a->low  = clamp(low - pad, -DBL_MAX, DBL_MAX);
    a->high = clamp(high + pad, -DBL_MAX, DBL_MAX);
    if (a->log) return;
    if (low >= 0 && a->low <= 3 * pad) a->low = 0;
    if (high <= 0 && a->high >= -3 * pad) a->high = 0;
}

void lehr_axis_set_range(lehr_axis *a, bool log, lehr_range r, double margin)
{
    if (r.low > r.high) r = log ? (lehr_range){ 0.1, 10 } : (lehr_range){ 0, 1 };
    *a = (lehr_axis){ .log = log, .low = log ? log10(r.low) : r.low, .high = log ? log10(r.high) : r.high };
    widen(a);
    if (margin > 0) add_margin(a, margin);
}

/* Halves, as high − low may overflow. The clamp keeps positions finite. */
double lehr_axis_position_of_unit(const lehr_axis *a, double unit)
{
    double share = (unit / 2 - a->low / 2) / (a->high / 2 - a->low / 2);
    return a->from + (a->to - a->from) * clamp(share, -100, 100);
}

double lehr_axis_position(const lehr_axis *a, double v) { return lehr_axis_position_of_unit(a, a->log ? log10(v) : v); }

/* --- labels ------------------------------------------------------------------------------------------------------- */

static void add(lehr_short_text *w, const char *text)
{
    size_t used = strlen(w->s), n = strlen(text);
    if (used + n < sizeof w->s) memcpy(w->s + used, text, n + 1);
}

lehr_short_text lehr_number_grouped(double v, int decimals)
{
    lehr_short_text digits = lehr_short_printf("%.*f", decimals, fabs(v)), out = { "" };
    size_t whole = strcspn(digits.s, ".");
    if (v < 0) add(&out, "−");
    for (size_t i = 0; digits.s[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) add(&out, ",");
        add(&out, (char[]){ digits.s[i], '\0' });
    }
    return out;
}

static lehr_short_text power_of_ten(int exponent)
{
    static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    lehr_short_text out = { "10" }, digits = lehr_short_printf("%d", abs(exponent));
    if (exponent < 0) add(&out, "⁻");
    for (const char *d = digits.s; *d; d++) add(&out, raised[*d - '0']);
    return out;
}

/* "2×10⁻⁵" */
static lehr_short_text scientific(double v, int exponent, int decimals)
{
    lehr_short_text out = lehr_number_grouped(v / pow(10, exponent), decimals);
    add(&out, "×");
    add(&out, power_of_ten(exponent).s);
    return out;
}

/* All labels of an axis have the same form: the decimals of the step, or a power of ten to avoid many zeros. */
static lehr_short_text linear_label(double v, double step, double largest)
{
    if (v == 0) return lehr_short_printf("0");
    int fine = (int)floor(log10(step) + 1e-9), coarse = (int)floor(log10(largest) + 1e-9);
    int exponent = largest / pow(10, fine) < 10.5 ? fine : coarse;         /* 2×10⁻⁵ … 10×10⁻⁵ rather than 0.2×10⁻⁴ */
    if (coarse >= 7 || (fine < -4 && coarse < -3)) return scientific(v, exponent, exponent - fine);
    return lehr_number_grouped(v, fine < 0 ? -fine : 0);
}

/* --- ticks -------------------------------------------------------------------------------------------------------- */

static void put(lehr_axis *a, double at, lehr_short_text label)
{
    double slack = 1e-9 * (a->high / 2 - a->low / 2);
    bool inside = at >= a->low - slack && at <= a->high + slack;
    if (inside && a->count < LEHR_MAX_TICKS) a->tick[a->count++] = (lehr_tick){ at, label };
}

/* The smallest of 1, 2, 5 times a power of ten that gives at most `most` steps. */
static double round_step(double half_span, int most)
{
    double raw = 2 / (double)most * half_span, ten = pow(10, floor(log10(raw)));
    static const double row[] = { 1, 2, 5 };
    for (int i = 0; i < 3; i++)
        if (row[i] * ten >= raw * (1 - 1e-9)) return fmin(row[i] * ten, 1e308);
    return fmin(10 * ten, 1e308);
}

/* Round numbers between the values low and high, also on a log axis. */
static void mark_linear(lehr_axis *a, double low, double high, int most)
{
    double step = round_step(high / 2 - low / 2, most), largest = 0;
    if (a->integer && step < 1) step = 1;
    double first = ceil(low / step - 1e-9), last = floor(high / step + 1e-9);
    if (!isfinite(step) || !(last - first < LEHR_MAX_TICKS)) return;
    largest = fmax(fabs(first * step), fabs(last * step));
    for (double k = first; k <= last; k++)
        if (isfinite(k * step) && lehr_axis_accepts(a->log, a->log ? k * step : 0))
            put(a, a->log ? log10(k * step) : k * step, linear_label(k * step, step, largest));
}

/* Powers of ten, with minor ticks at 2 … 9 times if there are few decades. */
static void mark_decades(lehr_axis *a, int first, int last, int most)
{
    int every = (last - first) / (most > 0 ? most : 1) + 1;
    bool words = first >= -2 && last <= 3;
    for (int e = first - 1; e <= last; e++) {
        if (e >= first && e % every == 0)
            put(a, e, words ? lehr_number_grouped(pow(10, e), e < 0 ? -e : 0) : power_of_ten(e));
        for (int m = 2; m < 10 && every == 1 && last - first <= 5; m++)
            put(a, e + log10(m), lehr_short_printf("%s", ""));
    }
}

static void mark_1_2_5(lehr_axis *a, int first, int last)
{
    static const int row[] = { 1, 2, 5 };
    bool words = first > -4 && last < 5;
    for (int e = first - 1; e <= last; e++)
        for (int i = 0; i < 3; i++) {
            double v = row[i] * pow(10, e);
            put(a, e + log10(row[i]), words ? lehr_number_grouped(v, e < 0 ? -e : 0) : scientific(v, e, 0));
        }
}

void lehr_axis_set_ticks(lehr_axis *a, int most)
{
    a->count = 0;
    if (most < 1) return;
    if (!a->log) {
        mark_linear(a, a->low, a->high, most);
        return;
    }
    int first = (int)ceil(a->low - 1e-9), last = (int)floor(a->high + 1e-9);
    if (last - first < 2) mark_1_2_5(a, first, last);
    bool within_decade = a->count < 2 && last - first < 1;
    if (a->count > most || within_decade) a->count = 0;
    if (within_decade) mark_linear(a, pow(10, a->low), pow(10, a->high), most);
    if (!a->count) mark_decades(a, first, last, most);
}
