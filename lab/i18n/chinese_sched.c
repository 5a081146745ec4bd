/* chinese_sched.c — policies: messages and descriptions */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder sched", "占位 sched" },
};

const lehr_translations lehr_chinese_sched = { row, sizeof row / sizeof *row };
