/* Sums of a ledger by line, payer and year. Compiled once for each instruction set, with the same bytes as the result.
 */
#include <math.h>
#include <string.h>

#include "sim/model/ledger.h"
#include "sim/model/plan.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/kernel.h"

/* From logarithms of weights to weights of which the greatest is 1. greatest: [n] of work. */
static void scale_logs(const struct plan *plan, size_t line, size_t n, double *greatest, double *share)
{
    const size_t payers = plan->scenario->payers;
    const int *const column = plan->split_column + line * payers;
    for (size_t i = 0; i < n; i++) greatest[i] = -INFINITY;
    for (size_t p = 0; p < payers; p++)
        for (size_t i = 0; column[p] >= 0 && i < n; i++)
            greatest[i] = share[p * n + i] > greatest[i] ? share[p * n + i] : greatest[i];
    for (size_t p = 0; p < payers; p++)
        for (size_t i = 0; column[p] >= 0 && i < n; i++) share[p * n + i] = fixed_exp(share[p * n + i] - greatest[i]);
}

/* Gamma variates of a Dirichlet split, normalised; fixed shares stay as they are. */
static void fill_shares(const struct plan *plan, struct ledger *ledger)
{
    const size_t payers = plan->scenario->payers, n = ledger->n;
    double *const sum = ledger->work;
    for (size_t line = 0; line < plan->lines; line++) {
        const int *const column = plan->split_column + line * payers;
        double *const share = ledger->share + line * payers * n;
        for (size_t p = 0; p < payers; p++) {
            const double *const weight = column[p] >= 0 ? ledger->theta[column[p]] : NULL;
            for (size_t i = 0; i < n; i++) share[p * n + i] = weight ? weight[i] : plan->split[line * payers + p];
        }
        if (plan->split_in_logs[line]) scale_logs(plan, line, n, sum, share);
        memset(sum, 0, n * sizeof *sum);
        for (size_t p = 0; p < payers; p++)
            for (size_t i = 0; column[p] >= 0 && i < n; i++) sum[i] += share[p * n + i];
        for (size_t p = 0; p < payers; p++)
            for (size_t i = 0; i < n; i++) share[p * n + i] = sum[i] > 0 ? share[p * n + i] / sum[i] : share[p * n + i];
    }
}

static void discount(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const size_t n = ledger->n;
    const double *const flow = ledger_flow(plan, ledger, line);
    double *const present_value = ledger->line_pv + line * n;
    memset(present_value, 0, n * sizeof *present_value);
    for (size_t t = 0; t < (size_t)ledger->years[line]; t++)
        for (size_t i = 0; i < n; i++) present_value[i] += flow[t * n + i] * plan->discount[t];
}

/* Whether a payer can have a share of a line. */
static bool pays(const struct plan *plan, size_t line, size_t p)
{
    const size_t at = line * plan->scenario->payers + p;
    return plan->split_column[at] >= 0 || plan->split[at] != 0;
}

/* Savings and costs of a payer in year t, undiscounted: out_side[2][n]. */
static void fill_sides(const struct plan *plan, const struct ledger *ledger, size_t p, int t, double *out_side)
{
    const size_t n = ledger->n;
    memset(out_side, 0, 2 * n * sizeof *out_side);
    for (size_t line = 0; line < plan->lines; line++) {
        if (t >= ledger->years[line] || !pays(plan, line, p)) continue;
        const double *const share = ledger->share + (line * plan->scenario->payers + p) * n;
        const double *const flow = ledger_flow(plan, ledger, line) + (size_t)t * n;
        double *const side = out_side + (mechanism_table[plan->line[line].kind].cost ? n : 0);
        for (size_t i = 0; i < n; i++) side[i] += share[i] * flow[i];
    }
}

/* The sums over years of one payer. */
static void pay_one(const struct plan *plan, size_t p, struct ledger *ledger)
{
    const size_t n = ledger->n;
    const int horizon = plan->scenario->settings.horizon;
    double *const side = ledger->work, *const gross = ledger->gross_payer + p * n,
                  *const cost = ledger->cost_payer + p * n;
    double *const net = ledger->net_payer + p * n;
    memset(gross, 0, n * sizeof *gross), memset(cost, 0, n * sizeof *cost), memset(net, 0, n * sizeof *net);
    for (int t = 0; t < horizon; t++) {
        const size_t at = (p * (size_t)horizon + (size_t)t) * n;
        double *const cumulative = ledger->cumulative + at, *const flow = ledger->cash_flow + at;
        fill_sides(plan, ledger, p, t, side);
        for (size_t i = 0; i < n; i++) {
            const double saved = side[i], spent = side[n + i];
            gross[i] += saved * plan->discount[t];
            cost[i] += spent * plan->discount[t];
            flow[i] = saved - spent;
            cumulative[i] = net[i] += flow[i] * plan->discount[t];
        }
    }
}

/* Takes out of a payer's cash what a line sets free without releasing money. */
static void take_capacity(const struct plan *plan, size_t line, const double *cashable, size_t p, struct ledger *ledger)
{
    const size_t n = ledger->n, payers = plan->scenario->payers;
    const int horizon = plan->scenario->settings.horizon;
    const double *const share = ledger->share + (line * payers + p) * n, *const flow = ledger_flow(plan, ledger, line);
    double *const value = ledger->work;
    memset(value, 0, n * sizeof *value);
    for (int t = 0; t < horizon; t++) {
        const size_t at = (p * (size_t)horizon + (size_t)t) * n;
        double *const cash = ledger->cash_flow + at, *const cumulative = ledger->cash_cumulative + at;
        const double *const year = flow + (size_t)t * n;
        for (size_t i = 0; t < ledger->years[line] && i < n; i++) {
            value[i] += year[i] * plan->discount[t];
            cash[i] -= share[i] * ((1 - cashable[i]) * year[i]);
        }
        for (size_t i = 0; i < n; i++) cumulative[i] -= share[i] * ((1 - cashable[i]) * value[i]);
    }
}

static bool releases_all(const double *cashable, size_t n)
{
    size_t whole = 0;
    for (size_t i = 0; i < n; i++) whole += cashable[i] == 1;
    return whole == n;
}

/* What a payer is left with in money: staff and places set free pay for nothing. */
static void pay_cash(const struct plan *plan, size_t p, struct ledger *ledger)
{
    const size_t n = ledger->n, years = (size_t)plan->scenario->settings.horizon;
    double *const cumulative = ledger->cash_cumulative + p * years * n;
    memcpy(cumulative, ledger->cumulative + p * years * n, years * n * sizeof *cumulative);
    for (size_t line = 0; line < plan->lines; line++) {
        const int quantity = line_cashable(plan->scenario, &plan->line[line]);
        if (quantity < 0 || !pays(plan, line, p) || releases_all(ledger->theta[quantity], n)) continue;
        take_capacity(plan, line, ledger->theta[quantity], p, ledger);
    }
    memcpy(ledger->cash_payer + p * n, cumulative + (years - 1) * n, n * sizeof *cumulative);
}

static void pay(const struct plan *plan, struct ledger *ledger)
{
    for (size_t p = 0; p < plan->scenario->payers; p++) {
        pay_one(plan, p, ledger);
        pay_cash(plan, p, ledger);
    }
}

const struct ledger_kernel KERNEL(ledger_kernel) = {fill_shares, discount, pay};
