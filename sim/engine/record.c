#include "sim/engine/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Where results come from and go to, with columns of the ledger's length to work in. */
struct cursor {
    const struct plan *plan;
    const struct ledger *ledger;
    struct outcomes *outcomes;
    size_t n; /* iterations to be written */
};

static void put(const struct cursor *cursor, int column, const double *value)
{
    double *const to = cursor->outcomes->value + (size_t)column * cursor->outcomes->requested + cursor->ledger->first;
    memcpy(to, value, cursor->n * sizeof *value);
}

/* The sum over payers, in their order. */
static void put_payers(const struct cursor *cursor, int column, const double *by_payer, size_t stride, bool public_only)
{
    double sum[LEDGER_MOST];
    ledger_sum_payers(cursor->plan, cursor->ledger, by_payer, stride, public_only, sum);
    put(cursor, column, sum);
}

static void record_totals(const struct cursor *cursor)
{
    const struct ledger *const ledger = cursor->ledger;
    const struct outcome_index *const at = &cursor->outcomes->at;
    const struct {
        const double *by_payer;
        int column, column_public, column_payer;
    } total[] = {{ledger->net_payer, at->net, at->net_public, at->net_payer},
                 {ledger->gross_payer, at->gross, at->gross_public, at->gross_payer},
                 {ledger->cost_payer, at->cost, at->cost_public, at->cost_payer}};
    for (size_t k = 0; k < sizeof total / sizeof *total; k++) {
        put_payers(cursor, total[k].column, total[k].by_payer, 1, false);
        put_payers(cursor, total[k].column_public, total[k].by_payer, 1, true);
        for (int p = 0; p < (int)cursor->plan->scenario->payers; p++)
            put(cursor, total[k].column_payer + p, total[k].by_payer + (size_t)p * ledger->n);
    }
    put(cursor, at->net_expected, ledger->net_expected);
}

/* The cumulative net by year, and the first year from which it is not negative any more; `horizon` where there is none.
 */
static void record_cumulative(const struct cursor *cursor, int column, int break_even_column, bool public_only)
{
    const struct ledger *const ledger = cursor->ledger;
    const int horizon = cursor->outcomes->horizon;
    double break_even[LEDGER_MOST] = {0}, net[LEDGER_MOST];
    for (int t = 0; t < horizon; t++) {
        ledger_sum_payers(cursor->plan, ledger, ledger->cumulative + (size_t)t * ledger->n, (size_t)horizon,
                          public_only, net);
        put(cursor, column + t, net);
        for (size_t i = 0; i < cursor->n; i++) break_even[i] = net[i] < 0 ? t + 1 : break_even[i];
    }
    put(cursor, break_even_column, break_even);
}

static void record_years(const struct cursor *cursor)
{
    const struct outcome_index *const at = &cursor->outcomes->at;
    const int values = (int)cursor->plan->scenario->payers * cursor->outcomes->horizon;
    for (int i = 0; i < values; i++)
        put(cursor, at->cumulative_net_payer + i, cursor->ledger->cumulative + (size_t)i * cursor->ledger->n);
    record_cumulative(cursor, at->cumulative_net, at->break_even, false);
    record_cumulative(cursor, at->cumulative_net_public, at->break_even_public, true);
}

static void record_line(const struct cursor *cursor, int i, double *cashable, double *capacity)
{
    const struct plan *const plan = cursor->plan;
    const struct mechanism *const mechanism = &mechanism_table[plan->line[i].kind];
    const double *const value = cursor->ledger->line_pv + (size_t)i * cursor->ledger->n;
    const int quantity = mechanism->cashable(plan->scenario, plan->line[i].item);
    double negative[LEDGER_MOST];
    for (size_t k = 0; k < cursor->n; k++) negative[k] = 0 - value[k];
    put(cursor, cursor->outcomes->at.line + i, mechanism->cost ? negative : value);
    for (size_t k = 0; !mechanism->cost && k < cursor->n; k++) {
        const double share = cursor->ledger->theta[quantity][k];
        cashable[k] += share * value[k];
        capacity[k] += (1 - share) * value[k];
    }
}

static void record_lines(const struct cursor *cursor)
{
    double cashable[LEDGER_MOST] = {0}, capacity[LEDGER_MOST] = {0};
    for (int i = 0; i < (int)cursor->plan->lines; i++) record_line(cursor, i, cashable, capacity);
    put(cursor, cursor->outcomes->at.cashable, cashable);
    put(cursor, cursor->outcomes->at.capacity, capacity);
}

typedef void intake_counts(const struct plan *plan, const struct ledger *ledger, int item, int intake, double *out);

/* The sum over intakes of what is counted. */
static void put_intakes(const struct cursor *cursor, int column, intake_counts *counts, int item, int intakes)
{
    double sum[LEDGER_MOST] = {0}, one[LEDGER_MOST];
    for (int a = 0; a < intakes; a++) {
        counts(cursor->plan, cursor->ledger, item, a, one);
        for (size_t i = 0; i < cursor->n; i++) sum[i] += one[i];
    }
    put(cursor, column, sum);
}

