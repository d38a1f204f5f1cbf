/* The keys of a scenario file. One row is one key. */
#include <math.h>
#include <stddef.h>

#include "sim/scenario/intervention.h"
#include "sim/scenario/quantity_map.h"
#include "sim/scenario/schema.h"

#define AT(type, member)         .offset = offsetof(type, member)
#define MANY(type, array, count) .offset = offsetof(type, array), .count_offset = offsetof(type, count)
#define ROWS(table)              .field = (table), .fields = sizeof(table) / sizeof *(table)
#define ANY                      .least = -INFINITY, .most = INFINITY
#define POSITIVE                 .least = 0, .most = INFINITY
#define SHARE                    .unit = UNIT_SHARE, .least = 0, .most = 1
#define TIME                     .unit = UNIT_YEARS, .least = 0, .most = YEARS_MOST
#define QUANTITY                 .kind = &kind_quantity
#define LABEL(type)                                                                                                    \
    {                                                                                                                  \
        .key = "label", .kind = &kind_text, AT(type, label), .help = "Name for people, in one or more languages."      \
    }
#define GROWTH(type)                                                                                                   \
    {                                                                                                                  \
        .key = "growth", QUANTITY, .unit = UNIT_PER_YEAR, .least = -0.5, .most = 0.5, .fallback = "0%",                \
        AT(type, growth), .help = "Real growth of the unit cost, a year."                                              \
    }
#define CASHABLE(type)                                                                                                 \
    {                                                                                                                  \
        .key = "cashable", QUANTITY, SHARE, .fallback = "100%", AT(type, cashable),                                    \
        .help = "Share of the saving that a budget can really release; the rest is capacity."                          \
    }
#define PAYERS(type)                                                                                                   \
    {                                                                                                                  \
        .key = "payers", .kind = &kind_payers, AT(type, payers),                                                       \
        .help =                                                                                                        \
            "Who pays: shares that sum to 100%, or {dirichlet: {NAME: WEIGHT}}; needed where the file has `payers:`."  \
    }

static const char *const discounting_names[] = {"start", "mid", "end", NULL};
static const char *const interactions_names[] = {"multiply", "best", NULL};
static const char *const cohort_names[] = {"sampled", "expected", NULL};
static const char *const sampling_names[] = {"random", NULL};
static const char *const basis_names[] = {"undiscounted", "present_value", NULL};
static const char *const evidence_names[] = {"unstated", "published", "derived", "judgement", NULL};
static const char *const shape_names[] = {"none", "pareto", "lognormal", "empirical", NULL};

/* --- settings, simulation --- */

static void settings_finish(struct loader *loader, const struct node *node, const char *path, void *record)
{
    (void)loader;
    (void)node;
    (void)path;
    struct settings *const settings = record;
    if (settings->price_year == 0) settings->price_year = settings->start_year;
}

static const struct field settings_rows[] = {
    {.key = "start_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1900,
     .most = 2200,
     .fallback = "2026",
     AT(struct settings, start_year),
     .help = "Calendar year of the first intake and of year 0."},
    {.key = "horizon",
     .kind = &kind_integer,
     .unit = UNIT_YEARS,
     .least = 1,
     .most = YEARS_MOST,
     .fallback = "40 years",
     AT(struct settings, horizon),
     .help = "Years that count, from the start year on."},
    {.key = "discount_rate",
     .kind = &kind_discount,
     .unit = UNIT_PER_YEAR,
     .least = -0.05,
     .most = 0.3,
     .fallback = "3%",
     .help = "Real rate a year: one figure, `green_book`, or steps [{until: 30, rate: 3.5%}, {rate: 3%}]."},
    {.key = "discounting",
     .kind = &kind_choice,
     .detail = discounting_names,
     .fallback = "start",
     AT(struct settings, discounting),
     .help = "When in a year its money is counted."},
    {.key = "price_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1900,
     .most = 2200,
     AT(struct settings, price_year),
     .help = "Year of the price level of all results; default: the start year."},
    {.key = "currency", .kind = &kind_currency, .fallback = "EUR", AT(struct settings, currency), .help = "ISO 4217."},
    {.key = "interactions",
     .kind = &kind_choice,
     .detail = interactions_names,
     .fallback = "multiply",
     AT(struct settings, interactions),
     .help = "Several interventions on one person: effects multiply, or the best alone counts."},
};
static const struct schema settings_schema = {
    .title = "settings", .help = "Time, money and discounting.", ROWS(settings_rows), .finish = settings_finish};

