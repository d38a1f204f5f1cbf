/* Workforce: fewer sickness-absence days, less recruitment. */
#include "sim/model/mechanism_programme_effects.h"
#include "sim/numeric/kernel.h"

mechanism_flow KERNEL(mechanism_workforce_flow);

void KERNEL(mechanism_workforce_flow)(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const int item = plan->line[line].item;
    const struct workforce *const staff = &plan->scenario->workforce[item];
    const struct plan_effects *const effects = plan->item[LINE_WORKFORCE][item].effects;
    const int volume[MECHANISM_MEASURES] = {staff->days, staff->turnover};
    const int price[MECHANISM_MEASURES] = {staff->cost_per_day, staff->cost_per_recruitment};
    const double *const fte = ledger->theta[staff->fte];
    double *const flow = ledger_flow(plan, ledger, line), *const cost = ledger->work;
    int years[MECHANISM_MEASURES], last = 0;
    for (size_t m = 0; m < MECHANISM_MEASURES; m++) {
        years[m] = programme_years(plan, &effects[m], ledger);
        last = years[m] > last ? years[m] : last;
    }
    memset(flow, 0, (size_t)last * ledger->n * sizeof *flow);
    for (size_t m = 0; m < MECHANISM_MEASURES; m++) {
        const double *const units = ledger->theta[volume[m]], *const unit_cost = ledger->theta[price[m]];
        for (size_t i = 0; i < ledger->n; i++) cost[i] = fte[i] * units[i] * unit_cost[i];
        programme_add(plan, &effects[m], ledger, cost, years[m], ledger->work + ledger->n, flow);
    }
    column_grow(ledger->theta[staff->growth], ledger->n, last, ledger->work, flow);
    ledger->years[line] = last;
}
