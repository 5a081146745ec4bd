#include "lab/grade/submissions.h"
#include "core/base/translate.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- one file ----------------------------------------------------------------------------------------------------- */

/* O_NONBLOCK: a pipe would be waited for. */
enum { SAFELY = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

static void explain_open_error(const char *name, int error, lehr_strbuf *why)
{
    if (error == ENOENT) lehr_strbuf_printf(why, lehr_translate("there is no %s"), name);
    else if (error == ELOOP) lehr_strbuf_printf(why, lehr_translate("%s is a link, which is not followed"), name);
    else if (error == ENXIO)
        lehr_strbuf_printf(why, lehr_translate("%s is a folder, a pipe or a device; a file is needed"), name);
    else lehr_strbuf_printf(why, lehr_translate("%s cannot be read: %s"), name, strerror(error));
}

static void read_all(int fd, const char *name, lehr_strbuf *bytes, lehr_strbuf *why)
{
    char piece[65536];
    ssize_t n;
    while ((n = read(fd, piece, sizeof piece)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n > 0) lehr_strbuf_append(bytes, piece, (size_t)n);
        else lehr_strbuf_printf(why, lehr_translate("%s cannot be read: %s"), name, strerror(errno));
        if (n < 0 || bytes->status) return;
        if (bytes->length <= SUBMISSION_MAX_BYTES) continue;
        lehr_strbuf_printf(why, lehr_translate("%s has %lld bytes; at most %d are marked"), name,
                           (long long)bytes->length, SUBMISSION_MAX_BYTES);
        return;
    }
    if (!bytes->length) lehr_strbuf_printf(why, lehr_translate("%s is empty"), name);
    else if (memchr(bytes->s, '\0', bytes->length))
        lehr_strbuf_printf(why, lehr_translate("%s has a zero byte in it, so it is no text"), name);
}

lehr_status submissions_read_file(int folder, const char *name, lehr_strbuf *bytes, lehr_strbuf *why)
{
    struct stat about;
    int fd = openat(folder, name, SAFELY);
    if (fd < 0) explain_open_error(name, errno, why);
    else if (fstat(fd, &about) || !S_ISREG(about.st_mode))
        lehr_strbuf_printf(why, lehr_translate("%s is a folder, a pipe or a device; a file is needed"), name);
    else if (about.st_size > SUBMISSION_MAX_BYTES)
        lehr_strbuf_printf(why, lehr_translate("%s has %lld bytes; at most %d are marked"), name,
                           (long long)about.st_size, SUBMISSION_MAX_BYTES);
    else read_all(fd, name, bytes, why);
    if (fd >= 0) close(fd);
    if (why->length) lehr_strbuf_release(bytes);
    return bytes->status ? bytes->status : why->status;
}

/* --- a folder of them --------------------------------------------------------------------------------------------- */

enum { MOST = 10000 };

bool submissions_has_suffix(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && !strcmp(name + n - m, end);
}

/* What is neither a folder nor called NAME.c is no submission: a list of names, say. Links are, so that something is
 * said of them. */
static lehr_status add(submissions *all, const char *name, const char *file)
{
    struct stat about;
    if (name[0] == '.' || fstatat(all->fd, name, &about, AT_SYMLINK_NOFOLLOW)) return LEHR_OK;
    bool is_file = submissions_has_suffix(name, ".c"),
         is_folder = S_ISDIR(about.st_mode) || (S_ISLNK(about.st_mode) && !is_file);
    if (!is_folder && !is_file) return LEHR_OK;
    if (all->count == MOST) return lehr_fail(LEHR_ERR_FILE, "there are more than %d submissions", MOST);
    submission *s = &all->one[all->count];
    char *own = lehr_arena_strdup(&all->memory, name), *shown = lehr_arena_strdup(&all->memory, name);
    if (!own || !shown) return LEHR_ERR_MEMORY;
    if (!is_folder) shown[strlen(shown) - 2] = '\0';
    *s = (submission){ shown, is_folder ? own : "", is_folder ? file : own };
    all->count++;
    return LEHR_OK;
}

static int by_name(const void *a, const void *b)
{
    const submission *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->folder, y->folder);
}

lehr_status submissions_find(submissions *all, const char *path, const char *file)
{
    *all = (submissions){ .fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    int again = all->fd < 0 ? -1 : openat(all->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = again < 0 ? NULL : fdopendir(again);
    lehr_status status = LEHR_OK;
    if (!folder) {
        status = lehr_fail(LEHR_ERR_FILE, "%s: this folder of submissions cannot be opened: %s", path, strerror(errno));
        if (again >= 0) close(again);
        submissions_release(all);
        return status;
    }
    if (!(all->one = lehr_arena_alloc(&all->memory, MOST, sizeof *all->one))) status = LEHR_ERR_MEMORY;
    for (const struct dirent *entry; !status && (entry = readdir(folder));) status = add(all, entry->d_name, file);
    closedir(folder);
    if (!status && !all->count)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: no submissions in it: neither folders, which would have a %s, nor files NAME.c", path,
                           file);
    if (!status) qsort(all->one, (size_t)all->count, sizeof *all->one, by_name);
    else submissions_release(all);
    return status;
}

void submissions_release(submissions *all)
{
    if (all->fd >= 0) close(all->fd);
    lehr_arena_release(&all->memory);
    *all = (submissions){ .fd = -1 };
}

lehr_status submissions_read(const submissions *all, int i, lehr_strbuf *bytes, lehr_strbuf *why)
{
    const submission *s = &all->one[i];
    if (!s->folder[0]) return submissions_read_file(all->fd, s->file, bytes, why);
    int fd = openat(all->fd, s->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        bool link = errno == ELOOP || errno == ENOTDIR;
        if (link) lehr_strbuf_printf(why, lehr_translate("%s is a link, which is not followed"), s->folder);
        else lehr_strbuf_printf(why, lehr_translate("%s cannot be read: %s"), s->folder, strerror(errno));
        return why->status;
    }
    lehr_status status = submissions_read_file(fd, s->file, bytes, why);
    close(fd);
    return status;
}
