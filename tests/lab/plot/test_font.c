/* test_font.c — font files of the user: the right face of a collection is found, and a damaged file is refused. */
#include "check.h"
#include "lab/plot/draw/embedded_fonts.h"
#include "lab/plot/draw/stb.h"

enum { MOST = 4 << 20 };
static unsigned char file[MOST];

static unsigned read_2(const unsigned char *p) { return p[0] * 256u + p[1]; }
static unsigned read_4(const unsigned char *p) { return read_2(p) * 65536u + read_2(p + 2); }

static void put_2(unsigned char *p, unsigned v)
{
    p[0] = (unsigned char)(v >> 8);
    p[1] = (unsigned char)v;
}

static void put_4(unsigned char *p, unsigned v)
{
    put_2(p, v >> 16);
    put_2(p + 2, v & 0xffff);
}

/* The entry of a table in the font at `base`: tag, checksum, offset, length. */
static unsigned char *row_of(unsigned base, const char *tag)
{
    unsigned char *row = file + base + 12;
    for (unsigned tables = read_2(file + base + 4); tables; tables--, row += 16)
        if (!memcmp(row, tag, 4)) return row;
    fail_msg("the font has no table %s", tag);
    return NULL;
}

static unsigned char *table_of(unsigned base, const char *tag) { return file + read_4(row_of(base, tag) + 8); }

/* The entry of the family's name for Windows in the table of names. */
static unsigned char *family_of(unsigned base)
{
    unsigned char *name = table_of(base, "name"), *row = name + 6;
    for (unsigned rows = read_2(name + 2); rows; rows--, row += 12)
        if (read_2(row) == 3 && read_2(row + 2) == 1 && read_2(row + 4) == 0x409 && read_2(row + 6) == 1) return row;
    fail_msg("the font has no family");
    return NULL;
}

/* Lehr's two fonts in one file, the regular one first; sets the offsets of both. */
static void make_collection(unsigned base[2])
{
    const unsigned char *const font[] = { lehr_font_regular, lehr_font_semibold };
    const unsigned long size[] = { lehr_font_regular_size, lehr_font_semibold_size };
    unsigned at = 20;
    memcpy(file, "ttcf\0\1\0\0", 8);
    put_4(file + 8, 2);
    for (int i = 0; i < 2; i++) {
        assert_true(at + size[i] <= MOST);
        memcpy(file + at, font[i], size[i]);
        put_4(file + 12 + 4 * i, at);
        for (unsigned tables = read_2(file + at + 4), k = 0; k < tables; k++) {
            unsigned char *offset = file + at + 12 + 16 * k + 8;
            put_4(offset, read_4(offset) + at);
        }
        base[i] = at;
        at += (unsigned)((size[i] + 3) & ~3ul);
    }
}

static void end_name_in(unsigned base, const char *four)
{
    unsigned char *row = family_of(base), *strings = table_of(base, "name") + read_2(table_of(base, "name") + 4);
    memcpy(strings + read_2(row + 10) + read_2(row + 8) - 4, four, 4);
}

/* The width of a W differs between them. */
static int width_in(const unsigned char *font)
{
    lehr_face *face = lehr_face_new(font);
    int width = face ? lehr_face_advance(face, lehr_face_glyph(face, 'W')) : -1;
    lehr_face_free(face);
    return width;
}

static void the_simplified_font_of_a_collection_is_taken(void **state)
{
    (void)state;
    static const char *const cases[] = { "neither",         "the second", "both", "the second, but it is broken",
                                         "names too short", "no names" };
    int regular = width_in(lehr_font_regular), semibold = width_in(lehr_font_semibold);
    assert_true(regular > 0 && semibold > 0 && regular != semibold);
    for (int i = 0; i < (int)COUNT(cases); i++) {
        unsigned base[2];
        make_collection(base);
        if (i >= 1) end_name_in(base[1], "\0S\0C");
        if (i == 2) end_name_in(base[0], "\0S\0C");
        if (i == 3) memcpy(row_of(base[1], "cmap"), "none", 4);
        for (int k = 0; k < 2 && i == 4; k++) put_2(family_of(base[k]) + 8, 2);
        for (int k = 0; k < 2 && i == 5; k++) memcpy(row_of(base[k], "name"), "none", 4);
        assert_row(cases[i], width_in(file) == (i == 1 ? semibold : regular));
    }
}

/* A header with an impossible number of fonts: only the first font is used. */
static void endless_collections_are_not_searched(void **state)
{
    (void)state;
    unsigned base[2];
    make_collection(base);
    end_name_in(base[1], "\0S\0C");
    put_4(file + 8, 65);
    assert_int_equal(width_in(file), width_in(lehr_font_regular));
}

/* stb aborts on an invalid table; here that ends the letter or the font, not the program. */
static void broken_tables_end_no_program(void **state)
{
    (void)state;
    memcpy(file, lehr_font_regular, lehr_font_regular_size);
    unsigned char *cmap = table_of(0, "cmap");
    /* a format stb cannot read */
    for (unsigned i = 0; i < read_2(cmap + 2); i++) put_2(cmap + read_4(cmap + 4 + 8 * i + 4), 2);
    lehr_face *face = lehr_face_new(file);
    assert_non_null(face);
    assert_int_equal(lehr_face_glyph(face, 'W'), 0);
    lehr_face_free(face);
    memcpy(file, lehr_font_regular, lehr_font_regular_size);
    unsigned char *cff = table_of(0, "CFF ");
    cff[cff[2] + 2] = 9;                                            /* numbers of nine bytes, in its list of names */
    assert_refused(lehr_face_new(file), LEHR_ERR_FILE,
                   "this is no TrueType or OpenType font that stb_truetype can read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_simplified_font_of_a_collection_is_taken),
        cmocka_unit_test(endless_collections_are_not_searched),
        cmocka_unit_test(broken_tables_end_no_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
