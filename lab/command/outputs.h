/* outputs.h — the files that a command will write, checked before an hour of training and not after it. */
#ifndef LEHR_COMMAND_OUTPUTS_H
#define LEHR_COMMAND_OUTPUTS_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct output {
    const char *option, *path;          /* "csv" for --csv; path NULL: not asked for             */
    bool        streams;                /* it may go to standard output, which is called "-"     */
} output;

/* LEHR_ERR_VALUE: two of the n are one file, or one cannot go to standard output. LEHR_ERR_FILE: nothing can be
 * written there. */
lehr_status outputs_check(const output o[], int n);

/* LEHR_ERR_VALUE: one of them is what is read, where that is a file. A table of results must not take its place. */
lehr_status outputs_check_input(const output o[], int n, const char *input);

/* The same for a folder, which is made. */
lehr_status outputs_check_folder(const char *path);


#endif
