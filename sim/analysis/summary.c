#include "sim/analysis/summary.h"

#include <math.h>
#include <string.h>

#define SUMMARY_LEVEL_VALUE(name, level) [name] = level,
const double summary_level[LEVEL_COUNT] = {SUMMARY_LEVELS(SUMMARY_LEVEL_VALUE)};
const double summary_tail = 0.05;

/* Half the width of a 95 % interval in standard errors. */
static const double normal_95 = 1.959963984540054;

static struct estimate with_error(double value, double error)
{
    return (struct estimate){value, error, value - normal_95 * error, value + normal_95 * error};
}

/* Standard error of a sample variance: sqrt((m4 - m2^2 (n - 3)/(n - 1)) / n) (Mood, Graybill and Boes 1974, VI.2). */
static double variance_error(const double *x, size_t n, double mean, double *scratch)
{
    if (n < 2) return INFINITY;
    const double size = (double)n;
    for (size_t i = 0; i < n; i++) scratch[i] = (x[i] - mean) * (x[i] - mean);
    const double second = statistics_sum(scratch, n) / size;
    for (size_t i = 0; i < n; i++) scratch[i] *= scratch[i];
    const double fourth = statistics_sum(scratch, n) / size;
    return sqrt(fmax(0, fourth - second * second * (size - 3) / (size - 1)) / size);
}

static struct estimate deviation(const double *x, size_t n, double mean, double *scratch)
{
    const double sd = sqrt(statistics_variance(x, n));
    if (sd == 0) return (struct estimate){0, 0, 0, 0};
    return with_error(sd, variance_error(x, n, mean, scratch) / (2 * sd));
}

static size_t count_positive(const double *x, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += x[i] > 0;
    return count;
}

static struct estimate exactly(double value)
{
    return (struct estimate){value, 0, value, value};
}

/* One value in every iteration: no rounding of sums may make it uncertain. */
static void column_constant(double value, struct column_summary *out)
{
    out->constant = true;
    out->mean = out->shortfall = exactly(value);
    for (int p = 0; p < LEVEL_COUNT; p++) out->percentile[p] = exactly(value);
}

void summary_column(const double *value, size_t n, double *scratch, struct column_summary *out)
{
    *out = (struct column_summary){.mean = statistics_mean(value, n),
                                   .positive = statistics_probability(count_positive(value, n), n)};
    out->sd = deviation(value, n, out->mean.value, scratch);
    memcpy(scratch, value, n * sizeof *value);
    statistics_sort(scratch, n);
    out->minimum = scratch[0];
    out->maximum = scratch[n - 1];
    for (int p = 0; p < LEVEL_COUNT; p++) out->percentile[p] = statistics_percentile(scratch, n, summary_level[p]);
    out->shortfall = statistics_shortfall(scratch, n, summary_tail);
    if (out->minimum == out->maximum) column_constant(out->minimum, out);
}

void summary_ratio(const double *numerator, const double *denominator, size_t n, double *scratch,
                   struct ratio_summary *out)
{
    *out = (struct ratio_summary){.defined = statistics_sum(denominator, n) > 0};
    if (out->defined) out->of_means = statistics_ratio(numerator, denominator, n);
    for (size_t i = 0; i < n; i++)
        if (denominator[i] > 0) scratch[out->count++] = numerator[i] / denominator[i];
    out->undefined = n - out->count;
    if (out->count == 0) return;
    statistics_sort(scratch, out->count);
    for (int p = 0; p < LEVEL_COUNT; p++)
        out->percentile[p] = statistics_percentile(scratch, out->count, summary_level[p]);
}

/* Share of one of two independent-looking parts, by the delta method with their errors taken as uncorrelated. */
static struct estimate share_of(struct estimate part, struct estimate rest)
{
    const double total = part.value + rest.value;
    if (!(total > 0)) return exactly(0);
    const double error = hypot(rest.value * part.error, part.value * rest.error) / (total * total);
    const struct estimate share = with_error(part.value / total, error);
    return (struct estimate){share.value, error, fmax(0, share.low), fmin(1, share.high)};
}

void summary_variance(const double *net, const double *net_expected, size_t n, double *scratch,
                      struct variance_split *out)
{
    const struct estimate centre = statistics_mean(net_expected, n);
    out->knowledge =
        with_error(statistics_variance(net_expected, n), variance_error(net_expected, n, centre.value, scratch));
    for (size_t i = 0; i < n; i++) scratch[i] = (net[i] - net_expected[i]) * (net[i] - net_expected[i]);
    out->luck = statistics_mean(scratch, n);
    out->share_of_luck = share_of(out->luck, out->knowledge);
}

