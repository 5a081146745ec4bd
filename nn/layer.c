#include "nn/layer.h"

int lehr_net_length(const lehr_layer net[])
{
    int n = 0;
    if (!net) return lehr_fail(LEHR_ERR_VALUE, "the net is NULL"), -1;
    while (n <= LEHR_MAX_NET_LAYERS && net[n].kind) n++;
    if (n <= LEHR_MAX_NET_LAYERS) return n;
    lehr_fail(LEHR_ERR_VALUE,
              "the net has more than %d layers; does the array end with a layer without a kind, as LEHR_NET(...) ends?",
              LEHR_MAX_NET_LAYERS);
    return -1;
}

lehr_status lehr_sequence_init_with(lehr_layer net[], lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    int layers = lehr_net_length(net);
    if (layers < 0) return lehr_last_status();
    if (!ps || !how || !how->rule)
        return lehr_fail(LEHR_ERR_VALUE, ps ? "sequence: the initializer is NULL"
                                               : "sequence: the list of parameters is NULL");
    lehr_status status = LEHR_OK;
    for (int i = 0; i < layers && !status; i++)
        if (net[i].kind->init) status = net[i].kind->init(&net[i], ps, how, r);
    return status;
}

lehr_status lehr_sequence_init(lehr_layer net[], lehr_params *ps, const char *init, lehr_random *r)
{
    lehr_initializer how;
    lehr_status status = lehr_initializer_parse(&how, init);
    if (!status && !r)
        status = lehr_fail(LEHR_ERR_VALUE, "sequence: the random stream, from which the weights are drawn, is NULL");
    return status ? status : lehr_sequence_init_with(net, ps, &how, r);
}

lehr_tensor *lehr_sequence(lehr_tape *t, const lehr_layer net[], lehr_tensor *x)
{
    int layers = lehr_net_length(net);
    if (layers < 0) return lehr_tape_fail(t, LEHR_ERR_VALUE, "sequence: %s", lehr_message());
    for (int i = 0; i < layers; i++) {
        if (!net[i].kind->forward)
            return lehr_tape_fail(t, LEHR_ERR_VALUE, "%s: its kind has no forward function", net[i].kind->entry.name);
        x = net[i].kind->forward(t, &net[i], x);
    }
    return x;
}
