/* mpi.h — the runs of a comparison executed on several machines, over MPI.
 *
 *     mpirun -n 3 lehr compare taiji --out out/taiji             with a build made by -DLEHR_MPI=ON
 *
 * Every rank reads the same command line and data. Rank 0 distributes the runs, executes some itself, and stores
 * and prints the results. The other ranks execute runs and send back the bytes that the cache stores (run_cache.h). The
 * results are those of one machine, whatever the number of ranks. Without MPI there is one rank, and these functions do
 * nothing.
 *
 * All of them must be called by the thread that called lehr_mpi_start. Internal to lab/compare and lab/command.
 */
#ifndef LEHR_LAB_COMPARE_MPI_H
#define LEHR_LAB_COMPARE_MPI_H
#include "lab/compare/work_queue.h"

/* To be called first, once. Joins the other ranks if a launcher (mpirun, srun) started this program. */
lehr_status lehr_mpi_start(int *argc, char ***argv);
int         lehr_mpi_rank(void);            /* 0 … size − 1 */
int         lehr_mpi_size(void);
bool        lehr_mpi_is_built_in(void);
bool        lehr_mpi_is_launched(void);     /* by a launcher; its output may then be a pseudo-terminal */

/* On rank 0: sends jobs and receives outcomes until all jobs are finished. */
void        lehr_mpi_serve(lehr_work_queue *q);

/* On the other ranks: makes q take its jobs from rank 0 and send the outcomes there. */
void        lehr_mpi_connect(lehr_work_queue *q);

/* To be called last, once, by every rank with its own status. On rank 0 it returns the first failure of all ranks, with
 * its message in lehr_message. */
lehr_status lehr_mpi_end(lehr_status status);

#endif
