/* lehr_lab.h — the laboratory: data, training, fair comparison, range test, figures and report. It includes lehr.h.
 *
 * The most used functions. Each section names the headers with the others, and with the full contracts. A row is a
 * sample; order is an array of row numbers.
 *
 * Data                                                 lab/data/dataset.h data_open.h split.h scale.h batch.h
 *     lehr_data_open("taiji")                          a task, or a file: CSV, IDX or NumPy
 *     lehr_data_from_arrays(x, labels, rows, features, classes) data of your own, with classes
 *     lehr_data_from_arrays_targets(x, y, rows, features, targets) the same, with numbers to predict
 *     lehr_data_subset(data, order, n, train_rows)     a copy of n rows; the first train_rows train
 *     lehr_data_free(data)                             free it
 *     lehr_data_scale(data, "standard", NULL, 0)       scale each feature
 *     lehr_data_split(data, &random, 0.8, order, &train) shuffle; the first train rows of order train
 *     lehr_kfold_shuffle(…), lehr_kfold_part(…)        cross-validation
 *     lehr_batch(data, order, rows, from, max, x, labels) copy a batch to x [features x m] and labels [m]
 *     lehr_batch_numbers(data, order, rows, from, max, x, y) the same with targets y [targets x m]
 *     lehr_batch_shape(data, m)                        the shape of x for m samples
 *     lehr_task_at(i), lehr_task_find(name)            the built-in data sets
 *
 * Training                                             lab/train/plan.h run.h train.h evaluate.h history.h
 *     lehr_plan_for(&plan, "taiji")                    the plan of a task
 *     lehr_run_new(&plan, data)                        a run, ready to train
 *     lehr_run_new_with(&plan, data, net)              the same with a net of your own
 *     lehr_run_step(run)                               one update
 *     lehr_train(run, &history, NULL, NULL)            all updates of the plan
 *     lehr_train_until(run, step, &history, …)         all updates up to this step
 *     lehr_run_evaluate(run, &row)                     losses and accuracies
 *     lehr_run_classify(run, x, m, labels, p)          classes of m samples
 *     lehr_run_predict(run, x, m, y)                   predicted numbers of m samples
 *     lehr_run_confusion(run, order, rows, count)      confusion matrix
 *     lehr_history_print(&history, buffer)             append the history as CSV
 *     lehr_history_release(&history)                   free it
 *     lehr_run_free(run)                               free it
 *
 * Checkpoints and trained models                       lab/train/run_checkpoint.h predictor.h early_stopping.h
 *     lehr_run_save(run, path)                         write a checkpoint
 *     lehr_run_resume(checkpoint, &plan, data)         continue where the run was saved
 *     lehr_run_resume_with(checkpoint, &plan, data, net) the same with a net of your own
 *     lehr_params_load(ps, checkpoint)                 copy all parameters and buffers
 *     lehr_model_open(path)                            a trained model from a checkpoint
 *     lehr_model_data(model, "new.csv")                new data with the columns of the training
 *     lehr_model_predict(model, data, p)               probabilities of the classes, or numbers
 *     lehr_model_free(model)                           free it
 *     lehr_early_stopping_init(…), lehr_early_stopping_update(…), lehr_early_stopping_restore(…)
 *
 * Comparison                                           lab/compare/comparison.h runner.h sweep.h verdict.h stats.h
 *     lehr_comparison_init(&c, &plan, data, specs, n, NULL, metric, seeds) n policies, with several seeds each
 *     lehr_sweep_init(…)                               the same over rates and budgets
 *     lehr_runner_run(&runner, &c, 1)                  execute all runs, and summarize
 *     lehr_verdict_decide(metric, &gain, d, base_d)    better, worse, equal, noise or diverges
 *     lehr_stats_of(v, n)                              mean, deviation, 95 % interval
 *     lehr_comparison_release(&c), lehr_sweep_release(&s) free them
 *
 * Range test and trajectories                          lab/range_test/range_test.h suggest.h, lab/trajectory/…
 *     lehr_range_default_plan(LEHR_RANGE_EXP)          the range of rates
 *     lehr_range_test(run, &plan, &curve, NULL, NULL)  the loss at each rate
 *     lehr_lr_estimate_from_curve(&curve, &estimate)   suggested rates
 *     lehr_trace_descent(&trajectory, &plan)           an optimizer on a test function
 *
 * Figures and report                                   lab/plot/charts/…, lab/figures/figures.h, lab/report/report.h
 *     lehr_line_chart_png(&chart, path)                lehr_histogram_png, lehr_heatmap_png, lehr_contour_png,
 *                                                      lehr_decision_map_png, lehr_image_grid_png …
 *     lehr_figure_history(run, &history, path)         the figure of a training
 *     lehr_figures_write(…)                            all figures of a comparison
 *     lehr_report_table(&c, false, buffer)             its table, as text
 *     lehr_report_page(…)                              its page, as HTML
 */
#ifndef LEHR_LAB_H
#define LEHR_LAB_H
#include "lehr.h"

#ifdef __cplusplus
extern "C" {
#endif

#include "core/base/file.h"
#include "core/base/translate.h"
#include "lab/compare/comparison.h"
#include "lab/compare/runner.h"
#include "lab/compare/stats.h"
#include "lab/compare/sweep.h"
#include "lab/data/batch.h"
#include "lab/data/csv.h"
#include "lab/data/data_open.h"
#include "lab/data/dataset.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "lab/data/tasks.h"
#include "lab/figures/decision_grid.h"
#include "lab/figures/figure_trajectory.h"
#include "lab/figures/figures.h"
#include "lab/figures/replot.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/charts/image_grid.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/small_multiples.h"
#include "lab/range_test/confidence.h"
#include "lab/range_test/range_test.h"
#include "lab/range_test/suggest.h"
#include "lab/report/report.h"
#include "lab/train/early_stopping.h"
#include "lab/train/evaluate.h"
#include "lab/train/history.h"
#include "lab/train/metrics.h"
#include "lab/train/plan.h"
#include "lab/train/plan_io.h"
#include "lab/train/predictor.h"
#include "lab/train/run.h"
#include "lab/train/run_checkpoint.h"
#include "lab/train/train.h"
#include "lab/trajectory/test_function.h"
#include "lab/trajectory/trajectory.h"

#ifdef __cplusplus
}
#endif

#endif
