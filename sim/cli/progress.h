/* How far a run is, on standard error where that is a terminal; nothing elsewhere. */
#ifndef HYOTY_CLI_PROGRESS_H
#define HYOTY_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/language.h"

struct progress {
    bool shown;       /* a terminal, and not --quiet */
    bool drawn;       /* something stands in the line */
    int width;        /* of the longest text so far: blanks wipe it, since escape sequences may not be wanted */
    const char *what; /* which run, "" for the main one */
    enum language language;
    double started, last;
};

void progress_start(struct progress *progress, enum language language, bool quiet);
/* A callback of engine_run: context is the progress. Draws at most ten times a second. */
void progress_report(void *context, uint32_t done, uint32_t total);
/* A run of another name begins: a callback of studies, context is the progress. */
void progress_stage(void *context, const char *what);
/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
