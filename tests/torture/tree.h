/* tree.h — every file below the current folder, as each save left it: after any failure, each must have exactly the
 * contents of its last finished save, and no other file may exist.
 *
 * A first run records the files before it, then each file that a rename puts in its place. If a file did not exist
 * before, an old file with a known text is put there for the later runs, unless the path must start without one. */
#ifndef LEHR_TESTS_TREE_H
#define LEHR_TESTS_TREE_H
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#include <ftw.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TREE_FILES = 100, TREE_VERSIONS = 12, TREE_PATH = 200 };

#define PART ".lehr-part"
#define LEFT "what a killed run left"

typedef struct tree_file {
    char   path[TREE_PATH];
    char  *bytes[TREE_VERSIONS];    /* NULL: no file; [0]: before the run  */
    size_t size[TREE_VERSIONS];
    int    versions, placed;        /* placed: finished saves in this run           */
    bool   is_before;               /* restored, and not saved since                  */
} tree_file;

static struct tree {
    tree_file file[TREE_FILES];
    int files, parts, strangers;    /* parts, strangers: temporary files and unexpected files that were found    */
    bool learning;
    char stranger[TREE_PATH];
    pthread_mutex_t door;
} tree = { .door = PTHREAD_MUTEX_INITIALIZER };

static char *tree_read(const char *path, size_t *n)
{
    struct stat about;
    FILE *f = fopen(path, "rb");
    *n = 0;
    if (!f || fstat(fileno(f), &about)) return NULL;
    char *bytes = malloc((size_t)about.st_size + 1);
    *n = fread(bytes, 1, (size_t)about.st_size, f);
    fclose(f);
    return bytes;
}

static void tree_write(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f)) abort();
}

/* One name for each file: "./o//f" is "o/f". */
static void tree_name(const char *path, char name[TREE_PATH])
{
    size_t n = 0;
    for (path += 2 * !strncmp(path, "./", 2); *path && n + 1 < TREE_PATH; path++)
        if (*path != '/' || !n || name[n - 1] != '/') name[n++] = *path;
    name[n] = '\0';
}

static tree_file *tree_named(const char *path)
{
    char name[TREE_PATH];
    tree_name(path, name);
    for (int i = 0; i < tree.files; i++)
        if (!strcmp(tree.file[i].path, name)) return &tree.file[i];
    return NULL;
}

static tree_file *tree_add(const char *path)
{
    if (tree.files == TREE_FILES) abort();
    tree_file *f = &tree.file[tree.files++];
    tree_name(path, f->path);
    return f;
}

static void tree_version(tree_file *f, char *bytes, size_t n)
{
    if (f->versions == TREE_VERSIONS) abort();
    f->bytes[f->versions] = bytes;
    f->size[f->versions++] = n;
}

/* Called by faulty_files.h when a save is finished. */
static void tree_placed(const char *path)
{
    size_t n;
    pthread_mutex_lock(&tree.door);
    tree_file *f = tree_named(path);
    if (tree.learning) {
        if (!f) tree_version(f = tree_add(path), NULL, 0);
        char *bytes = tree_read(path, &n);
        tree_version(f, bytes, n);
    } else if (!f) {
        tree.strangers++;
        snprintf(tree.stranger, sizeof tree.stranger, "%s", path);
    }
    if (f) f->placed++, f->is_before = false;
    pthread_mutex_unlock(&tree.door);
}

static bool is_lock(const char *path, const struct stat *about)
{
    size_t n = strlen(path);
    return n >= 4 && !strcmp(path + n - 4, "lock") && !about->st_size;
}

static int tree_visit(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void)at;
    if (kind == FTW_D || kind == FTW_DP) return 0;
    size_t n = strlen(path), part = sizeof PART - 1;
    if (n > part && !strcmp(path + n - part, PART)) {
        tree.parts++;
        snprintf(tree.stranger, sizeof tree.stranger, "%s", path);
    } else if (tree.learning && !tree_named(path) && !is_lock(path, about)) {
        char *bytes = tree_read(path, &n);
        tree_version(tree_add(path), bytes, n);
    } else if (!tree_named(path) && !is_lock(path, about)) {
        tree.strangers++;
        snprintf(tree.stranger, sizeof tree.stranger, "%s", path);
    }
    return 0;
}

static void tree_scan(void)
{
    tree.parts = tree.strangers = 0;
    nftw(".", tree_visit, 16, FTW_PHYS);
}

/* Between the two first runs: records the names of all output files, and puts an old file in the place of each that did
 * not exist, unless the path must start without one. */
static void tree_learn_before(void) { tree.learning = true; tree_scan(); }

static void tree_learnt(bool fresh)
{
    static const char old[] = "an old file\n";
    tree.learning = false;
    for (int i = 0; i < tree.files && !fresh; i++) {
        tree_file *f = &tree.file[i];
        if (f->bytes[0]) continue;
        f->bytes[0] = strdup(old);
        f->size[0] = sizeof old - 1;
    }
}

/* Restores the files as before the run; temporary files stay. */
static void tree_restore_files(void)
{
    for (int i = 0; i < tree.files; i++) {
        tree_file *f = &tree.file[i];
        f->placed = 0;
        if (f->is_before) continue;
        f->is_before = true;
        if (!f->bytes[0]) unlink(f->path);
        else tree_write(f->path, f->bytes[0], f->size[0]);
    }
}

/* Restores everything as before the run. parts: puts a temporary file of a killed run beside each saved file. */
static void tree_restore(bool parts)
{
    char part[TREE_PATH + sizeof PART];
    tree_restore_files();
    for (int i = 0; i < tree.files; i++) {
        tree_file *f = &tree.file[i];
        snprintf(part, sizeof part, "%s%s", f->path, PART);
        if (parts && f->versions > 1) tree_write(part, LEFT, sizeof LEFT - 1);
        else unlink(part);
    }
}

/* The first rows of the right table, or a complete figure. */
static bool is_of_a_broken_run(const tree_file *f, const char *bytes, size_t n)
{
    const char *dot = strrchr(f->path, '.'), *right = f->bytes[f->versions - 1];
    size_t size = f->size[f->versions - 1];
    if (!f->placed || !dot || n < 8) return false;
    if (!strcmp(dot, ".csv")) return n <= size && bytes[n - 1] == '\n' && !memcmp(bytes, right, n);
    return !strcmp(dot, ".png") && !memcmp(bytes, right, 8) && !memcmp(bytes + n - 8, right + size - 8, 8);
}

/* Returns NULL if every file has the contents of its last finished save. broken: the run ended early; a training then
 * writes its table and its figure so far. */
static const char *tree_wrong(bool broken)
{
    for (int i = 0; i < tree.files; i++) {
        tree_file *f = &tree.file[i];
        int last = f->versions - 1, v = f->placed < last ? f->placed : last;
        size_t n;
        char *bytes = tree_read(f->path, &n);
        bool right = bytes ? f->bytes[v] && n == f->size[v] && !memcmp(bytes, f->bytes[v], n) : !f->bytes[v];
        if (!right && broken && bytes) right = is_of_a_broken_run(f, bytes, n);
        free(bytes);
        if (!right) return f->path;
    }
    return NULL;
}

/* Every output file has its final bytes. */
static const char *tree_not_last(void)
{
    for (int i = 0; i < tree.files; i++)
        if (tree.file[i].placed < tree.file[i].versions - 1) return tree.file[i].path;
    return tree_wrong(false);
}

#endif
