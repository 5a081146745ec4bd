/* test_npy.c — images from numpy.save: every type, samples moved to the last axis; a header that contradicts the length
 * of the file is refused. */
#include "core/random.h"
#include "lab/data/batch.h"
#include "lab/data/data_open.h"
#include "lab/data/npy.h"
#include "lab.h"

typedef struct file { unsigned char b[512]; size_t n; } file;

/* A header as numpy writes it, padded to 64 bytes, followed by numbers. */
static file file_of(const char *type, const char *order, const char *shape, const void *data, size_t n_bytes)
{
    file f = { { 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 }, 10 };
    int n = snprintf((char *)f.b + 10, 200, "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }", type, order, shape);
    while ((10 + n + 1) % 64) f.b[10 + n++] = ' ';
    f.b[10 + n++] = '\n';
    f.b[8] = (unsigned char)n;
    f.n = 10 + (size_t)n;
    memcpy(f.b + f.n, data, n_bytes);
    f.n += n_bytes;
    return f;
}

static const unsigned char bytes[24] = { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                         12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 };
static const unsigned char classes[3] = { 2, 0, 1 };

static file pictures(void) { return file_of("|u1", "False", "(3, 2, 2, 2)", bytes, 24); }
static file labels(void)   { return file_of("|u1", "False", "(3,)", classes, 3); }

static lehr_status read_both(lehr_data *d, const file *p, const file *l)
{
    unsigned char *a = malloc(p->n + !p->n), *b = malloc(l->n + !l->n);
    assert_true(a && b);
    memcpy(a, p->b, p->n);
    memcpy(b, l->b, l->n);
    *d = (lehr_data){ 0 };
    lehr_status status = lehr_images_read(d, lehr_npy_format, (lehr_file_bytes){ "p", a, p->n },
                                          (lehr_file_bytes){ "l", b, l->n });
    free(a);
    free(b);
    return status;
}

static void every_type_reads_alike(void **state)
{
    (void)state;
    float single[24];
    double whole[24];
    int32_t four[3] = { 2, 0, 1 };
    int64_t eight[3] = { 2, 0, 1 };
    for (int i = 0; i < 24; i++) whole[i] = single[i] = (float)i;
    file p[] = { pictures(), file_of("<f4", "False", "(3, 2, 2, 2)", single, sizeof single),
                 file_of("<f8", "False", "(3, 2, 2, 2)", whole, sizeof whole) };
    file l[] = { labels(), file_of("<i4", "False", "(3,)", four, sizeof four),
                 file_of("<i8", "False", "(3,)", eight, sizeof eight) };
    for (int i = 0; i < 9; i++) {
        lehr_data d;
        int order[] = { 2, 0 }, label[2];
        lehr_real x[16];
        if (read_both(&d, &p[i % 3], &l[i / 3])) fail_msg("%d: %s", i, lehr_message());
        assert_true(d.rows == 3 && d.features == 8 && d.classes == 3 && (d.pixels != NULL) == (i % 3 == 0));
        assert_string_equal(lehr_shape_text(lehr_batch_shape(&d, 2)).s, "[2 x 2 x 2 x 2]");
        assert_int_equal(lehr_batch(&d, order, 2, 0, 9, x, label), 2);
        assert_true(label[0] == 1 && label[1] == 2);
        for (int f = 0; f < 8; f++) assert_true(x[2 * f] == (lehr_real)(16 + f) && x[2 * f + 1] == (lehr_real)f);
        lehr_arena_release(&d.memory);
    }
    file gray = file_of("|u1", "False", "(3, 2, 4)", bytes, 24), right = labels();
    lehr_data d;
    assert_int_equal(read_both(&d, &gray, &right), LEHR_OK);
    assert_true(d.image_shape.dim[0] == 1 && d.image_shape.dim[1] == 2 && d.image_shape.dim[2] == 4);
    lehr_arena_release(&d.memory);
}

