/* test_any_results.c — results with numbers of every kind: figures from their tables, HTML page, JSON, terminal
 * output. */
#include "any_numbers.h"
#include "figure.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "lab/figures/replot.h"
#include "lab/report/report.h"
#include "lab/plot/charts/sparkline.h"

enum { WIDTH = 320, HEIGHT = 240 };

/* --- tables ------------------------------------------------------------------------------------------------------- */

#define METRICS "train_loss,train_accuracy,validation_loss,validation_accuracy\n"

/* A table with a row for each number; %d is the number of the row, each @ the next of its numbers. */
static const struct { const char *name, *header, *row; } tables[] = {
    { "history.csv",   "step,epoch,lr," METRICS,                              "%d,1,@,@,@,@,@\n" },
    { "histories.csv", "policy,base_lr,updates,seed,step,epoch,lr," METRICS,  "\"a\",0.1,99,0,%d,1,@,@,@,@,@\n" },
    { "runs.csv",      "policy,spec,base_lr,updates,seed,status," METRICS,    "a,a,0.1,9,%d,done,@,@,@,@\n" },
    { "curve.csv",     "step,lr,loss\n",                                      "%d,@,@\n" },
    { "seeds.csv",     "seed,step,lr,loss,smoothed\n",                        "1,%d,@,@,@\n" },
    { "paths.csv",     "optim,sched,step,x,y,f,lr\n",                         "sgd,fixed,%d,@,@,@,@\n" },
    { "rates.csv",     "t,lr1,lr2\n",                                         "%d,@,@\n" },
};

static void put_number(FILE *f, double v)
{
    static int turn;
    if (isnan(v)) fputs(turn++ % 2 ? "nan" : "", f);
    else fputs(lehr_number_text(v).s, f);
}

static void put_table(int kind, const series *s)
{
    FILE *f = fopen(tables[kind].name, "w");
    assert_non_null(f);
    fputs(tables[kind].header, f);
    for (int row = 0; row < s->count; row++) {
        int next = row;
        for (const char *at = tables[kind].row; *at; at++) {
            if (*at == '@') put_number(f, s->v[next++ % s->count]);
            else if (*at == '%') fprintf(f, "%d", row + 1), at++;
            else fputc(*at, f);
        }
    }
    assert_false(fclose(f));
}

/* Text for a terminal: UTF-8, no control characters but newlines and colours, no line wider than so many columns. */
static void check_text(const lehr_strbuf *t, int most, const char *what)
{
    int columns = 0;
    assert_false(t->status);
    for (const unsigned char *s = (const unsigned char *)(t->s ? t->s : ""); *s; s++) {
        int more = *s < 0x80 ? 0 : *s >> 5 == 6 ? 1 : *s >> 4 == 14 ? 2 : *s >> 3 == 30 ? 3 : -1;
        if (more < 0 || (*s < ' ' && *s != '\n' && *s != 033)) fail_msg("%s: byte %d", what, *s);
        columns = *s == '\n' ? 0 : columns + 1;
        if (columns > most) fail_msg("%s: a line of more than %d columns", what, most);
        for (; more; more--)
            if (*++s >> 6 != 2) fail_msg("%s: no UTF-8", what);
    }
}

static int terminal, refused;

static void draw_in_the_terminal(lehr_replot *l, const char *what)
{
    lehr_line_chart c;
    lehr_strbuf out = { 0 };
    if (!lehr_replot_is_lines(l, what)) return;
    if (lehr_replot_lines(l, &(lehr_replot_options){ .what = what }, &c)) fail_msg("%s: %s", what, lehr_message());
    terminal_chart_draw(&out, &c, 9, false);
    check_text(&out, 100, what);
    terminal++;
    lehr_strbuf_release(&out);
}

/* Has a row a rate and a value? */
static bool has_a_point(const series *s)
{
    for (int i = 0; i < s->count; i++)
        if (isfinite(s->v[i]) && s->v[i] > 0 && isfinite(s->v[(i + 1) % s->count])) return true;
    return false;
}

/* Only a range test without a point has no figure; it is an error. */
static void check_refusal(const char *w, const series *s, const char *what)
{
    if (strcmp(w, "curve") || has_a_point(s)) fail_msg("%s: %s", what, lehr_message());
    check_says("no row has a rate and a value", what);
    refused++;
}

static void look_at(int kind, const series *s)
{
    char what[200], whats[200];
    const char *file = tables[kind].name;
    put_table(kind, s);
    lehr_replot *l = lehr_replot_open(&file, 1);
    if (!l && !s->count) {
        check_says("there is nothing below its header", file);
        return;
    }
    if (!l) fail_msg("%s of \"%s\": %s", file, s->what, lehr_message());
    snprintf(whats, sizeof whats, "%s", lehr_replot_figures(l));
    for (const char *w = strtok(whats, " "); w; w = strtok(NULL, " ")) {
        snprintf(what, sizeof what, "%s of %s of \"%s\"", w, file, s->what);
        if (lehr_replot_png(l, &(lehr_replot_options){ .what = w, .size = { WIDTH, HEIGHT, 1 } }, "any.png"))
            check_refusal(w, s, what);
        else check_picture("any.png", WIDTH, HEIGHT, what);
        draw_in_the_terminal(l, w);
    }
    lehr_replot_free(l);
}

