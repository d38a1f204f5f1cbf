/* What a pilot teaches: the distributions of an outcome's risk and of an intervention's effect, updated by what was
 * observed (`hyoty learn`; MODEL, Learning from a pilot).
 *
 * In each arm the events are binomial, at the mean risk of the persons observed: of those whom the intervention would
 * invite (randomised among them), or of the whole group. The treated have the effect in full, as the effect's key
 * states it: what deadweight, attribution, displacement and ramp-up make of it concerns the programme, not the pilot.
 * Other interventions do not work in the pilot. */
#ifndef HYOTY_ANALYSIS_LEARN_H
#define HYOTY_ANALYSIS_LEARN_H

#include "sim/analysis/evaluate.h"
#include "sim/analysis/learn_pilot.h"
#include "sim/analysis/stochastic.h"
#include "sim/numeric/replicates.h"

enum {
    LEARN_POINTS = 16384, /* where the user does not say */
    LEARN_POINTS_LEAST = REPLICATES_LEAST,
    LEARN_POINTS_MOST = 1 << 22,
    LEARN_SIZE_LEAST = 200 /* effective draws; fewer are no answer */
};

enum learn_who {
    LEARN_REACHED,   /* chosen as the intervention chooses, by need where it does */
    LEARN_POPULATION /* a random sample of the group */
};

struct learn_request;

/* What a file with the posterior says to people; NULL when out of memory. */
struct learn_words {
    /* The prior: "Risk before the pilot" */
    const char *(*label)(struct arena *arena, enum language language, const struct quantity *prior, const char *name);
    /* Of the posterior: "updated by pilot.csv (n = 400), prior: beta: {alpha: 8, beta: 92}" */
    const char *(*source)(struct arena *arena, enum language language, const struct learn_request *request,
                          const struct quantity *prior);
};

struct learn_request {
    const struct scenario *scenario;
    const char *outcome, *intervention; /* names; NULL: the only one that there is */
    enum learn_who who;
    struct pilot pilot;
    const char *name;                /* of the data, for `source`: "pilot.csv"; NULL: counts on the command line */
    const struct learn_words *words; /* for the file */
    uint32_t points;                 /* draws of the prior: Sobol' points in 16 replicates */
    enum cohort cohort;              /* of the results: COHORT_SAMPLED: with luck */
    struct run_options run;
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL */
    void *context;
};

/* Of a quantity or a result, with Monte Carlo errors between replicates. */
struct learn_spread {
    struct estimate mean, sd, p5, p95;
    struct estimate positive; /* P(> 0) */
};

enum learn_form {
    LEARN_CONJUGATE, /* exact: a beta distribution and binomial data */
    LEARN_WEIGHTS,   /* exact but for the Monte Carlo error: the values of a discrete distribution, weighted anew */
    LEARN_FAMILY,    /* of the prior's own kind, by moments or quantiles */
    LEARN_SAMPLE     /* quantiles of the posterior, because the kind does not fit */
};

/* A quantity that the data bear on, directly or because it is correlated with one. */
struct learn_quantity {
    int quantity;
    struct learn_spread before, after;
    enum learn_form form;
    struct distribution posterior; /* in the quantity's own price year, as the scenario file will say it */
    const char *definition;        /* "{beta: {alpha: 7, beta: 95}}" */
    double misfit;                 /* greatest distance between its cdf and the posterior draws'; 0 where exact */
};

struct learn_pair {
    int first, second; /* quantities */
    double rho;        /* Spearman, posterior */
};

/* What the scenario expected of an arm, before. */
struct learn_arm {
    struct estimate expected; /* events */
    struct estimate as_far;   /* chance of events at least as far out as those observed, on both sides together */
};

enum { LEARN_NET, LEARN_NET_PUBLIC, LEARN_RESULTS };

struct learn {
    const struct plan *plan;      /* the prior's */
    struct simulation simulation; /* of the results */
    struct learn_request request;
    int outcome, intervention;
    uint32_t points;
    bool weighted;    /* false: all is conjugate, and no draw was weighted */
    double effective; /* size of the sample of draws that is left; points where not weighted */
    struct learn_arm arm[PILOT_ARMS];
    size_t quantities;
    const struct learn_quantity *quantity;
    size_t pairs;
    const struct learn_pair *pair; /* of the quantities above, with |rho| > 0.05 */
    double kept;                   /* factor of every rho in the scenario file: 1, or less where they cannot all hold */
    size_t results;                /* LEARN_NET; LEARN_NET_PUBLIC where some payer is not public */
    struct learn_spread before[LEARN_RESULTS], after[LEARN_RESULTS];
    bool stochastic_told; /* what `hyoty run` says of before, where it is cheap and another */
    struct estimate before_stochastic[LEARN_RESULTS]; /* … P(> 0) */
};

/* STATUS_USAGE: no such outcome or intervention, or not the only one, or nothing that the data could change;
 * STATUS_NUMERIC, with advice: the effective sample is below LEARN_SIZE_LEAST; STATUS_CANCELLED. */
enum status learn_analyse(struct arena *arena, const struct learn_request *request, struct learn *out,
                          struct error *err);

/* The scenario with the posterior in the place of the prior, as a file: what `hyoty show` prints. The prior stays as
 * the alternative "prior" of each quantity. STATUS_INTERNAL if it did not load. */
enum status learn_write(struct arena *arena, const struct learn *learn, const char **out, struct error *err);

#endif
