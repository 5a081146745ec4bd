#include "lab/data/generators/generate_curves.h"
#include <math.h>

enum { CURVE_SEED = 4, PEAKS_SEED = 15, OVERFIT_SEED = 4, BAND_SEED = 4 };

/* --- curve, chapter 7: cos x · (1 − x/10) · (x/10 − 1) + 3 over 0 … 7, plus normal noise of 0.1 ------------------- */

lehr_status lehr_generate_curve(lehr_data *d)
{
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, CURVE_SEED, 1000, 1, 0);
    for (int i = 0; !status && i < d->rows; i++) d->x[i] = lehr_generate_uniform(&r, 0, 7);
    for (int i = 0; !status && i < d->rows; i++) {
        double x = d->x[i];
        d->y[i] = lehr_generate_round(cos(x) * (1 - 0.1 * x) * (0.1 * x - 1) + 3 + 0.1 * lehr_random_normal(&r));
    }
    return status;
}

/* --- peaks, chapter 8: a surface with three maxima and three minima over −4 … 4, more samples near its edge ------- */

static double height(double x, double y)
{
    return 3 * (1 - x) * (1 - x) * exp(-x * x - (y + 1) * (y + 1))
         - 10 * (x / 5 - x * x * x - y * y * y * y * y) * exp(-x * x - y * y)
         - exp(-(x + 1) * (x + 1) - y * y) / 3;
}

static bool is_at_edge(double x, double y) { return fabs(x) >= 3 || fabs(y) >= 3; }

lehr_status lehr_generate_peaks(lehr_data *d)
{
    enum { CENTRE = 2000, EDGE = 500 };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, PEAKS_SEED, CENTRE + EDGE, 2, 0);
    if (status) return status;
    d->target_name[0] = "z";
    for (int i = 0; i < d->rows; i++) {
        double *x = d->x + 2 * i;
        do {
            x[0] = lehr_generate_uniform(&r, -4, 4);
            x[1] = lehr_generate_uniform(&r, -4, 4);
        } while (is_at_edge(x[0], x[1]) != (i >= CENTRE));
        d->y[i] = lehr_generate_round(height(x[0], x[1]));
    }
    return LEHR_OK;
}

/* --- overfit, chapter 9: 50 points of a curve with fast waves train, 50 of the curve without them validate -------- */

lehr_status lehr_generate_overfit(lehr_data *d)
{
    enum { EACH = 50 };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, OVERFIT_SEED, 2 * EACH, 1, 0);
    if (!status) d->train_rows = EACH;
    for (int i = 0; !status && i < d->rows; i++) {
        double x = d->x[i] = lehr_generate_uniform(&r, 0, 6);
        d->y[i] = lehr_generate_round(cos(x) * x / 6 + (i < EACH ? cos(5 * x) / 5 : 0));
    }
    return status;
}

/* --- band, chapter 10: on a line, class 0 is an interval in the middle of class 1 --------------------------------- */

lehr_status lehr_generate_band(lehr_data *d)
{
    enum { ROWS = 500 };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, BAND_SEED, ROWS, 1, 2);
    for (int i = 0; !status && i < d->rows; i++) {
        double position = i == ROWS - 1 ? 20 : i * (20.0 / (ROWS - 1));
        d->x[i] = lehr_generate_round(position + 0.1 * lehr_random_normal(&r));
        d->label[i] = !(fabs(d->x[i] - 11) < 4);
    }
    return status;
}
