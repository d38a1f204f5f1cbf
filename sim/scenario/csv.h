/* Text with columns, cell by cell: RFC 4180, divided by commas, semicolons or tabs, whichever its first line holds
 * outside quotes. A cell ends with its line, also a quoted one: what RFC 4180 would let go on is refused, because far
 * more often a quote was forgotten. Every line holds as many cells as the first. */
#ifndef HYOTY_SCENARIO_CSV_H
#define HYOTY_SCENARIO_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_BYTES = 8 << 20, CSV_CELL_LONGEST = 200 };

struct csv {
    const char *at, *end;
    int line; /* of the next cell, from 1 */
    char separator;
    char cell[CSV_CELL_LONGEST + 1]; /* the cell just read */
    bool cut;                        /* it was longer */
    bool last;                       /* it ends its line */
    size_t index;                    /* of the next cell in its line, from 0 */
    size_t columns;                  /* cells of the first line, once that is read */
    const char *wrong;               /* what is wrong with the cell or its line; NULL: nothing */
};

void csv_init(struct csv *csv, const char *text, size_t length);
void csv_next(struct csv *csv);
/* Passes over a line without any text, or with empty cells alone, where one follows. */
bool csv_skip_empty(struct csv *csv);
/* What may help with what is wrong; NULL: nothing. */
const char *csv_hint(const struct csv *csv);

#endif
