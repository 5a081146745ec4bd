#include "lab/command/options/outputs.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/compare/mpi.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that exists and that this call will replace. */
typedef struct target { dev_t device; ino_t number; const option *by; bool continues; } target;

/* Of the present call; read by all threads, changed by the first alone. */
static struct { target *v; size_t n, capacity; } targets;

static const char *path_of(const option *o) { return *(const char **)o->target; }
static bool is_output(const option *o)      { return o->kind == OPTION_OUTPUT || o->kind == OPTION_PICTURE; }
static bool is_stdout(const char *path)     { return !strcmp(path, "-"); }

/* --- places ------------------------------------------------------------------------------------------------------- */

enum { PATH_BYTES = 4096, MAX_LINKS = 8 };

/* The length of a path's folder, its slash included. */
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (int)(slash - path) + 1 : 0;
}

/* A file is replaced by a new one, so its folder must be writable; a device or a pipe is opened as it is. */
static lehr_status check_place(const char *path)
{
    char folder[PATH_BYTES];
    struct stat about;
    bool there = !stat(path, &about);
    if (!there && errno == ELOOP)
        return lehr_fail(LEHR_ERR_FILE, "%s: nothing can be written there: %s", path, lehr_errno_text(errno));
    if (there && S_ISDIR(about.st_mode)) return lehr_fail(LEHR_ERR_FILE, "%s: is a folder; a file is needed", path);
    lehr_snprintf(folder, sizeof folder, "%.*s.", folder_length(path), path);
    bool fits = !(there && access(path, W_OK)) && !((!there || S_ISREG(about.st_mode)) && access(folder, W_OK | X_OK));
    if (fits) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: nothing can be written there: %s", path, lehr_errno_text(errno));
}

/* Where a link to a file that does not exist leads. */
static void follow_links(const char *path, char to[PATH_BYTES])
{
    char link[PATH_BYTES / 2];
    lehr_snprintf(to, PATH_BYTES, "%s", path);
    for (int i = 0; i < MAX_LINKS; i++) {
        ssize_t n = readlink(to, link, sizeof link - 1);
        if (n < 0) return;
        link[n] = '\0';
        int kept = *link == '/' ? 0 : folder_length(to);
        lehr_snprintf(to + kept, (size_t)(PATH_BYTES - kept), "%s", link);
    }
}

/* Links and different spellings included. Of files that do not exist, the folder and the name are compared. */
static bool is_same_place(const char *a, const char *b)
{
    char path[2][PATH_BYTES];
    const char *name[2];
    struct stat about[2];
    int there = !stat(a, &about[0]) + !stat(b, &about[1]);
    if (!strcmp(a, b) || is_stdout(a) || is_stdout(b)) return !strcmp(a, b);
    follow_links(a, path[0]);
    follow_links(b, path[1]);
    for (int i = 0; i < 2 && !there; i++) {
        char folder[PATH_BYTES + 2];
        name[i] = path[i] + folder_length(path[i]);
        lehr_snprintf(folder, sizeof folder, "%.*s.", folder_length(path[i]), path[i]);
        if (stat(folder, &about[i])) return false;
    }
    bool same = there != 1 && about[0].st_dev == about[1].st_dev && about[0].st_ino == about[1].st_ino;
    return same && (there ? S_ISREG(about[0].st_mode) : !strcmp(name[0], name[1]));
}

/* --- the files of a folder ---------------------------------------------------------------------------------------- */

/* patterns: as command.writes, names or "*" and how a name ends. */
static bool is_written(const char *patterns, const char *name)
{
    size_t length = strlen(name), n;
    for (const char *at = patterns; *at; at += n + strspn(at + n, " ")) {
        n = strcspn(at, " ");
        size_t star = *at == '*', fixed = n - star;
        bool fits = star ? length >= fixed : length == fixed;
        if (fits && !strncmp(name + length - fixed, at + star, fixed)) return true;
    }
    return false;
}

/* Will the command write that file into its folder? */
static bool is_member(const option *folder, const char *patterns, const char *path)
{
    char own[PATH_BYTES];
    struct stat about[2];
    int n = folder_length(path);
    lehr_snprintf(own, sizeof own, "%.*s.", n, path);
    if (stat(path_of(folder), &about[0]) || stat(own, &about[1])) return false;
    bool same = about[0].st_dev == about[1].st_dev && about[0].st_ino == about[1].st_ino;
    return same && is_written(patterns, path + n);
}

static lehr_status add_target(const option *by, const struct stat *about)
{
    if (targets.n == targets.capacity) {
        size_t capacity = targets.capacity ? 2 * targets.capacity : 16;
        target *more = lehr_resize(targets.v, capacity, sizeof *more);
        if (!more) return LEHR_ERR_MEMORY;
        targets.v = more;
        targets.capacity = capacity;
    }
    targets.v[targets.n++] = (target){ about->st_dev, about->st_ino, by, false };
    return LEHR_OK;
}

