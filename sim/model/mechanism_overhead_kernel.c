/* Overheads: duplicated work that cooperation removes. */
#include "sim/model/mechanism_programme_effects.h"
#include "sim/numeric/kernel.h"

mechanism_flow KERNEL(mechanism_overhead_flow);

void KERNEL(mechanism_overhead_flow)(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const int item = plan->line[line].item;
    const struct overhead *const overhead = &plan->scenario->overhead[item];
    const struct plan_effects *const effects = &plan->item[LINE_OVERHEAD][item].effects[0];
    const int years = programme_years(plan, effects, ledger);
    double *const flow = ledger_flow(plan, ledger, line);
    memset(flow, 0, (size_t)years * ledger->n * sizeof *flow);
    programme_add(plan, effects, ledger, ledger->theta[overhead->annual_cost], years, ledger->work, flow);
    column_grow(ledger->theta[overhead->growth], ledger->n, years, ledger->work, flow);
    ledger->years[line] = years;
}