static void record_persons(const struct cursor *cursor)
{
    const struct plan *const plan = cursor->plan;
    const struct outcome_index *const at = &cursor->outcomes->at;
    for (int j = 0; j < (int)plan->scenario->interventions; j++)
        put_intakes(cursor, at->participants + j, ledger_participants, j, (int)cursor->ledger->longest);
    for (int k = 0; k < (int)plan->scenario->outcomes; k++)
        put_intakes(cursor, at->cases_avoided + k, ledger_avoided, k, (int)plan->item[LINE_OUTCOME][k].periods);
}

static void record_quantities(const struct cursor *cursor)
{
    for (int i = 0; i < (int)cursor->outcomes->drawn; i++)
        put(cursor, cursor->outcomes->at.quantity + i, cursor->ledger->theta[cursor->outcomes->drawn_quantity[i]]);
}

void record_block(const struct plan *plan, const struct ledger *ledger, size_t n, struct outcomes *outcomes)
{
    const struct cursor cursor = {.plan = plan, .ledger = ledger, .outcomes = outcomes, .n = n};
    record_totals(&cursor);
    record_lines(&cursor);
    record_persons(&cursor);
    if (outcomes->detail != RECORD_ALL) return;
    record_years(&cursor);
    record_quantities(&cursor);
}

/* A family of columns: `count` of them under names made from the scenario. */
struct family {
    size_t offset; /* of its first column's index in struct outcome_index */
    enum unit unit;
    size_t (*count)(const struct plan *, const struct outcomes *);
    char *(*name)(struct arena *, const struct plan *, const struct outcomes *, const char *stem, int i);
    const char *stem;
};

static size_t count_one(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)plan, (void)outcomes;
    return 1;
}

static size_t count_payers(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)outcomes;
    return plan->scenario->payers;
}

static size_t count_lines(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)outcomes;
    return plan->lines;
}

static size_t count_interventions(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)outcomes;
    return plan->scenario->interventions;
}

static size_t count_outcomes(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)outcomes;
    return plan->scenario->outcomes;
}

static size_t count_whole(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)plan;
    return outcomes->detail == RECORD_ALL;
}

static size_t count_years(const struct plan *plan, const struct outcomes *outcomes)
{
    return count_whole(plan, outcomes) * (size_t)plan->scenario->settings.horizon;
}

static size_t count_payer_years(const struct plan *plan, const struct outcomes *outcomes)
{
    return count_payers(plan, outcomes) * count_years(plan, outcomes);
}

static size_t count_drawn(const struct plan *plan, const struct outcomes *outcomes)
{
    return count_whole(plan, outcomes) * outcomes->drawn;
}

#define NAME_FUNCTION(suffix)                                                                                          \
    static char *name_##suffix(struct arena *arena, const struct plan *plan, const struct outcomes *outcomes,          \
                               const char *stem, int i)

NAME_FUNCTION(one)
{
    (void)plan, (void)outcomes, (void)i;
    return arena_strdup(arena, stem);
}

NAME_FUNCTION(payer)
{
    (void)outcomes;
    return arena_printf(arena, "%s.%s", stem, plan->scenario->payer[i].name);
}

NAME_FUNCTION(line)
{
    (void)outcomes, (void)stem;
    const struct line *const line = &plan->line[i];
    const struct mechanism *const mechanism = &mechanism_table[line->kind];
    return arena_printf(arena, "%s.%s.%s", mechanism->cost ? "net" : "savings", mechanism->section,
                        mechanism->name(plan->scenario, line->item));
}

NAME_FUNCTION(intervention)
{
    (void)outcomes;
    return arena_printf(arena, "%s.%s", stem, plan->scenario->intervention[i].name);
}

NAME_FUNCTION(outcome)
{
    (void)outcomes;
    return arena_printf(arena, "%s.%s", stem, plan->scenario->outcome[i].name);
}

NAME_FUNCTION(year)
{
    (void)outcomes;
    return arena_printf(arena, "%s.%d", stem, plan->scenario->settings.start_year + i);
}

NAME_FUNCTION(payer_year)
{
    (void)outcomes;
    const int horizon = plan->scenario->settings.horizon;
    return arena_printf(arena, "%s.%s.%d", stem, plan->scenario->payer[i / horizon].name,
                        plan->scenario->settings.start_year + i % horizon);
}

NAME_FUNCTION(quantity)
{
    (void)stem;
    return arena_strdup(arena, plan->scenario->quantity[outcomes->drawn_quantity[i]].path);
}

#define FAMILY(member, unit, suffix, counter, stem)                                                                    \
    {                                                                                                                  \
        offsetof(struct outcome_index, member), unit, counter, name_##suffix, stem                                     \
    }

