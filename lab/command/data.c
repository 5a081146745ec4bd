/* data.c — `lehr data TASK`: the rows as the book's files have them; without TASK, which there are */
#include "core/base/translate.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/data/csv.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"

static void print_task(lehr_strbuf *out, const lehr_task *t)
{
    enum { ABOUT = 28 };
    lehr_strbuf_printf(out, "  %-10s %-14s ", t->name, t->settings.net);
    paragraph_print(out, lehr_translate(t->about), ABOUT, ABOUT);
}

/* In the order of the book's chapters; first those that are not from it. */
static void list_all(lehr_strbuf *out)
{
    const lehr_task *t;
    for (int chapter = 0; chapter <= 14; chapter++)
        for (int i = 0; (t = lehr_task_at(i)); i++)
            if (t->chapter == chapter)
                print_task(out, t);
}

static lehr_status run(command_line *line)
{
    const char *csv = NULL, *answer = NULL;
    const option rows[] = {
        { "csv", OPTION_OUTPUT, &csv, "FILE", "where to write; - is standard output" },
        { "answer", OPTION_TEXT, &answer, "KIND",
          options_text(line, lehr_translate("a file's last column: %s, number:columns=3; else by its looks"),
                       options_names(line, &lehr_target_kinds, ", ")) },
    };
    OPTIONS_ADD(line, rows);
    lehr_strbuf out = {0};
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    lehr_data *d = line->operands ? lehr_data_open_as(line->operand[0], answer) : NULL;
    if (line->operands && !d) return lehr_last_status();
    if (d) lehr_data_print(d, &out);
    else list_all(&out);
    lehr_data_free(d);
    return print_output(csv || !line->operands ? csv : "-", &out);
}

const command command_data = {
    .name = "data",
    .operands = "[TASK]",
    .options = "[--csv FILE]",
    .summary = "the data sets there are; one of them, as the book has it",
    .about =
        "Writes the data set of a task as CSV: a header, then a row per sample with its class, or the numbers to "
        "predict.\n"
        "Numbers have four decimals, or as many digits as are needed to read back the same number.\n"
        "Without TASK it lists the data sets there are. A file is read and written anew: a table, or pictures in "
        "MNIST's format or NumPy's.",
    .example =
        "  lehr data\n"
        "  lehr data taiji --csv taiji.csv\n"
        "  lehr data iris | head -3\n",
    .min = 0,
    .max = 1,
    .operand = COMMAND_TASK,
    .run = run,
};
