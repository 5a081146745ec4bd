/* test_checkpoint.c — what is saved is read back; what is damaged is refused; what fails leaves the old file. */
#include "files.h"
#include "checkpoints.h"
#include "core/json.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const lehr_real W[] = { 1, -2, 0.5f, 3e-38f, -0.0f, 7 };
static const unsigned char bytes_of_u8[] = { 0, 1, 255 };
static const int32_t whole[] = { -1, INT32_MIN, 5 };
static const int64_t wide[] = { -9007199254740992, 7 };
static const uint64_t unsigned_wide[] = { 0x8000000000000000u };
static const double doubles[] = { 0.1, -1e300 };
static const float floats[] = { 0.1f };

static lehr_checkpoint *small(void)
{
    lehr_checkpoint *c = lehr_checkpoint_new();
    if (!c) return NULL;
    lehr_checkpoint_put_text(c, "about", "\"quoted\", \\ tab\t, line\n, 智能之门, control\x01");
    lehr_checkpoint_put_text(c, "lehr.step", "12");
    lehr_checkpoint_put_numbers(c, "bytes", LEHR_U8, 3, bytes_of_u8);
    lehr_checkpoint_put(c, "fc1.weight", LEHR_MATRIX(2, 3), W);
    lehr_checkpoint_put_numbers(c, "none", LEHR_F64, 0, doubles);
    return c;
}

static lehr_status save_small(const char *path)
{
    lehr_checkpoint *c = small();
    lehr_status status = c ? lehr_checkpoint_write(c, path) : lehr_last_status();
    lehr_checkpoint_free(c);
    return status;
}

static blob small_blob(void)
{
    assert_int_equal(save_small("f"), LEHR_OK);
    return blob_of("f");
}

/* --- there and back ----------------------------------------------------------------------------------------------- */

static void what_is_saved_is_read(void **state)
{
    (void)state;
    lehr_real out[6];
    assert_int_equal(save_small("f"), LEHR_OK);
    lehr_checkpoint *c = lehr_checkpoint_open("f");
    assert_non_null(c);
    assert_true(lehr_checkpoint_is_checked(c));
    assert_string_equal(lehr_checkpoint_name(c), "f");
    assert_string_equal(lehr_checkpoint_text(c, "about"), "\"quoted\", \\ tab\t, line\n, 智能之门, control\x01");
    assert_string_equal(lehr_checkpoint_text(c, "lehr.step"), "12");
    assert_null(lehr_checkpoint_text(c, "step"));
    assert_int_equal(lehr_checkpoint_get(c, "fc1.weight", LEHR_MATRIX(2, 3), out), LEHR_OK);
    assert_memory_equal(out, W, sizeof W);
    assert_string_equal(lehr_checkpoint_at(c, 0)->name, sizeof *out == 8 ? "fc1.weight" : "none");              /* the widest first */
    assert_string_equal(lehr_checkpoint_at(c, 2)->name, "bytes");
    assert_int_equal(lehr_checkpoint_named(c, "none")->size, 0);
    assert_null(lehr_checkpoint_at(c, 3));
    assert_null(lehr_checkpoint_at(c, -1));
    for (int i = 0; i < 3; i++) assert_true(lehr_stored_number(lehr_checkpoint_named(c, "bytes"), (size_t)i) == bytes_of_u8[i]);
    assert_fails(lehr_checkpoint_get(c, "fc2.weight", LEHR_MATRIX(2, 3), out), LEHR_ERR_NAME, "f: has no tensor \"fc2.weight\"; one of shape [2 x 3]");
    assert_fails(lehr_checkpoint_get(c, "fc1.weight", LEHR_MATRIX(3, 2), out), LEHR_ERR_SHAPE, "fc1.weight is [2 x 3], but [3 x 2] is needed");
    assert_fails(lehr_checkpoint_get(c, "fc1.weight", LEHR_VECTOR(6), out), LEHR_ERR_SHAPE, "[6] is needed");
    lehr_checkpoint_free(c);
}

