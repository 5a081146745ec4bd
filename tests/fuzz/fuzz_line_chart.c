/* fuzz_line_chart.c — charts of any numbers: lines, histograms, heat maps, contours, small multiples, decision maps,
 * sparklines, the terminal's canvas. The first bytes select the chart and its options; the others are numbers: one byte
 * for a number that is hard to draw, or 255 and any eight bytes.
 *
 * Promises: drawing never fails; a figure is a PNG of the requested size, and an independent decoder accepts it; a
 * sparkline has one character for each cell. All memory is released.
 */
#include <float.h>
#include "pretend.h"
#include "read_png.h"
#include "lab/plot/parts/bins.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/plot/charts/sparkline.h"
#include "lab/plot/charts/image_grid.h"
#include "lab/command/terminal/terminal_schedule.c"
#include "lab/command/terminal/terminal_chart.c"
#include "lab/command/terminal/terminal_canvas.c"

enum { MOST_NUMBERS = 300, HEAD = 5, SHEET_ROWS = 12 };

static const double hard[] = {
    0,
    -0.0,
    1,
    -1,
    2,
    3,
    0.1,
    1e-3,
    0.5,
    10,
    100,
    1e6,
    1e15,
    1e16,
    1e30,
    -1e30,
    1e300,
    -1e300,
    1e308,
    -1e308,
    DBL_MAX,
    -DBL_MAX,
    DBL_MIN,
    5e-324,
    -5e-324,
    1e-308,
    1e-320,
    1 + DBL_EPSILON,
    1 - DBL_EPSILON,
    0x1p53,
    0x1p62,
    -0x1p63,
    2147483647,
    -2147483648.0,
    4294967296,
    NAN,
    INFINITY,
    -INFINITY,
};

/* A drawing: its options, its numbers, and their count. */
typedef struct sketch {
    unsigned kind, flags, parts;
    int      width, height, n;
    double   v[MOST_NUMBERS];
} sketch;

static void take_numbers(sketch *s, const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size && s->n < MOST_NUMBERS; s->n++) {
        bool whole = data[at] == 255 && size - at > 8;
        if (whole) memcpy(&s->v[s->n], data + at + 1, 8);
        else s->v[s->n] = hard[data[at] % (sizeof hard / sizeof *hard)];
        at += whole ? 9 : 1;
    }
}

static bool flag(const sketch *s, int i) { return s->flags >> i & 1; }

/* n numbers in equal parts; returns the length of a part. */
static int share(const sketch *s) { return s->n / (int)s->parts; }

/* --- pictures ----------------------------------------------------------------------------------------------------- */

static lehr_status draw_lines(const sketch *s, bool terminal)
{
    lehr_series line[8] = { { 0 } };
    const lehr_vertical_line mark[] = { { s->n ? s->v[0] : 0, "here" }, { 3, NULL } };
    lehr_line_chart c = { .title = flag(s, 5) ? "title" : NULL,
                          .x_label = flag(s, 6) ? "x" : NULL,
                          .series = line,
                          .count = (int)s->parts,
                          .vline = mark,
                          .vlines = flag(s, 4) ? 2 : 0,
                          .log_x = flag(s, 0),
                          .log_y = flag(s, 1),
                          .width = s->width,
                          .height = s->height,
                          .scale = 1 };
    for (int i = 0; i < c.count; i++) {
        const double *y = s->v + i * share(s);
        line[i] = (lehr_series){ .label = flag(s, 5) ? "line" : NULL,
                                 .x = flag(s, 2) ? s->v : NULL,
                                 .y = y,
                                 .count = share(s),
                                 .faint = i == 3,
                                 .low = flag(s, 3) ? s->v : NULL,
                                 .high = flag(s, 3) ? y : NULL,
                                 .same_colour_as = flag(s, 7) && i ? 1 : 0 };
    }
    if (!terminal) return lehr_line_chart_png(&c, "f.png");
    lehr_strbuf out = { 0 };
    terminal_chart_draw(&out, &c, SHEET_ROWS, flag(s, 4));
    lehr_status status = out.status;
    promise(status || out.length > SHEET_ROWS * TERMINAL_CANVAS_CELLS, "the terminal's paper is as large as it is", "");
    lehr_strbuf_release(&out);
    return status;
}

static lehr_status draw_histogram(const sketch *s)
{
    lehr_values values[8];
    for (unsigned i = 0; i < s->parts; i++) values[i] = (lehr_values){ "part", s->v + (int)i * share(s), share(s) };
    return lehr_histogram_png(&(lehr_histogram){ .title = "title", .values = values, .count = (int)s->parts,
                              .separate = flag(s, 0), .width = s->width, .height = s->height, .scale = 1 }, "f.png");
}

static lehr_status draw_heat(const sketch *s)
{
    lehr_heatmap_cell cell[MOST_NUMBERS + 8] = { { 0 } };
    int rows = (int)s->parts, columns = share(s) > 0 ? share(s) : 1;
    for (int i = 0; i < rows * columns; i++)
        cell[i] = (lehr_heatmap_cell){ i < s->n ? s->v[i] : NAN, flag(s, 1) ? "0.5" : NULL, NULL, i == 1 };
    const lehr_heatmap_group group[] = { { "left", columns / 2 }, { "right", columns - columns / 2 } };
    return lehr_heatmap_png(&(lehr_heatmap){ .rows = rows,
                                             .columns = columns,
                                             .cell = cell,
                                             .group = group,
                                             .groups = flag(s, 2) && columns > 1 ? 2 : 0,
                                             .scale_per_group = flag(s, 3),
                                             .low_is_dark = flag(s, 4),
                                             .width = s->width,
                                             .height = s->height,
                                             .scale = 1 },
                            "f.png");
}

