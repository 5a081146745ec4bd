/* chinese_lab.c — messages of lab/data, train, compare, range_test and trajectory */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder lab", "占位 lab" },
};

const lehr_translations lehr_chinese_lab = { row, sizeof row / sizeof *row };
