#include "sim/engine/money.h"

#include <math.h>

void money_settle(double *amount, size_t n)
{
    for (size_t i = 0; i < n; i++) amount[i] = fabs(amount[i]) <= MONEY_TIE ? 0 : amount[i];
}

void money_settle_outcomes(struct outcomes *outcomes)
{
    for (size_t c = 0; c < outcomes->columns; c++)
        if (outcomes->owned[c] && outcomes->column[c].unit == UNIT_MONEY)
            money_settle(outcomes->value + (outcomes->column[c].value - outcomes->value), outcomes->iterations);
}