static void every_dtype_we_write_is_read(void **state)
{
    (void)state;
    static const struct { const char *name; lehr_dtype dtype; size_t n; const void *data; double first, last; } rows[] = {
        { "i32", LEHR_I32, 3, whole, -1, 5 },              { "i64", LEHR_I64, 2, wide, -9007199254740992.0, 7 },
        { "u64", LEHR_U64, 1, unsigned_wide, 0x1p63, 0x1p63 }, { "u8", LEHR_U8, 3, bytes_of_u8, 0, 255 },
        { "f64", LEHR_F64, 2, doubles, 0.1, -1e300 },      { "f32", LEHR_F32, 1, floats, (double)0.1f, (double)0.1f },
        { "i8", LEHR_I8, 3, bytes_of_u8, 0, -1 },          { "bool", LEHR_BOOL, 2, bytes_of_u8, 0, 1 },
    };
    lehr_checkpoint *c = lehr_checkpoint_new();
    for (size_t i = 0; i < COUNT(rows); i++) lehr_checkpoint_put_numbers(c, rows[i].name, rows[i].dtype, rows[i].n, rows[i].data);
    assert_int_equal(lehr_checkpoint_write(c, "f"), LEHR_OK);
    lehr_checkpoint_free(c);
    assert_non_null(c = lehr_checkpoint_open("f"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const lehr_stored *s = lehr_checkpoint_named(c, rows[i].name);
        assert_row(rows[i].name, s && s->dtype == rows[i].dtype && s->size == rows[i].n && lehr_stored_is_readable(s));
        assert_row(rows[i].name, lehr_stored_number(s, 0) == rows[i].first && lehr_stored_number(s, rows[i].n - 1) == rows[i].last);
    }
    lehr_real out[2];
    lehr_status status = lehr_checkpoint_get(c, "f64", LEHR_VECTOR(2), out);
    if (sizeof *out == 4) assert_fails(status, LEHR_ERR_FILE, "f64 is -1e+300 at [1]; that is too large for a float");
    else assert_int_equal(status, LEHR_OK);
    lehr_checkpoint_free(c);
}

/* FIPS 180-2, appendix B, and a million times "a". */
static void checksums_are_sha256(void **state)
{
    (void)state;
    static const struct { const char *text; int times; const char *sum; } rows[] = {
        { "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
        { "a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        lehr_sha256 s;
        char sum[LEHR_SHA256_DIGITS + 1];
        lehr_sha256_start(&s);
        for (int k = 0; k < rows[i].times; k++) lehr_sha256_add(&s, rows[i].text, strlen(rows[i].text));
        lehr_sha256_end(&s, sum);
        assert_string_equal(sum, rows[i].sum);
    }
}

/* --- what is not saved -------------------------------------------------------------------------------------------- */

static void what_cannot_be_saved_is_said(void **state)
{
    (void)state;
    lehr_real bad[] = { 1, (lehr_real)NAN, (lehr_real)INFINITY };
    static const struct { const char *name; lehr_status code; const char *says; } rows[] = {
        { "", LEHR_ERR_NAME, "not empty" }, { "__metadata__", LEHR_ERR_NAME, "__metadata__" }, { "\xff", LEHR_ERR_NAME, "UTF-8" },
        { "fc1.weight", LEHR_ERR_NAME, "already a tensor called \"fc1.weight\"" }, { "w", LEHR_ERR_NAN, "w [3] holds nan, number 1" },
    };
    assert_int_equal(save("f", "old"), LEHR_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        lehr_checkpoint *c = small();
        lehr_checkpoint_put(c, rows[i].name, LEHR_VECTOR(3), bad);
        lehr_checkpoint_put(c, "later", LEHR_VECTOR(1), W);                     /* does nothing, and hides nothing */
        assert_fails(lehr_checkpoint_write(c, "f"), rows[i].code, rows[i].says);
        assert_fails(lehr_checkpoint_write(c, "f"), rows[i].code, rows[i].says);
        lehr_checkpoint_free(c);
    }
    lehr_checkpoint *c = small();
    lehr_checkpoint_put_text(c, "about", "twice");
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_NAME, "already a text called \"about\"");
    lehr_checkpoint_free(c);
    c = small();
    lehr_checkpoint_put(c, "w", LEHR_VECTOR(0), W);
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_SHAPE, "w cannot have the shape [0]");
    lehr_checkpoint_free(c);
    assert_holds("f", "old");
}

static void text_that_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    lehr_checkpoint *c = lehr_checkpoint_new();
    lehr_checkpoint_put_text(c, "gbk", "a\xd6\xc7z");
    assert_int_equal(lehr_checkpoint_write(c, "f"), LEHR_OK);
    lehr_checkpoint_free(c);
    assert_non_null(c = lehr_checkpoint_open("f"));
    assert_string_equal(lehr_checkpoint_text(c, "gbk"), "a\xef\xbf\xbd\xef\xbf\xbdz");
    lehr_checkpoint_free(c);
}

