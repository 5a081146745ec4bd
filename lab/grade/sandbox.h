/* sandbox.h — where what students have written is compiled and run, so that nothing in it matters to anybody else.
 *
 * Who is feared: a submission that is broken, or whose author means harm, in the compiler, the linker and the
 * finished program. Trusted are the teacher's folders, the compiler as it is installed, the kernel.
 *   - Other files: Landlock lets the compiler read what a compiler needs and its own scratch folder, and the program the system's libraries
 *     and itself; only the compiler writes, and only in its scratch folder, and it changes no file's mode, owner or time. So no other
 *     submission, no hidden test, no solution is seen.
 *     Of programs the compiler starts those of the system, the program none: it is started itself, with its loader, once.
 *   - Other processes, the network, the kernel's corners: a seccomp filter. The program may do what is on a list, the compiler all but
 *     what is on another; neither may make sockets, trace, signal or limit others, or leave its process group, and the program makes no
 *     process.
 *   - Root's powers: where root marks, each job becomes a user that nobody is. Limits alone do not hold root.
 *   - Time, memory, files, output: limits, and a clock that the marking process holds; then the whole group is killed and waited for.
 *   - Marks: no expected value is ever inside, and of what comes out only numbers count (protocol.h), so a right one has to be computed; only
 *     what is no more than yes or no can be guessed, and tests should not ask for that alone.
 * Not promised: that the hidden tests' calls stay unknown to a program that they run; that nobody asks whether a file
 * is there and how long it is (stat), where permissions let them; holes of the kernel; how much time a machine has.
 * Where Landlock or seccomp is missing nothing is marked: selftest.c tries them both each time before the first
 * submission.
 */
#ifndef LEHR_GRADE_JAIL_H
#define LEHR_GRADE_JAIL_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef enum jail_kind { JAIL_COMPILER, JAIL_PROGRAM } jail_kind;

enum { JAIL_ROOTS = 40, JAIL_WORDS = 40 };

typedef struct jail {
    jail_kind   kind;
    const char *roots[JAIL_ROOTS];      /* what may be read, programs and libraries; what is not there is passed over */
    int         folder;                 /* the scratch folder: the working folder, and the compiler may write in it   */
    uid_t       user;                   /* whom it becomes; 0: it stays who it is                                     */
    int         program;                /* JAIL_PROGRAM: what is run, open for reading                                */
    long        cpu;                    /* seconds                                                                    */
    size_t      memory, file;           /* bytes: of its address space, of the longest file it may write              */
} jail;

/* What it is to do: a command, or, for selftest.c, a deed. */
typedef struct jail_task {
    const char *words[JAIL_WORDS];      /* argv; words[0] of a compiler is the path of its program */
    int       (*deed)(void);            /* not NULL: done in place of it; its value is the exit status */
} jail_task;

/* What can go wrong on the way in; the child tells its parent (process.c). */
typedef struct jail_trouble { int step, error; } jail_trouble;
const char *jail_step_name(int step);           /* "Landlock"; −1: "descriptors", before the first step */
bool        jail_step_is_last(int step);        /* all was in place, but what was to be started could not be */

/* In a child that has just been made, its output in place: goes in and does the task. Comes back only with the step
 * that failed. */
jail_trouble jail_enter(const jail *j, const jail_task *task, pid_t parent);

/* Is it known how to make one on this system at all? Else why not, as a sentence's end. NULL: it is. */
const char *jail_is_unknown(void);

/* Once, in the parent, before the first child: what is made of memory. 0, or errno. */
int         jail_prepare(void);

/* Landlock's version here, from 1; 0: none. */
int         jail_landlock(void);

#endif