static const struct { const char *type, *order, *shape; size_t bytes; const char *says; } bad[] = {
    { "|u1", "False", "(3, 2, 2, 2)", 23, "p: 23 bytes follow the header, which gives another number|(3, 2, 2, 2), }" },
    { "|u1", "False", "(3, 2, 2, 2)", 0,  "p: 0 bytes follow" },
    { "<f4", "False", "(3, 2, 2, 2)", 24, "p: 24 bytes follow" },
    { "|u1", "True",  "(3, 2, 2, 2)", 24, "'fortran_order': True|C order" },
    { ">f4", "False", "(3, 2, 2)",    48, "'>f4'|little-endian" },
    { "<i8", "False", "(1, 3, 1)",    24, "'<i8'|uint8, float32 or float64" },
    { "|u1", "False", "(24,)",        24, "(24,)|(count, channels, height, width)" },
    { "|u1", "False", "(3, 2, 2, 2, 1)", 24, "(3, 2, 2, 2, 1)" },
    { "|u1", "False", "(3, 0, 2, 2)", 0,  "(3, 0, 2, 2)" },
    { "|u1", "False", "(3, -2, 2)",   24, "(3, -2, 2)" },
    { "|u1", "False", "(99999999999999999999, 2, 2)", 24, "(99999999999999999999, 2, 2)" },
    { "<f8", "False", "(2147483647, 2147483647, 2147483647, 2147483647)", 24, "p: 24 bytes follow" },
    /* the count fits, but the number of bytes overflows */
    { "<f8", "False", "(2147483647, 2147483647, 2)", 24, "p: 24 bytes follow" },
    { "|u1", "False", "()",           1,  "'shape': ()" },
};

static void contents_that_contradict_the_header_are_refused(void **state)
{
    (void)state;
    file l = labels();
    for (int i = 0; i < COUNT_OF(bad); i++) {
        static const unsigned char zeros[64];
        file p = file_of(bad[i].type, bad[i].order, bad[i].shape, zeros, bad[i].bytes);
        lehr_data d;
        watch_memory(0, 0);
        assert_int_equal(read_both(&d, &p, &l), LEHR_ERR_FILE);
        assert_true(memory_asked == 0 && forget_memory() == 0);
        check_says(bad[i].says, bad[i].shape);
    }
}

static void numbers_and_labels_are_checked(void **state)
{
    (void)state;
    static const int32_t wrong[][3] = { { 0, -1, 1 }, { 0, 1000, 1 }, { 0, 0, 0 } };
    static const char *const says[] = { "l: label 1 is -1; from 0 to 999", "l: label 1 is 1000",
                                        "l: every label is 0" };
    file p = pictures(), two = file_of("|u1", "False", "(2,)", classes, 2), l = labels(), float_labels;
    lehr_data d;
    for (int i = 0; i < 3; i++) {
        file f = file_of("<i4", "False", "(3,)", wrong[i], sizeof wrong[i]);
        assert_int_equal(read_both(&d, &p, &f), LEHR_ERR_FILE);
        check_says(says[i], "label");
    }
    assert_int_equal(read_both(&d, &p, &two), LEHR_ERR_FILE);
    check_says("p has 3 images, but l has 2 labels", "counts");
    file square = file_of("|u1", "False", "(3, 1)", classes, 3);
    assert_int_equal(read_both(&d, &p, &square), LEHR_ERR_FILE);
    check_says("l: its header is|'shape': (3, 1)|of shape (count,)", "labels in a square");
    float half_nan[12] = { 0, 1, 2, 3, 4, 5, NAN };
    p = file_of("<f4", "False", "(3, 2, 2)", half_nan, sizeof half_nan);
    assert_int_equal(read_both(&d, &p, &l), LEHR_ERR_FILE);
    check_says("p: number 2 of image 1 is|finite", "NaN");
    lehr_arena_release(&d.memory);
    float_labels = file_of("<f4", "False", "(3,)", half_nan, 12);
    p = pictures();
    assert_int_equal(read_both(&d, &p, &float_labels), LEHR_ERR_FILE);
    check_says("l: its header is|labels: uint8, int32 or int64 of shape (count,)", "labels of floats");
}

