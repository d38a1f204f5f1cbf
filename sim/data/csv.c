#include "sim/data/csv.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reads_back(double value, int digits, char out[CSV_NUMBER])
{
    snprintf(out, CSV_NUMBER, "%.*g", digits, value);
    return strtod(out, NULL) == value;
}

size_t csv_number(double value, char out[CSV_NUMBER])
{
    static const double whole_most = 1e15;
    out[0] = '\0';
    if (!isfinite(value)) return 0;
    if (fabs(value) < whole_most && value == floor(value)) /* + 0 takes the sign from a zero */
        return (size_t)snprintf(out, CSV_NUMBER, "%.0f", value + 0.0);
    if (!reads_back(value, 15, out) && !reads_back(value, 16, out)) snprintf(out, CSV_NUMBER, "%.17g", value);
    return strlen(out);
}

void csv_text(struct sink *sink, const char *text)
{
    const bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
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
