/* test_reader_memory.c — memory that readers allocate for large files made to be expensive: at most 4 times the file
 * and 16 MiB, beside the bytes of the file itself. Each file here is the worst known for its reader, or was until the
 * reader was mended. */
#include "core/checkpoint/internal.h"
#include "core/checkpoint/safetensors.h"
#include "figure.h"
#include "files.h"
#include "memory_gauge.h"
#include "checkpoints.h"
#include "lab/data/data_open.h"
#include "lab/data/table.h"
#include "lab/data/idx.h"
#include "lab/figures/replot.h"
#include "lab/train/predictor.h"
#include "lab/train/data_io.h"
#include <unistd.h>

enum { MEGABYTE = 1024 * 1024, LARGE = 5 * MEGABYTE };

/* The head, then the line repeated until the file is large. */
static blob lines(const char *head, const char *line)
{
    size_t n = strlen(head), each = strlen(line);
    blob b = { malloc(LARGE + n + each + 1), n };
    assert_non_null(b.bytes);
    memcpy(b.bytes, head, n);
    for (; b.n < LARGE; b.n += each) memcpy(b.bytes + b.n, line, each);
    b.bytes[b.n] = '\0';
    return b;
}

/* "a,b,c …": n names, then an end of the line. */
static void add_names(lehr_strbuf *t, int n)
{
    for (int i = 0; i < n; i++) lehr_strbuf_printf(t, "%sc%d", i ? "," : "", i);
    lehr_strbuf_printf(t, "\n");
}

static void add_cells(lehr_strbuf *t, const char *cell, int n)
{
    for (int i = 0; i < n; i++) lehr_strbuf_printf(t, "%s%s", i ? "," : "", cell);
    lehr_strbuf_printf(t, "\n");
}

/* --- what reads --------------------------------------------------------------------------------------------------- */

static bool read_csv(const char *path)
{
    lehr_data *d = lehr_data_open(path);
    lehr_data_free(d);
    return d != NULL;
}

static bool read_columns(const char *path)
{
    lehr_table c;
    bool good = !lehr_table_read(&c, path, "policy status");
    lehr_table_release(&c);
    return good;
}

static bool read_model(const char *path)
{
    lehr_model *m = lehr_model_open(path);
    lehr_model_free(m);
    return m != NULL;
}

/* Adds its share of the memory limit to the figures. part: a part of the message; NULL if the file is accepted. */
static double share_of(const char *what, bool (*read)(const char *path), const char *path, const blob *b,
                       const char *part)
{
    gauge g;
    assert_int_equal(lehr_write_file(path, b->bytes, b->n), LEHR_OK);
    gauge_use(&g);
    bool good = read(path);
    gauge_leave();
    if (good != !part) fail_msg("%s: %s", what, good ? "is taken" : lehr_message());
    if (part && !strstr(lehr_message(), part)) fail_msg("%s: \"%s\" has no \"%s\"", what, lehr_message(), part);
    assert_int_equal(g.now, 0);
    size_t beside = g.most > b->n ? g.most - b->n : 0;
    print_message("%-60s %6.2f of %zu bytes\n", what, (double)beside / (double)b->n, b->n);
    if (beside > most_for(b->n)) fail_msg("%s: %zu bytes for a file of %zu", what, beside, b->n);
    return (double)beside / (double)most_for(b->n);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *what;
    bool looked_at;
    const char *head_cell, *cell;
    int columns;
    const char *part;
} tables[] = {
    { "a table of digits", false, NULL, "7", 100, NULL },
    { "a table of commas", false, NULL, "", 100, "x1 is \"\"" },
    { "a column of words of one letter", false, NULL, "a", 2, "x1 is \"a\"" },
    { "to look at: digits", true, "c", "77", 100, NULL },
    { "to look at: commas", true, "c", "", 100, "too many of its cells are empty" },
    { "to look at: no rows but ends of lines", true, "c", NULL, 256, NULL },
    { "to look at: rows of one cell", true, "c", "1", 256, "1 cells where the header has 256" },
};

