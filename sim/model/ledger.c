#include "sim/model/ledger.h"

#include <math.h>
#include <string.h>

#include "sim/model/mechanism_programme_effects.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"

#define LEDGER_KERNEL(constant, name, suffix) [constant] = &ledger_kernel_##suffix,
static const struct ledger_kernel *const kernels[ISA_COUNT] = {ISA_TABLE(LEDGER_KERNEL)};

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Columns of work that any flow wants. */
static size_t work_columns(const struct plan *plan)
{
    enum { OUTCOME_COLUMNS = 5, SERVICE_COLUMNS = 4 };
    size_t most = OUTCOME_COLUMNS;
    for (size_t g = 0; g < plan->groups; g++)
        for (size_t u = 0; u < plan->group[g].uses; u++) {
            const struct plan_use *const use = &plan->group[g].use[u];
            const size_t effects = use->effects.count, intakes = (size_t)plan->group[g].intakes;
            most = greater(most, SERVICE_COLUMNS + use->subsets + effects * (FADE_COLUMNS + intakes));
        }
    for (size_t line = 0; line < plan->lines; line++) {
        const struct plan_item *const item = &plan->item[plan->line[line].kind][plan->line[line].item];
        for (size_t m = 0; m < MECHANISM_MEASURES; m++)
            most =
                greater(most, 1 + PROGRAMME_OTHER_COLUMNS + item->effects[m].count * (size_t)PROGRAMME_EFFECT_COLUMNS);
    }
    return most;
}

static double *columns_new(struct arena *arena, size_t count)
{
    return arena_calloc(arena, count, LEDGER_MOST * sizeof(double));
}

static bool allocate(struct arena *arena, const struct plan *plan, size_t pins, struct ledger *ledger)
{
    const struct scenario *const scenario = plan->scenario;
    const size_t horizon = (size_t)scenario->settings.horizon, payers = scenario->payers;
    ledger->theta = ARENA_ARRAY(arena, plan->columns, const double *);
    ledger->years = ARENA_ARRAY(arena, plan->lines, int);
    struct {
        double **column;
        size_t count;
    } const wanted[] = {{&ledger->drawn, plan->draws},
                        {&ledger->constant, plan->columns},
                        {&ledger->pinned, pins},
                        {&ledger->cell, plan->cells},
                        {&ledger->case_cost, scenario->outcomes * ledger->longest},
                        {&ledger->share, plan->lines * payers},
                        {&ledger->flow, plan->lines * horizon},
                        {&ledger->line_pv, plan->lines},
                        {&ledger->gross_payer, payers},
                        {&ledger->cost_payer, payers},
                        {&ledger->net_payer, payers},
                        {&ledger->cumulative, payers * horizon},
                        {&ledger->cash_payer, payers},
                        {&ledger->cash_cumulative, payers * horizon},
                        {&ledger->cash_flow, payers * horizon},
                        {&ledger->net_expected, 1},
                        {&ledger->work, work_columns(plan)}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!(*wanted[i].column = columns_new(arena, wanted[i].count))) return false;
    return ledger->theta && ledger->years;
}

static void fill_column(double value, double *out)
{
    for (size_t i = 0; i < LEDGER_MOST; i++) out[i] = value;
}

enum status ledger_init(struct arena *arena, const struct plan *plan, size_t pins, enum isa isa, struct ledger **out,
                        struct error *err)
{
    struct ledger *const ledger = ARENA_NEW(arena, struct ledger);
    if (!ledger) return error_out_of_memory(err);
    ledger->longest = iteration_longest(plan);
    ledger->isa = isa;
    if (!allocate(arena, plan, pins, ledger)) return error_out_of_memory(err);
    for (size_t c = 0; c < plan->columns; c++) {
        ledger->theta[c] = ledger->constant + c * LEDGER_MOST;
        fill_column(plan->constant[c], ledger->constant + c * LEDGER_MOST);
    }
    *out = ledger;
    return STATUS_OK;
}

void ledger_set(const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n, struct ledger *ledger)
{
    ledger->first = first;
    ledger->n = (n + LEDGER_ROUND - 1) / LEDGER_ROUND * LEDGER_ROUND;
    plan_draw_by(ledger->isa, plan, inputs, first, ledger->n, ledger->drawn);
    for (size_t d = 0; d < plan->draws; d++) ledger->theta[plan->draw[d].column] = ledger->drawn + d * ledger->n;
    for (size_t p = 0; inputs && p < inputs->pins; p++) {
        double *const pinned = ledger->pinned + p * LEDGER_MOST;
        fill_column(inputs->pin[p].value, pinned);
        ledger->theta[inputs->pin[p].quantity] = pinned;
    }
    kernels[ledger->isa]->fill_shares(plan, ledger);
}

