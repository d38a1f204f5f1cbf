#include "sim/base/checked_print.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Whether all the format's numbers are finite: goes through the conversions as printf does. */
static bool is_finite(const char *format, va_list arguments)
{
    for (const char *at = strchr(format, '%'); at; at = strchr(at + 1, '%')) {
        int longs = 0, sizes = 0;
        for (at++; *at && strchr("-+ #0123456789.*lz", *at); at++) {
            longs += *at == 'l';
            sizes += *at == 'z';
            if (*at == '*') (void)va_arg(arguments, int);
        }
        if (*at == '\0') return true;
        if (*at == 's' || *at == 'p')
            (void)va_arg(arguments, const void *);
        else if (strchr("efgEFG", *at)) {
            const double value = va_arg(arguments, double);
            if (value - value != 0) return false;
        } else if (*at == '%')
            continue;
        else if (sizes)
            (void)va_arg(arguments, size_t);
        else if (longs > 1)
            (void)va_arg(arguments, long long);
        else if (longs)
            (void)va_arg(arguments, long);
        else
            (void)va_arg(arguments, int);
    }
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Puts `instead`, which is not longer, where `word` stands alone. */
static void replace(char *text, const char *word, const char *instead)
{
    const size_t length = strlen(word), taken = strlen(instead);
    for (char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        if ((at > text && is_letter(at[-1])) || is_letter(at[length])) continue;
        memcpy(at, instead, taken);
        memmove(at + taken, at + length, strlen(at + length) + 1);
    }
}

int checked_print(char *out, size_t size, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(out, size, format, arguments);
    if (length > 0 && size > 0 && !is_finite(format, again)) {
        replace(out, "-nan", "n/a");
        replace(out, "nan", "n/a");
        replace(out, "inf", "∞");
    }
    va_end(again);
    return length;
}
