/* jury.h — the test of a student's test. */
#ifndef FAULTS_JURY_H
#define FAULTS_JURY_H
#include "faults.h"
#include "faulty.h"
#include "trial.h"
#include <math.h>
#include <stddef.h>

/* Runs the student's test on a jury of programs: right_… ones, written in different ways, the faulty one and wrong_…
 * ones, in mixed order. The result is one number, so that single verdicts cannot be guessed; the i-th program counts
 * 2^i. A submission cannot see names, rules or pointers that distinguish the programs: the names are only in these
 * sources, and all programs are functions of tests.c. The difference of two sums shows which program was misjudged:
 * 4 too many means that the third was accepted. */
#define JUDGE(kind, ask, ask_zh)                                                                                       \
    static void kind##_judged(void)                                                                                    \
    {                                                                                                                  \
        double accepted = 0, counts = 1;                                                                               \
        for (size_t i = 0; i < sizeof kind##_jury / sizeof *kind##_jury; i++, counts *= 2)                             \
            if (proves_##kind(kind##_jury[i])) accepted += counts;                                                     \
        trial_rule("a test accepts what is right, however it is written, and rejects all else: " ask,                  \
                   "正确的程序，不管怎么写，测试都要接受，其余的都要拒绝：" ask_zh);                                   \
        trial_row(accepted, "the jury (its programs count 1, 2, 4, 8 …)");                                             \
    }

#endif
