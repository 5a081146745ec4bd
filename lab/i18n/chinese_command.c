/* chinese_command.c — messages and tables of the commands */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* PLACEHOLDER */
    { "lehr placeholder command", "占位 command" },
};

const lehr_translations lehr_chinese_command = { row, sizeof row / sizeof *row };
