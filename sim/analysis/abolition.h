/* Effects that leave nothing of what they are on, as a scenario could have them: what goes on without a programme is
 * what they would take away. */
#ifndef HYOTY_ANALYSIS_ABOLITION_H
#define HYOTY_ANALYSIS_ABOLITION_H

#include "sim/base/error.h"
#include "sim/scenario/scenario.h"

/* Numbers that they are made of: quantities behind those of the scenario. */
enum abolition_number { ABOLITION_NOTHING, ABOLITION_WHOLE, ABOLITION_WITHOUT_END, ABOLITION_NUMBERS };

struct abolition {
    int number[ABOLITION_NUMBERS]; /* quantities */
};

/* The scenario with these numbers; its other quantities are copies that may be changed: *out_quantity. */
enum status abolition_numbers(struct arena *arena, const struct scenario *scenario, struct abolition *out_abolition,
                              struct quantity **out_quantity, struct scenario *out, struct error *err);

/* An effect of this size, whole from the first year to the last. */
struct effect abolition_effect(const struct abolition *abolition, enum effect_target target, int index,
                               enum effect_measure measure, enum abolition_number value);

#endif
