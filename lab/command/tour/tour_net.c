/* tour_net.c — stops about one training: how right will it be in the end, and what has it learnt? */
#include "core/base/memory.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "lab/command/tour/tour.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include <math.h>
#include <string.h>

enum { ROWS = 8, LINES = 8, NEAR = 2 };         /* of a chart; of a table in its place; percent by which an answer
                                                   may be off */

static const char *const scheds[] = { "fixed", "cosine", "onecycle", "step:every=2500,gamma=0.5" };

lehr_status tour_plan(const tour *t, lehr_plan *p)
{
    const lehr_task *task = lehr_task_find("taiji");
    lehr_status status = task ? lehr_plan_for(p, task->name) : lehr_last_status();
    if (status) return status;
    p->lr = task->compare_lr;
    p->epochs = task->compare_epochs;
    p->seed = t->seed;
    return LEHR_OK;
}

void tour_release(tour *t)
{
    if (t->comparison) lehr_comparison_release(t->comparison);
    lehr_free(t->comparison);
    lehr_run_free(t->run);
    lehr_data_free(t->data);
    t->comparison = NULL;
    t->run = NULL;
    t->data = NULL;
}

lehr_status tour_train(tour *t, double lr, const char *sched, lehr_history *h)
{
    lehr_plan p;
    lehr_status status = tour_plan(t, &p);
    if (status) return status;
    if (lr > 0) p.lr = lr;
    p.sched = sched;
    if (!t->data && !(t->data = lehr_data_open(p.task))) return lehr_last_status();
    lehr_run_free(t->run);
    if (!(t->run = lehr_run_new(&p, t->data))) return lehr_last_status();
    return lehr_train(t->run, h, NULL, NULL);
}

static int class_rows(const tour *t, int c)
{
    int n = 0;
    for (int i = 0; i < t->data->rows; i++) n += t->data->label[i] == c;
    return n;
}

static int validation_rows(const tour *t) { return t->run->data->rows - t->run->train_rows; }

/* --- how right? --------------------------------------------------------------------------------------------------- */

static lehr_status draw_losses(const tour *t, const lehr_history *h, lehr_strbuf *out)
{
    size_t n = (size_t)h->count;
    double *x = lehr_alloc(3 * n, sizeof *x), *train, *validation;
    if (!x) return LEHR_ERR_MEMORY;
    train = x + n;
    validation = train + n;
    for (size_t i = 0; i < n; i++) {
        x[i] = (double)h->point[i].step;
        train[i] = h->point[i].train_loss;
        validation[i] = h->point[i].validation_loss;
    }
    const lehr_series s[] = {
        { .label = IN(t, "training loss"), .x = x, .y = train, .count = h->count },
        { .label = IN(t, "validation loss"), .x = x, .y = validation, .count = h->count },
    };
    terminal_chart_draw(out, &(lehr_line_chart){ .series = s, .count = 2, .log_y = true }, ROWS, t->colour);
    lehr_free(x);
    return LEHR_OK;
}

static lehr_status show_losses(const tour *t, const lehr_history *h, lehr_strbuf *out)
{
    if (t->draws) return draw_losses(t, h, out);
    lehr_strbuf_printf(out, "%s", IN(t, "  update   training   validation\n"));
    for (int i = 1; i <= LINES; i++) {
        const lehr_history_row *p = &h->point[(h->count - 1) * i / LINES];
        lehr_strbuf_printf(out, IN(t, "  %6ld   %8.4f   %10.4f\n"), p->step,
                           p->train_loss, p->validation_loss);
    }
    return LEHR_OK;
}

static lehr_status show_train(tour *t, lehr_strbuf *out)
{
    lehr_history h = {0};
    t->chosen = tour_random_int(t, 4);
    lehr_status status = tour_train(t, 0, scheds[t->chosen], &h);
    const lehr_history_row *end = h.count ? &h.point[h.count - 1] : NULL;
    if (!status && end) {
        t->right = 100 * end->validation_accuracy;
        t->rate[0] = end->validation_loss;
        tour_print(
            t, out,
            IN(t,
               "A net, %s with %s, has just been trained on taiji: %d rows of the book's yin-yang sign, %ld updates, "
               "policy %s from rate %s. %d rows more were kept aside to validate. Its losses:"),
            t->run->plan.net, t->run->plan.activation, t->run->train_rows, t->run->steps, t->run->plan.sched,
            lehr_number_text(t->run->plan.lr).s, validation_rows(t));
        status = show_losses(t, &h, out);
        tour_print_bold(t, out, IN(t, "How many percent of the %d validation rows does it get right at the end?"),
                        validation_rows(t));
        tour_ask_number(t, false, 0, 100);
    }
    lehr_history_release(&h);
    return status;
}

