#include "sim/report/reached.h"

static const double missed_least = 0.005;

struct reached reached_cost(const struct concentration *concentration)
{
    return (struct reached){concentration, 0, 0, 1};
}

struct reached reached_risk(const struct concentration *concentration, double mean_risk)
{
    const double kappa = concentration_kappa(concentration, mean_risk);
    return (struct reached){concentration, mean_risk, kappa, concentration_rank(concentration, 1 / kappa)};
}

double reached_by_lowest(const struct reached *reached, double p)
{
    const double all = concentration_lorenz(reached->concentration, p);
    if (!(reached->mean_risk > 0)) return all;
    if (p <= reached->clip) return reached->kappa * all / reached->mean_risk;
    const double below = reached->kappa * concentration_lorenz(reached->concentration, reached->clip);
    return (below + p - reached->clip) / reached->mean_risk;
}

double reached_by_top(const struct reached *reached, double q)
{
    if (reached->clip >= 1) return concentration_top_share(reached->concentration, q);
    return 1 - reached_by_lowest(reached, 1 - q);
}

bool reached_is_short(const struct scenario *scenario, const struct outcome *outcome, struct reached_short *out)
{
    const double mean_risk = scenario_mean(scenario, outcome->risk);
    if (outcome->request.shape == CONCENTRATION_NONE || !(mean_risk > 0)) return false;
    const struct reached reached = reached_risk(&outcome->concentration, mean_risk);
    if (reached.clip >= 1) return false;
    for (size_t i = 0; i < outcome->request.points; i++) {
        const double top = outcome->request.top[i], asked = outcome->request.share[i];
        const double got = reached_by_top(&reached, top);
        if (asked - got < missed_least) continue;
        *out = (struct reached_short){outcome, top, asked, got};
        return true;
    }
    return false;
}
