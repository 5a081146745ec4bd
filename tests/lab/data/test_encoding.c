/* test_encoding.c — texts in every encoding become UTF-8: by their content, or by a given name; what is not valid is
 * refused with its place. */
#include "lab/data/formats/encoding.h"
#include "check.h"

static char *text;
static size_t length;
static const char *found;

static lehr_status convert(const char *wanted, const char *bytes, size_t n)
{
    lehr_free(text);
    text = lehr_alloc(n + 1, 1);
    assert_non_null(text);
    memcpy(text, bytes, n);
    length = n;
    found = NULL;
    return lehr_to_utf8("f.csv", wanted, &text, &length, &found);
}

static int leave(void **state)
{
    (void)state;
    lehr_free(text);
    text = NULL;
    return 0;
}

#define BYTES(s) s, sizeof(s) - 1

static const struct {
    const char *wanted, *bytes;
    size_t n;
    const char *found, *text;
} good[] = {
    { NULL, BYTES(""), "UTF-8", "" },
    { NULL, BYTES("a"), "UTF-8", "a" },
    { NULL, BYTES("a,b\n1,2\n"), "UTF-8", "a,b\n1,2\n" },
    { NULL, BYTES("高,宽\n"), "UTF-8", "高,宽\n" },
    { NULL, BYTES("\xef\xbb\xbf" "é\n"), "UTF-8", "\xef\xbb\xbf" "é\n" },
    { "UTF8", BYTES("𝄞\n"), "UTF-8", "𝄞\n" },
    { NULL, BYTES("\xff\xfe"), "UTF-16LE", "" },
    { NULL, BYTES("\xff\xfe" "a\0\x2d\x4e\n\0"), "UTF-16LE", "a中\n" },
    { NULL, BYTES("\xfe\xff" "\0a\x4e\x2d\0\n"), "UTF-16BE", "a中\n" },
    { "utf-16", BYTES("\xfe\xff\xd8\x34\xdd\x1e"), "UTF-16BE", "𝄞" },
    { "utf-16le", BYTES("\xff\xfe" "a\0"), "UTF-16LE", "a" },
    { "utf-16LE", BYTES("a\0\x34\xd8\x1e\xdd"), "UTF-16LE", "a𝄞" },
    { "utf-16be", BYTES("\xfe\xff" "\0a"), "UTF-16BE", "a" },
    { "utf16be", BYTES("\0a\0\xe9"), "UTF-16BE", "aé" },
    { NULL, BYTES("\xd0\xd4\xb1\xf0,\xc0\xe0\xb1\xf0\n\xc4\xd0,1\n\xc5\xae,2\n"), "GB18030", "性别,类别\n男,1\n女,2\n" },
    { NULL, BYTES("\xf0\xb0\xce\xb2,1\n"), "GB18030", "鸢尾,1\n" },
    { NULL, BYTES("\x87\xf8\xbc\xd2,\xb5\xd8\n"), "GB18030", "國家,地\n" },
    { NULL, BYTES("\xce\xc2\xb6\xc8\xa1\xe6\xa3\xac\xa3\xa8\xb8\xdf\xa3\xa9\n"), "GB18030", "温度℃，（高）\n" },
    { NULL, BYTES("\xb5\xd8\xc7\xf8\x81\x30\x84\x36\n"), "GB18030", "地区¥\n" },
    { "gbk", BYTES("Gr\xf6\xdf" "e\n"), "GB18030", "Gr鲞e\n" },
    { "gb2312", BYTES("\xb8\xdf"), "GB18030", "高" },
    { NULL, BYTES("Gr\xf6\xdf" "e;m\xb2\n"), "Windows-1252", "Größe;m²\n" },
    { NULL, BYTES("Gr\xf6\xdf" "e\n"), "Windows-1252", "Größe\n" },
    { NULL, BYTES("M\xfcller,20 \xb0" "C\n"), "Windows-1252", "Müller,20 °C\n" },
    { NULL, BYTES("caf\xe9,5\n"), "Windows-1252", "café,5\n" },
    { NULL, BYTES("A\xc7\xc3O,cora\xe7\xe3o\n"), "Windows-1252", "AÇÃO,coração\n" },
    { NULL, BYTES("it\x92s 5 \x80\n"), "Windows-1252", "it’s 5 €\n" },
    { NULL, BYTES("\xe9"), "Windows-1252", "é" },
    { NULL, BYTES("area m\xb2"), "Windows-1252", "area m²" },
    { "latin1", BYTES("\xb8\xdf"), "Windows-1252", "¸ß" },
    { "CP1252", BYTES("\x80\x80\x80\x80"), "Windows-1252", "€€€€" },
    { "ISO-8859-1", BYTES("\xe9"), "Windows-1252", "é" },
};

