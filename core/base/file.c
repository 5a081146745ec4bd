#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/strbuf.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int  sys_open(const char *path, int flags, int mode) { return open(path, flags, mode); }
static int  sys_chmod(int fd, int mode)                     { return fchmod(fd, (mode_t)mode); }
static long sys_read(int fd, void *bytes, size_t n)         { return (long)read(fd, bytes, n); }
static long sys_write(int fd, const void *bytes, size_t n)  { return (long)write(fd, bytes, n); }

static const lehr_file_calls posix = { sys_open, sys_read, sys_write, fsync, close, rename, unlink, sys_chmod };
static lehr_file_calls sys = { sys_open, sys_read, sys_write, fsync, close, rename, unlink, sys_chmod };

void lehr_set_file_calls(const lehr_file_calls *calls)
{
    sys = calls ? *calls : posix;
    if (!sys.open)   sys.open = posix.open;
    if (!sys.read)   sys.read = posix.read;
    if (!sys.write)  sys.write = posix.write;
    if (!sys.sync)   sys.sync = posix.sync;
    if (!sys.close)  sys.close = posix.close;
    if (!sys.rename) sys.rename = posix.rename;
    if (!sys.unlink) sys.unlink = posix.unlink;
    if (!sys.chmod)  sys.chmod = posix.chmod;
}

