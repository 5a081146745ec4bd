/* lehr.h — the public face, all of it: learning how training works.
 *
 *     core    tensors, the tape, parameters, gradient check, random stream, errors
 *     nn      operations, layers, first weights
 *     optim   update rules, clipping, decay
 *     sched   learning-rate policies
 *     lab     data sets, a training run and its checkpoints, the fair comparison, pictures
 *
 * Link lehr (numbers are float) or lehr64 (double). A program starts with examples/ch11_taiji.c.
 */
#ifndef LEHR_H
#define LEHR_H

#include "core/checkpoint/checkpoint.h"
#include "core/base/file.h"
#include "core/kernels/gemm.h"
#include "core/gradcheck.h"
#include "core/base/memory.h"
#include "core/params.h"
#include "core/random.h"
#include "core/base/registry.h"
#include "core/base/status.h"
#include "core/tape.h"
#include "core/tensor.h"
#include "core/base/did_you_mean.h"
#include "core/base/format.h"
#include "core/base/strbuf.h"
#include "core/kernels/thread_pool.h"

#include "nn/accuracy.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "nn/ops.h"

#include "optim/clip.h"
#include "optim/spec.h"
#include "optim/penalty.h"
#include "optim/spec.h"

#include "sched/plateau.h"
#include "sched/sched.h"
#include "sched/describe.h"
#include "sched/spec.h"

#include "lab/train/snapshot.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/train/run_checkpoint.h"
#include "lab/compare/comparison.h"
#include "lab/plot/charts/contour.h"
#include "lab/compare/runner.h"
#include "lab/data/batch.h"
#include "lab/data/csv.h"
#include "lab/data/data_open.h"
#include "lab/data/dataset.h"
#include "lab/train/early_stopping.h"
#include "lab/train/evaluate.h"
#include "lab/compare/sweep.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/charts/histogram.h"
#include "lab/train/history.h"
#include "lab/data/idx.h"
#include "lab/compare/run_cache.h"
#include "core/base/translate.h"
#include "lab/figures/replot.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/train/metrics.h"
#include "lab/train/predictor.h"
#include "lab/data/npy.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "lab/trajectory/trajectory.h"
#include "lab/figures/figure_trajectory.h"
#include "lab/figures/figures.h"
#include "lab/figures/decision_grid.h"
#include "lab/range_test/range_test.h"
#include "lab/report/report.h"
#include "lab/train/data_io.h"
#include "lab/train/plan.h"
#include "lab/train/plan_io.h"
#include "lab/train/run.h"
#include "lab/compare/stats.h"
#include "lab/plot/charts/small_multiples.h"
#include "lab/range_test/suggest.h"
#include "lab/range_test/confidence.h"
#include "lab/trajectory/test_function.h"
#include "lab/data/tasks.h"
#include "lab/plot/charts/image_grid.h"
#include "lab/train/train.h"

#endif
