/* test_null_arguments_core.c — no public function of core crashes on NULL: it reports an error, or returns a default.
 */
#include "check.h"
#include <math.h>
#include "core/base/arena.h"
#include "core/base/csv_cell.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/internal.h"
#include "core/gradcheck.h"
#include "core/kernels/gemm.h"
#include "core/kernels/thread_pool.h"
#include "core/random.h"
#include "sched/sched.h"

/* An error with a sentence that names the function or what is missing. */
static void refused(lehr_status status)
{
    assert_int_not_equal(status, LEHR_OK);
    assert_true(lehr_message()[0] != '\0');
    assert_null(strchr(lehr_message(), '\n'));
}

static void refused_pointer(const void *p)
{
    assert_null(p);
    refused(lehr_last_status());
}

static void texts_and_strings(void **state)
{
    (void)state;
    double v = 0;
    const char *end;
    char out[8] = "x";
    const char *no_format = NULL;
    assert_int_equal(lehr_snprintf(NULL, 8, "%d", 1), 0);
    assert_int_equal(lehr_snprintf(out, 0, "%d", 1), 0);
    assert_int_equal(lehr_snprintf(out, sizeof out, no_format, 1), 0);
    assert_string_equal(out, "");
    assert_false(lehr_parse_number(NULL, &end, &v));
    assert_true(lehr_parse_number("1", NULL, &v) && v == 1);
    assert_false(lehr_parse_number("1", &end, NULL));
    lehr_strbuf t = {0};
    lehr_strbuf_printf(NULL, "%d", 1);
    lehr_strbuf_append(NULL, "a", 1);
    lehr_strbuf_printf(&t, no_format, 1);
    assert_null(t.s);
    lehr_strbuf_release(NULL);
    lehr_strbuf_append(&t, NULL, 0);
    assert_int_equal(t.status, LEHR_OK);
    lehr_strbuf_append(&t, NULL, 3);
    refused(t.status);
    lehr_strbuf_release(&t);
    lehr_did_you_mean n = lehr_did_you_mean_start(NULL, 4);
    lehr_did_you_mean_offer(&n, "step");
    lehr_did_you_mean_offer(&n, NULL);
    lehr_did_you_mean_offer(NULL, "step");
    assert_string_equal(lehr_did_you_mean_hint(&n).s, "");
    assert_string_equal(lehr_did_you_mean_hint(NULL).s, "");
    assert_false(lehr_is_one_of(NULL, 1, "a") || lehr_is_one_of("a", 1, NULL));
    assert_string_equal(lehr_translate(NULL), "");
    lehr_csv_put_cell(NULL, "a"), lehr_csv_put_cell(&t, NULL);
    lehr_csv_put_quoted(NULL, "a"), lehr_csv_put_quoted(&t, NULL);
    assert_null(t.s);
}

static void unicode(void **state)
{
    (void)state;
    char out[8] = "x";
    const char *word = "ab";
    lehr_strbuf t = {0};
    assert_int_equal(lehr_utf8_length(NULL, NULL) + lehr_utf8_decode(NULL, NULL, NULL) + lehr_utf8_encode(NULL, 65), 0);
    assert_int_equal(lehr_utf8_decode("a", NULL, NULL), 1);
    assert_int_equal(lehr_utf8_length(word + 2, word + 1), 0);          /* starts after its end */
    assert_int_equal(lehr_utf8_decode(word + 2, word + 1, NULL), 0);
    assert_int_equal(lehr_utf8_encode(out, 0x110000), 3);               /* no code point: U+FFFD */
    assert_memory_equal(out, "\xef\xbf\xbd", 3);
    assert_int_equal(lehr_utf8_encode(out, 0xd800), 3);                 /* a surrogate: U+FFFD */
    assert_memory_equal(out, "\xef\xbf\xbd", 3);
    assert_int_equal(lehr_utf8_fitting(word, -1), 0);
    assert_int_equal(lehr_utf8_width(NULL) + lehr_utf8_width_n(NULL, 3) + (int)lehr_utf8_fitting(NULL, 3), 0);
    assert_int_equal(lehr_utf8_fit(NULL, "a", 3) + lehr_utf8_fit(&t, NULL, 3), 0);
    assert_int_equal(lehr_utf8_unbroken(NULL), 0);
    assert_int_equal(lehr_utf8_unbroken("ab c"), 2);
    assert_int_equal(lehr_utf8_unbroken("学习率"), 3);
    assert_int_equal(lehr_utf8_unbroken("a\xff\x80 b"), 3);           /* each malformed byte is a character */
    assert_int_equal(lehr_utf8_unbroken("学，习"), 6);              /* with the punctuation that closes */
    lehr_utf8_pad(NULL, 3, "a");
    lehr_utf8_pad(&t, 3, NULL);
    assert_null(t.s);
}

