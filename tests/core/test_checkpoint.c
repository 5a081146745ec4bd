/* test_checkpoint.c — files of Lehr and of other programs are read; an invalid file is refused with a reason. */
#include "small_checkpoint.h"

static const int32_t whole[] = { -1, INT32_MIN, 5 };
static const int64_t wide[] = { -9007199254740992, 7 };
static const uint64_t unsigned_wide[] = { 0x8000000000000000u };
static const float floats[] = { 0.1f };

/* --- save and load ------------------------------------------------------------------------------------------------ */

static void what_is_saved_is_read(void **state)
{
    (void)state;
    lehr_real out[6];
    assert_int_equal(save_small("f"), LEHR_OK);
    lehr_checkpoint *c = lehr_checkpoint_open("f");
    assert_non_null(c);
    assert_true(lehr_checkpoint_has_checksum(c));
    assert_string_equal(lehr_checkpoint_name(c), "f");
    assert_string_equal(lehr_checkpoint_text(c, "about"), "\"quoted\", \\ tab\t, line\n, 智能之门, control\x01");
    assert_string_equal(lehr_checkpoint_text(c, "lehr.step"), "12");
    assert_null(lehr_checkpoint_text(c, "step"));
    assert_int_equal(lehr_checkpoint_get(c, "fc1.weight", LEHR_MATRIX(2, 3), out), LEHR_OK);
    assert_memory_equal(out, W, sizeof W);
    /* the widest first */
    assert_string_equal(lehr_checkpoint_at(c, 0)->name, sizeof *out == 8 ? "fc1.weight" : "none");
    assert_string_equal(lehr_checkpoint_at(c, 2)->name, "bytes");
    assert_int_equal(lehr_checkpoint_find(c, "none")->size, 0);
    assert_null(lehr_checkpoint_at(c, 3));
    assert_null(lehr_checkpoint_at(c, -1));
    const char *key = "untouched";
    assert_true(!lehr_checkpoint_text_at(c, -1, &key) && !lehr_checkpoint_text_at(c, 3, &key) &&
                !strcmp(key, "untouched"));
    for (int i = 0; i < 3; i++)
        assert_true(lehr_stored_tensor_number(lehr_checkpoint_find(c, "bytes"), (size_t)i) == bytes_of_u8[i]);
    assert_fails(lehr_checkpoint_get(c, "fc2.weight", LEHR_MATRIX(2, 3), out), LEHR_ERR_NAME,
                 "f: has no tensor \"fc2.weight\"; one of shape [2 x 3]");
    assert_fails(lehr_checkpoint_get(c, "fc1.weight", LEHR_MATRIX(3, 2), out), LEHR_ERR_SHAPE,
                 "fc1.weight is [2 x 3], but [3 x 2] is needed");
    assert_fails(lehr_checkpoint_get(c, "fc1.weight", LEHR_VECTOR(6), out), LEHR_ERR_SHAPE, "[6] is needed");
    lehr_checkpoint_free(c);
}

