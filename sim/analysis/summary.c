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

/* A sample variance with its error; scratch gets the squared distances from the mean. */
static struct estimate variance(const double *x, size_t n, double mean, bool replicated, double *scratch)
{
    const double value = statistics_variance(x, n);
    if (!replicated) return with_error(value, variance_error(x, n, mean, scratch));
    for (size_t i = 0; i < n; i++) scratch[i] = (x[i] - mean) * (x[i] - mean);
    return replicates_estimate(value, replicates_error(scratch, n));
}

static struct estimate deviation(const double *x, size_t n, double mean, bool replicated, double *scratch)
{
    const struct estimate square = variance(x, n, mean, replicated, scratch);
    const double sd = sqrt(square.value);
    if (sd == 0) return (struct estimate){0, 0, 0, 0};
    const double error = square.error / (2 * sd);
    return replicated ? replicates_estimate(sd, error) : with_error(sd, error);
}

static struct estimate mean_of(const double *x, size_t n, bool replicated)
{
    return replicated ? replicates_mean(x, n) : statistics_mean(x, n);
}

/* Share of the values above a bound. */
static struct estimate share_above(const double *x, size_t n, double bound, bool replicated)
{
    if (replicated) return replicates_share(x, n, bound);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += x[i] > bound;
    return statistics_probability(count, n);
}

