/* embedded_page.h — style and script of lab/report/page, which are built into the library (lab/embed.cmake). */
#ifndef LEHR_LAB_REPORT_EMBEDDED_PAGE_H
#define LEHR_LAB_REPORT_EMBEDDED_PAGE_H

extern const unsigned char lehr_page_style[], lehr_page_script[];
extern const unsigned long lehr_page_style_size, lehr_page_script_size;

#endif
