/* outputs.h — checks the files that a command will write, before it trains.
 *
 * A command declares them: options of the kinds OPTION_OUTPUT, OPTION_PICTURE and OPTION_FOLDER, and command.writes for
 * the files of a folder. options_read checks them. From then on, reading one of them is an error, in whichever function
 * a file is read, so that no command can overwrite its input.
 */
#ifndef LEHR_COMMAND_OUTPUTS_H
#define LEHR_COMMAND_OUTPUTS_H
#include "core/base/strbuf.h"
#include "lab/command/command.h"

/* LEHR_ERR_VALUE: two outputs are one file, or one cannot go to standard output. LEHR_ERR_FILE: nothing can be written
 * there. The line is borrowed until outputs_release. */
lehr_status outputs_declare(const command_line *line);
void        outputs_release(void);

/* LEHR_ERR_VALUE: it is one of the outputs. Called for every file that lehr_read_file opens; a command that reads in
 * another way calls it. */
lehr_status outputs_check_read(const char *path);

/* The output of option `name` may be read if it is that file: the command reads it to the end and writes it again. */
void        outputs_continue(const char *name, const char *path);

/* LEHR_ERR_FILE: the folder cannot be made, or nothing can be written there. */
lehr_status outputs_check_folder(const char *path);

#endif
