#include "sim/analysis/readback.h"

#include <math.h>

#include "sim/analysis/abolition.h"
#include "sim/engine/run.h"

/* The mean, or the median of what has no finite one. */
static double middle_of(const struct quantity *quantity)
{
    const double mean = distribution_mean(&quantity->distribution);
    return isfinite(mean) ? mean : distribution_quantile(&quantity->distribution, 0.5);
}

/* The scenario with every quantity at its mean, with the numbers of abolition, and one iteration without luck. */
static enum status at_means(struct arena *arena, const struct scenario *scenario, struct abolition *out_abolition,
                            struct scenario *out, struct error *err)
{
    struct quantity *quantity;
    TRY(abolition_numbers(arena, scenario, out_abolition, &quantity, out, err));
    for (size_t q = 0; q < scenario->quantities; q++)
        if (!distribution_is_fixed(&quantity[q].distribution))
            quantity[q].distribution = distribution_fixed(middle_of(&scenario->quantity[q]));
    out->correlations = 0;
    out->simulation.iterations = 1;
    out->simulation.sampling = SAMPLING_RANDOM;
    out->simulation.cohort = COHORT_EXPECTED;
    return STATUS_OK;
}

/* The effects of a measure, and room for all of them. */
struct measure {
    const struct scenario *scenario; /* at its means */
    const struct abolition *abolition;
    struct effect *effect;
    size_t effects;
};

static void abolish(struct measure *of, enum effect_target target, int index, enum effect_measure measure,
                    enum abolition_number value)
{
    of->effect[of->effects++] = abolition_effect(of->abolition, target, index, measure, value);
}

/* group -1: what does not pass through persons. */
static void abolish_all(struct measure *of, int group)
{
    const struct scenario *const scenario = of->scenario;
    for (size_t k = 0; group >= 0 && k < scenario->outcomes; k++)
        if (scenario->outcome[k].applies[group])
            abolish(of, EFFECT_OUTCOME, (int)k, MEASURE_RELATIVE_RISK, ABOLITION_NOTHING);
    for (size_t s = 0; group >= 0 && s < scenario->services; s++)
        if (scenario->service[s].applies[group])
            abolish(of, EFFECT_SERVICE, (int)s, MEASURE_REDUCTION, ABOLITION_WHOLE);
    for (size_t kind = 0; group < 0 && kind < EFFECT_TARGETS; kind++)
        for (size_t i = 0; mechanism_table[kind].needs == NEEDS_EFFECTS && i < section_count(scenario, kind); i++)
            for (size_t m = 0; m < mechanism_table[kind].measures; m++)
                abolish(of, (enum effect_target)kind, (int)i, mechanism_table[kind].measure[m], ABOLITION_WHOLE);
}

/* The measure that leaves nothing in a group, or of what passes through nobody. */
static enum status measure_of(struct arena *arena, struct measure *of, int group, struct intervention *out,
                              struct error *err)
{
    const struct scenario *const scenario = of->scenario;
    double *const weight = ARENA_ARRAY(arena, scenario->payers, double);
    size_t room = 0;
    for (size_t kind = 0; kind < EFFECT_TARGETS; kind++) room += MECHANISM_MEASURES * section_count(scenario, kind);
    of->effect = ARENA_ARRAY(arena, room, struct effect);
    of->effects = 0;
    const char *const name = arena_printf(arena, "%d", group);
    if (!weight || !of->effect || !name) return error_out_of_memory(err);
    weight[0] = 1;
    abolish_all(of, group);
    const int *const number_of = of->abolition->number;
    *out = (struct intervention){.name = name,
                                 .group = group,
                                 .years = scenario->settings.horizon,
                                 .top = number_of[ABOLITION_WHOLE],
                                 .accuracy = number_of[ABOLITION_NOTHING],
                                 .uptake = number_of[ABOLITION_WHOLE],
                                 .capacity = number_of[ABOLITION_WITHOUT_END],
                                 .ramp_up_count = 1,
                                 .ramp_up = &number_of[ABOLITION_WHOLE],
                                 .per_participant = number_of[ABOLITION_NOTHING],
                                 .optimism_bias = number_of[ABOLITION_NOTHING],
                                 .growth = number_of[ABOLITION_NOTHING],
                                 .payers = {.weight = weight},
                                 .effect_count = of->effects,
                                 .effect = of->effect};
    return STATUS_OK;
}

/* The scenario with measures that leave nothing, in place of its interventions. */
static enum status abolished(struct arena *arena, const struct scenario *means, const struct abolition *abolition,
                             struct scenario *out, struct error *err)
{
    struct measure of = {.scenario = means, .abolition = abolition};
    struct intervention *const measure = ARENA_ARRAY(arena, means->groups + 1, struct intervention);
    if (!measure) return error_out_of_memory(err);
    for (int group = -1; group < (int)means->groups; group++)
        TRY(measure_of(arena, &of, group, &measure[group + 1], err));
    *out = *means;
    out->interventions = means->groups + 1;
    out->intervention = measure;
    out->settings.interactions = INTERACTIONS_MULTIPLY;
    return STATUS_OK;
}

