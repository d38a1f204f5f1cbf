#include "sim/model/effect.h"

#include <math.h>

#include "sim/numeric/fixed_math.h"

double effect_adjustment(const struct plan *plan, const struct plan_effect *effect, const double *theta, int t)
{
    const struct intervention *const intervention = &plan->scenario->intervention[effect->intervention];
    return adjustment_of(theta[programme_ramp_up(intervention, t)], theta[effect->deadweight],
                         theta[effect->attribution], theta[effect->displacement]);
}

static double factor_relative_risk(double value, double adjustment, double p)
{
    (void)p;
    return 1 - (1 - value) * adjustment;
}

static double factor_relative_risk_reduction(double value, double adjustment, double p)
{
    (void)p;
    return 1 - value * adjustment;
}

static double factor_odds_ratio(double value, double adjustment, double p)
{
    return 1 - (1 - value / (1 - p + value * p)) * adjustment;
}

struct effect_change effect_change(enum effect_measure measure, double value, double adjustment, double p)
{
    static double (*const factor[])(double, double, double) = {
        [MEASURE_RELATIVE_RISK] = factor_relative_risk,
        [MEASURE_RELATIVE_RISK_REDUCTION] = factor_relative_risk_reduction,
        [MEASURE_ODDS_RATIO] = factor_odds_ratio,
    };
    if (measure == MEASURE_ABSOLUTE_RISK_REDUCTION) return (struct effect_change){value * adjustment, 1};
    const double scaled = factor[measure](value, adjustment, p);
    return (struct effect_change){0, scaled > 0 ? scaled : 0};
}

double effect_risk(struct effect_change change, double p)
{
    return effect_cut((p - change.points) * change.factor);
}

/* How a change alone moves the risk p. */
static double effect_move(struct effect_change change, double p)
{
    if (change.points == 0) return p * (change.factor - 1);
    return change.points < p ? -change.points : -p;
}

static bool are_factors(struct effect_change a, struct effect_change b)
{
    return a.points == 0 && b.points == 0;
}

double effect_lead(struct effect_change a, struct effect_change b, double p)
{
    if (are_factors(a, b)) return fabs(b.factor - 1) - fabs(a.factor - 1);
    return fabs(effect_move(b, p)) - fabs(effect_move(a, p));
}

bool effect_prevails(struct effect_change a, struct effect_change b, double p)
{
    const double lead = effect_lead(a, b, p);
    if (lead != 0) return lead > 0;
    return are_factors(a, b) ? b.factor > a.factor : effect_move(b, p) > effect_move(a, p);
}

double effect_combine(enum interactions interactions, double so_far, double factor)
{
    if (interactions == INTERACTIONS_MULTIPLY) return so_far * factor;
    const double distance = fabs(factor - 1) - fabs(so_far - 1);
    if (distance == 0) return fmax(so_far, factor);
    return distance > 0 ? factor : so_far;
}

double effect_faded(double tau, double persistence, double half_life)
{
    return half_life > 0 ? fixed_pow(0.5, (tau - persistence + 1) / half_life) : 0;
}
