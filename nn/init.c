#include "nn/init.h"
#include "core/base/internal.h"
#include <math.h>

static double zero(const lehr_initializer *how, lehr_random *r, int n, int k)
{
    (void)how; (void)r; (void)n; (void)k;
    return 0;
}

static double normal(const lehr_initializer *how, lehr_random *r, int n, int k)
{
    (void)n; (void)k;
    return how->std * lehr_random_normal(r);
}

static double xavier(const lehr_initializer *how, lehr_random *r, int n, int k)
{
    (void)how;
    double bound = sqrt(6.0 / ((double)n + k));
    return lehr_random_uniform(r, -bound, bound);
}

static double kaiming(const lehr_initializer *how, lehr_random *r, int n, int k)
{
    return lehr_random_normal(r) * sqrt(2.0 / (how->mode == 0 ? n : k));
}

#define PARAM(field) LEHR_FIELD(lehr_initializer, field)

static const lehr_initializer_rule rules[] = {
    { { "zero", "zeros", "0", NULL, { { 0 } } }, zero },
    { { "normal", NULL, "std N(0, 1)", NULL, { { PARAM(std), 1, 0, 1e6, LEHR_EXCLUDE_MIN } } }, normal },
    { { "xavier", "glorot", "uniform in +-sqrt(6 / (in + out))", "Glorot & Bengio 2010, eq. 16", { { 0 } } }, xavier },
    { { "kaiming", "he", "N(0, 1) sqrt(2 / fan)", "He et al. 2015, eq. 10",
        { { PARAM(mode), 0, 0, 1, 0, "fan", NULL, "fan_in fan_out" } } }, kaiming },
};

static lehr_registry_extension added;
const lehr_registry lehr_initializers = { "initialiser", rules, sizeof *rules, sizeof rules / sizeof *rules, &added };

lehr_status lehr_initializer_parse(lehr_initializer *how, const char *text)
{
    if (!how || !text) return lehr_fail_null("lehr_initializer_parse", how ? "text" : "how");
    *how = (lehr_initializer){0};
    how->rule = (const lehr_initializer_rule *)lehr_registry_parse(&lehr_initializers, text, how, &how->given);
    return how->rule ? LEHR_OK : lehr_last_status();
}

void lehr_initializer_draw(const lehr_initializer *how, lehr_random *r, lehr_tensor *W)
{
    if (!how || !how->rule || !r || !W || W->shape.rank < 2) return;
    int k = W->shape.dim[0], n = W->shape.dim[1], places = 1;
    for (int d = 2; d < W->shape.rank; d++) places *= W->shape.dim[d];
    if (W->shape.rank > 2) {
        for (size_t i = 0; i < W->size; i++) W->data[i] = (lehr_real)how->rule->draw(how, r, n * places, k * places);
        return;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++)
            W->data[(size_t)j * (size_t)n + (size_t)i] = (lehr_real)how->rule->draw(how, r, n, k);
}
