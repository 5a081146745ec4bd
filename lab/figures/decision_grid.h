/* decision_grid.h — what a net says of a plane: which class wins where, and how surely.
 *
 * The plane lies along two features, the two that separate the classes best; any others are held at their means. Row
 * 0 is the lowest, and a cell speaks for its middle.
 */
#ifndef LEHR_LAB_FIGURES_DECISION_GRID_H
#define LEHR_LAB_FIGURES_DECISION_GRID_H
#include "lab/train/train.h"

typedef struct lehr_decision_grid {     /* the plane, and what was said of it                         */
    int        side;                    /* cells along each axis                                      */
    int        features;                /* of the data                                                */
    int        axis[2];                 /* the features across and up                                 */
    double     low[2], high[2];         /* what it shows of them, in the units in which they were read */
    int       *cell_class;              /* [side x side]: predicted, by lehr_decision_grid_evaluate …  */
    double    *probability;             /* … and the probability of that class                        */
    lehr_real *input;                   /* [features x side]: one row of cells, as the net is asked   */
    lehr_arena memory;                  /* where all of the above lies                                */
} lehr_decision_grid;

/* A plane of these data, as they were read, of side x side cells. LEHR_ERR_SHAPE: they cannot be mapped;
 * LEHR_ERR_MEMORY. Then *p is empty. */
lehr_status lehr_decision_grid_init(lehr_decision_grid *p, const lehr_data *d, int side);

/* What the net of r says, which trains on those data. Errors as lehr_run_classify. */
lehr_status lehr_decision_grid_evaluate(lehr_decision_grid *p, lehr_run *r);

void        lehr_decision_grid_release(lehr_decision_grid *p); /* empty then */

#endif
