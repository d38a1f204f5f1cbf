/* The sections of a scenario whose items are lines of money: those that save, in the order of SECTION_TABLE, then the
 * interventions, which cost. */
#ifndef HYOTY_SCENARIO_SECTION_H
#define HYOTY_SCENARIO_SECTION_H

#include "sim/scenario/scenario.h"

struct section {
    const char *name;          /* in the file: "services" */
    size_t array, count, size; /* offsets in struct scenario; size of an item */
};

enum { SECTION_INTERVENTIONS = EFFECT_TARGETS, SECTIONS };

extern const struct section section_table[SECTIONS];

size_t section_count(const struct scenario *scenario, size_t section);
const struct item_head *section_item(const struct scenario *scenario, size_t section, size_t item);

/* Whether an item of any section names the payer. */
bool section_names_payer(const struct scenario *scenario, size_t payer);

#endif
