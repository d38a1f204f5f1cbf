#include "sim/words/labels.h"

#include "sim/model/mechanism.h"

const char *label_of_line(const struct scenario *scenario, const struct line *line, enum language language)
{
    const struct mechanism *const mechanism = &mechanism_table[line->kind];
    return text_in(mechanism->label(scenario, line->item), language, mechanism->name(scenario, line->item));
}

const char *label_of_payer(const struct scenario *scenario, size_t payer, enum language language)
{
    return text_in(&scenario->payer[payer].label, language, scenario->payer[payer].name);
}
