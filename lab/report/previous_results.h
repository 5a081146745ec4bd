/* previous_results.h — are the results in a folder those of the comparison that will write there? */
#ifndef LEHR_LAB_REPORT_PREVIOUS_RESULTS_H
#define LEHR_LAB_REPORT_PREVIOUS_RESULTS_H
#include "lab/compare/comparison.h"

/* LEHR_ERR_VALUE: folder/results.json is of a comparison of another task, net, activation, optimizer or batch size, or
 * it has a policy whose name is not among c's. Other seeds, rates and lengths, and more policies, are the same
 * comparison. The message describes both. */
lehr_status lehr_report_check_folder(const lehr_comparison *c, const char *folder);

#endif
