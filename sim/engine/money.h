/* When two amounts are the same money. */
#ifndef HYOTY_ENGINE_MONEY_H
#define HYOTY_ENGINE_MONEY_H

#include <stddef.h>

#include "sim/engine/outcomes.h"

/* Half a cent: sums in another order are the same money, and what differs by no more neither saves nor costs. */
#define MONEY_TIE 0.005

/* Makes amounts of at most half a cent, either way, exactly 0. */
void money_settle(double *amount, size_t n);

/* The same in every money column of finished iterations: what is judged and printed afterwards knows no other zero. */
void money_settle_outcomes(struct outcomes *outcomes);

#endif
