/* errands.h — the paths that torture.h runs: everything that the program does, each as small as possible. */
#ifndef LEHR_TESTS_ERRANDS_H
#define LEHR_TESTS_ERRANDS_H
#include "nn/layers.h"
#include "torture.h"
#include "core/base/memory.h"
#include "lab/data/data_open.h"
#include "lab/plot/draw/canvas.h"
#include "lab/train/run_checkpoint.h"
#include "lab/train/predictor.h"
#include "lab/train/train.h"

/* --- a program's own calls ---------------------------------------------------------------------------------------- */

/* The program's own layers, with each kind of layer state. */
static void own_net(lehr_layer net[])
{
    const lehr_layer all[] = LEHR_NET(LEHR_LINEAR("fc1", 2, 3), LEHR_BATCH_NORM("bn1", 3), LEHR_TANH, LEHR_DROPOUT(0.3),
                                       LEHR_LINEAR("fc2", 3, 2));
    memcpy(net, all, sizeof all);
}

static lehr_status own_plan(lehr_plan *p)
{
    lehr_status status = lehr_plan_for(p, "xor");
    p->steps = 8;
    p->epochs = 0;
    p->batch = 4;
    p->every = 1;
    p->init = "xavier";
    p->optim = "adam:clip_norm=1;*.bias:sgd:momentum=0.9";
    p->sched = "warmup:2+plateau:patience=0,threshold=0.5";
    return status;
}

static lehr_status train_own(lehr_run *r, long until, const char *file)
{
    lehr_history h = {0};
    lehr_status status = lehr_train_until(r, until, &h, NULL, NULL);
    if (!status && file) status = lehr_run_save(r, file);
    lehr_history_release(&h);
    return status;
}

static lehr_status save_own(void)
{
    lehr_plan p;
    lehr_layer net[8];
    own_net(net);
    lehr_status status = own_plan(&p);
    lehr_data *d = status ? NULL : lehr_data_open("xor");
    lehr_run *r = d ? lehr_run_new_with(&p, d, net) : NULL;
    status = r ? train_own(r, 4, "net.st") : lehr_last_status();
    lehr_run_free(r);
    lehr_data_free(d);
    return status;
}

static lehr_status resume_own(void)
{
    lehr_plan p;
    lehr_layer net[8];
    own_net(net);
    lehr_checkpoint *c = lehr_checkpoint_open("net.st");
    lehr_status status = c ? lehr_plan_read(&p, c) : lehr_last_status();
    lehr_data *d = status ? NULL : lehr_data_open(p.task);
    lehr_run *r = d ? lehr_run_resume_with(c, &p, d, net) : NULL;
    if (!status) status = r ? train_own(r, 8, "net.st") : lehr_last_status();
    lehr_run_free(r);
    lehr_data_free(d);
    lehr_checkpoint_free(c);
    return status;
}

static lehr_status save_and_resume_own(void)
{
    lehr_status status = save_own();
    return status ? status : resume_own();
}