static void the_memory_of_a_table_is_limited(void **state)
{
    (void)state;
    double most = 0;
    for (size_t i = 0; i < COUNT(tables); i++) {
        lehr_strbuf head = { 0 }, line = { 0 };
        bool ragged = tables[i].cell && tables[i].columns == 256;
        if (tables[i].head_cell) add_names(&head, tables[i].columns);
        if (!tables[i].looked_at) add_cells(&head, "1", tables[i].columns);
        if (tables[i].cell) add_cells(&line, tables[i].cell, ragged ? 1 : tables[i].columns);
        else lehr_strbuf_printf(&line, "\n");
        blob b = lines(head.s ? head.s : "", line.s);
        most = fmax(
            most, share_of(tables[i].what, tables[i].looked_at ? read_columns : read_csv, "f.csv", &b, tables[i].part));
        free(b.bytes);
        lehr_strbuf_release(&head);
        lehr_strbuf_release(&line);
    }
    figure(1, "tables", "the %zu worst tables there are, %d MB each: at most %.0f %% of what they may ask for",
           COUNT(tables), LARGE / MEGABYTE, 100 * most);
}

/* Two columns of words, in which no two neighbours are the same. */
static void words_lie_where_they_stand(void **state)
{
    (void)state;
    blob b = lines("policy,status,lr\n", "a,b,1\nc,d,2\n");
    share_of("to look at: words that change", read_columns, "f.csv", &b, NULL);
    free(b.bytes);
}

/* --- nets --------------------------------------------------------------------------------------------------------- */

