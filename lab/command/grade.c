/* grade.c — `lehr grade FOLDER`: marks what students have written against the tests of an assignment, in a sandbox */
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/command/options.h"
#include "lab/command/language_option.h"
#include "lab/command/outputs.h"
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

/* --- one file ----------------------------------------------------------------------------------------------------- */

/* The folder of a path, and what it is called there. */
static lehr_status take_one(const char *folder, const char *name, lehr_strbuf *bytes, lehr_strbuf *why)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return lehr_fail(LEHR_ERR_FILE, "%s: this folder cannot be opened: %s", folder, strerror(errno));
    lehr_status status = submissions_read_file(fd, name, bytes, why);
    close(fd);
    return status;
}

static lehr_status take_file(const request *q, batch *m)
{
    char folder[4096] = ".";
    const char *path = q->line->operands > 1 ? q->line->operand[1] : NULL, *slash = path ? strrchr(path, '/') : NULL;
    m->count = 1;
    m->own_name = path ? slash ? slash + 1 : path : m->a->file;
    if (!path) lehr_snprintf(folder, sizeof folder, "%s", q->line->operand[0]);
    else if (slash) lehr_snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    return take_one(folder, m->own_name, &m->own, &m->own_problem);
}

/* --- marking ------------------------------------------------------------------------------------------------------ */

static void show(void *context, long done) { progress_bar_update(context, done); }

/* A signal ends it all, but not before children and working folder are gone. */
static void catch_signals(bool catches)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    for (int i = 0; i < 3; i++) {
        struct sigaction now, own = { .sa_handler = catches ? process_stop_all : SIG_DFL };
        sigemptyset(&own.sa_mask);
        if (!sigaction(ends[i], NULL, &now) && now.sa_handler != SIG_IGN) sigaction(ends[i], &own, NULL);
    }
}

/* Each job has its pipes, slot and program open; with too few, a correct submission would fail. */
static lehr_status have_files(long jobs)
{
    struct rlimit l;
    const rlim_t wanted = (rlim_t)(jobs > 4 ? 64 + 16 * jobs : 128);
    if (getrlimit(RLIMIT_NOFILE, &l) || l.rlim_cur >= wanted) return LEHR_OK;
    l.rlim_cur = l.rlim_max < wanted ? l.rlim_max : wanted;
    if (l.rlim_cur >= wanted && !setrlimit(RLIMIT_NOFILE, &l)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE,
                     "marking %ld at a time needs %lld open files, and no more than %lld may be open here (ulimit -Hn)",
                     jobs, (long long)wanted, (long long)l.rlim_max);
}

static lehr_status keep_out(const request *q, const compiler *c, const workdir *s)
{
    lehr_status status = compiler_keeps_out(c, s->path, "the scratch folder (TMPDIR)");
    if (!status && q->all) status = compiler_keeps_out(c, q->all, "the folder of submissions");
    if (!status && q->hidden) status = compiler_keeps_out(c, q->hidden, "the folder of hidden tests");
    return status;
}

static lehr_status mark_all(const request *q, assignment *a, const compiler *c, batch *m)
{
    workdir s;
    progress_bar b;
    lehr_status status = have_files(q->jobs);
    if (!status) status = workdir_create(&s);
    if (status) return status;
    *m = (batch){ .a = a, .c = c, .s = &s, .all = m->all, .own = m->own, .own_problem = m->own_problem,
                    .own_name = m->own_name, .count = m->count,
                    .seconds = q->seconds, .jobs = (int)q->jobs, .watch = show, .context = &b };
    catch_signals(true);
    process_adopt_orphans();
    status = keep_out(q, c, &s);
    if (!status) status = selftest_run(&s, c);
    if (!status) status = assignment_compile(a, c, &s);
    if (!status && (q->all || q->hidden)) status = batch_check_tests(m);
    progress_bar_start(&b, a->file ? a->file : "", m->count);
    if (!status) status = batch_run(m);
    progress_bar_end(&b);
    workdir_remove(&s);
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

/* --- the mark sheet must not take the place of what is read ------------------------------------------------------- */

static lehr_status check_read(const request *q, const char *folder, const char *inner, const char *name)
{
    const output sheet = { "csv", q->csv, true };
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, *inner ? "%s/%s/%s" : "%s/%s%s", folder, inner, name);
    lehr_status status = path.status ? path.status : outputs_check_input(&sheet, 1, path.s);
    lehr_strbuf_release(&path);
    return status;
}

