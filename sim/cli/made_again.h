/* The command of a manifest, to be run once more, and a folder that nobody sees for what it writes. */
#ifndef HYOTY_CLI_MADE_AGAIN_H
#define HYOTY_CLI_MADE_AGAIN_H

#include "sim/cli/arguments.h"
#include "sim/data/manifest_read.h"

/* Made to write files alone, quietly. STATUS_IO where it wrote none, or its scenario was kept by nobody. */
enum status made_again_command(const struct arguments *arguments, const struct manifest *then, struct arguments *out,
                               struct error *err);

/* To be removed by temporary_remove. */
enum status made_again_folder(struct arena *arena, const char **out, struct error *err);

#endif
