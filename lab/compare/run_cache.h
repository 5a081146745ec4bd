/* run_cache.h — finished runs of a comparison in a folder, a file each, so that none is ever carried out twice.
 *
 * A file is called by what decides its run: the plan, the data, the precision, all as one SHA-256. The same
 * comparison finds its runs again after it was killed; one with more seeds or other policies finds those it shares.
 * It is a checkpoint (core/checkpoint/checkpoint.h) with a checksum, so nothing damaged is believed: "history" F64
 * [rows · 7], as in lab/train/history.h, "weights" and "moments" as lehr_run_outcome has them, and texts. The same
 * bytes carry a run from one machine to another (lab/compare/mpi.h).
 */
#ifndef LEHR_LAB_COMPARE_RUN_CACHE_H
#define LEHR_LAB_COMPARE_RUN_CACHE_H
#include "lab/compare/comparison.h"

/* Ask for the fingerprint of c's data, which all of the below needs. */
void lehr_run_cache_prepare(lehr_comparison *c);

/* The bytes of a finished run, in memory of lehr_alloc, and what they say, put into c->run[run]. take owns the bytes
 * from then on; LEHR_ERR_FILE: they are damaged, or of another run. name: where they are from, for messages. */
lehr_status lehr_run_cache_pack(const lehr_comparison *c, int run, char **bytes, size_t *n);
lehr_status lehr_run_cache_unpack(lehr_comparison *c, int run, const char *name, char *bytes, size_t n);

/* To its file in folder, and from there. Where there is no such file, or a damaged one, which will be replaced,
 * c->run[run] stays as it is. LEHR_ERR_FILE: a folder, device or pipe lies there. */
lehr_status lehr_run_cache_write(const lehr_comparison *c, int run, const char *folder);
lehr_status lehr_run_cache_find(lehr_comparison *c, int run, const char *folder);

#endif
