/* paths.c — `lehr paths FUNCTION`: the paths of rules and schedules on a function of two variables */
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/figures/figure_trajectory.h"
#include "lab/command/options/language.h"
#include "lab/command/options/options.h"
#include "lab/command/options/outputs.h"
#include "lab/command/options/plan_options.h"
#include "lab/command/terminal/trajectory_table.h"
#include "lab/command/terminal/terminal.h"
#include "sched/sched.h"
#include <math.h>
#include <string.h>

enum { MOST_PATHS = 42, MOST_STEPS = 100000 };          /* so many can be distinguished in a figure */

#define FARTHEST 1e6

typedef struct request {                /* what the command line asks for */
    const lehr_test_function *surface;
    option_list optim, sched;
    long         steps;
    option_numbers lr;
    const char  *from_text, *csv, *png, *folder, *title;
    option_size  size;
    double       rate[OPTION_LIST_MAX], from[2];
    int          paths;
} request;

/* --- the request -------------------------------------------------------------------------------------------------- */

/* The book's settings: its AdaGrad adds ε to the root, its RMSProp under it. */
static const option_list usual_rules = { 5, {
    "sgd", "momentum:0.8", "adagrad:eps=1e-6", "rmsprop:alpha=0.95,eps=1e-6,eps_inside=true", "adam",
} };
static const option_list usual_sched = { 1, { "fixed" } };

/* One rate for all rules, or one for each; the default depends on rule and function. */
static lehr_status read_rates(request *q)
{
    if (q->lr.count > 1 && q->lr.count != q->optim.count)
        return lehr_fail(
            LEHR_ERR_VALUE, "--lr has %d rates, but there %s %d rule%s; it takes one for all, or one for each",
            q->lr.count, q->optim.count == 1 ? "is" : "are", q->optim.count, q->optim.count == 1 ? "" : "s");
    for (int i = 0; i < q->optim.count; i++) {
        q->rate[i] = q->lr.count ? q->lr.v[q->lr.count > 1 ? i : 0]
                                 : lehr_test_function_lr(q->surface, q->optim.word[i]);
        if (q->rate[i] == 0) return lehr_last_status();
    }
    return LEHR_OK;
}

static lehr_status read_from(const char *text, double from[2])
{
    const char *end;
    bool good = lehr_parse_number(text, &end, &from[0]) && *end == ',' && lehr_parse_number(end + 1, &end, &from[1]) &&
                !*end;
    if (good && fabs(from[0]) <= FARTHEST && fabs(from[1]) <= FARTHEST) return LEHR_OK;
    return lehr_fail(
        LEHR_ERR_VALUE,
        "--from is \"%.40s\"; it must be two numbers with a comma between them, such as -1.5,2, from %s to %s", text,
        lehr_number_text(-FARTHEST).s, lehr_number_text(FARTHEST).s);
}

static lehr_status check_request(request *q)
{
    if (!q->png && !q->folder && (q->title || q->size.width))
        return lehr_fail(LEHR_ERR_VALUE, "--%s is for a picture; give --png FILE or --out DIR too",
                         q->size.width ? "size" : "title");
    lehr_status status = q->png || q->folder ? language_of_figures() : LEHR_OK;
    if (!status && q->folder) status = outputs_check_folder(q->folder);
    if (status) return status;
    if (!q->optim.count) q->optim = usual_rules;
    if (!q->sched.count) q->sched = usual_sched;
    q->paths = q->optim.count * q->sched.count;
    if (q->paths > MOST_PATHS)
        return lehr_fail(
            LEHR_ERR_VALUE,
            "--optim has %d rules and --sched %d schedules, which makes %d paths; %d are the most that can be "
            "distinguished",
            q->optim.count, q->sched.count, q->paths, MOST_PATHS);
    if (!q->steps) q->steps = q->surface->steps;
    for (int i = 0; i < q->optim.count && !status; i++)
        status = plan_options_check_spec("optim", q->optim.word[i]);
    if (!status) status = read_rates(q);
    return status || !q->from_text ? status : read_from(q->from_text, q->from);
}

/* "updates; the default is beale 500, bowl 100" */
static const char *steps_help(command_line *line)
{
    char all[200] = "";
    size_t length = 0;
    const lehr_registry_entry *entry;
    for (int i = 0; (entry = lehr_registry_at(&lehr_test_functions, i)); i++)
        length += lehr_snprintf(all + length, sizeof all - length, "%s%s %ld", i ? ", " : "", entry->name,
                                ((const lehr_test_function *)entry)->steps);
    return options_text(line, "updates; the default is %s", all);
}