static const struct field simulation_rows[] = {
    {.key = "iterations",
     .kind = &kind_count,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = 100e6,
     .fallback = "10000",
     AT(struct simulation, iterations),
     .help = "Possible futures that are drawn."},
    {.key = "seed",
     .kind = &kind_seed,
     .fallback = "20260101",
     AT(struct simulation, seed),
     .help = "The same seed gives the same results; 0 to 18446744073709551615."},
    {.key = "cohort",
     .kind = &kind_choice,
     .detail = cohort_names,
     .fallback = "sampled",
     AT(struct simulation, cohort),
     .help = "Every person is simulated, or luck is integrated out."},
    {.key = "sampling",
     .kind = &kind_choice,
     .detail = sampling_names,
     .fallback = "random",
     AT(struct simulation, sampling),
     .help = "How uncertain quantities are drawn."},
};
static const struct schema simulation_schema = {
    .title = "simulation", .help = "How the scenario is computed.", ROWS(simulation_rows)};

/* --- payers, population --- */

static const struct field payer_rows[] = {
    LABEL(struct payer),
    {.key = "public",
     .kind = &kind_switch,
     .fallback = "yes",
     AT(struct payer, public_finances),
     .help = "Whether it counts as public finances; `no` counts for society alone."},
};
static const struct schema payer_schema = {.title = "payers.NAME",
                                           .help = "Those who pay and save; the order is that of tables and charts.",
                                           ROWS(payer_rows)};
static const struct items payer_items = {&payer_schema, sizeof(struct payer), "payer"};

static const struct field group_rows[] = {
    LABEL(struct group),
    {.key = "size",
     .kind = &kind_count,
     .unit = UNIT_PERSONS,
     .least = 1,
     .most = 100e6,
     .required = true,
     AT(struct group, size),
     .help = "Persons in each intake."},
    {.key = "intakes",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = YEARS_MOST,
     .fallback = "1",
     AT(struct group, intakes),
     .help = "How many intakes there are; one a year from the start year on."},
};
static const struct schema group_schema = {.title = "population.NAME", .help = "Groups of persons.", ROWS(group_rows)};
static const struct items group_items = {&group_schema, sizeof(struct group), "population group"};

/* --- services, outcomes, workforce, overheads --- */

#define APPLIES(type)                                                                                                  \
    {                                                                                                                  \
        .key = "population", .kind = &kind_groups, AT(type, applies),                                                  \
        .help = "The groups it concerns; default: every group."                                                        \
    }
#define CONCENTRATION(type, default_text)                                                                              \
    {                                                                                                                  \
        .key = "concentration", .kind = &kind_concentration, .fallback = (default_text),                               \
        MANY(type, request, concentration),                                                                            \
        .help = "How it gathers on those with the greatest need; `none`, or a map as below."                           \
    }

static const struct field service_rows[] = {
    LABEL(struct service),
    APPLIES(struct service),
    {.key = "annual_cost",
     QUANTITY,
     .unit = UNIT_MONEY_PER_PERSON_YEAR,
     POSITIVE,
     .required = true,
     AT(struct service, annual_cost),
     .help = "Mean cost of a person, a year."},
    {.key = "duration",
     QUANTITY,
     TIME,
     .required = true,
     AT(struct service, duration),
     .help = "Years from the intake that the service runs."},
    GROWTH(struct service),
    CASHABLE(struct service),
    CONCENTRATION(struct service, "{top: 20%, share: 80%, shape: pareto, cap: 100}"),
    PAYERS(struct service),
};
static const struct schema service_schema = {
    .title = "services.NAME", .help = "Running costs of everybody in a group.", ROWS(service_rows)};
