#include "lab/grade/compiler.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/grade/clean_text.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- where it is, and what it may read ---------------------------------------------------------------------------- */

/* The first of them are the libraries that a program reads, too. */
enum { LIBRARY_ROOTS = 10 };
static const char *const usual_roots[] = {
    "/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/usr/lib32", "/usr/local/lib", "/usr/local/lib64",
    "/etc/ld.so.cache", "/nix/store",
    "/usr/include", "/usr/libx32", "/usr/libexec", "/usr/bin", "/bin", "/usr/local/include", "/usr/local/libexec",
    "/etc/alternatives"
};
enum { USUAL_ROOTS = sizeof usual_roots / sizeof *usual_roots };

/* Both are real paths, without links. */
static bool lies_in(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return !strncmp(path, folder, n) && (path[n] == '/' || !path[n]);
}

static bool is_usual(const char *path)
{
    for (int i = 0; i < USUAL_ROOTS; i++)
        if (lies_in(path, usual_roots[i])) return true;
    return false;
}

/* The compiler's own folders, where it is installed outside of the usual ones. */
static void add_own_roots(compiler *c)
{
    static const char *const beside[] = { "", "/../lib", "/../lib64", "/../libexec", "/../include" };
    char *whole = realpath(c->path, NULL), path[4096];
    size_t n = 0, own = 0;
    while (n < USUAL_ROOTS) c->roots[n] = usual_roots[n], n++;
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
    if (!whole) return lehr_fail(LEHR_ERR_FILE, "%s: cannot open: %s", path, lehr_errno_text(errno));
    bool kept = true;
    for (int i = 0; c->roots[i] && kept; i++) {
        char *root = realpath(c->roots[i], NULL);
        kept = !root || !lies_in(whole, root);
        if (!kept)
            lehr_fail(LEHR_ERR_FILE,
                      "%s: %s lies in %s, which compilers read, so that one submission could read the others; put it "
                      "somewhere else",
                      path, lehr_translate(what), c->roots[i]);
        free(root);
    }
    free(whole);
    return kept ? LEHR_OK : LEHR_ERR_FILE;
}

/* --- calling it --------------------------------------------------------------------------------------------------- */

enum { CLOCK = 20, CPU = 5 };           /* seconds */
static const process_limits limits = { .clock = CLOCK, .output = 4 << 20, .kept = 64 << 10 };

sandbox compiler_sandbox(const compiler *c, int slot, uid_t user)
{
    sandbox j = { .kind = SANDBOX_COMPILER, .folder = slot, .user = user, .program = -1, .cpu = CPU,
                  .memory = (size_t)2 << 30, .file = (size_t)8 << 20 };
    memcpy(j.roots, c->roots, sizeof j.roots);
    return j;
}

sandbox compiler_program_sandbox(int slot, uid_t user, int program, double seconds)
{
    sandbox j = { .kind = SANDBOX_PROGRAM, .folder = slot, .user = user, .program = program,
                  .cpu = (long)ceil(seconds) + 1, .memory = (size_t)512 << 20 };
    for (int i = 0; i < LIBRARY_ROOTS; i++) j.roots[i] = usual_roots[i];
    return j;
}

/* --- its messages ------------------------------------------------------------------------------------------------- */

enum { LONGEST = 300 };                 /* bytes of a line that is shown */

/* The start of the first line of s with this word; NULL: there is none. */
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

/* Why it did not finish. */
static void explain_end(const process *c, lehr_strbuf *why)
{
    if (c->end == PROCESS_CPU_LIMIT || c->end == PROCESS_CLOCK_LIMIT)
        lehr_strbuf_printf(why, lehr_translate("compiling took longer than %d s"), CLOCK);
    else if (c->end == PROCESS_STOPPED) lehr_strbuf_printf(why, "%s", lehr_translate("the marking was broken off"));
    else lehr_strbuf_printf(why, "%s", lehr_translate("the compiler gave up"));
}

/* The length of FILE:LINE:COLUMN: at the start of a compiler's message; 0: there is none. */
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

/* The first line that is an error with a place. Other lines may quote the source, which may have the same words. */
static const char *error_at_place(const char *output)
{
    for (const char *at = output; at && *at; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t n = place_of(at);
        if (n && (!strncmp(at + n, " error: ", 8) || !strncmp(at + n, " fatal error: ", 14))) return at;
    }
    return NULL;
}

