/* hyoty reproduce DIR/manifest.json */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/report/reproduce_document.h"

/* The command of the manifest, made to write its files alone, into another folder. */
static enum status read_command(const struct arguments *arguments, const struct manifest *then, struct arguments *out,
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

static int remove_one(const char *path, const struct stat *kind, int type, struct FTW *where)
{
    (void)kind, (void)type, (void)where;
    return remove(path);
}

/* A folder that nobody sees. */
static enum status make_folder(struct arena *arena, const char **out, struct error *err)
{
    const char *const place = getenv("TMPDIR");
    char *const folder = arena_printf(arena, "%s/hyoty-reproduce-XXXXXX", place && place[0] ? place : "/tmp");
    if (!folder) return error_out_of_memory(err);
    if (!mkdtemp(folder)) {
        error_set(err, STATUS_IO, "%s: no folder can be made there", folder);
        return error_hint(err, "-o DIR names one that can be written into");
    }
    *out = folder;
    return STATUS_OK;
}

static enum status print(const struct arguments *arguments, const struct reproduction *reproduction, struct error *err)
{
    struct document document;
    struct sink sink;
    const struct text_style style = command_text_style();
    if (arguments->quiet) return STATUS_OK;
    TRY(reproduce_build(reproduction, arguments->arena, arguments->language, &document, err));
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, "standard output");
    TRY(render_text(&document, &style, &sink, err));
    return sink_close(&sink, NULL, err);
}

/* Runs it again in the folder of `again`, and looks. */
static enum status reproduce(const struct arguments *arguments, const struct arguments *again,
                             struct reproduction *reproduction, struct error *err)
{
    const char *const made = arena_printf(arguments->arena, "%s/manifest.json", again->output);
    if (!made) return error_out_of_memory(err);
    const enum status status = again->command->run(again, err);
    if (status == STATUS_IO || status == STATUS_SCENARIO)
        error_hint(err, "files are looked for from this folder, as the command names them: %s",
                   command_line_text(arguments->arena, again->argc, again->argv));
    TRY(status);
    TRY(manifest_read(arguments->arena, made, &reproduction->now, err));
    TRY(reproduction_compare(arguments->arena, reproduction, err));
    return print(arguments, reproduction, err);
}

enum status command_reproduce(const struct arguments *arguments, struct error *err)
{
    struct reproduction reproduction = {.path = arguments->operand};
    struct arguments again;
    TRY(manifest_read(arguments->arena, arguments->operand, &reproduction.then, err));
    TRY(read_command(arguments, &reproduction.then, &again, err));
    again.output = arguments->output;
    if (!again.output) TRY(make_folder(arguments->arena, &again.output, err));
    const enum status status = reproduce(arguments, &again, &reproduction, err);
    if (!arguments->output) nftw(again.output, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (status != STATUS_OK) return status;
    return reproduction.same == reproduction.files ? STATUS_OK : STATUS_DIFFERENT;
}
