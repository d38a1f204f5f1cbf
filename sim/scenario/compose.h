/* From files and options to one tree: extends, include, --set, --assume. */
#ifndef HYOTY_SCENARIO_COMPOSE_H
#define HYOTY_SCENARIO_COMPOSE_H

#include "sim/scenario/files.h"
#include "sim/scenario/load.h"
#include "sim/scenario/node.h"

struct composed {
    struct node *root;
    const struct override *override; /* [overrides] */
    size_t overrides;
};

/* Of files: `main` is the scenario's own source, settled in `files`. Mistakes become diagnostics; STATUS_SCENARIO only
 * where no tree could be made of them. STATUS_MEMORY. */
enum status compose_files(struct arena *arena, struct files *files, const struct source *main, struct node **out_root,
                          struct diagnostics *diagnostics);

/* Of the tree of the file `name`, which is changed, and options (NULL: none). */
enum status compose_options(struct arena *arena, struct files *files, const char *name, struct node *root,
                            const struct load_options *options, struct composed *out, struct diagnostics *diagnostics);

#endif
