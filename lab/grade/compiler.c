#include "lab/grade/compiler.h"
#include "core/base/translate.h"
#include "lab/grade/clean_text.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- where it is, and what it may read ---------------------------------------------------------------------------- */

static const char *const default_roots[] = {
    "/usr/include",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib32",
    "/usr/libx32",
    "/usr/libexec",
    "/usr/bin",
    "/bin",
    "/lib",
    "/lib64",
    "/lib32",
    "/usr/local/include",
    "/usr/local/lib",
    "/usr/local/lib64",
    "/usr/local/libexec",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/nix/store",
};

const char *const compiler_program_roots[] = {
    "/lib",           "/lib64",           "/lib32",           "/usr/lib",   "/usr/lib64", "/usr/lib32",
    "/usr/local/lib", "/usr/local/lib64", "/etc/ld.so.cache", "/nix/store", NULL,
};

/* Does path, as the system has it, lie in that folder? */
static bool lies_in(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return !strncmp(path, folder, n) && (path[n] == '/' || !path[n]);
}

static bool is_usual(const char *path)
{
    for (size_t i = 0; i < sizeof default_roots / sizeof *default_roots; i++)
        if (lies_in(path, default_roots[i])) return true;
    return false;
}

/* Its folder and those beside it, where it has been installed by itself. */
static void add_own_roots(compiler *c)
{
    static const char *const beside[] = { "", "/../lib", "/../lib64", "/../libexec", "/../include" };
    char *whole = realpath(c->path, NULL), path[4096];
    size_t n = 0, own = 0;
    while (n < sizeof default_roots / sizeof *default_roots) c->roots[n] = default_roots[n], n++;
    char *slash = whole ? strrchr(whole, '/') : NULL;
    if (slash && slash > whole) *slash = '\0';
    for (size_t i = 0; slash && i < sizeof beside / sizeof *beside; i++) {
        lehr_snprintf(path, sizeof path, "%s%s", whole, beside[i]);
        char *real = realpath(path, NULL);
        if (real && strlen(real) < sizeof *c->own && !is_usual(real)) {
            lehr_snprintf(c->own[own], sizeof *c->own, "%s", real);
            c->roots[n++] = c->own[own++];
        }
        free(real);
    }
    c->roots[n] = NULL;
    free(whole);
}

lehr_status compiler_find(compiler *c, const char *name)
{
    const char *path = getenv("PATH");
    if (!name) name = "cc";
    memset(c, 0, sizeof *c);
    if (!*name) return lehr_fail(LEHR_ERR_VALUE, "--cc is empty; the name of a C compiler is needed, such as gcc");
    if (strchr(name, '/') && strlen(name) < sizeof c->path) {
        char *whole = realpath(name, NULL);
        if (whole && !access(name, X_OK)) lehr_snprintf(c->path, sizeof c->path, "%s", name[0] == '/' ? name : whole);
        free(whole);
    }
    if (!path || !*path) path = "/usr/local/bin:/usr/bin:/bin";
    while (!strchr(name, '/') && *path && !c->path[0]) {
        size_t n = strcspn(path, ":");
        if (*path == '/' && n + strlen(name) + 2 < sizeof c->path)
            lehr_snprintf(c->path, sizeof c->path, "%.*s/%s", (int)n, path, name);
        if (access(c->path, X_OK)) c->path[0] = '\0';
        path += n + (path[n] == ':');
    }
    if (!c->path[0])
        return lehr_fail(LEHR_ERR_FILE,
                         "there is no C compiler called %.200s; install one (Debian, Ubuntu: apt-get install gcc), or "
                         "name another by --cc",
                         name);
    add_own_roots(c);
    return LEHR_OK;
}

lehr_status compiler_keeps_out(const compiler *c, const char *path, const char *what)
{
    char *whole = realpath(path, NULL);
    if (!whole) return lehr_fail(LEHR_ERR_FILE, "%s: cannot open: %s", path, strerror(errno));
    bool kept = true;
    for (int i = 0; c->roots[i] && kept; i++) {
        char *root = realpath(c->roots[i], NULL);
        kept = !root || !lies_in(whole, root);
        if (!kept)
            lehr_fail(LEHR_ERR_FILE,
                      "%s: %s lies in %s, which compilers read, so that one submission could read the others; put it "
                      "somewhere else",
                      path, what, c->roots[i]);
        free(root);
    }
    free(whole);
    return kept ? LEHR_OK : LEHR_ERR_FILE;
}

/* --- calling it --------------------------------------------------------------------------------------------------- */

enum { CLOCK = 20, CPU = 5 };           /* seconds */
static const process_limits patience = { 0, CLOCK, 4 << 20, 64 << 10, 0 };