static void errors_and_memory(void **state)
{
    (void)state;
    lehr_failure f = {0};
    lehr_failure_capture(NULL, LEHR_ERR_NAN);
    assert_int_equal(lehr_failure_raise(NULL), LEHR_OK);
    assert_int_equal(lehr_failure_raise(&f), LEHR_OK);
    lehr_failure_capture(&f, lehr_fail(LEHR_ERR_NAME, "there is no %s", "key"));
    lehr_failure_capture(&f, lehr_fail(LEHR_ERR_NAN, "later"));
    assert_int_equal(lehr_failure_raise(&f), LEHR_ERR_NAME);
    assert_string_equal(lehr_message(), "there is no key");
    lehr_set_message_place(NULL, 1);
    assert_null(lehr_message_place(NULL));
    lehr_set_allocator(NULL);
    lehr_set_allocator(&(lehr_allocator){ .resize = NULL });            /* the C library's */
    lehr_free(lehr_alloc(1, 1));
    lehr_set_file_calls(NULL);
    lehr_free(NULL);
    assert_false(lehr_multiply_sizes(1, 1, NULL));
    lehr_arena a = {0};
    refused_pointer(lehr_arena_alloc(NULL, 1, 1));
    refused_pointer(lehr_arena_alloc_text(NULL, 1));
    refused_pointer(lehr_arena_strdup(NULL, "a"));
    refused_pointer(lehr_arena_strdup(&a, NULL));
    lehr_arena_rewind(NULL);
    lehr_arena_release(NULL);
}

static void files(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t n, all;
    int lock;
    refused(lehr_read_file(NULL, 10, &bytes, &n));
    refused(lehr_read_file("/dev/null", 10, NULL, &n));
    refused(lehr_read_file("/dev/null", 10, &bytes, NULL));
    refused(lehr_read_file_head(NULL, (char[8]){0}, 8, &n, &all));
    refused(lehr_read_file_head("/dev/null", NULL, 8, &n, &all));
    refused(lehr_read_file_head("/dev/null", (char[8]){0}, 8, NULL, NULL));
    refused(lehr_write_file(NULL, "a", 1));
    refused(lehr_write_file("never-written", NULL, 1));
    refused(lehr_make_directory(NULL));
    refused(lehr_lock_file(NULL, &lock));
    refused(lehr_lock_file("never-written", NULL));
    lehr_unlock_file(-1);
    assert_false(lehr_path_exists(NULL) || lehr_is_regular_file(NULL) || lehr_path_exists("never-written"));
}

