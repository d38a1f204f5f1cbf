#include "sim/engine/record.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "sim/engine/money.h"

/* Where results come from and go to, with columns of the ledger's length to work in. */
struct cursor {
    const struct plan *plan;
    const struct ledger *ledger;
    struct outcomes *outcomes;
    size_t n; /* iterations to be written */
};

static void put(const struct cursor *cursor, int column, const double *value)
{
    struct outcomes *const outcomes = cursor->outcomes;
    if (!outcomes->owned[column]) return;
    const size_t before = (size_t)(outcomes->column[column].value - outcomes->value);
    memcpy(outcomes->value + before + cursor->ledger->first, value, cursor->n * sizeof *value);
}

/* The sum over payers, in their order. */
static void put_payers(const struct cursor *cursor, int column, const double *by_payer, size_t stride, bool public_only)
{
    double sum[LEDGER_MOST];
    if (!cursor->outcomes->owned[column]) return;
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
                 {ledger->cost_payer, at->cost, at->cost_public, at->cost_payer},
                 {ledger->cash_payer, at->net_cashable, at->net_cashable_public, at->net_cashable_payer}};
    for (size_t k = 0; k < sizeof total / sizeof *total; k++) {
        put_payers(cursor, total[k].column, total[k].by_payer, 1, false);
        put_payers(cursor, total[k].column_public, total[k].by_payer, 1, true);
        for (int p = 0; p < (int)cursor->plan->scenario->payers; p++)
            put(cursor, total[k].column_payer + p, total[k].by_payer + (size_t)p * ledger->n);
    }
    put(cursor, at->net_expected, ledger->net_expected);
}

/* The sum over payers of what stands [payers][horizon], year by year. */
static void record_flow(const struct cursor *cursor, const double *by_payer, int column, bool public_only)
{
    const int horizon = cursor->outcomes->horizon;
    for (int t = 0; t < horizon; t++)
        put_payers(cursor, column + t, by_payer + (size_t)t * cursor->ledger->n, (size_t)horizon, public_only);
}

/* The cumulative net by year, and the first year from which it is not negative any more, by more than half a cent, once
 * it has left 0; `horizon` where there is none, 0 where it never leaves 0. */
static void record_cumulative(const struct cursor *cursor, const double *by_payer, int column, int break_even_column,
                              bool public_only)
{
    const struct ledger *const ledger = cursor->ledger;
    const int horizon = cursor->outcomes->horizon;
    double break_even[LEDGER_MOST] = {0}, net[LEDGER_MOST];
    bool moved[LEDGER_MOST] = {false};
    if (!cursor->outcomes->owned[break_even_column]) return;
    for (int t = 0; t < horizon; t++) {
        ledger_sum_payers(cursor->plan, ledger, by_payer + (size_t)t * ledger->n, (size_t)horizon, public_only, net);
        put(cursor, column + t, net);
        for (size_t i = 0; i < cursor->n; i++) {
            moved[i] = moved[i] || fabs(net[i]) > MONEY_TIE;
            break_even[i] = moved[i] && net[i] >= -MONEY_TIE ? break_even[i] : t + 1;
        }
    }
    for (size_t i = 0; i < cursor->n; i++) break_even[i] = moved[i] ? break_even[i] : 0;
    put(cursor, break_even_column, break_even);
}

static void record_years(const struct cursor *cursor)
{
    const struct ledger *const ledger = cursor->ledger;
    const struct outcome_index *const at = &cursor->outcomes->at;
    const int values = (int)cursor->plan->scenario->payers * cursor->outcomes->horizon;
    for (int i = 0; i < values; i++) {
        put(cursor, at->cumulative_net_payer + i, ledger->cumulative + (size_t)i * ledger->n);
        put(cursor, at->cash_flow_payer + i, ledger->cash_flow + (size_t)i * ledger->n);
    }
    record_cumulative(cursor, ledger->cumulative, at->cumulative_net, at->break_even, false);
    record_cumulative(cursor, ledger->cumulative, at->cumulative_net_public, at->break_even_public, true);
    record_cumulative(cursor, ledger->cash_cumulative, at->cumulative_cashable, at->break_even_cashable, false);
    record_cumulative(cursor, ledger->cash_cumulative, at->cumulative_cashable_public, at->break_even_cashable_public,
                      true);
    record_flow(cursor, ledger->cash_flow, at->cash_flow, false);
    record_flow(cursor, ledger->cash_flow, at->cash_flow_public, true);
}

