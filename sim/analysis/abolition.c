#include "sim/analysis/abolition.h"

#include <math.h>

static const double number[ABOLITION_NUMBERS] = {
    [ABOLITION_NOTHING] = 0, [ABOLITION_WHOLE] = 1, [ABOLITION_WITHOUT_END] = INFINITY};

enum status abolition_numbers(struct arena *arena, const struct scenario *scenario, struct abolition *out_abolition,
                              struct quantity **out_quantity, struct scenario *out, struct error *err)
{
    struct quantity *const quantity = ARENA_ARRAY(arena, scenario->quantities + ABOLITION_NUMBERS, struct quantity);
    if (!quantity) return error_out_of_memory(err);
    for (size_t q = 0; q < scenario->quantities; q++) quantity[q] = scenario->quantity[q];
    for (size_t n = 0; n < ABOLITION_NUMBERS; n++) {
        out_abolition->number[n] = (int)(scenario->quantities + n);
        quantity[scenario->quantities + n] = (struct quantity){
            .path = "", .unit = UNIT_NUMBER, .distribution = distribution_fixed(number[n]), .scale = 1};
    }
    *out = *scenario;
    out->quantity = quantity;
    out->quantities = scenario->quantities + ABOLITION_NUMBERS;
    *out_quantity = quantity;
    return STATUS_OK;
}

struct effect abolition_effect(const struct abolition *abolition, enum effect_target target, int index,
                               enum effect_measure measure, enum abolition_number value)
{
    const int *const number_of = abolition->number;
    return (struct effect){.target = target,
                           .index = index,
                           .measure = measure,
                           .value = number_of[value],
                           .deadweight = number_of[ABOLITION_NOTHING],
                           .attribution = number_of[ABOLITION_WHOLE],
                           .displacement = number_of[ABOLITION_NOTHING],
                           .persistence = number_of[ABOLITION_WITHOUT_END],
                           .half_life = number_of[ABOLITION_NOTHING]};
}
