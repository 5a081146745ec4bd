/* selftest.h — does the sandbox hold here and now? */
#ifndef LEHR_GRADE_SELFTEST_H
#define LEHR_GRADE_SELFTEST_H
#include "lab/grade/compiler.h"

/* Before anything is marked: a child that tries to open a file outside, to open a socket and to set another's limits
 * must fail in all three, as the compiler and as the program, and the program to make a process, too. LEHR_ERR_FILE:
 * what is missing here, or does not hold. */
lehr_status selftest_run(const workdir *s, const compiler *c);

#endif