static void record_line(const struct cursor *cursor, int i, double *cashable, double *capacity)
{
    const struct plan *const plan = cursor->plan;
    const struct mechanism *const mechanism = &mechanism_table[plan->line[i].kind];
    const double *const value = cursor->ledger->line_pv + (size_t)i * cursor->ledger->n;
    const int quantity = line_cashable(plan->scenario, &plan->line[i]);
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
    if (!cursor->outcomes->owned[column]) return;
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
    if (outcomes->detail <= RECORD_RESULTS) record_years(&cursor);
    if (outcomes->detail <= RECORD_ALL) record_quantities(&cursor);
}

/* What `shared` says of a column that shares another's values: that one, which stands before it. */
enum { OWN = -1, ZEROES = -2 };

/* A family of columns: `count` of them under names made from the scenario. */
struct family {
    size_t offset; /* of its first column's index in struct outcome_index */
    enum unit unit;
    size_t (*count)(const struct plan *, const struct outcomes *);
    char *(*name)(struct arena *, const struct plan *, const struct outcomes *, const char *stem, int i);
    const char *stem;
    int (*shared)(const struct plan *, const struct outcomes *, int i);
    const char *about; /* of each column, for other programs */
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

static size_t count_years_known(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)plan;
    return outcomes->detail <= RECORD_RESULTS;
}

static size_t count_years(const struct plan *plan, const struct outcomes *outcomes)
{
    return count_years_known(plan, outcomes) * (size_t)plan->scenario->settings.horizon;
}

static size_t count_payer_years(const struct plan *plan, const struct outcomes *outcomes)
{
    return count_payers(plan, outcomes) * count_years(plan, outcomes);
}

