#include "lab/command/resume_options.h"
#include "lab/command/outputs.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/data/data_open.h"
#include "lab/train/run_checkpoint.h"
#include "lab/command/plan_options.h"
#include "lab/command/terminal/terminal.h"
#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void resume_options_add(command_line *line, resume_options *k)
{
    const option rows[] = {
        { "save", OPTION_TEXT, &k->save, "FILE",
          "checkpoint: the net, and all that is needed to go on with the training" },
        { "save-every", OPTION_WHOLE, &k->every, "N", "save each N updates, besides at the end", 1, 1e12 },
        { "resume", OPTION_TEXT, &k->resume, "FILE",
          "go on from a checkpoint, bit for bit; TASK and options are then known" },
    };
    OPTIONS_ADD(line, rows);
}

/* --- before ------------------------------------------------------------------------------------------------------- */

static lehr_status check(const resume_options *k, const char *data)
{
    if (k->every && !k->save) return lehr_fail(LEHR_ERR_VALUE, "--save-every needs --save FILE, where to save");
    const output outputs[] = { { "save", k->save, false }, { "csv", k->csv, true }, { "png", k->png, false } };
    lehr_status status = data && lehr_is_file_name(data) ? outputs_check_input(outputs, 3, data) : LEHR_OK;
    return status ? status : outputs_check(outputs, 3);
}

/* Data that a checkpoint names must be a file, as opening a pipe would wait. A path given by the user may be a pipe. */
static lehr_status check_data(const char *checkpoint, const char *data)
{
    if (!lehr_is_file_name(data) || !lehr_path_exists(data) || lehr_is_regular_file(data)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE,
                     "%s: its data should be in %s, which is no file; give them yourself: lehr train DATA --resume %s",
                     checkpoint, data, checkpoint);
}

lehr_status resume_plan(resume_options *k, lehr_plan *given, const char *task)
{
    lehr_plan saved;
    lehr_status status = check(k, task);
    if (status || !k->resume) return status ? status : plan_options_complete(given, task);
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
    for (h->count = 0; h->count < rows && h->point[h->count].step <= last; h->count++) {
        long step = h->point[h->count].step;
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

lehr_status resume_write_history(const resume_options *k, const lehr_history *h)
{
    lehr_strbuf out = {0}, rows = {0};
    if (!k->csv) return LEHR_OK;
    lehr_history_print(h, &out);
    if (!k->from || is_file(k->csv)) return print_output(k->csv, &out);
    if (!out.status) lehr_strbuf_printf(&rows, "%s", strchr(out.s, '\n') + 1);
    else rows.status = out.status;
    lehr_strbuf_release(&out);
    return print_output(k->csv, &rows);
}

lehr_status resume_train(const resume_options *k, lehr_run *r, lehr_history *h,
                         void (*progress)(void *context, long done), void *context)
{
    lehr_status status;
    do {
        long next = k->every && k->every < r->steps - r->step ? (r->step / k->every + 1) * k->every : r->steps;
        status = lehr_train_until(r, next, h, progress, context);
        if (!status && k->save && k->csv && is_file(k->csv)) status = resume_write_history(k, h);
        if (!status && k->save) status = lehr_run_save(r, k->save);
    } while (!status && !lehr_run_is_over(r));
    return status;
}
