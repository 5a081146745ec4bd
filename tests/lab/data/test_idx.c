/* test_idx.c — MNIST's format: read as it is, and nothing believed that the file's length does not prove. */
#include "core/random.h"
#include "lab/data/batch.h"
#include "lab/data/data_open.h"
#include "lab/data/idx.h"
#include "lab.h"

/* Three pictures of 2 x 2, or, with two channels, of 2 x 2 x 2; numbers 0, 1, 2 …; labels 2, 0, 1. */
typedef struct file { unsigned char b[64]; size_t n; } file;

static file pictures_of(int channels)
{
    file f = { { 0, 0, 8, (unsigned char)(channels > 1 ? 4 : 3), 0, 0, 0, 3 }, 8 };
    int dim[3] = { channels, 2, 2 }, n = 3 * channels * 4;
    for (int i = channels > 1 ? 0 : 1; i < 3; i++, f.n += 4) f.b[f.n + 3] = (unsigned char)dim[i];
    for (int i = 0; i < n; i++) f.b[f.n++] = (unsigned char)i;
    return f;
}

static const file labels = { { 0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1 }, 11 };

/* In memory of exactly their sizes, so that the sanitizer sees a step too far. */
static lehr_status read_both(lehr_data *d, const file *p, const file *l)
{
    unsigned char *a = malloc(p->n + !p->n), *b = malloc(l->n + !l->n);
    assert_true(a && b);
    memcpy(a, p->b, p->n);
    memcpy(b, l->b, l->n);
    *d = (lehr_data){ 0 };
    lehr_status status = lehr_images_read(d, lehr_idx_format, (lehr_file_bytes){ "p", a, p->n },
                                          (lehr_file_bytes){ "l", b, l->n });
    free(a);
    free(b);
    return status;
}

/* The batch [features x m] is [channels x height x width x m]: number c·H·W + i·W + j of a picture is its pixel (c,
 * i, j). */
static void channels_first_becomes_samples_last(void **state)
{
    (void)state;
    for (int channels = 1; channels <= 2; channels++) {
        file p = pictures_of(channels);
        lehr_data d;
        int order[] = { 2, 0 }, label[2], features = 4 * channels;
        lehr_real x[16];
        assert_int_equal(read_both(&d, &p, &labels), LEHR_OK);
        assert_true(d.rows == 3 && d.features == features && d.classes == 3 && !d.x);
        assert_true(d.image_shape.rank == 3 && d.image_shape.dim[0] == channels && d.image_shape.dim[1] == 2 &&
                    d.image_shape.dim[2] == 2);
        assert_int_equal(lehr_batch(&d, order, 2, 0, 9, x, label), 2);
        assert_true(label[0] == 1 && label[1] == 2);
        for (int f = 0; f < features; f++)
            assert_true(x[2 * f] == (lehr_real)(2 * features + f) && x[2 * f + 1] == (lehr_real)f);
        assert_string_equal(lehr_shape_text(lehr_batch_shape(&d, 2)).s,
                            channels == 1 ? "[1 x 2 x 2 x 2]" : "[2 x 2 x 2 x 2]");
        lehr_arena_release(&d.memory);
    }
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

/* One byte of the pictures or the labels changed, or a length; labels where at is 100 or more. */
static const struct { int at, byte, cut; const char *says; } bad[] = {
    { 0, 0x1f, 0, "p: it begins with 1f 00 08 03; an IDX file of images begins with" },
    { 2, 9, 0, "begins with 00 00 09 03|00 00 08 03" },
    { 3, 1, 0, "which is labels|images begins with 00 00 08 03 or 00 00 08 04" },
    { 3, 2, 0, "which is something else" },
    { 3, 4, 0, "p: the header gives" },
    { 4, 1, 0, "gives 67108876 bytes of images, but 12 follow it" },
    { 4, 0x80, 0, "dimension 1 is 2147483651" },
    { 7, 0, 0, "dimension 1 is 0" },
    { 7, 4, 0, "gives 16 bytes of images, but 12 follow" },
    { 11, 0, 0, "dimension 2 is 0" },
    { -1, 0, 1, "gives 12 bytes of images, but 11 follow" },
    { -1, 0, -1, "gives 12 bytes of images, but 13 follow" },
    { -1, 0, 13, "15 bytes; its header alone has 16" },
    { -1, 0, 25, "3 bytes; an IDX file of images begins" },
    { -1, 0, 28, "0 bytes; an IDX file of images begins" },
    { 103, 3, 0, "l: it begins with 00 00 08 03, which is images; an IDX file of labels begins with 00 00 08 01" },
    { 107, 2, 0, "l: the header gives 2 bytes of labels, but 3 follow it" },
    { 107, 0, 0, "l: dimension 1 is 0" },
    { 108, 0, 0, NULL },                                    /* fine: class 2 is gone, two are left */
};

static void what_is_damaged_is_refused(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(bad); i++) {
        file p = pictures_of(1), l = labels;
        lehr_data d;
        if (bad[i].at >= 100) l.b[bad[i].at - 100] = (unsigned char)bad[i].byte;
        else if (bad[i].at >= 0) p.b[bad[i].at] = (unsigned char)bad[i].byte;
        p.n -= (size_t)bad[i].cut;
        lehr_status status = read_both(&d, &p, &l);
        assert_int_equal(status, bad[i].says ? LEHR_ERR_FILE : LEHR_OK);
        if (status) check_says(bad[i].says, "damage");
        lehr_arena_release(&d.memory);
    }
}

