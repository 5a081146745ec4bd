#include "lab/command/options/plan_options.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/data/csv.h"
#include "lab/data/scale.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "optim/optim.h"
#include "sched/sched.h"
#include "lab/train/plan.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/* A value that no option accepts: the option was not given. */
enum { OPEN = -1 };

/* Options that set a parameter of the rule: "adam" with --l1 0.01 is "adam:l1=0.01". NaN: not given. */
enum { WEIGHT_DECAY, L1, L2, CLIP_NORM, CLIP_VALUE, RULE_OPTIONS };
static struct { const char *param; double v; } of_rule[RULE_OPTIONS] = {
    [WEIGHT_DECAY] = { "weight_decay", NAN }, [L1] = { "l1", NAN }, [L2] = { "l2", NAN },
    [CLIP_NORM] = { "clip_norm", NAN },       [CLIP_VALUE] = { "clip_value", NAN },
};
static char rule_text[1024];

lehr_plan plan_options_empty(void)
{
    return (lehr_plan){
        .lr = NAN, .split = NAN, .batch = OPEN, .epochs = OPEN, .steps = OPEN, .every = OPEN, .seed = OPEN
    };
}

static const char answer[] = "a file's last column: %s, number:columns=3; without it, its values decide";

void plan_options_add(command_line *line, lehr_plan *p)
{
    const double many = 1e12;
    const char *scalings = options_join(line, lehr_scaling_name);
    const option rows[] = {
        { "optim", OPTION_TEXT, &p->optim, "RULE",
          options_text(line, lehr_translate("update rule: %s; adam:beta1=0.8"),
                       options_names(line, lehr_rules(), ", ")) },
        { "weight-decay", OPTION_NUMBER, &of_rule[WEIGHT_DECAY].v, "D",
          "add D w to the gradient; with adamw, shrink w by D lr instead", 0, 1000 },
        { "l1", OPTION_NUMBER, &of_rule[L1].v, "L", "penalty on weights, L |w|", 0, 1000 },
        { "l2", OPTION_NUMBER, &of_rule[L2].v, "L", "penalty on weights, L w^2 / 2", 0, 1000 },
        { "clip-norm", OPTION_NUMBER, &of_rule[CLIP_NORM].v, "C",
          "scale a gradient down to norm C if its norm is larger", 0, 1e6, true },
        { "clip-value", OPTION_NUMBER, &of_rule[CLIP_VALUE].v, "C",
          "limit each number of the gradient to C in size", 0, 1e6, true },
        { "lr", OPTION_NUMBER, &p->lr, "B", "base learning rate", 0, LEHR_MAX_RATE, true },
        { "epochs", OPTION_WHOLE, &p->epochs, "N", "epochs: passes over the training samples", 1, many },
        { "steps", OPTION_WHOLE, &p->steps, "N", "updates, instead of --epochs", 1, many },
        { "batch", OPTION_WHOLE, &p->batch, "N", "samples per update", 1, INT_MAX },
        { "net", OPTION_TEXT, &p->net, "N-N-N", "widths of the net, from features to classes or numbers to predict" },
        { "activation", OPTION_TEXT, &p->activation, "NAME", options_names(line, &lehr_activations, ", ") },
        { "init", OPTION_TEXT, &p->init, "NAME",
          options_text(line, lehr_translate("first weights: %s; normal:std=0.01"),
                       options_names(line, &lehr_initializers, ", ")) },
        { "scale", OPTION_TEXT, &p->scale, "NAME", options_text(line, lehr_translate("features: %s"), scalings) },
        { "fit-scale", OPTION_TEXT, &p->fit_scale, "ROWS",
          "fit the scale to all samples (as the book does), or to train" },
        { "scale-target", OPTION_TEXT, &p->scale_target, "NAME",
          options_text(line, lehr_translate("numbers to predict: %s"), scalings) },
        { "answer", OPTION_TEXT, &p->answer, "KIND",
          options_text(line, lehr_translate(answer), options_names(line, &lehr_target_kinds, ", ")) },
        { "split", OPTION_NUMBER, &p->split, "S", "the share of the samples for training", 0, 1, true },
        { "every", OPTION_WHOLE, &p->every, "N", "a row of history every N updates; the default is about 200 rows", 1,
          many },
        { "seed", OPTION_WHOLE, &p->seed, "S", "of the random stream; the default is 0", 0, UINT_MAX },
    };
    OPTIONS_ADD(line, rows);
}

