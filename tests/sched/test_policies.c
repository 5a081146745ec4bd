/* test_policies.c — what every policy must keep. The rows alone are the list of cases, so a policy added tomorrow is
 * tested from its first day. Values are in test_sched_values.c, the language in test_sched_errors.c. */
#include <pthread.h>
#include "core/base/internal.h"
#include "sched/spec.h"
#include "spec.h"

enum { HORIZON = 1000 };

/* From the first update to far beyond every end. */
enum { MOMENTS = 400 };

static int moments(long T, long t[MOMENTS])
{
    static const long fixed_ones[] = {
        0, 1, 2, 3, 10000000, (1L << 53) - 1, 1L << 53, (1L << 53) + 2, 1L << 62, 0x7fffffffffffffff
    };
    int n = 0;
    for (int i = 0; i < COUNT_OF(fixed_ones); i++) t[n++] = fixed_ones[i];
    for (int i = 1; i <= 3; i++)
        for (long d = -1; d <= 1; d++) t[n++] = i * T + d < 0 ? 0 : i * T + d;
    for (int i = 0; n < MOMENTS; i++) t[n++] = (long)(1e7 * pow((double)i / MOMENTS, 3)) + i;
    return n;
}

static void check_rates(const lehr_sched *s, long T, double least, const char *what)
{
    long t[MOMENTS];
    int n = moments(T, t);
    for (int i = 0; i < n; i++) {
        double v = lehr_sched_at(s, t[i]);
        if (!isfinite(v) || v < least)
            fail_msg("%s, %ld steps: rate %.17g at %ld; %.17g or more is right", what, T, v, t[i], least);
    }
}

