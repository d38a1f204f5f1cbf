#include "sim/analysis/beyond.h"

#include "sim/model/mechanism_columns.h"

enum { LEVELS = 64 };

/* Share of one case's cost that is paid `years` or more after the intake. */
static double later_share(const struct outcome *outcome, double onset, double duration, double years)
{
    double paid = 0;
    if (outcome->profile_years == 0) return 1 - mechanism_paid(years, onset, duration);
    for (size_t k = 0; k < outcome->profile_years; k++)
        paid += outcome->profile[k] * mechanism_paid(years, onset + (double)k, 1);
    return larger(0, 1 - paid);
}

/* The same over the persons of all intakes. */
static double share_of_intakes(const struct scenario *scenario, const struct outcome *outcome, double onset,
                               double duration)
{
    const int horizon = scenario->settings.horizon;
    double persons = 0, later = 0;
    for (size_t g = 0; g < scenario->groups; g++)
        for (int a = 0; outcome->applies[g] && a < scenario->group[g].intakes && a < horizon; a++) {
            persons += scenario->group[g].size;
            later += scenario->group[g].size * later_share(outcome, onset, duration, horizon - a);
        }
    return persons > 0 ? later / persons : 0;
}

/* A quantity at the middle of a stretch of levels. */
static double at_level(const struct scenario *scenario, int quantity, int level)
{
    const struct quantity *const known = &scenario->quantity[quantity];
    return known->scale * distribution_quantile(&known->distribution, (level + 0.5) / LEVELS);
}

static int levels_of(const struct scenario *scenario, int quantity)
{
    return distribution_is_fixed(&scenario->quantity[quantity].distribution) ? 1 : LEVELS;
}

double beyond_horizon(const struct scenario *scenario, const struct outcome *outcome)
{
    const int onsets = levels_of(scenario, outcome->onset), durations = levels_of(scenario, outcome->duration);
    double cost = 0, later = 0;
    for (int d = 0; d < durations; d++) {
        const double duration = at_level(scenario, outcome->duration, d);
        const double weight = outcome->basis == COST_ANNUAL ? duration : 1;
        for (int o = 0; o < onsets; o++) {
            cost += weight;
            later += weight * share_of_intakes(scenario, outcome, at_level(scenario, outcome->onset, o), duration);
        }
    }
    return cost > 0 ? later / cost : 0;
}
