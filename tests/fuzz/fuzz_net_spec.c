/* fuzz_net_spec.c — any three lines for the parsers of nets (lab/train/net_spec.h), activations (nn/layer.h) and
 * initialisers (nn/init.h). The first byte selects the data.
 *
 * Promises for an accepted text: layers fit one another from the features to the outputs, and none is wider than the
 * limit; first weights are finite, and the same for the same stream. A refusal has a message.
 */
#include "nn/layers.h"
#include "promise.h"
#include "lab/train/net_spec.h"
#include "lab/data/tasks.h"

enum { LONGEST = 1000, MOST_WEIGHTS = 20000 };

static const lehr_data kinds[] = { { .features = 2, .classes = 4 },
                                   { .features = 2, .classes = 2 },
                                   { .features = 1, .targets = 1 },
                                   { .features = 8, .targets = 3 } };

static int answers_of(const lehr_data *d) { return d->targets ? d->targets : d->classes; }

/* The number of weights. */
static size_t check_layers(const lehr_layer net[], int outputs, const lehr_data *d, const char *text)
{
    size_t weights = 0;
    int wide = d->features, layers = lehr_net_length(net);
    promise(layers % 2 == 1 && layers < 2 * LEHR_MAX_LAYERS, "there is an activation between every two layers", text);
    for (int i = 0; i < layers; i += 2) {
        promise(net[i].in == wide && net[i].out >= 1 && net[i].out <= LEHR_MAX_WIDTH, "layers follow one another",
                text);
        weights += (size_t)net[i].in * (size_t)net[i].out;
        wide = net[i].out;
    }
    promise(wide == outputs && (outputs == answers_of(d) || (outputs == 1 && d->classes == 2)), "the last one answers",
            text);
    return weights;
}

static lehr_params *first_weights(lehr_layer net[], const char *init)
{
    lehr_random random;
    lehr_params *ps = lehr_params_new();
    lehr_random_seed(&random, 7);
    promise(ps != NULL, "there is memory", "");
    if (!lehr_sequence_init(net, ps, init, &random)) return ps;
    promise(lehr_message()[0] != '\0', "a refusal has a message", init);
    lehr_params_free(ps);
    return NULL;
}

static void check_weights(lehr_layer net[], const char *init)
{
    lehr_params *once = first_weights(net, init), *twice = first_weights(net, init);
    promise(!once == !twice, "what is taken once is taken twice", init);
    for (size_t i = 0; once && i < lehr_params_size(once); i++)
        promise(isfinite(lehr_params_data(once)[i]) && lehr_params_data(once)[i] == lehr_params_data(twice)[i],
                "weights are finite, and the same", init);
    lehr_params_free(once);
    lehr_params_free(twice);
}

static void check_texts(char *line[3], const lehr_data *d)
{
    char room[64];
    lehr_layer net[2 * LEHR_MAX_LAYERS];
    int outputs;
    if (lehr_net_spec_text(room, sizeof room, *line[0] ? line[0] : NULL, d) ||
        lehr_net_spec_parse(room, line[1], d, net, &outputs)) {
        promise(lehr_message()[0] != '\0', "a refusal has a message", line[0]);
        return;
    }
    so_far.taken++;
    size_t weights = check_layers(net, outputs, d, room);
    if (weights <= MOST_WEIGHTS) check_weights(net, line[2]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *line[3], none[] = "";
    if (!size || size > LONGEST || memchr(data + 1, 0, size - 1)) return 0;
    char *text = text_of(data + 1, size - 1), *at = text;
    for (int i = 0; i < 3; i++) {
        char *end = at ? strchr(at, '\n') : NULL;
        line[i] = at ? at : none;
        at = end ? end + 1 : NULL;
        if (end) *end = '\0';
    }
    gauge g;
    gauge_use(&g);
    check_texts(line, &kinds[*data % (sizeof kinds / sizeof *kinds)]);
    promise_memory(&g, size, 0);
    gauge_leave();
    free(text);
    return 0;
}
