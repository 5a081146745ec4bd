#include "lab/compare/verdict.h"
#include <math.h>

lehr_verdict lehr_verdict_decide(lehr_metric metric, const lehr_stats *gain, int diverged, int baseline_diverged)
{
    if (diverged > baseline_diverged) return LEHR_VERDICT_DIVERGES;
    lehr_stats_direction direction = lehr_stats_get_direction(gain);
    if (direction == LEHR_DIRECTION_UNKNOWN) return LEHR_VERDICT_NONE;
    if (direction == LEHR_DIRECTION_EQUAL) return LEHR_VERDICT_EQUAL;
    if (direction == LEHR_DIRECTION_NOISE) return LEHR_VERDICT_NOISE;
    bool falls = direction == LEHR_DIRECTION_DOWN;
    return falls == lehr_metric_is_loss(metric) ? LEHR_VERDICT_BETTER : LEHR_VERDICT_WORSE;
}

static const struct { const char *name, *symbol; } verdicts[] = {
    { NULL, "" },      { "baseline", "" }, { "equal", "=" },    { "noise", "" },
    { "better", "▲" }, { "worse", "▼" },   { "diverges", "✗" },
};

static bool is_verdict(lehr_verdict v) { return v >= 0 && v < sizeof verdicts / sizeof *verdicts; }

const char *lehr_verdict_name(lehr_verdict v) { return is_verdict(v) ? verdicts[v].name : NULL; }
const char *lehr_verdict_symbol(lehr_verdict v) { return is_verdict(v) ? verdicts[v].symbol : ""; }

bool lehr_stats_is_better(lehr_metric metric, const lehr_stats *a, const lehr_stats *b)
{
    if (!a || !b) return a;
    if (a->n != b->n) return a->n > b->n;
    if (a->n && isnan(a->mean) != isnan(b->mean)) return isnan(b->mean);
    return a->n && (lehr_metric_is_loss(metric) ? a->mean < b->mean : a->mean > b->mean);
}
