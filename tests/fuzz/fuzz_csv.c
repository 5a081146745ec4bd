/* fuzz_csv.c — any text for the reader of tables (lab/data/csv.h). The first byte selects the kind of the answers.
 *
 * Promises for an accepted text: there are rows, features and answers; numbers are finite and at most 1e30; labels are
 * classes, and all names are there; the printed table is accepted, and prints the same text again. A refusal has a
 * message of one line, with a place in the text. The reader allocates at most 4 times the text and 16 MiB.
 */
#include "promise.h"
#include "lab/data/csv.h"

static const char *const answers[] = {
    NULL, "class", "number", "number:columns=2", "number:columns=3", "word", "number:columns=1001"
};

static void check_numbers(const double *v, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++) promise(fabs(v[i]) <= 1e30, "numbers are finite, and at most 1e30", text);
}

static void check_names(const char *const *name, int n, const char *text)
{
    for (int i = 0; i < n; i++) promise(name[i] && strlen(name[i]) <= strlen(text) + 32, "names are there", text);
}

static void check_data(const lehr_data *d, const char *text)
{
    size_t rows = (size_t)d->rows;
    promise(d->rows >= 1 && d->features >= 1 && (d->targets ? !d->classes : d->classes >= 2),
            "there is something of each", text);
    check_numbers(d->x, rows * (size_t)d->features, text);
    check_numbers(d->y, rows * (size_t)d->targets, text);
    for (size_t i = 0; i < rows && !d->targets; i++)
        promise(d->label[i] >= 0 && d->label[i] < d->classes, "labels are classes", text);
    check_names(d->feature_name, d->features, text);
    check_names(d->class_name, d->classes, text);
    check_names(d->target_name, d->targets, text);
    if (!d->targets) check_names(&d->label_name, 1, text);
}

static void check_printed(const lehr_data *d, const char *answer)
{
    lehr_data again = { 0 };
    lehr_strbuf once = { 0 }, twice = { 0 };
    lehr_data_print(d, &once);
    promise(!lehr_csv_read(&again, "printed", once.s, once.length, answer), "what is printed is taken", once.s);
    lehr_data_print(&again, &twice);
    promise(!strcmp(once.s, twice.s), "printed again it is the same", once.s);
    lehr_arena_release(&again.memory);
    lehr_strbuf_release(&once);
    lehr_strbuf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    const char *answer = answers[*data % (sizeof answers / sizeof *answers)];
    char *text = text_of(data + 1, --size);
    lehr_data d = { 0 };
    gauge g;
    gauge_use(&g);
    bool taken = !lehr_csv_read(&d, "f.csv", text, size, answer);
    so_far.taken += taken;
    if (taken) check_data(&d, text);
    else promise_words(text);
    if (!taken && lehr_last_status() == LEHR_ERR_FILE) promise_place("f.csv", text, size);
    size_t most = g.most;
    if (taken) check_printed(&d, answer);
    lehr_arena_release(&d.memory);
    g.most = most;
    promise_memory(&g, size, 0);
    gauge_leave();
    free(text);
    return 0;
}
