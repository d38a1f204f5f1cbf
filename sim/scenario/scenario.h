/* A scenario as loaded: validated, every default filled in, everything in one arena, constant from then on.
 *
 * Every number that may be uncertain is a *quantity*, referred to by its index. Units in memory: money in units of the
 * scenario's currency at its price year; shares and probabilities 0..1; time in years; counts of persons. */
#ifndef HYOTY_SCENARIO_SCENARIO_H
#define HYOTY_SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/base/language.h"
#include "sim/numeric/concentration.h"
#include "sim/numeric/distribution.h"
#include "sim/numeric/sampling.h"

/* X(constant, text in files and outputs; {c} stands for the currency) */
#define UNIT_TABLE(X)                                                                                                  \
    X(UNIT_NUMBER, "number")                                                                                           \
    X(UNIT_SHARE, "share")                                                                                             \
    X(UNIT_RATIO, "ratio")                                                                                             \
    X(UNIT_YEARS, "years")                                                                                             \
    X(UNIT_PERSONS, "persons")                                                                                         \
    X(UNIT_DAYS_PER_YEAR, "days/year")                                                                                 \
    X(UNIT_PER_YEAR, "1/year")                                                                                         \
    X(UNIT_FTE, "FTE")                                                                                                 \
    X(UNIT_MONEY, "{c}")                                                                                               \
    X(UNIT_MONEY_PER_YEAR, "{c}/year")                                                                                 \
    X(UNIT_MONEY_PER_PERSON, "{c}/person")                                                                             \
    X(UNIT_MONEY_PER_PERSON_YEAR, "{c}/person/year")                                                                   \
    X(UNIT_MONEY_PER_CASE, "{c}/case")                                                                                 \
    X(UNIT_MONEY_PER_CASE_YEAR, "{c}/case/year")                                                                       \
    X(UNIT_MONEY_PER_DAY, "{c}/day")

#define UNIT_ENUM(name, text) name,
enum unit { UNIT_TABLE(UNIT_ENUM) UNIT_COUNT };
#undef UNIT_ENUM

enum evidence { EVIDENCE_UNSTATED, EVIDENCE_PUBLISHED, EVIDENCE_DERIVED, EVIDENCE_JUDGEMENT, EVIDENCE_COUNT };
extern const char *const evidence_name[EVIDENCE_COUNT + 1]; /* of choices: as in files and outputs; NULL at the end */

struct quantity {
    const char *path; /* "interventions.x.uptake", "assumptions.lifetime_cost"; unique; also the name of its stream */
    enum unit unit;
    struct distribution distribution; /* in its own price year */
    double scale;                     /* price-year factor; a drawn value is scale * quantile(u); 1 where none */
    double least, most;      /* what every key that it stands for allows, both ends included; infinite: no limit */
    int price_year;          /* 0: the scenario's own */
    const char *price_index; /* name of the index used, or NULL */
    const char *written;     /* as in the file, on one line: "pert: {min: 0.37M, mode: 1.2M, max: 1.8M}" */
    const char *definition;  /* flow YAML that gives the value again, with the values of a file that was read */
    const char *reading;     /* how a {low, high} was read: "lognormal", "normal"; else NULL */
    struct text label, source, note; /* empty where not given */
    enum evidence evidence;
    const char *scope;           /* ", basis: …, payers: …" of a cost, as written; NULL where not given */
    const char *alternative;     /* name of the alternative in use (--assume), NULL for the base value */
    const struct quantity *base; /* what stands there without the alternative; NULL where none is in use */
    bool defaulted;              /* filled in, not written by the user */
    struct place place;
};

/* An assumption with competing sources. */
struct alternative {
    const char *assumption; /* "lifetime_cost" */
    const char *name;       /* "research" */
    struct text label;      /* for the line that every run prints; may be empty */
    struct text source, note;
    const char *written, *definition;
    enum evidence evidence;
    int price_year;          /* 0: the scenario's own */
    const char *price_index; /* or NULL */
    const char *scope;       /* as of a quantity */
};

/* Brings money of other years to the price level of the base year: multiply by the factor of its year. */
struct price_index {
    const char *name;
    struct text label, source, note;
    int base;
    size_t years;
    const int *year;      /* [years] ascending, the base year among them */
    const double *factor; /* [years] */
};

