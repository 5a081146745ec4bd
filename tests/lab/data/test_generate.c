/* test_generate.c — the book's data sets: their counts, ranges and formulas, and the numbers of chapter 1. */
#include "lab/data/dataset.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include "lab.h"

static lehr_data *opened(const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (!d) fail_msg("%s: %s", name, lehr_message());
    return d;
}

static double value(const lehr_data *d, int row, int feature) { return lehr_data_value(d, row, feature); }

/* Counts of classes: 0 ends them. least, greatest: of the first feature's range, which its values nearly fill. */
static const struct {
    const char *name;
    int rows, features, targets, train, count[10];
    double least, greatest;
} sets[] = {
    { "houses", 10, 1, 1, 0, { 0 }, 50, 149 },
    { "prices", 100, 1, 1, 0, { 0 }, 50, 149 },
    { "distance", 1000, 2, 1, 0, { 0 }, 50, 149 },
    { "logistic", 500, 1, 0, 0, { 200, 300 }, 0.7, 3 },
    { "diagonal", 2000, 3, 0, 0, { 1752, 248 }, 0, 1 },
    { "regions", 1000, 2, 0, 0, { 327, 240, 433 }, 0, 1 },
    { "curve", 1000, 1, 1, 0, { 0 }, 0, 7 },
    { "peaks", 2500, 2, 1, 0, { 0 }, -4, 4 },
    { "overfit", 100, 1, 1, 50, { 0 }, 0, 6 },
    { "band", 500, 1, 0, 0, { 201, 299 }, -.3, 20.3 },
    { "masks", 600, 9, 0, 100, { 180, 180, 240 }, 0, 1 },
    { "waves", 2000, 5, 0, 1600, { 250, 250, 250, 250, 250, 250, 250, 250 }, -1.4, 1.4 },
    { "waves4", 1000, 5, 0, 800, { 250, 250, 250, 250 }, -1.1, 1.1 },
    { "shapes", 2400, 784, 0, 2000, { 1200, 1200 }, 0, 255 },
    { "digits", 1797, 64, 0, 0, { 178, 182, 177, 183, 181, 182, 181, 179, 174, 180 }, 0, 16 },
};

static void sets_have_their_counts(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(sets); k++) {
        lehr_data *d = opened(sets[k].name);
        int count[10] = { 0 };
        double least = INFINITY, greatest = -INFINITY;
        if (d->rows != sets[k].rows || d->features != sets[k].features || d->targets != sets[k].targets ||
            d->train_rows != sets[k].train)
            fail_msg("%s: %d rows of %d, %d targets, %d train", sets[k].name, d->rows, d->features, d->targets,
                     d->train_rows);
        assert_true((d->label == NULL) == (d->targets > 0) && (d->y != NULL) == (d->targets > 0));
        for (int i = 0; i < d->rows; i++) {
            for (int f = 0; f < (d->image_shape.rank ? d->features : 1); f++) {
                least = fmin(least, value(d, i, f));
                greatest = fmax(greatest, value(d, i, f));
            }
            if (!d->targets) count[d->label[i]]++;
        }
        for (int c = 0; c < 10 && !d->targets; c++)
            if (count[c] != sets[k].count[c]) fail_msg("%s: class %d has %d rows", sets[k].name, c, count[c]);
        double room = 0.2 * (sets[k].greatest - sets[k].least);
        assert_true(least >= sets[k].least && least <= sets[k].least + room);
        assert_true(greatest <= sets[k].greatest && greatest >= sets[k].greatest - room);
        lehr_data_free(d);
    }
}

/* numpy.random.seed(15): randint(50, 150, 10), then randint(-20, 50, 10). */
static void houses_are_numpys(void **state)
{
    (void)state;
    static const int area[] = { 122, 62, 55, 50, 78, 77, 121, 125, 135, 97 };
    static const int price[] = { 241, 135, 113, 112, 198, 144, 237, 298, 289, 211 };
    lehr_data *d = opened("houses");
    for (int i = 0; i < 10; i++) assert_true(d->x[i] == area[i] && d->y[i] == price[i]);
    assert_string_equal(d->feature_name[0], "area");
    assert_string_equal(d->target_name[0], "price");
    lehr_data_free(d);
}

