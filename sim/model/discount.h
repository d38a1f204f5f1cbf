/* Discount factors from a constant rate or a schedule by year. */
#ifndef HYOTY_MODEL_DISCOUNT_H
#define HYOTY_MODEL_DISCOUNT_H

#include <stddef.h>

#include "sim/scenario/scenario.h"

/* Fills out_factor[years]: the factor of year t = 0, 1, … by the settings' rates and timing. Source: HM Treasury, The
 * Green Book (2022), annex A6 for schedules; start: (1 + r)^-t, mid: (1 + r)^-(t + 1/2), end: (1 + r)^-(t + 1). */
void discount_fill(const struct settings *settings, size_t years, double *out_factor);

#endif