/* How a flow is shared between payers. weight[p] for every payer of the scenario, in its order. */
struct payer_split {
    bool inherited;       /* from the assumption that is the item's cost */
    bool dirichlet;       /* weights are Dirichlet parameters (> 0, or 0 for a payer without a share) */
    const double *weight; /* [payers]; sums to 1 unless dirichlet */
};

struct payer {
    const char *name;
    struct text label;
    bool public_finances;
};

struct group {
    const char *name;
    struct text label;
    uint32_t size; /* persons in each intake, >= 1 */
    int intakes;   /* >= 1; one a year from the start year */
};

/* What every item of money begins with. */
struct item_head {
    const char *name;
    struct text label;
    struct payer_split payers; /* who saves, or pays */
    int cashable;              /* quantity: what share of a saving releases money; of an intervention none */
};

/* The head of an item, as such and by its members. */
#define ITEM_HEAD                                                                                                      \
    union {                                                                                                            \
        struct item_head head;                                                                                         \
        struct {                                                                                                       \
            const char *name;                                                                                          \
            struct text label;                                                                                         \
            struct payer_split payers;                                                                                 \
            int cashable;                                                                                              \
        };                                                                                                             \
    }

struct service {
    ITEM_HEAD;
    bool *applies;                     /* [groups] */
    int annual_cost, duration, growth; /* quantities */
    struct concentration_request request;
    struct concentration concentration;
};

enum cost_basis {
    COST_UNDISCOUNTED,  /* cost_per_case: a total, spread over the duration */
    COST_PRESENT_VALUE, /* cost_per_case: already discounted to the intake year */
    COST_ANNUAL         /* annual_cost */
};

struct outcome {
    ITEM_HEAD;
    bool *applies;                                    /* [groups] */
    int risk, cost, onset, duration, case_cv, growth; /* quantities; cost: by basis */
    enum cost_basis basis;
    bool basis_inherited;  /* from the assumption that is the cost */
    size_t profile_years;  /* 0: evenly */
    const double *profile; /* [profile_years] relative weights, normalised to sum 1; then duration is this long */
    struct concentration_request request;
    struct concentration concentration;
};

struct workforce {
    ITEM_HEAD;
    int fte, days, cost_per_day, turnover, cost_per_recruitment, growth; /* quantities */
};

struct overhead {
    ITEM_HEAD;
    int annual_cost, growth; /* quantities */
};

/* The sections whose items save money, in the order of results: constant, struct and member of struct scenario, key of
 * the file. */
#define SECTION_TABLE(X)                                                                                               \
    X(OUTCOME, outcome, "outcomes")                                                                                    \
    X(SERVICE, service, "services")                                                                                    \
    X(WORKFORCE, workforce, "workforce")                                                                               \
    X(OVERHEAD, overhead, "overheads")

#define SECTION_EFFECT(constant, member, name) EFFECT_##constant,
enum effect_target { SECTION_TABLE(SECTION_EFFECT) EFFECT_TARGETS };
#undef SECTION_EFFECT

enum effect_measure {
    MEASURE_RELATIVE_RISK,
    MEASURE_RELATIVE_RISK_REDUCTION,
    MEASURE_ODDS_RATIO,
    MEASURE_ABSOLUTE_RISK_REDUCTION,
    MEASURE_REDUCTION,        /* service, overhead */
    MEASURE_SICKNESS_ABSENCE, /* workforce: reduction of days */
    MEASURE_TURNOVER          /* workforce: reduction of turnover */
};
extern const char *const effect_measure_name[]; /* by effect_measure: as in files and outputs */

/* One measure of one effect. A workforce effect with both sickness_absence and turnover is two of these. */
struct effect {
    enum effect_target target;
    int index; /* into the section of the target */
    enum effect_measure measure;
    int value;                                 /* quantity */
    int deadweight, attribution, displacement; /* quantities; 0, 1, 0 by default */
    int persistence; /* quantity, years; INFINITY by default for services, 0 for workforce and overheads; -1: outcome */
    int half_life;   /* quantity, years; 0: none; -1: outcome */
};

struct intervention {
    ITEM_HEAD;
    int group;                           /* index, or -1: none (workforce and overheads only) */
    int start;                           /* its first year, in years after the scenario's; below the horizon */
    int years;                           /* programme years; those of the group's intakes from then on unless said */
    int top, accuracy, uptake, capacity; /* quantities; capacity INFINITY where none */
    size_t ramp_up_count;                /* the last one holds for later years */
    const int *ramp_up;                  /* quantities, >= 1 of them */
    size_t fixed_count;                  /* by programme year; the list ends the cost. One figure is repeated here */
    const int *fixed;                    /* quantities */
    int per_participant, optimism_bias, growth; /* quantities */
    size_t effect_count;
    const struct effect *effect;
};

