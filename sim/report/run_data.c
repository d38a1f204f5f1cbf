#include "sim/report/run_data.h"

#include <math.h>
#include <stddef.h>

#include "sim/words/column_label.h"
#include "sim/words/format.h"
#include "sim/words/labels.h"

/* What stands at the left of a row. */
struct row {
    struct dataset *dataset;
    const char *column, *label, *unit;
};

static void estimate_row(const struct row *row, const char *statistic, struct estimate estimate)
{
    struct dataset *const out = row->dataset;
    COLUMN_TEXT(out, "column", "Name of the result, as in draws.csv", row->column);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files", row->label);
    COLUMN_TEXT(out, "unit", "Unit of the figures of the row", row->unit);
    COLUMN_TEXT(out, "statistic", "mean, sd, p5 (5th percentile), …, of all iterations", dataset_made(out, statistic));
    COLUMN_NUMBER(out, "value", DATASET_ROW_UNIT, "The statistic", estimate.value);
    COLUMN_NUMBER(out, "error", DATASET_ROW_UNIT, "Monte Carlo standard error", estimate.error);
    COLUMN_NUMBER(out, "mc_low", DATASET_ROW_UNIT, "Lower end of the 95% Monte Carlo interval", estimate.low);
    COLUMN_NUMBER(out, "mc_high", DATASET_ROW_UNIT, "Upper end of the 95% Monte Carlo interval", estimate.high);
}

static void observed_row(const struct row *row, const char *statistic, double value)
{
    estimate_row(row, statistic, (struct estimate){value, NAN, NAN, NAN});
}

static void percentile_rows(const struct row *row, const struct estimate *percentile)
{
    for (int p = 0; p < LEVEL_COUNT; p++)
        estimate_row(row, arena_printf(row->dataset->arena, "p%g", 100 * summary_level[p]), percentile[p]);
}

bool run_is_break_even(const struct outcomes *outcomes, size_t column)
{
    return (int)column >= outcomes->at.break_even && (int)column < outcomes->at.cumulative_net;
}

struct estimate run_break_even_year(struct estimate year, int horizon)
{
    if (year.value >= horizon) return DATASET_MISSING;
    if (year.high >= horizon) year.high = NAN;
    return year;
}

static void column_rows(const struct row *row, const struct column_summary *column)
{
    const struct row share = {row->dataset, row->column, row->label, "share"};
    estimate_row(row, "mean", column->mean);
    estimate_row(row, "sd", column->sd);
    observed_row(row, "minimum", column->minimum);
    observed_row(row, "maximum", column->maximum);
    percentile_rows(row, column->percentile);
    estimate_row(row, "expected_shortfall_5", column->shortfall);
    estimate_row(&share, "probability_positive", column->positive);
    estimate_row(&share, "probability_zero", column->zero);
}

/* What the tables are made from. */
struct maker {
    const struct report *report;
    struct arena *arena;
    enum language language; /* of labels */
};

static void ratio_rows(struct dataset *out, const char *name, const char *label, const char *unit,
                       const struct ratio_summary *ratio)
{
    const struct row row = {out, name, dataset_made(out, label), unit};
    if (ratio->defined) estimate_row(&row, "ratio_of_means", ratio->of_means);
    if (ratio->count > 0) percentile_rows(&row, ratio->percentile);
    observed_row(&(struct row){out, name, row.label, "number"}, "iterations_without", (double)ratio->undefined);
}

