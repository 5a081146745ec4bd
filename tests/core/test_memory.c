/* test_memory.c — allocation and arenas: blocks are aligned, do not overlap, and are released at once. */
#include "check.h"
#include "core/base/arena.h"
#include "core/base/internal.h"

/* --- the heap ----------------------------------------------------------------------------------------------------- */

static const struct { size_t a, b; bool fits;
} product_rows[] = {
    { 0, 0, true },
    { 0, SIZE_MAX, true },
    { SIZE_MAX, 0, true },
    { 1, SIZE_MAX, true },
    { SIZE_MAX, 1, true },
    { SIZE_MAX, 2, false },
    { 2, SIZE_MAX, false },
    { SIZE_MAX / 2, 2, true },
    { SIZE_MAX / 2 + 1, 2, false },
    { 2, SIZE_MAX / 2 + 1, false },
    { SIZE_MAX, SIZE_MAX, false },
    { SIZE_MAX / 3, 3, true },
    { SIZE_MAX / 3 + 1, 3, false },
    { 7, 6, true },
};

static void products_that_overflow_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(product_rows); i++) {
        size_t product;
        bool fits = lehr_multiply_sizes(product_rows[i].a, product_rows[i].b, &product);
        assert_int_equal(fits, product_rows[i].fits);
        if (fits) assert_int_equal(product, product_rows[i].a * product_rows[i].b);
    }
}

/* An impossible size never reaches the system. */
static void too_much_is_refused_before_asking(void **state)
{
    (void)state;
    static const size_t much[][2] = {
        { SIZE_MAX, 2 }, { SIZE_MAX / 8 + 1, 8 }, { SIZE_MAX, 1 }, { (size_t)PTRDIFF_MAX + 1, 1 }, { SIZE_MAX / 16, 15 }
    };
    heap h = {0};
    heap_use(&h);
    char *kept = lehr_alloc(1, 10);
    strcpy(kept, "kept");
    lehr_arena a = {0};
    for (size_t i = 0; i < COUNT(much); i++) {
        assert_refused(lehr_alloc(much[i][0], much[i][1]), LEHR_ERR_MEMORY, "out of memory");
        assert_refused(lehr_resize(kept, much[i][0], much[i][1]), LEHR_ERR_MEMORY, "more than any machine has");
        assert_refused(lehr_arena_alloc(&a, much[i][0], much[i][1]), LEHR_ERR_MEMORY, "more than any machine has");
    }
    assert_refused(lehr_arena_alloc(&a, PTRDIFF_MAX, 1), LEHR_ERR_MEMORY, "out of memory");
    assert_int_equal(h.calls, 1);
    assert_string_equal(kept, "kept");
    lehr_free(kept);
    lehr_arena_release(&a);
    assert_int_equal(h.live, 0);
    heap_leave();
}

static void every_byte_goes_through_the_hook(void **state)
{
    (void)state;
    heap h = {0};
    heap_use(&h);
    int *p = lehr_alloc(100, sizeof *p);
    assert_non_null(p);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(p[i], 0);
        p[i] = i;
    }
    p = lehr_resize(p, 100000, sizeof *p);
    assert_non_null(p);
    for (int i = 0; i < 100; i++) assert_int_equal(p[i], i);
    lehr_free(NULL);                                                /* no call */
    assert_int_equal(h.calls, 2);
    lehr_free(p);
    assert_int_equal(h.calls, 3);
    void *none = lehr_alloc(0, 8);                         /* not NULL, because NULL always means failure             */
    assert_non_null(none);
    lehr_free(none);
    assert_int_equal(h.live, 0);
    heap_leave();
    lehr_free(lehr_alloc(1, 1));
    assert_int_equal(h.calls, 5);
}

static void a_refusal_changes_nothing(void **state)
{
    (void)state;
    heap h = { .refuse = 2, .once = true };
    heap_use(&h);
    char *p = lehr_alloc(8, 1);
    strcpy(p, "as was");
    assert_refused(lehr_resize(p, 1000, 1), LEHR_ERR_MEMORY, "refused 1000 bytes");
    assert_string_equal(p, "as was");
    p = lehr_resize(p, 1000, 1);
    assert_string_equal(p, "as was");
    lehr_free(p);
    assert_int_equal(h.live, 0);
    heap_leave();
}

/* --- arenas ------------------------------------------------------------------------------------------------------- */

enum { CHUNKS = 400 };

static size_t size_of_chunk(int i) { return (size_t)(i % 50 == 49 ? 100000 + i : i * i % 3001); }

