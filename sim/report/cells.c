#include "sim/report/cells.h"

#include <math.h>

/* An error that a formula does not give, as of one iteration, is none. */
static struct estimate known(struct estimate number)
{
    if (!(number.error >= 0 && isfinite(number.error))) number.error = NAN;
    return number;
}

static struct estimate exact(double number)
{
    return (struct estimate){number, 0, number, number};
}

struct document_cell cell_text(const char *text)
{
    return (struct document_cell){.text = text};
}

struct document_cell cell_number(const char *text, enum unit unit, struct estimate number)
{
    if (!isfinite(number.value)) return cell_text(text);
    return (struct document_cell){.text = text, .numbers = 1, .unit = unit, .number = {known(number)}};
}

struct document_cell cell_exact(const char *text, enum unit unit, double number)
{
    return cell_number(text, unit, exact(number));
}

struct document_cell cell_ends(const char *text, enum unit unit, struct estimate low, struct estimate high)
{
    if (isnan(low.value) || isnan(high.value)) return cell_text(text);
    return (struct document_cell){.text = text, .numbers = 2, .unit = unit, .number = {known(low), known(high)}};
}

struct document_cell cell_exact_ends(const char *text, enum unit unit, double low, double high)
{
    return cell_ends(text, unit, exact(low), exact(high));
}

struct document_cell cell_money(const struct format *format, struct estimate amount)
{
    return cell_number(format_money(format, amount.value, amount.error), UNIT_MONEY, amount);
}

struct document_cell cell_probability(const struct format *format, struct estimate probability)
{
    return cell_number(format_probability(format, probability), UNIT_SHARE, probability);
}

struct document_cell cell_value(const struct format *format, enum unit unit, struct estimate value)
{
    return cell_number(format_value(format, unit, value.value, value.error), unit, value);
}

struct document_cell cell_range(const struct format *format, enum unit unit, struct estimate low, struct estimate high)
{
    return cell_ends(format_range(format, unit, low, high), unit, low, high);
}

void cells_add_columns(struct document_table *table, const struct cells_column *column, size_t columns)
{
    for (size_t c = 0; table && c < columns; c++)
        document_add_column(table, column[c].id,
                            column[c].title == WORD_COUNT ? "" : word_text(column[c].title, table->document->language),
                            column[c].holds);
}

struct document_table *cells_add_table(struct document *document, const char *id, const char *title,
                                       const struct cells_column *column, size_t columns)
{
    struct document_table *const table = document_add_table(document, id, title);
    cells_add_columns(table, column, columns);
    return table;
}