static const struct family family_table[] = {
    FAMILY(net, UNIT_MONEY, one, count_one, "net"),
    FAMILY(gross, UNIT_MONEY, one, count_one, "gross"),
    FAMILY(cost, UNIT_MONEY, one, count_one, "cost"),
    FAMILY(net_public, UNIT_MONEY, one, count_one, "net_public"),
    FAMILY(gross_public, UNIT_MONEY, one, count_one, "gross_public"),
    FAMILY(cost_public, UNIT_MONEY, one, count_one, "cost_public"),
    FAMILY(cashable, UNIT_MONEY, one, count_one, "gross_cashable"),
    FAMILY(capacity, UNIT_MONEY, one, count_one, "gross_capacity"),
    FAMILY(net_expected, UNIT_MONEY, one, count_one, "net_expected"),
    FAMILY(net_payer, UNIT_MONEY, payer, count_payers, "net"),
    FAMILY(gross_payer, UNIT_MONEY, payer, count_payers, "gross"),
    FAMILY(cost_payer, UNIT_MONEY, payer, count_payers, "cost"),
    FAMILY(line, UNIT_MONEY, line, count_lines, ""),
    FAMILY(participants, UNIT_PERSONS, intervention, count_interventions, "participants"),
    FAMILY(cases_avoided, UNIT_PERSONS, outcome, count_outcomes, "cases_avoided"),
    FAMILY(break_even, UNIT_YEARS, one, count_whole, "break_even"),
    FAMILY(break_even_public, UNIT_YEARS, one, count_whole, "break_even_public"),
    FAMILY(cumulative_net, UNIT_MONEY, year, count_years, "cumulative_net"),
    FAMILY(cumulative_net_public, UNIT_MONEY, year, count_years, "cumulative_net_public"),
    FAMILY(cumulative_net_payer, UNIT_MONEY, payer_year, count_payer_years, "cumulative_net"),
    FAMILY(quantity, UNIT_NUMBER, quantity, count_drawn, ""),
};

enum { FAMILIES = sizeof family_table / sizeof family_table[0] };

static enum status find_drawn(const struct plan *plan, struct outcomes *out, struct error *err)
{
    int *const drawn = ARENA_ARRAY(&out->arena, plan->scenario->quantities, int);
    if (!drawn) return error_out_of_memory(err);
    for (int q = 0; q < (int)plan->scenario->quantities; q++)
        if (!distribution_is_fixed(&plan->scenario->quantity[q].distribution)) drawn[out->drawn++] = q;
    out->drawn_quantity = drawn;
    return STATUS_OK;
}

static enum status name_columns(const struct plan *plan, struct outcomes *out, struct error *err)
{
    size_t n = 0;
    for (const struct family *family = family_table; family < family_table + FAMILIES; family++) {
        const int count = (int)family->count(plan, out);
        *(int *)(void *)((char *)&out->at + family->offset) = (int)n;
        for (int i = 0; i < count; i++, n++) {
            out->column[n].name = family->name(&out->arena, plan, out, family->stem, i);
            if (!out->column[n].name) return error_out_of_memory(err);
            out->column[n].unit = family->unit;
            out->column[n].value = out->value + n * out->requested;
        }
    }
    for (size_t i = 0; i < count_drawn(plan, out); i++)
        out->column[(size_t)out->at.quantity + i].unit = plan->scenario->quantity[out->drawn_quantity[i]].unit;
    return STATUS_OK;
}

/* "37 GB", "1.4 GB", "230 MB" */
static void write_bytes(double bytes, char *out, size_t size)
{
    const bool giga = bytes >= 1e9;
    snprintf(out, size, bytes >= 1e10 || !giga ? "%.0f %s" : "%.1f %s", bytes / (giga ? 1e9 : 1e6), giga ? "GB" : "MB");
}

static enum status too_much(const struct outcomes *out, uint32_t iterations, struct error *err)
{
    char needs[32], has[32] = "";
    const bool limited = out->arena.limit < SIZE_MAX;
    write_bytes((double)out->columns * iterations * sizeof(double), needs, sizeof needs);
    if (limited) write_bytes((double)out->arena.limit, has, sizeof has);
    error_set(err, STATUS_MEMORY, "out of memory: %u iterations of %zu results need %s%s%s", iterations, out->columns,
              needs, limited ? ", allowed are " : "", has);
    return error_hint(err, "lower --iterations or the horizon");
}

enum status record_init(const struct plan *plan, uint32_t iterations, enum record_detail detail, struct outcomes *out,
                        struct error *err)
{
    out->detail = detail;
    TRY(find_drawn(plan, out, err));
    for (size_t i = 0; i < FAMILIES; i++) out->columns += family_table[i].count(plan, out);
    size_t values;
    if (__builtin_mul_overflow(out->columns, (size_t)iterations, &values)) return too_much(out, iterations, err);
    out->requested = iterations;
    out->replicates = sampling_replicates(plan->sampling.method);
    for (size_t d = 0; d < plan->draws; d++)
        out->alone += plan->sampling.method == SAMPLING_SOBOL && plan->draw[d].axis.alone;
    out->horizon = plan->scenario->settings.horizon;
    out->lines = plan->lines;
    out->line = plan->line;
    out->column = ARENA_ARRAY(&out->arena, out->columns, struct column);
    out->value = ARENA_ARRAY(&out->arena, values, double);
    if (!out->column) return error_out_of_memory(err);
    if (!out->value) return too_much(out, iterations, err);
    return name_columns(plan, out, err);
}
