/* embedded.h — files of the tree that are built into the library (see embed.cmake), so that it needs none beside it. */
#ifndef LEHR_LAB_DATA_EMBEDDED_H
#define LEHR_LAB_DATA_EMBEDDED_H

extern const unsigned char lehr_iris_csv[],       lehr_font_regular[],      lehr_font_semibold[];
extern const unsigned long lehr_iris_csv_size,    lehr_font_regular_size,   lehr_font_semibold_size;

extern const unsigned char lehr_digits_images[],    lehr_digits_labels[];
extern const unsigned long lehr_digits_images_size, lehr_digits_labels_size;

extern const unsigned char lehr_page_style[],      lehr_page_script[];
extern const unsigned long lehr_page_style_size,   lehr_page_script_size;

extern const unsigned char lehr_trial_h[],         lehr_trial_c[];         /* of examples/assignments */
extern const unsigned long lehr_trial_h_size,      lehr_trial_c_size;

#endif
