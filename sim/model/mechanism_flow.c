#include "sim/model/mechanism_flow.h"

#include <math.h>

double mechanism_overlap(double year, double start, double duration)
{
    return fmax(0, fmin(year + 1, start + duration) - fmax(year, start));
}

void mechanism_grow(double growth, int horizon, double *flow)
{
    double factor = 1;
    for (int t = 0; t < horizon; t++) {
        flow[t] *= factor;
        factor *= 1 + growth;
    }
}
