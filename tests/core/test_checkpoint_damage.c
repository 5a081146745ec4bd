/* test_checkpoint_damage.c — damaged files are refused; a save that fails leaves the old file. */
#include "core/checkpoint/safetensors.h"
#include "small_checkpoint.h"
#include "figure.h"
#include "memory_gauge.h"
#include "core/base/strbuf.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* --- damage ------------------------------------------------------------------------------------------------------- */

static void every_flipped_bit_is_found(void **state)
{
    (void)state;
    blob b = small_blob();
    assert_in_range(b.n, 300, 900);
    for (size_t bit = 0; bit < 8 * b.n; bit++) {
        b.bytes[bit / 8] ^= (char)(1 << bit % 8);
        lehr_checkpoint *c = read_blob(b.bytes, b.n);
        if (c) fail_msg("bit %zu of byte %zu flipped, and taken", bit % 8, bit / 8);
        b.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    lehr_checkpoint *c = read_blob(b.bytes, b.n);
    assert_non_null(c);
    lehr_checkpoint_free(c);
    figure(2, "bits", "every one of %zu bit flips refused", 8 * b.n);
    free(b.bytes);
}

static void every_truncation_is_found(void **state)
{
    (void)state;
    blob b = small_blob();
    for (size_t n = 0; n < b.n; n++) {
        lehr_checkpoint *c = read_blob(b.bytes, n);
        if (c) fail_msg("the first %zu of %zu bytes were taken", n, b.n);
    }
    b.bytes[b.n] = 0;
    assert_null(read_blob(b.bytes, b.n + 1));
    figure(2, "truncations", "every one of %zu truncations refused", b.n);
    free(b.bytes);
}

/* Every accepted file, raw or with its checksum repaired, can be read to its end. A raw file is accepted only if
 * nothing was changed. */
static void mutants_are_refused_or_harmless(void **state)
{
    (void)state;
    enum { MUTANTS = 2000 };
    lehr_random r;
    blob b = small_blob();
    char *mutant = malloc(2 * 16384 + 64);
    int taken = 0, damaged = 0, refused = 0;
    lehr_random_seed(&r, 4);
    for (int i = 0; damaged < MUTANTS; i++) {
        memcpy(mutant, b.bytes, b.n);
        size_t n = mutate(&r, mutant, b.n);
        bool same = n == b.n && !memcmp(mutant, b.bytes, n), repaired = i % 2;
        if (repaired) repair(mutant, n);
        lehr_checkpoint *c = read_blob(mutant, n);
        if (c && !repaired && !same) fail_msg("mutant %d of seed 4 was taken", i);
        damaged += !repaired && !same;
        refused += !repaired && !same && !c;
        const char *key;
        double sum = 0;
        size_t letters = 0;
        for (int k = 0; c && lehr_checkpoint_at(c, k); k++)
            for (size_t at = 0; at < lehr_checkpoint_at(c, k)->size; at++)
                sum += lehr_stored_tensor_number(lehr_checkpoint_at(c, k), at);
        for (int k = 0; c && lehr_checkpoint_text_at(c, k, &key); k++)
            letters += strlen(key) + strlen(lehr_checkpoint_text_at(c, k, &key));
        taken += c && repaired && letters && !(sum < -INFINITY);
        lehr_checkpoint_free(c);
    }
    assert_in_range(taken, MUTANTS / 20, MUTANTS - 100);        /* some repaired files are accepted, and the
                                                                   reader still validates them */
    figure(2, "mutants", "%d of %d damaged checkpoints refused", refused, damaged);
    free(mutant);
    free(b.bytes);
}

/* --- failures ----------------------------------------------------------------------------------------------------- */

static void refused_memory_leaves_the_old_file(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (long n = 1;; n++) {
            heap_leave();
            assert_int_equal(save("f", "old"), LEHR_OK);
            heap h = { .refuse = n, .once = once };
            heap_use(&h);
            lehr_status status = save_small("f");
            bool asked_for_more = h.asked >= n;
            heap_leave();
            assert_int_equal(h.live, 0);
            if (!asked_for_more) {
                assert_int_equal(status, LEHR_OK);
                assert_in_range(n, 8, 40);
                break;
            }
            assert_int_equal(status, LEHR_ERR_MEMORY);
            assert_holds("f", "old");
        }
}

/* Names and texts that are too long for the memory allocated so far. */
static void out_of_memory_for_long_names_is_reported(void **state)
{
    (void)state;
    char *name = malloc(100001);
    memset(name, 'n', 100000);
    name[100000] = '\0';
    for (long n = 1;; n++) {
        heap h = { .refuse = n };
        heap_use(&h);
        lehr_checkpoint *c = lehr_checkpoint_new();
        if (c) lehr_checkpoint_put_text(c, name, name);
        if (c) lehr_checkpoint_put(c, name, LEHR_VECTOR(2), W);
        lehr_status status = c ? lehr_checkpoint_status(c) : lehr_last_status();
        lehr_checkpoint_free(c);
        bool refused = h.asked >= n;
        heap_leave();
        assert_int_equal(status, refused ? LEHR_ERR_MEMORY : LEHR_OK);
        assert_int_equal(h.live, 0);
        if (refused) continue;
        assert_in_range(n, 5, 12);
        break;
    }
    free(name);
}

static void out_of_memory_while_opening_is_reported(void **state)
{
    (void)state;
    assert_int_equal(save_small("f"), LEHR_OK);
    for (int once = 0; once < 2; once++)
        for (long n = 1;; n++) {
            heap h = { .refuse = n, .once = once };
            heap_use(&h);
            lehr_checkpoint *c = lehr_checkpoint_open("f");
            bool asked_for_more = h.asked >= n;
            if (asked_for_more) assert_refused(c, LEHR_ERR_MEMORY, "out of memory");
            else assert_non_null(c);
            lehr_checkpoint_free(c);
            heap_leave();
            assert_int_equal(h.live, 0);
            if (!asked_for_more) break;
        }
}

/* While a file of many small tensors, of one large one, or of nonsense is opened. */
static void opening_asks_for_little(void **state)
{
    (void)state;
    lehr_strbuf head = {0};
    lehr_strbuf_printf(&head, "{");
    for (int i = 0; i < LEHR_MAX_STORED_TENSORS; i++)
        lehr_strbuf_printf(&head, "%s\"%x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}", i ? "," : "", i);
    lehr_strbuf_printf(&head, "}");
    const size_t numbers[] = { 0, 0, 64 * 1024 * 1024 };
    const char *const heads[] = {
        head.s, "{\"w\":{\"dtype\":\"F32\",\"shape\":[4000000000000],\"data_offsets\":[0,16000000000000]}}",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[67108864],\"data_offsets\":[0,67108864]}}"
    };
    for (int i = 0; i < 3; i++) {
        blob b = blob_with(heads[i], numbers[i]);
        assert_int_equal(lehr_write_file("f", b.bytes, b.n), LEHR_OK);
        gauge g;
        gauge_use(&g);
        lehr_checkpoint *c = lehr_checkpoint_open("f");
        if (i != 1) assert_non_null(c);
        else assert_null(c);
        lehr_checkpoint_free(c);
        gauge_leave();
        assert_int_equal(g.now, 0);
        if (g.most > most_for(b.n)) fail_msg("%zu bytes for a file of %zu", g.most, b.n);
        free(b.bytes);
    }
    lehr_strbuf_release(&head);
}

static void more_tensors_than_fit_are_refused(void **state)
{
    (void)state;
    lehr_strbuf head = {0};
    lehr_strbuf_printf(&head, "{");
    for (int i = 0; i <= LEHR_MAX_STORED_TENSORS; i++)
        lehr_strbuf_printf(&head, "%s\"%x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}", i ? "," : "", i);
    lehr_strbuf_printf(&head, "}");
    blob b = blob_with(head.s, 0);
    assert_null(read_blob(b.bytes, b.n));
    assert_non_null(strstr(lehr_message(), "more than 16384 tensors"));
    free(b.bytes);
    lehr_strbuf_release(&head);
}

static void more_texts_than_fit_are_refused(void **state)
{
    (void)state;
    lehr_strbuf head = {0};
    lehr_strbuf_printf(&head, "{\"__metadata__\":{");
    for (int i = 0; i <= LEHR_MAX_STORED_TEXTS; i++) lehr_strbuf_printf(&head, "%s\"%x\":\"\"", i ? "," : "", i);
    lehr_strbuf_printf(&head, "}}");
    blob b = blob_with(head.s, 0);
    assert_null(read_blob(b.bytes, b.n));
    assert_non_null(strstr(lehr_message(), "more than 16384 texts"));
    free(b.bytes);
    lehr_strbuf_release(&head);
}

/* The limit on texts includes the checksum; one more is refused. */
static void more_texts_than_can_be_read_are_not_written(void **state)
{
    (void)state;
    lehr_checkpoint *c = lehr_checkpoint_new();
    for (int i = 0; i < LEHR_MAX_STORED_TEXTS - 1; i++) lehr_checkpoint_put_text(c, lehr_short_printf("%x", i).s, "");
    assert_int_equal(lehr_checkpoint_write(c, "f"), LEHR_OK);
    lehr_checkpoint *back = lehr_checkpoint_open("f");
    assert_non_null(back);
    lehr_checkpoint_free(back);
    lehr_checkpoint_put_text(c, "one more", "");
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_VALUE,
                 "the text \"one more\" is one too many");
    lehr_checkpoint_free(c);
}

