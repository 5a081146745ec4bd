#include "lab/data/generate_curves.h"
#include <math.h>

enum { CURVE_SEED = 4, PEAKS_SEED = 15, OVERFIT_SEED = 4, BAND_SEED = 4 };

/* --- curve, chapter 7: cos x · (1 − x/10) · (x/10 − 1) + 3 over 0 … 7, and normals of 0.1 ------------------------- */

lehr_status lehr_generate_curve(lehr_data *d)
{
    lehr_random r;
    lehr_random_seed(&r, CURVE_SEED);
    lehr_status status = lehr_data_alloc_targets(d, 1000, 1, 1);
    for (int i = 0; !status && i < d->rows; i++) d->x[i] = lehr_round_to_four_decimals(lehr_random_uniform(&r, 0, 7));
    for (int i = 0; !status && i < d->rows; i++) {
        double x = d->x[i];
        d->y[i] =
            lehr_round_to_four_decimals(cos(x) * (1 - 0.1 * x) * (0.1 * x - 1) + 3 + 0.1 * lehr_random_normal(&r));
    }
    return status;
}

/* --- peaks, chapter 8: a surface of three hills and three hollows over −4 … 4, with more samples along its edge --- */

static double height(double x, double y)
{
    return 3 * (1 - x) * (1 - x) * exp(-x * x - (y + 1) * (y + 1))
         - 10 * (x / 5 - x * x * x - y * y * y * y * y) * exp(-x * x - y * y)
         - exp(-(x + 1) * (x + 1) - y * y) / 3;
}

static bool at_the_edge(double x, double y) { return fabs(x) >= 3 || fabs(y) >= 3; }

lehr_status lehr_generate_peaks(lehr_data *d)
{
    enum { CENTRE = 2000, EDGE = 500 };
    lehr_random r;
    lehr_random_seed(&r, PEAKS_SEED);
    lehr_status status = lehr_data_alloc_targets(d, CENTRE + EDGE, 2, 1);
    if (status) return status;
    d->target_name[0] = "z";
    for (int i = 0; i < d->rows; i++) {
        double *x = d->x + 2 * i;
        do {
            x[0] = lehr_round_to_four_decimals(lehr_random_uniform(&r, -4, 4));
            x[1] = lehr_round_to_four_decimals(lehr_random_uniform(&r, -4, 4));
        } while (at_the_edge(x[0], x[1]) != (i >= CENTRE));
        d->y[i] = lehr_round_to_four_decimals(height(x[0], x[1]));
    }
    return LEHR_OK;
}

/* --- overfit, chapter 9: 50 points of a wiggling curve train, 50 of the calm one beneath it validate -------------- */

lehr_status lehr_generate_overfit(lehr_data *d)
{
    enum { EACH = 50 };
    lehr_random r;
    lehr_random_seed(&r, OVERFIT_SEED);
    lehr_status status = lehr_data_alloc_targets(d, 2 * EACH, 1, 1);
    if (!status) d->train_rows = EACH;
    for (int i = 0; !status && i < d->rows; i++) {
        double x = d->x[i] = lehr_round_to_four_decimals(lehr_random_uniform(&r, 0, 6));
        d->y[i] = lehr_round_to_four_decimals(cos(x) * x / 6 + (i < EACH ? cos(5 * x) / 5 : 0));
    }
    return status;
}

/* --- band, chapter 10: on a line, class 0 is a stretch in the middle of class 1 ----------------------------------- */

lehr_status lehr_generate_band(lehr_data *d)
{
    enum { ROWS = 500 };
    lehr_random r;
    lehr_random_seed(&r, BAND_SEED);
    lehr_status status = lehr_data_alloc(d, ROWS, 1, 2);
    for (int i = 0; !status && i < d->rows; i++) {
        double along = i == ROWS - 1 ? 20 : i * (20.0 / (ROWS - 1));
        d->x[i] = lehr_round_to_four_decimals(along + 0.1 * lehr_random_normal(&r));
        d->label[i] = !(fabs(d->x[i] - 11) < 4);
    }
    return status;
}