static size_t count_drawn(const struct plan *plan, const struct outcomes *outcomes)
{
    (void)plan;
    return outcomes->detail <= RECORD_ALL ? outcomes->drawn : 0;
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
    return arena_printf(arena, "%s.%s.%s", mechanism_table[line->kind].cost ? "net" : "savings",
                        section_table[line->kind].name, line_item(plan->scenario, line)->name);
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

#define SHARED_FUNCTION(suffix)                                                                                        \
    static int shared_##suffix(const struct plan *plan, const struct outcomes *outcomes, int i)

SHARED_FUNCTION(never)
{
    (void)plan, (void)outcomes, (void)i;
    return OWN;
}

/* A sum over public payers, beside that over all of them. */
static int public_part(const struct plan *plan, int all)
{
    size_t public_payers = 0;
    for (size_t p = 0; p < plan->scenario->payers; p++) public_payers += plan->scenario->payer[p].public_finances;
    return public_payers == plan->scenario->payers ? all : public_payers == 0 ? ZEROES : OWN;
}

/* One payer's part of a sum over all of them. */
static int payer_part(const struct plan *plan, int all)
{
    return plan->scenario->payers == 1 ? all : OWN;
}

#define SHARED_PART(suffix, part, member)                                                                              \
    SHARED_FUNCTION(suffix)                                                                                            \
    {                                                                                                                  \
        (void)i;                                                                                                       \
        return part(plan, outcomes->at.member);                                                                        \
    }

SHARED_PART(net_public, public_part, net)
SHARED_PART(gross_public, public_part, gross)
SHARED_PART(cost_public, public_part, cost)
SHARED_PART(net_cashable_public, public_part, net_cashable)
SHARED_PART(break_even_public, public_part, break_even)
SHARED_PART(break_even_cashable_public, public_part, break_even_cashable)
SHARED_PART(net_payer, payer_part, net)
SHARED_PART(gross_payer, payer_part, gross)
SHARED_PART(cost_payer, payer_part, cost)
SHARED_PART(net_cashable_payer, payer_part, net_cashable)

/* Without persons, or with all of them integrated out, there is no luck to tell apart. */
SHARED_FUNCTION(net_expected)
{
    const bool sampled = plan->scenario->simulation.cohort != COHORT_EXPECTED && plan->cells > 0;
    (void)i;
    return sampled ? OWN : outcomes->at.net;
}

SHARED_FUNCTION(participants)
{
    (void)outcomes;
    return plan->participation[2 * i] < 0 ? ZEROES : OWN;
}

/* The last year of a cumulative sum is the whole. */
#define SHARED_YEARS(suffix, whole)                                                                                    \
    SHARED_FUNCTION(suffix)                                                                                            \
    {                                                                                                                  \
        (void)plan;                                                                                                    \
        return i == outcomes->horizon - 1 ? outcomes->at.whole : OWN;                                                  \
    }                                                                                                                  \
    SHARED_FUNCTION(suffix##_public)                                                                                   \
    {                                                                                                                  \
        const struct outcome_index *const at = &outcomes->at;                                                          \
        return i == outcomes->horizon - 1 ? at->whole##_public : public_part(plan, at->suffix + i);                    \
    }

SHARED_YEARS(cumulative_net, net)
SHARED_YEARS(cumulative_cashable, net_cashable)

SHARED_FUNCTION(cumulative_net_payer)
{
    const struct outcome_index *const at = &outcomes->at;
    const int payer = i / outcomes->horizon, t = i % outcomes->horizon;
    return t == outcomes->horizon - 1 ? at->net_payer + payer : payer_part(plan, at->cumulative_net + t);
}

SHARED_FUNCTION(cash_flow_public)
{
    return public_part(plan, outcomes->at.cash_flow + i);
}

SHARED_FUNCTION(cash_flow_payer)
{
    return payer_part(plan, outcomes->at.cash_flow + i % outcomes->horizon);
}

#define FAMILY(member, unit, suffix, counter, stem, shares, about)                                                     \
    {                                                                                                                  \
        offsetof(struct outcome_index, member), unit, counter, name_##suffix, stem, shared_##shares, about             \
    }

static const struct family family_table[] = {
    FAMILY(net, UNIT_MONEY, one, count_one, "net", never, "Net savings of all payers, present value"),
    FAMILY(gross, UNIT_MONEY, one, count_one, "gross", never, "Gross savings of all payers, present value"),
    FAMILY(cost, UNIT_MONEY, one, count_one, "cost", never, "Programme cost to all payers, present value"),
    FAMILY(net_public, UNIT_MONEY, one, count_one, "net_public", net_public,
           "Net savings of public finances, present value"),
    FAMILY(gross_public, UNIT_MONEY, one, count_one, "gross_public", gross_public,
           "Gross savings of public finances, present value"),
    FAMILY(cost_public, UNIT_MONEY, one, count_one, "cost_public", cost_public,
           "Programme cost to public finances, present value"),
    FAMILY(cashable, UNIT_MONEY, one, count_one, "gross_cashable", never,
           "Gross savings that release money, present value"),
    FAMILY(capacity, UNIT_MONEY, one, count_one, "gross_capacity", never,
           "Gross savings that release staff time and places, present value"),
    FAMILY(net_cashable, UNIT_MONEY, one, count_one, "net_cashable", never,
           "Net savings of all payers in money alone, present value"),
    FAMILY(net_cashable_public, UNIT_MONEY, one, count_one, "net_cashable_public", net_cashable_public,
           "Net savings of public finances in money alone, present value"),
    FAMILY(net_expected, UNIT_MONEY, one, count_one, "net_expected", net_expected,
           "Net savings that the drawn quantities lead to, without the luck of persons, present value"),
    FAMILY(net_payer, UNIT_MONEY, payer, count_payers, "net", net_payer, "Net savings of the payer, present value"),
    FAMILY(gross_payer, UNIT_MONEY, payer, count_payers, "gross", gross_payer,
           "Gross savings of the payer, present value"),
    FAMILY(cost_payer, UNIT_MONEY, payer, count_payers, "cost", cost_payer,
           "Programme cost to the payer, present value"),
    FAMILY(net_cashable_payer, UNIT_MONEY, payer, count_payers, "net_cashable", net_cashable_payer,
           "Net savings of the payer in money alone, present value"),
    FAMILY(line, UNIT_MONEY, line, count_lines, "", never,
           "What is saved on the item, or minus what the intervention costs, present value"),
    FAMILY(participants, UNIT_PERSONS, intervention, count_interventions, "participants", participants,
           "Participants of all intakes"),
    FAMILY(cases_avoided, UNIT_PERSONS, outcome, count_outcomes, "cases_avoided", never,
           "Cases avoided in all intakes"),
    FAMILY(break_even, UNIT_YEARS, one, count_years_known, "break_even", never,
           "Years until the net savings of all payers stay at zero or more"),
    FAMILY(break_even_public, UNIT_YEARS, one, count_years_known, "break_even_public", break_even_public,
           "Years until the net savings of public finances stay at zero or more"),
    FAMILY(break_even_cashable, UNIT_YEARS, one, count_years_known, "break_even_cashable", never,
           "Years until the net savings of all payers in money alone stay at zero or more"),
    FAMILY(break_even_cashable_public, UNIT_YEARS, one, count_years_known, "break_even_cashable_public",
           break_even_cashable_public,
           "Years until the net savings of public finances in money alone stay at zero or more"),
    FAMILY(cumulative_net, UNIT_MONEY, year, count_years, "cumulative_net", cumulative_net,
           "Net savings of all payers to the end of the year, present value"),
    FAMILY(cumulative_net_public, UNIT_MONEY, year, count_years, "cumulative_net_public", cumulative_net_public,
           "Net savings of public finances to the end of the year, present value"),
    FAMILY(cumulative_net_payer, UNIT_MONEY, payer_year, count_payer_years, "cumulative_net", cumulative_net_payer,
           "Net savings of the payer to the end of the year, present value"),
    FAMILY(cumulative_cashable, UNIT_MONEY, year, count_years, "cumulative_net_cashable", cumulative_cashable,
           "Net savings of all payers in money alone to the end of the year, present value"),
    FAMILY(cumulative_cashable_public, UNIT_MONEY, year, count_years, "cumulative_net_cashable_public",
           cumulative_cashable_public,
           "Net savings of public finances in money alone to the end of the year, present value"),
    FAMILY(cash_flow, UNIT_MONEY, year, count_years, "cash_flow", never,
           "Money of all payers in the year, not discounted"),
    FAMILY(cash_flow_public, UNIT_MONEY, year, count_years, "cash_flow_public", cash_flow_public,
           "Money of public finances in the year, not discounted"),
    FAMILY(cash_flow_payer, UNIT_MONEY, payer_year, count_payer_years, "cash_flow", cash_flow_payer,
           "Money of the payer in the year, not discounted"),
    FAMILY(quantity, UNIT_NUMBER, quantity, count_drawn, "", never,
           "Drawn value of the quantity, in prices of the scenario's price year"),
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
    out->column = ARENA_ARRAY(&out->arena, out->columns, struct column);
    if (!out->column) return error_out_of_memory(err);
    for (const struct family *family = family_table; family < family_table + FAMILIES; family++) {
        const int count = (int)family->count(plan, out);
        *(int *)(void *)((char *)&out->at + family->offset) = (int)n;
        for (int i = 0; i < count; i++, n++) {
            out->column[n].name = family->name(&out->arena, plan, out, family->stem, i);
            if (!out->column[n].name) return error_out_of_memory(err);
            out->column[n].unit = family->unit;
            out->column[n].about = family->about;
        }
    }
    for (size_t i = 0; i < count_drawn(plan, out); i++)
        out->column[(size_t)out->at.quantity + i].unit = plan->scenario->quantity[out->drawn_quantity[i]].unit;
    return STATUS_OK;
}

/* 37 GB, 1.4 GB, 230 MB */
struct amount_of_memory {
    int decimals;
    double number;
    const char *unit;
};

static struct amount_of_memory amount_of(double bytes)
{
    const bool giga = bytes >= 1e9;
    return (struct amount_of_memory){giga && bytes < 1e10, bytes / (giga ? 1e9 : 1e6), giga ? "GB" : "MB"};
}

static enum status too_much(const struct outcomes *out, uint32_t iterations, struct error *err)
{
    const struct amount_of_memory needs = amount_of((double)out->stored * iterations * sizeof(double));
    const struct amount_of_memory has = amount_of((double)out->arena.limit);
    if (out->arena.limit < SIZE_MAX)
        error_set(err, STATUS_MEMORY, "out of memory: %u iterations of %zu results need %-.*f %s, allowed are %-.*f %s",
                  iterations, out->columns, needs.decimals, needs.number, needs.unit, has.decimals, has.number,
                  has.unit);
    else
        error_set(err, STATUS_MEMORY, "out of memory: %u iterations of %zu results need %-.*f %s", iterations,
                  out->columns, needs.decimals, needs.number, needs.unit);
    return error_hint(err, "lower " INPUT("iterations") " or the horizon");
}

/* Where the values of each column stand; which of them are written. */
static size_t *place_columns(const struct plan *plan, struct outcomes *out, bool *owned)
{
    size_t n = 0, zeroes = SIZE_MAX, *const place = ARENA_ARRAY(&out->arena, out->columns, size_t);
    for (const struct family *family = family_table; place && family < family_table + FAMILIES; family++)
        for (int i = 0; i < (int)family->count(plan, out); i++, n++) {
            const int shared = family->shared(plan, out, i);
            owned[n] = shared == OWN;
            if (shared >= 0)
                place[n] = place[shared];
            else if (shared == OWN || zeroes == SIZE_MAX)
                place[n] = out->stored++;
            else
                place[n] = zeroes;
            if (shared == ZEROES) zeroes = place[n];
        }
    return place;
}

static enum status store_columns(const struct plan *plan, struct outcomes *out, struct error *err)
{
    bool *const owned = ARENA_ARRAY(&out->arena, out->columns, bool);
    const size_t *const place = owned ? place_columns(plan, out, owned) : NULL;
    size_t values;
    if (!place) return error_out_of_memory(err);
    if (__builtin_mul_overflow(out->stored, (size_t)out->requested, &values)) return too_much(out, out->requested, err);
    out->value = ARENA_ARRAY(&out->arena, values, double);
    if (!out->value) return too_much(out, out->requested, err);
    for (size_t c = 0; c < out->columns; c++) out->column[c].value = out->value + place[c] * out->requested;
    out->owned = owned;
    return STATUS_OK;
}

enum status record_init(const struct plan *plan, uint32_t iterations, enum record_detail detail, struct outcomes *out,
                        struct error *err)
{
    out->detail = detail;
    TRY(find_drawn(plan, out, err));
    for (size_t i = 0; i < FAMILIES; i++) out->columns += family_table[i].count(plan, out);
    out->requested = iterations;
    out->replicates = sampling_replicates(plan->sampling.method);
    out->certain = plan->draws == 0 && plan->scenario->simulation.cohort == COHORT_EXPECTED;
    for (size_t d = 0; d < plan->draws; d++)
        out->alone += plan->sampling.method == SAMPLING_SOBOL && plan->draw[d].axis.alone;
    out->horizon = plan->scenario->settings.horizon;
    out->lines = plan->lines;
    out->line = plan->line;
    TRY(name_columns(plan, out, err));
    return store_columns(plan, out, err);
}
