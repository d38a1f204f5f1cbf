/* Tables of a break-even analysis for other programs. */
#include <math.h>

#include "sim/report/breakeven_report.h"

enum { TABLE_QUANTITIES, TABLE_TARGET, TABLE_PEOPLE, TABLE_CASES, TABLES };

static const char *const verdict_name[BREAKEVEN_VERDICTS] = {"within_range", "outside_range", "none", "no_effect"};
static const char *const perspective_name[PERSPECTIVES] = {"all", "public", ""};
static const char *const statistic_name[TARGET_STATISTICS] = {"mean", "probability", "percentile"};

static const struct dataset_column quantity_column[] = {
    {"quantity", DATASET_TEXT, NULL, "Path of the quantity"},
    {"unit", DATASET_TEXT, NULL, "Unit of its values"},
    {"uncertain", DATASET_TEXT, NULL, "yes or no; no: the scenario holds it for certain"},
    {"today", DATASET_NUMBER, NULL, "Its mean, or its value; missing: no limit"},
    {"p5", DATASET_NUMBER, NULL, NULL},
    {"p95", DATASET_NUMBER, NULL, NULL},
    {"verdict", DATASET_TEXT, NULL, "within_range, outside_range, none (no break-even) or no_effect"},
    {"target_met", DATASET_TEXT, NULL, "above or below the break-even, as far as `until`"},
    DATASET_ESTIMATE("breakeven", NULL, "Value at which the target is met"),
    DATASET_ESTIMATE("until", NULL, "Other end of the stretch that meets the target; missing where it has none"),
    {"level", DATASET_NUMBER, NULL, "Level of the break-even in the quantity's own distribution, 0 to 1"},
    {"crossings", DATASET_NUMBER, NULL, "Places where the result crosses the target; the nearest to today is given"},
    {"tried_from", DATASET_NUMBER, NULL, "Least value that was tried"},
    DATASET_ESTIMATE("reached_from", NULL, "Statistic of the target there"),
    {"tried_to", DATASET_NUMBER, NULL, "Greatest value that was tried"},
    DATASET_ESTIMATE("reached_to", NULL, "Statistic of the target there"),
};

static const struct dataset_column target_column[] = {
    {"result", DATASET_TEXT, NULL, "Name of the result, as in draws.csv"},
    {"unit", DATASET_TEXT, NULL, "Unit of the result"},
    {"statistic", DATASET_TEXT, NULL, "mean, probability or percentile"},
    {"threshold", DATASET_NUMBER, NULL, "Of a probability: of exceeding this"},
    {"level", DATASET_NUMBER, NULL, "Of a percentile, 0 to 1"},
    {"wanted", DATASET_NUMBER, NULL, "What the statistic should be"},
    DATASET_ESTIMATE("reached", NULL, "What it is today"),
    DATASET_ESTIMATE("reached_with_luck", NULL,
                     "What it is in hyoty run, luck included; missing where that is the same or would take long"),
};

static const struct dataset_column people_column[] = {
    {"intervention", DATASET_TEXT, NULL, NULL},
    DATASET_ESTIMATE("today", "persons", "Participants of all intakes"),
    {"target_met", DATASET_TEXT, NULL, "above or below so many; missing: their number does not decide"},
    DATASET_ESTIMATE("needed", "persons", "Participants at which the target is met"),
    {"by", DATASET_TEXT, NULL, "Quantity that alone changes"},
    {"setting", DATASET_NUMBER, "share", "Its value"},
    DATASET_ESTIMATE("most", "persons", "Participants if everybody is invited and takes part"),
};

static void add_missing(struct dataset *data, size_t numbers)
{
    for (size_t i = 0; i < numbers; i++) dataset_number(data, NAN);
}

static void add_estimate(struct dataset *data, bool defined, struct estimate estimate)
{
    if (defined)
        dataset_estimate(data, estimate);
    else
        add_missing(data, 4);
}

static void add_quantity(struct dataset *data, struct arena *arena, const struct scenario *scenario,
                         const struct breakeven_quantity *one)
{
    const struct quantity *const quantity = &scenario->quantity[one->quantity];
    const bool found = breakeven_is_found(one), tried = one->verdict != BREAKEVEN_IDLE;
    dataset_text(data, quantity->path);
    dataset_text(data, unit_text(arena, quantity->unit, scenario->settings.currency));
    dataset_text(data, one->uncertain ? "yes" : "no");
    dataset_number(data, one->today);
    dataset_number(data, one->uncertain ? one->low : NAN);
    dataset_number(data, one->uncertain ? one->high : NAN);
    dataset_text(data, verdict_name[one->verdict]);
    dataset_text(data, !found ? NULL : one->above ? "above" : "below");
    add_estimate(data, found, one->value);
    add_estimate(data, found && one->stretch, one->end);
    dataset_number(data, found && one->uncertain ? one->level : NAN);
    dataset_number(data, (double)one->crossings);
    dataset_number(data, tried ? one->from.quantity : NAN);
    add_estimate(data, tried, one->from.reached);
    dataset_number(data, tried ? one->to.quantity : NAN);
    add_estimate(data, tried, one->to.reached);
}