/* The largest number of features of a net, and one more. */
static void pictures_have_an_end(void **state)
{
    (void)state;
    static const unsigned char both[] = { 0, 1 };
    file l = file_of("|u1", "False", "(2,)", both, 2);
    for (int more = 0; more < 2; more++) {
        size_t n = 2 * sizeof(float) * (LEHR_MAX_FEATURES + (size_t)more);
        file head = file_of("<f4", "False", more ? "(2, 1, 65537)" : "(2, 1, 65536)", both, 0);
        unsigned char *whole = calloc(head.n + n, 1);
        memcpy(whole, head.b, head.n);
        lehr_data d = { 0 };
        lehr_status status = lehr_images_read(&d, lehr_npy_format, (lehr_file_bytes){ "p", whole, head.n + n },
                                           (lehr_file_bytes){ "l", l.b, l.n });
        assert_int_equal(status, more ? LEHR_ERR_FILE : LEHR_OK);
        if (more)
            check_says("p: images of [1 x 1 x 65537] numbers; from 1 to 65536 in all are possible", "one too many");
        lehr_arena_release(&d.memory);
        free(whole);
    }
}

/* Every bit flipped, every length, and mutants: refused, or valid; the memory is limited by the size of the file. */
static void no_damage_breaks_it(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 99);
    file good[2] = { pictures(), labels() };
    int bits = 8 * (int)good[0].n;
    for (int k = 0; k < 2 * bits + 3000; k++) {
        file f[2] = { good[0], good[1] };
        lehr_data d;
        if (k < bits) f[0].b[k / 8] ^= (unsigned char)(1 << k % 8);
        else if (k < 2 * bits) f[0].n = (size_t)(k - bits) / 8;
        for (uint32_t times = k < 2 * bits ? 0 : 1 + lehr_random_bits(&r) % 5; times; times--) {
            uint32_t draw = lehr_random_bits(&r), c = draw >> 24;
            f[draw & 1].b[(draw >> 8) % f[draw & 1].n] =
                (unsigned char)(draw & 2 ? c : (uint32_t) "0123456789(), '<fiu"[c % 19]);
        }
        lehr_status status = read_both(&d, &f[0], &f[1]);
        if (!status) assert_true(d.rows * d.features <= 24);
        for (int i = 0; i < d.rows && !status; i++) assert_in_range(d.label[i], 0, d.classes - 1);
        lehr_arena_release(&d.memory);
    }
}

static void labels_lie_beside_the_pictures(void **state)
{
    (void)state;
    file p = pictures(), l = labels();
    assert_int_equal(lehr_write_file("few-images.npy", p.b, p.n), LEHR_OK);
    remove("few-labels.npy");
    assert_null(lehr_data_open("few-images.npy"));
    check_says("few-images.npy has images; their labels are looked for beside it|few-labels.npy", "no labels");
    assert_int_equal(lehr_write_file("few-labels.npy", l.b, l.n), LEHR_OK);
    long n = 1;
    for (lehr_data *d = NULL; !d; n++) {                    /* whichever allocation fails: an error  */
        watch_memory(n, 0);
        if (!(d = lehr_data_open("few-images.npy"))) assert_int_equal(lehr_last_status(), LEHR_ERR_MEMORY);
        else assert_true(d->rows == 3 && d->label[0] == 2);
        lehr_data_free(d);
        assert_int_equal(forget_memory(), 0);
    }
    assert_true(n > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_reads_alike),
        cmocka_unit_test(contents_that_contradict_the_header_are_refused),
        cmocka_unit_test(numbers_and_labels_are_checked),
        cmocka_unit_test(pictures_have_an_end),
        cmocka_unit_test(no_damage_breaks_it),
        cmocka_unit_test(labels_lie_beside_the_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
