/* html.h — comparisons as one interactive HTML page that needs no other file. */
#ifndef LEHR_LAB_REPORT_HTML_H
#define LEHR_LAB_REPORT_HTML_H
#include "lab/compare/comparison.h"

/* Consecutive comparisons of the same data are shown as a grid of rates and budgets. The page links to their tables in
 * the folder part[i], relative to the page: "taiji", or "". part NULL: all tables are beside the page. */
lehr_status lehr_report_page(const lehr_comparison c[], const char *const part[], int n, const char *path);

#endif
