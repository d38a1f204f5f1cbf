#include "sim/report/render_csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reads_back(double value, int digits, char out[CSV_NUMBER])
{
    snprintf(out, CSV_NUMBER, "%.*g", digits, value);
    return strtod(out, NULL) == value;
}

size_t csv_number(double value, char out[CSV_NUMBER])
{
    static const double whole_most = 1e15;
    out[0] = '\0';
    if (!isfinite(value)) return 0;
    if (fabs(value) < whole_most && value == floor(value)) /* + 0 takes the sign from a zero */
        return (size_t)snprintf(out, CSV_NUMBER, "%.0f", value + 0.0);
    if (!reads_back(value, 15, out) && !reads_back(value, 16, out)) snprintf(out, CSV_NUMBER, "%.17g", value);
    return strlen(out);
}

void csv_text(struct sink *sink, const char *text)
{
    const bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
        sink_text(sink, text);
        return;
    }
    sink_text(sink, formula ? "\"'" : "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"') sink_text(sink, "\"");
        sink_write(sink, at, 1);
    }
    sink_text(sink, "\"");
}

static void cell(struct sink *sink, double value)
{
    char number[CSV_NUMBER];
    sink_text(sink, ",");
    sink_write(sink, number, csv_number(value, number));
}

/* What stands at the left of a row. */
struct row {
    struct sink *sink;
    const char *column, *unit;
};

static void estimate_row(const struct row *row, const char *statistic, struct estimate estimate)
{
    csv_text(row->sink, row->column);
    sink_text(row->sink, ",");
    csv_text(row->sink, row->unit);
    sink_text(row->sink, ",");
    csv_text(row->sink, statistic);
    cell(row->sink, estimate.value);
    cell(row->sink, estimate.error);
    cell(row->sink, estimate.low);
    cell(row->sink, estimate.high);
    sink_text(row->sink, "\n");
}

static void observed_row(const struct row *row, const char *statistic, double value)
{
    estimate_row(row, statistic, (struct estimate){value, NAN, NAN, NAN});
}

static void percentile_rows(const struct row *row, const struct estimate *percentile)
{
    for (int p = 0; p < LEVEL_COUNT; p++) {
        char name[16];
        snprintf(name, sizeof name, "p%g", 100 * summary_level[p]);
        estimate_row(row, name, percentile[p]);
    }
}

bool csv_is_break_even_column(const struct outcomes *outcomes, size_t column)
{
    return (int)column == outcomes->at.break_even || (int)column == outcomes->at.break_even_public;
}

struct estimate csv_break_even_year(struct estimate year, int horizon)
{
    if (year.value >= horizon) return (struct estimate){NAN, NAN, NAN, NAN};
    if (year.high >= horizon) year.high = NAN;
    return year;
}

static void column_rows(const struct row *row, const struct row *share, const struct column_summary *column)
{
    estimate_row(row, "mean", column->mean);
    estimate_row(row, "sd", column->sd);
    observed_row(row, "minimum", column->minimum);
    observed_row(row, "maximum", column->maximum);
    percentile_rows(row, column->percentile);
    estimate_row(row, "expected_shortfall_5", column->shortfall);
    estimate_row(share, "probability_positive", column->positive);
    estimate_row(share, "probability_zero", column->zero);
}

static void ratio_rows(struct sink *sink, const char *name, const char *unit, const struct ratio_summary *ratio)
{
    const struct row row = {sink, name, unit};
    if (ratio->defined) estimate_row(&row, "ratio_of_means", ratio->of_means);
    if (ratio->count > 0) percentile_rows(&row, ratio->percentile);
    observed_row(&(struct row){sink, name, "number"}, "iterations_without", (double)ratio->undefined);
}

static void break_even_rows(struct sink *sink, const char *name, int start, const struct break_even_summary *summary)
{
    const struct row row = {sink, name, "share"};
    for (size_t t = 0; t < summary->years; t++) {
        char statistic[32];
        snprintf(statistic, sizeof statistic, "by_end_of_%d", start + (int)t);
        estimate_row(&row, statistic, summary->by_year[t]);
    }
    estimate_row(&row, "never", summary->never);
}

