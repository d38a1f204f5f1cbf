/* A study: a scenario's run, made longer until a precision is reached where one is asked for, its summary, and the same
 * run with each alternative of an assumption. */
#ifndef HYOTY_ANALYSIS_STUDY_H
#define HYOTY_ANALYSIS_STUDY_H

#include "sim/analysis/baseline.h"
#include "sim/analysis/driver.h"
#include "sim/analysis/effect_reach.h"
#include "sim/analysis/perspective.h"
#include "sim/analysis/study_precision.h"
#include "sim/analysis/summary.h"
#include "sim/engine/run.h"
#include "sim/scenario/load.h"

struct study_request {
    const struct scenario *scenario;
    struct run_options run; /* threads, instruction set, cancellation, memory, detail */
    bool choices;           /* run choices, too */
    double precision;       /* half the width of a 95 % interval; 0: as many iterations as the scenario says */
    /* Called before each run with the alternative's name, "" of the main one; the runs then report to run.progress. */
    void (*stage)(void *context, const char *name);
};

/* The same run, on the same random numbers, with one alternative of one assumption. */
struct study_alternative {
    const struct alternative *alternative;
    struct column_summary net, net_public, net_cashable_public;
    enum perspective_scope scope;
};

/* What is chosen, and not a matter of knowing more: the same run with another discount rate, another horizon, or with
 * the whole cost of a case in the year in which it begins. */
enum study_choice_kind { STUDY_DISCOUNT_RATE, STUDY_HORIZON, STUDY_AT_ONCE };

struct study_choice {
    enum study_choice_kind kind;
    double value;                /* rate, or years */
    int outcome;                 /* of STUDY_AT_ONCE */
    bool current;                /* as the scenario has it */
    struct study_alternative is; /* of no alternative */
};

struct study {
    const struct scenario *scenario; /* as it was run: with the iterations that the precision took */
    const struct plan *plan;
    struct outcomes outcomes;
    struct summary summary;
    struct effect_reaches reach; /* of absolute effects and odds ratios */
    struct baseline baseline;    /* of how many */
    struct driver driver;        /* of the money that public budgets can release; of all, where that does not vary */
    size_t alternatives;
    struct study_alternative *alternative; /* [alternatives] */
    size_t left_out; /* alternatives that do not fit the rest of the scenario (a fixed number where a correlation
                      * stands): the study stands without them */
    const char **left_out_why; /* [left_out] */
    size_t choices;
    struct study_choice *choice; /* [choices] */
    bool interrupted;            /* before every alternative was run; outcomes say whether every iteration was */
    const struct precision_goal *precision; /* NULL: none was asked for */
};

/* STATUS_OK also where it was interrupted after at least one iteration; STATUS_CANCELLED without any, with the outcomes
 * saying so. The caller frees *out (also after a failure); all but the outcomes lives in the arena. */
enum status study_run(struct arena *arena, const struct study_request *request, struct study *out, struct error *err);
void study_free(struct study *study);

#endif
