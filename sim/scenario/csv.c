#include "sim/scenario/csv.h"

#include <string.h>

static char separator_of(const char *text, size_t length)
{
    const char *const end = memchr(text, '\n', length);
    const size_t line = end ? (size_t)(end - text) : length;
    if (memchr(text, '\t', line)) return '\t';
    return memchr(text, ';', line) ? ';' : ',';
}

void csv_init(struct csv *csv, const char *text, size_t length)
{
    *csv = (struct csv){.at = text, .end = text + length, .line = 1, .separator = separator_of(text, length)};
}

void csv_next(struct csv *csv)
{
    size_t length = 0;
    const bool quoted = csv->at < csv->end && *csv->at == '"';
    if (quoted) csv->at++;
    bool inside = quoted;
    for (; csv->at < csv->end && *csv->at != '\n'; csv->at++) {
        const char c = *csv->at;
        if (inside && c == '"') {
            inside = csv->at + 1 < csv->end && csv->at[1] == '"';
            if (!inside) continue;
            csv->at++;
        } else if (!inside && c == csv->separator) {
            break;
        }
        if (c != '\r' && length < CSV_CELL_LONGEST) csv->cell[length++] = c;
    }
    while (!quoted && length > 0 && csv->cell[length - 1] == ' ') length--;
    csv->cell[length] = '\0';
    csv->last = csv->at >= csv->end || *csv->at == '\n';
    if (csv->at < csv->end) csv->at++;
    csv->line += csv->last;
}

bool csv_skip_empty(struct csv *csv)
{
    if (csv->at >= csv->end) return false;
    const bool empty = *csv->at == '\n' || (*csv->at == '\r' && (csv->at + 1 == csv->end || csv->at[1] == '\n'));
    if (empty) csv_next(csv);
    return empty;
}
