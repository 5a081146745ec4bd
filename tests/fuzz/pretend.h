/* pretend.h — files in memory: every file that is read comes from one buffer, and what is written goes to another. */
#ifndef LEHR_FUZZ_PRETEND_H
#define LEHR_FUZZ_PRETEND_H
#include <fcntl.h>
#include <unistd.h>
#include "core/base/file.h"
#include "promise.h"

static struct { const char *bytes; size_t n, at; } pretended;           /* what is read    */
static struct { unsigned char *bytes; size_t n, room; } written;        /* what was, last  */

static inline int pretend_open(const char *path, int flags, int mode)
{
    (void)path, (void)mode;
    pretended.at = 0;
    if ((flags & O_ACCMODE) != O_RDONLY) written.n = 0;
    return open("/dev/null", O_RDWR);
}

static inline long pretend_read(int fd, void *to, size_t n)
{
    (void)fd;
    if (n > pretended.n - pretended.at) n = pretended.n - pretended.at;
    if (n) memcpy(to, pretended.bytes + pretended.at, n);
    pretended.at += n;
    return (long)n;
}

static inline long pretend_write(int fd, const void *from, size_t n)
{
    (void)fd;
    if (n > written.room - written.n) {
        written.room = 2 * (written.n + n);
        written.bytes = realloc(written.bytes, written.room);
        promise(written.bytes != NULL, "there is memory", "");
    }
    memcpy(written.bytes + written.n, from, n);
    written.n += n;
    return (long)n;
}

static inline int pretend_sync(int fd)                              { return (void)fd, 0; }
static inline int pretend_chmod(int fd, int mode)                   { return (void)fd, (void)mode, 0; }
static inline int pretend_rename(const char *from, const char *to)  { return (void)from, (void)to, 0; }
static inline int pretend_unlink(const char *path)                  { return (void)path, 0; }

static inline void pretend(const char *bytes, size_t n)
{
    static const lehr_file_calls calls = { pretend_open, pretend_read,   pretend_write,  pretend_sync,
                                           close,        pretend_rename, pretend_unlink, pretend_chmod };
    pretended.bytes = bytes;
    pretended.n = n;
    lehr_set_file_calls(&calls);
}

static inline void pretend_no_more(void) { lehr_set_file_calls(NULL); }

#endif
