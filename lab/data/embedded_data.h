/* embedded_data.h — the data sets of lab/data/files, which are built into the library (lab/embed.cmake). */
#ifndef LEHR_LAB_DATA_EMBEDDED_DATA_H
#define LEHR_LAB_DATA_EMBEDDED_DATA_H

extern const unsigned char lehr_iris_csv[], lehr_digits_images[], lehr_digits_labels[];
extern const unsigned long lehr_iris_csv_size, lehr_digits_images_size, lehr_digits_labels_size;

#endif