/* --- what is read off a replay --- */

struct reading {
    struct arena *arena;
    const struct plan *plan;
    struct replay replay;
};

static enum status reading_take(struct arena *arena, const struct scenario *scenario, struct reading *out,
                                struct error *err)
{
    out->arena = arena;
    TRY(plan_compile(arena, scenario, &out->plan, err));
    return engine_replay(arena, out->plan, 0, &out->replay, err);
}

double readback_sum(const double *value, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) sum += value[i];
    return sum;
}

static bool line_take(const struct reading *reading, size_t line, struct readback_line *out)
{
    const struct ledger *const ledger = reading->replay.ledger;
    const int horizon = reading->plan->scenario->settings.horizon;
    const double *const flow = ledger_flow(reading->plan, ledger, line);
    double *const year = ARENA_ARRAY(reading->arena, (size_t)horizon, double);
    for (int t = 0; year && t < ledger->years[line]; t++) year[t] = flow[(size_t)t * ledger->n];
    *out = (struct readback_line){reading->plan->line[line], year, year ? readback_sum(year, horizon) : 0};
    return year != NULL;
}

typedef void intake_counts(const struct plan *plan, const struct ledger *ledger, int item, int intake, double *out);

/* [items][intakes] of what a ledger counts; NULL when out of memory. */
static const double *const *counts_take(const struct reading *reading, size_t items, int intakes, intake_counts *counts)
{
    const double **const list = ARENA_ARRAY(reading->arena, items, const double *);
    for (size_t i = 0; list && i < items; i++) {
        double *const value = ARENA_ARRAY(reading->arena, (size_t)intakes, double);
        if (!value) return NULL;
        for (int a = 0; a < intakes; a++) {
            double column[LEDGER_MOST];
            counts(reading->plan, reading->replay.ledger, (int)i, a, column);
            value[a] = column[0];
        }
        list[i] = value;
    }
    return list;
}

/* Persons of an intake whom an outcome concerns. */
static void entering(const struct plan *plan, const struct ledger *ledger, int outcome, int intake, double *out)
{
    (void)ledger;
    out[0] = 0;
    for (size_t g = 0; g < plan->groups; g++)
        if (plan->scenario->outcome[outcome].applies[g] && intake < plan->group[g].intakes)
            out[0] += plan->group[g].size;
}

/* Years that are whole but for rounding are whole; what is paid at once is paid in one year. */
static struct readback_case case_of(const struct scenario *scenario, const struct outcome *outcome)
{
    const double last_bits = 1e-9;
    const double onset = middle_of(&scenario->quantity[outcome->onset]);
    const double duration = middle_of(&scenario->quantity[outcome->duration]), first = floor(onset + last_bits);
    return (struct readback_case){onset, duration, first, fmax(first, ceil(onset + duration - last_bits) - 1)};
}

static const struct readback_case *cases_take(struct arena *arena, const struct scenario *scenario)
{
    struct readback_case *const list = ARENA_ARRAY(arena, scenario->outcomes, struct readback_case);
    for (size_t k = 0; list && k < scenario->outcomes; k++) list[k] = case_of(scenario, &scenario->outcome[k]);
    return list;
}

static enum status fill(struct arena *arena, const struct reading *with, const struct reading *without,
                        struct readback *out, struct error *err)
{
    struct readback_line *const line =
        ARENA_ARRAY(arena, with->plan->lines + without->plan->lines, struct readback_line);
    bool complete = line != NULL;
    for (size_t i = 0; complete && i < without->plan->lines; i++)
        if (without->plan->line[i].kind != LINE_PROGRAMME) complete = line_take(without, i, &line[out->lines++]);
    for (size_t i = 0; complete && i < with->plan->lines; i++)
        if (with->plan->line[i].kind == LINE_PROGRAMME) complete = line_take(with, i, &line[out->lines++]);
    for (size_t g = 0; g < with->plan->groups; g++)
        if (with->plan->group[g].intakes > out->intakes) out->intakes = with->plan->group[g].intakes;
    out->line = line;
    out->entering = counts_take(without, out->scenario->outcomes, out->intakes, entering);
    out->struck = counts_take(without, out->scenario->outcomes, out->intakes, ledger_avoided);
    out->participants = counts_take(with, out->scenario->interventions, out->intakes, ledger_participants);
    out->of_case = cases_take(arena, out->scenario);
    complete = complete && out->of_case && out->entering && out->struck && out->participants;
    return complete ? STATUS_OK : error_out_of_memory(err);
}

enum status readback_compute(struct arena *arena, const struct scenario *scenario, struct readback *out,
                             struct error *err)
{
    struct scenario means, nothing_left;
    struct abolition abolition;
    struct reading with, without;
    struct readback made = {.scenario = scenario};
    TRY(at_means(arena, scenario, &abolition, &means, err));
    TRY(abolished(arena, &means, &abolition, &nothing_left, err));
    TRY(reading_take(arena, &means, &with, err));
    TRY(reading_take(arena, &nothing_left, &without, err));
    TRY(fill(arena, &with, &without, &made, err));
    *out = made;
    return STATUS_OK;
}
