/* data_open.h — opens a data set by name: a task, or a file. */
#ifndef LEHR_LAB_DATA_DATA_OPEN_H
#define LEHR_LAB_DATA_DATA_OPEN_H
#include <stdbool.h>
#include "lab/data/dataset.h"

/* A task's name (`lehr data` lists them: taiji, houses, digits, …), or a file: a name with a '/' or a '.' in it. A
 * file is a table (lab/data/csv.h), or images in MNIST's format (lab/data/idx.h) or NumPy's (lab/data/npy.h). NULL:
 * there is no such task (LEHR_ERR_NAME), the file is not valid (LEHR_ERR_FILE), or memory is short; see
 * lehr_message. */
lehr_data  *lehr_data_open(const char *name);

/* The same for a table with a given kind of last columns; answer: see lab/data/csv.h, NULL: by content. */
lehr_data  *lehr_data_open_as(const char *name, const char *answer);

bool        lehr_is_file_name(const char *name);        /* contains '/' or '.': a file, not a task; NULL: false */

#endif