static lehr_status call(const compiler *c, int slot, uid_t user, const sandbox_task *task, process *out)
{
    sandbox j = { .kind = SANDBOX_COMPILER, .folder = slot, .user = user, .program = -1, .cpu = CPU,
               .memory = (size_t)2 << 30, .file = (size_t)8 << 20 };
    memcpy(j.roots, c->roots, sizeof j.roots);
    return process_run(out, &j, task, &patience);
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

enum { LONGEST = 300 };                 /* bytes of a line that is shown */

/* Where the line of s begins that has the word in it; NULL: there is none. */
static const char *line_with(const char *s, const char *word)
{
    const char *at = s ? strstr(s, word) : NULL;
    if (!at) return NULL;
    while (at > s && at[-1] != '\n') at--;
    return at;
}

static int count_warnings(const char *s)
{
    int n = 0;
    for (; s && (s = strstr(s, ": warning: ")); s++) n++;
    return n;
}

/* Why it did not come to its end by itself. */
static void explain_end(const process *c, lehr_strbuf *why)
{
    if (c->end == PROCESS_TOO_LONG || c->end == PROCESS_TOO_LATE)
        lehr_strbuf_printf(why, lehr_translate("compiling took longer than %d s"), CLOCK);
    else if (c->end == PROCESS_STOPPED) lehr_strbuf_printf(why, "%s", lehr_translate("the marking was broken off"));
    else lehr_strbuf_printf(why, "%s", lehr_translate("the compiler gave up"));
}

/* How much of a line is a place, FILE:LINE:COLUMN: with what a compiler says of it behind; 0: it begins otherwise. */
static size_t place_of(const char *line)
{
    size_t n = strcspn(line, ":\n");
    if (line[0] == ' ' || !n) return 0;
    for (int i = 0; i < 2; i++) {
        size_t digits = line[n] == ':' ? strspn(line + n + 1, "0123456789") : 0;
        if (!digits) return 0;
        n += 1 + digits;
    }
    return line[n] == ':' ? n + 1 : 0;
}

/* The first line that is an error at a place. What a submission lets the compiler note may have the same words in it.
 */
static const char *error_at_place(const char *said)
{
    for (const char *at = said; at && *at; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t n = place_of(at);
        if (n && (!strncmp(at + n, " error: ", 8) || !strncmp(at + n, " fatal error: ", 14))) return at;
    }
    return NULL;
}

/* What the compiler, and behind it the assembler, call an error; where neither does, something went beyond its limits.
 */
static void explain_compile_error(const process *c, const char *said, lehr_strbuf *why)
{
    static const char ours[] = " Error: ";
    const char *line = error_at_place(said), *assembler = said ? strstr(said, ours) : NULL;
    bool limit = line && strstr(line, "internal compiler error");
    if (!line && (line = line_with(said, " error: ")) != NULL) limit = true;        /* of the compiler itself */
    if (!line && assembler) line = assembler + 1;
    if (!line && said) line = said + strspn(said, "\n"), limit = true;
    size_t n = line ? strcspn(line, "\n") : 0;
    if (c->end != PROCESS_EXITED || !line || !n) {
        explain_end(c, why);
        return;
    }
    lehr_strbuf_printf(why, limit ? lehr_translate("compiling it asks for more than a submission may have: %s")
                             : lehr_translate("it does not compile: %s"), "");
    lehr_strbuf_append(why, line, n < LONGEST ? n : LONGEST);
}

static lehr_status take(process *c, compiled *out, void (*say)(const process *c, const char *said, lehr_strbuf *why))
{
    grade_add_clean(&out->said, c->said.s, c->said.length, true);
    out->done = c->end == PROCESS_EXITED && !c->number;
    out->warnings = count_warnings(out->said.s);
    if (!out->done) say(c, out->said.s, &out->why);
    process_release(c);
    return out->said.status ? out->said.status : out->why.status;
}

lehr_status compiler_compile(const compiler *c, int slot, uid_t user, const char *source, compiled *out)
{
    process done;
    sandbox_task task = { { c->path, "-std=c11", "-O1", "-ffp-contract=off", "-fno-lto", "-Wall", "-Wextra",
                            "-Wpedantic", "-Wshadow", "-Wno-unused-parameter", "-Wno-missing-field-initializers",
                            "-fdiagnostics-color=never", "-I.", "-c", source, NULL },
                          NULL };
    *out = (compiled){ .done = false };
    lehr_status status = call(c, slot, user, &task, &done);
    if (!status) return take(&done, out, explain_compile_error);
    process_release(&done);
    return status;
}

/* --- linking ------------------------------------------------------------------------------------------------------ */

/* The name behind one of these words of a linker, in whatever quotes. */
static bool name_behind(const char *said, const char *const words[], lehr_short_text *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.";
    for (int i = 0; words[i] && said; i++) {
        const char *at = strstr(said, words[i]);
        if (!at) continue;
        at += strlen(words[i]);
        at += strspn(at, " `'\"");
        *name = lehr_short_printf("%.*s", (int)strspn(at, letters), at);
        return name->s[0] != '\0';
    }
    return false;
}

static void explain_link_error(const process *c, const char *said, lehr_strbuf *why)
{
    static const char *const twice[] = { "multiple definition of", "duplicate symbol:", NULL };
    static const char *const never[] = { "undefined reference to", "undefined symbol:", NULL };
    lehr_short_text name;
    int n = said ? (int)strcspn(said, "\n") : 0;
    if (c->end != PROCESS_EXITED || !n) explain_end(c, why);
    else if (name_behind(said, twice, &name))
        lehr_strbuf_printf(why, lehr_translate("it defines %s, which the tests have already"), name.s);
    else if (name_behind(said, never, &name)) lehr_strbuf_printf(why, lehr_translate("it has no function %s"), name.s);
    else
        lehr_strbuf_printf(why, lehr_translate("it does not link: %s"), ""),
            lehr_strbuf_append(why, said, (size_t)(n < LONGEST ? n : LONGEST));
}

lehr_status compiler_link(const compiler *c, int slot, uid_t user, const char *const objects[], int n, compiled *out)
{
    process done;
    sandbox_task task = { { c->path, "-fno-lto", "-fdiagnostics-color=never", "-o", "trial" }, NULL };
    int words = 5;
    *out = (compiled){ .done = false };
    for (int i = 0; i < n && words < SANDBOX_WORDS - 2; i++) task.words[words++] = objects[i];
    task.words[words] = "-lm";
    lehr_status status = call(c, slot, user, &task, &done);
    if (!status) return take(&done, out, explain_link_error);
    process_release(&done);
    return status;
}

void compiled_release(compiled *c)
{
    lehr_strbuf_release(&c->why);
    lehr_strbuf_release(&c->said);
}
