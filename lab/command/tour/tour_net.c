/* tour_net.c — stops about one run: how accurate will it be, and what has the net learnt? */
#include "core/base/memory.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "lab/command/tour/tour.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include <math.h>
#include <string.h>

/* rows of a chart; lines of a table instead; percentage points that a right answer may be off */
enum { ROWS = 8, LINES = 8, NEAR = 2 };

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
    for (int i = 0; i < TOUR_CHOICES; i++) lehr_trajectory_release(&t->path[i]);
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

static int class_samples(const tour *t, int c)
{
    int n = 0;
    for (int i = 0; i < t->data->rows; i++) n += t->data->label[i] == c;
    return n;
}

static int validation_samples(const tour *t) { return t->run->data->rows - t->run->train_rows; }

/* --- how accurate? ---------------------------------------------------------------------------------------------- */

static lehr_status draw_losses(const tour *t, const lehr_history *h, lehr_strbuf *out)
{
    size_t n = (size_t)h->count;
    double *x = lehr_alloc(3 * n, sizeof *x), *train, *validation;
    if (!x) return LEHR_ERR_MEMORY;
    train = x + n;
    validation = train + n;
    for (size_t i = 0; i < n; i++) {
        x[i] = (double)h->row[i].step;
        train[i] = h->row[i].train_loss;
        validation[i] = h->row[i].validation_loss;
    }
    const lehr_series s[] = {
        { .label = IN(t, "training loss"), .x = x, .y = train, .count = h->count },
        { .label = IN(t, "validation loss"), .x = x, .y = validation, .count = h->count },
    };
    terminal_chart_draw(out, &(lehr_line_chart){ .series = s, .count = 2, .log_y = true }, ROWS, t->colour);
    lehr_free(x);
    return LEHR_OK;
}

static lehr_status print_losses(const tour *t, const lehr_history *h, lehr_strbuf *out)
{
    if (t->draws) return draw_losses(t, h, out);
    lehr_strbuf_printf(out, "%s", IN(t, "  update   training   validation\n"));
    for (int i = 1; i <= LINES; i++) {
        const lehr_history_row *p = &h->row[(h->count - 1) * i / LINES];
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
    const lehr_history_row *end = h.count ? &h.row[h.count - 1] : NULL;
    if (!status && end) {
        t->right = 100 * end->validation_accuracy;
        t->rate[0] = end->validation_loss;
        tour_print(t, out, "A net, %s with %s, has just been trained on taiji, the yin-yang sign of the book: %d "
                   "training samples, %ld updates, policy %s, base rate %s. %d more samples are for validation. Its "
                   "losses:", t->run->plan.net, t->run->plan.activation, t->run->train_rows, t->run->steps,
                   t->run->plan.sched, lehr_number_text(t->run->plan.lr).s, validation_samples(t));
        status = print_losses(t, &h, out);
        tour_ask(t, out, ANSWER_NUMBER, 0, 100, "What percentage of the %d validation samples does it classify "
                 "correctly at the end?", validation_samples(t));
    }
    lehr_history_release(&h);
    return status;
}

static lehr_status hint_train(const tour *t, lehr_strbuf *out)
{
    int most = 0;
    for (int c = 0; c < t->data->classes; c++) most = (int)fmax(most, class_samples(t, c));
    return tour_print(t, out, "Always predicting the largest class is right for %.0f %% of the samples. A loss of "
                      "%.4f means that the net gives the correct class a probability of exp(−%.4f) = %.0f %%, as a "
                      "geometric mean.", 100.0 * most / t->data->rows, t->rate[0], t->rate[0], 100 * exp(-t->rate[0]));
}

static lehr_status check_train(tour *t, bool *right, lehr_strbuf *out)
{
    double off = t->number - t->right;
    *right = fabs(off) <= NEAR;
    if (*right) return LEHR_OK;
    return tour_print(t, out, "Off by %.1f points: too %s.", fabs(off), off < 0 ? IN(t, "low") : IN(t, "high"));
}

static lehr_status answer_train(tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "It gets %.1f %% right: %.0f of %d samples.", t->right,
                      t->right / 100 * validation_samples(t), validation_samples(t));
}

/* The command line of the run, with these options at its end. */
static void print_training(const tour *t, const char *options, lehr_strbuf *out)
{
    const lehr_plan *p = &t->run->plan;
    tour_print_command(t, out, "train %s --lr %s --epochs %ld --sched %s --seed %ld %s", p->task,
                       lehr_number_text(p->lr).s, p->epochs, p->sched, p->seed, options);
}

static void print_train_commands(const tour *t, lehr_strbuf *out)
{
    print_training(t, "--csv history.csv", out);
    tour_print_command(t, out, "look history.csv");
}

const tour_stop stop_train = {
    "A training", show_train, hint_train, check_train, answer_train, print_train_commands
};

/* --- what it has learnt ------------------------------------------------------------------------------------------- */

enum { X, Y, MAP_ROWS = 11, MAP_COLUMNS = 45 };

/* The range of the two features, in the units of the file. */
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

