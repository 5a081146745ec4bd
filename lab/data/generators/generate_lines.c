#include "lab/data/generators/generate_lines.h"
#include <math.h>

enum { HOUSES_SEED = 15, SEED = 10 };               /* chapter 1's; that of chapters 2 to 6 */

/* An integer from low to high, each equally likely: numpy.random.randint(low, high + 1), by rejection. */
static int random_integer(lehr_random *r, int low, int high)
{
    uint32_t range = (uint32_t)(high - low), mask = 1, drawn;
    while (mask < range) mask = 2 * mask + 1;
    do drawn = lehr_random_bits(r) & mask;
    while (drawn > range);
    return low + (int)drawn;
}

static void name_features(lehr_data *d, const char *const name[])
{
    for (int f = 0; f < d->features; f++) d->feature_name[f] = name[f];
}

/* Area and price of houses: x, y [rows]. */
static lehr_status price_by_area(lehr_data *d, lehr_random *r, uint32_t seed, int rows)
{
    lehr_status status = lehr_generate_begin(d, r, seed, rows, 1, 0);
    if (status) return status;
    name_features(d, (const char *const[]){ "area" });
    d->target_name[0] = "price";
    for (int i = 0; i < rows; i++) d->x[i] = random_integer(r, 50, 149);
    return LEHR_OK;
}

/* --- houses, chapter 1: price = 2·area, plus an integer from −20 to 49 -------------------------------------------- */

lehr_status lehr_generate_houses(lehr_data *d)
{
    lehr_random r;
    lehr_status status = price_by_area(d, &r, HOUSES_SEED, 10);
    for (int i = 0; !status && i < d->rows; i++) d->y[i] = 2 * d->x[i] + random_integer(&r, -20, 49);
    return status;
}

/* --- prices, chapter 2: price = 2.5·area + 50, plus uniform noise from −25 to 25 ---------------------------------- */

lehr_status lehr_generate_prices(lehr_data *d)
{
    lehr_random r;
    lehr_status status = price_by_area(d, &r, SEED, 100);
    for (int i = 0; !status && i < d->rows; i++)
        d->y[i] = lehr_generate_round(2.5 * d->x[i] + 50 + lehr_random_uniform(&r, -25, 25));
    return status;
}

/* --- distance, chapter 3: price = 5·area + 2·(20 − distance) + 10, plus normal noise of 25 ------------------------ */

lehr_status lehr_generate_distance(lehr_data *d)
{
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, SEED, 1000, 2, 0);
    if (status) return status;
    name_features(d, (const char *const[]){ "area", "distance" });
    d->target_name[0] = "price";
    for (int i = 0; i < d->rows; i++) d->x[2 * i] = random_integer(&r, 50, 149);
    for (int i = 0; i < d->rows; i++) d->x[2 * i + 1] = lehr_generate_uniform(&r, 0, 20);
    for (int i = 0; i < d->rows; i++)
        d->y[i] = lehr_generate_round(5 * d->x[2 * i] + 2 * (20 - d->x[2 * i + 1]) + 10 +
                                              25 * lehr_random_normal(&r));
    return LEHR_OK;
}

/* --- logistic, chapter 4: unit prices, 200 low ones and 300 high ones --------------------------------------------- */

lehr_status lehr_generate_logistic(lehr_data *d)
{
    enum { LOW = 200, HIGH = 300 };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, SEED, LOW + HIGH, 1, 2);
    if (status) return status;
    name_features(d, (const char *const[]){ "unit_price" });
    for (int i = 0; i < d->rows; i++) {
        d->label[i] = i >= LOW;
        d->x[i] = d->label[i] ? lehr_generate_uniform(&r, 1.5, 3) : lehr_generate_uniform(&r, 0.7, 1.4);
    }
    return LEHR_OK;
}

/* --- diagonal, chapter 5: is the price high for the area? the third feature has no influence ---------------------- */

lehr_status lehr_generate_diagonal(lehr_data *d)
{
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, SEED, 2000, 3, 2);
    if (status) return status;
    name_features(d, (const char *const[]){ "area", "price", "orientation" });
    for (int i = 0; i < d->rows; i++) {
        double *x = d->x + 3 * i;
        x[0] = lehr_generate_uniform(&r, 0, 1);
        x[1] = lehr_generate_uniform(&r, 0, 1);
        d->label[i] = x[1] > x[0] + 0.5;
    }
    for (int i = 0; i < d->rows; i++) d->x[3 * i + 2] = random_integer(&r, 1, 4);
    return LEHR_OK;
}

/* --- regions, chapter 6: three lines meet at (½, ½), and one half of each separates two regions ------------------- */

static int region(double x, double y)
{
    bool above_first = y > x, above_second = y > -0.5 * x + 0.75, above_third = y > 2 * x - 0.5;
    if (above_first && above_second) return 0;
    return above_third && !above_second ? 1 : 2;
}

lehr_status lehr_generate_regions(lehr_data *d)
{
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, SEED, 1000, 2, 3);
    for (int i = 0; !status && i < d->rows; i++) {
        double *x = d->x + 2 * i;
        x[0] = lehr_generate_uniform(&r, 0, 1);
        x[1] = lehr_generate_uniform(&r, 0, 1);
        d->label[i] = region(x[0], x[1]);
    }
    return status;
}
