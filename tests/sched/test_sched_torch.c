/* test_sched_torch.c — rates equal those of PyTorch 1.13.1: every class but ReduceLROnPlateau, at least ten sets of
 * parameters, at least 1,000 updates each, written in PyTorch's own names. Tolerance: 1e-12 times the largest rate of
 * the curve, because most of its classes multiply the rate of the update before, which accumulates roundings. */
#include "sched/sched.h"
#include "sched/spec.h"
#include "recorded.h"

static const double within = 1e-12;

static void check_curve(const recorded *r)
{
    lehr_sched s;
    double largest = 0;
    if (lehr_sched_parse(&s, r->spec, r->lr, 0)) fail_msg("\"%s\": %s", r->spec, lehr_message());
    assert_true(r->count >= 1000);
    for (int t = 0; t < r->count; t++) largest = fmax(largest, r->v[t]);
    for (int t = 0; t < r->count; t++) {
        double v = lehr_sched_at(&s, t);
        if (!(fabs(v - r->v[t]) <= within * largest))
            fail_msg("%s, lr %.17g, t %d: %.17g, but PyTorch has %.17g, off by %.2g of the largest rate", r->spec,
                     r->lr, t, v, r->v[t], fabs(v - r->v[t]) / largest);
    }
}

/* A file of tests/golden/torch, its number of curves, and a part of the spec of each. */
static const struct { const char *name; int curves; const char *class, *joint;
} files[] = {
    { "step", 10, "StepLR", NULL },
    { "multistep", 10, "MultiStepLR", NULL },
    { "constant", 10, "ConstantLR", NULL },
    { "linear", 10, "LinearLR", NULL },
    { "exponential", 10, "ExponentialLR", NULL },
    { "polynomial", 10, "PolynomialLR", NULL },
    { "cosine", 10, "CosineAnnealingLR", NULL },
    { "restarts", 10, "CosineAnnealingWarmRestarts", NULL },
    { "cyclic", 30, "CyclicLR", NULL },
    { "onecycle", 20, "OneCycleLR", NULL },
    { "sequential", 10, "LR", "+" },
    { "chained", 10, "LR", "*" },
};

static void rates_equal_pytorchs(void **state)
{
    (void)state;
    static recorded r;
    for (int i = 0; i < COUNT_OF(files); i++) {
        FILE *f = open_recorded(files[i].name);
        int curves = 0;
        for (; read_recorded(f, &r, 1); curves++) {
            assert_non_null(strstr(r.spec, files[i].class));
            if (files[i].joint) assert_non_null(strstr(r.spec, files[i].joint));
            check_curve(&r);
        }
        fclose(f);
        assert_int_equal(curves, files[i].curves);
    }
}

/* Printed in Lehr's own names, the spec gives the same curve, to the last bit. */
static void in_our_names_too(void **state)
{
    (void)state;
    static recorded r;
    for (int i = 0; i < COUNT_OF(files); i++) {
        FILE *f = open_recorded(files[i].name);
        while (read_recorded(f, &r, 1)) {
            lehr_sched theirs, ours;
            lehr_strbuf text = { 0 };
            assert_int_equal(lehr_sched_parse(&theirs, r.spec, r.lr, 0), LEHR_OK);
            lehr_sched_print(&theirs, &text);
            if (strstr(text.s, "LR")) fail_msg("%s is printed as %s", r.spec, text.s);
            if (lehr_sched_parse(&ours, text.s, r.lr, 0)) fail_msg("%s, from %s: %s", text.s, r.spec, lehr_message());
            for (int t = 0; t < r.count; t++) assert_true(lehr_sched_at(&theirs, t) == lehr_sched_at(&ours, t));
            lehr_strbuf_release(&text);
        }
        fclose(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(rates_equal_pytorchs), cmocka_unit_test(in_our_names_too) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
