/* ch11_shapes.c — three small shapes that no straight line separates: xor, moon, gem                   level: 1 of 4
 *
 * shows     tasks with the book's plan: net, activation, initial weights, rule and rate; how many hidden units a
 *           shape needs
 * run       ./ch11_shapes
 *           ./ch11_shapes map                … and map-xor.png, map-moon.png, map-gem.png: decision maps
 * expect    gem 94 % with three hidden units and 61 % with two; moon 99 % with two and 84 % with one; xor 75 % with
 *           one and with two: the book's net stays in a local minimum from these initial weights, and succeeds from
 *           others; 100 % with eight.
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

/* Trains with the task's plan, but with this net and this number of epochs. */
static void train(const char *task, const char *net, long epochs, const char *picture)
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, task));
    lehr_data *data = lehr_data_open(task);
    plan.net = net;
    plan.epochs = epochs;
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    const lehr_history_row *end = &history.row[history.count - 1];
    printf("%-5s %-6s %5ld epochs of %-22s loss %.4f   training %5.1f %%   validation %5.1f %%\n", task, net, epochs,
           plan.optim, end->train_loss, 100 * end->train_accuracy, 100 * end->validation_accuracy);
    if (picture)
        LEHR_CHECK(lehr_figure_decision_map(run, data, net, lehr_short_printf("%.60s-%s.png", picture, task).s));
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(data);
}

int main(int argc, char *argv[])
{
    const char *picture = argc > 1 ? argv[1] : NULL;
    train("xor", "2-1-1", 500, NULL);
    train("xor", "2-2-1", 500, NULL);
    train("xor", "2-8-1", 500, picture);
    train("moon", "2-1-1", 100, NULL);
    train("moon", "2-2-1", 100, picture);
    train("gem", "2-2-3", 1000, NULL);
    train("gem", "2-3-3", 1000, picture);
    return 0;
}
