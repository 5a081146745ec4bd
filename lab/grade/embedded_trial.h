/* embedded_trial.h — trial.h and trial.c of examples/assignments, which are built into the program (lab/embed.cmake).
 */
#ifndef LEHR_GRADE_EMBEDDED_TRIAL_H
#define LEHR_GRADE_EMBEDDED_TRIAL_H

extern const unsigned char lehr_trial_h[], lehr_trial_c[];
extern const unsigned long lehr_trial_h_size, lehr_trial_c_size;

#endif
