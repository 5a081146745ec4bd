/* seccomp.h — what of the system a process in the jail may still ask for: two seccomp filters. */
#ifndef LEHR_GRADE_FILTER_H
#define LEHR_GRADE_FILTER_H

/* From here on the program may do only what a list has: read, write, ask for memory, end. What it has no business
 * with at all (processes, the network, signals to others) ends it by SIGSYS; the rest fails. One execveat is left, of
 * that descriptor and by that very name, which is empty. 0, or errno. */
int filter_program(int descriptor, const char *name);

/* The compiler may do all but what a list has, and that fails. */
int filter_compiler(void);

#endif