static enum status break_even(struct arena *arena, const double *year, size_t n, size_t years,
                              struct break_even_summary *out, struct error *err)
{
    size_t *const count = ARENA_ARRAY(arena, years + 1, size_t);
    *out = (struct break_even_summary){.years = years, .by_year = ARENA_ARRAY(arena, years, struct estimate)};
    if (!count || !out->by_year) return error_out_of_memory(err);
    for (size_t i = 0; i < n; i++) count[year[i] < (double)years ? (size_t)year[i] : years]++;
    out->never = statistics_probability(count[years], n);
    out->median = (int)years;
    size_t so_far = 0;
    for (size_t t = 0; t < years; t++) {
        so_far += count[t];
        out->by_year[t] = statistics_probability(so_far, n);
        if (2 * so_far >= n && out->median == (int)years) out->median = (int)t;
    }
    return STATUS_OK;
}

/* scratch: [iterations] number of outcomes with a case avoided. */
static enum status cases(struct arena *arena, const struct outcomes *outcomes, size_t kinds, double *scratch,
                         struct summary *out, struct error *err)
{
    struct estimate *const avoided = ARENA_ARRAY(arena, kinds, struct estimate);
    if (!avoided) return error_out_of_memory(err);
    const size_t n = outcomes->iterations;
    memset(scratch, 0, n * sizeof *scratch);
    for (size_t k = 0; k < kinds; k++) {
        const double *const value = outcomes->column[(size_t)outcomes->at.cases_avoided + k].value;
        size_t hits = 0;
        for (size_t i = 0; i < n; i++) {
            hits += value[i] >= 1;
            scratch[i] += value[i] >= 1;
        }
        avoided[k] = statistics_probability(hits, n);
    }
    out->case_avoided = avoided;
    out->any_case_avoided = statistics_probability(count_positive(scratch, n), n);
    return STATUS_OK;
}

static enum status columns(struct arena *arena, const struct outcomes *outcomes, double *scratch, struct summary *out,
                           struct error *err)
{
    struct column_summary *const column = ARENA_ARRAY(arena, outcomes->columns, struct column_summary);
    if (!column) return error_out_of_memory(err);
    for (size_t c = 0; c < outcomes->columns; c++)
        summary_column(outcomes->column[c].value, outcomes->iterations, scratch, &column[c]);
    out->columns = outcomes->columns;
    out->column = column;
    return STATUS_OK;
}

static enum status ratios(struct arena *arena, const struct outcomes *outcomes, size_t kinds, double *scratch,
                          struct summary *out, struct error *err)
{
    const struct outcome_index *const at = &outcomes->at;
    const struct column *const column = outcomes->column;
    const struct {
        int numerator, denominator;
        struct ratio_summary *ratio;
    } rows[] = {{at->gross, at->cost, &out->benefit_cost},
                {at->gross_public, at->cost_public, &out->benefit_cost_public},
                {at->net, at->cost, &out->return_on_investment},
                {at->net_public, at->cost_public, &out->return_on_investment_public}};
    const size_t n = outcomes->iterations;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        summary_ratio(column[rows[i].numerator].value, column[rows[i].denominator].value, n, scratch, rows[i].ratio);
    struct ratio_summary *const per_case = ARENA_ARRAY(arena, kinds, struct ratio_summary);
    if (!per_case) return error_out_of_memory(err);
    for (size_t k = 0; k < kinds; k++)
        summary_ratio(column[at->cost].value, column[(size_t)at->cases_avoided + k].value, n, scratch, &per_case[k]);
    out->cost_per_case = per_case;
    return STATUS_OK;
}

enum status summary_compute(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                            struct summary *out, struct error *err)
{
    const size_t n = outcomes->iterations, years = (size_t)outcomes->horizon;
    const struct outcome_index *const at = &outcomes->at;
    if (n == 0) return error_set(err, STATUS_INTERNAL, "no iteration is finished, so there is nothing to summarise");
    double *const scratch = ARENA_ARRAY(arena, n, double);
    if (!scratch) return error_out_of_memory(err);
    struct summary made = {.iterations = n, .counts_cases = scenario->simulation.cohort == COHORT_SAMPLED};
    TRY(columns(arena, outcomes, scratch, &made, err));
    TRY(ratios(arena, outcomes, scenario->outcomes, scratch, &made, err));
    if (made.counts_cases) TRY(cases(arena, outcomes, scenario->outcomes, scratch, &made, err));
    TRY(break_even(arena, outcomes->column[at->break_even].value, n, years, &made.break_even, err));
    TRY(break_even(arena, outcomes->column[at->break_even_public].value, n, years, &made.break_even_public, err));
    summary_variance(outcomes->column[at->net].value, outcomes->column[at->net_expected].value, n, scratch,
                     &made.variance);
    *out = made;
    return STATUS_OK;
}
