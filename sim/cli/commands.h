/* The commands of hyoty, as a table. */
#ifndef HYOTY_CLI_COMMANDS_H
#define HYOTY_CLI_COMMANDS_H

#include "sim/cli/arguments.h"
#include "sim/data/files.h"

struct command {
    const char *name;
    unsigned bit;        /* COMMAND_… */
    const char *operand; /* "SCENARIO"; NULL: none */
    bool optional;       /* the operand may be left out */
    size_t operands;     /* at most; 0: one */
    const char *help;    /* one line */
    enum status (*run)(const struct arguments *arguments, struct error *err);
    const struct analysis *analysis; /* what `run` computes (analysis_command.h); NULL: nothing */
};

extern const struct command command_table[];
extern const size_t command_count;

/* NULL if there is none of that name. */
const struct command *command_find(const char *name);
/* The same, with an error that names the nearest; `before` it, as in "help ". */
enum status command_named(const char *name, const char *before, const struct command **out, struct error *err);

/* Each returns the exit status; a message is in err unless everything was already said. */
enum status command_value(const struct arguments *arguments, struct error *err);
enum status command_compare(const struct arguments *arguments, struct error *err);
enum status command_reproduce(const struct arguments *arguments, struct error *err);
enum status command_chart(const struct arguments *arguments, struct error *err);
enum status command_help(const struct arguments *arguments, struct error *err);
enum status command_version(const struct arguments *arguments, struct error *err);

/* Loads the scenario of the operand, and shows every mistake and warning on standard error. After mistakes the status
 * is STATUS_SCENARIO and err is empty: all is said. */
enum status command_load(const struct arguments *arguments, const struct load_options *options,
                         const struct scenario **out, struct error *err);
/* Another file beside scenarios that are loaded: what was said of one of those is not said again. */
enum status command_load_next(const struct arguments *arguments, const struct load_options *options, const char *file,
                              const struct scenario *const *earlier, size_t scenarios, const struct scenario **out,
                              struct error *err);

/* What -o, --no-charts, --plots and --lang ask for. */
struct files_request command_files_request(const struct arguments *arguments);

/* Writes a text to standard output, checked. */
enum status command_print(const char *text, struct error *err);

#endif
