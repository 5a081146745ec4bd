/* workdir.h — where submissions are compiled: a folder of our own that is gone at the end, with a room for each job. */
#ifndef LEHR_GRADE_SCRATCH_H
#define LEHR_GRADE_SCRATCH_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

typedef struct scratch {
    char  path[4096];           /* "/tmp/lehr-grade-x1Yz2w"; "": there is none */
    uid_t users;                /* room i belongs to user users + i; 0: all to whoever marks */
} scratch;

/* Below TMPDIR, or /tmp. */
lehr_status scratch_make(scratch *s);
void        scratch_remove(scratch *s);

/* Room i, made if need be, empty; its descriptor, to be closed. −1: see lehr_message. */
int         scratch_room(const scratch *s, int i);
uid_t       scratch_user(const scratch *s, int i);
void        scratch_empty(int room);

/* A file in a room, which the room's user may read. Nothing of that name may be there. */
lehr_status scratch_put(int room, uid_t user, const char *name, const void *bytes, size_t n);

/* A file that the compiler has left in a room; neither a link nor anything else, nor more than most bytes. */
lehr_status scratch_get(int room, const char *name, size_t most, lehr_strbuf *bytes);

/* The program called "trial" that a linker has left in a room, made one that can be started; open for reading. −1:
 * see errno. */
int         scratch_program(int room);

#endif
