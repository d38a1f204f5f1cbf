#include "sim/report/run_data.h"

#include <math.h>

#include "sim/analysis/beyond.h"
#include "sim/report/basis.h"
#include "sim/report/run_evidence.h"
#include "sim/scenario/programme.h"
#include "sim/scenario/section.h"
#include "sim/words/column_label.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

static json_t *settings(struct json_maker *maker, const struct settings *settings)
{
    json_t *const object = json_object(), *const steps = json_array();
    for (size_t s = 0; s < settings->discount_steps; s++) {
        json_t *const step = json_object();
        const bool last = s + 1 == settings->discount_steps;
        json_put(maker, step, "until_year", last ? json_null() : json_integer(settings->discount_step[s].until));
        json_put(maker, step, "rate", json_number(settings->discount_step[s].rate));
        json_append(maker, steps, step);
    }
    json_put(maker, object, "start_year", json_integer(settings->start_year));
    json_put(maker, object, "horizon", json_integer(settings->horizon));
    json_put(maker, object, "price_year", json_integer(settings->price_year));
    json_put(maker, object, "currency", json_text(maker, settings->currency));
    json_put(maker, object, "discount_rate", json_text(maker, settings->discount_written));
    json_put(maker, object, "discount_steps", steps);
    json_put(maker, object, "discounting", json_string(discounting_name[settings->discounting]));
    json_put(maker, object, "interactions", json_string(interactions_name[settings->interactions]));
    return object;
}

/* What --precision asked for and got. */
static json_t *precision(struct json_maker *maker, const struct precision_goal *goal)
{
    static const char *const figure[PRECISION_FIGURES] = {"mean", "p5", "p95", "probability_positive"};
    json_t *const object = json_object();
    json_put(maker, object, "wanted", json_number(goal->wanted));
    json_put(maker, object, "reached", json_number(goal->reached.value));
    json_put(maker, object, "figure", json_string(figure[goal->reached.figure]));
    json_put(maker, object, "column", json_string(goal->reached.public_finances ? "net_public" : "net"));
    json_put(maker, object, "limit", json_integer(goal->limit));
    return object;
}

json_t *run_simulation(struct json_maker *maker, const struct result *result)
{
    const struct report *const report = result->analysis;
    const struct outcomes *const outcomes = report->outcomes;
    json_t *const object = json_object();
    json_put(maker, object, "iterations", json_integer(outcomes->iterations));
    json_put(maker, object, "requested", json_integer(outcomes->requested));
    json_put(maker, object, "interrupted",
             json_boolean(report->interrupted || outcomes->iterations < outcomes->requested));
    json_put(maker, object, "seed", json_seed(maker, report->scenario));
    json_put(maker, object, "cohort", json_string(cohort_name[report->scenario->simulation.cohort]));
    json_put(maker, object, "sampling", json_string(sampling_name[report->scenario->simulation.sampling]));
    if (outcomes->replicates > 1) {
        json_put(maker, object, "replicates", json_integer((json_int_t)outcomes->replicates));
        json_put(maker, object, "errors_between_replicates", json_boolean(report->summary->replicated));
        json_put(maker, object, "stratified_alone", json_integer((json_int_t)outcomes->alone));
    }
    if (report->precision) json_put(maker, object, "precision", precision(maker, report->precision));
    return object;
}

static json_t *unit_name(struct json_maker *maker, const struct report *report, enum unit unit)
{
    return json_text(maker, unit_text(maker->arena, unit, report->scenario->settings.currency));
}

/* Name of the column that holds the draws of a quantity; null where it is fixed. */
static json_t *drawn_column(struct json_maker *maker, const struct outcomes *outcomes, size_t quantity)
{
    for (size_t d = 0; d < outcomes->drawn; d++)
        if (outcomes->drawn_quantity[d] == (int)quantity)
            return json_text(maker, outcomes->column[(size_t)outcomes->at.quantity + d].name);
    return json_null();
}

/* In every language, so that the file is the same in each: what the scenario gives, else what words say. */
static json_t *quantity_labels(struct json_maker *maker, const struct scenario *scenario, size_t q)
{
    json_t *const object = json_object();
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        const char *const label = quantity_label(maker->arena, scenario, (int)q, (enum language)l);
        json_put(maker, object, language_code((enum language)l), label ? json_text(maker, label) : NULL);
    }
    return object;
}

