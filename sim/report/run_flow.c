/* The money of public budgets year by year: what is spent, and what comes back. */
#include <math.h>

#include "sim/chart/chart_rows.h"
#include "sim/report/run_charts.h"

enum { YEARS_MOST = 10 };

struct flow {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    int years;
    const struct column_summary *year[YEARS_MOST];
    struct chart_row row[YEARS_MOST];
};

bool chart_years_applies(const struct chart_subject *subject)
{
    const struct report *const report = subject->analysis;
    const struct outcomes *const outcomes = report->outcomes;
    return outcomes->horizon > 1 && outcomes->detail != RECORD_TOTALS &&
           !summary_nothing(&report->summary->column[outcomes->at.cash_flow_public]);
}

static double mean_of(const struct flow *chart, int t)
{
    return chart->year[t]->mean.value;
}

static const char *year_text(const struct flow *chart, int t)
{
    return format_year(&chart->job->format, chart->job->scenario->settings.start_year + t);
}

/* How long more is spent than comes back, from the start on. */
static int years_of_cost(const struct flow *chart)
{
    int t = 0;
    while (t < chart->years && mean_of(chart, t) < 0) t++;
    return t;
}

static const char *headline(const struct flow *chart)
{
    const struct format *const format = &chart->job->format;
    const int cost = years_of_cost(chart);
    struct estimate spent = {0}, most = {0};
    for (int t = 0; t < cost; t++) {
        spent.value -= mean_of(chart, t);
        spent.error += chart->year[t]->mean.error;
    }
    for (int t = cost; t < chart->years; t++)
        if (mean_of(chart, t) > most.value) most = chart->year[t]->mean;
    const enum word word = cost == 0              ? WORD_CHART_YEARS_SAVES
                           : cost == chart->years ? WORD_CHART_YEARS_COSTS
                                                  : WORD_CHART_YEARS_BACK;
    return WORDS(format->arena, word, format->language, {"spent", format_money(format, spent.value, spent.error)},
                 {"most", format_money(format, most.value, most.error)},
                 {"year", year_text(chart, cost > 0 ? cost - 1 : 0)}, {"first", year_text(chart, 0)},
                 {"last", year_text(chart, chart->years - 1)});
}

static struct chart_amounts build_rows(struct flow *chart)
{
    double end[YEARS_MOST], largest = 0;
    for (int t = 0; t < chart->years; t++) largest = fmax(largest, fabs(mean_of(chart, t)));
    const struct chart_amounts amounts = chart_amounts(&chart->job->format, largest);
    for (int t = 0; t < chart->years; t++) {
        const struct estimate *const p = chart->year[t]->percentile;
        chart->row[t] = (struct chart_row){.label = year_text(chart, t),
                                           .number = chart_amount(&amounts, chart->year[t]->mean, true),
                                           .interval = chart_amount_range(&amounts, p[LEVEL_P5], p[LEVEL_P95])};
        end[t] = mean_of(chart, t);
    }
    chart_rows_range(&chart->scene, end, (size_t)chart->years);
    return amounts;
}

static void write_bars(struct flow *chart)
{
    struct text_buffer text = {.arena = chart->job->arena};
    text_buffer_printf(&text, "y\thalf\tfrom\tto\tcolour\n");
    for (int t = 0; t < chart->years; t++) {
        const struct chart_row *const row = &chart->row[t];
        const double mean = mean_of(chart, t);
        text_buffer_printf(&text, "%g\t%g\t0\t%.10g\t%d\n", row->y, row->half, mean, mean < 0 ? 2 : 1);
        chart_scene_bar(&chart->scene, mean < 0 ? MARK_COSTS : MARK_SAVES, AXIS(0), AXIS(row->y - row->half),
                        AXIS(mean), AXIS(row->y + row->half));
    }
    chart_set_add(chart->set, chart->scene.size, "bars.tsv", &text);
}

void chart_years(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const struct outcomes *const outcomes = run_of(job)->outcomes;
    struct flow chart = {.job = job, .set = out, .years = outcomes->horizon};
    if (chart.years > YEARS_MOST) chart.years = YEARS_MOST;
    for (int t = 0; t < chart.years; t++) chart.year[t] = run_column(job, outcomes->at.cash_flow_public + t);
    chart_job_scene(job, size, &chart.scene);
    const struct chart_amounts amounts = build_rows(&chart);
    const double y =
        chart_scene_head(&chart.scene, job->kicker, headline(&chart),
                         WORDS(job->arena, WORD_CHART_YEARS_SUBTITLE, job->format.language, {"unit", amounts.unit},
                               {"prices", format_year(&job->format, job->scenario->settings.price_year)}));
    const double below = chart_rows_lay_out(&chart.scene, job, chart.row, (size_t)chart.years, y + 14,
                                            word_text(WORD_CHART_MEAN, job->format.language), amounts.scale);
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_bars(&chart);
    chart_set_scene(out, &chart.scene);
}
