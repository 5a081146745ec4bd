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

#include "core/checkpoint.h"
#include "core/file.h"
#include "core/gemm.h"
#include "core/gradcheck.h"
#include "core/memory.h"
#include "core/params.h"
#include "core/random.h"
#include "core/row.h"
#include "core/status.h"
#include "core/tape.h"
#include "core/tensor.h"
#include "core/text.h"
#include "core/threads.h"

#include "nn/init.h"
#include "nn/layer.h"
#include "nn/ops.h"

#include "optim/clip.h"
#include "optim/groups.h"
#include "optim/optim.h"
#include "optim/penalty.h"

#include "sched/plateau.h"
#include "sched/sched.h"
#include "sched/words.h"

#include "lab/bookmark.h"
#include "lab/chart.h"
#include "lab/checkpoint.h"
#include "lab/compare.h"
#include "lab/contour.h"
#include "lab/crew.h"
#include "lab/csv.h"
#include "lab/data.h"
#include "lab/early.h"
#include "lab/grid.h"
#include "lab/heat.h"
#include "lab/histogram.h"
#include "lab/history.h"
#include "lab/idx.h"
#include "lab/kept.h"
#include "lab/language.h"
#include "lab/look.h"
#include "lab/map.h"
#include "lab/metrics.h"
#include "lab/model.h"
#include "lab/npy.h"
#include "lab/paths.h"
#include "lab/pictures.h"
#include "lab/plane.h"
#include "lab/range_test.h"
#include "lab/report.h"
#include "lab/saved_data.h"
#include "lab/saved_plan.h"
#include "lab/stats.h"
#include "lab/strips.h"
#include "lab/suggest.h"
#include "lab/surface.h"
#include "lab/task.h"
#include "lab/tiles.h"
#include "lab/train.h"

#endif