static json_t *column_labels(struct json_maker *maker, const struct report *report, size_t c)
{
    json_t *const object = json_object();
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        const char *const label = column_label(maker->arena, report->scenario, report->outcomes, c, (enum language)l);
        json_put(maker, object, language_code((enum language)l), label ? json_text(maker, label) : NULL);
    }
    return object;
}

static json_t *quantity(struct json_maker *maker, const struct report *report, size_t q)
{
    const struct quantity *const given = &report->scenario->quantity[q];
    const bool fixed = distribution_is_fixed(&given->distribution);
    json_t *const object = json_object();
    json_put(maker, object, "path", json_text(maker, given->path));
    json_put(maker, object, "label", quantity_labels(maker, report->scenario, q));
    json_put(maker, object, "unit", unit_name(maker, report, given->unit));
    json_put(maker, object, "written", json_text(maker, given->written));
    json_put(maker, object, "read_as", json_text(maker, given->reading));
    json_put(maker, object, "distribution", json_string(distribution_table[given->distribution.kind].name));
    json_put(maker, object, "fixed", json_boolean(fixed));
    json_put(maker, object, "value",
             fixed ? json_number(given->scale * distribution_mean(&given->distribution)) : json_null());
    json_put(maker, object, "column", drawn_column(maker, report->outcomes, q));
    json_put(maker, object, "price_year", given->price_year ? json_integer(given->price_year) : json_null());
    json_put(maker, object, "price_index", json_text(maker, given->price_index));
    json_put(maker, object, "price_factor", json_number(given->scale));
    json_put(maker, object, "source", json_label(maker, &given->source));
    json_put(maker, object, "note", json_label(maker, &given->note));
    json_put(maker, object, "evidence", json_text(maker, evidence_name[given->evidence]));
    json_put(maker, object, "alternative", json_text(maker, given->alternative));
    json_put(maker, object, "defaulted", json_boolean(given->defaulted));
    return object;
}

static json_t *quantities(struct json_maker *maker, const struct report *report)
{
    json_t *const array = json_array();
    for (size_t q = 0; q < report->scenario->quantities; q++) json_append(maker, array, quantity(maker, report, q));
    return array;
}

static json_t *percentiles(struct json_maker *maker, const struct estimate *percentile)
{
    json_t *const array = json_array();
    for (int p = 0; p < LEVEL_COUNT; p++) {
        json_t *const object = json_estimate(maker, percentile[p]);
        json_put(maker, object, "level", json_number(summary_level[p]));
        json_append(maker, array, object);
    }
    return array;
}

static void put_column(struct json_maker *maker, json_t *object, const struct column_summary *column)
{
    json_put(maker, object, "mean", json_estimate(maker, column->mean));
    json_put(maker, object, "sd", json_estimate(maker, column->sd));
    json_put(maker, object, "minimum", json_number(column->minimum));
    json_put(maker, object, "maximum", json_number(column->maximum));
    json_put(maker, object, "percentiles", percentiles(maker, column->percentile));
    json_put(maker, object, "probability_positive", json_probability(maker, column->positive));
    json_put(maker, object, "probability_zero", json_probability(maker, column->zero));
    json_put(maker, object, "expected_shortfall_5", json_estimate(maker, column->shortfall));
    json_put(maker, object, "constant", json_boolean(column->constant));
}

/* The same of years of break-even, without what would take never for a number. */
static struct column_summary years_alone(const struct column_summary *column, int horizon)
{
    static const struct estimate none = {NAN, NAN, NAN, NAN};
    struct column_summary years = *column;
    years.mean = years.sd = years.positive = years.shortfall = none;
    if (years.minimum >= horizon) years.minimum = NAN;
    if (years.maximum >= horizon) years.maximum = NAN;
    for (int p = 0; p < LEVEL_COUNT; p++) years.percentile[p] = run_break_even_year(years.percentile[p], horizon);
    return years;
}

static json_t *columns(struct json_maker *maker, const struct report *report)
{
    json_t *const array = json_array();
    for (size_t c = 0; c < report->summary->columns; c++) {
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, report->outcomes->column[c].name));
        json_put(maker, object, "label", column_labels(maker, report, c));
        json_put(maker, object, "about", json_text(maker, report->outcomes->column[c].about));
        json_put(maker, object, "unit", unit_name(maker, report, report->outcomes->column[c].unit));
        struct column_summary column = report->summary->column[c];
        if (run_is_break_even(report->outcomes, c)) column = years_alone(&column, report->outcomes->horizon);
        put_column(maker, object, &column);
        json_append(maker, array, object);
    }
    return array;
}

