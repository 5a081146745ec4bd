/* outputs.h — checks the files that a command will write, before it trains. */
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

/* LEHR_ERR_VALUE: one of them is the input file, which results must not overwrite. */
lehr_status outputs_check_input(const output o[], int n, const char *input);

/* The same for a folder, which is made. */
lehr_status outputs_check_folder(const char *path);


#endif