/* The files of those names in the folder and, as figures have folders of their own, in the folders there. */
static lehr_status add_folder(const option *by, const char *patterns, const char *folder, int depth)
{
    lehr_status status = LEHR_OK;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && !status && (e = readdir(d));) {
        struct stat about;
        lehr_strbuf path = {0};
        bool written = is_written(patterns, e->d_name), inner = depth && e->d_name[0] != '.';
        if (written || inner) lehr_strbuf_printf(&path, "%s/%s", folder, e->d_name);
        if (path.status) status = path.status;
        else if (path.s && !stat(path.s, &about)) {
            if (S_ISREG(about.st_mode) && written) status = add_target(by, &about);
            if (S_ISDIR(about.st_mode) && inner) status = add_folder(by, patterns, path.s, depth - 1);
        }
        lehr_strbuf_release(&path);
    }
    if (d) closedir(d);
    return status;
}

/* --- checks ------------------------------------------------------------------------------------------------------- */

/* Two options must not write the same file. */
static lehr_status check_pair(const option *a, const option *b, const char *patterns)
{
    const option *folder = a->kind == OPTION_FOLDER ? a : b, *file = folder == a ? b : a;
    if (folder->kind != OPTION_FOLDER)
        return !is_same_place(path_of(a), path_of(b)) ? LEHR_OK
             : lehr_fail(LEHR_ERR_VALUE, "--%s and --%s are the same file, %s", a->name, b->name, path_of(b));
    if (is_stdout(path_of(file)) || !is_member(folder, patterns, path_of(file))) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "--%s is %s, which --%s also writes; give another one", file->name, path_of(file),
                     folder->name);
}

static lehr_status check_output(const option *o)
{
    struct stat about;
    const char *path = path_of(o);
    if (is_stdout(path) && o->kind == OPTION_PICTURE)
        return lehr_fail(LEHR_ERR_VALUE, "--%s is \"-\"; it cannot go to standard output, so a file is needed",
                         o->name);
    lehr_status status = is_stdout(path) ? LEHR_OK : check_place(path);
    if (status || is_stdout(path) || stat(path, &about) || !S_ISREG(about.st_mode)) return status;
    return add_target(o, &about);
}

static bool is_given(const option *o) { return (is_output(o) || o->kind == OPTION_FOLDER) && path_of(o); }

lehr_status outputs_declare(const command_line *line)
{
    lehr_status status = LEHR_OK;
    outputs_release();
    if (lehr_mpi_rank()) return LEHR_OK;                /* the other ranks write nothing */
    const char *patterns = line->command->writes ? line->command->writes : "";
    for (int i = 0; i < line->options && !status; i++) {
        const option *o = &line->option[i];
        if (!is_given(o)) continue;
        for (int k = 0; k < i && !status; k++)
            if (is_given(&line->option[k])) status = check_pair(&line->option[k], o, patterns);
        if (!status) status = is_output(o) ? check_output(o) : add_folder(o, patterns, path_of(o), 1);
    }
    lehr_set_read_guard(outputs_check_read);
    return status;
}

lehr_status outputs_check_read(const char *path)
{
    struct stat about;
    if (!targets.n || stat(path, &about)) return LEHR_OK;
    for (const target *t = targets.v; t < targets.v + targets.n; t++) {
        if (t->continues || t->device != about.st_dev || t->number != about.st_ino) continue;
        if (is_output(t->by))
            return lehr_fail(LEHR_ERR_VALUE, "--%s is %s, which is also read; give another one", t->by->name,
                             path_of(t->by));
        return lehr_fail(LEHR_ERR_VALUE, "--%s %s would overwrite %s, which is also read; give another folder",
                         t->by->name, path_of(t->by), path);
    }
    return LEHR_OK;
}

void outputs_continue(const char *name, const char *path)
{
    struct stat about;
    if (stat(path, &about)) return;
    for (target *t = targets.v; t < targets.v + targets.n; t++)
        if (t->device == about.st_dev && t->number == about.st_ino && !strcmp(t->by->name, name)) t->continues = true;
}

void outputs_release(void)
{
    lehr_set_read_guard(NULL);
    lehr_free(targets.v);
    memset(&targets, 0, sizeof targets);
}

lehr_status outputs_check_folder(const char *path)
{
    lehr_status status = lehr_make_directory(path);
    if (status || !access(path, W_OK | X_OK)) return status;
    return lehr_fail(LEHR_ERR_FILE, "%s: nothing can be written there: %s", path, lehr_errno_text(errno));
}
