/* chinese_plot.c — messages of lab/plot, figures and report */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder plot", "占位 plot" },
};

const lehr_translations lehr_chinese_plot = { row, sizeof row / sizeof *row };
