#include "lab/compare/result_text.h"
#include "core/base/translate.h"
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
    if (isnan(v)) return lehr_short_printf("%s", lehr_translate("undefined"));
    v *= f.factor;
    if (fabs(v) < 0.5 * pow(10, -f.decimals)) return lehr_short_printf("%.*f", f.decimals, 0.0);
    if (fabs(v) >= 1e5) return lehr_short_printf(sign ? "%+.2e" : "%.2e", v);
    return lehr_short_printf(sign ? "%+.*f" : "%.*f", f.decimals, v);
}

static lehr_short_text mean_with(number_format f, const lehr_stats *s)
{
    if (!s || !s->n) return lehr_short_printf("–");
    if (s->n == 1 || isnan(s->mean)) return number_text(f, s->mean, false);
    return lehr_short_printf("%s ± %s", number_text(f, s->mean, false).s, number_text(f, s->deviation, false).s);
}

lehr_short_text lehr_mean_text(const lehr_stats *s, lehr_metric m) { return mean_with(format_of(LEHR_ACCURACY, m), s); }

lehr_short_text lehr_mean_cell_text(const lehr_comparison *c, const lehr_stats *s, lehr_metric m)
{
    return mean_with(format_of(c ? c->score : LEHR_ACCURACY, m), s);
}

lehr_short_text lehr_result_number_text(const lehr_comparison *c, double v, lehr_metric m)
{
    return number_text(format_of(c ? c->score : LEHR_ACCURACY, m), v, false);
}

lehr_short_text lehr_gain_text(const lehr_comparison *c, const lehr_stats *s)
{
    if (!c || !s || !s->n) return lehr_short_printf("–");
    number_format f = format_of(c->score, c->metric);
    if (s->n == 1 || isnan(s->mean)) return number_text(f, s->mean, true);
    return lehr_short_printf("%s ± %s", number_text(f, s->mean, true).s, number_text(f, s->interval, false).s);
}

static bool has_policy(const lehr_comparison *c, int policy) { return c && policy >= 0 && policy < c->policies; }

lehr_short_text lehr_policy_gain_text(const lehr_comparison *c, int policy)
{
    if (!has_policy(c, policy)) return lehr_short_printf("–");
    if (policy == c->baseline) return lehr_short_printf("%s", lehr_translate("baseline"));
    return lehr_gain_text(c, &c->policy[policy].gain);
}

lehr_metric lehr_report_loss(const lehr_comparison *c)
{
    return c && c->metric == LEHR_TRAIN_LOSS ? LEHR_TRAIN_LOSS : LEHR_VALIDATION_LOSS;
}

lehr_short_text lehr_verdict_text(const lehr_comparison *c, int policy)
{
    if (!has_policy(c, policy)) return lehr_short_printf("–");
    const lehr_policy_result *p = &c->policy[policy];
    int more = p->seeds_needed - p->gain.n;
    if (p->verdict == LEHR_VERDICT_DIVERGES)
        return lehr_short_printf(lehr_translate("%d of %d diverged"), p->diverged, c->seeds);
    if (p->verdict == LEHR_VERDICT_NOISE && more > 0)
        return p->diverged
                   ? lehr_short_printf(lehr_translate("noise: %d more, %d of %d diverged"), more, p->diverged, c->seeds)
                   : lehr_short_printf(lehr_translate("noise: %d more"), more);
    const char *verdict = p->verdict ? lehr_translate(lehr_verdict_name(p->verdict)) : "–";
    return p->diverged ? lehr_short_printf(lehr_translate("%s, %d of %d diverged"), verdict, p->diverged, c->seeds)
                       : lehr_short_printf("%s", verdict);
}
