#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/cli/commands.h"
#include "sim/cli/message.h"

static void print_error(struct arena *arena, const struct error *err)
{
    if (!err->message[0]) return;
    const char *const message = message_text(arena, err->message), *const hint = message_text(arena, err->hint);
    fprintf(stderr, "hyoty: %s\n", message ? message : phrase_in(err->language, PHRASE("out of memory")));
    if (hint && hint[0]) message_print(arena, err->language, "  hint: %s\n", hint);
}

static enum status perform(struct arena *arena, int argc, char **argv, struct error *err)
{
    struct arguments arguments;
    TRY(arguments_parse(arena, argc, argv, err->language, &arguments, err));
    if (arguments.version) return command_version(&arguments, err);
    if (arguments.help) {
        if (arguments.command->bit != COMMAND_HELP) arguments.operand = arguments.command->name;
        return command_help(&arguments, err);
    }
    if (arguments.threads > 0) omp_set_num_threads((int)arguments.threads); /* of everything that works in parallel */
    TRY(arguments_read_input(&arguments, err));
    return arguments.command->run(&arguments, err);
}

int main(int argc, char **argv)
{
    struct error err = {.language = arguments_language(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const enum status status = perform(&arena, argc, argv, &err);
    if (status != STATUS_OK) print_error(&arena, &err);
    arena_free(&arena);
    return (int)status;
}
