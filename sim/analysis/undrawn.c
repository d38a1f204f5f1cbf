#include "sim/analysis/undrawn.h"

#include <math.h>

#include "sim/engine/money.h"

double undrawn_net(const double *net, const double *net_expected, size_t n)
{
    const double enough = 5;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) sum += net_expected[i] - net[i];
    const double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++) {
        const double distance = net_expected[i] - net[i] - mean;
        squares += distance * distance;
    }
    const double error = n > 1 ? sqrt(squares / (double)(n - 1) / (double)n) : INFINITY;
    return fabs(mean) > MONEY_TIE && fabs(mean) > enough * error ? mean : 0;
}

/* A mean that is known to `reach` either way at best. */
static void widen(double reach, struct column_summary *column)
{
    struct estimate *const mean = &column->mean;
    column->constant = false;
    mean->error = fmax(mean->error, reach / NORMAL_95);
    mean->low = fmin(mean->low, mean->value - reach);
    mean->high = fmax(mean->high, mean->value + reach);
}

/* Families of columns that hold savings; costs have no part in what strikes. */
static void widen_savings(const struct outcomes *outcomes, double reach, struct column_summary *column)
{
    const struct outcome_index *const at = &outcomes->at;
    const int one[] = {at->net,      at->gross,        at->net_public,         at->gross_public,
                       at->cashable, at->net_cashable, at->net_cashable_public};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) widen(reach, &column[one[i]]);
    for (int p = 0; p < at->gross_payer - at->net_payer; p++) {
        widen(reach, &column[at->net_payer + p]);
        widen(reach, &column[at->gross_payer + p]);
        widen(reach, &column[at->net_cashable_payer + p]);
    }
    for (size_t l = 0; l < outcomes->lines; l++)
        if (outcomes->line[l].kind == LINE_OUTCOME) widen(reach, &column[(size_t)at->line + l]);
}

void undrawn_widen(const struct outcomes *outcomes, const struct scenario *scenario, double missed,
                   struct column_summary *column)
{
    const double three = 3;
    if (missed == 0) return;
    widen_savings(outcomes, fabs(missed), column);
    for (size_t k = 0; k < scenario->outcomes; k++) {
        struct column_summary *const cases = &column[(size_t)outcomes->at.cases_avoided + k];
        if (cases->constant) widen(three / outcomes->iterations, cases);
    }
}
