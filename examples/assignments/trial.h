/* trial.h — what the tests of an assignment are made of: parts, which have points, and rows, the numbers that your
 * functions make.
 *
 *     static void drops(void)
 *     {
 *         for (long t = 0; t <= 150; t++) {
 *             trial_rule("the drop happens at a multiple of `every`", "下降发生在 `every` 的整数倍处");
 *             trial_row(step(0.1, 0.5, 50, t), "t = %ld", t);
 *         }
 *     }
 *
 *     const trial_part trial_parts[] = { { 2, "step", drops, "rate", "学习率" }, { 0 } };
 *
 * `lehr grade` compiles your file with tests.c and trial.c, runs each part in a process of its own, and holds its
 * rows against those in expected.txt, which the reference solution made. By hand, without marks, this prints the rows
 * of all parts:
 *
 *     cc -std=c11 -I.. policies.c tests.c ../trial.c -lm -o trial && ./trial
 */
#ifndef TRIAL_H
#define TRIAL_H

typedef struct trial_part {
    double      points;
    const char *name;               /* "step: when it drops"                                                        */
    void      (*run)(void);         /* makes its rows; a part is right if all of them are                           */
    const char *what, *what_zh;     /* what its rows are, in English and in Chinese: "rate", "gradient"             */
    double      within;             /* how far a row may be off, as a share of it; 0: a billionth                   */
    const char *race;               /* not NULL: the rows are the rates of a training, which has to win a comparison */
} trial_part;

extern const trial_part trial_parts[];      /* in tests.c; a part without a name ends them */

/* The rule that the rows from here on keep, and that is named where one does not. */
void trial_rule(const char *english, const char *chinese);

/* One row: a number of yours, and where it belongs, in the form of printf: "t = 50", "dW[0][1]". */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void trial_row(double value, const char *where, ...);

#endif
