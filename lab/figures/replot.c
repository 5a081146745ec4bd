#include "lab/figures/replot_kinds.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/did_you_mean.h"
#include "core/base/translate.h"
#include <string.h>

typedef lehr_status chart_fn(lehr_replot *l, const char *what, lehr_line_chart *c);
typedef lehr_status draw_fn(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);

/* Tables in the order in which their headers are tried: the kinds that need most columns first. */
static const struct {
    const char *name;               /* of such a file, for messages                  */
    const char *required, *text;    /* columns in the header; those that hold text   */
    const char *figures;            /* that can be drawn, the default first          */
    chart_fn *chart;                /* draws line charts …                           */
    draw_fn  *draw;                 /* … or other figures: one of the two is NULL    */
} kinds[] = {
    { "the histories that compare wrote", "policy base_lr updates seed step lr", "policy", "loss accuracy rates",
      lehr_replot_histories, NULL },
    { "the runs that compare wrote", "policy spec base_lr updates seed status", "policy spec status", "ends ends_loss",
      NULL, lehr_replot_runs },
    { "a history that train wrote", "step lr train_loss validation_loss", "", "loss accuracy rates",
      lehr_replot_history, NULL },
    { "the trajectories that paths wrote", "optim sched step x y f lr", "optim sched", "paths height rates",
      lehr_replot_trajectories, NULL },
    { "a curve that find wrote", "step lr", "", "curve", NULL, lehr_replot_range_test },
    { "rates that schedule wrote", "t lr1", "", "rates", lehr_replot_schedules, NULL },
    { "a checkpoint", "", "", "weights kernels", NULL, lehr_replot_checkpoint },
};

/* --- which kind --------------------------------------------------------------------------------------------------- */

static bool has_all(const lehr_table *c, const char *names)
{
    lehr_short_text name;
    for (size_t n; *names; names += n + (names[n] == ' ')) {
        n = strcspn(names, " ");
        name = lehr_short_printf("%.*s", (int)n, names);
        if (!lehr_table_find_column(c, name.s)) return false;
    }
    return true;
}

static lehr_status kind_of(const char *file, lehr_replot_kind *kind)
{
    lehr_table head;
    lehr_status status = lehr_table_read(&head, file, NULL);
    if (status) return status;
    for (*kind = 0; *kind < LEHR_REPLOT_CHECKPOINT && !has_all(&head, kinds[*kind].required);) ++*kind;
    if (*kind == LEHR_REPLOT_CHECKPOINT)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: the header begins with \"%.30s\"; it is not a table of train, compare, find, paths or "
                           "schedule, nor a checkpoint",
                           file, head.column->name);
    lehr_table_release(&head);
    return status;
}

/* A safetensors file begins with a length of eight bytes and "{"; a table has no zero bytes. */
static lehr_status is_checkpoint(const char *file, bool *is)
{
    char bytes[9];
    size_t n, all;
    lehr_status status = lehr_read_file_head(file, bytes, sizeof bytes, &n, &all);
    *is = !status && n == sizeof bytes && bytes[8] == '{' && !bytes[7] && !bytes[6];
    return status;
}

static lehr_status open_tables(lehr_replot *l)
{
    for (int i = 0; i < l->files; i++) {
        lehr_replot_kind kind;
        lehr_status status = kind_of(l->file[i], &kind);
        if (status) return status;
        if (i && kind != l->kind)
            return lehr_fail(LEHR_ERR_VALUE, "%s is %s, but %s is %s; one picture shows files of one kind", l->file[0],
                             lehr_translate(kinds[l->kind].name), l->file[i], lehr_translate(kinds[kind].name));
        l->kind = kind;
        status = lehr_table_read(&l->table[i], l->file[i], kinds[kind].text);
        if (status) return status;
        if (!l->table[i].rows) return lehr_fail(LEHR_ERR_FILE, "%s: there is nothing below its header", l->file[i]);
    }
    return LEHR_OK;
}

static lehr_status open_checkpoint(lehr_replot *l)
{
    if (l->files > 1)
        return lehr_fail(LEHR_ERR_VALUE, "%s is a checkpoint; one picture shows one checkpoint", l->file[0]);
    l->kind = LEHR_REPLOT_CHECKPOINT;
    l->checkpoint = lehr_checkpoint_open(l->file[0]);
    return l->checkpoint ? LEHR_OK : lehr_last_status();
}

/* --- their names -------------------------------------------------------------------------------------------------- */

/* "iris" for out/iris.csv, and for out/iris/histories.csv, which has the same name in every folder. NULL: no memory. */
static const char *name_of(lehr_replot *l, const char *file)
{
    char *path = lehr_arena_strdup(&l->memory, file), *slash = path ? strrchr(path, '/') : NULL;
    if (!path) return NULL;
    char *name = slash && slash[1] ? slash + 1 : path, *dot = strrchr(name, '.');
    if (dot && dot > name) *dot = '\0';
    if (!slash || name == path || !lehr_is_one_of(name, strlen(name), "histories history runs curve paths"))
        return name;
    *slash = '\0';
    char *above = strrchr(path, '/');
    const char *folder = above ? above + 1 : path;
    return *folder && strcmp(folder, ".") && strcmp(folder, "..") ? folder : name;
}

static lehr_status label_files(lehr_replot *l)
{
    bool unique = true;
    for (int i = 0; i < l->files; i++) {
        const char *name = name_of(l, l->file[i]);
        if (!name) return LEHR_ERR_MEMORY;
        for (int k = 0; k < i; k++) unique &= strcmp(l->label[k], name) != 0;
        l->label[i] = name;
    }
    for (int i = 0; i < l->files && !unique; i++) l->label[i] = l->file[i];
    return LEHR_OK;
}

