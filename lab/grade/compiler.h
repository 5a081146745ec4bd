/* compiler.h — the C compiler in its sandbox: what it may read, how it is called, what it says in words. */
#ifndef LEHR_GRADE_COMPILER_H
#define LEHR_GRADE_COMPILER_H
#include "lab/grade/process.h"
#include "lab/grade/workdir.h"

typedef struct compiler {
    char        path[4096];             /* of the program */
    char        own[5][4096];           /* what lies beside it, where that is no usual place */
    const char *roots[SANDBOX_ROOTS];
} compiler;

/* By its name, looked for as a shell does, or by its path; NULL: cc. */
lehr_status compiler_find(compiler *c, const char *name);

/* What a finished program may read. */
extern const char *const compiler_program_roots[];

/* LEHR_ERR_FILE: submissions could read it, as it lies where compilers have their own files. what: "the folder of
 * submissions". */
lehr_status compiler_keeps_out(const compiler *c, const char *path, const char *what);

/* What came of compiling or linking. */
typedef struct compiled {
    bool      done;                     /* there is a new file                               */
    lehr_strbuf why;                    /* in words, where there is none                     */
    int       warnings;
    lehr_strbuf said;                   /* the beginning of what the compiler said, cleaned  */
} compiled;

/* source, in that slot, to an object file beside it. */
lehr_status compiler_compile(const compiler *c, int slot, uid_t user, const char *source, compiled *out);

/* Object files to a program called "trial". */
lehr_status compiler_link(const compiler *c, int slot, uid_t user, const char *const objects[], int n, compiled *out);

void        compiled_release(compiled *c);

#endif