static void registries(void **state)
{
    (void)state;
    unsigned given = 0;
    lehr_policy_values settings;
    lehr_parser r = { "step:5", "step:5" }, no_text = { NULL, "5" };
    const lehr_registry_entry *step = lehr_registry_find(&lehr_policies, NULL, "step", 4);
    assert_non_null(step);
    assert_null(lehr_registry_at(NULL, 0));
    assert_null(lehr_registry_at(&lehr_policies, -1));
    refused(lehr_registry_add(NULL, step));
    refused(lehr_registry_add(&lehr_policies, NULL));
    refused_pointer(lehr_registry_find(NULL, NULL, "step", 4));
    refused_pointer(lehr_registry_find(&lehr_policies, NULL, NULL, 4));
    refused_pointer(lehr_registry_parse(NULL, "step", &settings, &given));
    refused_pointer(lehr_registry_parse(&lehr_policies, NULL, &settings, &given));
    refused_pointer(lehr_registry_parse(&lehr_policies, "step", NULL, &given));
    refused_pointer(lehr_registry_parse(&lehr_policies, "step", &settings, NULL));
    refused(lehr_parser_fail(NULL, NULL, LEHR_ERR_NAME, "a"));
    refused(lehr_parser_fail(&r, NULL, LEHR_ERR_NAME, "a"));
    refused(lehr_parser_fail(&no_text, no_text.at, LEHR_ERR_NAME, "a"));
    lehr_param_specs_reset(NULL, &settings);
    lehr_param_specs_reset(step->params, NULL);
    refused(lehr_param_specs_parse(NULL, "a", NULL, NULL, NULL));
    refused(lehr_param_specs_parse(&r, "a", (const lehr_param_spec *const[]){ step->params, NULL }, NULL, &given));
    refused(lehr_param_specs_set(NULL, NULL, NULL, NULL, NULL));
    refused(lehr_param_specs_set("a", step->params, NULL, &given, NULL));
    refused_pointer(lehr_param_spec_numbers(NULL, NULL, NULL));
    assert_false(lehr_param_spec_accepts(NULL, 1));
    assert_string_equal(lehr_param_spec_default_text(NULL).s, "");
    assert_string_equal(lehr_param_spec_range_text(NULL).s, "");
}

/* Each argument NULL, one at a time; what is printed then is "". */
static void printed_parameters(void **state)
{
    (void)state;
    const lehr_registry_entry *step = lehr_registry_find(&lehr_policies, NULL, "step", 4);
    const lehr_param_spec *const lists[] = { step->params, NULL };
    lehr_policy_values settings;
    unsigned given = 0;
    char before = ':';
    lehr_strbuf out = { 0 };
    lehr_param_specs_reset(step->params, &settings);
    lehr_param_specs_print(NULL, NULL, NULL, NULL, 0);
    lehr_param_specs_print(&out, &before, NULL, &settings, 1);
    lehr_param_specs_print(&out, NULL, step->params, &settings, 1);
    lehr_param_specs_print(&out, &before, step->params, NULL, 1);
    lehr_param_spec_value_print(NULL, step->params, &settings);
    lehr_param_spec_value_print(&out, NULL, &settings);
    lehr_param_spec_value_print(&out, step->params, NULL);
    assert_null(out.s);
    assert_string_equal(lehr_param_spec_value_text(NULL, &settings).s, "");
    assert_string_equal(lehr_param_spec_value_text(step->params, NULL).s, "");
    assert_true(before == ':');

    lehr_parser r = { "every=0", "every=0" };           /* without an owner, messages begin with "parameters" */
    assert_fails(lehr_param_specs_parse(&r, NULL, lists, &settings, &given), LEHR_ERR_VALUE, "parameters: every is 0");
    assert_fails(lehr_param_specs_set(NULL, step->params, &settings, &given, LEHR_SETTINGS({ .name = "every" })),
                 LEHR_ERR_VALUE, "parameters: every is 0");
}

static void tensors_and_parameters(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    assert_int_equal(lehr_find_nonfinite(NULL, 3), 3);
    assert_string_equal(lehr_index_text((lehr_shape){ 2, { 0, 0 } }, 3).s, "");
    assert_string_equal(lehr_index_text((lehr_shape){ 9, { 1 } }, 0).s, "");
    lehr_params_free(NULL);
    refused(lehr_params_reserve(NULL, 1));
    refused(lehr_params_reserve(ps, SIZE_MAX));
    refused_pointer(lehr_param(NULL, "w", LEHR_VECTOR(1)));
    refused_pointer(lehr_param(ps, NULL, LEHR_VECTOR(1)));
    refused_pointer(lehr_buffer(NULL, "w", LEHR_VECTOR(1)));
    refused_pointer(lehr_buffer(ps, NULL, LEHR_VECTOR(1)));
    assert_null(lehr_params_find(NULL, "w"));
    assert_null(lehr_params_find(ps, NULL));
    assert_null(lehr_params_at(NULL, 0));
    assert_null(lehr_buffer_at(NULL, 0));
    assert_null(lehr_params_owner(NULL, 0));
    assert_int_equal(lehr_params_size(NULL), 0);
    assert_null(lehr_params_data(NULL));
    assert_null(lehr_params_grad(NULL));
    lehr_zero_grad(NULL);
    lehr_params_free(ps);
}

