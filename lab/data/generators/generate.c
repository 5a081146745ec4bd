#include "lab/data/generators/generate.h"

lehr_status lehr_generate_begin(lehr_data *d, lehr_random *r, uint32_t seed, int rows, int features, int classes)
{
    lehr_random_seed(r, seed);
    return classes ? lehr_data_alloc(d, rows, features, classes) : lehr_data_alloc_targets(d, rows, features, 1);
}

double lehr_generate_round(double v)
{
    char text[32];
    const char *end;
    double back = v;
    lehr_snprintf(text, sizeof text, "%.4f", v);
    lehr_parse_number(text, &end, &back);
    return back;
}

double lehr_generate_uniform(lehr_random *r, double low, double high)
{
    return lehr_generate_round(lehr_random_uniform(r, low, high));
}
