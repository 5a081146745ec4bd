/* find_options.h — what `lehr find` is asked: its options, and the range test that they make. */
#ifndef LEHR_COMMAND_FIND_OPTIONS_H
#define LEHR_COMMAND_FIND_OPTIONS_H
#include "lab/command/options.h"
#include "lab/range_test/range_test.h"

typedef struct request {                /* NaN and 0 or less: not said */
    lehr_plan   plan;
    const char *mode, *loss, *csv, *png, *out, *lang;
    double      from, to, by, smoothing, stop;
    long        seeds, steps, epochs, every;
    bool        quiet;
} request;

/* Names for --mode; NULL: past the end. */
const char *find_options_mode_name(int i);

/* Mode and look, with what was given of the rest; what does not go with them is refused. */
lehr_status find_options_range_plan(const request *q, lehr_range_plan *p);

/* The number of updates and all that hangs on it, once it is known how many an epoch has. */
lehr_status find_options_resolve(const request *q, long per_epoch, lehr_range_plan *p);

/* "lehr train TASK" with those options of this command line, from row plan on, that a training takes, too. */
void        find_options_train_command(lehr_strbuf *out, const command_line *line, const option *plan);

#endif
