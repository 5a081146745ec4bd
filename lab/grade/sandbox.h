/* sandbox.h — where students' programs are compiled and run, so that nothing they do reaches anything else.
 *
 * A submission may be faulty or malicious, in the compiler, the linker and the finished program. The teacher's folders,
 * the installed compiler and the kernel are trusted.
 *   - Other files: Landlock. The compiler reads what a compiler needs and its own working folder; the program reads the
 *     system's libraries and itself. Only the compiler writes, and only in its working folder; it changes no file's
 *     mode, owner or time. So no other submission, no hidden test and no solution can be read. The compiler starts
 *     programs of the system; the program starts none: it is started itself, with its loader, once.
 *   - Other processes, the network, the rest of the kernel: a seccomp filter (seccomp.h). The program may make the
 *     calls of one list, the compiler all but those of another. Neither may open sockets, trace, signal or limit
 *     others, or leave its process group, and the program makes no process.
 *   - Root's powers: where root marks, each job runs as a user that owns nothing, as limits alone do not hold root.
 *   - Time, memory, files, output: limits, and a clock in the marking process, which then kills the whole group.
 *   - Marks: no expected value is ever inside, and of the output only numbers count (protocol.h). A right number has to
 *     be computed; only a yes or no can be guessed, and tests should not ask for that alone.
 * Not promised: that the hidden tests' calls stay unknown to a program that they run; that stat does not show whether
 * a file is there and its length, where permissions allow; holes of the kernel; how much time a machine has.
 * Where Landlock or seccomp is missing, nothing is marked: selftest.c tries both before the first submission.
 */
#ifndef LEHR_GRADE_SANDBOX_H
#define LEHR_GRADE_SANDBOX_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef enum sandbox_kind { SANDBOX_COMPILER, SANDBOX_PROGRAM } sandbox_kind;

enum { SANDBOX_ROOTS = 40, SANDBOX_WORDS = 40 };

typedef struct sandbox {
    sandbox_kind kind;
    const char *roots[SANDBOX_ROOTS];   /* what may be read, programs and libraries; what is not there is passed over */
    int         folder;                 /* the working folder: the working folder, and the compiler may write in it   */
    uid_t       user;                   /* it runs as this user; 0: as the caller                                     */
    int         program;                /* SANDBOX_PROGRAM: what is run, open for reading                             */
    long        cpu;                    /* seconds                                                                    */
    size_t      memory, file;           /* bytes: of its address space, of the longest file it may write              */
} sandbox;

/* What it is to do: a command, or, for selftest.c, a function to call. */
typedef struct sandbox_task {
    const char *words[SANDBOX_WORDS];   /* argv; words[0] of a compiler is the path of its program */
    int       (*function)(void);        /* not NULL: done in place of it; its value is the exit status */
} sandbox_task;

/* What can go wrong on the way in; the child tells its parent (process.c). */
typedef struct sandbox_failure { int step, error; } sandbox_failure;
const char *sandbox_step_name(int step);        /* "Landlock"; −1: "descriptors", before the first step */
bool        sandbox_step_is_last(int step);     /* all was in place, but what was to be started could not be */

/* In a child that has just been made, its output in place: goes in and does the task. Comes back only with the step
 * that failed. */
sandbox_failure sandbox_enter(const sandbox *j, const sandbox_task *task, pid_t parent);

/* Is it known how to make one on this system at all? Else why not, as a sentence's end. NULL: it is. */
const char *sandbox_missing(void);

/* Once, in the parent, before the first child: what is made of memory. 0, or errno. */
int         sandbox_prepare(void);

/* Landlock's version here, from 1; 0: none. */
int         sandbox_landlock_version(void);

#endif
