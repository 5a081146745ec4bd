/* mpi.h — the runs of a comparison carried out on several machines, over MPI.
 *
 *     mpirun -n 3 lehr compare taiji --out out/taiji             with a build made by -DLEHR_MPI=ON
 *
 * Every rank reads the same command line and data. Rank 0 gives out the runs, takes part, keeps the results and says
 * them; the others carry runs out and send each back as the bytes in which it is kept (lab/compare/run_cache.h). What
 * comes out is what one machine would have given, whatever the number of ranks. Without MPI there is one rank, and
 * none of this does anything.
 *
 * All of these are for the thread that called lehr_mpi_start.
 */
#ifndef LEHR_LAB_COMPARE_MPI_H
#define LEHR_LAB_COMPARE_MPI_H
#include "lab/compare/work_queue.h"

/* Once, first of all. Joins the others, if a launcher (mpirun, srun) has started this program. */
lehr_status lehr_mpi_start(int *argc, char ***argv);
int         lehr_mpi_rank(void);            /* 0 … size − 1 */
int         lehr_mpi_size(void);
bool        lehr_mpi_is_built_in(void);
bool        lehr_mpi_is_launched(void);     /* by a launcher, which may have put a terminal of its own behind our
                                               output */

/* Rank 0: give out runs, and take in what comes back, until nothing is left to be done and nobody is out there with a
 * run. */
void        lehr_mpi_serve(lehr_work_queue *h);

/* The others: carry out what rank 0 gives, until it has nothing more. */
lehr_status lehr_mpi_work(lehr_comparison c[], int n);

/* Once, last of all, by every rank, with how it went there. Rank 0 gets the first failure of all: its own or, its
 * sentence ready in lehr_message, another's. */
lehr_status lehr_mpi_end(lehr_status status);

#endif
