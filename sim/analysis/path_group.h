/* Groups of uncertain quantities from the command line: "NAME=PATH,PATH,…", or a path alone, which is its name too. */
#ifndef HYOTY_ANALYSIS_PATH_GROUP_H
#define HYOTY_ANALYSIS_PATH_GROUP_H

#include <stdbool.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* A path of a group; it need not end with a zero. */
struct path_piece {
    const char *text;
    size_t length;
};

/* Whether it names something, or a section in which that stands. */
bool path_covers(struct path_piece path, const char *name);

/* Calls `mark` for each path; STATUS_USAGE where it returns false, because nothing uncertain has that name. */
enum status path_group_read(struct arena *arena, const char *text, bool (*mark)(void *context, struct path_piece path),
                            void *context, const char **out_name, struct error *err);

/* STATUS_USAGE unless all or none of the quantities that are correlated are in the group. */
enum status path_group_whole(const char *group, size_t inside, size_t all, const char *correlated, struct error *err);

#endif
