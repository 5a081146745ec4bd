/* data.c — `lehr data TASK`: the rows as the book's files have them */
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal.h"
#include "lab/data.h"

static const command about = {
    "data", "TASK [--csv FILE]", "Writes the data set of a task as CSV: a header, then a row per sample with four decimals and its class.",
    "  lehr data taiji --csv taiji.csv\n  lehr data iris | head -3\n", 1, 1, "a task: taiji, iris, xor, moon, gem, or a file data.csv",
};

lehr_status command_data(int argc, char *const argv[])
{
    const char *csv = "-";
    const option table[] = {
        { "csv", TEXT, &csv, "FILE", "where to write; - is standard output" },
        { 0 },
    };
    arguments a;
    lehr_text out = {0};
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    lehr_data *d = lehr_data_open(a.word[0]);
    if (!d) return lehr_last_status();
    lehr_data_print(d, &out);
    lehr_data_free(d);
    return emit(csv, &out);
}
