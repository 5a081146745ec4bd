#include "lab/grade/submissions.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/grade/workdir.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- one file ----------------------------------------------------------------------------------------------------- */

/* O_NONBLOCK: open would block on a pipe. */
enum { FILE_FLAGS = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
       FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

static void explain_open_error(const char *name, int error, lehr_strbuf *why)
{
    if (error == ENOENT) lehr_strbuf_printf(why, lehr_translate("there is no %s"), name);
    else if (error == ELOOP) lehr_strbuf_printf(why, lehr_translate("%s is a link, which is not followed"), name);
    else if (error == ENXIO)
        lehr_strbuf_printf(why, lehr_translate("%s is a folder, a pipe or a device; a file is needed"), name);
    else lehr_strbuf_printf(why, lehr_translate("%s cannot be read: %s"), name, lehr_errno_text(error));
}

static void explain_size(const char *name, long long size, lehr_strbuf *why)
{
    lehr_strbuf_printf(why, lehr_translate("%s has %lld bytes; at most %d are marked"), name, size,
                       SUBMISSION_MAX_BYTES);
}

static void read_all(int fd, const char *name, lehr_strbuf *bytes, lehr_strbuf *why)
{
    bool whole = workdir_read_all(fd, SUBMISSION_MAX_BYTES, bytes);
    if (bytes->status) return;
    if (!whole) explain_open_error(name, errno, why);
    else if (bytes->length > SUBMISSION_MAX_BYTES) explain_size(name, (long long)bytes->length, why);
    else if (!bytes->length) lehr_strbuf_printf(why, lehr_translate("%s is empty"), name);
    else if (memchr(bytes->s, '\0', bytes->length))
        lehr_strbuf_printf(why, lehr_translate("%s has a zero byte in it, so it is no text"), name);
}

lehr_status submissions_read_file(int folder, const char *name, lehr_strbuf *bytes, lehr_strbuf *why)
{
    struct stat about;
    int fd = openat(folder, name, FILE_FLAGS);
    if (fd < 0) explain_open_error(name, errno, why);
    else if (fstat(fd, &about) || !S_ISREG(about.st_mode)) explain_open_error(name, ENXIO, why);
    else if (about.st_size > SUBMISSION_MAX_BYTES) explain_size(name, (long long)about.st_size, why);
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

/* Other files than NAME.c, such as a list of names, are ignored. Links are kept, so that the report mentions them. */
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

static lehr_status open_folder(submissions *all, const char *path, int places)
{
    *all = (submissions){ .fd = open(path, FOLDER_FLAGS) };
    if (all->fd < 0)
        return lehr_fail(LEHR_ERR_FILE, "%s: this folder cannot be opened: %s", path, lehr_errno_text(errno));
    all->one = lehr_arena_alloc(&all->memory, (size_t)places, sizeof *all->one);
    return all->one ? LEHR_OK : LEHR_ERR_MEMORY;
}

lehr_status submissions_open_file(submissions *all, const char *folder, const char *name)
{
    lehr_status status = open_folder(all, folder, 1);
    if (status) return submissions_release(all), status;
    *all->one = (submission){ name, "", name };
    all->count = 1;
    return LEHR_OK;
}

lehr_status submissions_find(submissions *all, const char *path, const char *file)
{
    lehr_status status = open_folder(all, path, MOST);
    int again = status ? -1 : openat(all->fd, ".", FOLDER_FLAGS);
    DIR *folder = again < 0 ? NULL : fdopendir(again);
    if (!status && !folder) status = lehr_fail(LEHR_ERR_FILE, "%s: cannot read: %s", path, lehr_errno_text(errno));
    for (const struct dirent *entry; !status && (entry = readdir(folder));) status = add(all, entry->d_name, file);
    if (folder) closedir(folder);
    else if (again >= 0) close(again);
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
    int fd = openat(all->fd, s->folder, FOLDER_FLAGS | O_NOFOLLOW);
    if (fd >= 0) {
        lehr_status status = submissions_read_file(fd, s->file, bytes, why);
        close(fd);
        return status;
    }
    explain_open_error(s->folder, errno == ENOTDIR ? ELOOP : errno, why);
    return why->status;
}
