#include "sim/model/effect.h"

#include <math.h>

#include "sim/numeric/fixed_math.h"

double effect_adjustment(const struct plan *plan, const struct plan_effect *effect, const double *theta, int year)
{
    const struct intervention *const intervention = &plan->scenario->intervention[effect->intervention];
    const size_t last = intervention->ramp_up_count - 1;
    const size_t step = (size_t)year < last ? (size_t)year : last;
    return theta[intervention->ramp_up[step]] * (1 - theta[effect->deadweight]) * theta[effect->attribution] *
           (1 - theta[effect->displacement]);
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

static double factor_absolute(double value, double adjustment, double p)
{
    return p > 0 ? (p - value * adjustment) / p : 1;
}

double effect_risk_factor(enum effect_measure measure, double value, double adjustment, double p)
{
    static double (*const factor[])(double, double, double) = {
        [MEASURE_RELATIVE_RISK] = factor_relative_risk,
        [MEASURE_RELATIVE_RISK_REDUCTION] = factor_relative_risk_reduction,
        [MEASURE_ODDS_RATIO] = factor_odds_ratio,
        [MEASURE_ABSOLUTE_RISK_REDUCTION] = factor_absolute,
    };
    return fmax(0, factor[measure](value, adjustment, p));
}

double effect_combine(enum interactions interactions, double so_far, double factor)
{
    if (interactions == INTERACTIONS_MULTIPLY) return so_far * factor;
    const double distance = fabs(factor - 1) - fabs(so_far - 1);
    if (distance == 0) return fmax(so_far, factor);
    return distance > 0 ? factor : so_far;
}

double effect_strength(double tau, double persistence, double half_life)
{
    if (tau < persistence) return 1;
    return half_life > 0 ? fixed_pow(0.5, (tau - persistence + 1) / half_life) : 0;
}