static const struct items service_items = {&service_schema, sizeof(struct service), "service"};

static const struct field outcome_rows[] = {
    LABEL(struct outcome),
    APPLIES(struct outcome),
    {.key = "risk",
     QUANTITY,
     SHARE,
     .required = true,
     AT(struct outcome, risk),
     .help = "Share of persons whom it strikes without the intervention."},
    {.key = "cost_per_case",
     .kind = &kind_case_cost,
     .unit = UNIT_MONEY_PER_CASE,
     POSITIVE,
     AT(struct outcome, cost),
     .help = "All that a case costs, spread over its duration; this or annual_cost."},
    {.key = "annual_cost",
     .kind = &kind_case_cost,
     .unit = UNIT_MONEY_PER_CASE_YEAR,
     POSITIVE,
     AT(struct outcome, cost),
     .help = "What a case costs a year, for its duration."},
    {.key = "basis",
     .kind = &kind_basis,
     .detail = basis_names,
     .fallback = "undiscounted",
     AT(struct outcome, basis),
     .help = "Whether cost_per_case is an undiscounted sum, or already discounted to the intake year."},
    {.key = "onset",
     QUANTITY,
     TIME,
     .fallback = "0 years",
     AT(struct outcome, onset),
     .help = "Years from the intake to the first cost."},
    {.key = "profile",
     .kind = &kind_profile,
     .unit = UNIT_NUMBER,
     POSITIVE,
     .help = "Weights of the years of a case, in place of an even duration."},
    {.key = "duration",
     .kind = &kind_case_duration,
     TIME,
     AT(struct outcome, duration),
     .help = "Years that a case costs; needed unless there is a profile."},
    {.key = "case_cv",
     QUANTITY,
     .unit = UNIT_RATIO,
     .least = 0,
     .most = 20,
     .fallback = "0",
     AT(struct outcome, case_cv),
     .help = "Coefficient of variation of the cost between cases."},
    GROWTH(struct outcome),
    CASHABLE(struct outcome),
    CONCENTRATION(struct outcome, "none"),
    PAYERS(struct outcome),
};
static const struct schema outcome_schema = {.title = "outcomes.NAME",
                                             .help = "What strikes a person, or does not.",
                                             ROWS(outcome_rows),
                                             .finish = outcome_finish};
static const struct items outcome_items = {&outcome_schema, sizeof(struct outcome), "outcome"};

static const struct field absence_rows[] = {
    {.key = "days",
     QUANTITY,
     .unit = UNIT_DAYS_PER_YEAR,
     .least = 0,
     .most = 366,
     .required = true,
     .fallback = "0",
     AT(struct workforce, days),
     .help = "Sickness-absence days of a full-time post, a year."},
    {.key = "cost_per_day",
     QUANTITY,
     .unit = UNIT_MONEY_PER_DAY,
     POSITIVE,
     .required = true,
     .fallback = "0",
     AT(struct workforce, cost_per_day),
     .help = "What a day costs the employer."},
};
static const struct schema absence_schema = {
    .title = "workforce.NAME.sickness_absence", .help = "Sick leave.", ROWS(absence_rows)};

static const struct field turnover_rows[] = {
    {.key = "rate",
     QUANTITY,
     .unit = UNIT_PER_YEAR,
     .least = 0,
     .most = 5,
     .required = true,
     .fallback = "0%",
     AT(struct workforce, turnover),
     .help = "Share of posts that must be filled anew, a year."},
    {.key = "cost_per_recruitment",
     QUANTITY,
     .unit = UNIT_MONEY,
     POSITIVE,
     .required = true,
     .fallback = "0",
     AT(struct workforce, cost_per_recruitment),
     .help = "What filling a post costs."},
};
static const struct schema turnover_schema = {
    .title = "workforce.NAME.turnover", .help = "Staff who leave.", ROWS(turnover_rows)};