static void counts_must_agree(void **state)
{
    (void)state;
    file p = pictures_of(1), two = { { 0, 0, 8, 1, 0, 0, 0, 2, 1, 0 }, 10 },
         alike = { { 0, 0, 8, 1, 0, 0, 0, 3, 0, 0, 0 }, 11 };
    lehr_data d;
    assert_int_equal(read_both(&d, &p, &two), LEHR_ERR_FILE);
    check_says("p has 3 images, but l has 2 labels", "counts");
    assert_int_equal(read_both(&d, &p, &alike), LEHR_ERR_FILE);
    check_says("l: every label is 0; at least two classes", "one class");
}

/* Dimensions whose product wraps around in 64 bits, and pictures too large for a net: nothing is asked for. */
static void products_are_checked(void **state)
{
    (void)state;
    file p = { { 0, 0, 8, 4, 0x40, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 1 }, 20 };
    lehr_data d;
    watch_memory(0, 0);
    assert_int_equal(
        lehr_images_read(&d, lehr_idx_format, (lehr_file_bytes){ "p", p.b, p.n },
                         (lehr_file_bytes){ "l", labels.b, labels.n }),
        LEHR_ERR_FILE);
    assert_true(memory_asked == 0 && forget_memory() == 0);
    check_says("p: ", "product");

    size_t n = 16 + 70000;
    unsigned char *big = calloc(n, 1), one[] = { 0, 0, 8, 1, 0, 0, 0, 1, 1 };
    assert_non_null(big);
    memcpy(big, (unsigned char[]){ 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 1, 0x18, 0, 0, 0, 250 }, 16);      /* 280 x 250 */
    d = (lehr_data){ 0 };
    assert_int_equal(lehr_images_read(&d, lehr_idx_format, (lehr_file_bytes){ "p", big, n },
                                      (lehr_file_bytes){ "l", one, sizeof one }),
                     LEHR_ERR_FILE);
    check_says("p: images of 1 x 280 x 250 pixels|65536", "too large");
    lehr_arena_release(&d.memory);
    free(big);
}

/* Every bit flipped and every length: refused, or sound. */
static void no_damage_breaks_it(void **state)
{
    (void)state;
    int taken = 0, all = 0;
    for (int which = 0; which < 2; which++) {
        file good[2] = { pictures_of(2), labels };
        int bits = 8 * (int)good[which].n;
        for (int k = 0; k < 2 * bits; k++, all++) {
            file f[2] = { good[0], good[1] };
            lehr_data d;
            if (k < bits) f[which].b[k / 8] ^= (unsigned char)(1 << k % 8);
            else f[which].n = (size_t)(k - bits) / 8;
            if (read_both(&d, &f[0], &f[1])) assert_true(lehr_message()[0]);
            else {
                taken++;
                assert_true(d.rows == 3 && d.features == 8 && d.classes >= 2 && d.classes <= 256);
                for (int i = 0; i < 3; i++) assert_in_range(d.label[i], 0, d.classes - 1);
            }
            lehr_arena_release(&d.memory);
        }
    }
    assert_in_range(taken, all / 10, all / 2);              /* damage to the pixels themselves cannot be seen */
}

