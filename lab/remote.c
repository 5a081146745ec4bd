#include "lab/remote.h"

int         lehr_remote_rank(void) { return 0; }
int         lehr_remote_size(void) { return 1; }
void        lehr_remote_serve(lehr_hall *h) { (void)h; }
lehr_status lehr_remote_work(lehr_comparison c[], int n) { (void)c; (void)n; return LEHR_OK; }