static void hint_train(const tour *t, lehr_strbuf *out)
{
    int most = 0;
    for (int c = 0; c < t->data->classes; c++) most = (int)fmax(most, class_rows(t, c));
    tour_print(
        t, out,
        IN(t,
           "Who always says the largest class is right in %.0f %% of the rows. A loss of %.4f means that the net "
           "gives the right class a probability of exp(−%.4f) = %.0f %%, in the geometric mean."),
        100.0 * most / t->data->rows, t->rate[0], t->rate[0], 100 * exp(-t->rate[0]));
}

static lehr_status judge_train(tour *t, bool *right, lehr_strbuf *out)
{
    double off = t->number - t->right;
    *right = fabs(off) <= NEAR;
    if (!*right) tour_print(t, out, IN(t, "Off by %.1f points: too %s."), fabs(off),
                            off < 0 ? IN(t, "low") : IN(t, "high"));
    return LEHR_OK;
}

static lehr_status answer_train(tour *t, lehr_strbuf *out)
{
    tour_print(t, out, IN(t, "It gets %.1f %% right: %.0f of %d rows."), t->right,
               t->right / 100 * validation_rows(t), validation_rows(t));
    return LEHR_OK;
}

static void add_training(const tour *t, lehr_strbuf *line)
{
    const lehr_plan *p = &t->run->plan;
    lehr_strbuf_printf(line, "train %s --lr %s --epochs %ld --sched %s --seed %ld", p->task, lehr_number_text(p->lr).s,
                       p->epochs, p->sched, p->seed);
}

static void alone_train(const tour *t, lehr_strbuf *out)
{
    lehr_strbuf line = {0};
    add_training(t, &line);
    if (line.s) tour_print_command(t, out, "%s --csv history.csv", line.s);
    tour_print_command(t, out, "look history.csv");
    if (line.status) out->status = line.status;
    lehr_strbuf_release(&line);
}

const tour_stop stop_train = {
    "A training", show_train, hint_train, judge_train, answer_train, alone_train
};

/* --- what it has learnt ------------------------------------------------------------------------------------------- */

enum { X, Y, MAP_ROWS = 11, MAP_COLUMNS = 45 };

/* The plane of the two features, in the units in which they were read. */
typedef struct plane { double low[2], high[2]; } plane;

static plane plane_of(const lehr_data *d)
{
    plane p = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };
    for (int i = 0; i < d->rows; i++)
        for (int k = X; k <= Y; k++) {
            double v = lehr_data_value(d, i, k);
            p.low[k] = fmin(p.low[k], v);
            p.high[k] = fmax(p.high[k], v);
        }
    return p;
}

/* Which class wins at n places of one line, x [n] from left to right. */
static lehr_status ask_net(const tour *t, const double *x, double y, int n, int *winner, double *probability)
{
    const lehr_data *d = t->run->data;
    lehr_real scaled[2 * MAP_COLUMNS];
    for (int i = 0; i < n; i++) {
        scaled[i] = (lehr_real)((x[i] - d->offset[X]) / d->scale[X]);
        scaled[n + i] = (lehr_real)((y - d->offset[Y]) / d->scale[Y]);
    }
    return lehr_run_classify(t->run, scaled, n, winner, probability);
}

static double place(double low, double high, int i, int n) { return low + (high - low) * (i + 0.5) / n; }

