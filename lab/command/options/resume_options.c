#include "lab/command/options/resume_options.h"
#include "lab/command/options/outputs.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/data/data_open.h"
#include "lab/train/run_checkpoint.h"
#include "lab/command/options/plan_options.h"
#include "lab/command/terminal/interrupt.h"
#include "lab/command/terminal/terminal.h"
#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void resume_options_add(command_line *line, resume_options *k)
{
    const option rows[] = {
        { "save", OPTION_PICTURE, &k->save, "FILE",
          "checkpoint: the net, and all that is needed to continue; Ctrl-C saves, then ends" },
        { "save-every", OPTION_WHOLE, &k->every, "N", "also save after every N updates", 1, 1e12 },
        { "resume", OPTION_TEXT, &k->resume, "FILE",
          "continue from a checkpoint, bit for bit; it holds TASK and options" },
    };
    OPTIONS_ADD(line, rows);
}

/* --- before ------------------------------------------------------------------------------------------------------- */

/* Data that a checkpoint names must be a file, as opening a pipe would wait. A path given by the user may be a pipe. */
static lehr_status check_data(const char *checkpoint, const char *data)
{
    if (!lehr_is_file_name(data) || !lehr_path_exists(data) || lehr_is_regular_file(data)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE,
                     "%s: its data should be in %s, which is not a file; give the data: lehr train DATA --resume %s",
                     checkpoint, data, checkpoint);
}

lehr_status resume_plan(resume_options *k, lehr_plan *given, const char *task)
{
    lehr_plan saved;
    lehr_status status;
    if (k->every && !k->save) return lehr_fail(LEHR_ERR_VALUE, "--save-every needs --save FILE");
    if (!k->resume) return plan_options_complete(given, task);
    outputs_continue("save", k->resume);
    if (!(k->from = lehr_checkpoint_open(k->resume))) return lehr_last_status();
    if ((status = lehr_run_check_checkpoint(k->from)) || (status = lehr_plan_read(&saved, k->from))) return status;
    if (!task && (status = check_data(k->resume, saved.task))) return status;
    return plan_options_fill(given, &saved, task ? task : saved.task);
}

void resume_release(resume_options *k) { lehr_checkpoint_free(k->from); }

/* --- the history of a run that is resumed ------------------------------------------------------------------------- */

static bool is_file(const char *csv)            /* or can become one: not stdout, a device, a pipe */
{
    struct stat about;
    return strcmp(csv, "-") && (stat(csv, &about) || S_ISREG(about.st_mode));
}

/* Keeps the rows up to where the run stands, as an uninterrupted run would have them there; later ones are dropped, to
 * be written again. */
static lehr_status match_rows(const resume_options *k, const lehr_run *r, lehr_history *h)
{
    long every = r->plan.every, last = lehr_run_is_over(r) ? r->step : r->step / every * every, before = 0;
    int rows = h->count;
    for (h->count = 0; h->count < rows && h->row[h->count].step <= last; h->count++) {
        long step = h->row[h->count].step;
        bool next = step == last || (step % every == 0 && (!before || step == before + every));
        if (!next || step <= before)
            return lehr_fail(LEHR_ERR_FILE, "%s: row %d is of update %ld; this training has a row each %ld updates",
                             k->csv, h->count + 1, step, every);
        before = step;
    }
    if (before == last) return LEHR_OK;
    return lehr_fail(
        LEHR_ERR_FILE,
        "%s: its rows end at update %ld, but %s was saved after %ld; give another file, or - for the new rows "
        "alone",
        k->csv, before, k->resume, r->step);
}

static lehr_status read_history(const resume_options *k, const lehr_run *r, lehr_history *h)
{
    struct stat about;
    /* there is none yet */
    if (!k->csv || !is_file(k->csv) || stat(k->csv, &about) || !about.st_size) return LEHR_OK;
    h->score = r->data->targets ? LEHR_R2 : LEHR_ACCURACY;
    outputs_continue("csv", k->csv);
    lehr_status status = lehr_history_read(h, k->csv);
    return status ? status : match_rows(k, r, h);
}

