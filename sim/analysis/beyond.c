#include "sim/analysis/beyond.h"

#include "sim/model/discount.h"
#include "sim/model/mechanism_columns.h"
#include "sim/numeric/sobol.h"
#include "sim/scenario/programme.h"

enum { POINTS = 4096, YEARS = PLAN_TABLE_YEARS };

/* What the cost of one case is weighed with. */
struct cut {
    const struct scenario *scenario;
    const struct outcome *outcome;
    double persons[YEARS];  /* who enter in each year before the horizon */
    double discount[YEARS]; /* factor of the year tau after an intake */
    double cost, later;     /* of all points so far */
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
        for (int a = 0; outcome->applies[g] && a < programme_intakes(scenario, (int)g); a++)
            out->persons[a] += scenario->group[g].size;
}

/* After how many years all is paid and every intake before the horizon has been. */
static int years_of(const struct cut *cut, double onset, double duration)
{
    const double profile = (double)cut->outcome->profile_years;
    const double last = ceil(onset + fmax(duration, profile)) + 1;
    return (int)fmin(YEARS, fmax(last, cut->scenario->settings.horizon));
}

/* Adds the cases of one course, whose prices grow by `growth` a year. */
static void cut_add(struct cut *cut, double duration, double onset, double growth)
{
    const int horizon = cut->scenario->settings.horizon, years = years_of(cut, onset, duration);
    double price[YEARS], from[YEARS + 1] = {0}, present_value = 0; /* from: what is paid in that year or later */
    price[0] = 1;
    for (int tau = 1; tau < years; tau++) price[tau] = price[tau - 1] * (1 + growth);
    for (int tau = years - 1; tau >= 0; tau--) {
        const double paid = share_in(cut->outcome, tau, onset, duration) * price[tau];
        from[tau] = from[tau + 1] + paid;
        present_value += paid * cut->discount[tau];
    }
    double each = cut->outcome->basis == COST_ANNUAL && cut->outcome->profile_years == 0 ? duration : 1;
    if (cut->outcome->basis == COST_PRESENT_VALUE) each = present_value > 0 ? 1 / present_value : 0;
    for (int a = 0; a < horizon; a++) {
        cut->cost += cut->persons[a] * each * price[a] * from[0];
        cut->later += cut->persons[a] * each * price[a] * from[horizon - a];
    }
}

static bool is_fixed(const struct scenario *scenario, int quantity)
{
    return distribution_is_fixed(&scenario->quantity[quantity].distribution);
}

/* A quantity at a point of the grid: Sobol' points moved to the middle of the stretches that they stand for. */
static double at_point(const struct scenario *scenario, int quantity, const uint32_t *direction, uint32_t point)
{
    const struct quantity *const known = &scenario->quantity[quantity];
    const double u = ldexp(sobol_point(direction, point), -SOBOL_BITS) + 0.5 / POINTS;
    return known->scale * distribution_quantile(&known->distribution, u);
}

double beyond_horizon(const struct scenario *scenario, const struct outcome *outcome)
{
    const int quantity[] = {outcome->duration, outcome->onset, outcome->growth};
    uint32_t direction[3][SOBOL_BITS];
    bool fixed = true;
    for (size_t q = 0; q < 3; q++) {
        sobol_directions(q, direction[q]);
        fixed = fixed && is_fixed(scenario, quantity[q]);
    }
    struct cut cut;
    cut_init(scenario, outcome, &cut);
    for (uint32_t point = 0; point < (fixed ? 1 : POINTS); point++) {
        double value[3];
        for (size_t q = 0; q < 3; q++) value[q] = at_point(scenario, quantity[q], direction[q], point);
        cut_add(&cut, value[0], value[1], value[2]);
    }
    return cut.cost > 0 ? cut.later / cut.cost : 0;
}