/* format: takes the path and the reason, which errno has. */
static lehr_status fail_call(const char *path, const char *format)
{
    return lehr_fail(LEHR_ERR_FILE, format, path, lehr_errno_text(errno));
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static lehr_status too_large(const char *path, size_t limit)
{
    return lehr_fail(LEHR_ERR_FILE, "%s: larger than the %zu bytes that are read at most", path, limit);
}

/* Pipes have no size in advance: reads until the end and grows. */
static lehr_status read_all(int fd, const char *path, size_t limit, lehr_strbuf *t)
{
    char buffer[16384];
    long got;
    while ((got = sys.read(fd, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail_call(path, "%s: cannot read: %s");
        if ((size_t)got > limit - t->length) return too_large(path, limit);
        lehr_strbuf_append(t, buffer, (size_t)got);
        if (t->status) return t->status;
    }
    lehr_strbuf_append(t, "", 0);       /* even an empty file is a string */
    return t->status;
}

/* Frees the capacity that is not used. */
static lehr_status shrink(lehr_strbuf *t)
{
    enum { LITTLE = 4096 };
    if (t->capacity - t->length <= LITTLE) return LEHR_OK;
    char *s = lehr_resize(t->s, t->length + 1, 1);
    if (!s) return LEHR_ERR_MEMORY;
    t->s = s;
    return LEHR_OK;
}

static lehr_status (*read_guard)(const char *path);

void lehr_set_read_guard(lehr_status (*guard)(const char *path)) { read_guard = guard; }

/* *about is all zero if fstat fails. */
static lehr_status open_to_read(const char *path, int *fd, struct stat *about)
{
    lehr_status status = read_guard ? read_guard(path) : LEHR_OK;
    memset(about, 0, sizeof *about);
    if (status) return status;
    if ((*fd = sys.open(path, O_RDONLY | O_CLOEXEC, 0)) < 0) return fail_call(path, "%s: cannot open: %s");
    if (fstat(*fd, about) || !S_ISDIR(about->st_mode)) return LEHR_OK;
    sys.close(*fd);
    return lehr_fail(LEHR_ERR_FILE, "%s: is a folder; a file is needed", path);
}

lehr_status lehr_read_file_head(const char *path, char *bytes, size_t capacity, size_t *n, size_t *all)
{
    lehr_status null = LEHR_NOT_NULL(path, bytes, n, all);
    if (null) return null;
    struct stat about;
    int fd;
    long got = 0;
    lehr_status status = open_to_read(path, &fd, &about);
    if (status) return status;
    for (*n = 0; *n < capacity && (got = sys.read(fd, bytes + *n, capacity - *n)) != 0;) {
        if (got > 0) *n += (size_t)got;
        else if (errno != EINTR) break;
    }
    if (got < 0) status = fail_call(path, "%s: cannot read: %s");
    *all = S_ISREG(about.st_mode) ? (size_t)about.st_size : 0;
    sys.close(fd);
    return status;
}

lehr_status lehr_read_file(const char *path, size_t limit, char **bytes, size_t *n)
{
    if (bytes) *bytes = NULL;
    if (n) *n = 0;
    lehr_status null = LEHR_NOT_NULL(path, bytes, n);
    if (null) return null;
    struct stat about;
    int fd;
    lehr_strbuf t = {0};
    lehr_status status = open_to_read(path, &fd, &about);
    if (status) return status;
    if (S_ISREG(about.st_mode) && (size_t)about.st_size > limit) status = too_large(path, limit);
    if (!S_ISREG(about.st_mode) && limit > LEHR_MAX_UNSIZED_FILE) limit = LEHR_MAX_UNSIZED_FILE;
    if (!status) status = read_all(fd, path, limit, &t);
    if (!status) status = shrink(&t);
    sys.close(fd);
    if (status) {
        lehr_strbuf_release(&t);
        return status;
    }
    *bytes = t.s;
    *n = t.length;
    return LEHR_OK;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static lehr_status write_all(int fd, const char *path, const char *bytes, size_t n)
{
    while (n) {
        long put = sys.write(fd, bytes, n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail_call(path, "%s: cannot write: %s");
        if (put == 0) {
            errno = ENOSPC;
            return fail_call(path, "%s: cannot write: %s");
        }
        bytes += put;
        n -= (size_t)put;
    }
    return LEHR_OK;
}

/* close is checked, too: some file systems report a full disk only there. mode −1: the default. */
static lehr_status write_to(const char *path, int flags, int mode, const void *bytes, size_t n, bool must_sync)
{
    int fd = sys.open(path, O_WRONLY | O_CLOEXEC | flags, 0666);
    if (fd < 0) return fail_call(path, "%s: cannot open for writing: %s");
    lehr_status status = LEHR_OK;
    if (mode >= 0 && sys.chmod(fd, mode))
        status = fail_call(path, "%s: cannot keep the permissions of the old file: %s");
    if (!status) status = write_all(fd, path, bytes, n);
    if (!status && must_sync && sys.sync(fd)) status = fail_call(path, "%s: cannot sync to disk: %s");
    if (sys.close(fd) && !status) status = fail_call(path, "%s: cannot finish writing: %s");
    return status;
}

typedef struct folder_name { char s[4096]; } folder_name;

/* The folder a file is in; "": its path is too long to have been opened. */
static folder_name folder_of(const char *path)
{
    folder_name folder = { "." };
    const char *slash = strrchr(path, '/');
    size_t n = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    if (n >= sizeof folder.s) return (folder_name){ "" };
    if (n) memcpy(folder.s, path, n), folder.s[n] = '\0';
    return folder;
}

/* Locks the folder of path: temporary files have a fixed name, so two saves at once would mix. A save waits up to 2 s;
 * a longer lock is not that of a running save. Closing the descriptor unlocks; −1: the folder cannot be opened. */
static int lock_folder_of(const char *path)
{
    const struct timespec millisecond = { .tv_nsec = 1000000 };
    int fd = open(folder_of(path).s, O_RDONLY | O_CLOEXEC);
    for (int waited = 0; fd >= 0 && waited < 2000 && flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK; waited++)
        nanosleep(&millisecond, NULL);
    return fd;
}

/* A new name is on disk only after its folder is synced. Some file systems cannot sync folders (EINVAL). */
static lehr_status sync_folder(const char *path)
{
    int fd = sys.open(folder_of(path).s, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) return LEHR_OK;         /* a folder may be writable and yet not readable */
    lehr_status status = LEHR_OK;
    if (sys.sync(fd) && errno != EINVAL) status = fail_call(path, "%s: cannot sync its folder to disk: %s");
    sys.close(fd);
    return status;
}

/* The temporary file beside the target has a fixed name, so that the next save removes what a killed one left. It is
 * created anew each time, so that no link and no old permissions are used. */
static lehr_status replace(const char *path, int mode, const void *bytes, size_t n)
{
    lehr_strbuf name = {0};
    lehr_strbuf_printf(&name, "%s.lehr-part", path);
    if (name.status) return name.status;
    int lock = lock_folder_of(path);
    bool left = sys.unlink(name.s) && errno != ENOENT && lehr_path_exists(name.s);
    lehr_status status = left ? fail_call(name.s, "%s: cannot remove this, which an earlier save left: %s")
                              : write_to(name.s, O_CREAT | O_EXCL, mode, bytes, n, true);
    if (!status && sys.rename(name.s, path)) status = fail_call(path, "%s: cannot put the finished file in place: %s");
    if (!status) status = sync_folder(path);
    else if (!left) sys.unlink(name.s);
    if (lock >= 0) close(lock);
    lehr_strbuf_release(&name);
    return status;
}

/* The file that a link points to; it need not exist. */
static lehr_status behind_link(const char *path, lehr_strbuf *target)
{
    char link[4096];
    ssize_t length = readlink(path, link, sizeof link - 1);
    if (length < 0) return fail_call(path, "%s: cannot read this link: %s");
    link[length] = '\0';
    const char *slash = strrchr(path, '/');
    if (link[0] != '/' && slash) lehr_strbuf_printf(target, "%.*s/", (int)(slash - path), path);
    lehr_strbuf_printf(target, "%s", link);
    return target->status;
}

lehr_status lehr_write_file(const char *path, const void *bytes, size_t n)
{
    lehr_status null = LEHR_NOT_NULL(path);
    if (null) return null;
    if (n && !bytes) return lehr_fail_null(__func__, "bytes");
    struct stat about;
    lehr_strbuf target = {0};
    bool there = !stat(path, &about);
    bool loop = !there && errno == ELOOP;                   /* links that lead back to themselves */
    if (loop) return fail_call(path, "%s: cannot write: %s");
    int mode = there ? (int)(about.st_mode & 0777) : -1;
    if (there && S_ISDIR(about.st_mode)) return lehr_fail(LEHR_ERR_FILE, "%s: is a folder; a file is needed", path);
    if (there && !S_ISREG(about.st_mode)) return write_to(path, 0, -1, bytes, n, false);
    if (there && access(path, W_OK)) return fail_call(path, "%s: cannot write: %s");
    bool is_link = !lstat(path, &about) && S_ISLNK(about.st_mode);
    lehr_status status = is_link ? behind_link(path, &target) : LEHR_OK;
    if (!status) status = is_link ? lehr_write_file(target.s, bytes, n) : replace(path, mode, bytes, n);
    lehr_strbuf_release(&target);
    return status;
}

lehr_status lehr_make_directory(const char *path)
{
    lehr_status null = LEHR_NOT_NULL(path);
    if (null) return null;
    char part[4096];
    size_t n = strlen(path);
    if (n >= sizeof part) return lehr_fail(LEHR_ERR_FILE, "%.60s…: a path of %zu bytes is too long", path, n);
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) && errno != EEXIST) return fail_call(part, "%s: cannot make this folder: %s");
    }
    struct stat about;
    if (stat(path, &about)) return fail_call(path, "%s: cannot make this folder: %s");
    return S_ISDIR(about.st_mode) ? LEHR_OK : lehr_fail(LEHR_ERR_FILE, "%s: is a file; a folder is needed", path);
}

bool lehr_path_exists(const char *path)
{
    struct stat about;
    return path && !lstat(path, &about);
}

bool lehr_is_regular_file(const char *path)
{
    struct stat about;
    return path && !stat(path, &about) && S_ISREG(about.st_mode);
}

lehr_status lehr_lock_file(const char *path, int *lock)
{
    lehr_status null = LEHR_NOT_NULL(path, lock);
    if (null) return null;
    struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return fail_call(path, "%s: cannot open for writing: %s");
    *lock = fd;
    if (!fcntl(fd, F_SETLK, &all)) return LEHR_OK;
    bool taken = errno == EACCES || errno == EAGAIN;
    lehr_status status = fail_call(path, "%s: cannot lock: %s");
    if (taken && !fcntl(fd, F_GETLK, &all) && all.l_type != F_UNLCK)
        status = lehr_fail(LEHR_ERR_FILE, "%s: process %ld holds this lock; wait until it ends, or use another folder",
                           path, (long)all.l_pid);
    close(fd);
    return status;
}

void lehr_unlock_file(int lock) { close(lock); }
