/* braille.h — a schedule drawn in the terminal: every character is a grid of 2 x 4 dots. */
#ifndef LEHR_COMMAND_BRAILLE_H
#define LEHR_COMMAND_BRAILLE_H
#include "sched/sched.h"

/* Rows of text: the rate at left, from 0 to top, then the curve over t = 0 … steps − 1; 80 columns in all. */
void draw_schedule(lehr_text *out, const lehr_sched *s, long steps, double top, int rows);

double highest_rate(const lehr_sched *s, long steps);

#endif