lehr_replot *lehr_replot_open(const char *const *file, int n)
{
    if (n < 1 || n > LEHR_MAX_REPLOT_FILES) {
        lehr_fail(LEHR_ERR_VALUE, "look: %d files; 1 to %d can be drawn together", n, LEHR_MAX_REPLOT_FILES);
        return NULL;
    }
    for (int i = 0; i < n; i++)
        if (!file || !file[i]) {
            lehr_fail_null(__func__, file ? lehr_translate("one of the files") : "file");
            return NULL;
        }
    lehr_replot *l = lehr_alloc(1, sizeof *l);
    if (!l) return NULL;
    l->files = n;
    memcpy(l->file, file, (size_t)n * sizeof *file);
    bool saved;
    lehr_status status = is_checkpoint(file[0], &saved);
    if (!status) status = saved ? open_checkpoint(l) : open_tables(l);
    if (!status) status = label_files(l);
    if (status) {
        lehr_replot_free(l);
        return NULL;
    }
    l->figures = l->checkpoint && !lehr_replot_has_kernels(l) ? "weights" : kinds[l->kind].figures;
    return l;
}

void lehr_replot_free(lehr_replot *l)
{
    if (!l) return;
    for (int i = 0; i < l->files; i++) lehr_table_release(&l->table[i]);
    lehr_checkpoint_free(l->checkpoint);
    lehr_arena_release(&l->memory);
    lehr_arena_release(&l->scratch);
    lehr_free(l);
}

const char *lehr_replot_kind_name(const lehr_replot *l) { return l ? kinds[l->kind].name : ""; }
const char *lehr_replot_figures(const lehr_replot *l) { return l ? l->figures : ""; }

const char *lehr_replot_truncated_file(const lehr_replot *l)
{
    for (int i = 0; l && i < l->files; i++)
        if (l->table[i].truncated) return l->file[i];
    return NULL;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static lehr_status no_such(const lehr_replot *l, const char *what)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(what, strlen(what));
    lehr_did_you_mean_offer(&near, l->figures);
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    return lehr_fail(LEHR_ERR_NAME, "%s is %s, of which \"%.40s\" cannot be drawn%s: there is %s", l->file[0],
                     lehr_translate(kinds[l->kind].name), what, hint.s, l->figures);
}

/* A metric that is a column of numbers in every file can be drawn, too. */
static bool is_column(const lehr_replot *l, const char *what)
{
    for (int i = 0; i < l->files; i++) {
        const lehr_table_column *k = lehr_table_find_column(&l->table[i], what);
        if (!k || !k->number) return false;
    }
    return !l->checkpoint && lehr_replot_metric(what);
}

/* The default is the first figure. */
static lehr_short_text what_of(const lehr_replot *l, const char *what)
{
    return what ? lehr_short_printf("%s", what) : lehr_short_printf("%.*s", (int)strcspn(l->figures, " "), l->figures);
}

bool lehr_replot_is_lines(const lehr_replot *l, const char *asked)
{
    if (!l) return false;
    lehr_short_text w = what_of(l, asked);
    if (l->checkpoint && lehr_replot_has_tensor(l, w.s)) return false;
    return kinds[l->kind].chart || !lehr_is_one_of(w.s, strlen(w.s), kinds[l->kind].figures);
}

static const lehr_replot_options defaults;

lehr_status lehr_replot_lines(lehr_replot *l, const lehr_replot_options *w, lehr_line_chart *c)
{
    if (!l) return lehr_fail_null(__func__, "l");
    if (!c) return lehr_fail_null(__func__, "c");
    if (!w) w = &defaults;
    lehr_short_text what = what_of(l, w->what);
    if (!lehr_replot_is_lines(l, w->what))
        return lehr_fail(LEHR_ERR_VALUE, "%s of %s is not a line chart", what.s, l->file[0]);
    if (!kinds[l->kind].chart ||
        (!lehr_is_one_of(what.s, strlen(what.s), kinds[l->kind].figures) && !is_column(l, what.s)))
        return no_such(l, what.s);
    lehr_arena_rewind(&l->scratch);
    *c = (lehr_line_chart){0};
    lehr_status status = kinds[l->kind].chart(l, what.s, c);
    if (status) return status;
    if (w->title) c->title = w->title;
    if (w->subtitle) c->subtitle = w->subtitle;
    if (w->axis != LEHR_AXIS_AUTO) c->log_y = w->axis == LEHR_AXIS_LOG;
    c->width = w->size.width;
    c->height = w->size.height;
    c->scale = w->size.scale;
    return LEHR_OK;
}

lehr_status lehr_replot_png(lehr_replot *l, const lehr_replot_options *w, const char *path)
{
    if (!l) return lehr_fail_null(__func__, "l");
    if (!path) return lehr_fail_null(__func__, "path");
    if (!w) w = &defaults;
    lehr_short_text what = what_of(l, w->what);
    lehr_line_chart c;
    if (lehr_replot_is_lines(l, w->what)) {
        lehr_status status = lehr_replot_lines(l, w, &c);
        return status ? status : lehr_line_chart_png(&c, path);
    }
    if (w->axis != LEHR_AXIS_AUTO)
        return lehr_fail(LEHR_ERR_VALUE, "%s has no axis that could be made linear or logarithmic", what.s);
    lehr_arena_rewind(&l->scratch);
    return kinds[l->kind].draw(l, what.s, w, path);
}

lehr_status lehr_replot_table_png(lehr_replot_kind kind, lehr_table *t, const lehr_replot_options *w, const char *path)
{
    lehr_replot l = { .kind = kind, .files = 1, .table = { *t }, .figures = kinds[kind].figures };
    lehr_status status = lehr_replot_png(&l, w, path);
    lehr_arena_release(&l.scratch);
    lehr_table_release(t);
    return status;
}
