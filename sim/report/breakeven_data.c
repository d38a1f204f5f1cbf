/* Tables of a break-even analysis for other programs. */
#include <math.h>

#include "sim/report/breakeven_report.h"
#include "sim/words/quantity_label.h"

enum { TABLE_QUANTITIES, TABLE_TARGET, TABLE_PEOPLE, TABLE_CASES, TABLES };

static const char *const verdict_name[BREAKEVEN_VERDICTS] = {"within_range", "outside_range", "none", "no_effect"};
static const char *const perspective_name[PERSPECTIVES] = {"all", "public", ""};
static const char *const statistic_name[TARGET_STATISTICS] = {"mean", "probability", "percentile"};

/* Of the break-even, where the target is met. */
static const char *side_name(bool found, bool above)
{
    return !found ? NULL : above ? "above" : "below";
}

/* Of the statistic that the target is about. */
static const char *unit_reached(const struct breakeven *is, struct dataset *out)
{
    if (is->target.statistic == TARGET_PROBABILITY) return "share";
    return dataset_made(out, unit_text(out->arena, is->unit, is->plan->scenario->settings.currency));
}

static void quantity_row(const struct breakeven *is, const struct breakeven_quantity *row, enum language language,
                         struct dataset *out)
{
    static const char reached_about[] = "Statistic of the target there";
    const struct scenario *const scenario = is->plan->scenario;
    const char *const unit = unit_reached(is, out);
    const bool found = row && breakeven_is_found(row), tried = row && row->verdict != BREAKEVEN_IDLE;
    COLUMN_TEXT(out, "quantity", "Path of the quantity", scenario->quantity[row->quantity].path);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files",
                dataset_made(out, quantity_label(out->arena, scenario, row->quantity, language)));
    COLUMN_TEXT(
        out, "unit", "Unit of its values",
        dataset_made(out, unit_text(out->arena, scenario->quantity[row->quantity].unit, scenario->settings.currency)));
    COLUMN_YES(out, "uncertain", "yes or no; no: the scenario holds it for certain", row->uncertain);
    COLUMN_NUMBER(out, "today", DATASET_ROW_UNIT, "Its mean, or its value; missing: no limit", row->today);
    COLUMN_NUMBER(out, "p5", DATASET_ROW_UNIT, "Its 5th percentile; missing where it is certain",
                  row->uncertain ? row->low : NAN);
    COLUMN_NUMBER(out, "p95", DATASET_ROW_UNIT, "Its 95th percentile; missing where it is certain",
                  row->uncertain ? row->high : NAN);
    COLUMN_TEXT(out, "verdict", "within_range, outside_range, none (no break-even) or no_effect",
                verdict_name[row->verdict]);
    COLUMN_TEXT(out, "target_met", "above or below the break-even, as far as `until`", side_name(found, row->above));
    COLUMN_ESTIMATE(out, "breakeven", DATASET_ROW_UNIT, "Value at which the target is met",
                    found ? row->value : DATASET_MISSING);
    COLUMN_ESTIMATE(out, "until", DATASET_ROW_UNIT,
                    "Other end of the stretch that meets the target; missing where it has none",
                    found && row->stretch ? row->end : DATASET_MISSING);
    COLUMN_NUMBER(out, "level", "share", "Level of the break-even in the quantity's own distribution, 0 to 1",
                  found && row->uncertain ? row->level : NAN);
    COLUMN_NUMBER(out, "crossings", "number",
                  "Places where the result crosses the target; the nearest to today is given", (double)row->crossings);
    COLUMN_NUMBER(out, "tried_from", DATASET_ROW_UNIT, "Least value that was tried", tried ? row->from.quantity : NAN);
    COLUMN_ESTIMATE(out, "reached_from", unit, reached_about, tried ? row->from.reached : DATASET_MISSING);
    COLUMN_NUMBER(out, "tried_to", DATASET_ROW_UNIT, "Greatest value that was tried", tried ? row->to.quantity : NAN);
    COLUMN_ESTIMATE(out, "reached_to", unit, reached_about, tried ? row->to.reached : DATASET_MISSING);
}

static void fill_quantities(const struct breakeven *is, struct arena *arena, enum language language,
                            struct dataset *out)
{
    DATASET_INIT(out, arena, "breakeven", "A quantity, and the value at which the result meets its target",
                 quantity_row(is, NULL, language, out));
    for (size_t q = 0; q < is->quantities; q++) quantity_row(is, &is->quantity[q], language, out);
}

static void target_row(const struct breakeven *is, struct dataset *out)
{
    const struct target *const target = &is->target;
    const char *const reached = unit_reached(is, out);
    COLUMN_TEXT(out, "result", "Name of the result, as in draws.csv", target->result);
    COLUMN_TEXT(out, "unit", "Unit of the result",
                dataset_made(out, unit_text(out->arena, is->unit, is->plan->scenario->settings.currency)));
    COLUMN_TEXT(out, "statistic", "mean, probability or percentile", statistic_name[target->statistic]);
    COLUMN_NUMBER(out, "threshold", DATASET_ROW_UNIT, "Of a probability: of exceeding this",
                  target->statistic == TARGET_PROBABILITY ? target->threshold : NAN);
    COLUMN_NUMBER(out, "level", "share", "Of a percentile, 0 to 1",
                  target->statistic == TARGET_PERCENTILE ? target->level : NAN);
    COLUMN_NUMBER(out, "wanted", reached, "What the statistic should be", target->wanted);
    COLUMN_ESTIMATE(out, "reached", reached, "What it is today", is->today.reached);
    COLUMN_ESTIMATE(out, "reached_with_luck", reached,
                    "What it is in hyoty run, luck included; missing where that is the same or would take long",
                    is->stochastic_told ? is->with_stochastic.reached : DATASET_MISSING);
}

