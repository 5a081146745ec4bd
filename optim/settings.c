/* settings.c — the settings that all rules share, and the check of their values */
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "optim/internal.h"
#include <string.h>

#define PARAM(field)     LEHR_FIELD(lehr_optim, field)
#define PENALTIES       { PARAM(weight_decay), 0, 0, 1000 }, { PARAM(l1), 0, 0, 1000 }, { PARAM(l2), 0, 0, 1000 }

const lehr_param_spec lehr_optim_shared[] = {
    PENALTIES, { PARAM(clip_norm), 0, 0, 1e6 }, { PARAM(clip_value), 0, 0, 1e6 }, { NULL }
};
const lehr_param_spec lehr_group_shared[] = { PENALTIES, { PARAM(rate), 1, 0, 1e6 }, { NULL } };

static bool takes(const lehr_optim *o, const lehr_param_spec *k)
{
    return lehr_param_spec_accepts(k, *(const double *)((const char *)o + k->field));
}

static lehr_status out_of_range(const lehr_optim *o, const lehr_param_spec *k)
{
    return lehr_fail(LEHR_ERR_VALUE, "%s: %s is %s; it must be %s", o->rule->entry.name, k->name,
                     lehr_param_spec_value_text(k, o).s, lehr_param_spec_range_text(k).s);
}

lehr_status lehr_optim_check_settings(const lehr_optim *o)
{
    const lehr_rule *rule = o->rule;
    if (!rule->update) return lehr_fail(LEHR_ERR_VALUE, "%s: its entry has no update function", rule->entry.name);
    if (rule->slots < 0 || rule->slots > LEHR_MAX_SLOTS)
        return lehr_fail(LEHR_ERR_VALUE, "%s: %d slots; 0 to %d are possible", rule->entry.name, rule->slots,
                         LEHR_MAX_SLOTS);
    const lehr_param_spec *const tables[] = { rule->entry.params, lehr_optim_shared, lehr_group_shared };
    for (int i = 0; i < 3; i++)
        for (const lehr_param_spec *k = tables[i]; k->name; k++)
            if (!takes(o, k)) return out_of_range(o, k);
    if (o->clip_norm > 0 && o->clip_value > 0)
        return lehr_fail(LEHR_ERR_VALUE, "%s: clip_norm and clip_value both clip the gradient; give one of them",
                         rule->entry.name);
    const char *wrong = rule->wrong ? rule->wrong(o) : NULL;
    return wrong ? lehr_fail(LEHR_ERR_VALUE, "%s: %s", rule->entry.name, lehr_translate(wrong)) : LEHR_OK;
}

bool lehr_optim_slot_needed(const lehr_optim *settings, int k)
{
    const lehr_rule *rule = settings->rule;
    if (k >= rule->slots) return false;
    return !rule->slot[k].only_if || *(const double *)((const char *)settings + rule->slot[k].only_if) != 0;
}
