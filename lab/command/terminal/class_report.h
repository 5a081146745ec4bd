/* class_report.h — which classes a trained net confuses, in words. */
#ifndef LEHR_COMMAND_CLASS_REPORT_H
#define LEHR_COMMAND_CLASS_REPORT_H
#include "lab/train/train.h"

lehr_status class_report_check(const lehr_data *d);     /* not where the answers are numbers */

/* Precision, recall and F1 of every class over the validation rows, their means, and how often which class was said
 * for which. */
lehr_status class_report_print(lehr_run *r);

#endif
