#include "sim/cli/commands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/analysis/compare.h"
#include "sim/analysis/value.h"
#include "sim/base/nearest.h"
#include "sim/base/sink.h"
#include "sim/cli/analysis_command.h"
#include "sim/scenario/schema.h"

static enum status command_keys(const struct arguments *arguments, struct error *err)
{
    return command_print(schema_reference(arguments->arena, arguments->language), err);
}

static enum status command_show(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    const struct scenario *scenario;
    TRY(command_load(arguments, &options, &scenario, err));
    return command_print(scenario_show(arguments->arena, scenario), err);
}

const struct command command_table[] = {
    {"run", COMMAND_RUN, "SCENARIO", false, 1, "simulate a scenario: what it saves, for whom, by when, how sure",
     analysis_command, &analysis_run},
    {"report", COMMAND_REPORT, "SCENARIO...", false, COMPARE_MOST,
     "a report to read, print and send: the answer, for whom, how sure, on what it rests", analysis_command,
     &analysis_report},
    {"value", COMMAND_VALUE, "SCENARIO...", false, VALUE_SCENARIOS,
     "what it is worth to know more, or to run a pilot, before deciding", command_value, &analysis_value},
    {"validate", COMMAND_VALIDATE, "SCENARIO", false, 1, "check a scenario, and read it back in plain totals",
     analysis_command, &analysis_validate},
    {"show", COMMAND_SHOW, "SCENARIO", false, 1, "print the scenario with every default filled in", command_show, NULL},
    {"explain", COMMAND_EXPLAIN, "SCENARIO", false, 1, "replay one iteration, step by step, to check it by hand",
     analysis_command, &analysis_explain},
    {"compare", COMMAND_COMPARE, "SCENARIO...", false, COMPARE_MOST,
     "compare scenarios on the same random numbers: which is best, how surely", command_compare, &analysis_compare},
    {"sensitivity", COMMAND_SENSITIVITY, "SCENARIO", false, 1,
     "which assumptions drive the result, and which do not matter", analysis_command, &analysis_sensitivity},
    {"breakeven", COMMAND_BREAKEVEN, "SCENARIO", false, 1, "what would have to be true for a target to be met",
     analysis_command, &analysis_breakeven},
    {"learn", COMMAND_LEARN, "SCENARIO", false, 1, "update a scenario by what a pilot observed", analysis_command,
     &analysis_learn},
    {"sweep", COMMAND_SWEEP, "SCENARIO", false, 1, "what becomes of a result as one or two values change",
     analysis_command, &analysis_sweep},
    {"chart", COMMAND_CHART, "NAME", false, 1, "draw a chart of saved results once more", command_chart, NULL},
    {"reproduce", COMMAND_REPRODUCE, "MANIFEST", false, 1, "make results again, and compare them file by file",
     command_reproduce, NULL},
    {"keys", COMMAND_KEYS, NULL, false, 1, "print the reference of every key of a scenario file", command_keys, NULL},
    {"help", COMMAND_HELP, "COMMAND", true, 1, "show help", command_help, NULL},
    {"version", COMMAND_VERSION, NULL, false, 1, "show the version", command_version, NULL},
};

const size_t command_count = sizeof command_table / sizeof *command_table;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_table[i].name, name) == 0) return &command_table[i];
    return NULL;
}

enum status command_named(const char *name, const char *before, const struct command **out, struct error *err)
{
    *out = command_find(name);
    if (*out) return STATUS_OK;
    error_set(err, STATUS_USAGE, "there is no command \"%.80s\"", name);
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < command_count; i++) nearest_offer(&nearest, command_table[i].name);
    if (nearest.best) return error_hint(err, "did you mean `hyoty %s%s`?", before, nearest.best);
    return error_hint(err, "`hyoty help` lists the commands");
}

struct files_request command_files_request(const struct arguments *arguments)
{
    return (struct files_request){.folder = arguments->output,
                                  .argc = arguments->argc,
                                  .argv = arguments->argv,
                                  .charts = arguments->charts,
                                  .language = arguments->language,
                                  .plots = arguments->plots};
}

enum status command_print(const char *text, struct error *err)
{
    struct sink sink;
    if (!text) return error_out_of_memory(err);
    sink_attach(&sink, &sink_system_posix, STDOUT_FILENO, phrase_in(error_language(err), PHRASE("standard output")));
    sink_text(&sink, text);
    return sink_close(&sink, NULL, err);
}

static const char *usage_of(struct arena *arena, const struct command *command)
{
    if (!command->operand) return arena_printf(arena, "hyoty %s", command->name);
    return arena_printf(arena, command->optional ? "hyoty %s [%s]" : "hyoty %s %s", command->name, command->operand);
}

static const char scenario_help[] = PHRASE("SCENARIO is a YAML file; - reads it from standard input.\n");

static char *help_of(struct arena *arena, enum language language, const struct command *command)
{
    const char *const usage = usage_of(arena, command), *const options = arguments_help(arena, language, command);
    if (!usage || !options) return NULL;
    const bool scenario = command->bit & COMMAND_LOADS;
    return phrase_printf(arena, language, "%s: %-s\n%-s\n%s", usage, command->help, scenario ? scenario_help : "",
                         options);
}

static char *help_of_all(struct arena *arena, enum language language)
{
    char *text = phrase_printf(arena, language,
                               "hyoty simulates preventive interventions: what they cost, what they save, and how sure "
                               "that is.\n\n  hyoty COMMAND [options]\n\nCommands\n");
    for (size_t i = 0; i < command_count && text; i++)
        text = arena_printf(arena, "%s  %-11s %-11s  %s\n", text, command_table[i].name,
                            command_table[i].operand ? command_table[i].operand : "",
                            phrase_in(language, command_table[i].help));
    if (!text) return NULL;
    return phrase_printf(arena, language, "%s\n%-s`hyoty COMMAND --help` lists the options of a command.\n", text,
                         scenario_help);
}

enum status command_help(const struct arguments *arguments, struct error *err)
{
    if (!arguments->operand) return command_print(help_of_all(arguments->arena, arguments->language), err);
    const struct command *command;
    TRY(command_named(arguments->operand, "help ", &command, err));
    return command_print(help_of(arguments->arena, arguments->language, command), err);
}

enum status command_version(const struct arguments *arguments, struct error *err)
{
    (void)arguments;
    return command_print("hyoty " HYOTY_VERSION "\n", err);
}
