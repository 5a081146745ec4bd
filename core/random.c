#include "core/random.h"
#include <math.h>

enum { N = 624, M = 397 };

void lehr_random_seed(lehr_random *r, uint32_t seed)
{
    if (!r) return;
    r->state[0] = seed;
    for (uint32_t i = 1; i < N; i++)                                    /* Knuth, TAOCP 2, 3rd ed., p. 106 */
        r->state[i] = 1812433253u * (r->state[i - 1] ^ (r->state[i - 1] >> 30)) + i;
    r->next = N;
    r->has_spare = false;
    r->spare = 0;
}

static uint32_t twist(uint32_t upper, uint32_t lower, uint32_t far)
{
    uint32_t y = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return far ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
}

/* Number i is made from i, i + 1 and i + M modulo N: three loops, so that none needs a remainder. */
static void refill(lehr_random *r)
{
    uint32_t *s = r->state, any = 0;
    for (int i = 0; i < N; i++) any |= s[i];
    if (!any) lehr_random_seed(r, 0);       /* never seeded: an all-zero state would give only zeros */
    for (int i = 0; i < N - M; i++)     s[i] = twist(s[i], s[i + 1], s[i + M]);
    for (int i = N - M; i < N - 1; i++) s[i] = twist(s[i], s[i + 1], s[i + M - N]);
    s[N - 1] = twist(s[N - 1], s[0], s[M - 1]);
    r->next = 0;
}

uint32_t lehr_random_bits(lehr_random *r)
{
    if (!r) return 0;
    if ((unsigned)r->next >= N) refill(r);
    uint32_t y = r->state[r->next++];
    y ^= y >> 11;                                                       /* tempering, table II of the paper */
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

static double unit(lehr_random *r)                                      /* [0, 1) */
{
    uint32_t a = lehr_random_bits(r) >> 5, b = lehr_random_bits(r) >> 6;
    return (a * 0x1p26 + b) * 0x1p-53;
}

double lehr_random_uniform(lehr_random *r, double low, double high)
{
    return r ? low + (high - low) * unit(r) : low;
}

double lehr_random_normal(lehr_random *r)                               /* Marsaglia's polar method */
{
    if (!r) return 0;
    if (r->has_spare) {
        r->has_spare = false;
        return r->spare;
    }
    double x1, x2, r2;
    do {
        x1 = 2 * unit(r) - 1;
        x2 = 2 * unit(r) - 1;
        r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 == 0);
    double f = sqrt(-2 * log(r2) / r2);
    r->spare = f * x1;
    r->has_spare = true;
    return f * x2;
}

/* Fisher and Yates, from the end: i is swapped with one of 0 … i, each equally likely. That index is drawn as bits
 * under the smallest mask that covers i, and drawn again while it is too large. A draw that is too large swaps i with
 * itself: this needs no branch, which the processor would mispredict half of the time. */
void lehr_random_shuffle(lehr_random *r, int *order, int n)
{
    if (!r || !order) return;
    uint32_t mask = UINT32_MAX;
    for (int i = n - 1; i > 0; ) {
        while (mask >> 1 >= (uint32_t)i) mask >>= 1;
        uint32_t drawn = lehr_random_bits(r) & mask, last = (uint32_t)i, fits = drawn <= last;
        uint32_t j = last ^ ((last ^ drawn) & (0 - fits));          /* fits ? drawn : last */
        int swapped = order[last];
        order[last] = order[j];
        order[j] = swapped;
        i -= (int)fits;
    }
}
