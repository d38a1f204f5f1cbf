/* What people call the parts of a scenario: their labels in a language, else their names. */
#ifndef HYOTY_WORDS_LABELS_H
#define HYOTY_WORDS_LABELS_H

#include "sim/base/language.h"
#include "sim/model/mechanism.h"

/* Of a line of money, the label of its item. */
const char *label_of_line(const struct scenario *scenario, const struct line *line, enum language language);
const char *label_of_payer(const struct scenario *scenario, size_t payer, enum language language);
/* "--set a.b=3", the same in every language; NULL when out of memory. */
const char *label_of_override(struct arena *arena, const struct override *override);

#endif
