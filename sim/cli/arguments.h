/* The command line: one table of options drives reading, checks and help. */
#ifndef HYOTY_CLI_ARGUMENTS_H
#define HYOTY_CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/analysis/learn.h"
#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/base/language.h"
#include "sim/scenario/load.h"

/* Commands, as bits that say where an option belongs. */
enum {
    COMMAND_RUN = 1 << 0,
    COMMAND_VALIDATE = 1 << 1,
    COMMAND_SHOW = 1 << 2,
    COMMAND_EXPLAIN = 1 << 3,
    COMMAND_KEYS = 1 << 4,
    COMMAND_HELP = 1 << 5,
    COMMAND_VERSION = 1 << 6,
    COMMAND_COMPARE = 1 << 7,
    COMMAND_SENSITIVITY = 1 << 8,
    COMMAND_VALUE = 1 << 9,
    COMMAND_BREAKEVEN = 1 << 10,
    COMMAND_SWEEP = 1 << 11,
    COMMAND_LEARN = 1 << 12,
    COMMAND_REPORT = 1 << 13,
    COMMAND_REPRODUCE = 1 << 14,
    COMMAND_CHART = 1 << 15,
    COMMAND_ALL = (1 << 16) - 1,
    COMMAND_ANALYSES =
        COMMAND_COMPARE | COMMAND_SENSITIVITY | COMMAND_VALUE | COMMAND_BREAKEVEN | COMMAND_SWEEP | COMMAND_LEARN,
    COMMAND_COMPUTES = COMMAND_RUN | COMMAND_ANALYSES,
    COMMAND_SHOWS = COMMAND_COMPUTES | COMMAND_REPORT, /* figures of draws, on threads, in a language */
    COMMAND_LOADS = COMMAND_RUN | COMMAND_VALIDATE | COMMAND_SHOW | COMMAND_EXPLAIN | COMMAND_ANALYSES | COMMAND_REPORT
};

enum { THREADS_MOST = 1024 };

struct command;
struct renderer;

struct arguments {
    struct arena *arena;
    int argc; /* as the program was called, for manifests */
    char *const *argv;
    const struct command *command;
    const char *operand;   /* scenario file, or command for help; NULL where none */
    const char **operands; /* [operand_count] all of them, where a command takes several; the first is `operand` */
    size_t operand_count;
    const char
        *input; /* text of a scenario that stands on standard input ("-"), read once; NULL: the operand is a file */
    size_t input_length;
    const char **set, **set_label, **assume, **allow_include; /* set_label: as in struct load_options */
    size_t sets, assumes, allow_includes;
    const char *result; /* name of a column that an analysis looks at, NULL: net */
    const char **group; /* [groups] of quantities, as factor_group takes them */
    size_t groups;
    const char **vary; /* [varies] what a sweep varies, as sweep_axis_parse takes it */
    size_t varies;
    bool detail;                     /* every table, not the answer alone */
    bool nothing, nothing_told;      /* compare: doing nothing is a choice; that was said, too */
    const char *target, *of, *payer; /* of breakeven, as written; NULL: none */
    struct pilot pilot;              /* of learn */
    const char *observed;            /* CSV file of a pilot, NULL: none */
    const char *outcome;             /* whose cases compare values, NULL: all; which was observed, NULL: the only one */
    const char *intervention;        /* which is piloted, NULL: the only one */
    enum learn_who who;
    const char *write;  /* scenario file to write, NULL: none */
    bool write_prints;  /* it is standard output, and takes the place of the report */
    uint32_t threads;   /* 0: as many as there are */
    const char *output; /* folder, NULL: none */
    const char **files; /* [file_count] of a report, each by the renderer that its name ends with */
    size_t file_count;
    const char *plots; /* folder of chart templates, NULL: those of the program */
    bool charts, quiet, help, version;
    const char *from;        /* folder of saved results */
    bool narrow;             /* a picture for phones */
    const char *chart_names; /* "dots,fan" or "all"; NULL: those that need not be named */
    const struct renderer *format;
    const char *written; /* while options are read: the one being read, as the user wrote it ("-n", "--iterations") */
    enum language language, csv; /* csv: as whose spreadsheets read it */
    uint32_t iteration;          /* of explain */
    uint32_t pilot_participants; /* value: of a planned pilot; 0: none */
    double pilot_cost;           /* beside what participants cost */
    bool pilot_priced;           /* and was stated */
    double precision;            /* half the width of a 95 % interval; 0: as many iterations as the scenario says */
};

/* Reads the command line. `language` is what the environment asks for, which --lang overrules; err gets its language.
 * STATUS_USAGE with the nearest name. */
enum status arguments_parse(struct arena *arena, int argc, char **argv, enum language language, struct arguments *out,
                            struct error *err);

/* Language of the environment variables in their order of precedence: LC_ALL, LC_MESSAGES, LANG; else English. */
enum language arguments_language(const char *lc_all, const char *lc_messages, const char *lang);

/* Reads the scenario of standard input where the operand asks for it, `-` or /dev/stdin; the operand then is its name
 * for messages. */
enum status arguments_read_input(struct arguments *arguments, struct error *err);

struct load_options arguments_load_options(const struct arguments *arguments);

/* The lines of help about the options of a command, with the values that it takes; NULL when out of memory. */
char *arguments_help(struct arena *arena, enum language language, const struct command *command);

#endif