static double floor_of(const lehr_sched *s)
{
    for (const lehr_param_spec *k = s->factor->policy->entry.params; k->name && s->count == 1; k++)
        if (!strcmp(k->name, "min")) return s->factor->k.min;
    return 0;
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

static void every_rate_is_a_rate(void **state)
{
    (void)state;
    static const long T[] = { 1, 2, 3, 4, 5, 10, 999, 1000, 7500, 1000000, 1L << 53 };
    static const double lr[] = { 5e-324, 1e-300, 1e-3, 0.1, 1, LEHR_MAX_RATE };
    FOR_EVERY_POLICY(p) for (int i = 0; i < COUNT_OF(T); i++) for (int j = 0; j < COUNT_OF(lr); j++) {
        lehr_sched s = parsed(p->example, lr[j], T[i]);
        check_rates(&s, T[i] < 1L << 50 ? T[i] : 1L << 50, floor_of(&s), p->example);
        assert_true(lehr_sched_at(&s, -5) == lehr_sched_at(&s, 0));
    }
}

static void order_and_repetition_do_not_matter(void **state)
{
    (void)state;
    FOR_EVERY_POLICY(p) {
        lehr_sched s = parsed(p->example, 0.1, HORIZON), copy = s;
        double forward[2 * HORIZON];
        for (long t = 0; t < 2 * HORIZON; t++) forward[t] = lehr_sched_at(&s, t);
        for (long t = 2 * HORIZON; t-- > 0;) assert_true(lehr_sched_at(&s, t) == forward[t]);
        for (long i = 0; i < 2 * HORIZON; i++) {
            long t = i * 7919 % (2 * HORIZON);
            assert_true(lehr_sched_at(&copy, t) == forward[t] && lehr_sched_at(&s, t) == forward[t]);
        }
        assert_memory_equal(&s, &copy, sizeof s);
    }
}

typedef struct listener { const lehr_sched *s; double v[HORIZON]; } listener;

static void *listen(void *context)
{
    listener *l = context;
    for (long t = 0; t < HORIZON; t++) l->v[t] = lehr_sched_at(l->s, t);
    return NULL;
}

static void four_threads_compute_the_same_and_nothing_is_allocated(void **state)
{
    (void)state;
    static listener l[4];
    FOR_EVERY_POLICY(p) {
        lehr_sched s = parsed(p->example, 0.1, HORIZON);
        pthread_t thread[4];
        watch_memory(0, 0);
        for (int i = 0; i < 4; i++) {
            l[i].s = &s;
            assert_int_equal(pthread_create(&thread[i], NULL, listen, &l[i]), 0);
        }
        for (int i = 0; i < 4; i++) pthread_join(thread[i], NULL);
        forget_memory();
        assert_int_equal(memory_asked, 0);
        for (int i = 0; i < 4; i++)
            for (long t = 0; t < HORIZON; t++) assert_true(l[i].v[t] == lehr_sched_at(&s, t));
    }
}

/* The canonical text of s reads back to the same text and to the same rate everywhere. */
static void check_round_trip(const lehr_sched *s, double lr, const char *what)
{
    lehr_strbuf once = { 0 }, twice = { 0 };
    long t[MOMENTS];
    int n = moments(HORIZON, t);
    lehr_sched_print(s, &once);
    lehr_sched again = parsed(once.s, lr, HORIZON);
    lehr_sched_print(&again, &twice);
    assert_string_equal(once.s, twice.s);
    for (int i = 0; i < n; i++)
        if (lehr_sched_at(s, t[i]) != lehr_sched_at(&again, t[i]))
            fail_msg("%s printed as %s differs at %ld", what, once.s, t[i]);
    lehr_strbuf_release(&once);
    lehr_strbuf_release(&twice);
}

static void what_is_printed_reads_back(void **state)
{
    (void)state;
    FOR_EVERY_POLICY(p) {
        lehr_sched s = parsed(p->example, 0.1, HORIZON);
        check_round_trip(&s, 0.1, p->example);
        for (const char *also = p->entry.aliases; also && *also;
             also += strcspn(also, " ") + (also[strcspn(also, " ")] == ' ')) {
            char text[300];
            const char *parameters = strchr(p->example, ':');
            snprintf(text, sizeof text, "%.*s%s", (int)strcspn(also, " "), also, parameters ? parameters : "");
            lehr_sched other = parsed(text, 0.1, HORIZON);
            if (p->torch) continue;                         /* a class with defaults of its own: test_sched_spec.c */
            assert_ptr_equal(other.factor->policy, p);
            assert_true(lehr_sched_at(&other, 77) == lehr_sched_at(&s, 77));
        }
    }
}

/* --- parameters --------------------------------------------------------------------------------------------------- */

/* What must be given besides the parameter k: each at the least whole number that it can be. Pieces are one more than
 * boundaries. */
static int required(const lehr_policy *p, const lehr_param_spec *k, char *text, size_t room,
                    lehr_setting set[LEHR_MAX_PARAM_SPECS + 2])
{
    static const double two[] = { 1, 1 };
    int n = 0;
    snprintf(text, room, "%s:", p->entry.name);
    for (const lehr_param_spec *other = p->entry.params; other->name; other++) {
        if (other == k || !isnan(other->default_value) || other->default_text) continue;
        bool pieces = !strcmp(other->name, "values");
        snprintf(text + strlen(text), room - strlen(text), pieces ? "%s=1/1," : "%s=%g,", other->name,
                 other->min + 1);
        set[n++] = pieces ? (lehr_setting){ other->name, .list = two, .count = 2 }
                          : (lehr_setting){ other->name, other->min + 1 };
    }
    return n;
}

static void check_probe(const lehr_policy *p, const lehr_param_spec *k, probe try)
{
    char text[400], number[64];
    double two[] = { try.v, try.v };
    lehr_setting set[LEHR_MAX_PARAM_SPECS + 2] = { { 0 } };
    lehr_sched s = { .count = 12345 }, c = s, before = s;
    bool pieces = !strcmp(k->name, "values");
    int n = required(p, k, text, sizeof text, set);
    print_number(number, sizeof number, try.v);
    snprintf(text + strlen(text), sizeof text - strlen(text), pieces ? "%s=%s/%s" : "%s=%s", k->name, number, number);
    set[n] = pieces ? (lehr_setting){ k->name, .list = two, .count = 2 } : (lehr_setting){ k->name, try.v };

    lehr_status status = lehr_sched_parse(&s, text, LEHR_MAX_RATE, HORIZON);
    if (status != (try.allowed ? LEHR_OK : LEHR_ERR_VALUE)) fail_msg("%s: status %d, %s", text, status, lehr_message());
    if (status) {
        check_says(p->entry.name, text);
        check_says(k->name, text);
        check_says(number, text);
        check_says(lehr_param_spec_range_text(k).s, text);
        check_says("column", text);
        assert_memory_equal(&s, &before, sizeof s);
    } else {
        check_rates(&s, HORIZON, floor_of(&s), text);
        check_round_trip(&s, LEHR_MAX_RATE, text);
    }
    lehr_status from_c = lehr_sched_make(&c, p, LEHR_MAX_RATE, HORIZON, set);
    assert_int_equal(from_c, status);
    if (from_c) {
        check_says(p->entry.name, text);
        assert_memory_equal(&c, &before, sizeof c);
    } else
        for (long t = 0; t < HORIZON; t += 7) assert_true(lehr_sched_at(&c, t) == lehr_sched_at(&s, t));
}

static void every_parameter_keeps_its_range(void **state)
{
    (void)state;
    FOR_EVERY_POLICY(p) for (const lehr_param_spec *k = p->entry.params; k->name; k++) {
        probe try[PROBES];
        probes_of(k, try);
        for (int i = 0; i < PROBES && !k->choices; i++) check_probe(p, k, try[i]);
        if (k->flags & LEHR_INTEGER && !k->choices) check_probe(p, k, (probe){ k->min + 0.5, 0 });
    }
}

/* warmup's constant shape needs a share to be constant at. */
static const char *more_for(const lehr_policy *p) { return strcmp(p->entry.name, "warmup") ? "" : ",from=0.5"; }

/* A parameter whose value is a word takes these words, and, from C, their numbers: nothing else. */
static void words_are_words(void **state)
{
    (void)state;
    FOR_EVERY_POLICY(p) for (const lehr_param_spec *k = p->entry.params; k->name; k++) {
        lehr_sched s;
        char text[200];
        int n = 0;
        for (const char *w = k->choices; w && *w; w += strcspn(w, " ") + (w[strcspn(w, " ")] == ' '), n++) {
            lehr_setting set[LEHR_MAX_PARAM_SPECS + 3] = { { 0 } };
            int given = required(p, k, text, sizeof text, set);
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s=%.*s%s", k->name, (int)strcspn(w, " "), w,
                     more_for(p));
            set[given] = (lehr_setting){ k->name, n };
            if (*more_for(p)) set[given + 1] = (lehr_setting){ "from", 0.5 };
            s = parsed(text, 0.1, HORIZON);
            check_round_trip(&s, 0.1, text);
            assert_int_equal(lehr_sched_make(&s, p, 0.1, HORIZON, set), LEHR_OK);
            check_round_trip(&s, 0.1, text);
        }
        if (!n) continue;
        snprintf(text, sizeof text, "%s:%s=0", p->entry.name, k->name);
        assert_int_equal(lehr_sched_parse(&s, text, 0.1, HORIZON), LEHR_ERR_NAME);
        check_says(k->choices, text);
        assert_int_equal(lehr_sched_make(&s, p, 0.1, HORIZON, LEHR_SETTINGS({ k->name, n })), LEHR_ERR_VALUE);
        assert_int_equal(lehr_sched_make(&s, p, 0.1, HORIZON, LEHR_SETTINGS({ k->name, 0.5 })), LEHR_ERR_VALUE);
    }
}

