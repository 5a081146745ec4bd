/* workdir.h — a temporary folder in which submissions are compiled, with a subfolder (slot) for each job. */
#ifndef LEHR_GRADE_WORKDIR_H
#define LEHR_GRADE_WORKDIR_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

typedef struct workdir {
    char  path[4096];           /* "/tmp/lehr-grade-x1Yz2w"; "": none */
    uid_t users;                /* slot i belongs to user users + i; 0: all slots to the caller */
} workdir;

/* Below TMPDIR, or /tmp. */
lehr_status workdir_create(workdir *s);
void        workdir_remove(workdir *s);

/* Slot i, created if needed, empty; its descriptor, to be closed. −1: see lehr_message. */
int         workdir_open_slot(const workdir *s, int i);
uid_t       workdir_user(const workdir *s, int i);
void        workdir_clear(int slot);

/* Writes a new file that the slot's user may read. */
lehr_status workdir_write(int slot, uid_t user, const char *name, const void *bytes, size_t n);

/* Reads an open file to its end, or until it has more than most bytes. False: errno, or bytes->status. */
bool        workdir_read_all(int fd, size_t most, lehr_strbuf *bytes);

/* Reads a regular file of at most that many bytes that the compiler has written. */
lehr_status workdir_read(int slot, const char *name, size_t most, lehr_strbuf *bytes);

/* Makes the program "trial" in a slot executable and opens it for reading. −1: see errno. */
int         workdir_open_program(int slot);

#endif
