#include "sim/analysis/beyond.h"

#include "sim/model/discount.h"
#include "sim/model/mechanism_columns.h"

enum { LEVELS = 64, YEARS = PLAN_TABLE_YEARS };

/* What the cost of one case is weighed with. */
struct cut {
    const struct scenario *scenario;
    const struct outcome *outcome;
    double persons[YEARS];  /* who enter in each year before the horizon */
    double discount[YEARS]; /* factor of the year tau after an intake */
    double cost, later;     /* of all levels so far */
};

/* Share of a case's cost that falls into year tau after the intake, prices as they are. */
static double share_in(const struct outcome *outcome, int tau, double onset, double duration)
{
    double paid = 0;
    if (outcome->profile_years == 0) return mechanism_paid_in(tau, onset, duration);
    for (size_t k = 0; k < outcome->profile_years; k++)
        paid += outcome->profile[k] * mechanism_overlap(tau, onset + (double)k, 1);
    return paid;
}

static void cut_init(const struct scenario *scenario, const struct outcome *outcome, struct cut *out)
{
    *out = (struct cut){.scenario = scenario, .outcome = outcome};
    discount_fill(&scenario->settings, YEARS, out->discount);
    for (size_t g = 0; g < scenario->groups; g++)
        for (int a = 0; outcome->applies[g] && a < scenario->group[g].intakes && a < scenario->settings.horizon; a++)
            out->persons[a] += scenario->group[g].size;
}

/* Adds the cases of one course, share[YEARS] of their cost by year, whose prices grow by `growth` a year. */
static void cut_add(struct cut *cut, const double *share, double duration, double growth)
{
    const int horizon = cut->scenario->settings.horizon;
    double price[YEARS], from[YEARS + 1] = {0}, present_value = 0; /* from: what is paid in that year or later */
    price[0] = 1;
    for (int tau = 1; tau < YEARS; tau++) price[tau] = price[tau - 1] * (1 + growth);
    for (int tau = YEARS - 1; tau >= 0; tau--) {
        from[tau] = from[tau + 1] + share[tau] * price[tau];
        present_value += share[tau] * price[tau] * cut->discount[tau];
    }
    double each = cut->outcome->basis == COST_ANNUAL && cut->outcome->profile_years == 0 ? duration : 1;
    if (cut->outcome->basis == COST_PRESENT_VALUE) each = present_value > 0 ? 1 / present_value : 0;
    for (int a = 0; a < horizon; a++) {
        cut->cost += cut->persons[a] * each * price[a] * from[0];
        cut->later += cut->persons[a] * each * price[a] * from[horizon - a];
    }
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
    struct cut cut;
    cut_init(scenario, outcome, &cut);
    const int onsets = levels_of(scenario, outcome->onset), durations = levels_of(scenario, outcome->duration);
    const int growths = levels_of(scenario, outcome->growth);
    for (int d = 0; d < durations; d++)
        for (int o = 0; o < onsets; o++) {
            const double onset = at_level(scenario, outcome->onset, o);
            const double duration = at_level(scenario, outcome->duration, d);
            double share[YEARS];
            for (int tau = 0; tau < YEARS; tau++) share[tau] = share_in(outcome, tau, onset, duration);
            for (int g = 0; g < growths; g++) cut_add(&cut, share, duration, at_level(scenario, outcome->growth, g));
        }
    return cut.cost > 0 ? cut.later / cut.cost : 0;
}