void ledger_enter(const struct plan *plan, size_t i, const double *cell, struct ledger *ledger)
{
    for (size_t c = 0; c < plan->cells; c++) ledger->cell[c * ledger->n + i] = cell[c];
}

void ledger_participants(const struct plan *plan, const struct ledger *ledger, int intervention, int intake,
                         double *out)
{
    const int g = plan->participation[2 * intervention];
    const size_t bytes = ledger->n * sizeof *out;
    memset(out, 0, bytes);
    if (g < 0 || intake >= plan->group[g].intakes) return;
    const struct plan_group *const group = &plan->group[g];
    const size_t slot = (size_t)plan->participation[2 * intervention + 1];
    memcpy(out, ledger->cell + (group->cell_base + (size_t)intake * group->cells + slot) * ledger->n, bytes);
}

void ledger_avoided(const struct plan *plan, const struct ledger *ledger, int outcome, int intake, double *out)
{
    const struct plan_item *const row = &plan->item[LINE_OUTCOME][outcome];
    memset(out, 0, ledger->n * sizeof *out);
    for (size_t s = 0; s < row->sources; s++) {
        const struct plan_group *const group = &plan->group[row->source[s].group];
        if (intake >= group->intakes) continue;
        const size_t at = group->cell_base + (size_t)intake * group->cells + row->source[s].use->cell;
        for (size_t i = 0; i < ledger->n; i++) out[i] += ledger->cell[at * ledger->n + i];
    }
}

/* Cost of n avoided cases of an intake in units of the mean cost of one: n itself, or, where cases differ, a gamma
 * variate of mean |n| and shape |n| / cv^2 with the sign of n. */
static double case_cost(const struct plan *plan, uint32_t iteration, int outcome, int intake, double cases, double cv)
{
    if (cv <= 0 || cases == 0) return cases;
    const double u = stream_wide(plan->scenario->simulation.seed, plan->item[LINE_OUTCOME][outcome].case_stream,
                                 iteration, (uint32_t)intake);
    return copysign(fixed_gamma_quantile(fabs(cases) / (cv * cv), u) * (cv * cv), cases);
}

static void fill_case_costs(const struct plan *plan, bool sampled, struct ledger *ledger)
{
    for (int k = 0; k < (int)plan->scenario->outcomes; k++) {
        const double *const cv = ledger->theta[plan->scenario->outcome[k].case_cv];
        for (int a = 0; a < (int)plan->item[LINE_OUTCOME][k].periods; a++) {
            double *const cost = ledger->case_cost + ((size_t)k * ledger->longest + (size_t)a) * ledger->n;
            ledger_avoided(plan, ledger, k, a, cost);
            for (size_t i = 0; sampled && i < ledger->n; i++)
                cost[i] = case_cost(plan, ledger->first + (uint32_t)i, k, a, cost[i], cv[i]);
        }
    }
}

/* Flows and present values of the lines that persons change, or of all. */
static void fill_lines(const struct plan *plan, bool sampled, bool all, struct ledger *ledger)
{
    fill_case_costs(plan, sampled, ledger);
    for (size_t line = 0; line < plan->lines; line++) {
        const struct mechanism *const mechanism = &mechanism_table[plan->line[line].kind];
        if (!all && !mechanism->persons) continue;
        mechanism->flow[ledger->isa](plan, line, ledger);
        kernels[ledger->isa]->discount(plan, line, ledger);
    }
}

void ledger_expect(const struct plan *plan, struct ledger *ledger)
{
    fill_lines(plan, false, true, ledger);
    memset(ledger->net_expected, 0, ledger->n * sizeof *ledger->net_expected);
    for (size_t line = 0; line < plan->lines; line++) {
        const double sign = mechanism_table[plan->line[line].kind].cost ? -1 : 1;
        for (size_t i = 0; i < ledger->n; i++) ledger->net_expected[i] += sign * ledger->line_pv[line * ledger->n + i];
    }
}

void ledger_add_up(const struct plan *plan, bool sampled, struct ledger *ledger)
{
    if (sampled) fill_lines(plan, true, false, ledger);
    kernels[ledger->isa]->pay(plan, ledger);
    if (!sampled) ledger_sum_payers(plan, ledger, ledger->net_payer, 1, false, ledger->net_expected);
}

void ledger_sum_payers(const struct plan *plan, const struct ledger *ledger, const double *by_payer, size_t stride,
                       bool public_only, double *out)
{
    memset(out, 0, ledger->n * sizeof *out);
    for (size_t p = 0; p < plan->scenario->payers; p++) {
        if (public_only && !plan->scenario->payer[p].public_finances) continue;
        for (size_t i = 0; i < ledger->n; i++) out[i] += by_payer[p * stride * ledger->n + i];
    }
}
