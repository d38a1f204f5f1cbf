/* A smooth density of a sample, for the eye. */
#ifndef HYOTY_REPORT_CHART_DENSITY_H
#define HYOTY_REPORT_CHART_DENSITY_H

#include <stddef.h>

#include "sim/base/arena.h"

enum { CHART_DENSITY_POINTS = 257 };

struct chart_density {
    size_t points; /* 0 where all values are the same: there is no density */
    double x[CHART_DENSITY_POINTS + 1];
    double height[CHART_DENSITY_POINTS + 1]; /* the greatest one is 1 */
};

/* Gaussian kernel density (bandwidth 1.144 min(sd, IQR/1.349) n^-1/5: the greatest that a sample of this spread can
 * want, Terrell 1990, so that the curve shows no bump that chance made) of an ascending sample, reflected at
 * its minimum and maximum, so that no mass is shown beyond them; evaluated from low to high (clipped to the sample's
 * range), with a point at 0 where 0 lies inside. Returns 0 when out of memory. */
int chart_density_fill(struct arena *arena, const double *sorted, size_t n, double low, double high,
                       struct chart_density *out);

#endif
