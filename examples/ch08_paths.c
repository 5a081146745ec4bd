/* ch08_paths.c — a long narrow valley: the paths of gradient descent and of momentum                   level: 1 of 4
 *
 *     f(x, y) = ½ (x² + 25 y²)             from (10, 2); lowest, 0, at (0, 0); 25 times steeper across than along
 *
 * shows     update rules without a net: one rate is too large across the valley and too small along it; momentum
 *           helps
 * run       ./ch08_paths
 * expect    688 steps with a small rate, 96 with nearly the largest possible (it diverges from 0.08 on), 56 with
 *           momentum, 39 with Nesterov momentum, 204 with AdaGrad, 106 with Adam; RMSProp circles the minimum at the
 *           distance of its rate and never reaches it
 */
#include <lehr.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_STEPS = 1000, SHOWN = 6 };

/* Steps until the distance to (0, 0) is below 0.01; prints the first few points. */
static void walk(const char *rule, double lr)
{
    int steps = 0;
    lehr_optim opt;
    lehr_params *ps = lehr_params_new();
    lehr_tensor *p = lehr_param(ps, "place", LEHR_VECTOR(2));
    LEHR_CHECK(lehr_optim_init(&opt, rule, ps, lr));
    p->data[0] = 10;
    p->data[1] = 2;
    printf("%-22s rate %.2f  ", rule, lr);
    while (steps < MOST_STEPS && hypot((double)p->data[0], (double)p->data[1]) > 0.01) {
        p->grad[0] = p->data[0];
        p->grad[1] = 25 * p->data[1];
        LEHR_CHECK(lehr_optim_step(&opt));
        if (steps++ < SHOWN) printf(" (%5.2f,%6.2f)", (double)p->data[0], (double)p->data[1]);
    }
    printf(" …  %d steps\n", steps);
    lehr_optim_release(&opt);
    lehr_params_free(ps);
}

int main(void)
{
    walk("sgd", 0.01);
    walk("sgd", 0.07);
    walk("momentum:momentum=0.8", 0.03);
    walk("nesterov:momentum=0.8", 0.03);
    walk("adagrad", 1);
    walk("rmsprop:alpha=0.9", 0.1);
    walk("adam", 0.5);
    return 0;
}