/* The predicted classes at n points of one line, x [n] from left to right. */
static lehr_status classify(const tour *t, const double *x, double y, int n, int *predicted, double *probability)
{
    const lehr_data *d = t->run->data;
    lehr_real scaled[2 * MAP_COLUMNS];
    for (int i = 0; i < n; i++) {
        scaled[i] = (lehr_real)((x[i] - d->offset[X]) / d->scale[X]);
        scaled[n + i] = (lehr_real)((y - d->offset[Y]) / d->scale[Y]);
    }
    return lehr_run_classify(t->run, scaled, n, predicted, probability);
}

static double position(double low, double high, int i, int n) { return low + (high - low) * (i + 0.5) / n; }

/* The predicted classes as numbers; on a terminal, as shades from light to dark. */
static lehr_status draw_map(const tour *t, lehr_strbuf *out)
{
    static const char *const shade[] = { " ", "░", "▒", "█" };
    plane p = plane_of(t->data);
    double x[MAP_COLUMNS], probability[MAP_COLUMNS];
    int predicted[MAP_COLUMNS], columns = t->draws ? MAP_COLUMNS : MAP_COLUMNS / 2;
    for (int i = 0; i < columns; i++) x[i] = position(p.low[X], p.high[X], i, columns);
    for (int row = 0; row < MAP_ROWS; row++) {
        double y = position(p.high[Y], p.low[Y], row, MAP_ROWS);
        lehr_status status = classify(t, x, y, columns, predicted, probability);
        if (status) return status;
        lehr_strbuf_printf(out, "%7.2f ▏", fabs(y) < 0.005 ? 0 : y);
        for (int i = 0; i < columns; i++) {
            if (t->colour && !(i && predicted[i] == predicted[i - 1])) terminal_canvas_color_on(out, predicted[i]);
            if (t->draws) lehr_strbuf_printf(out, "%s", shade[predicted[i] % 4]);
            else lehr_strbuf_printf(out, "%d", predicted[i]);
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

/* One decimal; never −0.0. */
static double tenth(double v) { return round(10 * v) / 10 + 0.0; }

/* Of several points, the one with the highest probability, so that its class can be read from the map. */
static lehr_status choose_point(tour *t)
{
    enum { TRIES = 12 };
    plane p = plane_of(t->data);
    double best = -1;
    for (int i = 0; i < TRIES; i++) {
        double x = tenth(lehr_random_uniform(&t->random, p.low[X], p.high[X])), sure;
        double y = tenth(lehr_random_uniform(&t->random, p.low[Y], p.high[Y]));
        int predicted;
        lehr_status status = classify(t, &x, y, 1, &predicted, &sure);
        if (status) return status;
        if (sure <= best) continue;
        best = sure;
        t->rate[0] = x, t->rate[1] = y, t->rate[2] = sure;
        t->right = predicted;
    }
    return LEHR_OK;
}

static lehr_status show_map(tour *t, lehr_strbuf *out)
{
    lehr_history h = {0};
    lehr_status status = tour_train(t, 0, "cosine", &h);
    lehr_history_release(&h);
    if (!status) status = choose_point(t);
    if (status) return status;
    tour_print(t, out, "What has a net learnt? taiji has two features, so the net can predict a class at every point "
               "of the plane (x to the right, y upwards). The map of its %d classes after %ld updates:",
               t->data->classes, t->run->steps);
    if ((status = draw_map(t, out))) return status;
    return tour_ask(t, out, ANSWER_WHOLE, 0, t->data->classes - 1, "Which class does it predict at x = %.1f, y = %.1f?",
                    t->rate[X], t->rate[Y]);
}

static double percent_of(double v, double low, double high) { return 100 * (v - low) / (high - low); }

static lehr_status hint_map(const tour *t, lehr_strbuf *out)
{
    plane p = plane_of(t->data);
    return tour_print(t, out, "The point is %.0f %% of the way from left to right, and %.0f %% of the way from "
                      "bottom to top.", percent_of(t->rate[X], p.low[X], p.high[X]),
                      percent_of(t->rate[Y], p.low[Y], p.high[Y]));
}

static lehr_status check_map(tour *t, bool *right, lehr_strbuf *out)
{
    *right = t->number == t->right;
    if (*right) return LEHR_OK;
    return tour_print(t, out, "Not class %.0f: %d of the %d samples are of that class, and the net predicts it "
                      "elsewhere.", t->number, class_samples(t, (int)t->number), t->data->rows);
}

static lehr_status answer_map(tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "Class %.0f, with a probability of %.1f %%. Where two classes meet, the probability is "
                      "lower.", t->right, 100 * t->rate[2]);
}

static void print_map_commands(const tour *t, lehr_strbuf *out)
{
    print_training(t, "--save net.safetensors", out);
    tour_print_command(t, out, "predict net.safetensors taiji");
    tour_print_command(t, out, "look net.safetensors --out pictures");
}

const tour_stop stop_map = { "What it has learnt", show_map, hint_map, check_map, answer_map, print_map_commands };
