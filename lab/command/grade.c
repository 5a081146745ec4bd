/* grade.c — `lehr grade FOLDER`: marks what students have written against the tests of an assignment, in a sandbox */
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/command/options/options.h"
#include "lab/command/options/language.h"
#include "lab/command/options/outputs.h"
#include "lab/command/terminal/progress_bar.h"
#include "lab/command/terminal/terminal.h"
#include "lab/grade/grade_report.h"
#include "lab/grade/selftest.h"
#include "lab/i18n/language.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct request {
    command_line *line;
    const char *all, *hidden, *csv, *lang, *cc;
    double      seconds;
    long        jobs;
    bool        json, quiet;
} request;

/* FILE, or the file in the folder of the assignment. */
static lehr_status open_file(const request *q, const char *file, submissions *all)
{
    char folder[4096] = ".";
    const char *path = q->line->operands > 1 ? q->line->operand[1] : NULL, *slash = path ? strrchr(path, '/') : NULL;
    if (!path) return submissions_open_file(all, q->line->operand[0], file);
    if (slash) lehr_snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    return submissions_open_file(all, folder, slash ? slash + 1 : path);
}

/* --- marking ------------------------------------------------------------------------------------------------------ */

static void show(void *context, long done) { progress_bar_update(context, done); }

/* A signal ends the marking after the children and the working folder are removed. */
static void catch_signals(bool catches)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    for (int i = 0; i < 3; i++) {
        struct sigaction now, own = { .sa_handler = catches ? process_stop_all : SIG_DFL };
        sigemptyset(&own.sa_mask);
        if (!sigaction(ends[i], NULL, &now) && now.sa_handler != SIG_IGN) sigaction(ends[i], &own, NULL);
    }
}

/* Each job has pipes, a slot and a program open; with too few files, a correct submission would fail. */
static lehr_status have_files(long jobs)
{
    struct rlimit l;
    const rlim_t wanted = (rlim_t)(jobs > 4 ? 64 + 16 * jobs : 128);
    if (getrlimit(RLIMIT_NOFILE, &l) || l.rlim_cur >= wanted) return LEHR_OK;
    l.rlim_cur = l.rlim_max < wanted ? l.rlim_max : wanted;
    if (l.rlim_cur >= wanted && !setrlimit(RLIMIT_NOFILE, &l)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE,
                     "marking %ld at a time needs %lld open files; at most %lld may be open here (ulimit -Hn)",
                     jobs, (long long)wanted, (long long)l.rlim_max);
}

static lehr_status keep_out(const request *q, const compiler *c, const workdir *s)
{
    lehr_status status = compiler_keeps_out(c, s->path, "the working folder (TMPDIR)");
    if (!status && q->all) status = compiler_keeps_out(c, q->all, "the folder of submissions");
    if (!status && q->hidden) status = compiler_keeps_out(c, q->hidden, "the folder of hidden tests");
    return status;
}

static lehr_status mark_all(const request *q, assignment *a, const compiler *c, workdir *s, batch *m)
{
    lehr_status status = have_files(q->jobs);
    if (!status) status = workdir_create(s);
    if (status) return status;
    catch_signals(true);
    process_adopt_orphans();
    status = keep_out(q, c, s);
    if (!status) status = selftest_run(s, c);
    if (!status) status = assignment_compile(a, c, s);
    if (!status && (q->all || q->hidden)) status = batch_check_tests(m);
    progress_bar_start(m->context, a->file, m->all->count);
    if (!status) status = batch_run(m);
    progress_bar_end(m->context);
    workdir_remove(s);
    catch_signals(false);
    if (process_stop_signal()) raise(process_stop_signal());
    return status;
}

static lehr_status write_marks(const request *q, const batch *m)
{
    lehr_failure first = {0};          /* one output that fails does not stop the others */
    lehr_strbuf out = {0}, csv = {0};
    if (q->csv) grade_report_print_csv(m, &csv);
    if (q->csv) lehr_failure_capture(&first, print_output(q->csv, &csv));
    bool taken = q->csv && !strcmp(q->csv, "-");
    if (q->json) grade_report_print_json(m, &out);
    else if (q->all) grade_report_print_class(m, &out);
    else grade_report_print_student(m, 0, &out);
    if (!taken) lehr_failure_capture(&first, print_output(q->json ? "-" : NULL, &out));
    else lehr_strbuf_release(&out);
    return lehr_failure_raise(&first);
}

/* --- the mark sheet must not overwrite an input ------------------------------------------------------- */

static lehr_status check_read(const char *folder, const char *inner, const char *name)
{
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, *inner ? "%s/%s/%s" : "%s/%s%s", folder, inner, name);
    lehr_status status = path.status ? path.status : outputs_check_read(path.s);
    lehr_strbuf_release(&path);
    return status;
}