/* Allocate CHUNKS of many sizes, fill each with its number, then check them all: no two overlap. */
static void take_and_fill(lehr_arena *a, unsigned char *chunk[CHUNKS])
{
    for (int i = 0; i < CHUNKS; i++) {
        chunk[i] = lehr_arena_alloc(a, size_of_chunk(i), 1);
        assert_non_null(chunk[i]);
        assert_int_equal((uintptr_t)chunk[i] % 64, 0);
        memset(chunk[i], i % 251, size_of_chunk(i));
    }
    for (int i = 0; i < CHUNKS; i++)
        for (size_t k = 0; k < size_of_chunk(i); k++) assert_int_equal(chunk[i][k], i % 251);
}

static void chunks_are_aligned_and_apart(void **state)
{
    (void)state;
    static unsigned char *chunk[CHUNKS];
    lehr_arena a = {0};
    take_and_fill(&a, chunk);
    lehr_arena_release(&a);
}

/* After a rewind, the same allocations return the same addresses without any system call. */
static void a_rewound_arena_allocates_nothing(void **state)
{
    (void)state;
    static unsigned char *first[CHUNKS], *again[CHUNKS];
    heap h = {0};
    heap_use(&h);
    lehr_arena a = {0};
    lehr_arena_rewind(&a);                                          /* an empty one too */
    take_and_fill(&a, first);
    long calls = h.calls;
    assert_in_range(calls, 2, CHUNKS / 2);                          /* and chunks share blocks */
    for (int k = 0; k < 5; k++) {
        lehr_arena_rewind(&a);
        take_and_fill(&a, again);
        assert_memory_equal(first, again, sizeof first);
    }
    assert_int_equal(h.calls, calls);
    lehr_arena_release(&a);
    assert_int_equal(h.live, 0);
    assert_true(!a.first && !a.current && !a.used);
    assert_non_null(lehr_arena_alloc(&a, 1, 1));                    /* a released one can begin anew */
    lehr_arena_release(&a);
    assert_int_equal(h.live, 0);
    heap_leave();
}

/* A step in another order, larger chunks first: blocks that are too small are skipped, never overrun. */
static void any_order_is_served_after_a_rewind(void **state)
{
    (void)state;
    lehr_arena a = {0};
    for (size_t large = 1000; large < 1000000; large *= 3) {
        for (int k = 0; k < 3; k++) {
            unsigned char *p = lehr_arena_alloc(&a, large, 1), *q = lehr_arena_alloc(&a, 100, 1);
            memset(p, 1, large);
            memset(q, 2, 100);
            assert_true(p[0] == 1 && p[large - 1] == 1);
        }
        lehr_arena_rewind(&a);
    }
    lehr_arena_release(&a);
}

static void an_arena_without_memory_stays_usable(void **state)
{
    (void)state;
    for (int n = 1; n < 8; n++) {
        heap h = { .refuse = n, .once = true };
        heap_use(&h);
        lehr_arena a = {0};
        int failed = 0;
        unsigned char *kept = NULL;
        for (int i = 0; i < 10; i++) {
            unsigned char *p = lehr_arena_alloc(&a, 60000, 1);
            if (!p) assert_fails((failed++, lehr_last_status()), LEHR_ERR_MEMORY, "the system refused");
            else memset(p, 7, 60000);
            if (!kept) kept = p;
        }
        assert_int_equal(failed, 1);
        for (int i = 0; i < 60000; i++) assert_int_equal(kept[i], 7);
        lehr_arena_release(&a);
        assert_int_equal(h.live, 0);
        heap_leave();
    }
}

static void texts_are_the_arenas_own(void **state)
{
    (void)state;
    lehr_arena a = {0};
    char text[] = "fc1.weight", *copy = lehr_arena_strdup(&a, text), *empty = lehr_arena_strdup(&a, "");
    text[0] = 'X';
    assert_string_equal(copy, "fc1.weight");
    assert_string_equal(empty, "");
    lehr_arena_release(&a);
    heap h = { .refuse = 1 };
    heap_use(&h);
    assert_refused(lehr_arena_strdup(&a, "too large"), LEHR_ERR_MEMORY, "out of memory");
    lehr_arena_release(&a);
    heap_leave();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_that_overflow_are_refused), cmocka_unit_test(too_much_is_refused_before_asking),
        cmocka_unit_test(every_byte_goes_through_the_hook), cmocka_unit_test(a_refusal_changes_nothing),
        cmocka_unit_test(chunks_are_aligned_and_apart), cmocka_unit_test(a_rewound_arena_allocates_nothing),
        cmocka_unit_test(any_order_is_served_after_a_rewind), cmocka_unit_test(an_arena_without_memory_stays_usable),
        cmocka_unit_test(texts_are_the_arenas_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