/* The numbers of the classes that win; on a screen, a shade for each instead: light to dark. */
static lehr_status draw_map(const tour *t, lehr_strbuf *out)
{
    static const char *const shade[] = { " ", "░", "▒", "█" };
    plane p = plane_of(t->data);
    double x[MAP_COLUMNS], probability[MAP_COLUMNS];
    int winner[MAP_COLUMNS], columns = t->draws ? MAP_COLUMNS : MAP_COLUMNS / 2;
    for (int i = 0; i < columns; i++) x[i] = place(p.low[X], p.high[X], i, columns);
    for (int row = 0; row < MAP_ROWS; row++) {
        double y = place(p.high[Y], p.low[Y], row, MAP_ROWS);
        lehr_status status = ask_net(t, x, y, columns, winner, probability);
        if (status) return status;
        lehr_strbuf_printf(out, "%7.2f ▏", fabs(y) < 0.005 ? 0 : y);
        for (int i = 0; i < columns; i++) {
            if (t->colour && !(i && winner[i] == winner[i - 1])) terminal_canvas_color_on(out, winner[i]);
            if (t->draws) lehr_strbuf_printf(out, "%s", shade[winner[i] % 4]);
            else lehr_strbuf_printf(out, "%d", winner[i]);
        }
        lehr_strbuf_printf(out, "%s\n", t->colour ? "\033[0m" : "");
    }
    lehr_strbuf_printf(out, "%9s%-7.2f%*s%7.2f\n", "", x[0], columns - 14, "", x[columns - 1]);
    for (int c = 0; t->draws && c < t->data->classes; c++) {
        lehr_strbuf_printf(out, "%s", c ? "    " : "         ");
        if (t->colour) terminal_canvas_color_on(out, c);
        lehr_strbuf_printf(out, "▕%s%s%s▏", shade[c % 4], shade[c % 4], shade[c % 4]);
        lehr_strbuf_printf(out, "%s %d", t->colour ? "\033[0m" : "", c);
    }
    lehr_strbuf_printf(out, t->draws ? "\n" : "");
    return LEHR_OK;
}

/* Never −0.0. */
static double tenth(double v) { return round(10 * v) / 10 + 0.0; }

/* A place at which the net is sure, so that the map can be read there; of many, the surest. */
static lehr_status choose_place(tour *t)
{
    enum { TRIES = 12 };
    plane p = plane_of(t->data);
    double best = -1;
    for (int i = 0; i < TRIES; i++) {
        double x = tenth(lehr_random_uniform(&t->random, p.low[X], p.high[X])), sure;
        double y = tenth(lehr_random_uniform(&t->random, p.low[Y], p.high[Y]));
        int winner;
        lehr_status status = ask_net(t, &x, y, 1, &winner, &sure);
        if (status) return status;
        if (sure <= best) continue;
        best = sure;
        t->rate[0] = x, t->rate[1] = y, t->rate[2] = sure;
        t->right = winner;
    }
    return LEHR_OK;
}

static lehr_status show_map(tour *t, lehr_strbuf *out)
{
    lehr_history h = {0};
    lehr_status status = tour_train(t, 0, "cosine", &h);
    lehr_history_release(&h);
    if (!status) status = choose_place(t);
    if (status) return status;
    tour_print(
        t, out,
        IN(t,
           "What has a net learnt? taiji has two features, so the net can be asked everywhere on the plane of x (to "
           "the right) and y (upwards): which of the %d classes wins there? This is the map after %ld updates:"),
        t->data->classes, t->run->steps);
    status = draw_map(t, out);
    tour_print_bold(t, out, IN(t, "Which class wins at x = %.1f, y = %.1f?"),
                    t->rate[0], t->rate[1]);
    tour_ask_number(t, true, 0, t->data->classes - 1);
    return status;
}

static void hint_map(const tour *t, lehr_strbuf *out)
{
    plane p = plane_of(t->data);
    tour_print(t, out, IN(t, "It is %.0f %% of the way from left to right, and %.0f %% of the way from bottom to top."),
               100 * (t->rate[0] - p.low[X]) / (p.high[X] - p.low[X]),
               100 * (t->rate[1] - p.low[Y]) / (p.high[Y] - p.low[Y]));
}

static lehr_status judge_map(tour *t, bool *right, lehr_strbuf *out)
{
    *right = t->number == t->right;
    if (!*right)
        tour_print(t, out, IN(t, "Not class %.0f: %d of %d rows are of that class, and the net sees them elsewhere."),
                   t->number, class_rows(t, (int)t->number), t->data->rows);
    return LEHR_OK;
}

static lehr_status answer_map(tour *t, lehr_strbuf *out)
{
    tour_print(t, out,
               IN(t, "Class %.0f, with a probability of %.1f %%. Where two classes meet, the net is less sure."),
               t->right, 100 * t->rate[2]);
    return LEHR_OK;
}

static void alone_map(const tour *t, lehr_strbuf *out)
{
    lehr_strbuf line = {0};
    add_training(t, &line);
    if (line.s) tour_print_command(t, out, "%s --save net.safetensors", line.s);
    tour_print_command(t, out, "predict net.safetensors taiji");
    tour_print_command(t, out, "look net.safetensors --out pictures");
    if (line.status) out->status = line.status;
    lehr_strbuf_release(&line);
}

const tour_stop stop_map = { "What it has learnt", show_map, hint_map, judge_map, answer_map, alone_map };
