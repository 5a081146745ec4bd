/* ch11_paths.c — the paths of five update rules on Beale's function from (1, 1.5)                      level: 2 of 4
 *
 *     f(x, y) = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)²              lowest, 0, at (3, 0.5)
 *
 * shows     update rules without a net: two parameters, a gradient written by hand, specs of rules with settings
 * run       ./ch11_paths
 *           ./ch11_paths paths.csv           … and all points, in the columns rule, point, x, y
 * expect    all end near (3, 0.5), Adam and momentum to three decimals; RMSProp circles it, as its steps do not
 *           become smaller there. Built with lehr::lehr64, the points agree with those of the book's programs to 12
 *           digits (tests/golden/book/beale_*.csv); those of RMSProp do for eighty points, until rounding errors
 *           have grown.
 */
#include <lehr.h>
#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 500, RULES = 5 };

/* The book's rates and settings. Its AdaGrad adds ε to the root, its RMSProp under it. */
static const struct { const char *name, *text; double lr; } rules[RULES] = {
    { "SGD",      "sgd",                                        0.02 },
    { "Momentum", "momentum:momentum=0.8",                      0.01 },
    { "AdaGrad",  "adagrad:eps=1e-6",                           0.7  },
    { "RMSProp",  "rmsprop:alpha=0.95,eps=1e-6,eps_inside=true", 0.2  },
    { "Adam",     "adam",                                       0.4  },
};

/* f, and its gradient. */
static double beale(double x, double y, lehr_real slope[2])
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    slope[0] = (lehr_real)(2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1));
    slope[1] = (lehr_real)(2 * a * x + 2 * b * 2 * x * y + 2 * c * 3 * x * y * y);
    return a * a + b * b + c * c;
}

static void walk(int rule, FILE *file)
{
    lehr_optim opt;
    lehr_params *ps = lehr_params_new();
    lehr_tensor *p = lehr_param(ps, "point", LEHR_VECTOR(2));
    LEHR_CHECK(lehr_optim_init(&opt, rules[rule].text, ps, rules[rule].lr));
    p->data[0] = 1;
    p->data[1] = (lehr_real)1.5;
    printf("%-8s", rules[rule].name);
    for (int i = 0; i < POINTS; i++) {
        double f = beale((double)p->data[0], (double)p->data[1], p->grad);
        if (file) fprintf(file, "%s,%d,%.17g,%.17g\n", rules[rule].name, i, (double)p->data[0], (double)p->data[1]);
        if (i == 20 || i == 100) printf("   %3d: (%.3f, %.3f)", i, (double)p->data[0], (double)p->data[1]);
        if (i == POINTS - 1) printf("   %3d: (%.3f, %.3f) f = %.1e\n", i, (double)p->data[0], (double)p->data[1], f);
        LEHR_CHECK(lehr_optim_step(&opt));
    }
    lehr_optim_release(&opt);
    lehr_params_free(ps);
}

int main(int argc, char *argv[])
{
    FILE *file = argc > 1 ? fopen(argv[1], "w") : NULL;
    if (argc > 1 && !file) LEHR_CHECK(lehr_fail(LEHR_ERR_FILE, "%s cannot be written", argv[1]));
    if (file) fprintf(file, "rule,point,x,y\n");
    for (int i = 0; i < RULES; i++) walk(i, file);
    if (file && (ferror(file) | fclose(file)))
        LEHR_CHECK(lehr_fail(LEHR_ERR_FILE, "%s could not be written to its end", argv[1]));
    return 0;
}
