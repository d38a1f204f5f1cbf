/* A folder that nobody sees, for what other programs read and leave. */
#ifndef HYOTY_DATA_TEMPORARY_H
#define HYOTY_DATA_TEMPORARY_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* Makes a folder in $TMPDIR or /tmp, whose name tells what it is for. STATUS_IO, STATUS_MEMORY. */
enum status temporary_folder(struct arena *arena, const char *purpose, const char **out, struct error *err);

/* Removes it with everything in it. */
void temporary_remove(const char *folder);

#endif
