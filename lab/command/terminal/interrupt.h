/* interrupt.h — Ctrl-C, a lost terminal and `kill`, for work that has something to save before it ends. */
#ifndef LEHR_COMMAND_INTERRUPT_H
#define LEHR_COMMAND_INTERRUPT_H

/* From here on the first SIGINT, SIGTERM or SIGHUP is only noted; the next one ends the process. A signal that is
 * ignored stays ignored. */
void interrupt_catch(void);

/* The signal that was noted; 0: none. */
int  interrupt_caught(void);

/* Ends the process by the signal, so that the shell sees why. */
void interrupt_end_by(int number);

#endif
