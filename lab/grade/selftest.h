/* selftest.h — checks the sandbox on this machine. */
#ifndef LEHR_GRADE_SELFTEST_H
#define LEHR_GRADE_SELFTEST_H
#include "lab/grade/compiler.h"

/* Before anything is marked: neither the compiler nor a program may open a file outside, open a socket or set the
 * limits of another process, and a program may not make a process. LEHR_ERR_FILE: what is missing here, or does not
 * work. */
lehr_status selftest_run(const workdir *s, const compiler *c);

#endif