static const struct field workforce_rows[] = {
    LABEL(struct workforce),
    {.key = "fte",
     QUANTITY,
     .unit = UNIT_FTE,
     POSITIVE,
     .required = true,
     AT(struct workforce, fte),
     .help = "Full-time posts."},
    {.key = "sickness_absence", .kind = &kind_map, .detail = &absence_schema, .help = "Days and their cost."},
    {.key = "turnover", .kind = &kind_map, .detail = &turnover_schema, .help = "Rate and cost of a recruitment."},
    GROWTH(struct workforce),
    CASHABLE(struct workforce),
    PAYERS(struct workforce),
};
static const struct schema workforce_schema = {
    .title = "workforce.NAME", .help = "Staff whose well-being the intervention changes.", ROWS(workforce_rows)};
static const struct items workforce_items = {&workforce_schema, sizeof(struct workforce), "workforce item"};

static const struct field overhead_rows[] = {
    LABEL(struct overhead),
    {.key = "annual_cost",
     QUANTITY,
     .unit = UNIT_MONEY_PER_YEAR,
     POSITIVE,
     .required = true,
     AT(struct overhead, annual_cost),
     .help = "What it costs a year."},
    GROWTH(struct overhead),
    CASHABLE(struct overhead),
    PAYERS(struct overhead),
};
static const struct schema overhead_schema = {
    .title = "overheads.NAME", .help = "Work that is done twice or not needed.", ROWS(overhead_rows)};
static const struct items overhead_items = {&overhead_schema, sizeof(struct overhead), "overhead"};

/* --- interventions --- */

static const struct field target_rows[] = {
    {.key = "top",
     QUANTITY,
     SHARE,
     .above = true,
     .fallback = "100%",
     AT(struct intervention, top),
     .help = "Share of the group that is invited, those with the greatest need first."},
    {.key = "accuracy",
     QUANTITY,
     SHARE,
     .fallback = "100%",
     AT(struct intervention, accuracy),
     .help = "How well need is recognised: 100% finds exactly those, 0% picks at random."},
};
static const struct schema target_schema = {
    .title = "interventions.NAME.target", .help = "Who is invited.", ROWS(target_rows)};

static const struct field cost_rows[] = {
    {.key = "fixed",
     .kind = &kind_fixed_cost,
     .unit = UNIT_MONEY_PER_YEAR,
     POSITIVE,
     .fallback = "0",
     MANY(struct intervention, fixed, fixed_count),
     .help = "Cost of a programme year: one figure for each, or a list by year that ends the cost."},
    {.key = "per_participant",
     QUANTITY,
     .unit = UNIT_MONEY_PER_PERSON,
     POSITIVE,
     .fallback = "0",
     AT(struct intervention, per_participant),
     .help = "Cost of each participant, on top."},
    {.key = "optimism_bias",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -0.9,
     .most = 10,
     .fallback = "0%",
     AT(struct intervention, optimism_bias),
     .help = "By how much the real cost exceeds the planned one."},
    GROWTH(struct intervention),
    {.key = "payers",
     .kind = &kind_cost_payers,
     AT(struct intervention, payers),
     .help = "Who pays the programme: shares that sum to 100%; needed where the file has `payers:`."},
};
static const struct schema cost_schema = {
    .title = "interventions.NAME.cost", .help = "What the programme costs.", ROWS(cost_rows)};

static const struct field intervention_rows[] = {
    LABEL(struct intervention),
    {.key = "population",
     .kind = &kind_group,
     AT(struct intervention, group),
     .help = "The group it is for; default: the only group. `none` where there are no participants."},
    {.key = "years",
     .kind = &kind_integer,
     .unit = UNIT_YEARS,
     .least = 1,
     .most = YEARS_MOST,
     AT(struct intervention, years),
     .help = "Programme years; default: the group's intakes, or more where the cost list is longer."},
    {.key = "target", .kind = &kind_map, .detail = &target_schema, .help = "Who is invited."},
    {.key = "uptake",
     QUANTITY,
     SHARE,
     .fallback = "100%",
     AT(struct intervention, uptake),
     .help = "Share of those invited who take part."},
    {.key = "capacity",
     QUANTITY,
     .unit = UNIT_PERSONS,
     POSITIVE,
     .fallback = "none",
     .word = "none",
     .word_value = INFINITY,
     AT(struct intervention, capacity),
     .help = "Places in an intake."},
    {.key = "ramp_up",
     .kind = &kind_quantities,
     SHARE,
     .fallback = "100%",
     MANY(struct intervention, ramp_up, ramp_up_count),
     .help = "Share of the full effect, by intake; the last one holds for later intakes."},
    {.key = "cost", .kind = &kind_map, .detail = &cost_schema, .help = "What the programme costs."},
    {.key = "effects",
     .kind = &kind_effects,
     .help = "What it changes, by the name of an outcome, service, workforce or overhead item."},
};
static const struct schema intervention_schema = {.title = "interventions.NAME",
                                                  .help = "What is done, for whom, and what it changes.",
                                                  ROWS(intervention_rows),
                                                  .finish = intervention_finish};