/* --- files of others ---------------------------------------------------------------------------------------------- */

#define T(offsets) "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" offsets "]}"

static const struct { const char *head; size_t numbers; const char *name; } foreign_rows[] = {
    { "{}", 0, NULL },
    { "{\"w\":" T("0,8") "}", 8, "w" },
    { "{ \"w\" :\n{ \"data_offsets\" : [ 0 , 8 ],\t\"shape\":[ 2 ] , \"dtype\":\"F32\" } }      ", 8, "w" },
    { "{\"b\":" T("8,16") ",\"a\":" T("0,8") "}", 16, "b" },                                   /* in any order */
    { "{\"s\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8, "s" },              /* a scalar */
    { "{\"e\":{\"dtype\":\"F64\",\"shape\":[0,4],\"data_offsets\":[0,0]},\"w\":" T("0,8") "}", 8, "e" },
    { "{\"__metadata__\":{},\"w\":" T("0,8") "}", 8, "w" },
    { "{\"w\":" T("0,8") ",\"__metadata__\":{\"format\":\"pt\"}}", 8, "w" },
    { "{\"h\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}", 8, "h" },
    { "{\"\\u0077\\ud83d\\ude00\\/\\n\":" T("0,8") "}", 8, "w\xf0\x9f\x98\x80/\n" },
};

static void files_of_others_are_read_and_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(foreign_rows); i++) {
        blob b = blob_with(foreign_rows[i].head, foreign_rows[i].numbers);
        lehr_checkpoint *c = read_blob(b.bytes, b.n);
        assert_row(foreign_rows[i].head, c != NULL);
        assert_false(lehr_checkpoint_is_checked(c));
        if (foreign_rows[i].name) assert_row(foreign_rows[i].head, lehr_checkpoint_named(c, foreign_rows[i].name));
        lehr_checkpoint_free(c);
        free(b.bytes);
    }
}

static void halves_are_listed_but_not_computed_with(void **state)
{
    (void)state;
    lehr_real out[4];
    blob b = blob_with("{\"h\":{\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}", 8);
    lehr_checkpoint *c = read_blob(b.bytes, b.n);
    assert_false(lehr_stored_is_readable(lehr_checkpoint_at(c, 0)));
    assert_fails(lehr_checkpoint_get(c, "h", LEHR_MATRIX(2, 2), out), LEHR_ERR_FILE, "h is F16; F32, F64 and whole numbers can be read");
    lehr_checkpoint_free(c);
    free(b.bytes);
}

static void nan_in_a_file_is_not_taken(void **state)
{
    (void)state;
    lehr_real out[2];
    blob b = blob_with("{\"w\":" T("0,8") "}", 8);
    memset(b.bytes + b.n - 4, 0xff, 4);
    lehr_checkpoint *c = read_blob(b.bytes, b.n);
    assert_non_null(c);
    assert_fails(lehr_checkpoint_get(c, "w", LEHR_VECTOR(2), out), LEHR_ERR_FILE, "w is nan at [1]; it must be a finite number");
    lehr_checkpoint_free(c);
    free(b.bytes);
}

/* --- what is wrong ------------------------------------------------------------------------------------------------ */

#define DIGITS "0000000000000000000000000000000000000000000000000000000000000000"