static void every_dtype_we_write_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        lehr_dtype dtype;
        size_t n;
        const void *data;
        double first, last;
    } rows[] = {
        { "i32", LEHR_I32, 3, whole, -1, 5 },
        { "i64", LEHR_I64, 2, wide, -9007199254740992.0, 7 },
        { "u64", LEHR_U64, 1, unsigned_wide, 0x1p63, 0x1p63 },
        { "u8", LEHR_U8, 3, bytes_of_u8, 0, 255 },
        { "f64", LEHR_F64, 2, doubles, 0.1, -1e300 },
        { "f32", LEHR_F32, 1, floats, (double)0.1f, (double)0.1f },
        { "i8", LEHR_I8, 3, bytes_of_u8, 0, -1 },
        { "bool", LEHR_BOOL, 2, bytes_of_u8, 0, 1 },
    };
    lehr_checkpoint *c = lehr_checkpoint_new();
    for (size_t i = 0; i < COUNT(rows); i++)
        lehr_checkpoint_put_numbers(c, rows[i].name, rows[i].dtype, rows[i].n, rows[i].data);
    assert_int_equal(lehr_checkpoint_write(c, "f"), LEHR_OK);
    lehr_checkpoint_free(c);
    assert_non_null(c = lehr_checkpoint_open("f"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const lehr_stored_tensor *s = lehr_checkpoint_find(c, rows[i].name);
        assert_row(rows[i].name,
                   s && s->dtype == rows[i].dtype && s->size == rows[i].n && lehr_stored_tensor_is_readable(s));
        assert_row(rows[i].name, lehr_stored_tensor_number(s, 0) == rows[i].first &&
                                     lehr_stored_tensor_number(s, rows[i].n - 1) == rows[i].last);
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
    static const struct { const char *text; int times; const char *sum;
    } rows[] = {
        { "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
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

static const struct { const char *name; lehr_status code; const char *says;
} unsavable[] = {
    { "", LEHR_ERR_NAME, "not empty" },
    { "__metadata__", LEHR_ERR_NAME, "__metadata__" },
    { "\xff", LEHR_ERR_NAME, "UTF-8" },
    { "lehr.checksum", LEHR_ERR_NAME, "not reserved" },
    { "fc1.weight", LEHR_ERR_NAME, "already a tensor called \"fc1.weight\"" },
    { "w", LEHR_ERR_NAN, "w [3] holds nan, number 1" },
};

static void an_impossible_save_is_reported(void **state)
{
    (void)state;
    lehr_real bad[] = { 1, (lehr_real)NAN, (lehr_real)INFINITY };
    assert_int_equal(save("f", "old"), LEHR_OK);
    for (size_t i = 0; i < COUNT(unsavable); i++) {
        lehr_checkpoint *c = small();
        lehr_checkpoint_put(c, unsavable[i].name, LEHR_VECTOR(3), bad);
        lehr_checkpoint_put(c, "later", LEHR_VECTOR(1), W);                     /* ignored: the first error stays  */
        assert_fails(lehr_checkpoint_write(c, "f"), unsavable[i].code, unsavable[i].says);
        assert_fails(lehr_checkpoint_write(c, "f"), unsavable[i].code, unsavable[i].says);
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
    c = small();
    lehr_checkpoint_put_numbers(c, "w", LEHR_F32, 2, (float[]){ 1, -INFINITY });
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_NAN, "w [2] holds -inf, number 1");
    lehr_checkpoint_free(c);
    c = small();
    /* refused before a byte of it is read */
    lehr_checkpoint_put_numbers(c, "w", LEHR_U8, (size_t)1 << 40, bytes_of_u8);
    assert_fails(lehr_checkpoint_write(c, "f"), LEHR_ERR_VALUE, "more than the 17179869184 bytes that a file may have");
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

/* --- files of other programs -------------------------------------------------------------------------------------- */

#define T(offsets) "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" offsets "]}"

static const struct { const char *head; size_t numbers; const char *name;
} foreign_rows[] = {
    { "{}", 0, NULL },
    { "{\"w\":" T("0,8") "}", 8, "w" },
    { "{ \"w\" :\n{ \"data_offsets\" : [ 0 , 8 ],\t\"shape\":[ 2 ] , \"dtype\":\"F32\" } }      ", 8, "w" },
    { "{\"b\":" T("8,16") ",\"a\":" T("0,8") "}", 16, "b" },                       /* in any order */
    { "{\"s\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8, "s" }, /* a scalar */
    { "{\"e\":{\"dtype\":\"F64\",\"shape\":[0,4],\"data_offsets\":[0,0]},\"w\":" T("0,8") "}", 8, "e" },
    { "{\"__metadata__\":{},\"w\":" T("0,8") "}", 8, "w" },
    { "{\"w\":" T("0,8") ",\"__metadata__\":{\"format\":\"pt\"}}", 8, "w" },
    { "{\"h\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}", 8, "h" },
    { "{\"w\xe0\xa0\x80\xed\x9f\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\":" T("0,8") "}", 8,
      "w\xe0\xa0\x80\xed\x9f\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" },
    { "{\"\\u0077\\ud83d\\ude00\\/\\n\":" T("0,8") "}", 8, "w\xf0\x9f\x98\x80/\n" },
};

static void files_of_other_programs_are_read_and_marked(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(foreign_rows); i++) {
        blob b = blob_with(foreign_rows[i].head, foreign_rows[i].numbers);
        lehr_checkpoint *c = read_blob(b.bytes, b.n);
        assert_row(foreign_rows[i].head, c != NULL);
        assert_false(lehr_checkpoint_has_checksum(c));
        if (foreign_rows[i].name) assert_row(foreign_rows[i].head, lehr_checkpoint_find(c, foreign_rows[i].name));
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
    assert_false(lehr_stored_tensor_is_readable(lehr_checkpoint_at(c, 0)));
    assert_fails(lehr_checkpoint_get(c, "h", LEHR_MATRIX(2, 2), out), LEHR_ERR_FILE,
                 "h is F16; F32, F64 and whole numbers can be read");
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
    assert_fails(lehr_checkpoint_get(c, "w", LEHR_VECTOR(2), out), LEHR_ERR_FILE,
                 "w is nan at [1]; it must be a finite number");
    lehr_checkpoint_free(c);
    free(b.bytes);
}

/* --- what is wrong ------------------------------------------------------------------------------------------------ */

#define DIGITS "0000000000000000000000000000000000000000000000000000000000000000"

static const struct { const char *head; size_t numbers; const char *says;
} wrong_rows[] = {
    { "{\"w\":" T("0,8") ",\"w\":" T("8,16") "}", 16, "the tensor \"w\" occurs twice" },
    { "{\"w\":" T("0,8") ",\"\\u0077\":" T("8,16") "}", 16, "the tensor \"w\" occurs twice" },
    { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "the text \"a\" occurs twice" },
    { "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "__metadata__ occurs twice" },
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
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,0]}}", 0,
      "more than any machine holds" },
    { "{\"w\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}", 0,
      "do not hold this shape" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}", 4, "more than 8 dimensions" },
    { "{\"w\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "no dtype \"F31\"" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "one is missing" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "each once, not \"shape\"" },
    { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", 4, "each once, not \"x\"" },
    { "{\"w\":{}}", 0, "'\"' is expected, not '}'" },
    { "{\"w\":[1]}", 0, "'{' is expected, not '['" },
    { "{\"\":" T("0,8") "}", 8, "a tensor has no name" },
    { "{\"w\":" T("0,8") "", 8, "the header ends here" },
    { "{\"w\":" T("0,8") ",}", 8, "'\"' is expected" },
    { "{\"w\":" T("0,8") "}}", 8, "more follows" },
    { "[]", 0, "no safetensors file" },
    { " {}", 0, "no safetensors file" },
    { "{\"__metadata__\":{\"a\":1}}", 0, "'\"' is expected, not '1'" },
    { "{\"__metadata__\":[]}", 0, "'{' is expected" },
    { "{\"a\nb\":" T("0,8") "}", 8, "without control characters" },
    { "{\"\xff\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xc0\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xed\xa0\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xe0\x80\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xf0\x80\x80\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xf4\x90\x80\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\xf5\x80\x80\x80\":" T("0,8") "}", 8, "a string must be UTF-8" },
    { "{\"\\u0000\":" T("0,8") "}", 8, "not an escape sequence" },
    { "{\"\\ud800\":" T("0,8") "}", 8, "not an escape sequence" },
    { "{\"\\udc00\":" T("0,8") "}", 8, "not an escape sequence" },
    { "{\"\\x41\":" T("0,8") "}", 8, "not an escape sequence" },
    { "{\"\\u12g4\":" T("0,8") "}", 8, "not an escape sequence" },
    { "{\"\\", 0, "not an escape sequence" },
    { "{\"__metadata__\":{\"lehr.step\":\"5\"}}", 0, "lehr.step but no lehr.checksum; the file is damaged" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"5\"}}", 0, "64 lower-case hexadecimal digits" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"" DIGITS "\"}}", 0, "the checksum is wrong" },
    { "{\"__metadata__\":{\"lehr.checksum\":\"" DIGITS "\",\"lehr.checksum\":\"" DIGITS "\"}}", 0, "must occur once" },
};

static void invalid_files_are_refused_with_a_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong_rows); i++) {
        blob b = blob_with(wrong_rows[i].head, wrong_rows[i].numbers);
        assert_row(wrong_rows[i].head, !read_blob(b.bytes, b.n));
        assert_row(wrong_rows[i].head, strstr(lehr_message(), wrong_rows[i].says) && strstr(lehr_message(), "blob: "));
        free(b.bytes);
    }
}

/* A million brackets in each place of a value are refused at once, at the first bracket that is not allowed. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_saved_is_read),
        CASE(every_dtype_we_write_is_read),
        CASE(checksums_are_sha256),
        CASE(an_impossible_save_is_reported),
        CASE(text_that_is_no_utf8_is_replaced),
        CASE(files_of_other_programs_are_read_and_marked),
        CASE(halves_are_listed_but_not_computed_with),
        CASE(nan_in_a_file_is_not_taken),
        CASE(invalid_files_are_refused_with_a_reason),
        CASE(deep_nesting_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
