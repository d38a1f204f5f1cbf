/* A smooth density of a sample, for the eye. */
#ifndef HYOTY_CHART_CHART_DENSITY_H
#define HYOTY_CHART_CHART_DENSITY_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/chart/chart_scene.h"
#include "sim/numeric/statistics.h"

enum { CHART_DENSITY_POINTS = 401 };

struct chart_density {
    bool atom;                  /* a tenth of the values or more are the same, and stand apart from the curve */
    double atom_at;             /* that value */
    struct estimate atom_share; /* how many they are */
    bool peaks;                 /* the sample has several peaks */
    size_t points;              /* 0 where all values are the same: there is no density */
    double x[CHART_DENSITY_POINTS + 1];
    double height[CHART_DENSITY_POINTS + 1]; /* the greatest one is 1 */
};

/* Gaussian kernel density. Bandwidth: 1.144 min(sd, IQR/1.349) n^-1/5, the greatest that a sample of this spread can
 * want (Terrell 1990), so that the curve shows no bump that chance made; less where the equation of Sheather and Jones
 * (1991) asks for much less, as for results with a peak for each avoided case.
 * The ascending sample is reflected at its minimum and maximum, so that no mass is shown beyond them; the density is
 * evaluated from low to high (clipped to the sample's range), with a point at 0 where 0 lies inside. Equal values in
 * great number are an atom, and the density is that of the others. Returns 0 when out of memory. */
int chart_density_fill(struct arena *arena, const double *sorted, size_t n, double low, double high,
                       struct chart_density *out);

/* The curve as a data file, x, y and foot: from its foot on, its peak `height` high. A value that many results share
 * stands in it as a line of full height. */
void chart_density_print(struct text_buffer *text, const struct chart_density *density, double foot, double height);

#endif