static void fill_text(const char **given, const char *usual)
{
    if (!*given) *given = usual;
}

static void fill_count(long *given, long usual)
{
    if (*given == OPEN) *given = usual;
}

lehr_status plan_options_check_spec(const char *name, const char *spec)
{
    for (const char *at = spec + strcspn(spec, ":,"); *at; at += strcspn(at, ":,")) {
        at += 1 + strspn(at + 1, " \t");
        size_t length = lehr_word_length(at, ":,=");
        if (at[strcspn(at, ":,=")] != '=' || !lehr_is_one_of(at, length, "lr learning_rate")) continue;
        if (memchr(spec, ';', (size_t)(at - spec)))
            return lehr_fail(LEHR_ERR_NAME,
                             "--%s is \"%.80s\"; the learning rate is given by --lr, and a group's multiple of it by "
                             "rate=2",
                             name, spec);
        return lehr_fail(LEHR_ERR_NAME, "--%s is \"%.80s\"; the learning rate is given by --lr", name, spec);
    }
    return LEHR_OK;
}

/* The rule's text with the settings of its options inserted before its groups. */
static lehr_status fill_rule(lehr_plan *p)
{
    const size_t room = sizeof rule_text;
    lehr_status status = plan_options_check_spec("optim", p->optim);
    if (!status) status = plan_options_check_spec("sched", p->sched);
    if (status) return status;
    size_t own = strcspn(p->optim, ";"), n = lehr_snprintf(rule_text, room, "%.*s", (int)own, p->optim);
    char before = memchr(p->optim, ':', own) ? ',' : ':';
    for (int i = 0; i < RULE_OPTIONS; i++) {
        if (isnan(of_rule[i].v)) continue;
        n += lehr_snprintf(rule_text + n, room - n, "%c%s=%s", before, of_rule[i].param,
                           lehr_number_text(of_rule[i].v).s);
        before = ',';
    }
    n += lehr_snprintf(rule_text + n, room - n, "%s", p->optim + own);
    if (n == room - 1) return lehr_fail(LEHR_ERR_VALUE, "--optim is longer than %zu letters", room - 2);
    p->optim = rule_text;
    return LEHR_OK;
}

lehr_status plan_options_complete(lehr_plan *p, const char *task)
{
    lehr_plan usual;
    lehr_status status = lehr_plan_for(&usual, task);
    return status ? status : plan_options_fill(p, &usual, task);
}

lehr_status plan_options_fill(lehr_plan *p, const lehr_plan *usual, const char *task)
{
    if (p->steps != OPEN && p->epochs != OPEN)
        return lehr_fail(LEHR_ERR_VALUE, "--steps and --epochs both set the budget; give one of them");
    p->task = task;
    fill_text(&p->net, usual->net);
    fill_text(&p->activation, usual->activation);
    fill_text(&p->init, usual->init);
    fill_text(&p->optim, usual->optim);
    fill_text(&p->sched, usual->sched);
    fill_text(&p->sched_momentum, usual->sched_momentum);
    fill_text(&p->scale, usual->scale);
    fill_text(&p->fit_scale, usual->fit_scale);
    fill_text(&p->scale_target, usual->scale_target);
    fill_text(&p->answer, usual->answer);
    if (!p->patience) p->patience = usual->patience;
    if (isnan(p->lr)) p->lr = usual->lr;
    if (isnan(p->split)) p->split = usual->split;
    fill_count(&p->batch, usual->batch);
    fill_count(&p->steps, p->epochs == OPEN ? usual->steps : 0);
    fill_count(&p->epochs, usual->epochs);
    fill_count(&p->every, usual->every);
    fill_count(&p->seed, usual->seed);
    return fill_rule(p);
}
