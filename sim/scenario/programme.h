/* The years of a programme, whom it can reach in them, and how much of an effect comes about. All that asks for either
 * asks here. */
#ifndef HYOTY_SCENARIO_PROGRAMME_H
#define HYOTY_SCENARIO_PROGRAMME_H

#include "sim/scenario/scenario.h"

enum { PROGRAMME_NONE = -1 };

/* The first scenario year (t = 0 is the scenario's first) in which the programme runs. */
static inline int programme_start(const struct intervention *programme)
{
    return programme->start;
}

/* The scenario year after the last one in which it runs. */
static inline int programme_end(const struct intervention *programme)
{
    return programme->start + programme->years;
}

/* Which programme year scenario year t is, 0 the first; PROGRAMME_NONE where the programme does not run in it. Persons
 * who enter in year t are reached where it is one. */
static inline int programme_year(const struct intervention *programme, int t)
{
    return t >= programme->start && t < programme_end(programme) ? t - programme->start : PROGRAMME_NONE;
}

static inline bool programme_runs(const struct intervention *programme, int t)
{
    return programme_year(programme, t) != PROGRAMME_NONE;
}

/* The scenario year after the last one of its list of fixed costs. */
static inline int programme_paid_until(const struct intervention *programme)
{
    return programme->start + (int)programme->fixed_count;
}

/* Whether it has an effect on an outcome. */
static inline bool intervention_changes(const struct intervention *programme, int outcome)
{
    bool changes = false;
    for (size_t e = 0; e < programme->effect_count; e++)
        changes |= programme->effect[e].target == EFFECT_OUTCOME && programme->effect[e].index == outcome;
    return changes;
}

/* Whether the cost of a case is one sum that is spread over its duration, so that another duration moves it in time and
 * changes nothing else. */
static inline bool outcome_is_spread(const struct scenario *scenario, const struct outcome *outcome)
{
    const struct distribution *const duration = &scenario->quantity[outcome->duration].distribution;
    return outcome->basis == COST_UNDISCOUNTED && outcome->profile_years == 0 &&
           !(distribution_is_fixed(duration) && distribution_mean(duration) <= 1);
}

/* How many of the first `years` scenario years it runs in. */
static inline int programme_years_before(const struct intervention *programme, int years)
{
    const int end = programme_end(programme), last = end < years ? end : years;
    return last > programme->start ? last - programme->start : 0;
}

/* The intakes of a group that count: those that enter within the horizon. */
static inline int programme_intakes(const struct scenario *scenario, int group)
{
    const int intakes = scenario->group[group].intakes, horizon = scenario->settings.horizon;
    return intakes < horizon ? intakes : horizon;
}

/* The same programme without the years that a horizon leaves out. */
static inline struct intervention programme_within(const struct intervention *programme, int horizon)
{
    struct intervention within = *programme;
    within.years = programme_years_before(programme, horizon);
    return within;
}

/* What an effect is multiplied by (MODEL, Interventions). */
static inline double adjustment_of(double ramp_up, double deadweight, double attribution, double displacement)
{
    return ramp_up * (1 - deadweight) * attribution * (1 - displacement);
}

/* The quantity that holds its ramp-up in scenario year t: before the start the first; after the end it counts
 * on. */
static inline int programme_ramp_up(const struct intervention *programme, int t)
{
    const int last = (int)programme->ramp_up_count - 1, year = t > programme->start ? t - programme->start : 0;
    return programme->ramp_up[year < last ? year : last];
}

#endif
