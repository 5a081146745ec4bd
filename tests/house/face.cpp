/* face.cpp — a C++ program with either face of Lehr: -DFACE='<lehr.h>' or '<lehr_lab.h>'. install.sh compiles and runs
 * it. It trains a small net with the macros that differ between C and C++. */
#include FACE
#include <cstdio>
#include <cstring>

static void twice_backward(lehr_tensor *y)
{
    for (size_t i = 0; i < y->size; i++) y->in[0]->grad[i] += 2 * y->grad[i];
}

static const lehr_op twice_op = { "twice", 1, twice_backward };

static lehr_tensor *twice(lehr_tape *t, lehr_tensor *x)
{
    if (!lehr_tape_check(t, &twice_op, LEHR_INPUTS(x))) return nullptr;
    lehr_tensor *y = lehr_tape_record(t, &twice_op, x->shape, LEHR_INPUTS(x));
    for (size_t i = 0; y && i < y->size; i++) y->data[i] = 2 * x->data[i];
    return y;
}

static int failed(const char *what)
{
    std::printf("%s: %s\n", what, lehr_message());
    return 1;
}

static int train()
{
    static const lehr_real x[] = { 0, 0, 1, 1, 0, 1, 0, 1 };
    static const int label[] = { 0, 1, 1, 0 };
    lehr_layer left[]  = LEHR_NET(LEHR_LINEAR("left", 2, 3), LEHR_TANH);
    lehr_layer right[] = LEHR_NET(LEHR_LINEAR("right", 2, 5), LEHR_TANH);
    lehr_layer net[]   = LEHR_NET(LEHR_CONCAT(left, right), LEHR_LINEAR("fc", 8, 2));
    lehr_random random;
    lehr_optim opt = {};
    lehr_sched sched;
    lehr_random_seed(&random, 0);
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    const lehr_policy *step = (const lehr_policy *)lehr_registry_at(&lehr_policies, 1);
    double accuracy = 0;
    if (lehr_sequence_init(net, ps, "xavier", &random)) return failed("init");
    if (lehr_optim_init(&opt, "adam", ps, 0.05)) return failed("optim");
    if (lehr_sched_make(&sched, step, 0.05, 300, LEHR_SETTINGS({ .name = "every", .value = 100 }, { "gamma", 0.5 })))
        return failed("sched");
    for (long t = 0; t < 300; t++) {
        lehr_tape_begin(tape, LEHR_TRAIN);
        lehr_tensor *z = twice(tape, lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(2, 4), x)));
        lehr_zero_grad(ps);
        if (lehr_backward(tape, lehr_softmax_cross_entropy(tape, z, label))) return failed("backward");
        opt.lr = lehr_sched_at(&sched, t);
        if (lehr_optim_step(&opt)) return failed("step");
        accuracy = lehr_accuracy(z, label);
    }
    std::printf("Lehr %s: accuracy %g, rate %g\n", LEHR_VERSION, accuracy, opt.lr);
    lehr_optim_release(&opt);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return accuracy < 1;
}

int main()
{
#ifdef LEHR_LAB_H
    lehr_data *data = lehr_data_open("iris");
    if (!data || data->rows != 150) return failed("iris");
    lehr_data_free(data);
#endif
    return train();
}
