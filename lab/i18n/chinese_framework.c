/* chinese_framework.c — messages of core, nn and optim */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder framework", "占位 framework" },
};

const lehr_translations lehr_chinese_framework = { row, sizeof row / sizeof *row };
