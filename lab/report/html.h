/* html.h — the parts of the page that lab/report/html.c puts together: for it alone. Failures are left in out->status.
 */
#ifndef LEHR_LAB_REPORT_HTML_H
#define LEHR_LAB_REPORT_HTML_H
#include "lab/compare/comparison.h"
#include "lab/figures/decision_grid.h"

enum { LEHR_HTML_DIGITS = 5 };                        /* of a number that is drawn */

/* Everything the page draws, as one object of JSON that may stand inside a <script>: no '<' is left in it. part: see
 * lehr_report_page. */
void lehr_html_data(const lehr_comparison c[], const char *const part[], int n, lehr_strbuf *out);

/* {"t":[…],"v":[…]}: a policy's rate over time with few points and no jump lost. */
void lehr_html_rate(const lehr_comparison *c, int policy, lehr_strbuf *out);

/* ["…",…]: what the policy's first seed said of the plane at each moment; null where nothing is kept of it. */
void lehr_html_maps(const lehr_comparison *c, int policy, lehr_decision_grid *p, lehr_strbuf *out);

#endif
