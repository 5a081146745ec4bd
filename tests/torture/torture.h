/* torture.h — runs the whole program repeatedly in one process, each time with another call failing: `lehr` with a
 * command line (lehr_main, the commands' own main), or a program's calls of the library.
 *
 * Each path runs in a child process of its own, which starts like a new program; a crash, a leak that a sanitizer
 * finds, or a wrong result ends the child and fails the test, with the output so far. A last run without a fault must
 * print the same as the first: so no run depends on the ones before. */
#ifndef LEHR_TESTS_TORTURE_H
#define LEHR_TESTS_TORTURE_H
#include "faulty_files.h"
#include "counting_allocator.h"
#include "tree.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

int lehr_main(int argc, char *argv[]);

typedef struct errand {
    const char *group, *before;         /* before: commands that make its input files, separated by '|'          */
    const char *words;                  /* the arguments of `lehr`                                               */
    lehr_status (*act)(void);           /* or, in their place, a program's own calls                             */
    bool fresh;                         /* its output files do not exist before                                  */
    int  fails;                         /* its exit status without a fault                                       */
} errand;

typedef struct tally {
    long runs, returns, leaks;          /* a run that does not return has crashed     */
    long points, refused, without;      /* faults that happened; reported; recovered  */
    long full, kept;                    /* saves on a full disk; reported, file kept  */
} tally;

static struct torture {
    const errand *errand;
    tally *tally;                       /* shared with the parent */
    char  *out, *err, *first_out, *first_err;       /* the last output, and the first   */
    int    out_fd, err_fd;
    FILE  *loud;                        /* the true stderr */
    char   point[200];                  /* which fault it is */
} torture;

/* --- one run ------------------------------------------------------------------------------------------------------ */

__attribute__((format(printf, 1, 2), noreturn))
static void wrong(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(torture.loud, "%s, %s: ", torture.errand->words, torture.point);
    vfprintf(torture.loud, format, list);
    fprintf(torture.loud, "\nit had said: %s\n", torture.err ? torture.err : "");
    va_end(list);
    _exit(1);
}

/* As a string: the output has no zero bytes. */
static char *read_back(int fd)
{
    struct stat about;
    if (fstat(fd, &about)) wrong("what it said cannot be read");
    char *bytes = malloc((size_t)about.st_size + 1);
    if (pread(fd, bytes, (size_t)about.st_size, 0) != about.st_size) wrong("what it said cannot be read");
    bytes[about.st_size] = '\0';
    return bytes;
}

static void empty(int fd)
{
    if (ftruncate(fd, 0) || lseek(fd, 0, SEEK_SET)) wrong("the output cannot be saved");
}

/* `lehr` and these words, up to the end or the '|'. */
static int run_words(const char *words)
{
    char text[1000], *argv[60] = { "lehr" };
    int argc = 1;
    snprintf(text, sizeof text, "%.*s", (int)strcspn(words, "|"), words);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) argv[argc++] = word;
    return lehr_main(argc, argv);
}

static int run_act(lehr_status (*act)(void))
{
    lehr_status status = act();
    if (status) fprintf(stderr, "lehr: %s\n", lehr_message());
    return status != LEHR_OK;
}

/* Runs the path once and reads its output. */
static int run_path(void)
{
    const errand *p = torture.errand;
    empty(torture.out_fd);
    empty(torture.err_fd);
    torture.tally->runs++;
    int status = p->act ? run_act(p->act) : run_words(p->words);
    torture.tally->returns++;
    fflush(stdout);
    free(torture.out);
    free(torture.err);
    torture.out = read_back(torture.out_fd);
    torture.err = read_back(torture.err_fd);
    return status;
}

/* --- what must be true after it ----------------------------------------------------------------------------------- */

/* Exit 1, and only the last line is the message. */
static const char *the_sentence(int status)
{
    if (status != 1) wrong("exit %d", status);
    char *at = strstr(torture.err, "lehr: ");
    while (at && at != torture.err && at[-1] != '\n') at = strstr(at + 1, "lehr: ");
    if (!at) wrong("no sentence");
    char *end = strchr(at, '\n');
    if (!end || end[1]) wrong("more than one line, or none that ends");
    return at;
}

