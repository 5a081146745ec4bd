#include "lab/train/net_spec.h"
#include "core/base/internal.h"
#include "nn/layers.h"
#include <string.h>

lehr_status lehr_net_spec_text(char *out, size_t room, const char *net, const lehr_data *d)
{
    if (LEHR_NOT_NULL(out, d)) return LEHR_ERR_VALUE;
    if (net && strlen(net) >= room) return lehr_fail(LEHR_ERR_VALUE, "net \"%.40s…\" is too long", net);
    if (net) lehr_snprintf(out, room, "%s", net);
    else lehr_snprintf(out, room, "%d-16-%d", d->features, d->targets ? d->targets : d->classes);
    return LEHR_OK;
}

static lehr_status read_widths(const char *text, int width[], int *count)
{
    const char *at = text, *end;
    for (*count = 0;; at = end + 1) {
        double v;
        size_t digits = strspn(at, "0123456789");
        if (!digits || !lehr_parse_number(at, &end, &v) || end != at + digits || (*end && *end != '-') || v < 1 ||
            v > LEHR_MAX_WIDTH)
            return lehr_fail(LEHR_ERR_VALUE, "net is \"%.60s\"; it must be widths such as 2-12-4, each from 1 to %d",
                             text, LEHR_MAX_WIDTH);
        if (*count == LEHR_MAX_LAYERS + 1)
            return lehr_fail(LEHR_ERR_VALUE, "net \"%.60s\" has more than %d layers", text, LEHR_MAX_LAYERS);
        width[(*count)++] = (int)v;
        if (!*end) break;
    }
    return *count >= 2
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_VALUE, "net is \"%.60s\"; at least two widths are needed, such as 2-4", text);
}

static lehr_status check_fit(const char *text, const int width[], int count, const lehr_data *d)
{
    int in = width[0], out = width[count - 1];
    if (in != d->features)
        return lehr_fail(LEHR_ERR_SHAPE, "net %s begins with %d, but the data have %d features", text, in, d->features);
    if (d->targets && out != d->targets)
        return d->targets == 1
                   ? lehr_fail(LEHR_ERR_SHAPE, "net %s ends with %d, but the data have 1 number to predict", text, out)
                   : lehr_fail(LEHR_ERR_SHAPE, "net %s ends with %d, but the data have %d numbers to predict", text,
                               out, d->targets);
    if (d->targets || out == d->classes || (out == 1 && d->classes == 2)) return LEHR_OK;
    if (d->classes == 2)
        return lehr_fail(LEHR_ERR_SHAPE,
                         "net %s ends with %d, but the data have 2 classes (2, or 1 output for yes or no)", text, out);
    return lehr_fail(LEHR_ERR_SHAPE, "net %s ends with %d, but the data have %d classes", text, out, d->classes);
}

static const char *const layer_name[LEHR_MAX_LAYERS] = {
    "fc1", "fc2",  "fc3",  "fc4",  "fc5",  "fc6",  "fc7",  "fc8",
    "fc9", "fc10", "fc11", "fc12", "fc13", "fc14", "fc15", "fc16"
};

lehr_status lehr_net_spec_parse(const char *text, const char *activation, const lehr_data *d, lehr_layer net[],
                                int *outputs)
{
    int width[LEHR_MAX_LAYERS + 1], count;
    lehr_layer between;
    lehr_status status = LEHR_NOT_NULL(text, activation, d, net, outputs);
    if (!status) status = lehr_activation(&between, activation);
    if (!status) status = read_widths(text, width, &count);
    if (!status) status = check_fit(text, width, count, d);
    if (status) return status;
    *outputs = width[count - 1];
    for (int i = 0; i + 1 < count; i++) {
        if (i) *net++ = between;
        *net++ = (lehr_layer)LEHR_LINEAR(layer_name[i], width[i], width[i + 1]);
    }
    *net = (lehr_layer){0};
    return LEHR_OK;
}

bool lehr_net_spec_has_activation(const char *text)
{
    const char *first = text ? strchr(text, '-') : NULL;
    return first && strchr(first + 1, '-');
}

size_t lehr_net_param_count(const lehr_layer net[])
{
    size_t n = 0;
    int layers = net ? lehr_net_length(net) : 0;
    for (int i = 0; i < layers; i++)
        if (net[i].kind == &lehr_linear_layer) n += ((size_t)net[i].in + !net[i].no_bias) * (size_t)net[i].out;
    return n;
}
