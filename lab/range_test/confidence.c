#include "lab/range_test/confidence.h"
#include "core/base/translate.h"
#include <math.h>

/* --- several seeds ------------------------------------------------------------------------------------------------ */

static lehr_lr_suggestion combine(const lehr_lr_estimate r[], int n, lehr_lr_rule rule)
{
    lehr_lr_suggestion s = {0};
    double sum = 0, squares = 0;
    int low = 0, high = 0;
    for (int i = 0; i < n; i++) {
        const lehr_lr_suggestion *one = &r[i].suggestion[rule];
        if (r[i].status || !(one->rate > 0)) continue;
        s.seeds++;
        low += one->low;
        high += one->high;
        sum += log(one->rate);
    }
    for (int i = 0; i < n; i++)
        if (!r[i].status && r[i].suggestion[rule].rate > 0)
            squares += pow(log(r[i].suggestion[rule].rate) - sum / s.seeds, 2);
    s.low = low > 0 && 2 * low >= s.seeds;
    s.high = high > 0 && 2 * high >= s.seeds;
    if (s.seeds) s.rate = exp(sum / s.seeds);
    if (s.seeds > 1) s.spread = exp(sqrt(squares / (s.seeds - 1)));
    return s;
}

void lehr_lr_estimate_combine(const lehr_lr_estimate r[], int n, lehr_lr_estimate *out)
{
    int good = 0;
    if (!out) return;
    if (!r) n = 0;
    *out = n > 0 ? r[0] : (lehr_lr_estimate){ .status = LEHR_ESTIMATE_TOO_FEW_POINTS };
    out->seeds = n;
    for (int i = 0; i < n; i++) {
        if (r[i].status) continue;
        const lehr_lr_estimate *one = &r[i];
        *out = good++ ? *out : *one;
        out->seeds = n;
        out->points = one->points < out->points ? one->points : out->points;
        out->low = fmin(out->low, one->low);
        out->high = fmax(out->high, one->high);
        if (one->drop * out->noise < out->drop * one->noise) {        /* the smallest signal-to-noise ratio */
            out->drop = one->drop;
            out->noise = one->noise;
        }
    }
    for (int h = 0; h < LEHR_LR_RULES; h++) out->suggestion[h] = combine(r, n, (lehr_lr_rule)h);
}

/* --- confidence --------------------------------------------------------------------------------------------------- */

static bool has_rule(const lehr_lr_estimate *r, lehr_lr_rule rule) { return r && rule >= 0 && rule < LEHR_LR_RULES; }

double lehr_signal_to_noise(const lehr_lr_estimate *r) { return !r ? 0 : r->noise > 0 ? r->drop / r->noise : INFINITY; }

int lehr_lr_rule_contradicts(const lehr_lr_estimate *r, lehr_lr_rule rule)
{
    if (!has_rule(r, rule)) return 0;
    double rate = r->suggestion[rule].rate, base = r->suggestion[LEHR_LR_BASE].rate,
           max = r->suggestion[LEHR_LR_MAX].rate;
    if (!(rate > 0) || rule == LEHR_LR_BASE || rule == LEHR_LR_MAX) return 0;
    return rate < base / 3 ? -1 : rate > max ? 1 : 0;
}

lehr_lr_confidence_level lehr_lr_confidence(const lehr_lr_estimate *r, lehr_lr_rule rule)
{
    if (!has_rule(r, rule)) return LEHR_CONFIDENCE_LOW;
    const lehr_lr_suggestion *s = &r->suggestion[rule];
    bool doubtful = s->low || s->high || lehr_lr_rule_contradicts(r, rule) || s->seeds < r->seeds || s->spread > 3 ||
                    lehr_signal_to_noise(r) < 10;
    if (!(s->rate > 0) || doubtful) return LEHR_CONFIDENCE_LOW;
    return s->seeds >= 3 && s->spread <= 1.5 && lehr_signal_to_noise(r) >= 30 ? LEHR_CONFIDENCE_HIGH
                                                                              : LEHR_CONFIDENCE_FAIR;
}

lehr_short_text lehr_lr_text(double rate)
{
    const char *end;
    double rounded = rate;
    lehr_short_text two = lehr_short_printf("%.1e", rate);
    lehr_parse_number(two.s, &end, &rounded);
    return lehr_number_text(rounded);
}

lehr_short_text lehr_lr_edge_advice(const lehr_lr_estimate *r, lehr_lr_rule rule)
{
    if (!has_rule(r, rule)) return (lehr_short_text){ "" };
    const lehr_lr_suggestion *s = &r->suggestion[rule];
    if (!(s->rate > 0)) return (lehr_short_text){ "" };
    if (s->low)
        return lehr_short_printf(lehr_translate("at the lower edge, the best rate may be lower: --from %s"),
                                 lehr_lr_text(r->low / 10).s);
    double beyond = fmin(r->high * 10, LEHR_MAX_RATE);
    if (s->high)
        return lehr_short_printf(lehr_translate("at the upper edge, the best rate may be higher: --to %s"),
                                 lehr_lr_text(beyond).s);
    return (lehr_short_text){ "" };
}