lehr_run *resume_start(resume_options *k, const lehr_plan *plan, const lehr_data *data, lehr_history *h)
{
    lehr_run *r = k->from ? lehr_run_resume(k->from, plan, data) : lehr_run_new(plan, data);
    if (!r || !k->from || !read_history(k, r, h)) return r;
    lehr_run_free(r);
    return NULL;
}

/* --- while it runs ------------------------------------------------------------------------------------------------ */

/* Writes the rows from number `first` on. */
static lehr_status write_rows(const char *path, const lehr_history *h, int first, bool header)
{
    lehr_history rest = *h;
    lehr_strbuf all = {0}, rows = {0};
    if (first) rest.row += first, rest.count -= first;
    lehr_history_print(&rest, &all);
    if (header || all.status) return print_output(path, &all);
    lehr_strbuf_printf(&rows, "%s", strchr(all.s, '\n') + 1);
    lehr_strbuf_release(&all);
    return print_output(path, &rows);
}

/* To standard output: the rows that are not there yet. */
static lehr_status stream_rows(resume_options *k, const lehr_history *h)
{
    bool header = !k->from && !k->streaming;
    int first = k->streamed;
    k->streaming = true;
    k->streamed = h->count;
    return header || first < h->count ? write_rows(k->csv, h, first, header) : LEHR_OK;
}

bool resume_streams(const resume_options *k) { return k->csv && !strcmp(k->csv, "-"); }

lehr_status resume_write_history(resume_options *k, const lehr_history *h)
{
    if (!k->csv) return LEHR_OK;
    return resume_streams(k) ? stream_rows(k, h) : write_rows(k->csv, h, 0, !k->from || is_file(k->csv));
}

/* The history is written before the checkpoint, so that no checkpoint is ahead of its rows. */
static lehr_status save(resume_options *k, lehr_run *r, const lehr_history *h)
{
    lehr_status status = k->csv && is_file(k->csv) ? resume_write_history(k, h) : LEHR_OK;
    return status ? status : lehr_run_save(r, k->save);
}

bool resume_is_stopped(const resume_options *k)
{
    return interrupt_caught() || (resume_streams(k) && print_pipe_is_closed() && !k->save && !k->png);
}

lehr_status resume_train(resume_options *k, lehr_run *r, lehr_history *h, void (*progress)(void *context, long done),
                         void *context)
{
    lehr_status status;
    bool ends;
    if (k->save) interrupt_catch();
    do {
        status = lehr_train_until(r, r->step + 1, h, progress, context);
        if (!status && resume_streams(k) && k->streamed < h->count) status = stream_rows(k, h);
        ends = lehr_run_is_over(r) || resume_is_stopped(k);
        if (!status && k->save && (ends || (k->every && r->step % k->every == 0))) status = save(k, r, h);
    } while (!status && !ends);
    return status;
}

/* What the checkpoint does not hold is given again. */
void resume_print_command(const resume_options *k, const lehr_run *r)
{
    const struct { const char *name, *value; } given[] = {
        { "resume", k->save }, { "save", k->save }, { "csv", k->csv }, { "png", k->png },
    };
    lehr_strbuf line = {0};
    lehr_strbuf_printf(&line, lehr_translate("stopped after update %ld of %ld, and saved; to continue:\n"), r->step,
                       r->steps);
    lehr_strbuf_printf(&line, "  %s train", sizeof(lehr_real) == 8 ? "lehr64" : "lehr");
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (!given[i].value) continue;
        lehr_strbuf_printf(&line, " --%s", given[i].name);
        options_print_word(&line, given[i].value);
    }
    if (k->every) lehr_strbuf_printf(&line, " --save-every %ld", k->every);
    lehr_strbuf_printf(&line, "\n");
    print_note_text(&line);
}
