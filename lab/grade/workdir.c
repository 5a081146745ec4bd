#include "lab/grade/workdir.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Root's jobs run as users that own no file; markings at the same time usually get different ones. The numbers are
 * above those of containers and below 2^31; where these do not exist, in the gap below those that systemd gives to
 * services. */
enum { FIRST_USER = 1900000000, RANGES = 16, RANGE = 256, FIRST_OF_FEW = 60600, FEW_RANGES = 2 };

static lehr_status fail_to(const char *path, const char *verb)
{
    int error = errno;
    return lehr_fail(LEHR_ERR_FILE, "%s: cannot %s: %s", path, lehr_translate(verb), lehr_errno_text(error));
}

/* A container may have few users. */
static bool is_user(const char *folder, uid_t user)
{
    bool there = !chown(folder, user, (gid_t)user);
    return there && !chown(folder, 0, 0);
}

static uid_t users_for(const char *folder)
{
    if (geteuid()) return 0;
    uid_t high = (uid_t)(FIRST_USER + getpid() % RANGES * RANGE);
    return is_user(folder, high) ? high : (uid_t)(FIRST_OF_FEW + getpid() % FEW_RANGES * RANGE);
}

lehr_status workdir_create(workdir *s)
{
    const char *above = getenv("TMPDIR");
    if (!above || above[0] != '/') above = "/tmp";
    *s = (workdir){ .users = 0 };
    if (strlen(above) > sizeof s->path - 64) above = "/tmp";
    lehr_snprintf(s->path, sizeof s->path, "%s/lehr-grade-XXXXXX", above);
    if (mkdtemp(s->path)) {
        s->users = users_for(s->path);
        return LEHR_OK;
    }
    lehr_status status = lehr_fail(LEHR_ERR_FILE, "%s: no folder can be made there to compile in: %s", above,
                                   lehr_errno_text(errno));
    s->path[0] = '\0';
    return status;
}

uid_t workdir_user(const workdir *s, int i) { return s->users ? s->users + (uid_t)i : 0; }

/* The sandbox cannot make folders, so there is only one level. */
void workdir_clear(int slot)
{
    int fd = openat(slot, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *all = fd >= 0 ? fdopendir(fd) : NULL;
    if (!all) {
        if (fd >= 0) close(fd);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(all));)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") && unlinkat(slot, entry->d_name, 0)) continue;
    closedir(all);
}

int workdir_open_slot(const workdir *s, int i)
{
    char path[sizeof s->path + 16];
    uid_t user = workdir_user(s, i);
    lehr_snprintf(path, sizeof path, "%s/%d", s->path, i);
    bool made = !mkdir(path, 0700);
    if (!made && errno != EEXIST) return fail_to(path, "make this folder"), -1;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return fail_to(path, "open"), -1;
    if (made && user && fchown(fd, user, (gid_t)user)) {
        fail_to(path, "give this to another user");
        close(fd);
        return -1;
    }
    workdir_clear(fd);
    return fd;
}

void workdir_remove(workdir *s)
{
    enum { SLOTS = 256 };
    char path[sizeof s->path + 16];
    if (!s->path[0]) return;
    for (int i = 0; i < SLOTS; i++) {
        lehr_snprintf(path, sizeof path, "%s/%d", s->path, i);
        int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0) continue;
        workdir_clear(fd);
        close(fd);
        rmdir(path);
    }
    rmdir(s->path);
    s->path[0] = '\0';
}

lehr_status workdir_write(int slot, uid_t user, const char *name, const void *bytes, size_t n)
{
    int fd = openat(slot, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return fail_to(name, "open for writing");
    bool whole = !(user && fchown(fd, user, (gid_t)user));
    for (const char *at = bytes; whole && n;) {
        ssize_t put = write(fd, at, n);
        if (put < 0 && errno == EINTR) continue;
        whole = put > 0;
        if (whole) at += put, n -= (size_t)put;
    }
    lehr_status status = whole ? LEHR_OK : fail_to(name, "write");
    if (close(fd) && !status) status = fail_to(name, "finish writing");
    return status;
}

bool workdir_read_all(int fd, size_t most, lehr_strbuf *bytes)
{
    char piece[65536];
    ssize_t n = 1;
    while (n && bytes->length <= most && !bytes->status) {
        n = read(fd, piece, sizeof piece);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) lehr_strbuf_append(bytes, piece, (size_t)n);
    }
    return !bytes->status;
}

lehr_status workdir_read(int slot, const char *name, size_t most, lehr_strbuf *bytes)
{
    struct stat about;
    int fd = openat(slot, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return fail_to(name, "open");
    bool fits = !fstat(fd, &about) && S_ISREG(about.st_mode) && workdir_read_all(fd, most, bytes)
             && bytes->length <= most;
    close(fd);
    if (bytes->status) return bytes->status;
    return fits ? LEHR_OK : lehr_fail(LEHR_ERR_FILE, "%s: is not a file of at most %zu bytes", name, most);
}

int workdir_open_program(int slot)
{
    struct stat about;
    int fd = openat(slot, "trial", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return -1;
    errno = EINVAL;
    if (!fstat(fd, &about) && S_ISREG(about.st_mode) && !fchmod(fd, 0700)) return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}
