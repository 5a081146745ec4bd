/* faulty_files.h — the table of file calls with a fault in it: the nth open, read, write, sync, close, rename, unlink
 * or chmod goes wrong, or it and all later ones of its kind. Used by the tests of the whole program (torture.h), and
 * by the command itself where it is built for being tortured (faults.c). From any thread. */
#ifndef LEHR_TESTS_FAULTY_H
#define LEHR_TESTS_FAULTY_H
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"

enum {
    FAULTY_OPEN,
    FAULTY_READ,
    FAULTY_WRITE,
    FAULTY_SYNC,
    FAULTY_CLOSE,
    FAULTY_RENAME,
    FAULTY_UNLINK,
    FAULTY_CHMOD,
    FAULTY_CALLS
};
static const char *const faulty_names[FAULTY_CALLS] = { "open",  "read",   "write",  "sync",
                                                        "close", "rename", "unlink", "chmod" };

enum { SHORT = -1, FAULTY_FILES = 256, FAULTY_PATH = 256 };     /* SHORT: no error; half of the bytes are moved */

typedef struct faulty {
    int  call, error;                           /* which kind, and errno or SHORT                                  */
    long n;                                     /* the first that goes wrong, from 1; 0: none does                 */
    bool from_then_on, unsynced;                /* unsynced: nothing is really synced, for tests that save and save */
    atomic_long made[FAULTY_CALLS];             /* so many there were                                              */
    atomic_bool happened;
    char path[FAULTY_PATH];                   /* of the first that went wrong, those of files that are written before */
    bool writing, folder;                       /* … those that are read, for of these a close may fail unheard */
    pthread_mutex_t door;
    void (*placed)(const char *path);           /* told of each file that came to its place by a rename            */
    struct { char path[FAULTY_PATH]; bool writing, folder; } file[FAULTY_FILES];       /* what is open, by its number */
} faulty;

/* the table's calls have no context, so there is one */
static faulty faults = { .door = PTHREAD_MUTEX_INITIALIZER };

static inline void faulty_note(const char *path, bool writing, bool folder)
{
    pthread_mutex_lock(&faults.door);
    if (!faults.happened || (writing && !faults.writing)) {
        snprintf(faults.path, sizeof faults.path, "%s", path);
        faults.writing = writing;
        faults.folder = folder;
    }
    faults.happened = true;
    pthread_mutex_unlock(&faults.door);
}

/* Is it the turn of this one to go wrong? */
static inline bool faulty_turn(int call)
{
    long n = ++faults.made[call];
    return faults.n && call == faults.call && (n == faults.n || (faults.from_then_on && n > faults.n));
}

/* The same of a call for what is open; errno is then set. */
static inline bool faulty_now(int call, int fd)
{
    bool now = faulty_turn(call), known = fd >= 0 && fd < FAULTY_FILES;
    bool folder = known && faults.file[fd].folder,
         writing = known && (faults.file[fd].writing || (folder && call == FAULTY_SYNC));
    if (now) faulty_note(known ? faults.file[fd].path : "", writing, folder);
    if (now && faults.error != SHORT) errno = faults.error;
    return now;
}

static inline int faulty_open(const char *path, int flags, int mode)
{
    struct stat about;
    bool writing = (flags & O_ACCMODE) != O_RDONLY, folder = !writing && !stat(path, &about) && S_ISDIR(about.st_mode);
    if (faulty_turn(FAULTY_OPEN)) {
        faulty_note(path, writing, folder);
        errno = faults.error;
        return -1;
    }
    int fd = open(path, flags, mode);
    if (fd >= 0 && fd < FAULTY_FILES) {
        snprintf(faults.file[fd].path, sizeof faults.file[fd].path, "%s", path);
        faults.file[fd].writing = writing;
        faults.file[fd].folder = folder;
    }
    return fd;
}

static inline long faulty_read(int fd, void *bytes, size_t n)
{
    if (faulty_now(FAULTY_READ, fd)) {
        if (faults.error != SHORT) return -1;
        n = (n + 1) / 2;
    }
    return (long)read(fd, bytes, n);
}

static inline long faulty_write(int fd, const void *bytes, size_t n)
{
    if (faulty_now(FAULTY_WRITE, fd)) {
        if (faults.error != SHORT) return -1;
        n = (n + 1) / 2;
    }
    return (long)write(fd, bytes, n);
}

static inline int faulty_sync(int fd)
{
    if (faulty_now(FAULTY_SYNC, fd)) return -1;
    return faults.unsynced ? 0 : fsync(fd);
}

/* As a file system does that tells of a full disk only here: the file is closed all the same. */
static inline int faulty_close(int fd)
{
    bool now = faulty_now(FAULTY_CLOSE, fd);
    int error = errno, answer = close(fd);
    errno = now ? error : errno;
    return now ? -1 : answer;
}

static inline int faulty_rename(const char *from, const char *to)
{
    if (faulty_turn(FAULTY_RENAME)) {
        faulty_note(to, true, false);
        errno = faults.error;
        return -1;
    }
    int answer = rename(from, to);
    if (!answer && faults.placed) faults.placed(to);
    return answer;
}

static inline int faulty_unlink(const char *path)
{
    if (!faulty_turn(FAULTY_UNLINK)) return unlink(path);
    faulty_note(path, false, false);
    errno = faults.error;
    return -1;
}

static inline int faulty_chmod(int fd, int mode)
{
    return faulty_now(FAULTY_CHMOD, fd) ? -1 : fchmod(fd, (mode_t)mode);
}

static const lehr_file_calls faulty_calls = { faulty_open,  faulty_read,   faulty_write,  faulty_sync,
                                              faulty_close, faulty_rename, faulty_unlink, faulty_chmod };

/* The errors there are names for. */
static const struct { const char *name; int error;
} faulty_errors[] = {
    { "SHORT", SHORT }, { "EINTR", EINTR },   { "ENOSPC", ENOSPC }, { "EIO", EIO },       { "EACCES", EACCES },
    { "EPERM", EPERM }, { "EDQUOT", EDQUOT }, { "EROFS", EROFS },   { "EMFILE", EMFILE },
};
enum { FAULTY_ERRORS = sizeof faulty_errors / sizeof *faulty_errors };

static inline const char *faulty_error_name(int error)
{
    for (int i = 0; i < FAULTY_ERRORS; i++)
        if (faulty_errors[i].error == error) return faulty_errors[i].name;
    return "?";
}

#endif
