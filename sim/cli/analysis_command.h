/* The way of every command that computes: read the scenarios, try the folder before time is spent, compute with
 * progress until Ctrl-C, print by --format, write files. */
#ifndef HYOTY_CLI_ANALYSIS_COMMAND_H
#define HYOTY_CLI_ANALYSIS_COMMAND_H

#include "sim/cli/arguments.h"
#include "sim/cli/progress.h"
#include "sim/engine/run.h"
#include "sim/report/result.h"

/* What an analysis gets. */
struct analysis_context {
    const struct arguments *arguments;
    struct arena *arena;
    size_t scenarios;
    const struct scenario *const *scenario; /* [scenarios] the operands in their order; one file is read once */
    struct run_options run;                 /* threads, instruction set, cancellation, memory; of an evaluator */
    void (*progress)(void *progress, uint32_t done, uint32_t total);
    struct progress *shown; /* the context of progress; its `what` may name a stage, or be "" */
};

/* What a command computes: what its results have in common, and how one is found. `analyse` fills *out, a result of the
 * kind, from the context; all it makes lives in the arena, or is released by the result. */
struct analysis {
    const struct result_kind *kind;
    enum status (*analyse)(const struct analysis_context *context, struct result *out, struct error *err);
    const char *no_stochastic, *instead; /* why --cohort sampled is refused, and what to do; NULL: it is not */
};

extern const struct analysis analysis_run, analysis_compare, analysis_sensitivity, analysis_value, analysis_breakeven,
    analysis_sweep, analysis_learn, analysis_report, analysis_explain, analysis_validate;

/* The analysis of the command that was called. Nothing is printed or written unless it succeeds: STATUS_CANCELLED
 * becomes exit status 130 with a message. A result that was cut short is printed, and written unless a whole one stands
 * in the folder. */
enum status analysis_command(const struct arguments *arguments, struct error *err);

/* Its first part: what is found, and whether the folder of -o holds results already. After failures too there may be
 * something to release. */
enum status analysis_result(const struct arguments *arguments, struct result *out, bool *out_holds_results,
                            struct error *err);

/* Says why the analysis has no luck: STATUS_USAGE. */
enum status analysis_refuse_stochastic(const struct analysis *analysis, struct error *err);

/* How to go on after an interruption: the command as it was, to be run whole. finished: iterations that -n would give
 * again, 0: it would not. */
enum status analysis_hint_again(const struct arguments *arguments, uint32_t finished, struct error *err);

#endif
