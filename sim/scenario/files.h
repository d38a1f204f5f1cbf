/* Where the files that a scenario names may come from: below its own folder, or below a folder that the user allows. */
#ifndef HYOTY_SCENARIO_FILES_H
#define HYOTY_SCENARIO_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/error.h"

struct file_home {
    const struct source *source;
    const char *root;   /* folder that it may not leave */
    const char *folder; /* of the file, relative to the root; "." for the root itself */
    struct file_home *next;
};

struct files {
    struct arena *arena;
    const char *root; /* folder of the scenario; NULL: no file may be read */
    const char *const *allowed;
    size_t allowances;
    int opened; /* sources made so far; the order of the next */
    struct file_home *home;
};

/* A file found and read. */
struct file_text {
    char *text;
    size_t length;
    const char *name;          /* as shown in messages */
    const char *root, *folder; /* for what it names itself */
};

/* Remembers where a source lives. False when out of memory. */
bool files_settle(struct files *files, const struct source *source, const char *root, const char *folder);

/* Reads the file `path` named in `from` (an unknown source stands for the scenario's own folder). STATUS_IO with a
 * hint, STATUS_MEMORY. */
enum status files_read(struct files *files, const struct source *from, const char *path, size_t limit,
                       struct file_text *out, struct error *err);

#endif
