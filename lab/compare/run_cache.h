/* run_cache.h — finished runs of a comparison in a folder, one file each, so that no run is executed twice.
 *
 * The name of a file is the SHA-256 of everything that determines its run: the plan, the data, the precision. The same
 * comparison finds its runs again after it was killed; a comparison with more seeds or other policies finds those it
 * shares. A file is a checkpoint (core/checkpoint/checkpoint.h) with a checksum, so a damaged file is detected:
 * "history" F64 [rows · 7] as in lab/train/history.h, "weights" and "moments" (lehr_run_outcome's snapshots), and
 * texts. The same bytes carry a run from one MPI rank to another (lab/compare/mpi.h).
 */
#ifndef LEHR_LAB_COMPARE_RUN_CACHE_H
#define LEHR_LAB_COMPARE_RUN_CACHE_H
#include "lab/compare/comparison.h"

/* Computes the fingerprint of c's data, which all functions below need. */
void lehr_run_cache_prepare(lehr_comparison *c);

/* The bytes of a finished run, allocated by lehr_alloc, and back into c->run[run]. unpack owns the bytes; name: their
 * source, for messages. LEHR_ERR_FILE: they are damaged, or of another run; LEHR_ERR_VALUE: there is no such run. */
lehr_status lehr_run_cache_pack(const lehr_comparison *c, int run, char **bytes, size_t *n);
lehr_status lehr_run_cache_unpack(lehr_comparison *c, int run, const char *name, char *bytes, size_t n);

/* Writes the run's file in folder, and reads it. Where the file is missing or damaged, find leaves c->run[run]
 * unchanged; write will replace it. LEHR_ERR_FILE: a folder, device or pipe has that name. */
lehr_status lehr_run_cache_write(const lehr_comparison *c, int run, const char *folder);
lehr_status lehr_run_cache_find(lehr_comparison *c, int run, const char *folder);

#endif