static json_t *column_name(struct json_maker *maker, const struct report *report, int column)
{
    return json_text(maker, report->outcomes->column[column].name);
}

static json_t *payers(struct json_maker *maker, const struct report *report)
{
    const struct outcome_index *const at = &report->outcomes->at;
    json_t *const array = json_array();
    for (size_t p = 0; p < report->scenario->payers; p++) {
        const struct payer *const payer = &report->scenario->payer[p];
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, payer->name));
        json_put(maker, object, "label", json_label(maker, &payer->label));
        json_put(maker, object, "public", json_boolean(payer->public_finances));
        json_put(maker, object, "net_column", column_name(maker, report, at->net_payer + (int)p));
        json_put(maker, object, "gross_column", column_name(maker, report, at->gross_payer + (int)p));
        json_put(maker, object, "cost_column", column_name(maker, report, at->cost_payer + (int)p));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *lines(struct json_maker *maker, const struct report *report)
{
    json_t *const array = json_array();
    for (size_t l = 0; l < report->outcomes->lines; l++) {
        const struct line *const line = &report->outcomes->line[l];
        const struct item_head *const item = line_item(report->scenario, line);
        json_t *const object = json_object();
        json_put(maker, object, "section", json_text(maker, section_table[line->kind].name));
        json_put(maker, object, "name", json_text(maker, item->name));
        json_put(maker, object, "label", json_label(maker, &item->label));
        json_put(maker, object, "cost", json_boolean(mechanism_table[line->kind].cost));
        json_put(maker, object, "column", column_name(maker, report, report->outcomes->at.line + (int)l));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *ratio(struct json_maker *maker, const struct ratio_summary *ratio)
{
    json_t *const object = json_object();
    json_put(maker, object, "ratio_of_means", ratio->defined ? json_estimate(maker, ratio->of_means) : json_null());
    json_put(maker, object, "iterations_without", json_integer((json_int_t)ratio->undefined));
    json_put(maker, object, "percentiles", ratio->count > 0 ? percentiles(maker, ratio->percentile) : json_array());
    return object;
}

static json_t *ratios(struct json_maker *maker, const struct summary *summary)
{
    json_t *const object = json_object();
    json_put(maker, object, "benefit_cost", ratio(maker, &summary->benefit_cost));
    json_put(maker, object, "benefit_cost_public", ratio(maker, &summary->benefit_cost_public));
    json_put(maker, object, "benefit_cost_cashable", ratio(maker, &summary->benefit_cost_cashable));
    json_put(maker, object, "benefit_cost_cashable_public", ratio(maker, &summary->benefit_cost_cashable_public));
    json_put(maker, object, "return_on_investment", ratio(maker, &summary->return_on_investment));
    json_put(maker, object, "return_on_investment_public", ratio(maker, &summary->return_on_investment_public));
    return object;
}

/* Of how many: an outcome without the programme. */
static json_t *without(struct json_maker *maker, const struct baseline_outcome *outcome)
{
    json_t *const object = json_object();
    json_put(maker, object, "persons", json_number(outcome->persons));
    json_put(maker, object, "struck", json_number(outcome->struck));
    json_put(maker, object, "struck_of_participants",
             outcome->touched ? json_estimate(maker, outcome->at_risk) : json_null());
    return object;
}

static json_t *people(struct json_maker *maker, const struct report *report)
{
    const struct summary *const summary = report->summary;
    json_t *const array = json_array();
    for (size_t k = 0; k < report->scenario->outcomes; k++) {
        const struct outcome *const outcome = &report->scenario->outcome[k];
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, outcome->name));
        json_put(maker, object, "label", json_label(maker, &outcome->label));
        json_put(maker, object, "without", without(maker, &report->baseline.outcome[k]));
        json_put(maker, object, "cases_avoided_column",
                 column_name(maker, report, report->outcomes->at.cases_avoided + (int)k));
        json_put(maker, object, "probability_case_avoided",
                 summary->counts_cases ? json_probability(maker, summary->case_avoided[k]) : json_null());
        json_put(maker, object, "programme_cost_per_case", ratio(maker, &summary->cost_per_case[k]));
        json_put(maker, object, "share_of_cost_beyond_horizon", json_number(beyond_horizon(report->scenario, outcome)));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *population(struct json_maker *maker, const struct scenario *scenario)
{
    json_t *const array = json_array();
    for (size_t g = 0; g < scenario->groups; g++) {
        const struct group *const group = &scenario->group[g];
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, group->name));
        json_put(maker, object, "label", json_label(maker, &group->label));
        json_put(maker, object, "size", json_integer(group->size));
        json_put(maker, object, "intakes", json_integer(group->intakes));
        json_append(maker, array, object);
    }
    return array;
}

