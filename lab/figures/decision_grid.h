/* decision_grid.h — the classes that a net predicts on a grid of points in a plane, and their probabilities.
 *
 * The plane is spanned by two features, the two that separate the classes best; all others have their means. Row 0 is
 * the lowest, and each cell is evaluated at its middle.
 */
#ifndef LEHR_LAB_FIGURES_DECISION_GRID_H
#define LEHR_LAB_FIGURES_DECISION_GRID_H
#include "lab/train/train.h"

typedef struct lehr_decision_grid {     /* a grid and its predictions                                 */
    int        side;                    /* cells along each axis                                      */
    int        features;                /* of the data                                                */
    int        axis[2];                 /* the features across and up                                 */
    double     low[2], high[2];         /* their range, in the units of the data before scaling        */
    int       *cell_class;              /* [side x side]: predicted by lehr_decision_grid_evaluate    */
    double    *probability;             /* [side x side]: of that class                               */
    lehr_real *input;                   /* [features x side]: one row of cells, scaled                */
    lehr_arena memory;                  /* of the arrays                                              */
} lehr_decision_grid;

/* A grid of side x side cells for these data, before scaling. LEHR_ERR_SHAPE: no classes in a plane; LEHR_ERR_MEMORY.
 * On failure *p is empty. */
lehr_status lehr_decision_grid_init(lehr_decision_grid *p, const lehr_data *d, int side);

/* Predicts every cell with the net of r, a run on those data. LEHR_ERR_SHAPE: r has other data; else as
 * lehr_run_classify. */
lehr_status lehr_decision_grid_evaluate(lehr_decision_grid *p, lehr_run *r);

void        lehr_decision_grid_release(lehr_decision_grid *p); /* empty then */

#endif
