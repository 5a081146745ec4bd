/* resume_options.h — the files of a training that can be resumed: its checkpoint and its history. */
#ifndef LEHR_COMMAND_RESUME_OPTIONS_H
#define LEHR_COMMAND_RESUME_OPTIONS_H
#include "core/checkpoint/checkpoint.h"
#include "lab/command/options/options.h"
#include "lab/train/train.h"

typedef struct resume_options {
    const char *save, *resume, *csv, *png;      /* files; NULL: not asked for; csv may be "-" */
    long        every;                  /* updates from one save to the next; 0: at the end */
    lehr_checkpoint *from;              /* what is resumed                                  */
    int         streamed;               /* rows of the history on standard output so far    */
    bool        streaming;              /* its header is there, or needs none               */
} resume_options;

/* The rows of --save, --save-every and --resume. */
void        resume_options_add(command_line *line, resume_options *k);

/* The plan: the given options, completed from the task or the resumed checkpoint. task NULL: the checkpoint's. */
lehr_status resume_plan(resume_options *k, lehr_plan *given, const char *task);

/* A new run, or the resumed one; NULL: see lehr_message. h is empty, and then holds what a resumed --csv has until
 * there. */
lehr_run   *resume_start(resume_options *k, const lehr_plan *plan, const lehr_data *data, lehr_history *h);

/* Trains to the end, or until resume_is_stopped after an update. Rows go to standard output as they come. With --save,
 * SIGINT, SIGTERM and SIGHUP are caught from here on, and what is stopped is saved. */
lehr_status resume_train(resume_options *k, lehr_run *r, lehr_history *h, void (*progress)(void *context, long done),
                         void *context);

/* Is --csv standard output, to which rows go as they come? */
bool        resume_streams(const resume_options *k);

/* A signal was caught; or the rows go to a closed pipe, and nothing else is to be written. */
bool        resume_is_stopped(const resume_options *k);

/* Prints the command that continues a stopped training. */
void        resume_print_command(const resume_options *k, const lehr_run *r);

/* To --csv: all rows, or those that are not on standard output yet. A resumed training writes only its new rows,
 * without a header, to standard output, a device or a pipe. */
lehr_status resume_write_history(resume_options *k, const lehr_history *h);
void        resume_release(resume_options *k);

#endif
