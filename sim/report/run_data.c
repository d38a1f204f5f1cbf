#include "sim/report/run_data.h"

#include <math.h>

/* What stands at the left of a row. */
struct row {
    struct dataset *dataset;
    const char *column, *unit;
};

static void estimate_row(const struct row *row, const char *statistic, struct estimate estimate)
{
    struct dataset *const out = row->dataset;
    COLUMN_TEXT(out, "column", NULL, row->column);
    COLUMN_TEXT(out, "unit", NULL, row->unit);
    COLUMN_TEXT(out, "statistic", NULL, dataset_made(out, statistic));
    COLUMN_NUMBER(out, "value", NULL, NULL, estimate.value);
    COLUMN_NUMBER(out, "error", NULL, NULL, estimate.error);
    COLUMN_NUMBER(out, "low", NULL, NULL, estimate.low);
    COLUMN_NUMBER(out, "high", NULL, NULL, estimate.high);
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
    const struct row share = {row->dataset, row->column, "share"};
    estimate_row(row, "mean", column->mean);
    estimate_row(row, "sd", column->sd);
    observed_row(row, "minimum", column->minimum);
    observed_row(row, "maximum", column->maximum);
    percentile_rows(row, column->percentile);
    estimate_row(row, "expected_shortfall_5", column->shortfall);
    estimate_row(&share, "probability_positive", column->positive);
    estimate_row(&share, "probability_zero", column->zero);
}

static void ratio_rows(struct dataset *out, const char *name, const char *unit, const struct ratio_summary *ratio)
{
    const struct row row = {out, name, unit};
    if (ratio->defined) estimate_row(&row, "ratio_of_means", ratio->of_means);
    if (ratio->count > 0) percentile_rows(&row, ratio->percentile);
    observed_row(&(struct row){out, name, "number"}, "iterations_without", (double)ratio->undefined);
}

static void all_ratio_rows(struct dataset *out, const struct summary *summary)
{
    ratio_rows(out, "benefit_cost", "ratio", &summary->benefit_cost);
    ratio_rows(out, "benefit_cost_public", "ratio", &summary->benefit_cost_public);
    ratio_rows(out, "benefit_cost_cashable", "ratio", &summary->benefit_cost_cashable);
    ratio_rows(out, "benefit_cost_cashable_public", "ratio", &summary->benefit_cost_cashable_public);
    ratio_rows(out, "return_on_investment", "ratio", &summary->return_on_investment);
    ratio_rows(out, "return_on_investment_public", "ratio", &summary->return_on_investment_public);
}

static void break_even_rows(struct dataset *out, const char *name, int start, const struct break_even_summary *summary)
{
    const struct row row = {out, name, "share"};
    for (size_t t = 0; t < summary->years; t++)
        estimate_row(&row, arena_printf(out->arena, "by_end_of_%d", start + (int)t), summary->by_year[t]);
    estimate_row(&row, "never", summary->never);
}

static void case_rows(struct dataset *out, const struct report *report)
{
    const char *const money = unit_text(out->arena, UNIT_MONEY_PER_CASE, report->scenario->settings.currency);
    for (size_t k = 0; k < report->scenario->outcomes; k++) {
        const char *const name = report->scenario->outcome[k].name;
        const char *const avoided = dataset_made(out, arena_printf(out->arena, "cases_avoided.%s", name));
        const char *const cost = dataset_made(out, arena_printf(out->arena, "programme_cost_per_case.%s", name));
        if (report->summary->counts_cases)
            estimate_row(&(struct row){out, avoided, "share"}, "probability_at_least_one",
                         report->summary->case_avoided[k]);
        ratio_rows(out, cost, dataset_made(out, money), &report->summary->cost_per_case[k]);
    }
}

static void result_rows(struct dataset *out, const struct report *report)
{
    const struct outcomes *const outcomes = report->outcomes;
    for (size_t c = 0; c < report->summary->columns; c++) {
        const struct column *const column = &outcomes->column[c];
        const char *const unit = unit_text(out->arena, column->unit, report->scenario->settings.currency);
        const struct row row = {out, column->name, dataset_made(out, unit)};
        /* a mean that takes never for a number would be none */
        if (run_is_break_even(outcomes, c))
            estimate_row(&row, "p50",
                         run_break_even_year(report->summary->column[c].percentile[LEVEL_P50], outcomes->horizon));
        else
            column_rows(&row, &report->summary->column[c]);
    }
}

static void make_summary(const struct report *report, struct arena *arena, struct dataset *out)
{
    const struct summary *const summary = report->summary;
    const int start = report->scenario->settings.start_year;
    DATASET_INIT(out, arena, "summary", "Statistics of every result, with Monte Carlo errors",
                 estimate_row(&(struct row){.dataset = out}, NULL, DATASET_MISSING));
    result_rows(out, report);
    all_ratio_rows(out, summary);
    case_rows(out, report);
    break_even_rows(out, "break_even", start, &summary->break_even);
    break_even_rows(out, "break_even_public", start, &summary->break_even_public);
    break_even_rows(out, "break_even_cashable", start, &summary->break_even_cashable);
    break_even_rows(out, "break_even_cashable_public", start, &summary->break_even_cashable_public);
    estimate_row(&(struct row){out, "net", "share"}, "variance_share_of_luck", summary->variance.share_of_stochastic);
}

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
static void take_column(const struct report *report, size_t c, struct dataset *out, struct dataset_column *column,
                        const double **series)
{
    const struct outcomes *const outcomes = report->outcomes;
    const struct settings *const settings = &report->scenario->settings;
    const bool years = run_is_break_even(outcomes, c);
    *column =
        (struct dataset_column){outcomes->column[c].name, DATASET_NUMBER,
                                dataset_made(out, unit_text(out->arena, outcomes->column[c].unit, settings->currency)),
                                years ? dataset_made(out, about_years(out->arena, settings->start_year)) : NULL};
    *series = years ? years_reached(out->arena, outcomes->column[c].value, outcomes->iterations, outcomes->horizon)
                    : outcomes->column[c].value;
    out->failed |= !*series;
}

static void make_draws(const struct report *report, struct arena *arena, struct dataset *out)
{
    const struct outcomes *const outcomes = report->outcomes;
    struct dataset_column *const column = ARENA_ARRAY(arena, outcomes->columns + 1, struct dataset_column);
    const double **const series = ARENA_ARRAY(arena, outcomes->columns + 1, const double *);
    size_t columns = 0;
    *out = (struct dataset){.arena = arena, .failed = !column || !series};
    if (out->failed) return;
    column[columns] = (struct dataset_column){"iteration", DATASET_INTEGER, NULL, NULL};
    series[columns++] = counting(arena, outcomes->iterations);
    bool failed = !series[0];
    for (size_t c = 0; c < outcomes->columns; c++) {
        if (is_yearly(outcomes, c)) continue;
        take_column(report, c, out, &column[columns], &series[columns]);
        columns++;
    }
    failed |= out->failed;
    dataset_init_series(out, arena, "draws", "Drawn quantities and results of every iteration", column, columns,
                        outcomes->iterations, series);
    out->failed |= failed;
}

void run_data(const struct report *report, struct arena *arena, struct dataset out[RUN_DATASETS])
{
    make_summary(report, arena, &out[0]);
    make_draws(report, arena, &out[1]);
}