/* What has no number and no rule to find it must be given; a horizon is the training's, or must be given too. */
static void a_missing_required_setting_is_an_error(void **state)
{
    (void)state;
    FOR_EVERY_POLICY(p) {
        lehr_sched s;
        bool horizon = false, needed = false;
        for (const lehr_param_spec *k = p->entry.params; k->name; k++) {
            horizon |= isnan(k->default_value) && k->default_text && strstr(k->default_text, "training");
            needed |= isnan(k->default_value) && !k->default_text;
        }
        char text[400];
        lehr_setting set[LEHR_MAX_PARAM_SPECS + 2];
        if (p->formula) continue;
        if (!required(p, NULL, text, sizeof text, set)) snprintf(text, sizeof text, "%s", p->entry.name);
        text[strlen(text) - (text[strlen(text) - 1] == ',')] = '\0';
        lehr_status status = lehr_sched_parse(&s, text, 0.1, 0);
        assert_int_equal(status, horizon ? LEHR_ERR_VALUE : LEHR_OK);
        if (horizon) {
            check_says("must be given", text);
            check_says(p->entry.name, text);
        }
        status = lehr_sched_parse(&s, p->entry.name, 0.1, HORIZON);
        assert_int_equal(status, needed ? LEHR_ERR_VALUE : LEHR_OK);
        if (needed) check_says("must be given", p->entry.name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rate_is_a_rate),
        cmocka_unit_test(order_and_repetition_do_not_matter),
        cmocka_unit_test(four_threads_compute_the_same_and_nothing_is_allocated),
        cmocka_unit_test(what_is_printed_reads_back),
        cmocka_unit_test(every_parameter_keeps_its_range),
        cmocka_unit_test(words_are_words),
        cmocka_unit_test(a_missing_required_setting_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
