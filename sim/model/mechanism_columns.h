/* What the flows of the mechanisms have in common, on columns of a ledger. Included by kernels. */
#ifndef HYOTY_MODEL_MECHANISM_COLUMNS_H
#define HYOTY_MODEL_MECHANISM_COLUMNS_H

#include <math.h>
#include <string.h>

#include "sim/model/effect.h"
#include "sim/model/ledger.h"
#include "sim/model/plan.h"

static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

static inline double smaller(double a, double b)
{
    return a < b ? a : b;
}

/* Years that the interval from `start` lasting `duration` shares with the year [year, year + 1): 0..1. */
static inline double mechanism_overlap(double year, double start, double duration)
{
    return larger(0, smaller(year + 1, start + duration) - larger(year, start));
}

/* Share of a case's cost that is paid by `time`, when it is spread evenly; at once where it has no duration. */
static inline double mechanism_paid(double time, double onset, double duration)
{
    if (time <= onset) return 0;
    return time - onset < duration ? (time - onset) / duration : 1;
}

/* Share of a case's cost that falls into year tau. Short durations are taken by what is paid before and after, so that
 * all of it is paid however short they are. */
static inline double mechanism_paid_in(double tau, double onset, double duration)
{
    if (duration >= 1) return mechanism_overlap(tau, onset, duration) / duration;
    return mechanism_paid(tau + 1, onset, duration) - mechanism_paid(tau, onset, duration);
}

static inline double column_least(const double *x, size_t n)
{
    double least = x[0];
    for (size_t i = 1; i < n; i++) least = smaller(least, x[i]);
    return least;
}

static inline double column_most(const double *x, size_t n)
{
    double most = x[0];
    for (size_t i = 1; i < n; i++) most = larger(most, x[i]);
    return most;
}

/* First whole year that is not before `time`, at most `most`. */
static inline int year_from(double time, int most)
{
    return time < most ? (int)ceil(time) : most;
}

/* Multiplies year t of a flow by (1 + growth)^t. */
static inline void column_grow(const double *growth, size_t n, int years, double *work, double *flow)
{
    bool grows = false;
    for (size_t i = 0; i < n; i++) grows |= growth[i] != 0;
    if (!grows) return;
    for (size_t i = 0; i < n; i++) work[i] = 1;
    for (int t = 1; t < years; t++) {
        double *const year = flow + (size_t)t * n;
        for (size_t i = 0; i < n; i++) {
            work[i] *= 1 + growth[i];
            year[i] *= work[i];
        }
    }
}

/* Share of a running cost that an effect of full strength removes in scenario year t: its size by its adjustment.
 */
static inline void column_removed(const struct plan *plan, const struct plan_effect *effect,
                                  const struct ledger *ledger, int t, double *out)
{
    const struct intervention *const intervention = &plan->scenario->intervention[effect->intervention];
    const double *const ramp_up = ledger->theta[programme_ramp_up(intervention, t)];
    const double *const value = ledger->theta[effect->value], *const deadweight = ledger->theta[effect->deadweight];
    const double *const attribution = ledger->theta[effect->attribution];
    const double *const displacement = ledger->theta[effect->displacement];
    for (size_t i = 0; i < ledger->n; i++)
        out[i] = value[i] * adjustment_of(ramp_up[i], deadweight[i], attribution[i], displacement[i]);
}

/* Folds one more factor into those so far, as effect_combine does. */
static inline void column_combine(enum interactions interactions, const double *so_far, const double *factor, size_t n,
                                  double *out)
{
    if (interactions == INTERACTIONS_MULTIPLY)
        for (size_t i = 0; i < n; i++) out[i] = so_far[i] * factor[i];
    else
        for (size_t i = 0; i < n; i++) out[i] = effect_combine(interactions, so_far[i], factor[i]);
}

/* The strength of an effect year by year, in columns of the mechanism's work: at full strength as long as it persists,
 * the rest of the year as it has faded at its end (effect_full, effect_faded). */
enum { FADE_COLUMNS = 4 };
struct fade {
    const double *persistence, *half_life;
    double *strength, *faded, *first,
        *ratio; /* now; its faded part; in the first year that fades; from then on a year */
};

static inline struct fade fade_of(const struct plan_effect *effect, const struct ledger *ledger, double *work)
{
    const size_t n = ledger->n;
    return (struct fade){ledger->theta[effect->persistence],
                         ledger->theta[effect->half_life],
                         work,
                         work + n,
                         work + 2 * n,
                         work + 3 * n};
}

/* Prepares the years before `years`. Powers are taken once for equal neighbours: most scenarios fix both quantities. */
static inline void fade_prepare(const struct fade *fade, size_t n, int years)
{
    for (size_t i = 0; i < n; i++) {
        const double persistence = fade->persistence[i], half_life = fade->half_life[i];
        const bool same = i > 0 && persistence == fade->persistence[i - 1] && half_life == fade->half_life[i - 1];
        const bool fades = persistence < years && half_life > 0;
        fade->first[i] = same    ? fade->first[i - 1]
                         : fades ? effect_faded(floor(persistence), persistence, half_life)
                                 : 0;
        fade->ratio[i] = same ? fade->ratio[i - 1] : fades ? effect_faded(0, 0, half_life) : 0;
        fade->faded[i] = 0;
    }
}

/* The strength of year tau = 0, 1, 2, … after that of the year before; of its first part[i], of all of it if NULL. */
static inline const double *fade_step(const struct fade *fade, size_t n, int tau, const double *part)
{
    for (size_t i = 0; i < n; i++) {
        const double persistence = fade->persistence[i], full = effect_full(tau, part ? part[i] : 1, persistence);
        fade->faded[i] = tau <= persistence ? fade->first[i] : fade->faded[i] * fade->ratio[i];
        fade->strength[i] = full + (1 - full) * fade->faded[i];
    }
    return fade->strength;
}

#endif