/* The noise that is left after the formula: its mean, its deviation, and its largest value. */
typedef double formula(const lehr_data *d, int row);
static double prices(const lehr_data *d, int i)   { return 2.5 * value(d, i, 0) + 50; }
static double distance(const lehr_data *d, int i) { return 5 * value(d, i, 0) + 2 * (20 - value(d, i, 1)) + 10; }
static double curve(const lehr_data *d, int i)
{
    double x = value(d, i, 0);
    return cos(x) * (1 - .1 * x) * (.1 * x - 1) + 3;
}
static double overfit(const lehr_data *d, int i)
{
    double x = value(d, i, 0);
    return cos(x) * x / 6 + (i < 50 ? cos(5 * x) / 5 : 0);
}

static const struct { const char *name; formula *of; double mean, deviation, most; } noises[] = {
    { "prices",   prices,   6,    14.43, 25.0001 },
    { "distance", distance, 2.5,  25,   120 },
    { "curve",    curve,    0.01, 0.1,  0.5 },
    { "overfit",  overfit,  1e-4, 0,    1e-4 },
};

static void noise_is_the_books(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(noises); k++) {
        lehr_data *d = opened(noises[k].name);
        double sum = 0, squares = 0;
        for (int i = 0; i < d->rows; i++) {
            double e = d->y[i] - noises[k].of(d, i);
            assert_true(fabs(e) <= noises[k].most);
            sum += e;
            squares += e * e;
        }
        check_near(sum / d->rows, 0, noises[k].mean, noises[k].name);
        double deviation = sqrt(squares / d->rows);
        if (!(fabs(deviation - noises[k].deviation) <= 0.1 * noises[k].deviation + 1e-4))
            fail_msg("%s: deviation %g", noises[k].name, deviation);
        lehr_data_free(d);
    }
}

/* Every label follows from the formula. */
static int logistic(const lehr_data *d, int i) { return value(d, i, 0) >= 1.45; }
static int diagonal(const lehr_data *d, int i) { return value(d, i, 1) > value(d, i, 0) + 0.5; }
static int band(const lehr_data *d, int i)     { return fabs(value(d, i, 0) - 11) >= 4; }
static int regions(const lehr_data *d, int i)
{
    double angle = atan2(value(d, i, 1) - 0.5, value(d, i, 0) - 0.5);
    if (angle < atan2(-1, -0.5)) angle += 2 * acos(-1);
    return angle > atan2(1, 1) && angle < atan2(0.5, -1)                       ? 0
           : angle >= atan2(0.5, -1) && angle < atan2(-1, -0.5) + 2 * acos(-1) ? 1
                                                                               : 2;
}

static const struct { const char *name; int (*of)(const lehr_data *d, int row); } classes[] = {
    { "logistic", logistic }, { "diagonal", diagonal }, { "regions", regions }, { "band", band },
};

static void labels_are_the_books(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(classes); k++) {
        lehr_data *d = opened(classes[k].name);
        for (int i = 0; i < d->rows; i++)
            if (d->label[i] != classes[k].of(d, i)) fail_msg("%s, row %d", classes[k].name, i);
        lehr_data_free(d);
    }
}

static void peaks_has_its_edge(void **state)
{
    (void)state;
    lehr_data *d = opened("peaks");
    double least = INFINITY, greatest = -INFINITY;
    for (int i = 0; i < d->rows; i++) {
        double far = fmax(fabs(value(d, i, 0)), fabs(value(d, i, 1)));
        assert_true(far <= 4 && (far >= 3) == (i >= 2000));
        least = fmin(least, d->y[i]);
        greatest = fmax(greatest, d->y[i]);
    }
    /* the range of the function */
    assert_true(greatest > 7.5 && greatest < 8.11 && least < -6 && least > -6.56);
    lehr_data_free(d);
}

