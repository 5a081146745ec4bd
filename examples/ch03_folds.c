/* ch03_folds.c — prices of houses by area and distance, with five-fold cross-validation                level: 2 of 4
 *
 * shows     regression: half the mean squared error, R²; folds, each a data set of its own
 * run       ./ch03_folds
 * expect    an R² of about 0.97 in every fold: the rest is noise with standard deviation 25
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 1000, FOLDS = 5 };

/* Trains on all rows but those of one part, and evaluates on this part. */
static lehr_history_row train_fold(const lehr_data *data, const int *shuffled, int part)
{
    int order[ROWS], train;
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_kfold_part(shuffled, ROWS, FOLDS, part, order, &train));
    LEHR_CHECK(lehr_plan_for(&plan, "distance"));
    plan.split = 0;                                             /* the data's own: the first `train` rows   */
    plan.epochs = 30;
    lehr_data *fold = lehr_data_subset(data, order, ROWS, train);
    lehr_run *run = lehr_run_new(&plan, fold);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    lehr_history_row end = history.row[history.count - 1];
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(fold);
    return end;
}

int main(void)
{
    int shuffled[ROWS];
    double mean = 0;
    lehr_random random;
    lehr_random_seed(&random, 0);
    lehr_data *data = lehr_data_open("distance");
    LEHR_CHECK(lehr_kfold_shuffle(&random, ROWS, FOLDS, shuffled));
    for (int part = 0; part < FOLDS; part++) {
        lehr_history_row end = train_fold(data, shuffled, part);
        printf("fold %d   training R² %.4f   validation R² %.4f\n", part + 1, end.train_r2, end.validation_r2);
        mean += end.validation_r2 / FOLDS;
    }
    printf("mean validation R² %.4f\n", mean);
    lehr_data_free(data);
    return 0;
}
