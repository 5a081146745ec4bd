#include "lab/task.h"
#include "lab/csv.h"
#include "lab/embedded.h"
#include "lab/generate.h"
#include <string.h>

static lehr_status fill_iris(lehr_data *d)
{
    return lehr_csv_read(d, "iris.csv", (const char *)lehr_iris_csv, lehr_iris_csv_size);
}

#define BOOK  .scale = "standard", .fit_scale = "all", .split = 0.8

/* The settings of chapter 11's programs, and of the iris experiment that circulates with the book. */
static const lehr_task tasks[] = {
    { .name = "taiji", .about = "four classes in a yin-yang sign, chapter 11", .fill = lehr_generate_taiji,
      .plan = { .net = "2-12-4", .activation = "tanh", .init = "xavier", .optim = "adam", .lr = 0.01, .sched = "fixed",
                .batch = 32, .epochs = 3000, BOOK },
      .compare_lr = 0.05, .compare_epochs = 300,
      .note = "Over 300 epochs decay pays from rate 0.05, five times the book's; from the book's own 0.01, fixed does as well as any. A ranking "
              "belongs to a start rate and a budget, not to a policy. See for yourself: lehr compare taiji --lr 0.01" },

    { .name = "iris", .about = "three species by four lengths, R. A. Fisher 1936", .fill = fill_iris,
      .plan = { .net = "4-20-20-3", .activation = "relu", .init = "normal:std=0.01", .optim = "sgd", .lr = 0.12,
                .sched = "step:every=10000,gamma=0.5", .batch = 120, .epochs = 25500, BOOK },
      .note = "The experiment that circulates with the book sums its gradients over the batch of 120 and uses a rate of 0.001; Lehr takes means, so "
              "the same step is a rate of 0.12. Its \"100 % on the test set\" depends on the split: some seeds reach it, the mean does not." },

    { .name = "xor", .about = "two classes in opposite corners, chapter 11", .fill = lehr_generate_xor,
      .plan = { .net = "2-2-1", .activation = "relu", .init = "kaiming:mode=fan_out", .optim = "momentum:momentum=0.8", .lr = 0.1,
                .sched = "fixed", .batch = 32, .epochs = 500, BOOK } },

    { .name = "moon", .about = "a bow over a cloud, chapter 11", .fill = lehr_generate_moon,
      .plan = { .net = "2-2-1", .activation = "tanh", .init = "normal", .optim = "sgd", .lr = 0.1, .sched = "fixed",
                .batch = 32, .epochs = 100, BOOK } },

    { .name = "gem", .about = "a triangle in a circle, chapter 11", .fill = lehr_generate_gem,
      .plan = { .net = "2-3-3", .activation = "tanh", .init = "xavier", .optim = "rmsprop", .lr = 0.01, .sched = "fixed",
                .batch = 32, .epochs = 5000, BOOK } },
};

enum { COUNT = sizeof tasks / sizeof *tasks };

const lehr_task *lehr_task_at(int i) { return i >= 0 && i < COUNT ? &tasks[i] : NULL; }

bool lehr_names_a_file(const char *name) { return strpbrk(name, "./") != NULL; }

const lehr_task *lehr_task_named(const char *name)
{
    lehr_near near = lehr_near_to(name, strlen(name));
    for (int i = 0; i < COUNT; i++) {
        if (!strcmp(tasks[i].name, name)) return &tasks[i];
        lehr_near_try(&near, tasks[i].name);
    }
    lehr_word hint = lehr_near_hint(&near);
    lehr_fail(LEHR_ERR_NAME, "there is no task \"%.40s\"%s", name,
              hint.s[0] ? hint.s : "; it is taiji, iris, xor, moon, gem or the path of a .csv file");
    return NULL;
}

lehr_status lehr_plan_for(lehr_plan *p, const char *task)
{
    if (lehr_names_a_file(task)) {
        *p = (lehr_plan){ .activation = "tanh", .init = "xavier", .optim = "adam", .lr = 0.01, .sched = "fixed",
                          .batch = 32, .epochs = 300, BOOK };
    } else {
        const lehr_task *t = lehr_task_named(task);
        if (!t) return lehr_last_status();
        *p = t->plan;
    }
    p->task = task;
    return LEHR_OK;
}