static const struct items intervention_items = {&intervention_schema, sizeof(struct intervention), "intervention"};

#define MEASURE(which) .offset = offsetof(struct effect_map, value) + (which) * sizeof(int)
#define COMMON_ROWS                                                                                                    \
    {.key = "deadweight",                                                                                              \
     QUANTITY,                                                                                                         \
     SHARE,                                                                                                            \
     .fallback = "0%",                                                                                                 \
     AT(struct effect_map, common.deadweight),                                                                         \
     .help = "Share that would have happened anyway."},                                                                \
        {.key = "attribution",                                                                                         \
         QUANTITY,                                                                                                     \
         SHARE,                                                                                                        \
         .fallback = "100%",                                                                                           \
         AT(struct effect_map, common.attribution),                                                                    \
         .help = "Share that is due to this intervention, not to others."},                                            \
    {                                                                                                                  \
        .key = "displacement", QUANTITY, SHARE, .fallback = "0%", AT(struct effect_map, common.displacement),          \
        .help = "Share that only moves the problem to other persons."                                                  \
    }
#define REDUCTION                                                                                                      \
    {                                                                                                                  \
        .key = "reduction", QUANTITY, .unit = UNIT_SHARE, .least = -INFINITY, .most = 1, MEASURE(MEASURE_REDUCTION),   \
        .help = "Share of the cost that is saved; below 0 it harms."                                                   \
    }
#define LASTING                                                                                                        \
    {                                                                                                                  \
        .key = "persistence", QUANTITY, TIME, .fallback = "0 years", AT(struct effect_map, common.persistence),        \
        .help = "Years beyond the programme that the effect lasts."                                                    \
    }

static const struct field outcome_effect_rows[] = {
    {.key = "relative_risk",
     QUANTITY,
     .unit = UNIT_RATIO,
     POSITIVE,
     MEASURE(MEASURE_RELATIVE_RISK),
     .help = "Risk with the intervention over risk without; above 1 it harms."},
    {.key = "relative_risk_reduction",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -INFINITY,
     .most = 1,
     MEASURE(MEASURE_RELATIVE_RISK_REDUCTION),
     .help = "1 - relative risk."},
    {.key = "odds_ratio",
     QUANTITY,
     .unit = UNIT_RATIO,
     POSITIVE,
     MEASURE(MEASURE_ODDS_RATIO),
     .help = "Odds with the intervention over odds without."},
    {.key = "absolute_risk_reduction",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -1,
     .most = 1,
     MEASURE(MEASURE_ABSOLUTE_RISK_REDUCTION),
     .help = "Percentage points of risk; below 0 it harms."},
    COMMON_ROWS,
};
static const struct field service_effect_rows[] = {
    REDUCTION,
    COMMON_ROWS,
    {.key = "persistence",
     QUANTITY,
     TIME,
     .fallback = "unlimited",
     .word = "unlimited",
     .word_value = INFINITY,
     AT(struct effect_map, common.persistence),
     .help = "Years that the full effect lasts; default: as long as the service runs."},
    {.key = "half_life",
     QUANTITY,
     TIME,
     .fallback = "none",
     .word = "none",
     .word_value = 0,
     AT(struct effect_map, common.half_life),
     .help = "Years in which the effect halves after its persistence; `none`: it ends."},
};
static const struct field workforce_effect_rows[] = {
    {.key = "sickness_absence",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -INFINITY,
     .most = 1,
     MEASURE(MEASURE_SICKNESS_ABSENCE),
     .help = "Share of sickness-absence days that is avoided."},
    {.key = "turnover",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -INFINITY,
     .most = 1,
     MEASURE(MEASURE_TURNOVER),
     .help = "Share of turnover that is avoided."},
    COMMON_ROWS,
    LASTING,
};
static const struct field overhead_effect_rows[] = {REDUCTION, COMMON_ROWS, LASTING};

