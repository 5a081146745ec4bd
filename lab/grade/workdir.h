/* workdir.h — where submissions are compiled: a folder of our own that is gone at the end, with a slot for each job. */
#ifndef LEHR_GRADE_WORKDIR_H
#define LEHR_GRADE_WORKDIR_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

typedef struct workdir {
    char  path[4096];           /* "/tmp/lehr-grade-x1Yz2w"; "": there is none */
    uid_t users;                /* slot i belongs to user users + i; 0: all to the caller */
} workdir;

/* Below TMPDIR, or /tmp. */
lehr_status workdir_create(workdir *s);
void        workdir_remove(workdir *s);

/* Room i, made if need be, empty; its descriptor, to be closed. −1: see lehr_message. */
int         workdir_open_slot(const workdir *s, int i);
uid_t       workdir_user(const workdir *s, int i);
void        workdir_clear(int slot);

/* A file in a slot, which the slot's user may read. Nothing of that name may be there. */
lehr_status workdir_write(int slot, uid_t user, const char *name, const void *bytes, size_t n);

/* A file that the compiler has left in a slot; neither a link nor anything else, nor more than most bytes. */
lehr_status workdir_read(int slot, const char *name, size_t most, lehr_strbuf *bytes);

/* The program called "trial" that a linker has left in a slot, made one that can be started; open for reading. −1:
 * see errno. */
int         workdir_open_program(int slot);

#endif
