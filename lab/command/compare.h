/* compare.h — comparisons for two commands: `compare` runs a grid of them, `demo` two tasks. */
#ifndef LEHR_COMMAND_COMPARE_H
#define LEHR_COMMAND_COMPARE_H
#include "lab/compare/runner.h"

int         compare_default_jobs(void);                                 /* as many as there are processors */
/* rate and budget at which the task's policies differ, unless given */
void        compare_task_defaults(lehr_plan *given, const char *task);

typedef struct compare_stream {         /* the table of runs on standard output, each row as soon as its run is done */
    bool         alone;                 /* nothing else is written, so a closed pipe ends the command                */
    lehr_failure failure;               /* of writing it; the runs go on                                             */
} compare_stream;

/* Carries them out, with progress bars; runs cached in folder (NULL: none) are not repeated. stream: or NULL. */
lehr_status compare_run(lehr_comparison c[], int n, int jobs, const char *folder, compare_stream *stream);

/* The table on stdout. */
lehr_status compare_print(const lehr_comparison *c);

/* lehr_report_check_folder for the folder of --out. */
lehr_status compare_check_folder(const lehr_comparison *c, const char *folder);

#endif
