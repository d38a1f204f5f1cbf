/* Random small scenarios, as text, that use every part of the format. */
#ifndef HYOTY_TESTS_GENERATE_H
#define HYOTY_TESTS_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/arena.h"

/* What a law changes while all else stays as it is; zeroed: nothing. */
struct generate_change {
    double money;             /* factor on every sum of money; 0 means 1 */
    double cost;              /* factor on the money of programmes; 0 means 1 */
    double relative_risk;     /* factor on (every) relative risk, below 1 is more effective; 0 means 1 */
    double uptake;            /* factor on uptake; 0 means 1 */
    bool only_relative_risks; /* outcomes are affected through relative risks below 1 alone, multiplied */
    bool no_effect;           /* every effect is exactly nothing */
    bool all_deadweight;      /* everything would have happened anyway */
    bool idle_intervention;   /* one more intervention, of no effect and no cost */
    bool other_words;         /* other titles and labels */
    bool no_discounting;      /* a rate of 0 */
    const char *timing;       /* discounting; NULL: random */
    int longer;               /* years added to the horizon */
    int rotate;               /* sections moved from the front to the back */
    bool expected;            /* cohort: expected, without shapes that a quadrature of the test's own finds hard */
    int iterations;           /* 0 means 3 */
};

/* Scenario number n. The same n gives the same scenario but for the change. */
char *generate_scenario(struct arena *arena, uint32_t n, const struct generate_change *change);

#endif