/* The exit status, the files and the output equal those of the run without a fault. */
static void check_all_is_well(int status)
{
    const char *file = tree_not_last();
    if (status != torture.errand->fails) wrong("exit %d", status);
    if (file) wrong("exit %d, but %s is not as it should be", status, file);
    if (strcmp(torture.out, torture.first_out))
        wrong("exit %d, but it answers something else than without a fault", status);
}

/* The result equals that of the run without a fault. */
static bool made_do(int status)
{
    return status == torture.errand->fails && (!status || !strcmp(torture.err, torture.first_err));
}

static void check_files_are_whole(void)
{
    const char *file = tree_wrong(true);
    if (file) wrong("%s is neither what it was nor what was saved", file);
}

static void check_no_litter(void)
{
    tree_scan();
    if (tree.parts || tree.strangers) wrong("%s lies about", tree.stranger);
}

/* --- a path, without a fault and then with faults ----------------------------------------------------------------- */

typedef void fault_loop(void);

static void fresh_folder(void)
{
    if (system("rm -rf run && mkdir run") || chdir("run")) abort();
    torture.loud = fdopen(dup(2), "w");
    setvbuf(torture.loud, NULL, _IONBF, 0);
    torture.out_fd = open("../out", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0666);
    torture.err_fd = open("../err", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0666);
    if (dup2(torture.out_fd, 1) < 0 || dup2(torture.err_fd, 2) < 0) abort();
}

/* In the child: the reference run, then the runs with faults, then one more like the first. */
static void in_child(fault_loop *loop)
{
    const errand *p = torture.errand;
    fresh_folder();
    faults.unsynced = true;
    faults.placed = tree_placed;
    lehr_set_file_calls(&faulty_calls);
    snprintf(torture.point, sizeof torture.point, "before");
    for (const char *at = p->before; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (run_words(at)) torture.err = read_back(torture.err_fd), wrong("it cannot be prepared");
    tree_learn_before();
    snprintf(torture.point, sizeof torture.point, "no fault");
    if (run_path() != p->fails) wrong("it fails by itself");
    torture.first_out = strdup(torture.out);
    torture.first_err = strdup(torture.err);
    tree_learnt(p->fresh);
    tree_restore(false);
    loop();
    snprintf(torture.point, sizeof torture.point, "no fault, at the end");
    tree_restore(false);
    faults.n = 0;
    check_all_is_well(run_path());
    check_no_litter();
    exit(0);
}

static void show_said(void)
{
    char text[4001];
    FILE *f = fopen("err", "r");
    size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
    text[n] = '\0';
    print_error("%s\n", text);
    if (f) fclose(f);
}

/* Runs every path of this group in the list, and prints the counts. */
static tally torture_all(const errand list[], int n, const char *group, fault_loop *loop)
{
    int fd = open("tally", O_RDWR | O_CREAT | O_TRUNC, 0666);
    assert_true(fd >= 0 && !ftruncate(fd, sizeof(tally)));
    tally *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), sum;
    assert_true(t != MAP_FAILED && !close(fd));
    torture.tally = t;
    for (int i = 0; i < n; i++) {
        int status = 0;
        if (strcmp(list[i].group, group)) continue;
        torture.errand = &list[i];
        fflush(NULL);
        long before = t->points;
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child) in_child(loop);
        assert_int_equal(waitpid(child, &status, 0), child);
        if (status) show_said();
        if (WIFSIGNALED(status))
            fail_msg("%s: signal %d, after %ld points", list[i].words, WTERMSIG(status), t->points - before);
        if (status) fail_msg("%s: see above; after %ld points", list[i].words, t->points - before);
        print_message("%6ld  %s\n", t->points - before, list[i].words);
    }
    sum = *t;
    munmap(t, sizeof *t);
    return sum;
}

#endif