static void fill_quantities(struct dataset *data, struct arena *arena, const struct breakeven *is)
{
    dataset_init(data, arena, "breakeven", "A quantity, and the value at which the result meets its target",
                 quantity_column, sizeof quantity_column / sizeof *quantity_column);
    for (size_t q = 0; q < is->quantities; q++) add_quantity(data, arena, is->plan->scenario, &is->quantity[q]);
}

static void fill_target(struct dataset *data, struct arena *arena, const struct breakeven *is)
{
    const struct target *const target = &is->target;
    dataset_init(data, arena, "target", "The target, and what is reached today", target_column,
                 sizeof target_column / sizeof *target_column);
    dataset_text(data, target->result);
    dataset_text(data, unit_text(arena, is->unit, is->plan->scenario->settings.currency));
    dataset_text(data, statistic_name[target->statistic]);
    dataset_number(data, target->statistic == TARGET_PROBABILITY ? target->threshold : NAN);
    dataset_number(data, target->statistic == TARGET_PERCENTILE ? target->level : NAN);
    dataset_number(data, target->wanted);
    dataset_estimate(data, is->today.reached);
    add_estimate(data, is->stochastic_told, is->with_stochastic.reached);
}

static void fill_people(struct dataset *data, struct arena *arena, const struct breakeven *is)
{
    const struct scenario *const scenario = is->plan->scenario;
    dataset_init(data, arena, "people", "An intervention, and the participants at which the target is met",
                 people_column, sizeof people_column / sizeof *people_column);
    for (size_t i = 0; i < is->people; i++) {
        const struct breakeven_people *const one = &is->person[i];
        dataset_text(data, scenario->intervention[one->intervention].name);
        dataset_estimate(data, one->today);
        dataset_text(data, !one->found ? NULL : one->above ? "above" : "below");
        add_estimate(data, one->found, one->needed);
        dataset_text(data, one->found ? scenario->quantity[one->quantity].path : NULL);
        dataset_number(data, one->found ? one->setting : NAN);
        dataset_estimate(data, one->most);
    }
}

static void fill_cases(struct dataset *data, struct arena *arena, const struct breakeven *is)
{
    const struct scenario *const scenario = is->plan->scenario;
    const char *const money = scenario->settings.currency;
    const struct dataset_column column[] = {
        {"outcome", DATASET_TEXT, NULL, NULL},
        {"purse", DATASET_TEXT, NULL, "all, public, or the name of a payer"},
        DATASET_ESTIMATE("cost", money, "Programme cost, present value"),
        DATASET_ESTIMATE("worth", money, "Saved by one case that is avoided, present value"),
        DATASET_ESTIMATE("cases", "persons", "Cases that repay the cost"),
        DATASET_ESTIMATE("undiscounted_cost", money, NULL),
        DATASET_ESTIMATE("undiscounted_worth", money, "All years of a case, not discounted"),
        DATASET_ESTIMATE("undiscounted_cases", "persons", NULL),
    };
    dataset_init(data, arena, "cases", "Cases of an outcome that would repay the programme by themselves", column,
                 sizeof column / sizeof *column);
    for (size_t i = 0; i < is->cases; i++) {
        const struct breakeven_cases *const one = &is->needed[i];
        dataset_text(data, scenario->outcome[one->outcome].name);
        dataset_text(data, one->perspective == PERSPECTIVE_PAYER ? scenario->payer[one->payer].name
                                                                 : perspective_name[one->perspective]);
        dataset_estimate(data, one->cost);
        add_estimate(data, one->defined, one->worth);
        add_estimate(data, one->defined, one->cases);
        dataset_estimate(data, one->undiscounted_cost);
        add_estimate(data, one->defined, one->undiscounted_worth);
        add_estimate(data, one->defined, one->undiscounted_cases);
    }
}

static bool applies(const struct chart_subject *subject)
{
    const struct breakeven *const is = subject->analysis;
    return is->quantities > 1 && breakeven_is_found(is->quantity);
}

static const struct chart charts[] = {{"breakeven", chart_breakeven, applies, "breakeven"}};
static const struct chart_table breakeven_charts = CHART_TABLE(charts);
const struct result_kind breakeven_kind = {
    .command = "breakeven", .charts = &breakeven_charts, .build = breakeven_build};

enum status breakeven_report(struct arena *arena, const struct breakeven *breakeven, struct result *out,
                             struct error *err)
{
    struct dataset *const table = ARENA_ARRAY(arena, TABLES, struct dataset);
    if (!table) return error_out_of_memory(err);
    fill_quantities(&table[TABLE_QUANTITIES], arena, breakeven);
    fill_target(&table[TABLE_TARGET], arena, breakeven);
    fill_people(&table[TABLE_PEOPLE], arena, breakeven);
    fill_cases(&table[TABLE_CASES], arena, breakeven);
    result_fill(out, breakeven, &breakeven->plan->scenario->simulation, table, TABLES);
    return STATUS_OK;
}
