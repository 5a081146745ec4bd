/* tour_input.h — the input of the tour: one line at a time, of any length and any bytes. Ctrl-C and the end of the
 * input are answers, too. */
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

/* Between the two, Ctrl-C leaves at the next question and does not end the program. */
void tour_input_begin(void);
void tour_input_end(void);

/* Reads the next line, without blanks at its ends, into t->given. TOUR_INPUT_INVALID: too long or not text; *why has
 * the reason. TOUR_INPUT_LEAVE also at the end of the input and after Ctrl-C. *status: a read error. */
tour_input tour_input_read(tour *t, lehr_strbuf *why, lehr_status *status);

/* Parses t->given into t->number; false and a reason if the question does not take it. */
bool tour_input_number(tour *t, lehr_strbuf *why);

#endif
