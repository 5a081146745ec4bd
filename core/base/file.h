/* file.h — files read whole within a limit, and written whole or not at all. */
#ifndef LEHR_CORE_BASE_FILE_H
#define LEHR_CORE_BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include "core/base/status.h"

/* Every call that moves bytes goes through this table, so a test can make any of them fail. */
typedef struct lehr_file_calls {
    /* As the function of that name in POSIX (sync is fsync, chmod is fchmod): −1 and errno where it fails. */
    int  (*open)(const char *path, int flags, int mode);
    long (*read)(int fd, void *bytes, size_t n);
    long (*write)(int fd, const void *bytes, size_t n);
    int  (*sync)(int fd);
    int  (*close)(int fd);
    int  (*rename)(const char *from, const char *to);
    int  (*unlink)(const char *path);
    int  (*chmod)(int fd, int mode);
} lehr_file_calls;

void lehr_set_file_calls(const lehr_file_calls *calls);     /* NULL, or a member that is NULL: the system's own */

enum { LEHR_MAX_UNSIZED_FILE = 1 << 28 };                   /* what is read at most of a pipe or a device, bytes */

/* The whole file, a '\0' behind its last byte, *n bytes without it; lehr_free(*bytes) when done. More than most
 * bytes: refused unread. A pipe or a device, which does not say how long it is and may have no end, is read up to
 * LEHR_MAX_UNSIZED_FILE bytes, if most is more. LEHR_ERR_FILE: it cannot be opened or read, is a folder, or longer;
 * LEHR_ERR_MEMORY. Then *bytes is NULL. */
lehr_status lehr_read_file(const char *path, size_t most, char **bytes, size_t *n);

/* Its first bytes, room at most; *all: how long the whole of it is, 0 if it does not say. Who knows from them that it
 * is not what is looked for need not read a file that may be as long as a disk. LEHR_ERR_FILE: it cannot be opened or
 * read, or is a folder. */
lehr_status lehr_read_file_head(const char *path, char *bytes, size_t room, size_t *n, size_t *all);

/* Afterwards path holds either these bytes or, if this fails, what it held before. (Only if its folder cannot be
 * synced to disk has it the new bytes, but may lose them with the power.) The file behind a link is replaced, not the
 * link; permissions stay; a file that may not be written is refused; devices and pipes are written directly.
 * LEHR_ERR_FILE: the sentence says at which step; LEHR_ERR_MEMORY. */
lehr_status lehr_write_file(const char *path, const void *bytes, size_t n);

/* The folder, and those above it; fine if it is there already. LEHR_ERR_FILE: one of them cannot be made. */
lehr_status lehr_make_directory(const char *path);

bool        lehr_path_exists(const char *path);     /* is there anything of that name? */
bool        lehr_is_regular_file(const char *path); /* and is that, or what a link there leads to, a file, and no
                                                       folder, device or pipe? */

/* A file, made if need be and left there empty, that one process at a time can hold; it lets go of it by
 * lehr_unlock_file or by its end, whatever that is. LEHR_ERR_FILE: another holds it, or it cannot be made. */
lehr_status lehr_lock_file(const char *path, int *lock);
void        lehr_unlock_file(int lock);

#endif
