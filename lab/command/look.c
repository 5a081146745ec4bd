/* look.c — `lehr look FILE...`: figures from result files, without training again */
#include "core/base/file.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/options/language.h"
#include "lab/command/options/options.h"
#include "lab/command/options/outputs.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/figures/replot.h"
#include <string.h>

enum { ROWS = 16 };

typedef struct request {
    command_line *line;
    const char *what, *png, *folder, *title;
    option_size size;
    double      scale;
    bool        log, linear, scale_given;
} request;

static lehr_status read_request(command_line *line, request *q)
{
    q->line = line;
    const option rows[] = {
        { "what", OPTION_TEXT, &q->what, "PICTURE",
          "what to draw: loss, accuracy, rates, a metric such as train_loss …; an unknown name lists all" },
        { "png", OPTION_PICTURE, &q->png, "FILE", "one figure" },
        { "out", OPTION_FOLDER, &q->folder, "DIR", "all figures of these files: DIR/loss.png, …" },
        { "size", OPTION_SIZE, &q->size, "WxH", "size in logical pixels; the default depends on the figure" },
        { "scale", OPTION_NUMBER, &q->scale, "K", "device pixels per logical pixel; the default is 2", 1, 4 },
        { "title", OPTION_TEXT, &q->title, "TEXT", "the title of the figure" },
        { "log", OPTION_FLAG, &q->log, NULL, "values on a logarithmic axis" },
        { "linear", OPTION_FLAG, &q->linear, NULL, "values on a linear axis" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    q->scale_given = q->scale > 0;
    if (q->log && q->linear) return lehr_fail(LEHR_ERR_VALUE, "--log or --linear, but not both");
    if (q->png && q->folder)
        return lehr_fail(LEHR_ERR_VALUE, "--png is for one picture and --out for all; give one of them");
    if (q->folder && q->what)
        return lehr_fail(LEHR_ERR_VALUE, "--out draws all there is; --what is for --png or the terminal");
    if (!q->png && !q->folder && q->size.width)
        return lehr_fail(LEHR_ERR_VALUE, "--size is for a picture; give --png FILE or --out DIR too");
    if (!q->png && !q->folder && q->scale_given)
        return lehr_fail(LEHR_ERR_VALUE, "--scale is for a picture; give --png FILE or --out DIR too");
    if ((q->png || q->folder) && (status = language_of_figures())) return status;
    return q->folder ? outputs_check_folder(q->folder) : LEHR_OK;
}

static lehr_replot_options wish_of(const request *q)
{
    return (lehr_replot_options){ .what = q->what,
                                  .title = q->title,
                                  .size = { q->size.width, q->size.height, q->scale },
                                  .axis = q->log      ? LEHR_AXIS_LOG
                                          : q->linear ? LEHR_AXIS_LINEAR
                                                      : LEHR_AXIS_AUTO };
}

/* All figures into a folder. --log and --linear apply to line charts only. */
static lehr_status draw_all(lehr_replot *l, const request *q)
{
    lehr_failure first = {0};          /* one output that fails does not stop the others */
    const char *at = lehr_replot_figures(l);
    for (size_t n; *at; at += n + (at[n] == ' ')) {
        lehr_short_text what = lehr_short_printf("%.*s", (int)(n = strcspn(at, " ")), at);
        lehr_strbuf path = {0};
        lehr_replot_options w = wish_of(q);
        w.what = what.s;
        if (!lehr_replot_is_lines(l, what.s)) w.axis = LEHR_AXIS_AUTO;
        lehr_strbuf_printf(&path, "%s/%s.png", q->folder, what.s);
        lehr_status status = path.status ? path.status : lehr_replot_png(l, &w, path.s);
        if (!status) print_note("%s\n", path.s);
        lehr_failure_capture(&first, status);
        lehr_strbuf_release(&path);
    }
    return lehr_failure_raise(&first);
}

/* In the terminal, if it is a line chart; other figures are only listed. */
static lehr_status draw_here(lehr_replot *l, const request *q)
{
    lehr_line_chart c;
    lehr_replot_options w = wish_of(q);
    lehr_strbuf out = {0}, more = {0};
    bool lines = lehr_replot_is_lines(l, w.what);
    if (!lines && w.what && !lehr_is_one_of(w.what, strlen(w.what), lehr_replot_figures(l)) && !strchr(w.what, '.'))
        return lehr_fail(LEHR_ERR_NAME, "there is no %.40s in %s; there is %s", w.what, q->line->operand[0],
                         lehr_replot_figures(l));
    lehr_status status = lines ? lehr_replot_lines(l, &w, &c) : LEHR_OK;
    if (status) return status;
    if (lines) {
        terminal_chart_draw(&out, &c, ROWS, terminal_has_color());
        lehr_strbuf_printf(&out, "\n");
        lehr_strbuf_printf(&more, "%s; --what also takes: %s", lehr_replot_kind_name(l), lehr_replot_figures(l));
    } else
        lehr_strbuf_printf(&more, "%s is %s. --png FILE or --out DIR draws: %s", q->line->operand[0],
                           lehr_replot_kind_name(l), lehr_replot_figures(l));
    if (more.s) paragraph_print(&out, more.s, 0, 0);
    if (more.status) out.status = more.status;
    lehr_strbuf_release(&more);
    return print_output(NULL, &out);
}

static lehr_status run(command_line *line)
{
    request q = { .scale = 0 };
    lehr_status status = read_request(line, &q);
    if (status || line->help) return status;
    lehr_replot *l = lehr_replot_open(line->operand, line->operands);
    if (!l) return lehr_last_status();
    if (lehr_replot_truncated_file(l))
        print_note("%s: its last line has no end and may have been cut off; it is left out\n",
                   lehr_replot_truncated_file(l));
    lehr_replot_options w = wish_of(&q);
    if (q.folder) status = draw_all(l, &q);
    else status = q.png ? lehr_replot_png(l, &w, q.png) : draw_here(l, &q);
    lehr_replot_free(l);
    return status;
}

const command command_look = {
    .name = "look",
    .operands = "FILE...",
    .options = "[options]",
    .summary = "pictures from what train, compare, find, paths, schedule wrote",
    .about =
        "Draws what train, compare, find, paths or schedule wrote as CSV, or the weights of a checkpoint; the header "
        "shows which it is.\n"
        "Several files of a kind come into one picture. With --png or --out a picture, in any size and language; "
        "else the lines are\n"
        "drawn in the terminal.",
    .example =
        "  lehr train iris --steps 3000 --csv iris.csv --save iris.safetensors\n"
        "  lehr look iris.csv\n"
        "  lehr look iris.csv --png iris-loss.png --size 480x280 --scale 1\n"
        "  lehr look iris.safetensors --what weights --png weights.png\n"
        "  lehr compare iris fixed cosine --out out/two --steps 2000\n"
        "  lehr look out/two/histories.csv --what accuracy --lang zh --png iris-zh.png\n"
        "  lehr look out/two/runs.csv --out out/again\n",
    .min = 1,
    .max = LEHR_MAX_REPLOT_FILES,
    .operand = "a file",
    .writes = "*.png",
    .run = run,
};