static void mutants_cannot_break_it(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 2025);
    for (int i = 0; i < 4000; i++) {
        file f[2] = { pictures_of(1 + i % 2), labels };
        lehr_data d;
        for (uint32_t times = 1 + lehr_random_bits(&r) % 5; times; times--) {
            file *m = &f[lehr_random_bits(&r) % 2];
            uint32_t bits = lehr_random_bits(&r);
            if (bits % 5 == 0) m->n = (bits >> 8) % sizeof m->b;
            else m->b[(bits >> 8) % (bits & 1 ? 20 : sizeof m->b)] = (unsigned char)(bits >> 24);
        }
        watch_memory(0, 0);
        lehr_status status = read_both(&d, &f[0], &f[1]);
        for (int k = 0; k < d.rows && !status; k++) assert_in_range(d.label[k], 0, d.classes - 1);
        lehr_arena_release(&d.memory);
        assert_true(memory_asked < 8);
        assert_int_equal(forget_memory(), 0);
    }
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static void put(const char *path, const void *bytes, size_t n)
{
    assert_int_equal(lehr_write_file(path, bytes, n), LEHR_OK);
}

static void labels_lie_beside_the_pictures(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "./few-images-idx3-ubyte", "./few-labels-idx1-ubyte" },
                                            { "./few.images", "./few.labels" } };
    file p = pictures_of(1);
    for (int i = 0; i < 2; i++) {
        put(pairs[i][0], p.b, p.n);
        remove(pairs[i][1]);
        assert_null(lehr_data_open(pairs[i][0]));
        check_says("has images; their labels are looked for beside it|labels", "no labels");
        put(pairs[i][1], labels.b, labels.n);
        lehr_data *d = lehr_data_open(pairs[i][0]);
        if (!d) fail_msg("%s: %s", pairs[i][0], lehr_message());
        assert_true(d->rows == 3 && d->label[0] == 2);
        lehr_data_free(d);
        assert_null(lehr_data_open(pairs[i][1]));
        check_says("which is labels; an IDX file of images", "labels opened");
        assert_null(lehr_data_open_as(pairs[i][0], "number"));
        check_says("images have their labels", "an answer");
    }
    put("./nameless.idx", p.b, p.n);
    assert_null(lehr_data_open("./nameless.idx"));
    check_says("nameless.idx|\"images\"", "nameless");
}

static void what_is_compressed_is_to_be_unpacked(void **state)
{
    (void)state;
    static const char gz[] = "\x1f\x8b\x08\0\0\0\0\0";
    file p = pictures_of(1);
    put("./a-images.gz", gz, 8);
    assert_null(lehr_data_open("./a-images.gz"));
    check_says("a-images.gz: it is compressed; unpack it first: gunzip ./a-images.gz", "gz");
    put("./b-images", p.b, p.n);
    put("./b-labels", gz, 8);
    assert_null(lehr_data_open("./b-images"));
    check_says("b-labels: it is compressed|gunzip", "gz labels");
}

static void no_memory_is_an_error(void **state)
{
    (void)state;
    file p = pictures_of(1);
    long n = 1;
    for (;; n++) {
        lehr_data d = { 0 };
        watch_memory(n, 0);
        lehr_status status = lehr_images_read(&d, lehr_idx_format, (lehr_file_bytes){ "p", p.b, p.n },
                                           (lehr_file_bytes){ "l", labels.b, labels.n });
        lehr_arena_release(&d.memory);
        assert_int_equal(forget_memory(), 0);
        if (!status) break;
        assert_int_equal(status, LEHR_ERR_MEMORY);
    }
    assert_true(n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channels_first_becomes_samples_last),
        cmocka_unit_test(what_is_damaged_is_refused),
        cmocka_unit_test(counts_must_agree),
        cmocka_unit_test(products_are_checked),
        cmocka_unit_test(no_damage_breaks_it),
        cmocka_unit_test(mutants_cannot_break_it),
        cmocka_unit_test(labels_lie_beside_the_pictures),
        cmocka_unit_test(what_is_compressed_is_to_be_unpacked),
        cmocka_unit_test(no_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
