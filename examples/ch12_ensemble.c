/* ch12_ensemble.c — nine small nets, and their majority vote                                           level: 2 of 4
 *
 * shows     ensemble learning: nets with different seeds, on one split of the data; their majority is better than
 *           most of them
 * run       ./ch12_ensemble
 * expect    nets with a validation accuracy of 95.6 to 97.5 %, 96.5 % on average, and 98.1 % for their vote; a
 *           second
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { NETS = 9, MOST_ROWS = 1800, PIXELS = 64, CLASSES = 10, PIECE = 64 };

static int order[MOST_ROWS], votes[MOST_ROWS][CLASSES];

/* Trains a net from its own seed; then it votes on every validation row. Returns its own number of correct rows. */
static int add_votes(const lehr_data *data, int train, int seed)
{
    static lehr_real x[PIXELS * PIECE];
    int label[PIECE], said[PIECE], right = 0;
    double sure[PIECE];
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "digits"));
    plan.net = "64-30-16-10";                                   /* the book's hidden layers                 */
    plan.sched = "step:every=100,gamma=0.9";
    plan.lr = 0.01;
    plan.epochs = 10;
    plan.split = 0;                                             /* the data's own: one split for all nets   */
    plan.seed = seed;
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    for (int from = train; from < data->rows; from += PIECE) {
        int m = lehr_batch(run->data, order, data->rows, from, PIECE, x, label);
        LEHR_CHECK(lehr_run_classify(run, x, m, said, sure));
        for (int i = 0; i < m; i++) {
            votes[from + i][said[i]]++;
            right += said[i] == label[i];
        }
    }
    lehr_history_release(&history);
    lehr_run_free(run);
    return right;
}

static int elected(const int vote[CLASSES])
{
    int best = 0;
    for (int k = 1; k < CLASSES; k++)
        if (vote[k] > vote[best]) best = k;
    return best;
}

int main(void)
{
    int train, together = 0;
    double mean = 0;
    lehr_random random;
    lehr_data *data = lehr_data_open("digits");
    lehr_random_seed(&random, 0);
    LEHR_CHECK(lehr_data_split(data, &random, 0.8, order, &train));
    lehr_data *picked = lehr_data_subset(data, order, data->rows, train);
    if (!picked) LEHR_CHECK(lehr_last_status());
    for (int i = 0; i < picked->rows; i++) order[i] = i;
    double rest = picked->rows - train;

    for (int seed = 0; seed < NETS; seed++) {
        int right = add_votes(picked, train, seed);
        printf("net %d   validation accuracy %.1f %%\n", seed + 1, 100 * right / rest);
        mean += right / rest / NETS;
    }
    for (int i = train; i < picked->rows; i++) together += elected(votes[i]) == picked->label[i];
    printf("mean of the nets %.1f %%, their vote %.1f %%\n", 100 * mean, 100 * together / rest);
    lehr_data_free(picked);
    lehr_data_free(data);
    return 0;
}
