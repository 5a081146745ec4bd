/* submissions.h — reads students' files, and folders of them, safely: it follows no link and blocks on no pipe. */
#ifndef LEHR_GRADE_SUBMISSIONS_H
#define LEHR_GRADE_SUBMISSIONS_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/strbuf.h"

enum { SUBMISSION_MAX_BYTES = 1 << 20 };    /* bytes of a student's file */

/* True if the name has this end, such as ".c", and something before it. */
bool submissions_has_suffix(const char *name, const char *end);

/* Reads a student's file in an open folder. If it cannot be marked, why gets the reason and bytes stays empty. */
lehr_status submissions_read_file(int folder, const char *name, lehr_strbuf *bytes, lehr_strbuf *why);

/* the student's name; the subfolder, or ""; the file there */
typedef struct submission { const char *name, *folder, *file; } submission;

typedef struct submissions {
    submission *one;
    int         count;
    int         fd;                         /* of the folder, opened */
    lehr_arena  memory;
} submissions;

/* One file of a folder. */
lehr_status submissions_open_file(submissions *all, const char *folder, const char *name);

/* Each subfolder, which must have the file, and each NAME.c, in the byte order of names, without those that begin with
 * a dot. LEHR_ERR_FILE: path is not a folder, or has no submissions. */
lehr_status submissions_find(submissions *all, const char *path, const char *file);
void        submissions_release(submissions *all);

/* Reads submission i, as submissions_read_file. */
lehr_status submissions_read(const submissions *all, int i, lehr_strbuf *bytes, lehr_strbuf *why);

#endif
