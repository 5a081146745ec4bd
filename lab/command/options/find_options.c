#include "lab/command/options/find_options.h"
#include "core/base/did_you_mean.h"
#include "core/base/translate.h"
#include "lab/command/options/outputs.h"
#include "lab/command/options/plan_options.h"
#include "lab/data/data_open.h"
#include "sched/sched.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/* --- the test ----------------------------------------------------------------------------------------------------- */

/* The number of the name in names. */
static lehr_status choose(const char *what, const char *name, const char *const names[], int n, int *chosen)
{
    char all[100] = "";
    size_t length = 0;
    lehr_did_you_mean near = lehr_did_you_mean_start(name, strlen(name));
    for (int i = 0; i < n; i++) {
        lehr_did_you_mean_offer(&near, names[i]);
        const char *before = !i ? "" : lehr_translate(i < n - 1 ? ", " : " or ");
        length += lehr_snprintf(all + length, sizeof all - length, "%s%s", before, names[i]);
        if (strcmp(name, names[i])) continue;
        *chosen = i;
        return LEHR_OK;
    }
    return lehr_fail(LEHR_ERR_NAME, "--%s is \"%.40s\"; it must be %s%s", what, name, all,
                     lehr_did_you_mean_hint(&near).s);
}

enum { MODES = LEHR_RANGE_EPOCH + 1 };
static const char *const modes[MODES] = {
    [LEHR_RANGE_EXP] = "exp", [LEHR_RANGE_LINEAR] = "linear", [LEHR_RANGE_EPOCH] = "epoch",
};

const char *find_options_mode_name(int i) { return i >= 0 && i < MODES ? modes[i] : NULL; }

lehr_status find_options_range_plan(const request *q, lehr_range_plan *p)
{
    static const char *const looks[] = { "batch", "train", "validation" };
    int mode = LEHR_RANGE_EXP, look = 0;
    lehr_status status = q->mode ? choose("mode", q->mode, modes, MODES, &mode) : LEHR_OK;
    if (!status && q->loss) status = choose("loss", q->loss, looks, 3, &look);
    if (status) return status;
    *p = lehr_range_default_plan((lehr_range_mode)mode);
    if (q->loss) p->observable = (lehr_range_observable)look;
    if (q->loss && mode == LEHR_RANGE_EPOCH)
        return lehr_fail(LEHR_ERR_VALUE,
                         "--loss is for --mode exp and linear; --mode epoch measures the validation accuracy");
    if (!isnan(q->stop) && mode == LEHR_RANGE_EPOCH)
        return lehr_fail(LEHR_ERR_VALUE, "--stop needs a loss; --mode epoch measures the validation accuracy");
    if (!isnan(q->by) && mode != LEHR_RANGE_LINEAR)
        return lehr_fail(LEHR_ERR_VALUE,
                         "--by is for --mode linear, in which the rate rises by that much at each update");
    if (!isnan(q->plan.lr))
        return lehr_fail(LEHR_ERR_VALUE, "--lr is not for find: the rate rises from --from to --to");
    p->smoothing = !isnan(q->smoothing) ? q->smoothing : p->observable == LEHR_OBSERVE_BATCH_LOSS ? 0.98 : 0;
    if (!isnan(q->stop)) p->stop = q->stop;
    if (!isnan(q->from)) p->from = q->from;
    if (!isnan(q->to)) p->to = q->to;
    return LEHR_OK;
}

/* The number of updates where neither --steps nor --epochs is given. */
static long usual_steps(const request *q, const lehr_range_plan *p, long per_epoch)
{
    double ratio = p->to / p->from, n = (double)p->steps;
    if (p->mode == LEHR_RANGE_EXP) n = ratio > 10 ? ceil(200 * log10(ratio)) : 200;
    if (p->mode == LEHR_RANGE_EPOCH) n = fmax(20.0 * (double)per_epoch, 200);
    if (p->mode == LEHR_RANGE_LINEAR && !isnan(q->by) && !isnan(q->to)) n = floor((p->to - p->from) / q->by + 1e-9) + 1;
    return n < 2 ? 2 : n > 1e12 ? 1000000000000 : (long)n;
}