static lehr_status ask_a_model(void)
{
    lehr_model *m = lehr_model_open("iris.st");
    lehr_data *d = m ? lehr_model_data(m, "rows.csv") : NULL;
    double *said = d ? lehr_alloc((size_t)d->rows * (size_t)lehr_model_columns(m), sizeof *said) : NULL;
    lehr_status status = said ? lehr_model_predict(m, d, said) : lehr_last_status();
    lehr_free(said);
    lehr_data_free(d);
    lehr_model_free(m);
    return status;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

#define TRAIN   "train xor --net 2-3-2 --steps 8 --every 2 --batch 4 "
#define IRIS    "train iris --net 4-3-3 --steps 6 --every 2 --quiet --save iris.st"
#define HISTORY "train xor --net 2-3-2 --steps 4 --every 1 --quiet --csv h.csv"
#define SMALL   " --size 200x120 --scale 1"
#define RUNS    "compare xor fixed cosine --net 2-3-2 --steps 2 --every 1 --batch 4 --quiet "
#define NUMBERS "compare prices fixed cosine --net 1-2-1 --steps 2 --every 1 --batch 4 --quiet "      /* no maps */

static const errand errands[] = {
    { "train", NULL, TRAIN "--save net.st --save-every 4 --csv h.csv --png loss.png" },
    { "train", NULL,
      TRAIN "--optim adam:amsgrad=true --sched warmup:2+plateau:patience=0,threshold=0.5 --scores --threads 2" },
    { "train", NULL,
      TRAIN
      "--optim momentum:0.9;*.bias:rmsprop:centered=true,momentum=0.5 --sched cosine --sched-momentum cosine --csv -" },
    { "train", NULL, TRAIN "--optim nadam --sched onecycle --patience 1 --clip-norm 1 --l1 0.001 --save net.st",
      .fresh = true },
    { "train", NULL,
      "train prices --net 1-2-1 --steps 4 --every 2 --scale-target standard --optim adadelta --save net.st --csv -" },
    { "train", "data iris --csv iris.csv",
      "train ./iris.csv --steps 2 --every 1 --fit-scale train --scale minmax --save net.st" },
    { "train", NULL, "train digits --net 64-2-10 --steps 1 --every 1 --batch 2 --save net.st" },
    { "resume", TRAIN "--sched plateau:patience=0 --patience 2 --quiet --save net.st --csv h.csv",
      "train --resume net.st --steps 12 --save net.st --save-every 2 --csv h.csv" },
    { "resume", "train prices --net 1-2-1 --steps 4 --quiet --save net.st",
      "train --resume net.st --steps 6 --save net.st", .fresh = true },
    { "api", NULL, "(a program) trains layers of its own, saves and resumes them", save_and_resume_own },
    { "api", IRIS "|data iris --csv rows.csv", "(a program) asks a model", ask_a_model },
    { "read", IRIS "|data iris --csv rows.csv", "predict iris.st ./rows.csv --csv said.csv" },
    { "read", "train prices --net 1-2-1 --steps 4 --quiet --save net.st", "predict net.st prices" },
    { "read", IRIS, "info iris.st" },
    { "read", NULL, "data iris --csv iris.csv" },
    { "read", NULL, "data" },
    { "read", NULL, "policies" },
    { "read", NULL, "policies cosine" },
    { "read", NULL, "explain warmup:5+cosine --steps 20" },
    { "read", NULL, "--help" },
    { "read", NULL, "compare --help" },
    { "refusals", NULL, "schedule step:evry=4 --steps 20", .fails = 2 },
    { "refusals", NULL, "schedule step:zzzzzzzz=4 --steps 20", .fails = 2 },
    { "refusals", NULL, "train xor --optim adam;nothing:rate=2 --steps 1", .fails = 2 },
    { "refusals", NULL, "train prices --optim sgd --lr 1e6 --steps 50 --every 2 --csv h.csv", .fails = 1 },
    { "refusals", NULL, "find xor --mode zzz", .fails = 2 },
    { "refusals", TRAIN "--quiet --save net.st", "train --resume net.st --net 2-4-2", .fails = 2 },
    { "refusals", TRAIN "--quiet --save net.st", "predict net.st iris", .fails = 2 },
    { "refusals", NULL, "compare xor fixed fixed --jobs 1", .fails = 2 },
    { "refusals", NULL, "info net.st", .fails = 1 },
    { "refusals", HISTORY, "look h.csv --what zzz", .fails = 2 },
    { "schedule", NULL, "schedule cosine step:every=4 plateau --steps 20" },
    { "schedule", NULL, "schedule cosine --steps 20 --png s.png --size 200x120 --csv -" },
    { "schedule", NULL, "schedule cosine step:every=4 plateau --steps 20 --png s.png --csv s.csv" },
    { "find", NULL, "find xor --net 2-3-2 --steps 20 --seeds 2 --csv c.csv --png p.png --out o" },
    { "find", NULL, "find xor --net 2-3-2 --mode epoch --epochs 2 --csv -" },
    { "paths", NULL, "paths bowl --steps 10 --optim sgd adam --sched fixed cosine --png p.png --size 200x120 --csv -" },
    { "paths", NULL, "paths beale --steps 5 --out o --size 200x120" },
    { "compare", NULL, RUNS "--seeds 2 --jobs 1" },
    { "compare", NULL, RUNS "--seeds 2 --jobs 2 --csv runs.csv --json -" },
    { "compare", NULL, RUNS "--seeds 1 --jobs 1 --out o", .fresh = true },
    { "compare", NULL, NUMBERS "--lr 0.01 --seeds 2 --jobs 2 --out o" },
    { "compare", NUMBERS "--lr 0.01 --jobs 1 --seeds 2 --out o",
      NUMBERS "--lr 0.01 --seeds 2 --jobs 1 --out o --csv runs.csv" },
    { "compare", NUMBERS "--lr 0.01 --jobs 1 --seeds 1 --out o", NUMBERS "--lr 0.01/0.02 --seeds 1 --jobs 1 --out o" },
    { "look", HISTORY, "look h.csv" },
    { "look", HISTORY, "look h.csv --out o" SMALL },
    { "look", IRIS, "look iris.st --what weights --png w.png" SMALL },
    { "look", RUNS "--seeds 2 --jobs 1 --out c", "look c/histories.csv --out o" SMALL },
    { "look", RUNS "--seeds 2 --jobs 1 --out c", "look c/runs.csv --out o" SMALL },
    { "look", "find xor --net 2-3-2 --steps 20 --quiet --csv c.csv", "look c.csv --png p.png" SMALL },
    { "look", "paths bowl --steps 5 --optim sgd --csv p.csv", "look p.csv --png p.png" SMALL },
    { "look", "schedule cosine --steps 9 --csv s.csv", "look s.csv --png p.png" SMALL },
};

enum { ERRANDS = sizeof errands / sizeof *errands };

#define TORTURE_GROUPS(each)                                                                                           \
    each(training, "train") each(resuming, "resume") each(from_c, "api") each(reading, "read")                         \
        each(scheduling, "schedule") each(finding, "find") each(tracing, "paths") each(comparing, "compare")           \
            each(looking, "look") each(refusing, "refusals")

/* --- pictures, a sixteenth as wide and as high -------------------------------------------------------------------- */

/* A figure of the usual size takes as long as the rest of a command; the number of its allocations does not depend on
 * its size. The linker puts this in the place of lehr_canvas_init (tests/CMakeLists.txt). */
lehr_status __real_lehr_canvas_init(lehr_canvas *c, double width, double height, double scale);
lehr_status __wrap_lehr_canvas_init(lehr_canvas *c, double width, double height, double scale);

lehr_status __wrap_lehr_canvas_init(lehr_canvas *c, double width, double height, double scale)
{
    return __real_lehr_canvas_init(c, width, height, scale / 16);
}

#endif