static void a_head_larger_than_the_format_allows_is_not_written(void **state)
{
    (void)state;
    char *text = malloc(LEHR_MAX_SAFETENSORS_HEADER + 1);
    for (size_t i = 0; i < LEHR_MAX_SAFETENSORS_HEADER; i += 4) memcpy(text + i, "\xf0\x9f\x98\x80", 4);
    text[LEHR_MAX_SAFETENSORS_HEADER] = '\0';
    lehr_checkpoint *c = small();
    lehr_checkpoint_put_text(c, "long", text);
    free(text);
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_VALUE, "bytes; 100000000 at most are possible");
    assert_holds("f", "old");
    lehr_checkpoint_free(c);
}

/* --- file calls --------------------------------------------------------------------------------------------------- */

static int calls, failing_call;

static bool fails(void)
{
    errno = EIO;
    return ++calls == failing_call;
}

static int  fail_open(const char *path, int flags, int mode) { return fails() ? -1 : open(path, flags, mode); }
static long fail_read(int fd, void *to, size_t n) { return fails() ? -1 : (long)read(fd, to, n > 100 ? 100 : n); }
static long fail_write(int fd, const void *from, size_t n)
{
    return fails() ? -1 : (long)write(fd, from, n > 100 ? 100 : n);
}
static int  fail_sync(int fd)                                 { return fails() ? -1 : fsync(fd); }
static int  fail_rename(const char *from, const char *to)     { return fails() ? -1 : rename(from, to); }

