/* What people call the numbers of a scenario. */
#ifndef HYOTY_WORDS_QUANTITY_LABEL_H
#define HYOTY_WORDS_QUANTITY_LABEL_H

#include "sim/analysis/factor.h"

/* The label of a quantity as the scenario gives it; else its item's label and what it is of it: "Co-development:
 * uptake"; of an effect the item that it changes, and the intervention where there are several. A path that nobody
 * knows stays as it is. NULL when out of memory. */
const char *quantity_label(struct arena *arena, const struct scenario *scenario, int quantity, enum language language);

/* Of a setting, "Discount rate"; the key itself where it has no words. */
const char *setting_label(const char *key, enum language language);
/* Of any key, such as settings.horizon; the key where it has no words. */
const char *key_label(struct arena *arena, const struct scenario *scenario, const char *key, enum language language);

/* Of a factor: its quantity's; those of correlated quantities, divided by semicolons; whose payer shares they are; the
 * name of a group. */
const char *factor_label(struct arena *arena, const struct plan *plan, const struct factor *factor,
                         enum language language);

#endif
