/* What people call the columns of a run. */
#ifndef HYOTY_WORDS_COLUMN_LABEL_H
#define HYOTY_WORDS_COLUMN_LABEL_H

#include "sim/base/language.h"
#include "sim/engine/outcomes.h"

/* "gross savings, Municipality"; of a drawn quantity its label. NULL when out of memory. */
const char *column_label(struct arena *arena, const struct scenario *scenario, const struct outcomes *outcomes,
                         size_t column, enum language language);

#endif
