/* Text with columns, cell by cell: RFC 4180, divided by commas, semicolons or tabs, whichever its first line holds; a
 * line end inside quotes ends the cell. */
#ifndef HYOTY_SCENARIO_CSV_H
#define HYOTY_SCENARIO_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_BYTES = 8 << 20, CSV_CELL_LONGEST = 200 };

struct csv {
    const char *at, *end;
    int line; /* of the next cell, from 1 */
    char separator;
    char cell[CSV_CELL_LONGEST + 1]; /* the cell just read; what is longer is cut */
    bool last;                       /* it ends its line */
};

void csv_init(struct csv *csv, const char *text, size_t length);
void csv_next(struct csv *csv);
/* Passes over an empty line where one follows. */
bool csv_skip_empty(struct csv *csv);

#endif
