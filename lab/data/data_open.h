/* data_open.h — a data set by its name: a task's, or a file of any format that there is a reader for. */
#ifndef LEHR_LAB_DATA_DATA_OPEN_H
#define LEHR_LAB_DATA_DATA_OPEN_H
#include <stdbool.h>
#include "lab/data/dataset.h"

/* A task's name (`lehr data` lists them: taiji, houses, digits, …), or a file: a name with a '/' or a '.' in it. A
 * file is a table (lab/data/csv.h), or images in MNIST's format (lab/data/idx.h) or NumPy's (lab/data/npy.h). NULL:
 * there is no such task (LEHR_ERR_NAME), the file is not valid (LEHR_ERR_FILE), or memory is short; see
 * lehr_message. */
lehr_data  *lehr_data_open(const char *name);

/* The same for a table whose last columns are not what they look like; answer: see lab/data/csv.h, NULL: decide by
 * their looks. */
lehr_data  *lehr_data_open_as(const char *name, const char *answer);

bool        lehr_is_file_name(const char *name);        /* contains '/' or '.': a file, not a task; NULL: false */

#endif