static lehr_status draw_contour(const sketch *s)
{
    double value[64], level[] = { 0.2, 0.5, 3 };
    for (int i = 0; i < 64; i++) value[i] = s->n ? s->v[i % s->n] : 0;
    const lehr_series path = { .label = "path", .x = s->v, .y = s->v + s->n / 2, .count = s->n / 2 };
    return lehr_contour_png(&(lehr_contour){ .x_low = -2,
                                             .x_high = 2,
                                             .y_low = -1,
                                             .y_high = 3,
                                             .rows = 8,
                                             .columns = 8,
                                             .value = value,
                                             .log = flag(s, 0),
                                             .level = flag(s, 1) ? level : NULL,
                                             .levels = flag(s, 1) ? 3 : 0,
                                             .path = &path,
                                             .paths = flag(s, 2),
                                             .width = s->width,
                                             .height = s->height,
                                             .scale = 1 },
                            "f.png");
}

static lehr_status draw_tiles(const sketch *s)
{
    double v[4 * 8 * 3 * 3];
    for (size_t i = 0; i < sizeof v / sizeof *v; i++) v[i] = s->n ? s->v[i % (size_t)s->n] : 0;
    return lehr_image_grid_png(&(lehr_image_grid){ .rows = 1 + (int)(s->flags & 3),
                                                   .columns = (int)s->parts,
                                                   .tile_rows = 3,
                                                   .tile_columns = 3,
                                                   .v = v,
                                                   .width = s->width,
                                                   .height = s->height,
                                                   .scale = 1 },
                               "f.png");
}

static lehr_status draw_map(const sketch *s)
{
    int winner[36], label[MOST_NUMBERS], said[MOST_NUMBERS];
    double probability[36];
    for (int i = 0; i < 36; i++) {
        winner[i] = i % (int)s->parts;
        probability[i] = s->n ? s->v[i % s->n] : 1;
    }
    for (int i = 0; i < s->n; i++) label[i] = i % (int)s->parts, said[i] = i % 3 % (int)s->parts;
    return lehr_decision_map_png(&(lehr_decision_map){ .x_low = -1,
                                                       .x_high = 1,
                                                       .y_low = 0,
                                                       .y_high = 1,
                                                       .rows = 6,
                                                       .columns = 6,
                                                       .cell_class = winner,
                                                       .probability = flag(s, 0) ? probability : NULL,
                                                       .classes = (int)s->parts,
                                                       .x = s->v,
                                                       .y = s->v + s->n / 2,
                                                       .label = label,
                                                       .predicted_label = flag(s, 1) ? said : NULL,
                                                       .count = s->n / 2,
                                                       .width = s->width,
                                                       .height = s->height,
                                                       .scale = 1 },
                                 "f.png");
}

static void check_picture(const sketch *s, lehr_status status)
{
    picture p;
    promise(!status, "no numbers can make a picture fail", "");
    const char *wrong = read_png_bytes(written.bytes, written.n, &p);
    promise(!wrong, "a picture is a PNG", wrong ? wrong : "");
    promise(p.width == s->width && p.height == s->height, "as large as was asked", "");
    free(p.rgb);
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static void draw_spark(const sketch *s)
{
    lehr_strbuf t = { 0 };
    int letters = 0, cells = 1 + s->width % 100;
    if (flag(s, 1)) lehr_sparkline(&t, s->v, s->n, cells, flag(s, 0));
    else
        lehr_sparkline_within(&t, s->v, s->n, cells, flag(s, 0),
                              (lehr_range){ s->n ? s->v[0] : 0, s->n > 1 ? s->v[1] : 1 });
    for (size_t i = 0; i < t.length; i++) letters += (t.s[i] & 0xc0) != 0x80;
    promise(!t.status && letters == cells, "a line has as many letters as cells", t.s);
    lehr_strbuf_release(&t);
}

static void count_bins(const sketch *s)
{
    lehr_bins b;
    lehr_range r = LEHR_NO_RANGE;
    long in = 0;
    lehr_range_add(&r, false, s->v, s->n);
    int wanted = lehr_bins_choose_count(s->v, s->n, r);
    promise(wanted >= LEHR_MIN_BINS && wanted <= LEHR_MAX_BINS, "bins are 8 to 80", "");
    lehr_bins_fill(&b, wanted, r, s->v, s->n);
    for (int i = 0; i < b.count; i++) in += b.count_in[i];
    promise(in + b.non_numbers == s->n, "every number is counted once", "");
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static void draw(const sketch *s)
{
    switch (s->kind) {
    case 0:  check_picture(s, draw_lines(s, false)); break;
    case 1:  check_picture(s, draw_histogram(s)); break;
    case 2:  check_picture(s, draw_heat(s)); break;
    case 3:  check_picture(s, draw_contour(s)); break;
    case 4:  check_picture(s, draw_tiles(s)); break;
    case 5:  check_picture(s, draw_map(s)); break;
    case 6:  promise(!draw_lines(s, true), "the terminal's paper cannot fail", ""); break;
    case 7:  count_bins(s); break;
    default: draw_spark(s);
    }
}

/* Mostly small charts: they are quick to draw, so thousands can be tried. */
static int length_of(int byte) { return 20 + byte * byte / 400; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < HEAD) return 0;
    sketch s = { .kind = data[0] % 9, .flags = data[1], .parts = 1 + data[2] % 8u, .width = length_of(data[3]),
                 .height = length_of(data[4]) };
    gauge g;
    take_numbers(&s, data + HEAD, size - HEAD);
    pretend("", 0);
    gauge_use(&g);
    draw(&s);
    promise(!g.now, "all memory is given back", "");
    gauge_leave();
    pretend_no_more();
    return 0;
}
