/* test_optim_state.c — the state of a rule can be named and saved; failed allocations and threads change no result. */
#include "core/kernels/thread_pool.h"
#include "optim/spec.h"
#include "small_optim.h"

/* --- what it remembers -------------------------------------------------------------------------------------------- */

static void memory_has_names(void **state)
{
    (void)state;
    static const struct { const char *text, *slots;
    } rows[] = {
        { "sgd", "" },
        { "sgd:momentum=0.9", "momentum_buffer" },
        { "momentum", "momentum_buffer" },
        { "nesterov", "momentum_buffer" },
        { "adagrad", "sum" },
        { "rmsprop", "square_avg" },
        { "rmsprop:centered=true", "square_avg grad_avg" },
        { "adadelta", "square_avg acc_delta" },
        { "rmsprop:momentum=0.5", "square_avg momentum_buffer" },
        { "adam", "exp_avg exp_avg_sq" },
        { "adamw:amsgrad=true", "exp_avg exp_avg_sq max_exp_avg_sq" },
        { "nadam", "exp_avg exp_avg_sq" },
        { "amsgrad", "exp_avg exp_avg_sq max_exp_avg_sq" },
        { "sgd;*.bias:adam", "" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_params *ps = some_params();
        lehr_optim o = made(rows[i].text, ps);
        const lehr_tensor *p = lehr_params_at(ps, 2);
        char have[200] = "";
        lehr_short_text name;
        for (int k = 0; k < LEHR_MAX_SLOTS; k++) {
            lehr_real *v = lehr_optim_slot(&o, p, k, &name);
            if (v) assert_true(v == o.slot[k] + 8);
            if (v) snprintf(have + strlen(have), sizeof have - strlen(have), "%s%s", *have ? " " : "", name.s);
        }
        if (strcmp(have, rows[i].slots)) fail_msg("%s remembers \"%s\", not \"%s\"", rows[i].text, have, rows[i].slots);
        assert_null(lehr_optim_slot(&o, p, -1, &name));
        assert_null(lehr_optim_slot(&o, NULL, 0, &name));
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* Spec, steps, slots and numbers are the complete state: copied to a new optimizer, updates give the same bits. */
static void all_it_remembers_can_be_kept(void **state)
{
    (void)state;
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++) {
        char text[200];
        lehr_params *ps = some_params(), *copy = some_params();
        snprintf(text, sizeof text,
                 "%s:clip_norm=1,l1=0.01; *.bias: nadam; fc1.weight: rmsprop:centered=true,momentum=0.5", row->name);
        lehr_optim o = made(text, ps);
        run(&o, ps);
        lehr_strbuf printed = { 0 };
        lehr_optim_print(&o, &printed);
        lehr_optim kept = made(printed.s, copy);
        lehr_strbuf_release(&printed);
        lehr_short_text name;
        kept.steps = o.steps;
        for (int k = 0; lehr_optim_number(&o, k, &name); k++)
            *lehr_optim_number(&kept, k, &name) = *lehr_optim_number(&o, k, &name);
        assert_string_equal(name.s, "mu_product.fc1.weight");
        memcpy(lehr_params_data(copy), lehr_params_data(ps), SIZE * sizeof(lehr_real));
        for (int t = 0; t < 4; t++)
            for (int k = 0; k < LEHR_MAX_SLOTS; k++) {
                const lehr_tensor *p = lehr_params_at(ps, t), *q = lehr_params_at(copy, t);
                lehr_real *v = lehr_optim_slot(&o, p, k, &name);
                if (v) memcpy(lehr_optim_slot(&kept, q, k, &name), v, p->size * sizeof *v);
            }
        run(&o, ps);
        run(&kept, copy);
        assert_memory_equal(lehr_params_data(ps), lehr_params_data(copy), SIZE * sizeof(lehr_real));
        lehr_optim_release(&o);
        lehr_optim_release(&kept);
        lehr_params_free(ps);
        lehr_params_free(copy);
    }
}

/* --- memory and threads ------------------------------------------------------------------------------------------- */

static const char everything[] =
    "%s:l1=0.01,l2=0.01,weight_decay=0.001,clip_norm=1; *.bias: adamw:amsgrad=true; fc2.weight: rate=0.5";

static void a_warm_update_allocates_nothing(void **state)
{
    (void)state;
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++) {
        char text[200];
        lehr_params *ps = some_params();
        snprintf(text, sizeof text, everything, row->name);
        lehr_optim o = made(text, ps);
        watch_memory(0, 0);
        run(&o, ps);
        o.l1 = o.l2 = 0;                                                /* the chunks change   */
        run(&o, ps);
        assert_int_equal(memory_asked, 0);
        forget_memory();
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

enum { LARGE = 300 };                           /* 300 × 300 numbers: several chunks    */

static void large_run(const char *text, int threads, lehr_real *w)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(lehr_param(ps, "fc1.weight", LEHR_MATRIX(LARGE, LARGE)));
    assert_non_null(lehr_param(ps, "fc1.bias", LEHR_VECTOR(LARGE)));
    assert_non_null(lehr_param(ps, "fc2.weight", LEHR_MATRIX(LARGE, LARGE)));
    for (size_t i = 0; i < lehr_params_size(ps); i++) lehr_params_data(ps)[i] = (lehr_real)sin((double)i);
    assert_int_equal(lehr_set_threads(threads), LEHR_OK);
    lehr_optim o = made(text, ps);
    for (int t = 1; t <= 3; t++) {
        slope(ps, t);
        assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    }
    memcpy(w, lehr_params_data(ps), lehr_params_size(ps) * sizeof *w);
    lehr_set_threads(1);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* Every number of a large parameter, wherever a chunk or a block begins, changes as if the decay had been added by
 * hand. */
static void large_parameters_are_pulled_throughout(void **state)
{
    (void)state;
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++) {
        lehr_params *ps[2];
        lehr_optim o[2];
        for (int k = 0; k < 2; k++) {
            assert_non_null(ps[k] = lehr_params_new());
            assert_non_null(lehr_param(ps[k], "fc1.weight", LEHR_MATRIX(LARGE, LARGE)));
            for (size_t j = 0; j < lehr_params_size(ps[k]); j++) lehr_params_data(ps[k])[j] = (lehr_real)sin((double)j);
            o[k] = made(row->name, ps[k]);
        }
        o[1].l2 = 0.125;
        for (int t = 1; t <= 3; t++) {
            slope(ps[0], t);
            slope(ps[1], t);
            lehr_real *g = lehr_params_grad(ps[0]);
            for (size_t j = 0; j < lehr_params_size(ps[0]); j++) g[j] += (lehr_real)0.125 * lehr_params_data(ps[0])[j];
            for (int k = 0; k < 2; k++) assert_int_equal(lehr_optim_step(&o[k]), LEHR_OK);
        }
        assert_memory_equal(lehr_params_data(ps[0]), lehr_params_data(ps[1]),
                            lehr_params_size(ps[0]) * sizeof(lehr_real));
        for (int k = 0; k < 2; k++) {
            lehr_optim_release(&o[k]);
            lehr_params_free(ps[k]);
        }
    }
}

static void any_number_of_threads_gives_the_same_bits(void **state)
{
    (void)state;
    static lehr_real one[2 * LARGE * LARGE + LARGE], more[2 * LARGE * LARGE + LARGE];
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++) {
        char text[200];
        snprintf(text, sizeof text, everything, row->name);
        large_run(text, 1, one);
        for (int threads = 2; threads <= 3; threads++) {
            large_run(text, threads, more);
            assert_memory_equal(one, more, sizeof one);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_has_names), cmocka_unit_test(all_it_remembers_can_be_kept),
        cmocka_unit_test(a_warm_update_allocates_nothing), cmocka_unit_test(large_parameters_are_pulled_throughout),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
