/* html_maps.c — decision maps as short texts: run-length encoding, each run a value and a length, in base 64
 *
 * A value is 8 · class + confidence, 0 … 7. Runs follow the rows, the lowest row first. A number is a sequence of
 * base 64 digits with five bits each, the lowest first; the sixth bit is set if more digits follow: as in source
 * maps, but without a sign.
 */
#include "lab/report/html_parts.h"
#include <math.h>

enum { LEVELS = 8 };

static void add_count(lehr_strbuf *out, unsigned long v)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    do {
        lehr_strbuf_append(out, &digit[(v & 31) | (v > 31 ? 32 : 0)], 1);
        v >>= 5;
    } while (v);
}

/* 0 if all classes are equally likely … LEVELS − 1 if one is certain. */
static unsigned long confidence(double probability, int classes)
{
    double even = classes > 1 ? 1.0 / classes : 0, share = (probability - even) / (1 - even);
    return share > 0 ? (unsigned long)fmin(share * LEVELS, LEVELS - 1) : 0;         /* NaN: 0 */
}

static void add_map(const lehr_decision_grid *p, int classes, lehr_strbuf *out)
{
    int cells = p->side * p->side, run = 0;
    unsigned long was = 0;
    lehr_strbuf_printf(out, "\"");
    for (int i = 0; i <= cells; i++) {
        unsigned long is = i < cells ? LEVELS * (unsigned long)p->cell_class[i] + confidence(p->probability[i], classes)
                                     : 0;
        if (run && (i == cells || is != was)) {
            add_count(out, was);
            add_count(out, (unsigned long)run);
            run = 0;
        }
        was = is;
        run++;
    }
    lehr_strbuf_printf(out, "\"");
}

void lehr_html_maps(const lehr_comparison *c, int policy, lehr_decision_grid *p, lehr_strbuf *out)
{
    int run = policy * c->seeds;
    lehr_run *r = c->run[run].snapshots && !c->run[run].failure.status ? lehr_comparison_trained_run(c, run) : NULL;
    lehr_status status = r || !c->run[run].snapshots || c->run[run].failure.status ? LEHR_OK : lehr_last_status();
    for (int k = 0; k < LEHR_WEIGHT_SNAPSHOTS && r && !status; k++) {
        status = lehr_comparison_load_snapshot(c, run, k, r);
        if (!status) status = lehr_decision_grid_evaluate(p, r);
        lehr_strbuf_printf(out, k ? ",\n" : "[");
        if (!status) add_map(p, c->data->classes, out);
    }
    lehr_strbuf_printf(out, r ? "]" : "null");
    lehr_run_free(r);
    if (status && !out->status) out->status = status;
}