static void every_encoding_becomes_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_row(good[i].text, !convert(good[i].wanted, good[i].bytes, good[i].n));
        assert_string_equal(found, good[i].found);
        assert_string_equal(text, good[i].text);
        assert_int_equal(length, strlen(good[i].text));
    }
}

static void zero_bytes_stay(void **state)
{
    (void)state;
    assert_int_equal(convert(NULL, BYTES("a\0b")), LEHR_OK);
    assert_memory_equal(text, "a\0b", 4);
    assert_int_equal(convert(NULL, BYTES("\xff\xfe" "a\0\0\0")), LEHR_OK);
    assert_int_equal(length, 2);
    assert_memory_equal(text, "a\0", 3);
}

static const struct {
    const char *wanted, *bytes;
    size_t n;
    lehr_status status;
    const char *part;
} bad[] = {
    { "utf-8", BYTES("ab\nc\xe9,"),
      LEHR_ERR_FILE, "f.csv:2:2: byte 0xe9 does not start a complete character of UTF-8" },
    { "utf-8", BYTES("\xff\xfe" "a\0"), LEHR_ERR_FILE, "f.csv:1:1: byte 0xff" },
    { "utf-8", BYTES("\xe4\xb8"), LEHR_ERR_FILE, "f.csv:1:1: byte 0xe4" },
    { NULL, BYTES("中文编码的一个表\n\xe4\xb8"), LEHR_ERR_FILE, "f.csv:2:1: byte 0xe4 does not start a complete" },
    { NULL, BYTES("中文编码\xff的一个表\n"), LEHR_ERR_FILE, "f.csv:1:13: byte 0xff does not start" },
    { NULL, BYTES("\xff\xfe" "a"),
      LEHR_ERR_FILE, "f.csv:1:1: byte 0x61 does not start a complete character of UTF-16LE" },
    { NULL, BYTES("\xff\xfe\n\0\x34\xd8"), LEHR_ERR_FILE, "f.csv:2:1: byte 0x34" },
    { NULL, BYTES("\xff\xfe\x34\xd8" "a\0"), LEHR_ERR_FILE, "f.csv:1:1: byte 0x34" },
    { NULL, BYTES("\xfe\xff\xd8\x34\xff\xff"), LEHR_ERR_FILE, "f.csv:1:1: byte 0xd8" },
    { NULL, BYTES("\xfe\xff\0a\xdd\x1e"),
      LEHR_ERR_FILE, "f.csv:1:2: byte 0xdd does not start a complete character of UTF-16BE" },
    { "utf-16", BYTES("a\0"), LEHR_ERR_FILE, "f.csv: the text has no byte order mark; --encoding utf-16le or" },
    { "utf-16", BYTES("a"), LEHR_ERR_FILE, "no byte order mark" },
    { NULL, BYTES("\xb8\xdf,\xbf\xed\n\xb8"),
      LEHR_ERR_FILE, "f.csv:2:1: byte 0xb8 does not start a complete character of GB18030" },
    { "gbk", BYTES("caf\xe9,\n"), LEHR_ERR_FILE, "f.csv:1:4: byte 0xe9" },
    { "gbk", BYTES("a\x80"), LEHR_ERR_FILE, "f.csv:1:2: byte 0x80" },
    { "gbk", BYTES("\xff"), LEHR_ERR_FILE, "f.csv:1:1: byte 0xff" },
    { NULL, BYTES("x\n\xe9\x81,\n"),
      LEHR_ERR_FILE, "f.csv:2:3: byte 0x81 does not start a complete character of Windows-1252" },
    { "utf-9", BYTES(""), LEHR_ERR_NAME, "there is no encoding \"utf-9\"; did you mean \"utf-8\"?" },
    { "GBX", BYTES(""), LEHR_ERR_NAME, "did you mean \"gbk\"?" },
    { "", BYTES(""), LEHR_ERR_NAME, "there is no encoding \"\" (utf-8, gb18030" },
    { "an encoding with a name of many letters", BYTES(""), LEHR_ERR_NAME, "there is no encoding \"an enc" },
};