/* An error of the compiler or of the assembler; otherwise a limit was exceeded. */
static void explain_compile_error(const process *c, const char *output, lehr_strbuf *why)
{
    const char *line = error_at_place(output), *assembler = output ? strstr(output, " Error: ") : NULL;
    bool limit = line && strstr(line, "internal compiler error");
    if (!line && (line = line_with(output, " error: ")) != NULL) limit = true;        /* without a place */
    if (!line && assembler) line = assembler + 1;
    if (!line && output) line = output + strspn(output, "\n"), limit = true;
    size_t n = line ? strcspn(line, "\n") : 0;
    if (c->end != PROCESS_EXITED || !line || !n) {
        explain_end(c, why);
        return;
    }
    lehr_strbuf_printf(why, limit ? lehr_translate("compiling it needs more than a submission may use: %.*s")
                                  : lehr_translate("it does not compile: %.*s"), n < LONGEST ? (int)n : LONGEST, line);
}

typedef void explain_fn(const process *c, const char *output, lehr_strbuf *why);

static lehr_status run(const compiler *c, int slot, uid_t user, const sandbox_task *task, explain_fn *explain,
                       compiled *out)
{
    const sandbox in = compiler_sandbox(c, slot, user);
    process done;
    *out = (compiled){ .done = false };
    lehr_status status = process_run(&done, &in, task, &limits);
    if (!status) {
        grade_add_clean(&out->output, done.output.s, done.output.length, true);
        out->done = done.end == PROCESS_EXITED && !done.number;
        out->warnings = count_warnings(out->output.s);
        if (!out->done) explain(&done, out->output.s, &out->why);
        status = out->output.status ? out->output.status : out->why.status;
    }
    process_release(&done);
    return status;
}

lehr_status compiler_compile(const compiler *c, int slot, uid_t user, const char *source, compiled *out)
{
    const sandbox_task task = { .argv = { c->path, "-std=c11", "-O1", "-ffp-contract=off", "-fno-lto", "-Wall",
                                          "-Wextra", "-Wpedantic", "-Wshadow", "-Wno-unused-parameter",
                                          "-Wno-missing-field-initializers", "-fdiagnostics-color=never", "-I.", "-c",
                                          source } };
    return run(c, slot, user, &task, explain_compile_error, out);
}

/* --- linking ------------------------------------------------------------------------------------------------------ */

/* The name after one of these messages of a linker, with or without quotes. */
static bool name_behind(const char *output, const char *const words[], lehr_short_text *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.";
    for (int i = 0; words[i] && output; i++) {
        const char *at = strstr(output, words[i]);
        if (!at) continue;
        at += strlen(words[i]);
        at += strspn(at, " `'\"");
        *name = lehr_short_printf("%.*s", (int)strspn(at, letters), at);
        return name->s[0] != '\0';
    }
    return false;
}

static void explain_link_error(const process *c, const char *output, lehr_strbuf *why)
{
    static const char *const twice[] = { "multiple definition of", "duplicate symbol:", NULL };
    static const char *const never[] = { "undefined reference to", "undefined symbol:", NULL };
    lehr_short_text name;
    int n = output ? (int)strcspn(output, "\n") : 0;
    if (c->end != PROCESS_EXITED || !n) explain_end(c, why);
    else if (name_behind(output, twice, &name))
        lehr_strbuf_printf(why, lehr_translate("it defines %s, which the tests have already"), name.s);
    else if (name_behind(output, never, &name))
        lehr_strbuf_printf(why, lehr_translate("it has no function %s"), name.s);
    else lehr_strbuf_printf(why, lehr_translate("it does not link: %.*s"), n < LONGEST ? n : LONGEST, output);
}

lehr_status compiler_link(const compiler *c, int slot, uid_t user, const char *const objects[], int n, compiled *out)
{
    sandbox_task task = { .argv = { c->path, "-fno-lto", "-fdiagnostics-color=never", "-o", "trial" } };
    int words = 5;
    for (int i = 0; i < n && words < SANDBOX_ARGUMENTS - 2; i++) task.argv[words++] = objects[i];
    task.argv[words] = "-lm";
    return run(c, slot, user, &task, explain_link_error, out);
}

void compiled_release(compiled *c)
{
    lehr_strbuf_release(&c->why);
    lehr_strbuf_release(&c->output);
}
