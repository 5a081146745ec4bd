/* html_parts.h — the data of the page, for lab/report/html.c alone. Failures are left in out->status. */
#ifndef LEHR_LAB_REPORT_HTML_PARTS_H
#define LEHR_LAB_REPORT_HTML_PARTS_H
#include "lab/compare/comparison.h"
#include "lab/figures/decision_grid.h"

enum { LEHR_HTML_DIGITS = 5 };                        /* of a number that is drawn */

/* Everything that the page draws, as one JSON object without '<', so that it may be part of a <script>. part: see
 * lehr_report_page. */
void lehr_html_data(const lehr_comparison c[], const char *const part[], int n, lehr_strbuf *out);

/* {"t":[…],"v":[…]}: a policy's rate over time, with few points, but with every jump. */
void lehr_html_rate(const lehr_comparison *c, int policy, lehr_strbuf *out);

/* ["…",…]: the decision map of the policy's first seed at each snapshot; null where there are none. */
void lehr_html_maps(const lehr_comparison *c, int policy, lehr_decision_grid *grid, lehr_strbuf *out);

#endif
