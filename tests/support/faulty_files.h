/* faulty_files.h — a table of file calls with a fault: the nth open, read, write, sync, close, rename, unlink or chmod
 * fails, or it and all later calls of its kind. Used by the tests of the whole program (torture.h) and by the command
 * in a build with faults.c. From any thread. */
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
    int  call, error;                           /* the kind of call, and errno or SHORT                            */
    long n;                                     /* the first that fails, from 1; 0: all succeed                    */
    bool from_then_on, unsynced;                /* unsynced: fsync does nothing, for tests that save very often     */
    atomic_long made[FAULTY_CALLS];             /* the number of calls                                             */
    atomic_bool happened;
    char path[FAULTY_PATH];                   /* of the first failed call; a file that is written has priority        */
    bool writing, folder;                       /* … over one that is read, whose failed close is no error     */
    pthread_mutex_t door;
    void (*placed)(const char *path);           /* called for each file that a rename has put in its place         */
    struct { char path[FAULTY_PATH]; bool writing, folder; } file[FAULTY_FILES];       /* the open files, by number   */
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

/* Must this call fail? */
static inline bool faulty_turn(int call)
{
    long n = ++faults.made[call];
    return faults.n && call == faults.call && (n == faults.n || (faults.from_then_on && n > faults.n));
}

/* The same for a call on an open file; sets errno. */
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

/* Like a file system that reports a full disk only at close: the file is closed nevertheless. */
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

/* The errors that have names here. */
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
