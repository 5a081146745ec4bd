/* data.c — `lehr data TASK`: the rows as the book's files have them; without TASK, which there are */
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"

static const command about = {
    "data",
    "[TASK] [--csv FILE]",
    "Writes the data set of a task as CSV: a header, then a row per sample with four decimals and its class, or the "
    "numbers to predict.\n"
    "Without TASK it lists the data sets there are. A file is read and written anew: a table, or pictures in MNIST's "
    "format or NumPy's.",
    "  lehr data\n  lehr data taiji --csv taiji.csv\n  lehr data iris | head -3\n",
    0,
    1,
    A_TASK,
};

/* In the order of the book's chapters; first those that are not from it. */
static void list_all(lehr_strbuf *out)
{
    const lehr_task *t;
    for (int chapter = 0; chapter <= 14; chapter++)
        for (int i = 0; (t = lehr_task_at(i)); i++)
            if (t->chapter == chapter) lehr_strbuf_printf(out, "  %-10s %-14s %s\n", t->name, t->settings.net, t->about);
}

lehr_status command_data(int argc, char *const argv[])
{
    const char *csv = "-", *answer = NULL;
    const option table[] = {
        { "csv",    TEXT, &csv,    "FILE", "where to write; - is standard output" },
        { "answer", TEXT, &answer, "KIND", "a file's last column: class, number, number:columns=3; else by its looks" },
        { 0 },
    };
    arguments a;
    lehr_strbuf out = {0};
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    lehr_data *d = a.words ? lehr_data_open_as(a.word[0], answer) : NULL;
    if (a.words && !d) return lehr_last_status();
    if (d) lehr_data_print(d, &out);
    else list_all(&out);
    lehr_data_free(d);
    return emit(csv, &out);
}
