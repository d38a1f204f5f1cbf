#include "sim/report/run_charts.h"

#include <string.h>

static const struct chart charts[] = {
    {"halfeye", chart_halfeye, NULL, "net_savings", true},
    {"dots", chart_dots, chart_dots_applies, NULL, false},
    {"fan", chart_fan, NULL, "break_even", true},
    {"fan_society", chart_fan_society, chart_fan_society_applies, "break_even", true},
    {"people", chart_people, chart_people_applies, "people", true},
    {"years", chart_years, chart_years_applies, "years", false},
    {"when", chart_when, chart_when_applies, "break_even", true},
    {"alternatives", chart_alternatives, chart_alternatives_applies, NULL, true},
    {"waterfall", chart_waterfall, NULL, "mechanisms", false},
    {"payers", chart_payers, chart_payers_applies, "payers", false},
    {"lorenz", chart_lorenz, chart_lorenz_applies, "people", true},
};
const struct chart_table run_charts = CHART_TABLE(charts);

static const double *sorted_column(struct arena *arena, const struct outcomes *outcomes, int column)
{
    const size_t n = outcomes->iterations;
    double *const copy = ARENA_ARRAY(arena, n, double);
    if (!copy) return NULL;
    memcpy(copy, outcomes->column[column].value, n * sizeof *copy);
    statistics_sort(copy, n);
    return copy;
}

const void *run_charts_prepare(const void *of, struct arena *arena)
{
    const struct report *const report = of;
    const struct outcomes *const outcomes = report->outcomes;
    struct run_chart *const run = ARENA_NEW(arena, struct run_chart);
    if (!run) return NULL;
    *run = (struct run_chart){.outcomes = outcomes,
                              .summary = report->summary,
                              .private_money = report_has_private_money(report),
                              .capacity = run_has_capacity(report),
                              .baseline = &report->baseline,
                              .alternatives = report->alternatives,
                              .alternative = report->alternative};
    run->views = run_views(report, run->view);
    for (size_t v = 0; v < run->views; v++) {
        run->sorted[v] = sorted_column(arena, outcomes, (int)run->view[v].net);
        if (!run->sorted[v]) return NULL;
    }
    return run;
}

const struct run_chart *run_of(const struct chart_job *job)
{
    return job->analysis;
}

const struct column_summary *run_column(const struct chart_job *job, int column)
{
    return &run_of(job)->summary->column[column];
}

size_t run_savings(const struct chart_job *job, struct run_savings out[RUN_SAVINGS])
{
    const struct run_chart *const run = run_of(job);
    for (size_t v = 0; v < run->views; v++) {
        const bool last = v + 1 == run->views;
        out[v] = (struct run_savings){run_column(job, (int)run->view[v].net), run->sorted[v], run->view[v].label,
                                      last ? TONE_BLUE : TONE_GREEN, last ? 1 : 2};
    }
    return run->views;
}

bool run_savings_zero(const struct run_savings *row, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        if (row[i].column->minimum != 0 || row[i].column->maximum != 0) return false;
    return true;
}
