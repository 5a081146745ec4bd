/* tasks.h — the data sets that have a name, and the settings by which a net is trained on them. One row for each:
 * lab/data/tasks.c.
 *
 * The settings are plain texts and numbers here; lab/train/plan.h makes a plan of them. */
#ifndef LEHR_LAB_DATA_TASKS_H
#define LEHR_LAB_DATA_TASKS_H
#include "lab/data/dataset.h"

typedef struct lehr_task_settings { /* fields of lehr_plan (lab/train/plan.h) with the same names              */
    const char *net, *activation, *init, *optim;    /* specs                                                   */
    double      lr;                 /* base rate                                                               */
    const char *sched;              /* spec                                                                    */
    long        batch, epochs;      /* samples per update; epochs                                              */
    const char *scale, *scale_target;       /* names of scalings (lab/data/scale.h)                            */
    double      split;              /* share of the samples that trains; 0: the data's own split               */
} lehr_task_settings;

typedef struct lehr_task {          /* a data set that has a name                                              */
    const char *name;               /* "taiji"                                                                 */
    int         chapter;            /* of the book; 0: it is not in the book                                   */
    const char *about;              /* what it is, in a few words                                              */
    lehr_status (*fill)(lehr_data *d);      /* generates or reads the samples; d is empty before               */
    lehr_task_settings settings;    /* the book's                                                              */
    double      compare_lr;         /* where policies differ within a minute of training; 0: the settings' lr … */
    long        compare_epochs;     /* … and epochs                                                            */
    const char *note;               /* what a reader of its results should know; NULL: nothing                 */
} lehr_task;

const lehr_task *lehr_task_at(int i);                       /* iterate over all; NULL past the end      */
const lehr_task *lehr_task_find(const char *name);          /* NULL: there is no such task; see lehr_message */

#endif
