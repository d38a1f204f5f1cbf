#include "sim/report/cells.h"

struct document_cell cell_text(const char *text)
{
    return (struct document_cell){.text = text};
}

struct document_cell cell_money(const struct format *format, struct estimate amount)
{
    return (struct document_cell){format_money(format, amount.value, amount.error), true, UNIT_MONEY, amount};
}

struct document_cell cell_probability(const struct format *format, struct estimate probability)
{
    return (struct document_cell){format_probability(format, probability), true, UNIT_SHARE, probability};
}

struct document_cell cell_range(const struct format *format, const struct column_summary *column)
{
    return cell_text(format_money_range(format, column->percentile[LEVEL_P5], column->percentile[LEVEL_P95]));
}
