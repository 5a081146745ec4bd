/* kernel_bits.c — one number that stands for the bits of every hot loop: kernel_bits.sh builds it many ways and
 * compares
 *
 * Built with core/kernels/kernels.c and optim/rules.c for one level. Sizes go around every vector and strand; numbers
 * include what rounds.
 */
#include "core/kernels/kernels.h"
#include "core/kernels/cpu_dispatch.h"
#include "optim/optim.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

extern const lehr_kernels LEHR_AT_LEVEL(lehr_kernels);
extern const lehr_registry LEHR_AT_LEVEL(lehr_rules);

enum { ROOM = 4096 };

static lehr_real a[ROOM], b[ROOM], c[ROOM], d[ROOM], e[ROOM];
static uint64_t hash = 14695981039346656037u;               /* FNV-1a */

static void add_to_hash(const lehr_real *v, size_t n)
{
    unsigned char bytes[sizeof *v];
    for (size_t i = 0; i < n; i++) {
        memcpy(bytes, &v[i], sizeof bytes);
        for (size_t k = 0; k < sizeof bytes; k++) hash = (hash ^ bytes[k]) * 1099511628211u;
    }
}

/* −4 … 4, with all the digits a number has. */
static void fill(lehr_real *v, uint32_t seed)
{
    for (int i = 0; i < ROOM; i++) {
        seed = seed * 1664525u + 1013904223u;
        v[i] = (lehr_real)((double)seed / 536870912.0 - 4);
    }
}

static void start(void)
{
    fill(a, 1);
    fill(b, 2);
    fill(c, 3);
    fill(d, 4);
    fill(e, 5);
}

static void products(const lehr_kernels *k)
{
    for (int n = 1; n <= 37; n += 3)
        for (int inner = 1; inner <= 50; inner += 7) {
            int m = 1 + (n + inner) % 13;
            start();
            k->gemm_tiles(m, n, inner, a, (size_t)inner, 1, b, (size_t)n, c, (size_t)n);
            k->gemm_tiles(m, n, inner, a, 1, (size_t)m, b, (size_t)n, c, (size_t)n);
            k->gemm_dots(m, n, inner, a, (size_t)inner, b, (size_t)inner, c, (size_t)n);
            k->gemm_strided(m, n, inner, a, (size_t)m, b, (size_t)inner, c, (size_t)n);
            add_to_hash(c, (size_t)m * (size_t)n);
        }
}

static void elements(const lehr_kernels *k)
{
    for (size_t n = 1; n < 70; n++) {
        start();
        k->exp(n, a, c);        add_to_hash(c, n);
        k->log(n, c, c);        add_to_hash(c, n);
        k->tanh(n, a, c);       add_to_hash(c, n);
        k->sigmoid(n, a, c);    add_to_hash(c, n);
        k->relu(n, a, c);       add_to_hash(c, n);
        k->relu_backward(n, a, b, c);
        k->tanh_backward(n, a, b, c);
        k->sigmoid_backward(n, a, b, c);
        k->add_scaled(n, (lehr_real)0.3, a, c);
        add_to_hash(c, n);
        k->spread_rows(5, n, a, c);
        k->add_row_sums(5, n, b, c);
        add_to_hash(c, 5 * n);
        k->softmax(5, n, a, c, d, d + n);
        add_to_hash(c, 5 * n);
        add_to_hash(d, 2 * n);
    }
}

static void update(const lehr_rule *rule, lehr_optim o)
{
    lehr_real *slot[LEHR_MAX_SLOTS] = { c, d, e };
    o.mu_product = 0.3;
    if (rule->before) rule->before(&o);
    for (size_t n = 1; n < 70; n++) {
        start();
        for (int s = 0; s < LEHR_MAX_SLOTS; s++)
            for (size_t k = 0; k < n; k++) slot[s][k] = slot[s][k] < 0 ? -slot[s][k] : slot[s][k];
        rule->update(&o, n, a, b, slot);
        add_to_hash(a, n);
        for (int s = 0; s < LEHR_MAX_SLOTS; s++) add_to_hash(slot[s], n);
    }
}

/* Each rule as it is at its simplest, and with every switch and number that changes its loop. */
static void updates(const lehr_registry *rules)
{
    const lehr_optim plain = {
        .lr = 0.01, .alpha = 0.99, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8, .momentum_decay = 0.004, .steps = 3
    };
    lehr_optim full = plain, ahead = plain;
    full.momentum = ahead.momentum = 0.9;
    ahead.nesterov = 1;
    full.dampening = 0.3;
    full.eps_inside = full.centered = full.amsgrad = full.paper = 1;
    full.lr_decay = 0.2;
    full.decay = 0.05;
    for (int i = 0; i < rules->count; i++) {
        const lehr_rule *rule = &((const lehr_rule *)rules->entries)[i];
        update(rule, plain);
        update(rule, full);
        update(rule, ahead);
    }
}

int main(void)
{
    products(&LEHR_AT_LEVEL(lehr_kernels));
    elements(&LEHR_AT_LEVEL(lehr_kernels));
    updates(&LEHR_AT_LEVEL(lehr_rules));
    printf("%016llx\n", (unsigned long long)hash);
    return 0;
}
