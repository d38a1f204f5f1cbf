/* What a concentration reaches once no person's risk exceeds 1: a request can be out of reach of a high mean risk. */
#ifndef HYOTY_REPORT_REACHED_H
#define HYOTY_REPORT_REACHED_H

#include <stdbool.h>

#include "sim/scenario/scenario.h"

/* A service's costs (mean_risk 0) or an outcome's risk = min(1, kappa w). */
struct reached {
    const struct concentration *concentration;
    double mean_risk;
    double kappa; /* 0 for a service */
    double clip;  /* rank from which the risk is 1; 1 where none is */
};

struct reached reached_cost(const struct concentration *concentration);
/* mean_risk > 0 */
struct reached reached_risk(const struct concentration *concentration, double mean_risk);

/* Share of the total that the lowest p of persons hold, and that of the top q. */
double reached_by_lowest(const struct reached *reached, double p);
double reached_by_top(const struct reached *reached, double q);

/* A point that was asked for and is missed by half a percentage point or more, because risks are clipped at 1. */
struct reached_short {
    const struct outcome *outcome;
    double top, asked, reached;
};

/* The first missed point of an outcome, at its mean risk; false if none is missed. */
bool reached_is_short(const struct scenario *scenario, const struct outcome *outcome, struct reached_short *out);

#endif
