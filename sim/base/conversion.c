#include "sim/base/conversion.h"

#include <stddef.h>
#include <string.h>

/* The n of "n$" at `at`, and the position behind it; 0 where there is none. */
static int place_at(const char *at, const char **out_after)
{
    int place = 0;
    const char *digit = at;
    for (; *digit >= '0' && *digit <= '9' && place < 100; digit++) place = 10 * place + (*digit - '0');
    *out_after = *digit == '$' && digit > at ? digit + 1 : at;
    return *out_after == at ? 0 : place;
}

bool conversion_find(const char *format, struct conversion *out)
{
    for (const char *at = strchr(format, '%'); at; at = strchr(at + 2, '%')) {
        const char *end;
        if (at[1] == '%') continue;
        struct conversion found = {.start = at, .place = place_at(at + 1, &end)};
        for (; *end && strchr("-+ #0123456789.*lz", *end); end++) found.flagged |= *end == '-';
        if (*end == '\0') return false;
        found.end = end + 1;
        *out = found;
        return true;
    }
    return false;
}

double conversion_pass(const struct conversion *conversion, struct conversion_arguments *arguments)
{
    int longs = 0;
    bool size = false;
    for (const char *at = conversion->start; at < conversion->end; at++) {
        longs += *at == 'l';
        size |= *at == 'z';
        if (*at == '*') (void)va_arg(arguments->list, int);
    }
    const char letter = conversion->end[-1];
    if (strchr("efgEFG", letter)) return va_arg(arguments->list, double);
    if (letter == 's' || letter == 'p')
        (void)va_arg(arguments->list, const void *);
    else if (size)
        (void)va_arg(arguments->list, size_t);
    else if (longs > 1)
        (void)va_arg(arguments->list, long long);
    else if (longs)
        (void)va_arg(arguments->list, long);
    else
        (void)va_arg(arguments->list, int);
    return 0;
}