static void all_ratio_rows(const struct maker *m, struct dataset *out)
{
    const struct summary *const summary = m->report->summary;
    const struct {
        const char *name;
        enum word label;
        const struct ratio_summary *ratio;
    } row[] = {{"benefit_cost", WORD_RESULT_BENEFIT_COST, &summary->benefit_cost},
               {"benefit_cost_public", WORD_RESULT_BENEFIT_COST_PUBLIC, &summary->benefit_cost_public},
               {"benefit_cost_cashable", WORD_RESULT_BENEFIT_COST_CASHABLE, &summary->benefit_cost_cashable},
               {"benefit_cost_cashable_public", WORD_RESULT_BENEFIT_COST_CASHABLE_PUBLIC,
                &summary->benefit_cost_cashable_public},
               {"return_on_investment", WORD_RESULT_RETURN, &summary->return_on_investment},
               {"return_on_investment_public", WORD_RESULT_RETURN_PUBLIC, &summary->return_on_investment_public}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        ratio_rows(out, row[i].name, word_text(row[i].label, m->language), "ratio", row[i].ratio);
}

static void break_even_rows(const struct maker *m, struct dataset *out, const char *name, enum word label,
                            const struct break_even_summary *summary)
{
    const struct row row = {out, name, word_text(label, m->language), "share"};
    const int start = m->report->scenario->settings.start_year;
    for (size_t t = 0; t < summary->years; t++)
        estimate_row(&row, arena_printf(out->arena, "by_end_of_%d", start + (int)t), summary->by_year[t]);
    estimate_row(&row, "never", summary->never);
}

static const char *label_of(const struct maker *m, struct dataset *out, size_t column)
{
    return dataset_made(out, column_label(m->arena, m->report->scenario, m->report->outcomes, column, m->language));
}

static void case_rows(const struct maker *m, struct dataset *out)
{
    const struct report *const report = m->report;
    const char *const money = unit_text(out->arena, UNIT_MONEY_PER_CASE, report->scenario->settings.currency);
    for (size_t k = 0; k < report->scenario->outcomes; k++) {
        const struct outcome *const outcome = &report->scenario->outcome[k];
        const size_t avoided = (size_t)report->outcomes->at.cases_avoided + k;
        const char *const cost =
            dataset_made(out, arena_printf(out->arena, "programme_cost_per_case.%s", outcome->name));
        if (report->summary->counts_cases)
            estimate_row(&(struct row){out, report->outcomes->column[avoided].name, label_of(m, out, avoided), "share"},
                         "probability_at_least_one", report->summary->case_avoided[k]);
        ratio_rows(out, cost,
                   WORDS(m->arena, WORD_COST_PER_CASE_OF, m->language,
                         {"label", text_in(&outcome->label, m->language, outcome->name)}),
                   dataset_made(out, money), &report->summary->cost_per_case[k]);
    }
}

static void result_rows(const struct maker *m, struct dataset *out)
{
    const struct outcomes *const outcomes = m->report->outcomes;
    const struct summary *const summary = m->report->summary;
    for (size_t c = 0; c < summary->columns; c++) {
        const struct column *const column = &outcomes->column[c];
        const char *const unit = unit_text(out->arena, column->unit, m->report->scenario->settings.currency);
        const struct row row = {out, column->name, label_of(m, out, c), dataset_made(out, unit)};
        /* a mean that takes never for a number would be none */
        if (run_is_break_even(outcomes, c))
            estimate_row(&row, "p50", run_break_even_year(summary->column[c].percentile[LEVEL_P50], outcomes->horizon));
        else
            column_rows(&row, &summary->column[c]);
    }
}

static void make_summary(const struct maker *m, struct dataset *out)
{
    const struct summary *const summary = m->report->summary;
    const size_t net = (size_t)m->report->outcomes->at.net;
    DATASET_INIT(out, m->arena, "summary", "Statistics of every result, with Monte Carlo errors",
                 estimate_row(&(struct row){.dataset = out}, NULL, DATASET_MISSING));
    result_rows(m, out);
    all_ratio_rows(m, out);
    case_rows(m, out);
    break_even_rows(m, out, "break_even", WORD_RESULT_BREAK_EVEN, &summary->break_even);
    break_even_rows(m, out, "break_even_public", WORD_RESULT_BREAK_EVEN_PUBLIC, &summary->break_even_public);
    break_even_rows(m, out, "break_even_cashable", WORD_RESULT_BREAK_EVEN_CASHABLE, &summary->break_even_cashable);
    break_even_rows(m, out, "break_even_cashable_public", WORD_RESULT_BREAK_EVEN_CASHABLE_PUBLIC,
                    &summary->break_even_cashable_public);
    estimate_row(&(struct row){out, "net", label_of(m, out, net), "share"}, "variance_share_of_luck",
                 summary->variance.share_of_stochastic);
}

/* --- what a decision looks at --- */

/* Members of families of columns, in the order of the table: money of public budgets first. Of a gain the chance is
 * said that it is one. Money of others is in no budget that could release it. */
static const struct decisive {
    size_t offset; /* in struct outcome_index */
    enum { EACH, EACH_PUBLIC_PAYER, EACH_PAYER, EACH_INTERVENTION, EACH_OUTCOME } each;
    bool gain;
} decisive_table[] = {{offsetof(struct outcome_index, net_cashable_public), EACH, true},
                      {offsetof(struct outcome_index, net_public), EACH, true},
                      {offsetof(struct outcome_index, cost_public), EACH, false},
                      {offsetof(struct outcome_index, net), EACH, true},
                      {offsetof(struct outcome_index, gross), EACH, false},
                      {offsetof(struct outcome_index, cost), EACH, false},
                      {offsetof(struct outcome_index, net_cashable_payer), EACH_PUBLIC_PAYER, true},
                      {offsetof(struct outcome_index, net_payer), EACH_PAYER, true},
                      {offsetof(struct outcome_index, participants), EACH_INTERVENTION, false},
                      {offsetof(struct outcome_index, cases_avoided), EACH_OUTCOME, true}};

static void decision_row(const struct maker *m, size_t c, bool gain, struct dataset *out)
{
    const struct column *const column = &m->report->outcomes->column[c];
    const struct column_summary *const is = &m->report->summary->column[c];
    const struct {
        const char *name, *about;
        struct estimate figure;
    } figure[] = {{"mean", "Mean of all futures", is->mean},
                  {"p5", "In 5% of futures it is less", is->percentile[LEVEL_P5]},
                  {"p95", "In 5% of futures it is more", is->percentile[LEVEL_P95]}};
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files", label_of(m, out, c));
    for (size_t i = 0; i < 3; i++)
        COLUMN_NUMBER(out, figure[i].name, DATASET_ROW_UNIT,
                      dataset_made(out, arena_printf(m->arena, "%s; rounded as it is shown", figure[i].about)),
                      format_rounded(figure[i].figure.value, figure[i].figure.error));
    COLUMN_NUMBER(out, "chance", "share", "Chance of more than 0; rounded as it is shown; missing of what is no gain",
                  gain ? format_rounded_probability(is->positive) : NAN);
    COLUMN_TEXT(out, "unit", "Unit of mean, p5 and p95",
                dataset_made(out, unit_text(m->arena, column->unit, m->report->scenario->settings.currency)));
    COLUMN_TEXT(out, "result", "Name of the result, as in draws.csv", column->name);
    for (size_t i = 0; i < 3; i++)
        COLUMN_NUMBER(out, dataset_made(out, arena_printf(m->arena, "%s_full", figure[i].name)), DATASET_ROW_UNIT,
                      figure[i].about, figure[i].figure.value);
    COLUMN_NUMBER(out, "chance_full", "share", "Chance of more than 0; missing of what is no gain",
                  gain ? is->positive.value : NAN);
}

static void make_decision(const struct maker *m, struct dataset *out)
{
    const struct scenario *const scenario = m->report->scenario;
    const size_t count[] = {[EACH] = 1,
                            [EACH_PUBLIC_PAYER] = scenario->payers,
                            [EACH_PAYER] = scenario->payers,
                            [EACH_INTERVENTION] = scenario->interventions,
                            [EACH_OUTCOME] = scenario->outcomes};
    DATASET_INIT(out, m->arena, "decision", "What a decision looks at, one row for each result",
                 decision_row(m, 0, false, out));
    for (size_t d = 0; d < sizeof decisive_table / sizeof *decisive_table; d++) {
        const struct decisive *const row = &decisive_table[d];
        const int first = *(const int *)(const void *)((const char *)&m->report->outcomes->at + row->offset);
        for (size_t i = 0; i < count[row->each]; i++)
            if (row->each != EACH_PUBLIC_PAYER || scenario->payer[i].public_finances)
                decision_row(m, (size_t)first + i, row->gain, out);
    }
}

/* --- what a budget needs --- */

static void budget_row(const struct maker *m, int year, const char *payer, const char *label,
                       const struct column_summary *is, struct dataset *out)
{
    const char *const currency = m->report->scenario->settings.currency;
    COLUMN_NUMBER(out, "year", "year", "Calendar year", year);
    COLUMN_TEXT(out, "payer", "Name of the payer; public_finances: all public ones; all_payers: all", payer);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files", label);
    COLUMN_ESTIMATE(out, "mean", currency,
                    "Money of the year alone, not discounted, in prices of the price year: savings that release money "
                    "less the programme's cost, mean of all futures",
                    is->mean);
    COLUMN_NUMBER(out, "p5", currency, "In 5% of futures it is less", is->percentile[LEVEL_P5].value);
    COLUMN_NUMBER(out, "p95", currency, "In 5% of futures it is more", is->percentile[LEVEL_P95].value);
}

static void make_budget(const struct maker *m, struct dataset *out)
{
    const struct scenario *const scenario = m->report->scenario;
    const struct outcome_index *const at = &m->report->outcomes->at;
    const struct column_summary *const column = m->report->summary->column;
    const int horizon = m->report->outcomes->horizon, start = scenario->settings.start_year;
    DATASET_INIT(out, m->arena, "budget", "Money by year and payer, not discounted, one row for each",
                 budget_row(m, 0, NULL, NULL, column, out));
    for (int t = 0; t < horizon; t++) {
        for (size_t p = 0; p < scenario->payers; p++)
            budget_row(m, start + t, scenario->payer[p].name, label_of_payer(scenario, p, m->language),
                       &column[at->cash_flow_payer + (int)p * horizon + t], out);
        budget_row(m, start + t, "public_finances", word_text(WORD_PUBLIC_FINANCES, m->language),
                   &column[at->cash_flow_public + t], out);
        budget_row(m, start + t, "all_payers", word_text(WORD_ALL_PAYERS, m->language), &column[at->cash_flow + t],
                   out);
    }
}

/* --- draws --- */

/* What draws.csv leaves out: the families from the first yearly one to the quantities. */
static bool is_yearly(const struct outcomes *outcomes, size_t column)
{
    return (int)column >= outcomes->at.cumulative_net && (int)column < outcomes->at.quantity;
}

static const double *counting(struct arena *arena, size_t n)
{
    double *const out = ARENA_ARRAY(arena, n, double);
    for (size_t i = 0; out && i < n; i++) out[i] = (double)i;
    return out;
}

/* Years of break-even, missing where it is never reached, so that no mean takes the horizon for a year. */
static const double *years_reached(struct arena *arena, const double *value, size_t n, int horizon)
{
    double *const out = ARENA_ARRAY(arena, n, double);
    for (size_t i = 0; out && i < n; i++) out[i] = value[i] < horizon ? value[i] : NAN;
    return out;
}

/* Years of break-even need more than a unit: from when they count, and what a missing value means. */
static const char *about_years(struct arena *arena, int start)
{
    return arena_printf(arena,
                        "Years after the start year %d (0: by the end of that year itself) to the "
                        "first from which the cumulative net saving stays at zero or more. Empty: never "
                        "within the horizon, so that a mean of this column speaks only of the "
                        "iterations that break even; summary.csv has the share that never does.",
                        start);
}

/* Column c of the outcomes, as it is drawn. */
static void take_column(const struct maker *m, size_t c, struct dataset *out, struct dataset_column *column,
                        const double **series)
{
    const struct outcomes *const outcomes = m->report->outcomes;
    const struct settings *const settings = &m->report->scenario->settings;
    const bool years = run_is_break_even(outcomes, c);
    *column = (struct dataset_column){
        outcomes->column[c].name, DATASET_NUMBER,
        dataset_made(out, unit_text(out->arena, outcomes->column[c].unit, settings->currency)),
        years ? dataset_made(out, about_years(out->arena, settings->start_year)) : outcomes->column[c].about,
        label_of(m, out, c)};
    *series = years ? years_reached(out->arena, outcomes->column[c].value, outcomes->iterations, outcomes->horizon)
                    : outcomes->column[c].value;
    out->failed |= !*series;
}

static void make_draws(const struct maker *m, struct dataset *out)
{
    const struct outcomes *const outcomes = m->report->outcomes;
    struct arena *const arena = m->arena;
    struct dataset_column *const column = ARENA_ARRAY(arena, outcomes->columns + 1, struct dataset_column);
    const double **const series = ARENA_ARRAY(arena, outcomes->columns + 1, const double *);
    size_t columns = 0;
    *out = (struct dataset){.arena = arena, .failed = !column || !series};
    if (out->failed) return;
    column[columns] =
        (struct dataset_column){"iteration", DATASET_INTEGER, "number", "Number of the iteration, from 0", NULL};
    series[columns++] = counting(arena, outcomes->iterations);
    bool failed = !series[0];
    for (size_t c = 0; c < outcomes->columns; c++) {
        if (is_yearly(outcomes, c)) continue;
        take_column(m, c, out, &column[columns], &series[columns]);
        columns++;
    }
    failed |= out->failed;
    dataset_init_series(out, arena, "draws", "Drawn quantities and results of every iteration", column, columns,
                        outcomes->iterations, series);
    out->failed |= failed;
}

void run_data(const struct report *report, struct arena *arena, enum language language,
              struct dataset out[RUN_DATASETS])
{
    const struct maker maker = {report, arena, language};
    make_summary(&maker, &out[0]);
    make_decision(&maker, &out[1]);
    make_budget(&maker, &out[2]);
    make_draws(&maker, &out[3]);
}