static lehr_status check_set(const test_set *set, const char *file)
{
    lehr_status status = check_read(set->folder, "", "tests.c");
    if (!status) status = check_read(set->folder, "", "expected.txt");
    if (!status) status = check_read(set->folder, "", file);
    for (int i = 0; i < set->headers && !status; i++) status = check_read(set->folder, "", set->header[i].name);
    return status;
}

static lehr_status check_sheet(const request *q, const assignment *a, const submissions *all)
{
    lehr_status status = LEHR_OK;
    for (int i = 0; q->csv && i < a->sets && !status; i++) status = check_set(&a->set[i], a->file);
    for (int i = 0; q->csv && q->all && i < all->count && !status; i++)
        status = check_read(q->all, all->one[i].folder, all->one[i].file);
    return status;
}

static lehr_status grade(const request *q)
{
    assignment a;
    lehr_status status = assignment_open(&a, q->line->operand[0], q->hidden);
    if (status) return status;
    submissions all = { .fd = -1 };
    workdir folder;
    progress_bar bar;
    compiler *c = lehr_alloc(1, sizeof *c);
    batch m = { .a = &a, .c = c, .s = &folder, .all = &all, .is_class = q->all, .seconds = q->seconds,
                .jobs = (int)q->jobs, .progress = show, .context = &bar };
    status = c ? compiler_find(c, q->cc) : LEHR_ERR_MEMORY;
    if (!status) status = q->all ? submissions_find(&all, q->all, a.file) : open_file(q, a.file, &all);
    if (!status) status = check_sheet(q, &a, &all);
    if (!status) status = mark_all(q, &a, c, &folder, &m);
    if (!status) status = write_marks(q, &m);
    batch_release(&m);
    if (all.fd >= 0) submissions_release(&all);
    assignment_release(&a);
    lehr_free(c);
    return status;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static lehr_status read_request(command_line *line, request *q)
{
    q->line = line;
    const option rows[] = {
        { "all", OPTION_TEXT, &q->all, "DIR", "submissions: a folder for each student, or a file NAME.c for each" },
        { "hidden", OPTION_TEXT, &q->hidden, "DIR",
          "more tests, which students have not seen: another tests.c and expected.txt" },
        { "csv", OPTION_OUTPUT, &q->csv, "FILE", "the mark sheet; - is standard output, instead of the report" },
        { "json", OPTION_FLAG, &q->json, NULL, "all results as JSON, instead of the report" },
        { "seconds", OPTION_NUMBER, &q->seconds, "S", "limit of processor time for each part, in seconds", 0.1,
          600 },
        { "jobs", OPTION_WHOLE, &q->jobs, "N", "submissions at a time; the marks do not depend on it", 1,
          BATCH_MAX_JOBS },
        { "cc", OPTION_TEXT, &q->cc, "CC", "the C compiler, a name or a path; default cc" },
        { "quiet", OPTION_FLAG, &q->quiet, NULL, "no progress" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (q->quiet) print_set_quiet();
    if (q->all && q->line->operands > 1)
        return lehr_fail(LEHR_ERR_VALUE, "grade: FILE and --all are both given; mark one file, or all of a folder");
    if (q->json && q->csv && !strcmp(q->csv, "-"))
        return lehr_fail(LEHR_ERR_VALUE, "--csv - and --json would both go to standard output");
    return q->line->operands > 1 ? outputs_check_read(q->line->operand[1]) : LEHR_OK;
}

static lehr_status run(command_line *line)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    request q = { .seconds = 2, .jobs = cores < 1 ? 1 : cores > BATCH_MAX_JOBS ? BATCH_MAX_JOBS : cores };
    lehr_status status = read_request(line, &q);
    return status || line->help ? status : grade(&q);
}

const command command_grade = {
    .name = "grade",
    .operands = "FOLDER [FILE]",
    .options = "[--all SUBMISSIONS] [options]",
    .summary = "marks students' programs against an assignment, in a sandbox",
    .about =
        "Compiles a student's file, runs each part of the assignment's tests on it, and reports the points, the first "
        "difference from\n"
        "the expected rows, and the rule that it breaks. FOLDER has the file as students get it, tests.c and "
        "expected.txt; FILE is\n"
        "marked instead of the one there. SUBMISSIONS has a folder for each student with the file in it, or NAME.c "
        "for each.\n"
        "A submission cannot stop the marking or read another's folder: it is compiled and run in a sandbox (Landlock, "
        "seccomp, and,\n"
        "where root marks, a user that owns no file). Where the sandbox is not available, nothing is marked.",
    .example =
        "  lehr grade examples/assignments/1-policies\n"
        "  lehr grade examples/assignments/1-policies --all class --hidden teacher/1-policies --csv marks.csv\n",
    .min = 1,
    .max = 2,
    .operand = "the folder of an assignment",
    .run = run,
};
