#include "lab/grade/assignment.h"
#include "core/base/internal.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/grade/embedded_trial.h"
#include "lab/grade/beat_baseline.h"
#include "lab/grade/submissions.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 16 << 20 };

/* --- reading ------------------------------------------------------------------------------------------------------ */

static lehr_status read_into(const char *folder, const char *name, lehr_strbuf *bytes)
{
    lehr_strbuf path = {0};
    size_t n = 0;
    char *own = NULL;
    lehr_strbuf_printf(&path, "%s/%s", folder, name);
    lehr_status status = path.status;
    if (!status && !access(path.s, F_OK) && !lehr_is_regular_file(path.s))  /* reading a pipe would block */
        status = lehr_fail(LEHR_ERR_FILE, "%s: is a folder, a pipe or a device; a file is needed", path.s);
    if (!status) status = lehr_read_file(path.s, MOST_BYTES, &own, &n);
    if (!status) lehr_strbuf_append(bytes, own, n);
    lehr_free(own);
    lehr_strbuf_release(&path);
    return status ? status : bytes->status;
}

/* The name will be an argument of the compiler, and part of its warnings. */
static bool is_plain(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
    return !name[n] && name[0] != '-' && name[0] != '.' && n < 200;
}

static lehr_status add_entry(assignment *a, test_set *set, const char *name)
{
    bool is_header = submissions_has_suffix(name, ".h") && strcmp(name, "trial.h");
    bool is_source = submissions_has_suffix(name, ".c") && strcmp(name, "tests.c") && strcmp(name, "trial.c");
    if (name[0] == '.' || (!is_header && !(is_source && set == a->set))) return LEHR_OK;
    char *own = lehr_arena_strdup(&a->memory, name);
    if (!own) return LEHR_ERR_MEMORY;
    if (!is_plain(name))
        return lehr_fail(LEHR_ERR_FILE, "%s/%.200s: the name of this file must have letters, digits and _ . - only",
                         set->folder, name);
    if (is_source && a->file)
        return lehr_fail(LEHR_ERR_FILE,
                         "%s: there are %s and %s in it; an assignment has one .c file besides tests.c, the student's",
                         set->folder, a->file, name);
    if (is_source) a->file = own;
    if (is_source) return LEHR_OK;
    if (set->headers == ASSIGNMENT_MAX_HEADERS)
        return lehr_fail(LEHR_ERR_FILE, "%s: there are more than %d headers in it", set->folder,
                         ASSIGNMENT_MAX_HEADERS);
    header *h = &set->header[set->headers++];
    h->name = own;
    return read_into(set->folder, own, &h->bytes);
}

static lehr_status read_folder(assignment *a, test_set *set)
{
    DIR *folder = opendir(set->folder);
    if (!folder)
        return lehr_fail(LEHR_ERR_FILE, "%s: this folder cannot be opened: %s", set->folder, lehr_errno_text(errno));
    lehr_status status = LEHR_OK;
    for (const struct dirent *entry; !status && (entry = readdir(folder));) status = add_entry(a, set, entry->d_name);
    closedir(folder);
    return status;
}

static lehr_status read_expected(test_set *set)
{
    lehr_strbuf text = {0}, path = {0};
    lehr_strbuf_printf(&path, "%s/expected.txt", set->folder);
    lehr_status status = path.status ? path.status : read_into(set->folder, "expected.txt", &text);
    if (!status) status = protocol_read_expected(&set->expected, path.s, text.s ? text.s : "", text.length);
    for (int i = 0; i < set->expected.parts && !status; i++)
        if (set->expected.part[i].race) status = beat_baseline_check(&set->expected.part[i], path.s);
    lehr_strbuf_release(&text);
    lehr_strbuf_release(&path);
    return status;
}

static lehr_status open_set(assignment *a, const char *folder)
{
    test_set *set = &a->set[a->sets++];
    set->folder = folder;
    lehr_status status = read_folder(a, set);
    if (!status) status = read_into(folder, "tests.c", &set->source);
    if (!status) status = read_expected(set);
    for (int i = 0; i < set->expected.parts; i++) a->part[a->parts++] = &set->expected.part[i];
    a->points += set->expected.points;
    return status;
}

