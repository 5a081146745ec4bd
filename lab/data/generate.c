#include "lab/data/generate.h"

double lehr_round_to_four_decimals(double v)
{
    char text[32];
    const char *end;
    double back = v;
    lehr_snprintf(text, sizeof text, "%.4f", v);
    lehr_parse_number(text, &end, &back);
    return back;
}
