/* Effects that do not pass through persons: on workforce and overheads, in calendar years. Included by kernels. */
#ifndef HYOTY_MODEL_MECHANISM_PROGRAMME_EFFECTS_H
#define HYOTY_MODEL_MECHANISM_PROGRAMME_EFFECTS_H

#include "sim/model/mechanism_columns.h"

/* Columns of work that a list of effects wants. */
enum { PROGRAMME_EFFECT_COLUMNS = FADE_COLUMNS + 1, PROGRAMME_OTHER_COLUMNS = 2 };

/* Years in which any of the effects may be left: while a programme runs, as long as they persist, and for ever where
 * they fade by half-lives. */
static inline int programme_years(const struct plan *plan, const struct plan_effects *effects,
                                  const struct ledger *ledger)
{
    const int horizon = plan->scenario->settings.horizon;
    double last = 0;
    for (size_t e = 0; e < effects->count; e++) {
        const struct plan_effect *const effect = &effects->effect[e];
        const int end = programme_end(&plan->scenario->intervention[effect->intervention]);
        if (column_most(ledger->theta[effect->half_life], ledger->n) > 0) return horizon;
        last = larger(last, end + column_most(ledger->theta[effect->persistence], ledger->n));
    }
    return year_from(last, horizon);
}

/* 1 - what an effect removes of a cost in year t, after that of year t - 1; own: PROGRAMME_EFFECT_COLUMNS. */
static inline void programme_factor(const struct plan *plan, const struct plan_effect *effect,
                                    const struct ledger *ledger, int t, int years, double *own, double *out)
{
    const struct intervention *const intervention = &plan->scenario->intervention[effect->intervention];
    const size_t n = ledger->n;
    const struct fade fade = fade_of(effect, ledger, own);
    double *const removed = own + FADE_COLUMNS * n;
    const int year = programme_year(intervention, t), tau = t - programme_end(intervention);
    if (year >= 0 && year < (int)intervention->ramp_up_count) column_removed(plan, effect, ledger, t, removed);
    for (size_t i = 0; tau < 0 && i < n; i++) out[i] = year < 0 ? 1 : 1 - removed[i];
    if (tau < 0) return;
    if (tau == 0) fade_prepare(&fade, n, years);
    const double *const strength = fade_step(&fade, n, tau, NULL);
    for (size_t i = 0; i < n; i++) out[i] = 1 - removed[i] * strength[i];
}

/* Adds cost[i] * (1 - remaining share) of every year to the flow. */
static inline void programme_add(const struct plan *plan, const struct plan_effects *effects,
                                 const struct ledger *ledger, const double *cost, int years, double *work, double *flow)
{
    const enum interactions interactions = plan->scenario->settings.interactions;
    const size_t n = ledger->n;
    double *const remaining = work, *const factor = work + n, *const own = work + PROGRAMME_OTHER_COLUMNS * n;
    for (int t = 0; t < years && effects->count > 0; t++) {
        for (size_t i = 0; i < n; i++) remaining[i] = 1;
        for (size_t e = 0; e < effects->count; e++) {
            programme_factor(plan, &effects->effect[e], ledger, t, years, own + e * PROGRAMME_EFFECT_COLUMNS * n,
                             factor);
            column_combine(interactions, remaining, factor, n, remaining);
        }
        for (size_t i = 0; i < n; i++) flow[(size_t)t * n + i] += cost[i] * (1 - remaining[i]);
    }
}

#endif
