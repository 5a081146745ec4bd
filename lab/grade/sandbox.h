/* sandbox.h — compiles and runs students' programs so that they cannot affect anything else.
 *
 * A submission may be faulty or malicious, in the compiler, the linker and the finished program. The teacher's folders,
 * the installed compiler and the kernel are trusted.
 *   - Other files: Landlock. The compiler reads what a compiler needs and its own working folder; the program reads the
 *     system's libraries and itself. Only the compiler writes, and only in its working folder; it changes no file's
 *     mode, owner or time. So no other submission, no hidden test and no solution can be read. The compiler starts
 *     programs of the system; the program starts none: it is started once, with its loader.
 *   - Other processes, the network, the rest of the kernel: a seccomp filter (seccomp.h). The program may make the
 *     calls of one list, the compiler all but those of another. Neither may open sockets, trace, signal or limit
 *     others, or leave its process group, and the program makes no process.
 *   - Root's powers: where root marks, each job runs as a user that owns no file, as limits do not apply to root.
 *   - Time, memory, files, output: limits, and a clock in the marking process, which kills the whole process group.
 *   - Marks: the sandbox contains no expected value, and of the output only numbers count (protocol.h). A right number
 *     has to be computed; only a yes or no can be guessed, so tests should not ask for that alone.
 * Not covered: a program sees the calls of the hidden tests that it runs; stat shows whether a file exists and its
 * length, where permissions allow; bugs of the kernel; the load of the machine.
 * Where Landlock or seccomp is missing, nothing is marked: selftest.c tries both before the first submission.
 */
#ifndef LEHR_GRADE_SANDBOX_H
#define LEHR_GRADE_SANDBOX_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef enum sandbox_kind { SANDBOX_COMPILER, SANDBOX_PROGRAM } sandbox_kind;

enum { SANDBOX_ROOTS = 40, SANDBOX_ARGUMENTS = 40 };

typedef struct sandbox {
    sandbox_kind kind;
    const char *roots[SANDBOX_ROOTS];   /* readable: programs and libraries; missing ones are ignored */
    int         folder;                 /* the working folder; the compiler may write in it           */
    uid_t       user;                   /* the user that it runs as; 0: the caller                    */
    int         program;                /* SANDBOX_PROGRAM: the program, open for reading             */
    long        cpu;                    /* limit of processor time, in seconds                        */
    size_t      memory, file;           /* bytes: of the address space, of the longest file           */
} sandbox;

/* A command, or, for selftest.c, a function. */
typedef struct sandbox_task {
    const char *argv[SANDBOX_ARGUMENTS]; /* NULL at the end; argv[0] of the compiler is its path */
    int       (*function)(void);        /* not NULL: called instead; its value is the exit status */
} sandbox_task;

/* A step that failed; the child reports it to its parent (process.c). */
typedef struct sandbox_failure { int step, error; } sandbox_failure;
const char *sandbox_step_name(int step);        /* "Landlock"; −1: "descriptors", before the first step */
bool        sandbox_step_is_last(int step);     /* the sandbox was complete, but the program did not start */

/* In a new child, after its output is redirected: enters the sandbox and does the task. Returns only on failure. */
sandbox_failure sandbox_enter(const sandbox *j, const sandbox_task *task, pid_t parent);

/* NULL: this build has a sandbox. Otherwise the reason, as the end of a sentence. */
const char *sandbox_missing(void);

/* Once, in the parent, before the first child: everything that allocates memory. 0, or errno. */
int         sandbox_prepare(void);

/* The version of Landlock, from 1; 0: none. */
int         sandbox_landlock_version(void);

#endif
