/* The conversions of a printf format, one after another, with what each of them takes. */
#ifndef HYOTY_BASE_CONVERSION_H
#define HYOTY_BASE_CONVERSION_H

#include <stdarg.h>
#include <stdbool.h>

struct conversion {
    const char *start, *end; /* from the % to behind its letter */
    int place;               /* n of "%n$s", from 1; 0: none is said */
    bool flagged;            /* with the flag - */
};

/* The next conversion that takes an argument; false where there is none. */
bool conversion_find(const char *format, struct conversion *out);

/* A list of arguments that goes on from conversion to conversion. */
struct conversion_arguments {
    va_list list;
};

/* Takes what the conversion prints: its number, and 0 for what is no double. */
double conversion_pass(const struct conversion *conversion, struct conversion_arguments *arguments);

#endif