static const struct { const char *head; size_t numbers; const char *says; } wrong_rows[] = {
    { "{\"w\":" T("0,8") ",\"w\":" T("8,16") "}", 16, "the tensor \"w\" is there twice" },
    { "{\"w\":" T("0,8") ",\"\\u0077\":" T("8,16") "}", 16, "the tensor \"w\" is there twice" },
    { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "the text \"a\" is there twice" },
    { "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "__metadata__ is there twice" },
    { "{\"w\":" T("0,8") ",\"v\":" T("4,12") "}", 12, "another tensor lies there" },
    { "{\"w\":" T("0,8") ",\"v\":" T("0,8") "}", 8, "another tensor lies there" },
    { "{\"w\":" T("0,8") ",\"v\":" T("12,20") "}", 20, "there is a gap before it" },
    { "{\"w\":" T("4,12") "}", 12, "there is a gap before it" },
    { "{\"w\":" T("0,8") "}", 12, "take 8 bytes, but 12 follow" },
    { "{\"w\":" T("0,8") "}", 4, "bytes 0 to 8, but there are 4" },
    { "{\"w\":" T("8,0") "}", 8, "bytes 8 to 0" },
    { "{\"w\":" T("0,4") "}", 4, "4 bytes do not hold this shape of F32" },
    { "{\"w\":" T("0,99999999999999999999999") "}", 8, "larger than any file" },
    { "{\"w\":" T("-0,8") "}", 8, "a whole number, 0 or more" },
    { "{\"w\":" T("00,8") "}", 8, "a whole number, 0 or more" },
    { "{\"w\":" T("0,8.0") "}", 8, "']' is expected, not '.'" },
    { "{\"w\":" T("0,8e0") "}", 8, "']' is expected, not 'e'" },
    { "{\"w\":" T("0") "}", 8, "',' is expected" },
    { "{\"w\":" T("0,8,8") "}", 8, "']' is expected" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,0]}}", 0, "more than any machine holds" },
    { "{\"w\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}", 0, "do not hold this shape" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}", 4, "more than 8 dimensions" },
    { "{\"w\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "no dtype \"F31\"" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "one is missing" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "each once, not \"shape\"" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", 4, "each once, not \"x\"" },
    { "{\"w\":{}}", 0, "'\"' is expected, not '}'" },
    { "{\"w\":[1]}", 0, "'{' is expected, not '['" },
    { "{\"\":" T("0,8") "}", 8, "a tensor has no name" },
    { "{\"w\":" T("0,8") "", 8, "it ends here" },
    { "{\"w\":" T("0,8") ",}", 8, "'\"' is expected" },
    { "{\"w\":" T("0,8") "}}", 8, "more follows" },
    { "[]", 0, "no safetensors file" },
    { " {}", 0, "no safetensors file" },
    { "{\"__metadata__\":{\"a\":1}}", 0, "'\"' is expected, not '1'" },
    { "{\"__metadata__\":[]}", 0, "'{' is expected" },
    { "{\"a\nb\":" T("0,8") "}", 8, "without control characters" },
    { "{\"\xff\":" T("0,8") "}", 8, "a string is UTF-8" },
    { "{\"\xc0\x80\":" T("0,8") "}", 8, "a string is UTF-8" },
    { "{\"\xed\xa0\x80\":" T("0,8") "}", 8, "a string is UTF-8" },
    { "{\"\\u0000\":" T("0,8") "}", 8, "no escape" },
    { "{\"\\ud800\":" T("0,8") "}", 8, "no escape" },
    { "{\"\\udc00\":" T("0,8") "}", 8, "no escape" },
    { "{\"\\x41\":" T("0,8") "}", 8, "no escape" },
    { "{\"\\u12g4\":" T("0,8") "}", 8, "no escape" },
    { "{\"\\", 0, "no escape" },
    { "{\"__metadata__\":{\"lehr.step\":\"5\"}}", 0, "lehr.step but no lehr.checksum; the file is damaged" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"5\"}}", 0, "64 small hexadecimal digits" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"" DIGITS "\"}}", 0, "the checksum is wrong" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"" DIGITS "\",\"lehr.checksum\":\"" DIGITS "\"}}", 0, "there once" },
};

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong_rows); i++) {
        blob b = blob_with(wrong_rows[i].head, wrong_rows[i].numbers);
        assert_row(wrong_rows[i].head, !read_blob(b.bytes, b.n));
        assert_row(wrong_rows[i].head, strstr(lehr_message(), wrong_rows[i].says) && strstr(lehr_message(), "blob: "));
        free(b.bytes);
    }
}

