/* compiler.h — the C compiler in its sandbox: what it may read, how it is called, and its errors in words. */
#ifndef LEHR_GRADE_COMPILER_H
#define LEHR_GRADE_COMPILER_H
#include "lab/grade/process.h"
#include "lab/grade/workdir.h"

typedef struct compiler {
    char        path[4096];             /* of the program */
    char        own[5][4096];           /* its folders outside of the usual ones */
    const char *roots[SANDBOX_ROOTS];
} compiler;

/* By its name, searched for in PATH, or by its path; NULL: cc. */
lehr_status compiler_find(compiler *c, const char *name);

/* The sandbox in which it runs, and that of a program, open for reading, which may use that much processor time. */
sandbox     compiler_sandbox(const compiler *c, int slot, uid_t user);
sandbox     compiler_program_sandbox(int slot, uid_t user, int program, double seconds);

/* LEHR_ERR_FILE: path lies in a folder that the compiler reads, so submissions could read it. what: "the folder of
 * submissions". */
lehr_status compiler_keeps_out(const compiler *c, const char *path, const char *what);

/* The result of compiling or linking. */
typedef struct compiled {
    bool      done;                     /* the output file exists                            */
    lehr_strbuf why;                    /* otherwise: the reason                             */
    int       warnings;
    lehr_strbuf output;                 /* the beginning of the compiler's output, cleaned   */
} compiled;

/* Compiles a source file of a slot to an object file beside it. */
lehr_status compiler_compile(const compiler *c, int slot, uid_t user, const char *source, compiled *out);

/* Links object files to a program called "trial". */
lehr_status compiler_link(const compiler *c, int slot, uid_t user, const char *const objects[], int n, compiled *out);

void        compiled_release(compiled *c);

#endif
