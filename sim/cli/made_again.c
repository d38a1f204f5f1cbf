#include "sim/cli/made_again.h"

#include <string.h>

#include "sim/cli/commands.h"
#include "sim/data/temporary.h"

enum status made_again_command(const struct arguments *arguments, const struct manifest *then, struct arguments *out,
                               struct error *err)
{
    TRY(arguments_parse(arguments->arena, then->argc, then->argv, then->language, out, err));
    if (!out->output || !(out->command->bit & COMMAND_COMPUTES))
        return error_set(err, STATUS_IO, "%s: its command writes no files (found `%s`)", arguments->operand,
                         out->command->name);
    for (size_t s = 0; s < out->operand_count; s++)
        if (strcmp(out->operands[s], "-") == 0 || strncmp(out->operands[s], "/dev/", 5) == 0) {
            error_set(err, STATUS_IO, "%s: its scenario came from standard input, which nobody kept",
                      arguments->operand);
            return error_hint(err, "save the scenario as a file, and run that with -o");
        }
    out->quiet = true;
    out->write = NULL;
    out->write_prints = false;
    if (arguments->threads > 0) out->threads = arguments->threads;
    return STATUS_OK;
}

enum status made_again_folder(struct arena *arena, const char **out, struct error *err)
{
    const enum status status = temporary_folder(arena, "reproduce", out, err);
    return status == STATUS_IO ? error_hint(err, "-o DIR names one that can be written into") : status;
}