/* Nearly every sample is nearest to the mean of its own class. */
static void waves_look_like_their_class(void **state)
{
    (void)state;
    static const struct { const char *name; double right; } rows[] = { { "waves", 0.95 }, { "waves4", 1 } };
    for (int k = 0; k < COUNT_OF(rows); k++) {
        lehr_data *d = opened(rows[k].name);
        double mean[8][5] = { { 0 } };
        int right = 0, n[8] = { 0 };
        for (int i = 0; i < d->rows; i++) n[d->label[i]]++;
        for (int i = 0; i < d->rows; i++)
            for (int f = 0; f < 5; f++) mean[d->label[i]][f] += value(d, i, f) / n[d->label[i]];
        for (int i = 0; i < d->rows; i++) {
            double best = INFINITY;
            int nearest = -1;
            for (int c = 0; c < d->classes; c++) {
                double far = 0;
                for (int f = 0; f < 5; f++) far += (value(d, i, f) - mean[c][f]) * (value(d, i, f) - mean[c][f]);
                if (far < best) best = far, nearest = c;
            }
            right += nearest == d->label[i];
        }
        assert_true(right >= rows[k].right * d->rows);
        for (int c = 0; c < d->classes; c++) assert_true(n[c] == 250);
        lehr_data_free(d);
    }
}

/* Opposite corners of the bounding box have ink in a square's outline, but not in a circle's. */
static void shapes_are_circles_and_squares(void **state)
{
    (void)state;
    lehr_data *d = opened("shapes");
    assert_true(d->image_shape.dim[0] == 1 && d->image_shape.dim[1] == 28 && d->image_shape.dim[2] == 28);
    for (int i = 0; i < d->rows; i++) {
        int left = 28, right = -1, top = 28, bottom = -1;
        for (int f = 0; f < 784; f++) {
            if (value(d, i, f) < 128) continue;
            int x = f % 28, y = f / 28;
            left = x < left ? x : left;
            right = x > right ? x : right;
            top = y < top ? y : top;
            bottom = y > bottom ? y : bottom;
        }
        assert_true(left >= 1 && top >= 1 && right <= 26 && bottom <= 26 && abs(right - left - (bottom - top)) <= 1);
        assert_int_equal(value(d, i, 28 * top + left) >= 128 && value(d, i, 28 * bottom + right) >= 128, d->label[i]);
    }
    lehr_data_free(d);
}

/* A header, four decimals, answers last: read as a file it is the same data set, with targets as targets and classes
 * as classes. */
static void what_is_printed_is_the_set(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(sets); k++) {
        lehr_data *d = opened(sets[k].name), *back;
        lehr_strbuf t = { 0 };
        if (d->rows * d->features < 50000) {
            lehr_data_print(d, &t);
            assert_int_equal(lehr_write_file("set.csv", t.s, t.length), LEHR_OK);
            back = opened("set.csv");
            assert_true(back->rows == d->rows && back->classes == d->classes && back->targets == d->targets);
            assert_memory_equal(back->x, d->x, (size_t)(d->rows * d->features) * sizeof *d->x);
            if (d->targets) assert_memory_equal(back->y, d->y, (size_t)(d->rows * d->targets) * sizeof *d->y);
            else
                for (int i = 0; i < d->rows; i++)
                    assert_string_equal(back->class_name[back->label[i]], d->class_name[d->label[i]]);
            lehr_strbuf_release(&t);
            lehr_data_free(back);
        }
        lehr_data_free(d);
    }
}

static void every_task_has_a_plan_that_fits(void **state)
{
    (void)state;
    const lehr_task *t;
    int n = 0;
    for (; (t = lehr_task_at(n)); n++) {
        assert_true(t->chapter >= 0 && t->chapter <= 14 && t->about && t->settings.net && t->settings.scale_target);
        assert_ptr_equal(lehr_task_find(t->name), t);
        lehr_data *d = opened(t->name);
        assert_true((t->settings.split == 0) == (d->train_rows > 0));
        lehr_data_free(d);
    }
    assert_true(n >= COUNT_OF(sets) + 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_have_their_counts),
        cmocka_unit_test(houses_are_numpys),
        cmocka_unit_test(noise_is_the_books),
        cmocka_unit_test(labels_are_the_books),
        cmocka_unit_test(peaks_has_its_edge),
        cmocka_unit_test(waves_look_like_their_class),
        cmocka_unit_test(shapes_are_circles_and_squares),
        cmocka_unit_test(what_is_printed_is_the_set),
        cmocka_unit_test(every_task_has_a_plan_that_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