lehr_status assignment_open(assignment *a, const char *folder, const char *hidden)
{
    memset(a, 0, sizeof *a);
    lehr_status status = open_set(a, folder);
    if (!status && !a->file)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: there is no .c file besides tests.c in it, so nothing for a student to hand in",
                           folder);
    if (!status && hidden) status = open_set(a, hidden);
    if (status) assignment_release(a);
    return status;
}

int assignment_set_of(const assignment *a, int k) { return k < a->set[VISIBLE].expected.parts ? VISIBLE : HIDDEN; }

void assignment_release(assignment *a)
{
    beat_baseline_clear();
    for (int i = 0; i < a->sets; i++) {
        test_set *set = &a->set[i];
        for (int k = 0; k < set->headers; k++) lehr_strbuf_release(&set->header[k].bytes);
        lehr_strbuf_release(&set->source);
        lehr_strbuf_release(&set->tests);
        lehr_strbuf_release(&set->trial);
        protocol_release_expected(&set->expected);
    }
    lehr_arena_release(&a->memory);
    memset(a, 0, sizeof *a);
}

/* --- compiling ---------------------------------------------------------------------------------------------------- */

static bool has(const test_set *set, const char *name)
{
    for (int i = 0; i < set->headers; i++)
        if (!strcmp(set->header[i].name, name)) return true;
    return false;
}

static lehr_status put_headers(const test_set *set, const test_set *instead, int slot, uid_t user)
{
    lehr_status status = LEHR_OK;
    for (int i = 0; i < set->headers && !status; i++) {
        const header *h = &set->header[i];
        if (!instead || !has(instead, h->name))
            status = workdir_write(slot, user, h->name, h->bytes.s ? h->bytes.s : "", h->bytes.length);
    }
    return status;
}

lehr_status assignment_put_headers(const assignment *a, int slot, uid_t user)
{
    return put_headers(&a->set[VISIBLE], NULL, slot, user);
}

static lehr_status compile_one(const compiler *c, int slot, uid_t user, const char *folder, const char *source,
                              const char *object, lehr_strbuf *bytes)
{
    compiled done;
    lehr_status status = compiler_compile(c, slot, user, source, &done);
    if (!status && !done.done) status = lehr_fail(LEHR_ERR_FILE, "%s/%s: %s", folder, source, done.why.s);
    compiled_release(&done);
    return status ? status : workdir_read(slot, object, MOST_BYTES, bytes);
}

static lehr_status compile_set(assignment *a, test_set *set, const compiler *c, int slot, uid_t user)
{
    workdir_clear(slot);
    lehr_status status = put_headers(set, NULL, slot, user);
    if (!status && set != a->set) status = put_headers(a->set, set, slot, user);
    if (!status) status = workdir_write(slot, user, "trial.h", lehr_trial_h, lehr_trial_h_size);
    if (!status) status = workdir_write(slot, user, "trial.c", lehr_trial_c, lehr_trial_c_size);
    if (!status) status = workdir_write(slot, user, "tests.c", set->source.s ? set->source.s : "", set->source.length);
    if (!status) status = compile_one(c, slot, user, set->folder, "tests.c", "tests.o", &set->tests);
    if (!status) status = compile_one(c, slot, user, set->folder, "trial.c", "trial.o", &set->trial);
    return status;
}

lehr_status assignment_compile(assignment *a, const compiler *c, const workdir *s)
{
    int slot = workdir_open_slot(s, 0);
    lehr_status status = slot < 0 ? lehr_last_status() : LEHR_OK;
    for (int i = 0; i < a->sets && !status; i++) status = compile_set(a, &a->set[i], c, slot, workdir_user(s, 0));
    if (slot >= 0) {
        workdir_clear(slot);
        close(slot);
    }
    return status;
}