static lehr_status check_set(const request *q, const test_set *set, const char *file)
{
    lehr_status status = check_read(q, set->folder, "", "tests.c");
    if (!status) status = check_read(q, set->folder, "", "expected.txt");
    if (!status) status = check_read(q, set->folder, "", file);
    for (int i = 0; i < set->headers && !status; i++) status = check_read(q, set->folder, "", set->header[i].name);
    return status;
}

static lehr_status check_sheet(const request *q, const assignment *a, const submissions *all)
{
    lehr_status status = LEHR_OK;
    for (int i = 0; q->csv && i < a->sets && !status; i++) status = check_set(q, &a->set[i], a->file);
    for (int i = 0; q->csv && q->all && i < all->count && !status; i++)
        status = check_read(q, q->all, all->one[i].folder, all->one[i].file);
    return status;
}

static lehr_status grade(const request *q)
{
    assignment a;
    compiler *c = lehr_alloc(1, sizeof *c);
    submissions all = { .fd = -1 };
    batch m = { .all = q->all ? &all : NULL };
    if (!c) return LEHR_ERR_MEMORY;
    lehr_status status = assignment_open(&a, q->line->operand[0], q->hidden);
    bool open = !status;
    m.a = &a;
    if (!status) status = compiler_find(c, q->cc);
    if (!status) status = q->all ? submissions_find(&all, q->all, a.file) : take_file(q, &m);
    if (q->all) m.count = all.count;
    if (!status) status = check_sheet(q, &a, &all);
    if (!status) status = mark_all(q, &a, c, &m);
    if (!status) status = write_marks(q, &m);
    batch_release(&m);
    lehr_strbuf_release(&m.own);
    lehr_strbuf_release(&m.own_problem);
    if (all.fd >= 0) submissions_release(&all);
    if (open) assignment_release(&a);
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
        { "csv", OPTION_TEXT, &q->csv, "FILE", "the mark sheet; - is standard output, in place of the report" },
        { "json", OPTION_FLAG, &q->json, NULL, "all that was found out as JSON, in place of the report" },
        { "seconds", OPTION_NUMBER, &q->seconds, "S", "what each part may take, in seconds of the processor", 0.1,
          600 },
        { "jobs", OPTION_WHOLE, &q->jobs, "N", "submissions at a time; the marks do not depend on it", 1,
          BATCH_MAX_JOBS },
        { "cc", OPTION_TEXT, &q->cc, "CC", "the C compiler, a name or a path; cc if not said" },
        { "lang", OPTION_TEXT, &q->lang, "en|zh", "the language of the report; LEHR_LANG if not said, else en" },
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
    const output sheet = { "csv", q->csv, true };
    if ((status = outputs_check(&sheet, 1))) return status;
    if (q->line->operands > 1 && (status = outputs_check_input(&sheet, 1, q->line->operand[1]))) return status;
    lehr_language language = LEHR_ENGLISH;
    status = language_option_read(q->lang, &language);
    return status ? status : lehr_set_text_language(language);
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
        "Compiles a student's file, runs each part of the assignment's tests on it, and says in words where it first "
        "differs from what is\n"
        "expected, which rule that breaks, and how many points it has. FOLDER has the file as students get it, "
        "tests.c and expected.txt;\n"
        "FILE is marked in place of the one there. SUBMISSIONS has a folder for each student with the file in it, or "
        "NAME.c for each.\n"
        "Nothing that a submission does can stop the marking or see another's folder: it is compiled and run in a "
        "jail (Landlock, seccomp,\n"
        "and, where root marks, as a user that nobody is); where there is none, nothing is marked.",
    .example =
        "  lehr grade examples/assignments/1-policies\n"
        "  lehr grade examples/assignments/1-policies --all class --hidden teacher/1-policies --csv marks.csv\n",
    .min = 1,
    .max = 2,
    .operand = "the folder of an assignment",
    .run = run,
};