const struct schema schema_effect[EFFECT_OVERHEAD + 1] = {
    [EFFECT_OUTCOME] = {.title = "interventions.NAME.effects.OUTCOME",
                        .help = "One of the four measures that studies publish.",
                        ROWS(outcome_effect_rows)},
    [EFFECT_SERVICE] = {.title = "interventions.NAME.effects.SERVICE",
                        .help = "Effect on a running cost.",
                        ROWS(service_effect_rows)},
    [EFFECT_WORKFORCE] = {.title = "interventions.NAME.effects.WORKFORCE",
                          .help = "Effect on staff; one measure or both.",
                          ROWS(workforce_effect_rows)},
    [EFFECT_OVERHEAD] = {.title = "interventions.NAME.effects.OVERHEAD",
                         .help = "Effect on an overhead.",
                         ROWS(overhead_effect_rows)},
};

/* --- quantities --- */

#define FORM(name, text)                                                                                               \
    {                                                                                                                  \
        .key = (name), .kind = &kind_form, .help = (text)                                                              \
    }
#define FORM_ROWS                                                                                                      \
    FORM("uniform", "[min, max]."), FORM("triangular", "[min, mode, max]."), FORM("pert", "{min, mode, max}."),        \
        FORM("normal", "{mean, sd}."), FORM("truncated_normal", "{mean, sd, min, max}."),                              \
        FORM("lognormal", "{estimate, ci95: [a, b]}, {mean, sd}, {p5, p95}."),                                         \
        FORM("beta", "{mean, sd}, {alpha, beta}, {estimate, ci95: [a, b]}."),                                          \
        FORM("gamma", "{mean, sd}, {shape, scale}."), FORM("weibull", "{shape, scale}."),                              \
        FORM("discrete", "{values: [...], weights: [...]}."), FORM("empirical", "{file: x.csv, column: NAME}."),       \
        FORM("mixture", "[{weight: 30%, of: 0}, {weight: 70%, uniform: [1, 2]}]."),                                    \
        FORM("low", "With high: a 90 % range, 5 % and 95 %; lognormal or normal."), FORM("high", "See low."),          \
        FORM("estimate", "With ci95: a published estimate; lognormal for a ratio, beta for a share."),                 \
        FORM("ci95", "[a, b], the 95 % interval of the estimate."),                                                    \
        FORM("min", "Cuts low/high or estimate/ci95 off below."), FORM("max", "Cuts them off above.")

static const struct field distribution_rows[] = {FORM_ROWS};
const struct schema schema_distribution = {.title = "A distribution",
                                           .help = "One of these keys (low with high, estimate with ci95).",
                                           ROWS(distribution_rows)};

static const struct field part_rows[] = {
    {.key = "weight", .kind = &kind_node, .required = true, .help = "Weight of the part."},
    {.key = "of", .kind = &kind_node, .help = "A number or a distribution; or one of the keys of a distribution here."},
    FORM_ROWS,
};
const struct schema schema_part = {
    .title = "A part of a mixture", .help = "A weight and a distribution.", ROWS(part_rows)};