/* The last rate of a linear test, from its step; both given: they must agree. */
static lehr_status settle_by(const request *q, lehr_range_plan *p)
{
    double by = !isnan(q->by) ? q->by : 0.001, last = p->from + by * (double)(p->steps - 1);
    if (p->mode != LEHR_RANGE_LINEAR || (isnan(q->by) && !isnan(q->to))) return LEHR_OK;
    lehr_short_text step = lehr_number_text(by), from = lehr_number_text(p->from),
                    end = lehr_short_printf("%.6g", last);
    if (!isnan(q->to) && fabs(last - p->to) >= by)
        return lehr_fail(LEHR_ERR_VALUE,
                         "--by %s over %ld updates from %s ends at %s, not at --to %s; give --by or --to", step.s,
                         p->steps, from.s, end.s, lehr_number_text(p->to).s);
    if (last > LEHR_MAX_RATE)
        return lehr_fail(LEHR_ERR_VALUE, "--by %s over %ld updates from %s would end at %s; a rate is at most 1000000",
                         step.s, p->steps, from.s, end.s);
    p->to = last;
    return LEHR_OK;
}

lehr_status find_options_resolve(const request *q, long per_epoch, lehr_range_plan *p)
{
    bool open = p->mode == LEHR_RANGE_LINEAR && isnan(q->to);
    if (!open && !(p->from < p->to))
        return lehr_fail(LEHR_ERR_VALUE, "--from is %s and --to %s; the rate rises, so --from must be below --to",
                         lehr_number_text(p->from).s, lehr_number_text(p->to).s);
    if (q->epochs > LONG_MAX / per_epoch) return lehr_fail(LEHR_ERR_VALUE, "--epochs is more than can be counted");
    p->steps = q->steps > 0 ? q->steps : q->epochs > 0 ? q->epochs * per_epoch : usual_steps(q, p, per_epoch);
    if (p->steps < 2)
        return lehr_fail(LEHR_ERR_VALUE, "a test of %ld update has no range; give 2 or more (an epoch has %ld here)",
                         p->steps, per_epoch);
    lehr_status status = settle_by(q, p);
    p->every = q->every > 0 ? q->every : p->mode == LEHR_RANGE_EPOCH && p->steps > 200 ? p->steps / 200 : 1;
    return status ? status : lehr_range_check(p);
}

/* --- the trainings to paste --------------------------------------------------------------------------------------- */

/* Is it an option of a training, but not one about its length? */
static bool is_for_training(const command_line *line, const option *plan, const char *name, size_t length)
{
    if (lehr_is_one_of(name, length, "epochs steps every lr")) return false;
    for (const option *o = plan; o < line->option + line->options; o++)
        if (strlen(o->name) == length && !strncmp(o->name, name, length)) return true;
    return false;
}

void find_options_train_command(lehr_strbuf *out, const command_line *line, const option *plan)
{
    lehr_strbuf_printf(out, "%s train", sizeof(lehr_real) == 8 ? "lehr64" : "lehr");
    options_print_word(out, line->operand[0]);
    for (int i = 0; i < line->argc && strcmp(line->argv[i], "--"); i++) {
        const char *word = line->argv[i];
        if (strncmp(word, "--", 2)) continue;
        size_t n = strcspn(word + 2, "=");
        bool value_follows = !word[2 + n] && strcmp(word, "--quiet");       /* --quiet is the only flag */
        if (is_for_training(line, plan, word + 2, n)) {
            options_print_word(out, word);
            if (value_follows && i + 1 < line->argc) options_print_word(out, line->argv[i + 1]);
        }
        if (value_follows) i++;         /* the value, even if it looks like an option */
    }
}
