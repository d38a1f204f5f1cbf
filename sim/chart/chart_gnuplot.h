/* Runs gnuplot and fc-match as programs of their own: no shell, own working directory, a clean environment, limits on
 * time and on the size of files; what they say is kept. */
#ifndef HYOTY_CHART_CHART_GNUPLOT_H
#define HYOTY_CHART_CHART_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "sim/chart/chart_text.h"

enum { PROGRAM_ARGUMENTS = 12, PROGRAM_SAID = 2000 };

struct program {
    const char *argument[PROGRAM_ARGUMENTS]; /* NULL-terminated; the first is the program: a path, or a name in PATH */
    const char *folder;                      /* where it works */
    pid_t id;                                /* 0: not running */
    bool missing;                            /* there is no such program */
    bool ok;                                 /* ran and ended with 0 */
    int signal;                              /* that ended it, 0: none did */
    bool late;                               /* ended after taking too long */
    int spoken;                              /* descriptor of what it said; -1 */
    double deadline;                         /* seconds of the monotonic clock */
    char said[PROGRAM_SAID];                 /* standard output and error, the beginning; printable UTF-8 */
};

/* Runs all programs, at most `at_once` at a time, and waits for them; one that is not there is marked missing. */
void programs_run(struct program *program, size_t programs, size_t at_once);

/* The first of chart_font that is installed, by fc-match; *out_known is false where nobody could say. */
const struct chart_font *chart_font_find(bool *out_known);

#endif