static const struct field quantity_rows[] = {
    {.key = "value",
     .kind = &kind_node,
     .help = "A number, a distribution or $NAME; a distribution may also stand here directly."},
    {.key = "unit", .kind = &kind_node, .help = "Checked against the field: EUR/person, share, years, ..."},
    {.key = "label", .kind = &kind_text, AT(struct quantity_map, label), .help = "Name for people."},
    {.key = "source", .kind = &kind_string, AT(struct quantity_map, source), .help = "Where the number is from."},
    {.key = "note", .kind = &kind_string, AT(struct quantity_map, note), .help = "What should be known about it."},
    {.key = "evidence",
     .kind = &kind_choice,
     .detail = evidence_names,
     .fallback = "unstated",
     AT(struct quantity_map, evidence),
     .help = "How well it is known."},
    {.key = "price_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1800,
     .most = 2200,
     AT(struct quantity_map, price_year),
     .help = "Year of the money, where it is not the scenario's."},
    {.key = "price_index",
     .kind = &kind_string,
     AT(struct quantity_map, price_index),
     .help = "Index that moves it to the scenario's price year; default: the only one there is."},
    {.key = "basis",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, basis),
     .help = "Of a cost: what an outcome with this cost takes as its basis."},
    {.key = "payers",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, payers),
     .help = "Of a cost: who bears it, for the outcomes, services and overheads that take this cost."},
    {.key = "alternatives",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, alternatives),
     .help = "Competing values by name, switched by --assume NAME=ALTERNATIVE."},
    {.key = "alternative",
     .kind = &kind_string,
     AT(struct quantity_map, alternative),
     .help = "The alternative in use; default: the value itself."},
    FORM_ROWS,
};
const struct schema schema_quantity = {
    .title = "A quantity", .help = "A number, $NAME, a distribution, or a map of these keys.", ROWS(quantity_rows)};

static const struct field discrete_rows[] = {
    {.key = "values", .kind = &kind_node, .required = true, .help = "A list of numbers."},
    {.key = "weights", .kind = &kind_node, .help = "A list of as many weights; default: all the same."},
    {.key = "min", .kind = &kind_node, .help = "Cuts off below."},
    {.key = "max", .kind = &kind_node, .help = "Cuts off above."},
};
const struct schema schema_discrete = {.title = "discrete", .help = "Values with weights.", ROWS(discrete_rows)};

#define SAMPLE_ROWS                                                                                                    \
    {.key = "file",                                                                                                    \
     .kind = &kind_node,                                                                                               \
     .help = "A CSV file below the scenario's folder, UTF-8, with a line of names."},                                  \
        {.key = "column", .kind = &kind_node, .help = "The name of its column."},                                      \
    {                                                                                                                  \
        .key = "values", .kind = &kind_node,                                                                           \
        .help = "The values themselves; file and column then only say where they are from."                            \
    }

static const struct field empirical_rows[] = {
    SAMPLE_ROWS,
    {.key = "min", .kind = &kind_node, .help = "Cuts off below."},
    {.key = "max", .kind = &kind_node, .help = "Cuts off above."},
};
const struct schema schema_empirical = {.title = "empirical", .help = "A sample.", ROWS(empirical_rows)};

static const struct field concentration_rows[] = {
    {.key = "top", .kind = &kind_node, SHARE, .above = true, .help = "Share of persons, those with the greatest need."},
    {.key = "share", .kind = &kind_node, SHARE, .above = true, .help = "Share of the total that they hold."},
    {.key = "points", .kind = &kind_node, .help = "One or two {top, share}; two choose the shape by least squares."},
    {.key = "shape", .kind = &kind_choice, .detail = shape_names, .fallback = "pareto", .help = "Form of the curve."},
    {.key = "cap",
     .kind = &kind_node,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = 1e9,
     .above = true,
     .fallback = "100",
     .word = "none",
     .help = "Greatest multiple of the mean that a person reaches (pareto)."},
    SAMPLE_ROWS,
};
const struct schema schema_concentration = {
    .title = "concentration", .help = "`none`, a curve, or clients' costs from a file.", ROWS(concentration_rows)};

static const struct field price_index_rows[] = {
    {.key = "base",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1800,
     .most = 2200,
     .required = true,
     AT(struct price_index, base),
     .help = "Year to whose prices the factors lead."},
    {.key = "factors", .kind = &kind_node, .required = true, .help = "A map from years to factors: {2007: 1.402}."},
    {.key = "source", .kind = &kind_string, AT(struct price_index, source), .help = "Where the index is from."},
    {.key = "note", .kind = &kind_string, AT(struct price_index, note), .help = "What should be known about it."},
};
const struct schema schema_price_index = {
    .title = "price_indices.NAME", .help = "Moves money from one year to another.", ROWS(price_index_rows)};

