/* The keys of services, outcomes, workforce, overheads and interventions. One row is one key. */
#include "sim/scenario/intervention.h"
#include "sim/scenario/rows.h"

static const char *const basis_names[] = {"undiscounted", "present_value", NULL};

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
     AMOUNT,
     .required = true,
     AT(struct service, annual_cost),
     .help = "Mean cost of a person, a year."},
    {.key = "duration",
     QUANTITY,
     TIME,
     .required = true,
     AT(struct service, duration),
     .help = "Years from the intake that the service runs; fractions count."},
    GROWTH(struct service),
    CASHABLE(struct service),
    CONCENTRATION(struct service, "{top: 20%, share: 80%, shape: pareto, cap: 100}"),
    PAYERS(struct service),
};
static const struct schema service_schema = {
    .title = "services.NAME", .help = "Running costs of everybody in a group.", ROWS(service_rows)};
const struct items items_service = {&service_schema, sizeof(struct service), "service", NULL};

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
     AMOUNT,
     AT(struct outcome, cost),
     .help = "All that a case costs, spread over its duration (longer: later, so worth less; 0: paid at once, in the "
             "year of the onset); this or annual_cost."},
    {.key = "annual_cost",
     .kind = &kind_case_cost,
     .unit = UNIT_MONEY_PER_CASE_YEAR,
     AMOUNT,
     AT(struct outcome, cost),
     .help = "What a case costs a year, for its duration."},
    {.key = "basis",
     .kind = &kind_basis,
     .detail = basis_names,
     .fallback = "undiscounted",
     AT(struct outcome, basis),
     .help =
         "Whether cost_per_case is an undiscounted sum, or already discounted to the intake year (not to the onset); "
         "then growth within a case is in it, and later intakes alone cost more."},
    {.key = "onset",
     QUANTITY,
     TIME,
     .fallback = "0 years",
     AT(struct outcome, onset),
     .help = "Years from the intake to the first cost; fractions count."},
    {.key = "profile",
     .kind = &kind_profile,
     .unit = UNIT_NUMBER,
     POSITIVE,
     .help = "Weights of the years of a case, in place of an even duration."},
    {.key = "duration",
     .kind = &kind_case_duration,
     TIME,
     AT(struct outcome, duration),
     .help =
         "Years that a case costs, fractions too; 0: cost_per_case is paid at once. Needed unless there is a profile."},
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
static const char *const outcome_whole[] = {"duration", NULL};
const struct items items_outcome = {&outcome_schema, sizeof(struct outcome), "outcome", outcome_whole};

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
     AMOUNT,
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
     AMOUNT,
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
     .least = 0,
     .most = 1e9,
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
const struct items items_workforce = {&workforce_schema, sizeof(struct workforce), "workforce item", NULL};

static const struct field overhead_rows[] = {
    LABEL(struct overhead),
    {.key = "annual_cost",
     QUANTITY,
     .unit = UNIT_MONEY_PER_YEAR,
     AMOUNT,
     .required = true,
     AT(struct overhead, annual_cost),
     .help = "What it costs a year."},
    GROWTH(struct overhead),
    CASHABLE(struct overhead),
    PAYERS(struct overhead),
};
static const struct schema overhead_schema = {
    .title = "overheads.NAME", .help = "Work that is done twice or not needed.", ROWS(overhead_rows)};
const struct items items_overhead = {&overhead_schema, sizeof(struct overhead), "overhead", NULL};

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
     AMOUNT,
     .fallback = "0",
     MANY(struct intervention, fixed, fixed_count),
     .help = "Cost of a programme year: one figure for each, or a list by year that ends the cost."},
    {.key = "per_participant",
     QUANTITY,
     .unit = UNIT_MONEY_PER_PERSON,
     AMOUNT,
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
    {.key = "start",
     .kind = &kind_start,
     .unit = UNIT_YEARS,
     .fallback = "0 years",
     .help = "When it starts: a calendar year, 2028, or whole years after the scenario's start, within the horizon. "
             "Programme years are counted from there; who enters earlier is not reached."},
    {.key = "years",
     .kind = &kind_integer,
     .unit = UNIT_YEARS,
     .least = 1,
     .most = YEARS_MOST,
     AT(struct intervention, years),
     .help = "Programme years; default: those of the group's intakes from its start on, or more where the cost list is "
             "longer."},
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
     .help = "Places in an intake: lowers the chance to take part so that the participants expected fit; no ceiling."},
    {.key = "ramp_up",
     .kind = &kind_quantities,
     SHARE,
     .fallback = "100%",
     MANY(struct intervention, ramp_up, ramp_up_count),
     .help = "Share of the full effect, by programme year; the last one holds for later years."},
    {.key = "cost", .kind = &kind_map, .detail = &cost_schema, .help = "What the programme costs."},
    {.key = "effects",
     .kind = &kind_effects,
     .help = "What it changes, by the name of an outcome, service, workforce or overhead item."},
};
static const struct schema intervention_schema = {.title = "interventions.NAME",
                                                  .help = "What is done, for whom, and what it changes.",
                                                  ROWS(intervention_rows),
                                                  .finish = intervention_finish};
static const char *const intervention_whole[] = {"cost", "effects", NULL};
const struct items items_intervention = {&intervention_schema, sizeof(struct intervention), "intervention",
                                         intervention_whole};

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
        .help = "Years beyond the programme that the effect lasts; fractions count."                                   \
    }

#define HALF_LIFE                                                                                                      \
    {                                                                                                                  \
        .key = "half_life", QUANTITY, TIME, .fallback = "none", .word = "none", .word_value = 0,                       \
        AT(struct effect_map, common.half_life),                                                                       \
        .help = "Years in which the effect halves after its persistence; `none`: it ends."                             \
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
     .help = "Odds with the intervention over odds without, of each person's own risk."},
    {.key = "absolute_risk_reduction",
     QUANTITY,
     .unit = UNIT_SHARE,
     .least = -1,
     .most = 1,
     MEASURE(MEASURE_ABSOLUTE_RISK_REDUCTION),
     .help = "Percentage points less of each person's own risk, which stays within 0 and 100%; below 0 it harms, also "
             "at 0."},
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
     .help = "Years that the full effect lasts, fractions too; default: as long as the service runs."},
    HALF_LIFE,
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
    HALF_LIFE,
};
static const struct field overhead_effect_rows[] = {REDUCTION, COMMON_ROWS, LASTING, HALF_LIFE};

const struct schema schema_effect[EFFECT_TARGETS] = {
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