/* A checkpoint with this description of its net, a text of so many lines, and tensors of n numbers. */
static void put_plan(lehr_checkpoint *c, const char *net, const char *names, const char *answers)
{
    static const char *const texts[][2] = {
        { "task", "x" },     { "activation", "tanh" }, { "init", "zero" },
        { "optim", "sgd" },  { "lr", "0.1" },          { "sched", "fixed" },
        { "scale", "none" }, { "fit-scale", "all" },   { "scale-target", "none" },
        { "split", "0.8" },  { "batch", "1" },         { "epochs", "1" },
        { "steps", "0" },    { "patience", "0" },      { "every", "1" },
        { "seed", "0" },
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        lehr_checkpoint_put_text(c, lehr_short_printf("lehr.plan.%s", texts[i][0]).s, texts[i][1]);
    lehr_checkpoint_put_text(c, "lehr.plan.net", net);
    lehr_checkpoint_put_text(c, "lehr.features", names);
    lehr_checkpoint_put_text(c, "lehr.classes", answers);
}

static double share_of_net(const char *what, lehr_checkpoint *c, const char *part)
{
    blob b;
    assert_int_equal(lehr_checkpoint_serialize(c, &b.bytes, &b.n), LEHR_OK);
    lehr_checkpoint_free(c);
    double share = share_of(what, read_model, "f", &b, part);
    lehr_free(b.bytes);
    return share;
}

static char *repeat(const char *piece, size_t times)
{
    size_t n = strlen(piece);
    char *s = malloc(n * times + 1);
    assert_non_null(s);
    for (size_t i = 0; i < times; i++) memcpy(s + i * n, piece, n);
    s[n * times] = '\0';
    return s;
}

/* Millions of names; missing weights; weights of one byte each. */
static void the_memory_of_a_net_is_limited(void **state)
{
    (void)state;
    enum { WIDE = 2000 };
    static const double zero[2] = { 0, 0 }, one[2] = { 1, 1 };
    char *newlines = repeat("\n", MEGABYTE), *bytes = calloc(WIDE, WIDE + 1);
    lehr_checkpoint *c = lehr_checkpoint_new();
    put_plan(c, "2-2", "x\ny", newlines);
    double most = share_of_net("a net of a million classes", c, "a net is at most 65536 wide");
    c = lehr_checkpoint_new();
    put_plan(c, "2-65536-65536-2", "x\ny", "a\nb");
    lehr_checkpoint_put_numbers(c, "scale.zero", LEHR_F64, 2, zero);
    lehr_checkpoint_put_numbers(c, "scale.unit", LEHR_F64, 2, one);
    most = fmax(most, share_of_net("a net of four thousand million weights", c, "its net would have"));
    c = lehr_checkpoint_new();
    put_plan(c, "2-2000-2000-2", "x\ny", "a\nb");
    lehr_checkpoint_put_numbers(c, "scale.zero", LEHR_F64, 2, zero);
    lehr_checkpoint_put_numbers(c, "scale.unit", LEHR_F64, 2, one);
    lehr_checkpoint_put_numbers(c, "fc2.weight", LEHR_U8, (size_t)WIDE * WIDE, bytes);
    most = fmax(most, share_of_net("a net whose weights are bytes", c, "its net would have"));
    figure(1, "nets",
           "nets that claim more than they hold, and one of a million names: at most %.0f %% of what they may ask for",
           100 * most);
    free(newlines);
    free(bytes);
}

/* A valid checkpoint of float numbers, also in the double build. */
static void a_large_net_asks_for_its_weights_and_gradients(void **state)
{
    (void)state;
    enum { HIDDEN = 1200 };
    static const double zero[2] = { 0, 0 }, one[2] = { 1, 1 };
    const lehr_shape shapes[] = { LEHR_MATRIX(HIDDEN, 2), LEHR_MATRIX(HIDDEN, HIDDEN), LEHR_MATRIX(2, HIDDEN) };
    lehr_real *numbers = calloc((size_t)HIDDEN * HIDDEN, sizeof *numbers);
    lehr_checkpoint *c = lehr_checkpoint_new();
    assert_non_null(numbers);
    put_plan(c, lehr_short_printf("2-%d-%d-2", HIDDEN, HIDDEN).s, "x\ny", "a\nb");
    lehr_checkpoint_put_numbers(c, "scale.zero", LEHR_F64, 2, zero);
    lehr_checkpoint_put_numbers(c, "scale.unit", LEHR_F64, 2, one);
    for (int i = 0; i < 3; i++) {
        lehr_checkpoint_put(c, lehr_short_printf("fc%d.weight", i + 1).s, shapes[i], numbers);
        lehr_checkpoint_put(c, lehr_short_printf("fc%d.bias", i + 1).s, LEHR_VECTOR(shapes[i].dim[0]), numbers);
    }
    double share = share_of_net("a net of 1.4 million weights", c, NULL);
    assert_true(share < 0.75);
    figure(1, "large", "a net of %d weights: %.0f %% of the memory it may ask for", HIDDEN * HIDDEN, 100 * share);
    free(numbers);
}

/* --- files as long as a disk -------------------------------------------------------------------------------------- */

/* A sparse file of nearly the largest size of a checkpoint, such as a broken download or an image of a disk. */
static void a_file_as_long_as_a_disk_is_not_read(void **state)
{
    (void)state;
    static const struct { const char *start; const char *part[2]; } files[] = {
        { "",                                   { "announce a head of 0 bytes", "larger than the" } },
        { "a,b,c\n1,2,3\n",                     { "announce a head of", "larger than the" } },
        { "\xff\xff\xff\xff\xff\xff\xff\xff{", { "announce a head of", "larger than the" } },
        { "\xff\xff\xff\xff\x01\x01{{{",        { "announce a head of", "larger than the" } },
    };
    const size_t all = lehr_safetensors_max_size() - 1;
    size_t most = 0;
    for (size_t i = 0; i < COUNT(files); i++)
        for (int k = 0; k < 2; k++) {
            gauge g;
            assert_int_equal(save("f", files[i].start), LEHR_OK);
            assert_int_equal(truncate("f", (off_t)all), 0);
            gauge_use(&g);
            void *got = k ? (void *)lehr_replot_open((const char *[]){ "f" }, 1) : (void *)lehr_checkpoint_open("f");
            gauge_leave();
            assert_null(got);
            if (!strstr(lehr_message(), files[i].part[k])) fail_msg("file %zu, %s", i, lehr_message());
            assert_int_equal(g.now, 0);
            if (g.most > most) most = g.most;
        }
    assert_true(most < MEGABYTE);
    figure(1, "sparse", "%zu files of %zu bytes that are no checkpoints: refused, at most %zu bytes asked for",
           COUNT(files), all, most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_file_as_long_as_a_disk_is_not_read),
        CASE(the_memory_of_a_table_is_limited),
        CASE(words_lie_where_they_stand),
        CASE(the_memory_of_a_net_is_limited),
        CASE(a_large_net_asks_for_its_weights_and_gradients),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
