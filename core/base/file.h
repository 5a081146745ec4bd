/* file.h — reads whole files up to a limit; writes files atomically. */
#ifndef LEHR_CORE_BASE_FILE_H
#define LEHR_CORE_BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include "core/base/status.h"

/* All file I/O goes through this table, so that a test can make any call fail. */
typedef struct lehr_file_calls {
    /* As in POSIX (sync is fsync, chmod is fchmod): −1 and errno on failure. */
    int  (*open)(const char *path, int flags, int mode);
    long (*read)(int fd, void *bytes, size_t n);
    long (*write)(int fd, const void *bytes, size_t n);
    int  (*sync)(int fd);
    int  (*close)(int fd);
    int  (*rename)(const char *from, const char *to);
    int  (*unlink)(const char *path);
    int  (*chmod)(int fd, int mode);
} lehr_file_calls;

void lehr_set_file_calls(const lehr_file_calls *calls);     /* NULL, or a member that is NULL: the system's */

enum { LEHR_MAX_UNSIZED_FILE = 1 << 28 };                   /* bytes that are read from a pipe or device, at most */

/* guard is called with the path of each file before it is opened for reading; its error is that of the reader. NULL:
 * none. Threads read at the same time. */
void lehr_set_read_guard(lehr_status (*guard)(const char *path));

/* Reads the whole file: *n bytes, then a '\0'; lehr_free(*bytes) when done. A file longer than limit is an error,
 * before it is read. A pipe or device has no size: at most LEHR_MAX_UNSIZED_FILE bytes of it are read. LEHR_ERR_FILE:
 * it cannot be opened or read, is a folder, or too long; LEHR_ERR_MEMORY. *bytes is then NULL. */
lehr_status lehr_read_file(const char *path, size_t limit, char **bytes, size_t *n);

/* Reads its first bytes, capacity at most; *all: the size of the file, 0 if unknown. A reader can recognise a format by
 * them before it reads a very large file. LEHR_ERR_FILE: it cannot be opened or read, or is a folder. */
lehr_status lehr_read_file_head(const char *path, char *bytes, size_t capacity, size_t *n, size_t *all);

/* Writes the file atomically: on failure path holds what it held before. (If only the folder cannot be synced to
 * disk, the file has the new bytes, but may lose them in a power failure.) A link is followed; permissions are kept;
 * a read-only file is an error; devices and pipes are written directly. LEHR_ERR_FILE: the message names the step;
 * LEHR_ERR_MEMORY. */
lehr_status lehr_write_file(const char *path, const void *bytes, size_t n);

/* Creates the folder and its parents, unless they exist. LEHR_ERR_FILE: one of them cannot be created. */
lehr_status lehr_make_directory(const char *path);

bool        lehr_path_exists(const char *path);     /* a file, folder, link or device  */
bool        lehr_is_regular_file(const char *path); /* a file, or a link to one        */

/* Locks a file, which is created if necessary. lehr_unlock_file or the end of the process unlocks it; the empty file
 * stays. LEHR_ERR_FILE: another process holds the lock, or the file cannot be created. */
lehr_status lehr_lock_file(const char *path, int *lock);
void        lehr_unlock_file(int lock);

#endif
