/* class_report.h — which classes a trained net confuses. */
#ifndef LEHR_COMMAND_CLASS_REPORT_H
#define LEHR_COMMAND_CLASS_REPORT_H
#include "lab/train/train.h"

lehr_status class_report_check(const lehr_data *d);     /* LEHR_ERR_VALUE: the targets are numbers */

/* Prints precision, recall and F1 of every class over the validation samples, their means, and the confusion matrix. */
lehr_status class_report_print(lehr_run *r);

#endif
