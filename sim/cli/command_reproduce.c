/* hyoty reproduce DIR/manifest.json */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/file.h"
#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/cli/made_again.h"
#include "sim/data/temporary.h"
#include "sim/report/reproduce_document.h"

/* Results that are compared are not written over. */
static enum status check_output(const struct arguments *arguments, struct error *err)
{
    struct stat output, results;
    const char *const folder = path_folder(arguments->arena, arguments->operand);
    if (!folder) return error_out_of_memory(err);
    if (stat(arguments->output, &output) != 0 || stat(folder, &results) != 0) return STATUS_OK;
    if (output.st_dev != results.st_dev || output.st_ino != results.st_ino) return STATUS_OK;
    error_set(err, STATUS_USAGE, "-o: the folder of the manifest would be written over (found %s)", arguments->output);
    return error_hint(err, "name another folder, or none");
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
    TRY(made_again_command(arguments, &reproduction.then, &again, err));
    if (arguments->output) TRY(check_output(arguments, err));
    again.output = arguments->output;
    if (!again.output) TRY(made_again_folder(arguments->arena, &again.output, err));
    const enum status status = reproduce(arguments, &again, &reproduction, err);
    if (!arguments->output) temporary_remove(again.output);
    if (status != STATUS_OK) return status;
    return reproduction.same == reproduction.files ? STATUS_OK : STATUS_DIFFERENT;
}
