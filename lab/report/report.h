/* report.h — results of comparisons: a verdict in sentences, terminal tables, files, and a page. */
#ifndef LEHR_LAB_REPORT_REPORT_H
#define LEHR_LAB_REPORT_REPORT_H
#include "lab/compare/result_text.h"
#include "lab/report/export.h"
#include "lab/report/html.h"
#include "lab/report/terminal_table.h"
#include "lab/report/verdict_text.h"

#endif