/* What an intervention changes, and which quantity says by how much. */
static json_t *effects(struct json_maker *maker, const struct scenario *scenario,
                       const struct intervention *intervention)
{
    json_t *const array = json_array();
    for (size_t e = 0; e < intervention->effect_count; e++) {
        const struct effect *const effect = &intervention->effect[e];
        const struct item_head *const item = section_item(scenario, effect->target, (size_t)effect->index);
        json_t *const object = json_object();
        json_put(maker, object, "section", json_text(maker, section_table[effect->target].name));
        json_put(maker, object, "item", json_text(maker, item->name));
        json_put(maker, object, "measure", json_text(maker, effect_measure_name[effect->measure]));
        json_put(maker, object, "quantity", json_text(maker, scenario->quantity[effect->value].path));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *evidence(struct json_maker *maker, const struct report *report)
{
    static const char *const strength[RUN_STRENGTHS] = {"weak", "moderate", "strong"};
    json_t *const object = json_object();
    json_put(maker, object, "strength", json_string(strength[run_evidence_of(report).strength]));
    for (int e = 0; e < EVIDENCE_COUNT; e++)
        json_put(maker, object, evidence_name[e],
                 json_integer((json_int_t)basis_evidence(report->scenario, (enum evidence)e)));
    return object;
}

static json_t *participants(struct json_maker *maker, const struct report *report)
{
    json_t *const array = json_array();
    for (size_t j = 0; j < report->scenario->interventions; j++) {
        const struct intervention *const intervention = &report->scenario->intervention[j];
        json_t *const object = json_object();
        json_put(maker, object, "name", json_text(maker, intervention->name));
        json_put(maker, object, "label", json_label(maker, &intervention->label));
        json_put(maker, object, "group",
                 intervention->group < 0 ? json_null()
                                         : json_text(maker, report->scenario->group[intervention->group].name));
        json_put(maker, object, "first_year",
                 json_integer(report->scenario->settings.start_year + programme_start(intervention)));
        json_put(maker, object, "last_year",
                 json_integer(report->scenario->settings.start_year + programme_end(intervention) - 1));
        json_put(maker, object, "effects", effects(maker, report->scenario, intervention));
        json_put(maker, object, "participants_column",
                 column_name(maker, report, report->outcomes->at.participants + (int)j));
        json_append(maker, array, object);
    }
    return array;
}

/* What absolute effects and odds ratios reach of what was stated. */
static json_t *reach(struct json_maker *maker, const struct report *report)
{
    const struct scenario *const scenario = report->scenario;
    json_t *const array = json_array();
    for (size_t i = 0; i < report->reach.count; i++) {
        const struct effect_reach *const effect = &report->reach.effect[i];
        const bool ratio = effect->measure == MEASURE_ODDS_RATIO;
        json_t *const object = json_object();
        json_put(maker, object, "intervention",
                 effect->intervention < 0 ? json_null()
                                          : json_text(maker, scenario->intervention[effect->intervention].name));
        json_put(maker, object, "group", json_text(maker, scenario->group[effect->group].name));
        json_put(maker, object, "outcome", json_text(maker, scenario->outcome[effect->outcome].name));
        json_put(maker, object, "measure", json_string(ratio ? "odds_ratio" : "absolute_risk_reduction"));
        json_put(maker, object, "participants", json_number(effect->participants));
        json_put(maker, object, "stated", json_number(effect->stated));
        json_put(maker, object, "adjusted", json_number(effect->meant));
        json_put(maker, object, "reached", json_number(effect->reached));
        json_put(maker, object, "cases_stated", json_number(effect->cases_meant));
        json_put(maker, object, "cases_reached", json_number(effect->cases_reached));
        json_put(maker, object, "share_cut", json_number(effect->cut));
        json_append(maker, array, object);
    }
    return array;
}

static json_t *break_even(struct json_maker *maker, const struct report *report,
                          const struct break_even_summary *summary)
{
    const int start = report->scenario->settings.start_year;
    json_t *const object = json_object(), *const years = json_array();
    for (size_t t = 0; t < summary->years; t++) {
        json_t *const share = json_probability(maker, summary->by_year[t]);
        json_put(maker, share, "year", json_integer(start + (int)t));
        json_append(maker, years, share);
    }
    json_put(maker, object, "share_by_end_of", years);
    json_put(maker, object, "never", json_probability(maker, summary->never));
    json_put(maker, object, "median_year",
             summary->median < (int)summary->years ? json_integer(start + summary->median) : json_null());
    return object;
}

static json_t *both_break_even(struct json_maker *maker, const struct report *report)
{
    json_t *const object = json_object();
    json_put(maker, object, "society", break_even(maker, report, &report->summary->break_even));
    json_put(maker, object, "public_finances", break_even(maker, report, &report->summary->break_even_public));
    json_put(maker, object, "cash", break_even(maker, report, &report->summary->break_even_cashable));
    json_put(maker, object, "public_cash", break_even(maker, report, &report->summary->break_even_cashable_public));
    return object;
}

static json_t *variance(struct json_maker *maker, const struct variance_split *split)
{
    json_t *const object = json_object();
    json_put(maker, object, "of_expected_net", json_estimate(maker, split->knowledge));
    json_put(maker, object, "of_luck", json_estimate(maker, split->stochastic));
    json_put(maker, object, "share_of_luck", json_estimate(maker, split->share_of_stochastic));
    return object;
}

static json_t *summary_of(struct json_maker *maker, const struct column_summary *column)
{
    json_t *const object = json_object();
    put_column(maker, object, column);
    return object;
}

static json_t *alternatives(struct json_maker *maker, const struct report *report)
{
    json_t *const array = json_array();
    for (size_t a = 0; a < report->alternatives; a++) {
        const struct study_alternative *const result = &report->alternative[a];
        json_t *const object = json_object();
        json_put(maker, object, "assumption", json_text(maker, result->alternative->assumption));
        json_put(maker, object, "name", json_text(maker, result->alternative->name));
        json_put(maker, object, "label", json_label(maker, &result->alternative->label));
        json_put(maker, object, "written", json_text(maker, result->alternative->written));
        json_put(maker, object, "source", json_label(maker, &result->alternative->source));
        json_put(maker, object, "note", json_label(maker, &result->alternative->note));
        json_put(maker, object, "net", summary_of(maker, &result->net));
        json_put(maker, object, "net_public", summary_of(maker, &result->net_public));
        json_put(maker, object, "net_cashable_public", summary_of(maker, &result->net_cashable_public));
        json_append(maker, array, object);
    }
    return array;
}

void run_json(struct json_maker *maker, json_t *root, const struct result *result)
{
    const struct report *const report = result->analysis;
    const struct summary *const summary = report->summary;
    json_put(maker, root, "notice", json_text(maker, word_text(WORD_NOT_PROOF, LANGUAGE_EN)));
    json_put(maker, root, "program", json_program(maker));
    json_put(maker, root, "scenario", json_scenario(maker, report->scenario));
    json_put(maker, root, "settings", settings(maker, &report->scenario->settings));
    json_put(maker, root, "simulation", run_simulation(maker, result));
    json_put(maker, root, "overrides", json_overrides(maker, report->scenario));
    json_put(maker, root, "warnings", json_warnings(maker, report->scenario));
    json_put(maker, root, "evidence", evidence(maker, report));
    json_put(maker, root, "population", population(maker, report->scenario));
    json_put(maker, root, "payers", payers(maker, report));
    json_put(maker, root, "lines", lines(maker, report));
    json_put(maker, root, "interventions", participants(maker, report));
    json_put(maker, root, "outcomes", people(maker, report));
    json_put(maker, root, "cost_without", json_number(report->baseline.today));
    json_put(maker, root, "effects_reached", reach(maker, report));
    json_put(maker, root, "probability_any_case_avoided",
             summary->counts_cases ? json_probability(maker, summary->any_case_avoided) : json_null());
    json_put(maker, root, "break_even", both_break_even(maker, report));
    json_put(maker, root, "ratios", ratios(maker, summary));
    json_put(maker, root, "variance_of_net", variance(maker, &summary->variance));
    json_put(maker, root, "alternatives", alternatives(maker, report));
    json_put(maker, root, "quantities", quantities(maker, report));
    json_put(maker, root, "columns", columns(maker, report));
}
