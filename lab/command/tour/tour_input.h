/* tour_input.h — what the visitor of a tour types: a line at a time, of any length and any bytes; Ctrl-C and the end
 * are answers, too. */
#ifndef LEHR_COMMAND_TOUR_INPUT_H
#define LEHR_COMMAND_TOUR_INPUT_H
#include "lab/command/tour/tour.h"

typedef enum tour_input {
    TOUR_INPUT_TEXT,
    TOUR_INPUT_EMPTY,
    TOUR_INPUT_BACK,
    TOUR_INPUT_LEAVE,
    TOUR_INPUT_HINT,
    TOUR_INPUT_INVALID
} tour_input;

/* From here on Ctrl-C is noticed by the next question, and does not end the program; and as before. */
void tour_input_begin(void);
void tour_input_end(void);

/* The next line, without blanks at its ends, into t->given. REFUSED: *why says, in the tour's language, what no
 * answer can be (too long, bytes that are no text). LEAVE also at the end of input and after Ctrl-C. On failure of
 * reading *status. */
tour_input tour_input_read(tour *t, lehr_strbuf *why, lehr_status *status);

/* Is t->given a number that the question takes? Into t->number; else a sentence. */
bool tour_input_number(tour *t, lehr_strbuf *why);

#endif