static lehr_status read_request(command_line *line, request *q)
{
    const option rows[] = {
        { "optim", OPTION_LIST, &q->optim, "RULE...",
          "update rules, such as sgd momentum adam:beta1=0.8 (`docs/rules.md` has them all)" },
        { "sched", OPTION_LIST, &q->sched, "SPEC...",
          "learning-rate policies, such as cosine step:every=50 (`lehr policies`); else fixed" },
        { "steps", OPTION_WHOLE, &q->steps, "N", steps_help(line), 1, MOST_STEPS },
        { "lr", OPTION_NUMBERS, &q->lr, "B[/B]",
          "base learning rate; 0.02/0.4: one for each rule; the default depends on rule and function", 0, LEHR_MAX_RATE,
          true },
        { "from", OPTION_TEXT, &q->from_text, "X,Y", "where the paths start; each function has a default" },
        { "csv", OPTION_OUTPUT, &q->csv, "FILE", "all points as CSV: optim,sched,step,x,y,f,lr; - is standard output" },
        { "png", OPTION_PICTURE, &q->png, "FILE", "the paths on a contour map" },
        { "out", OPTION_FOLDER, &q->folder, "DIR", "both, as paths.csv and paths.png" },
        { "title", OPTION_TEXT, &q->title, "TEXT", "the picture's title" },
        { "size", OPTION_SIZE, &q->size, "WxH", "its size in logical pixels, two device pixels to one (860x640)" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (!(q->surface = lehr_test_function_find(line->operand[0]))) {
        bool near = strstr(lehr_message(), "did you mean") != NULL;
        return near ? lehr_last_status()
                    : lehr_fail(LEHR_ERR_NAME, "%s; there are %s", lehr_message(),
                                options_names(line, &lehr_test_functions, " and "));
    }
    return check_request(q);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static lehr_status trace_all(const request *q, lehr_trajectory path[])
{
    lehr_status status = LEHR_OK;
    for (int i = 0; i < q->paths && !status; i++) {
        int rule = i / q->sched.count, sched = i % q->sched.count;
        const double *from = q->from_text ? q->from : NULL;
        lehr_trajectory_plan plan = { q->surface, q->optim.word[rule], q->sched.word[sched], q->rate[rule], q->steps,
                                      from };
        status = lehr_trace_descent(&path[i], &plan);
    }
    return status;
}

static lehr_status write_csv(const request *q, const lehr_trajectory path[], const char *file)
{
    lehr_strbuf table = {0};
    lehr_trajectories_print(path, q->paths, &table);
    return print_output(file, &table);
}

static lehr_status write_folder(const request *q, const lehr_trajectory path[])
{
    lehr_strbuf csv = {0}, png = {0};
    lehr_picture_size paper = { q->size.width, q->size.height, 0 };
    lehr_strbuf_printf(&csv, "%s/paths.csv", q->folder);
    lehr_strbuf_printf(&png, "%s/paths.png", q->folder);
    lehr_status status = csv.status ? csv.status : png.status ? png.status : lehr_make_directory(q->folder);
    if (!status) status = write_csv(q, path, csv.s);
    if (!status) status = lehr_figure_trajectories(path, q->paths, q->title, &paper, png.s);
    if (!status) print_note("%s\n%s\n", png.s, csv.s);
    lehr_strbuf_release(&csv);
    lehr_strbuf_release(&png);
    return status;
}

/* Writes the files, and the table unless standard output has the CSV. */
static lehr_status hand_over(const request *q, const lehr_trajectory path[])
{
    lehr_status status = q->folder ? write_folder(q, path) : LEHR_OK;
    lehr_strbuf table = {0};
    lehr_picture_size paper = { q->size.width, q->size.height, 0 };
    if (!status && q->png) status = lehr_figure_trajectories(path, q->paths, q->title, &paper, q->png);
    if (!status && q->csv) status = write_csv(q, path, q->csv);
    if (status || (q->csv && !strcmp(q->csv, "-"))) return status;
    trajectory_table_print(path, q->paths, &table);
    return print_output(NULL, &table);
}

static lehr_status run(command_line *line)
{
    request q = { .steps = 0 };
    lehr_trajectory path[MOST_PATHS] = { { .count = 0 } };
    lehr_status status = read_request(line, &q);
    if (status || line->help) return status;
    status = trace_all(&q, path);
    if (!status) status = hand_over(&q, path);
    for (int i = 0; i < q.paths; i++) lehr_trajectory_release(&path[i]);
    return status;
}

const command command_paths = {
    .name = "paths",
    .operands = "FUNCTION",
    .options = "[--optim RULE...] [--sched SPEC...] [options]",
    .summary = "paths of rules and schedules on beale, rosenbrock, a bowl …",
    .about =
        "Minimises a function of two variables. Each rule is combined with each schedule, from the same start, in the "
        "loop of\n"
        "a training. Without --optim these are five rules with the book's settings.",
    .example =
        "  lehr paths beale\n"
        "  lehr paths rosenbrock --optim sgd adam --sched fixed cosine --png valley.png\n"
        "  lehr paths bowl --optim sgd momentum:0.8 --lr 0.34/0.1 --from -7,-2 --out out/bowl\n",
    .min = 1,
    .max = 1,
    .operand = "a function before its options: ",
    .writes = "paths.csv paths.png",
    .run = run,
    .choices = &lehr_test_functions,
};
