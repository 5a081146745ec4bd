/* fuzz_rule.c — any text for the parser of optimizer specs (optim/spec.c): "adamw:clip_norm=1; *.bias:
 * weight_decay=0".
 *
 * Promises for an accepted spec: the printed spec is accepted, prints the same text again, and updates weights to the
 * same bits; these are finite, or the update is refused. A refusal has a message and leaves an empty optimizer; a
 * refused group leaves the optimizer unchanged.
 */
#include "promise.h"
#include "optim/spec.h"

enum { LONGEST = 1000, NUMBERS = 12, UPDATES = 3 };

static lehr_params *some_params(void)
{
    lehr_params *ps = lehr_params_new();
    promise(ps && lehr_param(ps, "fc1.weight", LEHR_MATRIX(2, 3)) && lehr_param(ps, "fc1.bias", LEHR_VECTOR(2))
            && lehr_param(ps, "fc2.weight", LEHR_MATRIX(2, 2)), "parameters are made", "");
    for (int i = 0; i < NUMBERS; i++) lehr_params_data(ps)[i] = (lehr_real)(i % 5 - 2);
    return ps;
}

/* Makes a few updates. Returns LEHR_OK, or the status of the first that failed. */
static lehr_status move(lehr_optim *o, lehr_params *ps)
{
    lehr_status status = LEHR_OK;
    for (int k = 0; k < UPDATES && !status; k++) {
        for (int i = 0; i < NUMBERS; i++) lehr_params_grad(ps)[i] = (lehr_real)((i * 7 + k) % 9 - 4);
        status = lehr_optim_step(o);
    }
    return status;
}

static void check_alike(lehr_optim *o, lehr_params *ps, const char *printed)
{
    lehr_optim again;
    lehr_strbuf twice = { 0 };
    lehr_params *others = some_params();
    promise(!lehr_optim_init(&again, printed, others, 0.01), "what is printed is taken", printed);
    lehr_optim_print(&again, &twice);
    promise(!strcmp(printed, twice.s), "printed again it is the same", printed);
    lehr_status status = move(o, ps);
    promise(status == move(&again, others), "both move, or neither does", printed);
    promise(!memcmp(lehr_params_data(ps), lehr_params_data(others), NUMBERS * sizeof(lehr_real)),
            "and to the same bits", printed);
    for (int i = 0; i < NUMBERS && !status; i++)
        promise(isfinite(lehr_params_data(ps)[i]), "to finite numbers", printed);
    lehr_optim_release(&again);
    lehr_params_free(others);
    lehr_strbuf_release(&twice);
}

static void check_whole(const char *text)
{
    lehr_optim o;
    lehr_strbuf printed = { 0 };
    lehr_params *ps = some_params();
    if (!lehr_optim_init(&o, text, ps, 0.01)) {
        so_far.taken++;
        lehr_optim_print(&o, &printed);
        check_alike(&o, ps, printed.s);
    } else {
        static const lehr_optim none;
        promise(lehr_message()[0] != '\0', "a refusal has a message", text);
        promise(o.rule == none.rule && !o.group && !o.params, "a refusal leaves an empty one", text);
    }
    lehr_optim_release(&o);
    lehr_params_free(ps);
    lehr_strbuf_release(&printed);
}

/* The same text as a group of an existing optimizer. */
static void check_group(const char *text)
{
    lehr_optim o;
    lehr_strbuf before = { 0 }, after = { 0 };
    lehr_params *ps = some_params();
    promise(!lehr_optim_init(&o, "momentum:momentum=0.5", ps, 0.01), "a plain rule is taken", "");
    lehr_optim_print(&o, &before);
    bool refused = lehr_optim_group(&o, text) != LEHR_OK;
    lehr_optim_print(&o, &after);
    promise(refused == !strcmp(before.s, after.s), "a group that is refused leaves the others as they were", text);
    if (!refused) check_alike(&o, ps, after.s);
    lehr_optim_release(&o);
    lehr_params_free(ps);
    lehr_strbuf_release(&before);
    lehr_strbuf_release(&after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > LONGEST || (size && memchr(data, 0, size))) return 0;
    char *text = text_of(data, size);
    gauge g;
    gauge_use(&g);
    check_whole(text);
    check_group(text);
    promise_memory(&g, size, 0);
    gauge_leave();
    free(text);
    return 0;
}
