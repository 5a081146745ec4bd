/* find_options.h — the options of `lehr find`, and the range test that they describe. */
#ifndef LEHR_COMMAND_FIND_OPTIONS_H
#define LEHR_COMMAND_FIND_OPTIONS_H
#include "lab/command/options/options.h"
#include "lab/range_test/range_test.h"

typedef struct request {                /* NaN, and 0 or less: not given */
    lehr_plan   plan;
    const char *mode, *loss, *csv, *png, *out, *lang;
    double      from, to, by, smoothing, stop;
    long        seeds, steps, epochs, every;
    bool        quiet;
} request;

/* Names for --mode; NULL: past the end. */
const char *find_options_mode_name(int i);

/* The plan for the mode, with the options that were given. LEHR_ERR_VALUE: an option does not suit the mode. */
lehr_status find_options_range_plan(const request *q, lehr_range_plan *p);

/* Sets the number of updates and what depends on it. */
lehr_status find_options_resolve(const request *q, long per_epoch, lehr_range_plan *p);

/* "lehr train TASK" with those options of this command line, from row plan on, that a training takes, too. */
void        find_options_train_command(lehr_strbuf *out, const command_line *line, const option *plan);

#endif
