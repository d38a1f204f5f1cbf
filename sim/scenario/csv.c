#include "sim/scenario/csv.h"

#include <string.h>

#include "sim/base/phrase.h"

static const char too_few[] = PHRASE("the line has fewer cells than the first line has names");
static const char too_many[] = PHRASE("the line has more cells than the first line has names");
static const char unclosed[] = PHRASE("a quote (\") opens in this line and is not closed in it");
static const char after_quote[] = PHRASE("text stands behind a closing quote (\")");

/* A tab, else a semicolon, else a comma, wherever the first line has one outside quotes. */
static char separator_of(const char *text, size_t length)
{
    bool inside = false, semicolon = false;
    for (size_t i = 0; i < length && text[i] != '\n'; i++) {
        if (text[i] == '"') inside = !inside;
        if (!inside && text[i] == '\t') return '\t';
        semicolon = semicolon || (!inside && text[i] == ';');
    }
    return semicolon ? ';' : ',';
}

void csv_init(struct csv *csv, const char *text, size_t length)
{
    *csv = (struct csv){.at = text, .end = text + length, .line = 1, .separator = separator_of(text, length)};
}

/* A line ends with LF or CR LF, the last one with the text. */
static bool is_line_end(const char *at, const char *end)
{
    return at >= end || *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] == '\n'));
}

/* Moves to the end of the cell; returns its length. */
static size_t read_cell(struct csv *csv, bool quoted)
{
    size_t length = 0;
    bool inside = quoted;
    for (; !is_line_end(csv->at, csv->end); csv->at++) {
        const char c = *csv->at;
        if (inside && c == '"') {
            inside = csv->at + 1 < csv->end && csv->at[1] == '"';
            if (!inside) continue;
            csv->at++;
        } else if (!inside && c == csv->separator) {
            break;
        } else if (quoted && !inside) {
            if (c == ' ') continue;
            csv->wrong = after_quote;
        }
        csv->cut = length == CSV_CELL_LONGEST;
        if (csv->cut) continue;
        csv->cell[length++] = c;
    }
    if (inside) csv->wrong = unclosed;
    return length;
}

/* Behind a cell: the separator, or the end of the line, with the count of its cells. */
static void end_cell(struct csv *csv)
{
    csv->last = is_line_end(csv->at, csv->end);
    csv->index++;
    if (csv->columns > 0 && csv->index > csv->columns && !csv->wrong) csv->wrong = too_many;
    if (csv->last && csv->at < csv->end && *csv->at == '\r') csv->at++;
    if (csv->at < csv->end) csv->at++;
    if (!csv->last) return;
    if (csv->columns == 0) csv->columns = csv->index;
    if (csv->index < csv->columns && !csv->wrong) csv->wrong = too_few;
    csv->index = 0;
    csv->line++;
}

void csv_next(struct csv *csv)
{
    const bool quoted = csv->at < csv->end && *csv->at == '"';
    csv->wrong = NULL;
    csv->cut = false;
    csv->at += quoted;
    size_t length = read_cell(csv, quoted);
    while (!quoted && length > 0 && csv->cell[length - 1] == ' ') length--;
    csv->cell[length] = '\0';
    end_cell(csv);
}

bool csv_skip_empty(struct csv *csv)
{
    const char *at = csv->at;
    if (at >= csv->end) return false;
    while (at < csv->end && (*at == ' ' || (csv->columns > 1 && *at == csv->separator))) at++;
    if (!is_line_end(at, csv->end)) return false;
    while (at < csv->end && *at != '\n') at++;
    csv->at = at < csv->end ? at + 1 : at;
    csv->line++;
    return true;
}

const char *csv_hint(const struct csv *csv)
{
    if (csv->wrong == unclosed || csv->wrong == after_quote)
        return PHRASE("a quote inside a quoted cell is written twice; a cell does not go on in the next line");
    if (csv->wrong == too_many && csv->separator == ',')
        return PHRASE(
            "a decimal comma? with one, cells are divided by ; or tabs; a cell that holds a comma stands in quotes");
    return NULL;
}