static void no_backward(lehr_tensor *y) { (void)y; }

static void tapes(void **state)
{
    (void)state;
    static const lehr_op op = { "none", 1, no_backward };
    lehr_tape *t = lehr_tape_new();
    lehr_real one = 1;
    lehr_tape_begin(NULL, LEHR_TRAIN);
    lehr_tape_free(NULL);
    refused_pointer(lehr_input(NULL, LEHR_VECTOR(1), &one));
    refused(lehr_backward(NULL, NULL));
    refused(lehr_tape_status(NULL));
    refused(lehr_tape_find_nan(NULL));
    assert_int_equal(lehr_tape_mode(NULL), LEHR_EVAL);
    assert_false(lehr_tape_check(NULL, &op, LEHR_INPUTS(NULL)) || lehr_tape_check(t, NULL, LEHR_INPUTS(NULL)));
    refused_pointer(lehr_tape_record(NULL, &op, LEHR_VECTOR(1), LEHR_INPUTS(NULL)));
    refused_pointer(lehr_tape_record(t, NULL, LEHR_VECTOR(1), LEHR_INPUTS(NULL)));
    refused_pointer(lehr_tape_record_view(NULL, &op, LEHR_VECTOR(1), NULL));
    refused_pointer(lehr_tape_alloc(NULL, 1, 1));
    refused_pointer(lehr_tape_fail(NULL, LEHR_ERR_VALUE, "wrong"));
    lehr_tape_begin(t, LEHR_TRAIN);
    refused_pointer(lehr_tape_record(t, &op, LEHR_VECTOR(1), LEHR_INPUTS(NULL)));
    refused(lehr_tape_status(t));
    lehr_tape_begin(t, LEHR_TRAIN);
    refused_pointer(lehr_input(t, LEHR_VECTOR(1), NULL));
    refused(lehr_backward(t, NULL));
    assert_true(lehr_gradcheck(NULL, NULL, NULL, NULL, 1e-5) == -1 && lehr_gradcheck(t, NULL, NULL, NULL, 1e-5) == -1);
    lehr_tape_free(t);
}

static void chance_products_and_threads(void **state)
{
    (void)state;
    lehr_random never_seeded = {0}, nonsense = { .next = -7 };
    lehr_random_seed(NULL, 1);
    lehr_random_shuffle(NULL, NULL, 3);
    lehr_random_shuffle(&never_seeded, NULL, 3);
    assert_int_equal(lehr_random_bits(NULL), 0);
    assert_true(lehr_random_uniform(NULL, 2, 3) == 2 && lehr_random_normal(NULL) == 0);
    assert_true(isfinite(lehr_random_normal(&never_seeded)) && isfinite(lehr_random_normal(&nonsense)));
    lehr_real one = 1, result = 7;
    lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, 1, 1, 1, NULL, &one, LEHR_OVERWRITE, &result);
    lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, 1, 1, 1, &one, NULL, LEHR_OVERWRITE, &result);
    lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, 1, 1, 1, &one, &one, LEHR_OVERWRITE, NULL);
    lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, -1, 1, 1, &one, &one, LEHR_OVERWRITE, &result);
    assert_true(result == 7);
    lehr_parallel_for(3, NULL, NULL);
    refused(lehr_set_threads(0));
}

