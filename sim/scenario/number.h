/* The number grammar of scenario files: 1200000, 1.2M, 470k, 20%, 0.2, 1e-3, 3 years, 16.5 days. */
#ifndef HYOTY_SCENARIO_NUMBER_H
#define HYOTY_SCENARIO_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/scenario/scenario.h"

enum number_suffix {
    SUFFIX_NONE,
    SUFFIX_PERCENT,
    SUFFIX_THOUSAND, /* k */
    SUFFIX_MILLION,  /* M */
    SUFFIX_YEARS,
    SUFFIX_DAYS,
    SUFFIX_COUNT
};

enum number_verdict { NUMBER_OK, NUMBER_NONE, NUMBER_RANGE }; /* a number; not one; one beyond a double */

struct number {
    double value; /* with the suffix applied: 20% is 0.2, exactly what 0.2 gives */
    enum number_suffix suffix;
};

/* Any unit stands for UNIT_COUNT here and below: nothing is known of the number's meaning. */
enum number_verdict number_parse(const char *text, struct number *out);

/* Whole numbers without suffix, 0 .. 2^64-1, every digit kept. */
bool number_parse_seed(const char *text, uint64_t *out);

/* Whether a number with this suffix can stand for a unit: no percent for money, no years for a share. */
bool number_fits(enum number_suffix suffix, enum unit unit);

/* "an amount of money such as 12500, 470k or 1.2M" */
const char *number_wanted(enum unit unit);

/* "a percentage", "a number of years" */
const char *number_suffix_noun(enum number_suffix suffix);
/* "%", " years" */
const char *number_suffix_text(enum number_suffix suffix);

/* Writes the form that was probably meant, such as "0.25" for "0,25"; false where there is no guess. */
bool number_guess(const char *text, char *out, size_t size);

/* The shortest decimal text that reads back as the same double. */
void number_write(double value, char *out, size_t size);

#endif
