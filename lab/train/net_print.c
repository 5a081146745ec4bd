#include "lab/train/net_print.h"
#include "core/base/internal.h"

static void add_numbers(lehr_strbuf *out, const char *name, const int v[], int n)
{
    bool any = false;
    for (int i = 0; i < n; i++) any |= v[i] != 0;
    for (int i = 0; i < n && any; i++) lehr_strbuf_printf(out, "%s%d", i ? "," : name, v[i]);
}

static void add_settings(lehr_strbuf *out, const lehr_layer *l)
{
    const struct { const char *name; double v; } settings[] = {
        { "slope", l->slope }, { "alpha", l->alpha }, { "p", l->p }, { "momentum", l->momentum }, { "eps", l->eps },
    };
    char before = ' ';
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        if (settings[i].v == 0) continue;
        lehr_strbuf_printf(out, "%c%s=%s", before, settings[i].name, lehr_number_text(settings[i].v).s);
        before = ',';
    }
}

static void print_layer(const lehr_layer *l, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "%s", l->kind->entry.name ? l->kind->entry.name : "layer");
    if (l->name) lehr_strbuf_printf(out, " %s", l->name);
    if (l->in || l->out) lehr_strbuf_printf(out, " %d %d", l->in, l->out);
    if (l->no_bias) lehr_strbuf_printf(out, " bare");
    add_numbers(out, " kernel=", l->window.kernel, 2);
    add_numbers(out, " stride=", l->window.stride, 2);
    add_numbers(out, " padding=", l->window.padding, 2);
    add_numbers(out, " groups=", &l->window.groups, 1);
    add_numbers(out, " sample=", l->sample.dim, l->sample.rank);
    add_settings(out, l);
    for (int i = 0; i < LEHR_MAX_BRANCHES && l->branch[i]; i++) {
        lehr_strbuf_printf(out, " [");
        lehr_net_print(l->branch[i], out);
        lehr_strbuf_printf(out, "]");
    }
}

void lehr_net_print(const lehr_layer net[], lehr_strbuf *out)
{
    if (LEHR_NOT_NULL(net, out)) return;
    int layers = lehr_net_length(net);
    for (int i = 0; i < layers; i++) {
        if (i) lehr_strbuf_printf(out, "; ");
        print_layer(&net[i], out);
    }
}