static bool a_close_failed;

static int fail_close(int fd)
{
    close(fd);
    if (!fails()) return 0;
    a_close_failed = true;
    return -1;
}

/* Whichever call fails, the file is complete: the old one or the new one, and the new one if the save succeeded. */
static void a_failing_call_leaves_a_whole_file(void **state)
{
    (void)state;
    static const lehr_file_calls table = { fail_open,  fail_read,   fail_write, fail_sync,
                                           fail_close, fail_rename, NULL,       NULL };
    blob b = small_blob();
    for (failing_call = 1;; failing_call++) {
        assert_int_equal(save("f", "old"), LEHR_OK);
        calls = 0;
        lehr_set_file_calls(&table);
        lehr_status status = save_small("f");
        lehr_set_file_calls(NULL);
        bool is_old = holds("f", "old", 3), is_new = holds("f", b.bytes, b.n);
        if (!is_old && !is_new) fail_msg("call %d failed, and left neither", failing_call);
        if (!status && !is_new) fail_msg("call %d failed, and was not told", failing_call);
        if (calls < failing_call) break;
    }
    assert_in_range(failing_call, 10, 40);
    for (failing_call = 1;; failing_call++) {
        calls = 0;
        a_close_failed = false;
        lehr_set_file_calls(&table);
        lehr_checkpoint *c = lehr_checkpoint_open("f");
        lehr_set_file_calls(NULL);
        /* a failing close after a complete read is no error */
        bool failed = calls >= failing_call && !a_close_failed;
        assert_true(failed == !c);
        lehr_checkpoint_free(c);
        if (calls < failing_call) break;
    }
    free(b.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_flipped_bit_is_found),
        CASE(every_truncation_is_found),
        CASE(mutants_are_refused_or_harmless),
        CASE(refused_memory_leaves_the_old_file),
        CASE(out_of_memory_while_opening_is_reported),
        CASE(out_of_memory_for_long_names_is_reported),
        CASE(opening_asks_for_little),
        CASE(more_tensors_than_fit_are_refused),
        CASE(more_texts_than_fit_are_refused),
        CASE(more_texts_than_can_be_read_are_not_written),
        CASE(a_head_larger_than_the_format_allows_is_not_written),
        CASE(a_failing_call_leaves_a_whole_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
