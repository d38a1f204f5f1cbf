/* What results are called, and amounts of quantities with their unit. */
#ifndef HYOTY_WORDS_AMOUNT_H
#define HYOTY_WORDS_AMOUNT_H

#include "sim/words/format.h"

/* "net savings, Municipality", as it stands after a colon; "net" is society's or public finances' where the scenario
 * says so. A result without a name for people keeps that of its column. NULL when out of memory. */
const char *result_label(struct arena *arena, const struct scenario *scenario, const char *result,
                         enum language language);

/* "€120k to €420k", "14.3 to 16.7 days/year": exact ends, with the unit; one amount where both are equal. */
char *amount_range(const struct format *format, enum unit unit, double low, double high);

/* The same for a cell of a table: in two lines at most, the high end and the unit in one. */
char *amount_range_cell(const struct format *format, enum unit unit, double low, double high);

/* The same of an estimate, with the digits that its error supports. */
char *amount_text(const struct format *format, enum unit unit, struct estimate value);

#endif
