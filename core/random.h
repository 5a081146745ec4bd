/* random.h — random numbers: the stream of NumPy's legacy generator, so that the book's results can be repeated.
 *
 * MT19937 (Matsumoto & Nishimura 1998), seeded with one 32-bit number. A stream is a value: copy it to
 * return to this state.
 */
#ifndef LEHR_CORE_RANDOM_H
#define LEHR_CORE_RANDOM_H
#include <stdbool.h>
#include <stdint.h>

typedef struct lehr_random {    /* a stream and its position                              */
    uint32_t state[624];        /* the generator's numbers                               */
    int      next;              /* state[next] is returned next; 624: none are left      */
    bool     has_spare;         /* the polar method makes normals in pairs: one is stored */
    double   spare;             /* … here                                                */
} lehr_random;

void     lehr_random_seed(lehr_random *r, uint32_t seed);               /* as numpy.random.seed: any number, 0 too */
uint32_t lehr_random_bits(lehr_random *r);                              /* 32 of them                              */
double   lehr_random_uniform(lehr_random *r, double low, double high);  /* in [low, high), 53 random bits          */
double   lehr_random_normal(lehr_random *r);                /* mean 0, standard deviation 1; Marsaglia's polar method */
/* in place; of 0 … n − 1: numpy.random.permutation */
void     lehr_random_shuffle(lehr_random *r, int *order, int n);

#endif
