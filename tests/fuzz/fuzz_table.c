/* fuzz_table.c — a file of any text for the reader of the tables that `lehr look` draws (lab/data/table.h).
 *
 * Promises for an accepted table: the names of its columns are unique; each column has numbers or words, as requested,
 * in every row; read without words, it has the same names. A refusal has a message of one line with a place in the
 * text, and leaves no table. The reader allocates at most 4 times the file and 16 MiB, beside the file itself.
 */
#include "pretend.h"
#include "core/base/did_you_mean.h"
#include "lab/data/table.h"

/* some names from replot.c, and two that a fuzzer finds    */
static const char words[] = "policy status optim sched a b";

static void check_columns(const lehr_table *c, const char *text, size_t size)
{
    volatile double number = 0;         /* read but not checked: any number counts, and NaN is missing */
    promise(c->columns >= 1 && c->columns <= LEHR_MAX_TABLE_COLUMNS && c->rows >= 0 && c->rows <= LEHR_MAX_TABLE_ROWS,
            "it has a size", text);
    for (int i = 0; i < c->columns; i++) {
        const lehr_table_column *k = &c->column[i];
        promise(lehr_table_find_column(c, k->name) == k, "names are there once", text);
        promise(!k->number != !k->text, "a column is of numbers, or of words", text);
        promise((k->text != NULL) == lehr_is_one_of(k->name, strlen(k->name), words),
                "and it has words if words were requested", text);
        for (int row = 0; row < c->rows && k->text; row++)
            promise(strlen(k->text[row]) <= size, "every row has its word", text);
        for (int row = 0; row < c->rows && k->number; row++) number = k->number[row];
    }
    (void)number;
}

static void check_head(const lehr_table *c, const char *text)
{
    lehr_table head;
    promise(!lehr_table_read(&head, "f.csv", NULL), "what is taken has a header", text);
    promise(head.columns == c->columns && !head.rows, "the header alone has the same columns", text);
    for (int i = 0; i < c->columns; i++)
        promise(!strcmp(head.column[i].name, c->column[i].name), "of the same names", text);
    lehr_table_release(&head);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = text_of(data, size);
    lehr_table c;
    gauge g;
    pretend(text, size);
    gauge_use(&g);
    if (!lehr_table_read(&c, "f.csv", words)) {
        so_far.taken++;
        check_columns(&c, text, size);
        check_head(&c, text);
    } else {
        promise_words(text);
        promise_place("f.csv", text, size);
        promise(!c.columns && !c.rows && !c.column && !c.memory.first, "a refusal leaves nothing", text);
    }
    lehr_table_release(&c);
    promise_memory(&g, size, 1);
    gauge_leave();
    pretend_no_more();
    free(text);
    return 0;
}
