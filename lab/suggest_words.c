/* suggest_words.c — several seeds read together, how far a suggestion can be trusted, and why */
#include "lab/suggest.h"
#include <math.h>

static const char *const names[] = { "valley", "steepest", "slide", "minimum/10", "base", "max" };

const char *lehr_hint_name(lehr_hint h) { return names[h]; }

/* --- several seeds ------------------------------------------------------------------------------------------------- */

static lehr_suggestion together(const lehr_reading r[], int n, lehr_hint h)
{
    lehr_suggestion s = {0};
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        const lehr_suggestion *one = &r[i].of[h];
        if (r[i].status || !(one->rate > 0)) continue;
        s.seeds++;
        s.low |= one->low;
        s.high |= one->high;
        sum += log(one->rate);
    }
    for (int i = 0; i < n; i++)
        if (!r[i].status && r[i].of[h].rate > 0) squares += pow(log(r[i].of[h].rate) - sum / s.seeds, 2);
    if (s.seeds) s.rate = exp(sum / s.seeds);
    if (s.seeds > 1) s.spread = exp(sqrt(squares / (s.seeds - 1)));
    return s;
}

void lehr_read_together(const lehr_reading r[], int n, lehr_reading *out)
{
    int fine = 0;
    *out = n ? r[0] : (lehr_reading){ .status = LEHR_READING_SHORT };
    out->seeds = n;
    for (int i = 0; i < n; i++) {
        if (r[i].status) continue;
        const lehr_reading *one = &r[i];
        *out = fine++ ? *out : *one;
        out->seeds = n;
        out->points = one->points < out->points ? one->points : out->points;
        out->low = fmin(out->low, one->low);
        out->high = fmax(out->high, one->high);
        if (one->fall * out->noise < out->fall * one->noise) {          /* the weakest: the smallest fall, in its noise */
            out->fall = one->fall;
            out->noise = one->noise;
        }
    }
    for (int h = 0; h < LEHR_HINTS; h++) out->of[h] = together(r, n, (lehr_hint)h);
}

/* --- how surely ---------------------------------------------------------------------------------------------------- */

static double clearness(const lehr_reading *r) { return r->noise > 0 ? r->fall / r->noise : INFINITY; }

lehr_confidence lehr_confidence_in(const lehr_reading *r, lehr_hint h)
{
    const lehr_suggestion *s = &r->of[h];
    if (!(s->rate > 0) || s->low || s->high || s->seeds < r->seeds || s->spread > 3 || clearness(r) < 10) return LEHR_LOW;
    return s->seeds >= 3 && s->spread <= 1.5 && clearness(r) >= 30 ? LEHR_HIGH : LEHR_FAIR;
}

static lehr_word clear_words(const lehr_reading *r)
{
    double k = clearness(r);
    return k < 1000 ? lehr_words("fall %.0f x noise", k) : lehr_words("hardly any noise");
}

lehr_word lehr_confidence_words(const lehr_reading *r, lehr_hint h)
{
    const lehr_suggestion *s = &r->of[h];
    if (!(s->rate > 0)) return lehr_words("none");
    if (r->seeds == 1) return lehr_words("one seed, %s", clear_words(r).s);
    if (s->seeds < r->seeds) return lehr_words("only %d of %d seeds have it", s->seeds, r->seeds);
    return lehr_words("%d seeds agree to x/÷ %.1f, %s", s->seeds, s->spread, clear_words(r).s);
}

lehr_word lehr_edge_words(const lehr_reading *r, lehr_hint h)
{
    const lehr_suggestion *s = &r->of[h];
    if (!(s->rate > 0)) return lehr_words("%s", "");
    if (s->low) return lehr_words("at the lower edge, the truth may be lower: --from %.1g", r->low / 10);
    if (s->high) return lehr_words("at the upper edge, the truth may be higher: --to %.1g", fmin(r->high * 10, LEHR_MAX_RATE));
    return lehr_words("%s", "");
}