static const struct field correlation_rows[] = {
    {.key = "between", .kind = &kind_node, .required = true, .help = "Paths of two uncertain quantities."},
    {.key = "rho",
     .kind = &kind_node,
     .unit = UNIT_NUMBER,
     .least = -1,
     .most = 1,
     .required = true,
     .help = "Spearman's rank correlation."},
};
const struct schema schema_correlation = {
    .title = "correlations[]", .help = "Quantities that go together.", ROWS(correlation_rows)};

/* --- the whole file --- */

static const struct field scenario_rows[] = {
    {.key = "format", .kind = &kind_format, .fallback = "1", .help = "Version of the format."},
    {.key = "title",
     .kind = &kind_text,
     .required = true,
     AT(struct scenario, title),
     .help = "What the scenario is about."},
    {.key = "description", .kind = &kind_text, AT(struct scenario, description), .help = "More about it."},
    {.key = "extends", .kind = &kind_node, .help = "Another scenario to start from; maps merge, `null` removes."},
    {.key = "include", .kind = &kind_node, .help = "Libraries of assumptions, relative to this file."},
    {.key = "settings",
     .kind = &kind_map,
     .detail = &settings_schema,
     AT(struct scenario, settings),
     .help = "Time, money and discounting."},
    {.key = "simulation",
     .kind = &kind_map,
     .detail = &simulation_schema,
     AT(struct scenario, simulation),
     .help = "How it is computed."},
    {.key = "payers",
     .kind = &kind_payer_list,
     .detail = &payer_items,
     MANY(struct scenario, payer, payers),
     .help = "Those who pay and save; without this section there is one payer, `all`."},
    {.key = "price_indices", .kind = &kind_price_indices, .help = "Price levels by year."},
    {.key = "assumptions",
     .kind = &kind_assumptions,
     .help = "Named quantities: `$name` uses one where a quantity stands."},
    {.key = "population",
     .kind = &kind_items,
     .detail = &group_items,
     MANY(struct scenario, group, groups),
     .help = "Groups of persons."},
    {.key = "services",
     .kind = &kind_items,
     .detail = &service_items,
     MANY(struct scenario, service, services),
     .help = "Running costs of everybody in a group."},
    {.key = "outcomes",
     .kind = &kind_items,
     .detail = &outcome_items,
     MANY(struct scenario, outcome, outcomes),
     .help = "What strikes a person, or does not."},
    {.key = "workforce",
     .kind = &kind_items,
     .detail = &workforce_items,
     MANY(struct scenario, workforce, workforces),
     .help = "Staff: sick leave and turnover."},
    {.key = "overheads",
     .kind = &kind_items,
     .detail = &overhead_items,
     MANY(struct scenario, overhead, overheads),
     .help = "Work that is done twice or not needed."},
    {.key = "interventions",
     .kind = &kind_items,
     .detail = &intervention_items,
     .required = true,
     MANY(struct scenario, intervention, interventions),
     .help = "What is done."},
    {.key = "correlations", .kind = &kind_correlations, .help = "A list of {between: [PATH, PATH], rho: 0.5}."},
};
const struct schema schema_scenario = {.title = "The file", .help = "Top-level keys.", ROWS(scenario_rows)};

static const struct field library_rows[] = {
    {.key = "format", .kind = &kind_format, .fallback = "1", .help = "Version of the format."},
    {.key = "title", .kind = &kind_node, .help = "What the library is about."},
    {.key = "description", .kind = &kind_node, .help = "More about it."},
    {.key = "assumptions", .kind = &kind_node, .help = "Named quantities."},
    {.key = "price_indices", .kind = &kind_node, .help = "Price levels by year."},
    {.key = "payers", .kind = &kind_node, .help = "Payers, for scenarios that define none themselves."},
};
const struct schema schema_library = {.title = "A library", .help = "A file that `include` names.", ROWS(library_rows)};
