#include "sim/base/checked_print.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/conversion.h"

/* Whether all the format's numbers are finite. */
static bool is_finite(const char *format, va_list arguments)
{
    struct conversion_arguments taken;
    struct conversion conversion;
    bool finite = true;
    va_copy(taken.list, arguments);
    for (; conversion_find(format, &conversion); format = conversion.end) {
        const double value = conversion_pass(&conversion, &taken);
        finite = finite && value - value == 0;
    }
    va_end(taken.list);
    return finite;
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
