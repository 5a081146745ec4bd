/* chinese_help.c — help texts and manual pages of the commands */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder help", "占位 help" },
};

const lehr_translations lehr_chinese_help = { row, sizeof row / sizeof *row };
