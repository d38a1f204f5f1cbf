/* What the iterations of a run say (MODEL, Results): every figure with its Monte Carlo error. */
#ifndef HYOTY_ANALYSIS_SUMMARY_H
#define HYOTY_ANALYSIS_SUMMARY_H

#include <stdbool.h>

#include "sim/engine/outcomes.h"
#include "sim/numeric/replicates.h"
#include "sim/numeric/statistics.h"

/* X(constant, level) */
#define SUMMARY_LEVELS(X)                                                                                              \
    X(LEVEL_P1, 0.01)                                                                                                  \
    X(LEVEL_P2_5, 0.025)                                                                                               \
    X(LEVEL_P5, 0.05)                                                                                                  \
    X(LEVEL_P10, 0.10)                                                                                                 \
    X(LEVEL_P25, 0.25)                                                                                                 \
    X(LEVEL_P50, 0.50)                                                                                                 \
    X(LEVEL_P75, 0.75)                                                                                                 \
    X(LEVEL_P90, 0.90)                                                                                                 \
    X(LEVEL_P95, 0.95)                                                                                                 \
    X(LEVEL_P97_5, 0.975)                                                                                              \
    X(LEVEL_P99, 0.99)

#define SUMMARY_LEVEL_ENUM(name, level) name,
enum summary_level { SUMMARY_LEVELS(SUMMARY_LEVEL_ENUM) LEVEL_COUNT };
#undef SUMMARY_LEVEL_ENUM

extern const double summary_level[LEVEL_COUNT];

/* Expected shortfall is the mean of this share of iterations, the lowest ones. */
extern const double summary_tail; /* 0.05 */

struct column_summary {
    struct estimate mean;
    struct estimate sd; /* error from the fourth moment: large-sample, no normality assumed */
    double minimum, maximum;
    struct estimate percentile[LEVEL_COUNT];
    struct estimate positive;  /* P(> 0) */
    struct estimate zero;      /* P(= 0): neither, told apart from both sides */
    struct estimate shortfall; /* mean of the lowest 5 % */
    bool constant;             /* the same value in every iteration, but for rounding */
};

/* A ratio of two columns. It is the ratio of means where `defined`; the distribution is that of the iterations whose
 * denominator is positive, and `undefined` counts the others: nothing is divided by zero. */
struct ratio_summary {
    bool defined;                             /* the denominator's mean is positive */
    struct estimate of_means;                 /* delta method */
    size_t undefined;                         /* iterations whose denominator is 0 or negative */
    struct estimate positive, zero, negative; /* shares of the iterations, by the sign of the denominator */
    size_t count;                             /* the others; percentiles hold only where > 0 */
    struct estimate percentile[LEVEL_COUNT];
};

struct break_even_summary {
    size_t years;             /* the horizon */
    struct estimate *by_year; /* [years] share of iterations that have broken even by the end of year t */
    struct estimate never;    /* share that does not within the horizon */
    int median;               /* first t by which at least half of the iterations have; `years` means never */
};

/* Var(net) = Var over parameters of E[net | parameters] + E over parameters of Var(net | parameters).
 * Both parts are unbiased: the engine gives E[net | parameters] exactly in every iteration, so the first is the sample
 * variance of that column, and the second the mean of (net - E[net | parameters])^2, whose expectation is the mean
 * conditional variance. Their sum may differ from the sample variance of net by Monte Carlo error. */
struct variance_split {
    struct estimate knowledge;           /* what more research could narrow; unit: money squared */
    struct estimate stochastic;          /* what only a bigger cohort narrows */
    struct estimate share_of_stochastic; /* luck / (knowledge + luck); value 0 where both are 0 */
};

struct summary {
    size_t iterations;
    bool replicated; /* errors are measured between replicates */
    size_t columns;
    const struct column_summary *column; /* [columns], in the order of the outcomes' columns */
    struct ratio_summary benefit_cost, benefit_cost_public;
    struct ratio_summary benefit_cost_cashable, benefit_cost_cashable_public; /* of benefits that release money */
    struct ratio_summary return_on_investment, return_on_investment_public;
    struct ratio_summary return_cashable, return_cashable_public; /* net cashable / cost */
    const struct ratio_summary *cost_per_case; /* [outcomes of the scenario] programme cost per case avoided */
    bool counts_cases;                         /* false for cohort: expected, which has no single cases */
    const struct estimate *case_avoided;       /* [outcomes] P(at least one case avoided); NULL without counts */
    struct estimate any_case_avoided;          /* of any outcome; only with counts */
    struct break_even_summary break_even, break_even_public;
    struct break_even_summary break_even_cashable, break_even_cashable_public;
    struct variance_split variance;
    double missed; /* expected net less sampled net, where no luck of the iterations explains it; else 0 (undrawn.h) */
};

/* Needs at least one finished iteration (STATUS_INTERNAL without). Everything lives in the arena. Columns are shared
 * out over OpenMP's threads; the result is the same for any number of them. */
enum status summary_compute(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                            struct summary *out, struct error *err);

/* Whether the errors of a run are measured between the replicates of its design; otherwise its iterations are taken as
 * independent (random sampling, and too few iterations: replicates.h). */
bool summary_replicated(const struct outcomes *outcomes);

/* Mean, and share of the values above a bound, of iterations that are independent or replicated. */
struct estimate summary_mean(const double *value, size_t n, bool replicated);
struct estimate summary_share(const double *value, size_t n, double bound, bool replicated);
/* One column alone; scratch holds n numbers. */
void summary_column(const double *value, size_t n, bool replicated, double *scratch, struct column_summary *out);
/* Whether all numbers are the first, but for the rounding of sums. */
bool summary_constant(const double *value, size_t n);
/* Whether every value of a column is 0. */
bool summary_nothing(const struct column_summary *column);
/* Makes the shares of a column exact: for runs in which nothing is drawn (outcomes.certain). */
void summary_settle(struct column_summary *column);
/* scratch holds 2 n numbers. */
void summary_ratio(const double *numerator, const double *denominator, size_t n, bool replicated, double *scratch,
                   struct ratio_summary *out);
/* scratch holds n numbers. */
void summary_variance(const double *net, const double *net_expected, size_t n, bool replicated, double *scratch,
                      struct variance_split *out);

#endif
