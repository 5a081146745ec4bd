/* test_null_arguments_optim.c — NULL, empty structs and nonsense given to every public function of optim: an error, no
 * crash. */
#include "check.h"
#include "optim/clip.h"
#include "optim/penalty.h"
#include "optim/spec.h"

static void an_optimizer_needs_its_arguments(void **state)
{
    (void)state;
    const lehr_rule *sgd = (const lehr_rule *)lehr_registry_at(lehr_rules(), 0);
    lehr_params *ps = lehr_params_new();
    lehr_optim o;
    assert_fails(lehr_optim_init(NULL, "sgd", ps, 0.1), LEHR_ERR_VALUE, "o is NULL");
    assert_fails(lehr_optim_init(&o, NULL, ps, 0.1), LEHR_ERR_NAME, "no update rule was given");
    assert_fails(lehr_optim_init(&o, "sgd", NULL, 0.1), LEHR_ERR_VALUE, "the parameters are NULL");
    assert_fails(lehr_optim_use(NULL, sgd, ps, 0.1, NULL), LEHR_ERR_VALUE, "o is NULL");
    assert_fails(lehr_optim_use(&o, NULL, ps, 0.1, NULL), LEHR_ERR_NAME, "no update rule was given");
    assert_fails(lehr_optim_use(&o, sgd, NULL, 0.1, NULL), LEHR_ERR_VALUE, "the parameters are NULL");
    assert_int_equal(lehr_optim_init(&o, "sgd", ps, 0.1), LEHR_OK);
    assert_fails(lehr_optim_group(&o, NULL), LEHR_ERR_NAME, "no group was given");
    assert_fails(lehr_optim_group_use(&o, NULL, NULL, NULL), LEHR_ERR_NAME, "a group begins with a pattern");
    lehr_optim_print(&o, NULL);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

static void an_empty_optimizer_is_refused(void **state)
{
    (void)state;
    lehr_short_text name;
    lehr_strbuf out = {0};
    lehr_optim empty = {0}, *const optims[] = { NULL, &empty };
    for (int i = 0; i < 2; i++) {
        lehr_optim *o = optims[i];
        assert_fails(lehr_optim_step(o), LEHR_ERR_VALUE, "there is no update rule");
        assert_fails(lehr_optim_group(o, "*: rate=0.1"), LEHR_ERR_VALUE, "there is no update rule");
        assert_fails(lehr_optim_group_use(o, "*", NULL, NULL), LEHR_ERR_VALUE, "there is no update rule");
        assert_null(lehr_optim_slot(o, NULL, 0, &name));
        assert_null(lehr_optim_slot(o, NULL, -1, NULL));
        assert_null(lehr_optim_number(o, 0, &name));
        assert_null(lehr_optim_number(o, -1, NULL));
        assert_true(lehr_optim_penalty(o) == 0);
        lehr_optim_print(o, &out);
        lehr_optim_release(o);
    }
    assert_null(out.s);
}

static void clipping_needs_parameters(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    double norm = -1;
    assert_true(isnan(lehr_grad_norm(NULL)));
    assert_fails(lehr_clip_norm(NULL, 1, &norm), LEHR_ERR_VALUE, "ps is NULL");
    assert_fails(lehr_clip_value(NULL, 1), LEHR_ERR_VALUE, "ps is NULL");
    assert_true(norm == -1 && lehr_grad_norm(ps) == 0);
    assert_int_equal(lehr_clip_norm(ps, 1, NULL), LEHR_OK);
    assert_int_equal(lehr_clip_value(ps, 1), LEHR_OK);
    lehr_params_free(ps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_optimizer_needs_its_arguments),
        cmocka_unit_test(an_empty_optimizer_is_refused),
        cmocka_unit_test(clipping_needs_parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
