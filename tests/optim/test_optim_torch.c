/* test_optim_torch.c — updates agree with PyTorch 1.13.1: every rule with every setting, parameter groups, two
 * rules side by side, clipped gradients; 25 updates each at a falling rate, from specs with PyTorch's names. The
 * gradient depends on the parameters, so an error would grow. Relative tolerance: 1e-10 in double, 1e-5 in float. */
#include "optim/clip.h"
#include "optim/spec.h"
#include "recorded.h"

enum { SIZE = 8, UPDATES = 25 };

static const double start[SIZE] = { 0.75, -1.5, 0.25, 2, -0.5, 1, -0.125, 0.5 },
                    target[SIZE] = { 0.5, 1, -1, 0.25, -2, 0, 1.5, -0.75 };
static const double within = IS_DOUBLE ? 1e-10 : 1e-5;

/* record_updates.py has the same formulas. */
static void slope(lehr_params *ps, int t)
{
    for (int i = 0; i < SIZE; i++) {
        double away = (double)lehr_params_data(ps)[i] - target[i];
        lehr_params_grad(ps)[i] = (lehr_real)((0.3 + 0.2 * i) * away + ((37 * i + 101 * t) % 23 - 11) / 16.0);
    }
}

static double rate(double base, int t) { return base / (1 + t / 8.0); }

static lehr_params *two_parameters(void)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(lehr_param(ps, "fc1.weight", LEHR_MATRIX(2, 3)));
    assert_non_null(lehr_param(ps, "fc1.bias", LEHR_VECTOR(2)));
    for (int i = 0; i < SIZE; i++) lehr_params_data(ps)[i] = (lehr_real)start[i];
    return ps;
}

static void check_path(const recorded *r, const char *text, lehr_real last[SIZE])
{
    lehr_params *ps = two_parameters();
    lehr_optim o;
    if (lehr_optim_init(&o, text, ps, r->lr)) fail_msg("\"%s\": %s", text, lehr_message());
    for (int t = 1; t <= UPDATES; t++) {
        lehr_real g[SIZE];
        slope(ps, t);
        memcpy(g, lehr_params_grad(ps), sizeof g);
        o.lr = rate(r->lr, t);
        if (lehr_optim_step(&o)) fail_msg("\"%s\": %s", text, lehr_message());
        assert_memory_equal(lehr_params_grad(ps), g, sizeof g);
        for (int i = 0; i < SIZE; i++) {
            double got = (double)lehr_params_data(ps)[i], want = r->v[(t - 1) * SIZE + i];
            if (!(fabs(got - want) <= within * fmax(1, fabs(want))))
                fail_msg("%s, update %d, number %d: %.17g, but PyTorch has %.17g, off by %.2g", text, t, i, got, want,
                         fabs(got - want));
        }
    }
    memcpy(last, lehr_params_data(ps), SIZE * sizeof *last);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* And printed in Lehr's own names it goes the same way, to the last bit. */
static void check_both(const recorded *r)
{
    lehr_params *ps = two_parameters();
    lehr_real theirs[SIZE], ours[SIZE];
    lehr_strbuf text = { 0 };
    lehr_optim o;
    check_path(r, r->spec, theirs);
    assert_int_equal(lehr_optim_init(&o, r->spec, ps, r->lr), LEHR_OK);
    lehr_optim_print(&o, &text);
    for (const char *c = text.s; *c; c++) if (*c >= 'A' && *c <= 'Z') fail_msg("%s is printed as %s", r->spec, text.s);
    check_path(r, text.s, ours);
    assert_memory_equal(theirs, ours, sizeof ours);
    lehr_strbuf_release(&text);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

static void pytorch_moves_the_same(void **state)
{
    (void)state;
    static recorded r;
    static const struct {
        const char *name;
        int runs;
    } files[] = { { "updates", 47 }, { "groups", 12 }, { "clipped", 15 } };
    for (int i = 0; i < COUNT_OF(files); i++) {
        FILE *f = open_recorded(files[i].name);
        int runs = 0;
        for (; read_recorded(f, &r, 0); runs++) {
            assert_int_equal(r.count, UPDATES * SIZE);
            check_both(&r);
        }
        fclose(f);
        assert_int_equal(runs, files[i].runs);
    }
}

/* Clipped by hand before the update, as torch.nn.utils does it, the bits are those of an optimizer that clips. */
static void by_hand_it_is_the_same(void **state)
{
    (void)state;
    static recorded r;
    FILE *f = open_recorded("clipped");
    while (read_recorded(f, &r, 0)) {
        lehr_params *hand = two_parameters(), *own = two_parameters();
        lehr_optim a, b;
        assert_int_equal(lehr_optim_init(&a, r.spec, hand, r.lr), LEHR_OK);
        assert_int_equal(lehr_optim_init(&b, r.spec, own, r.lr), LEHR_OK);
        a.clip_norm = a.clip_value = 0;
        for (int t = 1; t <= UPDATES; t++) {
            double norm = -1;
            slope(hand, t);
            slope(own, t);
            a.lr = b.lr = rate(r.lr, t);
            double before = lehr_grad_norm(hand);
            assert_int_equal(b.clip_norm > 0 ? lehr_clip_norm(hand, b.clip_norm, &norm)
                                             : lehr_clip_value(hand, b.clip_value),
                             LEHR_OK);
            assert_true(b.clip_norm > 0 ? norm == before && lehr_grad_norm(hand) <= b.clip_norm * 1.000001
                                        : norm == -1);
            assert_int_equal(lehr_optim_step(&a), LEHR_OK);
            assert_int_equal(lehr_optim_step(&b), LEHR_OK);
            if (b.clip_norm > 0) assert_true(b.norm == norm);
            assert_memory_equal(lehr_params_data(hand), lehr_params_data(own), SIZE * sizeof(lehr_real));
        }
        lehr_optim_release(&a);
        lehr_optim_release(&b);
        lehr_params_free(hand);
        lehr_params_free(own);
    }
    fclose(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(pytorch_moves_the_same),
                                        cmocka_unit_test(by_hand_it_is_the_same) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
