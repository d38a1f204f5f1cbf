/* What an intervention costs: a fixed sum by programme year and a sum for each participant, with optimism bias. */
#include "sim/model/mechanism_columns.h"
#include "sim/numeric/kernel.h"

mechanism_flow KERNEL(mechanism_programme_flow);

/* Columns of work: participants, bias. */
void KERNEL(mechanism_programme_flow)(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const int item = plan->line[line].item, horizon = plan->scenario->settings.horizon;
    const struct intervention *const intervention = &plan->scenario->intervention[item];
    const int intakes = intervention->group >= 0 ? plan->scenario->group[intervention->group].intakes : 0;
    const int fixed_years = (int)intervention->fixed_count, paid = programme_paid_until(intervention);
    const int most = paid > intakes ? paid : intakes;
    const int years = most < horizon ? most : horizon;
    const double *const each = ledger->theta[intervention->per_participant];
    const double *const bias = ledger->theta[intervention->optimism_bias];
    double *const people = ledger->work, *const flow = ledger_flow(plan, ledger, line);
    const size_t n = ledger->n;
    for (int t = 0; t < years; t++) {
        double *const year = flow + (size_t)t * n;
        ledger_participants(plan, ledger, item, t, people);
        for (size_t i = 0; i < n; i++) year[i] = each[i] * people[i];
        const int nth = programme_year(intervention, t);
        if (nth >= 0 && nth < fixed_years) {
            const double *const fixed = ledger->theta[intervention->fixed[nth]];
            for (size_t i = 0; i < n; i++) year[i] += fixed[i];
        }
        for (size_t i = 0; i < n; i++) year[i] *= 1 + bias[i];
    }
    column_grow(ledger->theta[intervention->growth], n, years, ledger->work, flow);
    ledger->years[line] = years;
}