/* A million brackets, in every place where a value may stand: refused at once, at the first that may not be there. */
static void deep_nesting_is_refused(void **state)
{
    (void)state;
    static const char *const before[] = { "", "{\"w\":", "{\"__metadata__\":{\"a\":", "{\"w\":{\"shape\":[" };
    enum { DEEP = 1000000 };
    char *head = malloc(DEEP + 100);
    for (size_t i = 0; i < COUNT(before); i++)
        for (int brace = 0; brace < 2; brace++) {
            strcpy(head, before[i]);
            memset(head + strlen(before[i]), brace ? '{' : '[', DEEP);
            head[strlen(before[i]) + DEEP] = '\0';
            blob b = blob_with(head, 0);
            assert_null(read_blob(b.bytes, b.n));
            free(b.bytes);
        }
    free(head);
}

/* --- damage ------------------------------------------------------------------------------------------------------- */

static void every_flipped_bit_is_noticed(void **state)
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
    free(b.bytes);
}

static void every_truncation_is_noticed(void **state)
{
    (void)state;
    blob b = small_blob();
    for (size_t n = 0; n < b.n; n++) {
        lehr_checkpoint *c = read_blob(b.bytes, n);
        if (c) fail_msg("the first %zu of %zu bytes were taken", n, b.n);
    }
    b.bytes[b.n] = 0;
    assert_null(read_blob(b.bytes, b.n + 1));
    free(b.bytes);
}