struct correlation {
    int first, second; /* quantities */
    double rho;        /* Spearman */
};

enum discounting { DISCOUNT_START, DISCOUNT_MID, DISCOUNT_END, DISCOUNT_COUNT };
enum interactions { INTERACTIONS_MULTIPLY, INTERACTIONS_BEST, INTERACTIONS_COUNT };
enum cohort { COHORT_SAMPLED, COHORT_EXPECTED, COHORT_COUNT };
extern const char *const discounting_name[DISCOUNT_COUNT + 1];
extern const char *const interactions_name[INTERACTIONS_COUNT + 1];
extern const char *const cohort_name[COHORT_COUNT + 1];

/* Rate of the years up to and including `until` (1 is the step from t = 0 to t = 1). */
struct discount_step {
    int until; /* INT_MAX in the last step */
    double rate;
};

struct settings {
    int start_year, horizon, price_year;
    const char *currency; /* ISO 4217 */
    size_t discount_steps;
    const struct discount_step *discount_step;
    const char *discount_written; /* "3%", "green_book" */
    enum discounting discounting;
    enum interactions interactions;
};

struct simulation {
    uint32_t iterations;
    uint64_t seed;
    enum cohort cohort;
    enum sampling sampling; /* of uncertain quantities */
};

/* A value that the command line changed: --set, --assume. Shown in every output. */
struct override {
    const char *option; /* "--set" */
    const char *path;
    const char *value;
};

struct origin;

struct scenario {
    struct arena *arena;
    const struct origin *origin; /* the tree that it was made of, for scenario_reload */
    const char *file;
    struct text title, description;
    struct settings settings;
    struct simulation simulation;
    size_t payers, groups, interventions;
    size_t quantities, correlations, alternatives, overrides, price_indices;
    const struct payer *payer;
    const struct group *group;
    const struct intervention *intervention;
#define SECTION_MEMBERS(constant, member, name)                                                                        \
    const struct member *member;                                                                                       \
    size_t member##s;
    SECTION_TABLE(SECTION_MEMBERS)
#undef SECTION_MEMBERS
    const struct quantity *quantity;
    const struct correlation *correlation;
    const struct alternative *alternative;
    const struct override *override;
    const struct price_index *price_index; /* those that a quantity uses */
    const struct curve *curve;             /* concentrations that were solved, for loads that follow */
    const struct diagnostic *warning;      /* first of a list: what loading warned of; they live in its diagnostics */
    char hash[65]; /* SHA-256, hexadecimal, of the resolved scenario's canonical text (what `hyoty show` prints) */
};

/* "EUR/person/year"; NULL when out of memory. */
char *unit_text(struct arena *arena, enum unit unit, const char *currency);

/* Finds a unit by its text; -1 if there is none. */
int unit_find(const char *text, const char *currency);
/* Whether the unit is an amount of money, per anything. */
bool unit_is_money(enum unit unit);

/* Whether a quantity of one unit may stand where another is wanted: EUR/person for EUR/case, a share for a ratio. */
bool unit_fits(enum unit found, enum unit wanted);

/* The quantity of a path, -1 if there is none. "assumptions.NAME" finds a named assumption that something uses; the
 * path of a field that says $NAME finds nothing, because the quantity is the assumption. */
int scenario_find_quantity(const struct scenario *scenario, const char *path);

/* Mean of a quantity, in the scenario's price year. */
double scenario_mean(const struct scenario *scenario, int quantity);

/* The effect of an intervention on an outcome, which is one at most; NULL: none. */
const struct effect *intervention_effect_on(const struct intervention *intervention, int outcome);

/* Years from the start to the end of the last cost of an outcome's cases, at the medians of onset and duration. */
double scenario_last_cost(const struct scenario *scenario, const struct outcome *outcome);

/* Whether the file names no payer: all money is that of one, `all`, taken to be public. */
bool scenario_names_no_payer(const struct scenario *scenario);

/* Whether some payer is not public, so that society and public finances are two totals. */
bool scenario_has_private_payers(const struct scenario *scenario);

#endif