static void any_table_makes_its_pictures(void **state)
{
    (void)state;
    for (int kind = 0; kind < COUNT_OF(tables); kind++)
        /* tables are double in both builds */
        for (int i = 0; i < COUNT_OF(many); i += 1 + IS_DOUBLE) look_at(kind, &many[i]);
    assert_true(drawn > 5 * refused && terminal > drawn / 2);
    figure(12, "tables",
           "%d of %d pictures of tables invalid (%d more were refused, as there is nothing to draw), %d drawings in "
           "the terminal: "
           "%d kinds of tables",
           invalid, drawn, refused, terminal, COUNT_OF(tables));
}

/* --- comparisons -------------------------------------------------------------------------------------------------- */

static lehr_comparison compared(const lehr_data *d)
{
    static const char *const specs[] = { "fixed", "cosine", "odd \"name\" & </script>=step:every=9" };
    lehr_plan p;
    lehr_comparison c;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.steps = LENGTH;
    p.every = 1;
    if (lehr_comparison_init(&c, &p, d, specs, 2, NULL, LEHR_VALIDATION_LOSS, 2)) fail_msg("%s", lehr_message());
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), LEHR_OK);
    return c;
}

/* A comparison whose runs are complete and whose histories have these numbers. */
static void make_up(lehr_comparison *c, const series *s)
{
    for (int run = 0; run < c->policies * c->seeds; run++) {
        lehr_history *h = &c->run[run].history;
        for (int i = 0; i < h->count; i++) {
            const double *v = s->v;
            int n = s->count ? s->count : 1, at = i + run;
            h->row[i] = (lehr_history_row){
                i + 1, 1, v[at % n], v[(at + 1) % n], { v[(at + 2) % n] }, v[(at + 3) % n], { v[(at + 4) % n] }
            };
        }
    }
    assert_int_equal(lehr_comparison_summarize(c), LEHR_OK);
}

/* Writes its page and its JSON to files; prints its table; draws its histories as `lehr look` does. */
static void report(const lehr_comparison *c, int i)
{
    char path[60];
    const char *file = "histories.csv";
    lehr_strbuf json = { 0 }, table = { 0 }, histories = { 0 }, line = { 0 };
    snprintf(path, sizeof path, "page%d.html", i);
    if (lehr_report_page(c, NULL, 1, path)) fail_msg("%s: %s", many[i].what, lehr_message());
    lehr_report_json(c, 1, &json);
    snprintf(path, sizeof path, "results%d.json", i);
    assert_true(!json.status && !lehr_write_file(path, json.s, json.length));
    lehr_report_table(c, true, &table);
    check_text(&table, 1000, many[i].what);
    lehr_report_histories(c, 1, &histories);
    assert_true(!histories.status && !lehr_write_file(file, histories.s, histories.length));
    lehr_replot *l = lehr_replot_open(&file, 1);
    if (!l || lehr_replot_png(l, &(lehr_replot_options){ .size = { WIDTH, HEIGHT, 1 } }, "any.png"))
        fail_msg("%s: %s", many[i].what, lehr_message());
    check_picture("any.png", WIDTH, HEIGHT, many[i].what);
    lehr_replot_free(l);
    for (int log = 0; log < 2; log++) lehr_sparkline(&line, many[i].v, many[i].count, 10, log);
    check_text(&line, 20, many[i].what);
    lehr_strbuf_release(&json);
    lehr_strbuf_release(&table);
    lehr_strbuf_release(&histories);
    lehr_strbuf_release(&line);
}

static void any_results_make_a_page(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("xor");
    lehr_comparison c = compared(d);
    for (int i = 0; i < COUNT_OF(many); i++) {
        make_up(&c, &many[i]);
        report(&c, i);
    }
    lehr_comparison_release(&c);
    lehr_data_free(d);
    if (system("python3 -c 'import json' 2>python.log")) {
        puts("python3 is not here: pages and JSON are not read by another reader");
        return;
    }
    assert_int_equal(
        system("python3 \"" LEHR_SOURCE "/tests/support/read_page.py\" page*.html results*.json >pages.txt"), 0);
    int pages = 0;
    char text[200];
    FILE *f = fopen("pages.txt", "r");
    while (f && fgets(text, sizeof text, f)) pages++;
    assert_true(f && !fclose(f));
    assert_int_equal(pages, 2 * COUNT_OF(many));
    figure(12, "pages", "%d pages and %d JSON files of such numbers read by another reader", pages / 2, pages / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(any_table_makes_its_pictures),
                                        cmocka_unit_test(any_results_make_a_page) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
