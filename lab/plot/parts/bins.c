#include "lab/plot/parts/bins.h"
#include "core/base/memory.h"
#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

int lehr_bins_choose_count(const double *v, int n, lehr_range r)
{
    double *sorted = lehr_alloc((size_t)n + 1, sizeof *sorted);
    int count = 0;
    if (!sorted) return 0;
    for (int i = 0; i < n; i++)
        if (isfinite(v[i])) sorted[count++] = v[i];
    qsort(sorted, (size_t)count, sizeof *sorted, by_size);
    /* halves, as the difference may overflow */
    double middle = count ? sorted[(int)(0.75 * (count - 1))] / 2 - sorted[(int)(0.25 * (count - 1))] / 2 : 0;
    double wanted = middle > 0 ? (r.high / 2 - r.low / 2) / (2 * middle / cbrt(count)) : sqrt(count);
    lehr_free(sorted);
    double most = fmin(2 * sqrt(count), LEHR_MAX_BINS);          /* few numbers in many bins would be mostly gaps */
    return (int)fmax(fmin(ceil(wanted), most), LEHR_MIN_BINS);
}

void lehr_bins_fill(lehr_bins *b, int count, lehr_range r, const double *v, int n)
{
    *b = (lehr_bins){ .count = count, .low = r.low, .high = r.high };
    for (int i = 0; i < n; i++) {
        if (!isfinite(v[i])) {
            b->non_numbers++;
            continue;
        }
        double share = (v[i] / 2 - r.low / 2) / (r.high / 2 - r.low / 2);
        int k = (int)fmin(fmax(floor(share * count), 0), count - 1);
        if (++b->count_in[k] > b->most) b->most = b->count_in[k];
    }
}
