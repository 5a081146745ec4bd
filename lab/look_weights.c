#include "lab/look_kinds.h"
const lehr_look_row lehr_look_checkpoint = { .name = "a checkpoint", .needs = "", .words = "", .lines = "", .drawn = "weights kernels", .drawn_first = true };
