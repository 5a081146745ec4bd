#include "lab/command/options/outputs.h"
#include "core/base/internal.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_stdout(const output *o) { return !strcmp(o->path, "-"); }

/* A file is replaced by a new one, so its folder must be writable; a device or a pipe is opened as it is. */
static lehr_status check_place(const char *path)
{
    char folder[4096] = ".";
    struct stat about;
    const char *slash = strrchr(path, '/');
    bool there = !stat(path, &about);
    if (there && S_ISDIR(about.st_mode)) return lehr_fail(LEHR_ERR_FILE, "%s: is a folder; a file is needed", path);
    if (slash) lehr_snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    bool fits = !(there && access(path, W_OK)) && !((!there || S_ISREG(about.st_mode)) && access(folder, W_OK | X_OK));
    if (fits) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: nothing can be written there: %s", path, lehr_errno_text(errno));
}

/* Links and different spellings included. Of files that do not exist, the folder and the name are compared. */
static bool is_same_place(const char *a, const char *b)
{
    const char *path[2] = { a, b }, *name[2];
    struct stat about[2];
    int there = 0;
    if (!strcmp(a, b) || !strcmp(a, "-") || !strcmp(b, "-")) return !strcmp(a, b);
    for (int i = 0; i < 2; i++) there += !stat(path[i], &about[i]);
    for (int i = 0; i < 2 && !there; i++) {
        char folder[4096];
        name[i] = strrchr(path[i], '/') ? strrchr(path[i], '/') + 1 : path[i];
        lehr_snprintf(folder, sizeof folder, "%.*s.", (int)(name[i] - path[i]), path[i]);
        if (stat(folder, &about[i])) return false;
    }
    bool same = there != 1 && about[0].st_dev == about[1].st_dev && about[0].st_ino == about[1].st_ino;
    return same && (there ? S_ISREG(about[0].st_mode) : !strcmp(name[0], name[1]));
}

lehr_status outputs_check(const output o[], int n)
{
    for (int i = 0; i < n; i++) {
        if (!o[i].path) continue;
        for (int k = 0; k < i; k++)
            if (o[k].path && is_same_place(o[k].path, o[i].path))
                return lehr_fail(LEHR_ERR_VALUE, "--%s and --%s are the same file, %s", o[k].option, o[i].option,
                                 o[i].path);
        if (is_stdout(&o[i]) && !o[i].streams)
            return lehr_fail(LEHR_ERR_VALUE, "--%s is \"-\"; it cannot go to standard output, so a file is needed",
                             o[i].option);
        lehr_status status = is_stdout(&o[i]) ? LEHR_OK : check_place(o[i].path);
        if (status) return status;
    }
    return LEHR_OK;
}

lehr_status outputs_check_input(const output o[], int n, const char *input)
{
    for (int i = 0; i < n && lehr_is_regular_file(input); i++)
        if (o[i].path && is_same_place(o[i].path, input))
            return lehr_fail(LEHR_ERR_VALUE, "--%s is %s, which is also read; give another one", o[i].option,
                             o[i].path);
    return LEHR_OK;
}

lehr_status outputs_check_folder(const char *path)
{
    lehr_status status = lehr_make_directory(path);
    if (status || !access(path, W_OK | X_OK)) return status;
    return lehr_fail(LEHR_ERR_FILE, "%s: nothing can be written there: %s", path, lehr_errno_text(errno));
}