static enum status case_rows(const struct report *report, struct arena *arena, const char *money, struct sink *sink,
                             struct error *err)
{
    for (size_t k = 0; k < report->scenario->outcomes; k++) {
        const char *const name = report->scenario->outcome[k].name;
        const char *const avoided = arena_printf(arena, "cases_avoided.%s", name);
        const char *const cost = arena_printf(arena, "programme_cost_per_case.%s", name);
        if (!avoided || !cost) return error_out_of_memory(err);
        if (report->summary->counts_cases)
            estimate_row(&(struct row){sink, avoided, "share"}, "probability_at_least_one",
                         report->summary->case_avoided[k]);
        ratio_rows(sink, cost, money, &report->summary->cost_per_case[k]);
    }
    return STATUS_OK;
}

static enum status summary_rows(const struct report *report, struct arena *arena, struct sink *sink, struct error *err)
{
    const struct summary *const summary = report->summary;
    const char *const currency = report->scenario->settings.currency;
    const char *const money = unit_text(arena, UNIT_MONEY_PER_CASE, currency);
    const int start = report->scenario->settings.start_year;
    if (!money) return error_out_of_memory(err);
    for (size_t c = 0; c < summary->columns; c++) {
        const char *const name = report->outcomes->column[c].name;
        const char *const unit = unit_text(arena, report->outcomes->column[c].unit, currency);
        if (!unit) return error_out_of_memory(err);
        const struct row row = {sink, name, unit};
        /* a mean that takes never for a number would be none */
        if (csv_is_break_even_column(report->outcomes, c))
            estimate_row(&row, "p50",
                         csv_break_even_year(summary->column[c].percentile[LEVEL_P50], report->outcomes->horizon));
        else
            column_rows(&row, &(struct row){sink, name, "share"}, &summary->column[c]);
    }
    ratio_rows(sink, "benefit_cost", "ratio", &summary->benefit_cost);
    ratio_rows(sink, "benefit_cost_public", "ratio", &summary->benefit_cost_public);
    ratio_rows(sink, "return_on_investment", "ratio", &summary->return_on_investment);
    ratio_rows(sink, "return_on_investment_public", "ratio", &summary->return_on_investment_public);
    TRY(case_rows(report, arena, money, sink, err));
    break_even_rows(sink, "break_even", start, &summary->break_even);
    break_even_rows(sink, "break_even_public", start, &summary->break_even_public);
    estimate_row(&(struct row){sink, "net", "share"}, "variance_share_of_luck", summary->variance.share_of_luck);
    return STATUS_OK;
}

enum status render_summary_csv(const struct report *report, struct sink *sink, struct error *err)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    sink_text(sink, "column,unit,statistic,value,error,low,high\n");
    const enum status status = summary_rows(report, &arena, sink, err);
    arena_free(&arena);
    return status;
}

static bool in_family(size_t column, int first, size_t count)
{
    return column >= (size_t)first && column < (size_t)first + count;
}

bool csv_is_drawn_column(const struct outcomes *outcomes, size_t column)
{
    const struct outcome_index *const at = &outcomes->at;
    const size_t years = (size_t)outcomes->horizon;
    const size_t payer_years = (size_t)(at->quantity - at->cumulative_net_payer);
    return !in_family(column, at->cumulative_net, years) && !in_family(column, at->cumulative_net_public, years) &&
           !in_family(column, at->cumulative_net_payer, payer_years);
}

/* A year of break-even that is never reached is an empty cell, so that no mean takes the horizon for a year. */
static void drawn_cell(const struct outcomes *outcomes, size_t column, size_t iteration, struct sink *sink)
{
    const double value = outcomes->column[column].value[iteration];
    const bool never = csv_is_break_even_column(outcomes, column) && value >= outcomes->horizon;
    cell(sink, never ? NAN : value);
}

enum status render_draws_csv(const struct report *report, struct sink *sink, struct error *err)
{
    (void)err;
    const struct outcomes *const outcomes = report->outcomes;
    sink_text(sink, "iteration");
    for (size_t c = 0; c < outcomes->columns; c++) {
        if (!csv_is_drawn_column(outcomes, c)) continue;
        sink_text(sink, ",");
        csv_text(sink, outcomes->column[c].name);
    }
    for (uint32_t i = 0; i < outcomes->iterations; i++) {
        sink_printf(sink, "\n%u", i);
        for (size_t c = 0; c < outcomes->columns; c++)
            if (csv_is_drawn_column(outcomes, c)) drawn_cell(outcomes, c, i, sink);
    }
    sink_text(sink, "\n");
    return STATUS_OK;
}
