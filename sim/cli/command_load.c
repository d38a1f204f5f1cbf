#include <stdio.h>
#include <string.h>

#include "sim/cli/commands.h"
#include "sim/cli/message.h"

/* Each line made safe for a terminal: a scenario's text may hold anything. `before` stands before each. */
static void print_safely(const struct arguments *arguments, const char *before, const char *text)
{
    for (const char *line = text; *line;) {
        const char *end = line;
        while (*end && *end != '\n') end++;
        const char *const one = arena_strndup(arguments->arena, line, (size_t)(end - line));
        const char *const clean = one ? message_text(arguments->arena, one) : NULL;
        fprintf(stderr, "%s%s\n", before, clean ? clean : phrase_in(arguments->language, PHRASE("out of memory")));
        line = *end ? end + 1 : end;
    }
}

/* Whether loading an earlier scenario said the same: both may extend a file that it concerns. */
static bool is_said(const struct scenario *const *earlier, size_t scenarios, const struct diagnostic *diagnostic)
{
    for (size_t s = 0; s < scenarios; s++)
        for (const struct diagnostic *one = earlier[s]->warning; one; one = one->next)
            if (one->place.line == diagnostic->place.line && one->place.column == diagnostic->place.column &&
                strcmp(one->path, diagnostic->path) == 0 && strcmp(one->message, diagnostic->message) == 0 &&
                (!one->place.source || !diagnostic->place.source ||
                 strcmp(one->place.source->name, diagnostic->place.source->name) == 0))
                return true;
    return false;
}

static void print_counts(const struct arguments *arguments, int errors, int warnings)
{
    static const char *const said[2][2] = {{PHRASE("%d errors, %d warnings\n"), PHRASE("%d errors, %d warning\n")},
                                           {PHRASE("%d error, %d warnings\n"), PHRASE("%d error, %d warning\n")}};
    if (errors > 0)
        message_print(arguments->arena, arguments->language, said[errors == 1][warnings == 1], errors, warnings);
}

/* What is said beside a scenario that `show` prints is a comment, so that both in one file still load. */
static void print_diagnostics(const struct arguments *arguments, const struct diagnostics *diagnostics,
                              const struct scenario *const *earlier, size_t scenarios)
{
    const char *const before = arguments->command->bit == COMMAND_SHOW && diagnostics->errors == 0 ? "# " : "";
    for (const struct diagnostic *one = diagnostics->first; one; one = one->next) {
        if (is_said(earlier, scenarios, one)) continue;
        const char *const text = diagnostic_format(arguments->arena, one);
        print_safely(arguments, before, text ? text : one->message);
    }
    if (diagnostics->lost > 0)
        message_print(arguments->arena, arguments->language, "%d more messages did not fit into memory\n",
                      diagnostics->lost);
    print_counts(arguments, diagnostics->errors, diagnostics->warnings);
}

static bool is_label(const struct arguments *arguments, const char *name)
{
    for (size_t s = 0; s < arguments->sets; s++)
        if (arguments->set_label[s] && strcmp(arguments->set_label[s], name) == 0) return true;
    return false;
}

/* Whether all that is wrong stands in options such as -n: then the command line is wrong, and not the scenario. */
static bool is_of_options(const struct arguments *arguments, const struct diagnostics *diagnostics)
{
    for (const struct diagnostic *one = diagnostics->first; one; one = one->next) {
        const struct source *const source = one->place.source;
        if (one->severity == SEVERITY_ERROR && !(source && one->place.line == 0 && is_label(arguments, source->name)))
            return false;
    }
    return true;
}

enum status command_load(const struct arguments *arguments, const struct load_options *options,
                         const struct scenario **out, struct error *err)
{
    return command_load_next(arguments, options, arguments->operand, NULL, 0, out, err);
}

enum status command_load_next(const struct arguments *arguments, const struct load_options *options, const char *file,
                              const struct scenario *const *earlier, size_t scenarios, const struct scenario **out,
                              struct error *err)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arguments->arena);
    diagnostics.language = arguments->language;
    const enum status status = scenario_load(arguments->arena, file, options, out, &diagnostics, err);
    if (status != STATUS_OK || !arguments->quiet) print_diagnostics(arguments, &diagnostics, earlier, scenarios);
    if (status != STATUS_SCENARIO || diagnostics.errors == 0) return status;
    const enum status whose = is_of_options(arguments, &diagnostics) ? STATUS_USAGE : STATUS_SCENARIO;
    if (err) *err = (struct error){.status = whose, .language = arguments->language};
    return whose;
}