/* Whatever is taken, raw or with its checksum repaired, can be walked through. None of the raw ones is taken, unless nothing was changed. */
static void mutants_are_refused_or_harmless(void **state)
{
    (void)state;
    enum { MUTANTS = 4000 };
    lehr_random r;
    blob b = small_blob();
    char *mutant = malloc(2 * 16384 + 64);
    int taken = 0;
    lehr_random_seed(&r, 4);
    for (int i = 0; i < 2 * MUTANTS; i++) {
        memcpy(mutant, b.bytes, b.n);
        size_t n = mutate(&r, mutant, b.n);
        bool same = n == b.n && !memcmp(mutant, b.bytes, n), repaired = i % 2;
        if (repaired) repair(mutant, n);
        lehr_checkpoint *c = read_blob(mutant, n);
        if (c && !repaired && !same) fail_msg("mutant %d of seed 4 was taken", i);
        const char *key;
        double sum = 0;
        size_t letters = 0;
        for (int k = 0; c && lehr_checkpoint_at(c, k); k++)
            for (size_t at = 0; at < lehr_checkpoint_at(c, k)->size; at++) sum += lehr_stored_number(lehr_checkpoint_at(c, k), at);
        for (int k = 0; c && lehr_checkpoint_text_at(c, k, &key); k++) letters += strlen(key) + strlen(lehr_checkpoint_text_at(c, k, &key));
        taken += c && repaired && letters && !(sum < -INFINITY);
        lehr_checkpoint_free(c);
    }
    assert_in_range(taken, 100, MUTANTS - 100);         /* the repair does what it is for, and the reader still looks */
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

static void refused_memory_while_opening_is_said(void **state)
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

/* As many bytes as are out at a time, while a file of many small tensors, of one large one, or of nonsense is opened. */
typedef struct gauge { size_t now, most; } gauge;

static void *gauge_resize(void *context, void *old, size_t bytes)
{
    gauge *g = context;
    size_t *p = old ? (size_t *)old - 2 : NULL, was = p ? *p : 0;
    if (!bytes) {
        g->now -= was;
        free(p);
        return NULL;
    }
    g->now += bytes;                                /* old and new are both there while the one is copied to the other */
    if (g->now > g->most) g->most = g->now;
    g->now -= was;
    p = realloc(p, bytes + 2 * sizeof *p);
    *p = bytes;
    return p + 2;
}

static void opening_asks_for_little(void **state)
{
    (void)state;
    lehr_text head = {0};
    lehr_text_add(&head, "{");
    for (int i = 0; i < LEHR_MOST_TENSORS; i++) lehr_text_add(&head, "%s\"%x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}", i ? "," : "", i);
    lehr_text_add(&head, "}");
    const size_t numbers[] = { 0, 0, 64 * 1024 * 1024 };
    const char *const heads[] = { head.s, "{\"w\":{\"dtype\":\"F32\",\"shape\":[4000000000000],\"data_offsets\":[0,16000000000000]}}",
                                  "{\"w\":{\"dtype\":\"U8\",\"shape\":[67108864],\"data_offsets\":[0,67108864]}}" };
    for (int i = 0; i < 3; i++) {
        blob b = blob_with(heads[i], numbers[i]);
        assert_int_equal(lehr_write_file("f", b.bytes, b.n), LEHR_OK);
        gauge g = { 0, 0 };
        lehr_set_allocator(&(lehr_allocator){ gauge_resize, &g });
        lehr_checkpoint *c = lehr_checkpoint_open("f");
        if (i != 1) assert_non_null(c);
        else assert_null(c);
        lehr_checkpoint_free(c);
        lehr_set_allocator(NULL);
        assert_int_equal(g.now, 0);
        if (g.most > 4 * b.n + 16 * 1024 * 1024) fail_msg("%zu bytes for a file of %zu", g.most, b.n);
        free(b.bytes);
    }
    lehr_text_release(&head);
}

static void more_tensors_than_fit_are_refused(void **state)
{
    (void)state;
    lehr_text head = {0};
    lehr_text_add(&head, "{");
    for (int i = 0; i <= LEHR_MOST_TENSORS; i++) lehr_text_add(&head, "%s\"%x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}", i ? "," : "", i);
    lehr_text_add(&head, "}");
    blob b = blob_with(head.s, 0);
    assert_null(read_blob(b.bytes, b.n));
    assert_non_null(strstr(lehr_message(), "more than 16384 tensors"));
    free(b.bytes);
    lehr_text_release(&head);
}

/* --- file calls --------------------------------------------------------------------------------------------------- */

static int calls, failing_call;

static bool fails(void)
{
    errno = EIO;
    return ++calls == failing_call;
}

static int  fail_open(const char *path, int flags, int mode) { return fails() ? -1 : open(path, flags, mode); }
static long fail_read(int fd, void *to, size_t n)             { return fails() ? -1 : (long)read(fd, to, n > 100 ? 100 : n); }
static long fail_write(int fd, const void *from, size_t n)    { return fails() ? -1 : (long)write(fd, from, n > 100 ? 100 : n); }
static int  fail_sync(int fd)                                 { return fails() ? -1 : fsync(fd); }
static int  fail_rename(const char *from, const char *to)     { return fails() ? -1 : rename(from, to); }

static int fail_close(int fd)
{
    close(fd);
    return fails() ? -1 : 0;
}

/* Whichever call fails, the file is whole, the old one or the new one, and new if all was said to be well. */
static void a_failing_call_leaves_a_whole_file(void **state)
{
    (void)state;
    static const lehr_file_calls table = { fail_open, fail_read, fail_write, fail_sync, fail_close, fail_rename, NULL, NULL };
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
        lehr_set_file_calls(&table);
        lehr_checkpoint *c = lehr_checkpoint_open("f");
        lehr_set_file_calls(NULL);
        bool failed = calls >= failing_call && failing_call < calls;           /* the last is the close of a file that was read whole */
        if (failed) assert_null(c);
        lehr_checkpoint_free(c);
        if (calls < failing_call) break;
    }
    free(b.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_saved_is_read), CASE(every_dtype_we_write_is_read), CASE(checksums_are_sha256), CASE(what_cannot_be_saved_is_said),
        CASE(text_that_is_no_utf8_is_replaced), CASE(files_of_others_are_read_and_told_apart), CASE(halves_are_listed_but_not_computed_with),
        CASE(nan_in_a_file_is_not_taken), CASE(what_is_wrong_is_said), CASE(deep_nesting_is_refused), CASE(every_flipped_bit_is_noticed),
        CASE(every_truncation_is_noticed), CASE(mutants_are_refused_or_harmless), CASE(refused_memory_leaves_the_old_file),
        CASE(refused_memory_while_opening_is_said), CASE(opening_asks_for_little), CASE(more_tensors_than_fit_are_refused),
        CASE(a_failing_call_leaves_a_whole_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
