#include "lab/compare/result_text.h"
#include <math.h>

/* Accuracies are printed in percent, losses and R² as they are. */
typedef struct number_format { double factor; int decimals; } number_format;

static number_format format_of(lehr_score score, lehr_metric m)
{
    return score == LEHR_ACCURACY && !lehr_metric_is_loss(m) ? (number_format){ 100, 1 } : (number_format){ 1, 4 };
}

/* A very large value, as a diverging loss may have, is printed in powers of ten. A value that is rounded to 0 has no
 * sign. */
static lehr_short_text number_text(number_format f, double v, bool sign)
{
    v *= f.factor;
    if (fabs(v) < 0.5 * pow(10, -f.decimals)) return lehr_short_printf("%.*f", f.decimals, 0.0);
    if (fabs(v) >= 1e5) return lehr_short_printf(sign ? "%+.2e" : "%.2e", v);
    return lehr_short_printf(sign ? "%+.*f" : "%.*f", f.decimals, v);
}

static lehr_short_text mean_with(number_format f, const lehr_stats *s)
{
    if (!s->n) return lehr_short_printf("–");
    if (s->n == 1) return number_text(f, s->mean, false);
    return lehr_short_printf("%s ± %s", number_text(f, s->mean, false).s, number_text(f, s->deviation, false).s);
}

lehr_short_text lehr_mean_text(const lehr_stats *s, lehr_metric m) { return mean_with(format_of(LEHR_ACCURACY, m), s); }

lehr_short_text lehr_mean_cell_text(const lehr_comparison *c, const lehr_stats *s, lehr_metric m)
{
    return mean_with(format_of(c->score, m), s);
}

lehr_short_text lehr_result_number_text(const lehr_comparison *c, double v, lehr_metric m)
{
    return number_text(format_of(c->score, m), v, false);
}

lehr_short_text lehr_gain_text(const lehr_comparison *c, const lehr_stats *s)
{
    number_format f = format_of(c->score, c->metric);
    if (!s->n) return lehr_short_printf("–");
    if (s->n == 1) return number_text(f, s->mean, true);
    return lehr_short_printf("%s ± %s", number_text(f, s->mean, true).s, number_text(f, s->interval, false).s);
}

lehr_short_text lehr_policy_gain_text(const lehr_comparison *c, int policy)
{
    const lehr_stats *s = &c->policy[policy].gain;
    if (policy == c->baseline) return lehr_short_printf("baseline");
    return lehr_gain_text(c, s);
}

lehr_metric lehr_report_loss(const lehr_comparison *c)
{
    return c->metric == LEHR_TRAIN_LOSS ? LEHR_TRAIN_LOSS : LEHR_VALIDATION_LOSS;
}

lehr_short_text lehr_verdict_text(const lehr_comparison *c, int policy)
{
    const lehr_policy_result *p = &c->policy[policy];
    lehr_short_text diverged = lehr_short_printf("%s%d of %d diverged", p->verdict == LEHR_VERDICT_DIVERGES ? "" : ", ",
                                             p->diverged, c->seeds);
    if (!p->diverged) diverged.s[0] = '\0';
    if (p->verdict == LEHR_VERDICT_DIVERGES) return diverged;
    if (p->verdict != LEHR_VERDICT_NOISE)
        return lehr_short_printf("%s%s", p->verdict ? lehr_verdict_name(p->verdict) : "–", diverged.s);
    return p->needed > p->gain.n ? lehr_short_printf("noise: %d more%s", p->needed - p->gain.n, diverged.s)
                                 : lehr_short_printf("noise%s", diverged.s);
}