/* x sorted as well. */
static struct estimate percentile_of(const double *x, const double *sorted, size_t n, double level, bool replicated)
{
    return replicated ? replicates_percentile(x, sorted, n, level) : statistics_percentile(sorted, n, level);
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

void summary_column(const double *value, size_t n, bool replicated, double *scratch, struct column_summary *out)
{
    *out = (struct column_summary){.mean = mean_of(value, n, replicated),
                                   .positive = share_above(value, n, 0, replicated)};
    out->sd = deviation(value, n, out->mean.value, replicated, scratch);
    memcpy(scratch, value, n * sizeof *value);
    statistics_sort(scratch, n);
    out->minimum = scratch[0];
    out->maximum = scratch[n - 1];
    for (int p = 0; p < LEVEL_COUNT; p++)
        out->percentile[p] = percentile_of(value, scratch, n, summary_level[p], replicated);
    out->shortfall = replicated ? replicates_shortfall(value, scratch, n, summary_tail)
                                : statistics_shortfall(scratch, n, summary_tail);
    if (out->minimum == out->maximum) column_constant(out->minimum, out);
}

static struct estimate ratio_percentile(const double *numerator, const double *denominator, size_t n,
                                        const double *sorted, size_t count, double level, bool replicated)
{
    if (!replicated) return statistics_percentile(sorted, count, level);
    return replicates_ratio_percentile(numerator, denominator, n, sorted, count, level);
}

/* The share that is not above 0 from that which is. */
static struct estimate complement(struct estimate share)
{
    return (struct estimate){1 - share.value, share.error, 1 - share.high, 1 - share.low};
}

void summary_ratio(const double *numerator, const double *denominator, size_t n, bool replicated, double *scratch,
                   struct ratio_summary *out)
{
    *out = (struct ratio_summary){.defined = statistics_sum(denominator, n) > 0};
    if (out->defined)
        out->of_means =
            replicated ? replicates_ratio(numerator, denominator, n) : statistics_ratio(numerator, denominator, n);
    for (size_t i = 0; i < n; i++)
        if (denominator[i] > 0) scratch[out->count++] = numerator[i] / denominator[i];
    out->undefined = n - out->count;
    out->share_undefined =
        replicated ? complement(replicates_share(denominator, n, 0)) : statistics_probability(out->undefined, n);
    if (out->count == 0) return;
    statistics_sort(scratch, out->count);
    for (int p = 0; p < LEVEL_COUNT; p++)
        out->percentile[p] =
            ratio_percentile(numerator, denominator, n, scratch, out->count, summary_level[p], replicated);
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

/* The same with the error between replicates of the share's linear part in both, which keeps their covariance. */
static struct estimate replicated_share_of(const double *part, struct estimate whole_part, const double *x, size_t n,
                                           double centre, struct estimate rest, double *scratch)
{
    const double total = whole_part.value + rest.value;
    if (!(total > 0)) return exactly(0);
    for (size_t i = 0; i < n; i++)
        scratch[i] = rest.value * part[i] - whole_part.value * (x[i] - centre) * (x[i] - centre);
    const struct estimate share =
        replicates_estimate(whole_part.value / total, replicates_error(scratch, n) / (total * total));
    return (struct estimate){share.value, share.error, fmax(0, share.low), fmin(1, share.high)};
}

void summary_variance(const double *net, const double *net_expected, size_t n, bool replicated, double *scratch,
                      struct variance_split *out)
{
    const double centre = statistics_mean(net_expected, n).value;
    out->knowledge = variance(net_expected, n, centre, replicated, scratch);
    for (size_t i = 0; i < n; i++) scratch[i] = (net[i] - net_expected[i]) * (net[i] - net_expected[i]);
    out->luck = mean_of(scratch, n, replicated);
    out->share_of_luck = replicated
                             ? replicated_share_of(scratch, out->luck, net_expected, n, centre, out->knowledge, scratch)
                             : share_of(out->luck, out->knowledge);
}

static enum status break_even(struct arena *arena, const double *year, size_t n, bool replicated, size_t years,
                              struct break_even_summary *out, struct error *err)
{
    size_t *const count = ARENA_ARRAY(arena, years + 1, size_t);
    *out = (struct break_even_summary){.years = years, .by_year = ARENA_ARRAY(arena, years, struct estimate)};
    if (!count || !out->by_year) return error_out_of_memory(err);
    for (size_t i = 0; i < n; i++) count[year[i] < (double)years ? (size_t)year[i] : years]++;
    out->never = replicated ? replicates_share(year, n, (double)years - 0.5) : statistics_probability(count[years], n);
    out->median = (int)years;
    size_t so_far = 0;
    for (size_t t = 0; t < years; t++) {
        so_far += count[t];
        out->by_year[t] =
            replicated ? complement(replicates_share(year, n, (double)t)) : statistics_probability(so_far, n);
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
        avoided[k] = share_above(value, n, 0.5, out->replicated);
        for (size_t i = 0; i < n; i++) scratch[i] += value[i] > 0.5;
    }
    out->case_avoided = avoided;
    out->any_case_avoided = share_above(scratch, n, 0, out->replicated);
    return STATUS_OK;
}

static enum status columns(struct arena *arena, const struct outcomes *outcomes, double *scratch, struct summary *out,
                           struct error *err)
{
    struct column_summary *const column = ARENA_ARRAY(arena, outcomes->columns, struct column_summary);
    if (!column) return error_out_of_memory(err);
    for (size_t c = 0; c < outcomes->columns; c++)
        summary_column(outcomes->column[c].value, outcomes->iterations, out->replicated, scratch, &column[c]);
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
        summary_ratio(column[rows[i].numerator].value, column[rows[i].denominator].value, n, out->replicated, scratch,
                      rows[i].ratio);
    struct ratio_summary *const per_case = ARENA_ARRAY(arena, kinds, struct ratio_summary);
    if (!per_case) return error_out_of_memory(err);
    for (size_t k = 0; k < kinds; k++)
        summary_ratio(column[at->cost].value, column[(size_t)at->cases_avoided + k].value, n, out->replicated, scratch,
                      &per_case[k]);
    out->cost_per_case = per_case;
    return STATUS_OK;
}

bool summary_replicated(const struct outcomes *outcomes)
{
    return outcomes->replicates > 1 && outcomes->iterations >= REPLICATES_LEAST;
}

enum status summary_compute(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                            struct summary *out, struct error *err)
{
    const size_t n = outcomes->iterations, years = (size_t)outcomes->horizon;
    const struct outcome_index *const at = &outcomes->at;
    if (n == 0) return error_set(err, STATUS_INTERNAL, "no iteration is finished, so there is nothing to summarise");
    double *const scratch = ARENA_ARRAY(arena, n, double);
    if (!scratch) return error_out_of_memory(err);
    struct summary made = {.iterations = n,
                           .replicated = summary_replicated(outcomes),
                           .counts_cases = scenario->simulation.cohort == COHORT_SAMPLED};
    TRY(columns(arena, outcomes, scratch, &made, err));
    TRY(ratios(arena, outcomes, scenario->outcomes, scratch, &made, err));
    if (made.counts_cases) TRY(cases(arena, outcomes, scenario->outcomes, scratch, &made, err));
    TRY(break_even(arena, outcomes->column[at->break_even].value, n, made.replicated, years, &made.break_even, err));
    TRY(break_even(arena, outcomes->column[at->break_even_public].value, n, made.replicated, years,
                   &made.break_even_public, err));
    summary_variance(outcomes->column[at->net].value, outcomes->column[at->net_expected].value, n, made.replicated,
                     scratch, &made.variance);
    *out = made;
    return STATUS_OK;
}
