/* tests.c — the hidden tests of assignment 8. For each program: the mended one, where the faulty one errs; and the
 * student's test on a jury of right and wrong programs. */
#include "data_juries.h"
#include "net_juries.h"
#include "schedule_juries.h"

#define ACCEPTED "sum of those accepted", "测试所接受程序之和"

const trial_part trial_parts[] = {
    { 0.5,  "1 step: mended",              step_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "2 poly: mended",              poly_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "3 cosine: mended",            cosine_mended,   "rate",    "学习率", 0, 0 },
    { 0.5,  "4 adam: mended",              adam_mended,     "weight",  "权重",   0, 0 },
    { 0.5,  "5 dropout: mended",           dropout_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "6 gradient: mended",          gradient_mended, "value",   "数值",   0, 0 },
    { 0.5,  "7 shuffle: mended",           shuffle_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "8 scale: mended",             scale_mended,    "value",   "数值",   0, 0 },
    { 0.75, "1 step: before the jury",     step_judged,       ACCEPTED, 0, 0 },
    { 0.75, "2 poly: before the jury",     poly_judged,       ACCEPTED, 0, 0 },
    { 0.75, "3 cosine: before the jury",   cosine_judged,     ACCEPTED, 0, 0 },
    { 0.75, "4 adam: before the jury",     adam_judged,       ACCEPTED, 0, 0 },
    { 0.75, "5 dropout: before the jury",  dropout_judged,    ACCEPTED, 0, 0 },
    { 0.75, "6 gradient: before the jury", gradient_judged,   ACCEPTED, 0, 0 },
    { 0.75, "7 shuffle: before the jury",  shuffle_judged,    ACCEPTED, 0, 0 },
    { 0.75, "8 scale: before the jury",    scale_judged,      ACCEPTED, 0, 0 },
    { .points = 0 },
};