static void what_is_not_valid_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_row(bad[i].part, convert(bad[i].wanted, bad[i].bytes, bad[i].n) == bad[i].status);
        assert_row(bad[i].part, strstr(lehr_message(), bad[i].part));
        assert_int_equal(length, bad[i].n);
        assert_memory_equal(text, bad[i].bytes, bad[i].n);
    }
}

/* Bytes that are not characters of GB18030, and a text in which they are not looked for. */
static void malformed_gb18030_is_windows_1252(void **state)
{
    (void)state;
    static const struct { const char *bytes; size_t n; } texts[] = {
        { BYTES("\xb8\xdf\xb8\xdf\xb8\xff,,,") }, { BYTES("\xb8\xdf\xb8\xdf\xb8\x7f,,,") },
        { BYTES("\xb8\xdf\xb8\xdf\xb8 ,,,") },    { BYTES("\xb8\xdf\xb8\xdf\x80,,,") },
        { BYTES("\xb8\xdf\xb8\xdf\xff,,,") },     { BYTES("\xb8\xdf\xb8\xdf\xb8" "1,,,") },
        { BYTES("\xb8\xdf\xb8\xdf\xb8" "1\xff" "1,,") }, { BYTES("\xb8\xdf\xb8\xdf\xb8" "1\xb8,,,") },
        { BYTES("\xb8\xdf\xb8\xdf\xb8:\xb8" "1,,") },
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(convert(NULL, texts[i].bytes, texts[i].n), LEHR_OK);
        assert_string_equal(found, "Windows-1252");
    }
}

static void arguments_may_not_be_null(void **state)
{
    (void)state;
    assert_fails(lehr_to_utf8(NULL, NULL, &text, &length, &found), LEHR_ERR_VALUE, "path is NULL");
    assert_fails(lehr_to_utf8("f", NULL, NULL, &length, &found), LEHR_ERR_VALUE, "bytes is NULL");
    assert_fails(lehr_to_utf8("f", NULL, &text, NULL, &found), LEHR_ERR_VALUE, "n is NULL");
    assert_fails(lehr_to_utf8("f", NULL, &text, &length, NULL), LEHR_ERR_VALUE, "found is NULL");
}

static void without_memory_the_text_stays(void **state)
{
    (void)state;
    static const char *const names[] = { "latin1", "gbk", "utf-16le" };
    for (int i = 0; i < 3; i++) {
        char own[] = "\xb8\xdf\xb8\xdf", *bytes = own;
        size_t n = 4;
        heap h = { .refuse = 1 };
        heap_use(&h);
        lehr_status status = lehr_to_utf8("f.csv", names[i], &bytes, &n, &found);
        heap_leave();
        assert_int_equal(h.live, 0);
        assert_int_equal(status, LEHR_ERR_MEMORY);
        assert_ptr_equal(bytes, own);
        assert_int_equal(n, 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_becomes_utf8),
        cmocka_unit_test(zero_bytes_stay),
        cmocka_unit_test(what_is_not_valid_is_refused),
        cmocka_unit_test(malformed_gb18030_is_windows_1252),
        cmocka_unit_test(arguments_may_not_be_null),
        cmocka_unit_test(without_memory_the_text_stays),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