static void fill_target(const struct breakeven *is, struct arena *arena, struct dataset *out)
{
    DATASET_INIT(out, arena, "target", "The target, and what is reached today", target_row(is, out));
    target_row(is, out);
}

static void people_row(const struct scenario *scenario, const struct breakeven_people *row, struct dataset *out)
{
    COLUMN_TEXT(out, "intervention", "Name of the intervention", scenario->intervention[row->intervention].name);
    COLUMN_ESTIMATE(out, "today", "persons", "Participants of all intakes", row->today);
    COLUMN_TEXT(out, "target_met", "above or below so many; missing: their number does not decide",
                side_name(row->found, row->above));
    COLUMN_ESTIMATE(out, "needed", "persons", "Participants at which the target is met",
                    row->found ? row->needed : DATASET_MISSING);
    COLUMN_TEXT(out, "by", "Quantity that alone changes", row->found ? scenario->quantity[row->quantity].path : NULL);
    COLUMN_NUMBER(out, "setting", "share", "Its value", row->found ? row->setting : NAN);
    COLUMN_ESTIMATE(out, "most", "persons", "Participants if everybody is invited and takes part", row->most);
}

static void fill_people(const struct breakeven *is, struct arena *arena, struct dataset *out)
{
    const struct scenario *const scenario = is->plan->scenario;
    DATASET_INIT(out, arena, "people", "An intervention, and the participants at which the target is met",
                 people_row(scenario, NULL, out));
    for (size_t i = 0; i < is->people; i++) people_row(scenario, &is->person[i], out);
}

static void cases_row(const struct scenario *scenario, const struct breakeven_cases *row, struct dataset *out)
{
    const char *const money = scenario->settings.currency;
    COLUMN_TEXT(out, "outcome", "Name of the outcome", scenario->outcome[row->outcome].name);
    COLUMN_TEXT(out, "purse", "all, public, or the name of a payer",
                row->perspective == PERSPECTIVE_PAYER ? scenario->payer[row->payer].name
                                                      : perspective_name[row->perspective]);
    COLUMN_ESTIMATE(out, "cost", money, "Programme cost, present value", row->cost);
    COLUMN_ESTIMATE(out, "worth", money, "Saved by one case that is avoided, present value",
                    row->defined ? row->per_case : DATASET_MISSING);
    COLUMN_ESTIMATE(out, "cases", "persons", "Cases that repay the cost", row->defined ? row->cases : DATASET_MISSING);
    COLUMN_ESTIMATE(out, "undiscounted_cost", money, "Programme cost, not discounted", row->undiscounted_cost);
    COLUMN_ESTIMATE(out, "undiscounted_worth", money, "All years of a case, not discounted",
                    row->defined ? row->undiscounted_per_case : DATASET_MISSING);
    COLUMN_ESTIMATE(out, "undiscounted_cases", "persons", "Cases that repay the cost, neither discounted",
                    row->defined ? row->undiscounted_cases : DATASET_MISSING);
}

static void fill_cases(const struct breakeven *is, struct arena *arena, struct dataset *out)
{
    const struct scenario *const scenario = is->plan->scenario;
    DATASET_INIT(out, arena, "cases", "Cases of an outcome that would repay the programme by themselves",
                 cases_row(scenario, NULL, out));
    for (size_t i = 0; i < is->cases; i++) cases_row(scenario, &is->needed[i], out);
}

static bool applies(const struct chart_subject *subject)
{
    const struct breakeven *const is = subject->analysis;
    return is->quantities > 1 && breakeven_is_found(is->quantity);
}

static const struct chart charts[] = {{"breakeven", chart_breakeven, applies, "breakeven", false}};
static const struct chart_table breakeven_charts = CHART_TABLE(charts);
const struct result_kind breakeven_kind = {
    .command = "breakeven", .charts = &breakeven_charts, .build = breakeven_build};

enum status breakeven_report(struct arena *arena, const struct breakeven *breakeven, struct result *out,
                             struct error *err)
{
    struct dataset *const table = ARENA_ARRAY(arena, TABLES, struct dataset);
    if (!table) return error_out_of_memory(err);
    fill_quantities(breakeven, arena, out->language, &table[TABLE_QUANTITIES]);
    fill_target(breakeven, arena, &table[TABLE_TARGET]);
    fill_people(breakeven, arena, &table[TABLE_PEOPLE]);
    fill_cases(breakeven, arena, &table[TABLE_CASES]);
    result_fill(out, breakeven, &breakeven->plan->scenario->simulation, table, TABLES);
    return STATUS_OK;
}
