#include "sim/data/csv.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct csv_style styles[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {',', '.', false}, [LANGUAGE_FI] = {';', ',', true}, [LANGUAGE_SV] = {';', ',', true}};

const struct csv_style *csv_style(enum language language)
{
    return &styles[language];
}

void csv_begin(const struct csv_style *style, struct sink *sink)
{
    if (style->mark) sink_text(sink, "\uFEFF");
}

static bool reads_back(double value, int digits, char out[CSV_NUMBER])
{
    snprintf(out, CSV_NUMBER, "%.*g", digits, value);
    return strtod(out, NULL) == value;
}

size_t csv_number(const struct csv_style *style, double value, char out[CSV_NUMBER])
{
    static const double whole_most = 1e15;
    out[0] = '\0';
    if (!isfinite(value)) return 0;
    if (fabs(value) < whole_most && value == floor(value)) /* + 0 takes the sign from a zero */
        return (size_t)snprintf(out, CSV_NUMBER, "%.0f", value + 0.0);
    if (!reads_back(value, 15, out) && !reads_back(value, 16, out)) snprintf(out, CSV_NUMBER, "%.17g", value);
    char *const point = strchr(out, '.');
    if (point) *point = style->decimal;
    return strlen(out);
}

void csv_text(const struct csv_style *style, struct sink *sink, const char *text)
{
    const bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    if (!formula && !strchr(text, style->delimiter) && !strpbrk(text, ",\"\r\n")) {
        sink_text(sink, text);
        return;
    }
    sink_text(sink, formula ? "\"'" : "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"') sink_text(sink, "\"");
        sink_write(sink, at, 1);
    }
    sink_text(sink, "\"");
}
