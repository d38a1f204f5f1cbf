#include "sim/report/run_amounts.h"

/* Parts of a sum by payer, and one more that is no payer's. */
struct parts {
    const struct report *report;
    const struct money_grid *grid;
    double *value, *shown; /* [payers + 1] */
    size_t *payer;         /* [payers] */
};

static double mean_at(const struct report *report, size_t column)
{
    return report->summary->column[column].mean.value;
}

/* Shares a sum out over the public payers, or over the others, and what is no payer's; returns its part. */
static double share_sides(const struct parts *parts, const double *value, bool public_finances, double sum,
                          double beside, double *out_shown)
{
    size_t n = 0;
    for (size_t p = 0; p < parts->report->scenario->payers; p++) {
        if (parts->report->scenario->payer[p].public_finances != public_finances) continue;
        parts->payer[n] = p;
        parts->value[n++] = value[p];
    }
    parts->value[n] = beside;
    format_grid_share(parts->grid, parts->value, n + 1, sum, parts->shown);
    for (size_t i = 0; i < n; i++) out_shown[parts->payer[i]] = parts->shown[i];
    return parts->shown[n];
}

static double sum_of(const double *value, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += value[i];
    return sum;
}

static struct money_grid grid_of(const struct report *report, const struct format *format)
{
    const struct outcome_index *const at = &report->outcomes->at;
    const struct column_summary *const column = report->summary->column;
    const struct estimate mean[] = {column[at->net].mean, column[at->net_cashable_public].mean, column[at->gross].mean,
                                    column[at->cost].mean};
    return format_money_grid(format, mean, sizeof mean / sizeof *mean);
}

bool run_amounts_fill(const struct report *report, const struct format *format, struct run_amounts *out)
{
    const size_t payers = report->scenario->payers;
    const struct outcome_index *const at = &report->outcomes->at;
    double *const room = ARENA_ARRAY(format->arena, 8 * payers + 2, double);
    size_t *const payer = ARENA_ARRAY(format->arena, payers, size_t);
    if (!room || !payer) return false;
    double *const cash = room, *const cost = room + payers, *const time = room + 2 * payers;
    double *const net_cash = room + 3 * payers, *const cost_payer = room + 4 * payers,
                  *const time_payer = room + 5 * payers;
    const struct parts parts = {report, &out->grid, room + 6 * payers, room + 7 * payers + 1, payer};
    out->grid = grid_of(report, format);
    for (size_t p = 0; p < payers; p++) {
        cash[p] = mean_at(report, (size_t)at->net_cashable_payer + p);
        cost[p] = mean_at(report, (size_t)at->cost_payer + p);
        time[p] = mean_at(report, (size_t)at->net_payer + p) - cash[p];
    }
    out->net = format_grid_round(&out->grid, mean_at(report, (size_t)at->net));
    out->public_cash = format_grid_round(&out->grid, mean_at(report, (size_t)at->net_cashable_public));
    out->cost = format_grid_round(&out->grid, mean_at(report, (size_t)at->cost));
    out->cost_public = format_grid_round(&out->grid, mean_at(report, (size_t)at->cost_public));
    out->gross = format_grid_round(&out->grid, out->net + out->cost);
    share_sides(&parts, cash, true, out->public_cash, 0, net_cash);
    out->time = share_sides(&parts, cash, false, out->net - out->public_cash, sum_of(time, payers), net_cash);
    out->others_cash = format_grid_round(&out->grid, out->net - out->public_cash - out->time);
    share_sides(&parts, cost, true, out->cost_public, 0, cost_payer);
    share_sides(&parts, cost, false, out->cost - out->cost_public, 0, cost_payer);
    format_grid_share(&out->grid, time, payers, out->time, time_payer);
    out->net_cash = net_cash, out->cost_payer = cost_payer, out->time_payer = time_payer;
    return true;
}