static void checkpoints(void **state)
{
    (void)state;
    char *bytes = NULL;
    const char *key;
    size_t n;
    lehr_real one = 1;
    lehr_checkpoint_free(NULL);
    lehr_checkpoint_put(NULL, "w", LEHR_VECTOR(1), &one);
    lehr_checkpoint_put_numbers(NULL, "w", LEHR_U8, 1, "a");
    lehr_checkpoint_put_text(NULL, "key", "value");
    refused(lehr_checkpoint_status(NULL));
    refused(lehr_checkpoint_serialize(NULL, &bytes, &n));
    refused(lehr_checkpoint_write(NULL, "never-written"));
    refused_pointer(lehr_checkpoint_open(NULL));
    refused(lehr_checkpoint_bytes(NULL, &bytes, &n));
    refused_pointer(lehr_checkpoint_read("a", NULL, 10));
    assert_false(lehr_checkpoint_has_checksum(NULL));
    assert_null(lehr_checkpoint_name(NULL));
    assert_null(lehr_checkpoint_at(NULL, 0));
    assert_null(lehr_checkpoint_find(NULL, "w"));
    assert_null(lehr_checkpoint_text(NULL, "key"));
    assert_null(lehr_checkpoint_text_at(NULL, 0, &key));
    refused(lehr_checkpoint_get(NULL, "w", LEHR_VECTOR(1), &one));
    assert_false(lehr_stored_tensor_is_readable(NULL));
    assert_true(isnan(lehr_stored_tensor_number(NULL, 0)));
    assert_string_equal(lehr_stored_tensor_shape_text(NULL).s, "");
    for (int wrong = 0; wrong < 6; wrong++) {           /* each spoils a checkpoint of its own */
        lehr_checkpoint *c = lehr_checkpoint_new();
        if (wrong == 0) lehr_checkpoint_put(c, NULL, LEHR_VECTOR(1), &one);
        if (wrong == 1) lehr_checkpoint_put(c, "w", LEHR_VECTOR(1), NULL);
        if (wrong == 2) lehr_checkpoint_put(c, NULL, (lehr_shape){ 9, { 1 } }, &one);
        if (wrong == 3) lehr_checkpoint_put_numbers(c, "w", LEHR_DTYPES, 1, "a");
        if (wrong == 4) lehr_checkpoint_put_text(c, NULL, "value");
        if (wrong == 5) lehr_checkpoint_put_text(c, "key", NULL);
        refused(lehr_checkpoint_status(c));
        refused(lehr_checkpoint_write(c, "never-written"));
        lehr_checkpoint_free(c);
    }
}

/* A key is optional, and a tensor of one number has no second. */
static void checkpoints_that_were_read(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t n;
    lehr_real one = 1;
    refused(lehr_checkpoint_bytes("never-written", NULL, &n));
    lehr_checkpoint *c = lehr_checkpoint_new();
    lehr_checkpoint_put(c, "w", LEHR_VECTOR(1), &one);
    lehr_checkpoint_put_text(c, "key", "value");
    assert_int_equal(lehr_checkpoint_serialize(c, &bytes, &n), LEHR_OK);
    lehr_checkpoint_free(c);
    c = lehr_checkpoint_read("a", bytes, n);
    assert_non_null(c);
    assert_string_equal(lehr_checkpoint_text_at(c, 0, NULL), "value");
    assert_true(lehr_stored_tensor_number(lehr_checkpoint_at(c, 0), 0) == 1);
    assert_true(isnan(lehr_stored_tensor_number(lehr_checkpoint_at(c, 0), 1)));
    lehr_checkpoint_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_strings),
        cmocka_unit_test(unicode),
        cmocka_unit_test(errors_and_memory),
        cmocka_unit_test(files),
        cmocka_unit_test(registries),
        cmocka_unit_test(printed_parameters),
        cmocka_unit_test(tensors_and_parameters),
        cmocka_unit_test(tapes),
        cmocka_unit_test(chance_products_and_threads),
        cmocka_unit_test(checkpoints),
        cmocka_unit_test(checkpoints_that_were_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
