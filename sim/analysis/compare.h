/* Scenarios compared on common random numbers: what has one name in two of them is the same draw in both, persons
 * included, so that they differ by what they do and not by luck (MODEL, Comparing scenarios). */
#ifndef HYOTY_ANALYSIS_COMPARE_H
#define HYOTY_ANALYSIS_COMPARE_H

#include "sim/analysis/alignment.h"
#include "sim/analysis/compare_perspective.h"
#include "sim/engine/run.h"

enum { COMPARE_LEAST = 2, COMPARE_MOST = 20 };

struct compare_request {
    const struct scenario *const *scenario; /* [scenarios] as loaded */
    size_t scenarios;
    bool nothing;        /* doing nothing, a net of 0, is one more choice: the last */
    const char *outcome; /* whose cases acceptability counts; NULL: those of all outcomes together */
    struct run_options options;
    void (*progress)(void *context, uint32_t done, uint32_t total); /* in iterations of all scenarios; NULL */
    void *context;
};

/* A payer, by name, in every choice. */
struct compare_payer {
    const char *name;
    const struct payer *payer;                 /* as the first scenario that has it says */
    bool *present;                             /* [choices] */
    struct column_summary *net, *gross, *cost; /* [choices] net cashable; nothing where it is not present */
};

struct compare {
    size_t choices, scenarios; /* choices: scenarios, and doing nothing where that was asked for */
    uint32_t iterations;
    bool replicated;
    const struct scenario *const *scenario; /* [scenarios] aligned */
    struct alignment alignment;
    bool private_money; /* somebody who is not public pays or saves */
    bool split;         /* so, or time and places are set free: all that is gained and public cash are two totals */
    struct comparison society;         /* net of all payers; the only one unless split */
    struct comparison public_finances; /* net cashable of public finances, where split */
    size_t payers;
    const struct compare_payer *payer;                /* [payers] union by name, in the order of the scenarios */
    const struct column_summary *cases;               /* [choices] cases avoided, those that acceptability counts */
    const struct column_summary *cost, *participants; /* [choices] */
    bool has_cases;                                   /* some choice avoids a case on average */
    const char *outcome;                              /* as requested */
    bool detail;                                      /* all is to be told, not the answer alone */
};

/* Runs and compares. STATUS_USAGE: currencies differ, or no scenario has the outcome; STATUS_CANCELLED leaves nothing.
 * Everything in *out lives in the arena. */
enum status compare_run(struct arena *arena, const struct compare_request *request, struct compare *out,
                        struct error *err);

/* The short name of a choice: "A", "B", …; "0" for doing nothing. */
const char *compare_id(const struct compare *compare, size_t choice);

#endif
