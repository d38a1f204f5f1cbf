#include "sim/analysis/summary.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "sim/analysis/undrawn.h"
#include "sim/numeric/order.h"

#define SUMMARY_LEVEL_VALUE(name, level) [name] = level,
const double summary_level[LEVEL_COUNT] = {SUMMARY_LEVELS(SUMMARY_LEVEL_VALUE)};
const double summary_tail = 0.05;

static struct estimate with_error(double value, double error)
{
    return (struct estimate){value, error, value - NORMAL_95 * error, value + NORMAL_95 * error};
}

static double squared_distance(double x, double centre)
{
    return (x - centre) * (x - centre);
}

/* A sample variance with its error; scratch gets the squared distances from the mean. */
static struct estimate variance_of(const double *x, const struct moments *moments, bool replicated, double *scratch)
{
    if (!replicated) return with_error(moments->variance, statistics_variance_error(moments));
    for (size_t i = 0; i < moments->n; i++) scratch[i] = squared_distance(x[i], moments->mean);
    return replicates_estimate(moments->variance, replicates_error(scratch, moments->n));
}

static struct estimate deviation(const double *x, const struct moments *moments, bool replicated, double *scratch)
{
    const struct estimate square = variance_of(x, moments, replicated, scratch);
    const double sd = sqrt(square.value);
    if (sd == 0) return (struct estimate){0, 0, 0, 0};
    const double error = square.error / (2 * sd);
    return replicated ? replicates_estimate(sd, error) : with_error(sd, error);
}

static struct estimate mean_of(const double *x, const struct moments *moments, bool replicated)
{
    return replicated ? replicates_mean(x, moments) : statistics_mean_of(moments);
}

struct estimate summary_mean(const double *x, size_t n, bool replicated)
{
    const struct moments moments = statistics_moments(x, n);
    return mean_of(x, &moments, replicated);
}

struct estimate summary_share(const double *x, size_t n, double bound, bool replicated)
{
    if (replicated) return replicates_share(x, n, bound);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += x[i] > bound;
    return statistics_probability(count, n);
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

/* Shares of iterations that are all one are 0 or 1, however few they are. */
static void settle(struct estimate *share)
{
    *share = exactly(share->value);
}

void summary_settle(struct column_summary *column)
{
    settle(&column->positive);
    settle(&column->zero);
}

static void settle_signs(struct ratio_summary *ratio)
{
    settle(&ratio->positive);
    settle(&ratio->zero);
    settle(&ratio->negative);
}

static void settle_break_even(struct break_even_summary *year)
{
    settle(&year->never);
    for (size_t t = 0; t < year->years; t++) settle(&year->by_year[t]);
}

/* Share of the iterations counted by replicate. */
static struct estimate share_of_hits(const size_t hits[SAMPLING_REPLICATES], size_t n, bool replicated)
{
    size_t all = 0;
    if (replicated) return replicates_share_of(hits, n);
    for (size_t r = 0; r < SAMPLING_REPLICATES; r++) all += hits[r];
    return statistics_probability(all, n);
}

bool summary_constant(const double *value, size_t n)
{
    const double rounding = 1e-12 * fabs(value[0]);
    for (size_t i = 1; i < n; i++)
        if (!(fabs(value[i] - value[0]) <= rounding)) return false;
    return true;
}

bool summary_nothing(const struct column_summary *column)
{
    return column->minimum == 0 && column->maximum == 0;
}

static struct estimate share_of_zeroes(const double *value, size_t n, bool replicated)
{
    size_t hits[SAMPLING_REPLICATES] = {0};
    for (size_t i = 0; i < n; i++) hits[i % SAMPLING_REPLICATES] += value[i] == 0;
    return share_of_hits(hits, n, replicated);
}

static void column_percentiles(const double *value, size_t n, bool replicated, double *scratch,
                               struct column_summary *out)
{
    struct order order;
    order_init(&order, value, n, scratch);
    out->minimum = order_value(&order, 0);
    out->maximum = order_value(&order, n - 1);
    if (replicated) {
        replicates_percentiles(value, &order, summary_level, LEVEL_COUNT, out->percentile);
        out->shortfall = replicates_shortfall(value, &order, summary_tail);
        return;
    }
    for (int p = 0; p < LEVEL_COUNT; p++) out->percentile[p] = statistics_percentile_of(&order, summary_level[p]);
    out->shortfall = statistics_shortfall_of(&order, summary_tail);
}

void summary_column(const double *value, size_t n, bool replicated, double *scratch, struct column_summary *out)
{
    *out = (struct column_summary){.minimum = value[0], .maximum = value[0]};
    out->zero = share_of_zeroes(value, n, replicated);
    if (n > 1 && summary_constant(value, n)) {
        out->positive = statistics_probability(value[0] > 0 ? n : 0, n);
        column_constant(value[0], out);
        return;
    }
    const struct moments moments = statistics_moments(value, n);
    out->mean = mean_of(value, &moments, replicated);
    out->positive = replicated ? replicates_share(value, n, 0) : statistics_probability(moments.positive, n);
    out->sd = deviation(value, &moments, replicated, scratch);
    column_percentiles(value, n, replicated, scratch, out);
    if (n > 1 && out->minimum == out->maximum) column_constant(out->minimum, out); /* 0 and -0 */
}

/* The share that is not above 0 from that which is. */
static struct estimate complement(struct estimate share)
{
    return (struct estimate){1 - share.value, share.error, 1 - share.high, 1 - share.low};
}

/* How often the denominator is above, at and below 0; scratch holds n numbers. */
static void signs_of(const double *denominator, size_t n, bool replicated, double *scratch, struct ratio_summary *out)
{
    out->positive = summary_share(denominator, n, 0, replicated);
    for (size_t i = 0; i < n; i++) scratch[i] = denominator[i] == 0;
    out->zero = summary_share(scratch, n, 0.5, replicated);
    for (size_t i = 0; i < n; i++) scratch[i] = -denominator[i];
    out->negative = summary_share(scratch, n, 0, replicated);
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
    signs_of(denominator, n, replicated, scratch + n, out);
    if (out->count == 0) return;
    struct order order;
    order_init(&order, scratch, out->count, scratch + n);
    if (replicated)
        replicates_ratio_percentiles(numerator, denominator, n, &order, summary_level, LEVEL_COUNT, out->percentile);
    for (int p = 0; !replicated && p < LEVEL_COUNT; p++)
        out->percentile[p] = statistics_percentile_of(&order, summary_level[p]);
}

/* The share of part[n] in the sum of its mean and of the variance of x, whose mean is `centre`, by the delta method:
 * the error of the share's linear part in both, which keeps their covariance. */
static struct estimate share_of(const double *part, struct estimate whole_part, const double *x, size_t n,
                                double centre, struct estimate rest, bool replicated, double *scratch)
{
    const double total = whole_part.value + rest.value;
    if (!(total > 0)) return exactly(0);
    for (size_t i = 0; i < n; i++)
        scratch[i] = rest.value * part[i] - whole_part.value * (x[i] - centre) * (x[i] - centre);
    const double error = (replicated ? replicates_error(scratch, n) : statistics_mean(scratch, n).error);
    const double value = whole_part.value / total, relative = error / (total * total);
    const struct estimate share = replicated ? replicates_estimate(value, relative) : with_error(value, relative);
    return (struct estimate){share.value, share.error, fmax(0, share.low), fmin(1, share.high)};
}

void summary_variance(const double *net, const double *net_expected, size_t n, bool replicated, double *scratch,
                      struct variance_split *out)
{
    const struct moments expected = statistics_moments(net_expected, n);
    const double centre = expected.mean;
    out->knowledge = variance_of(net_expected, &expected, replicated, scratch);
    for (size_t i = 0; i < n; i++) scratch[i] = squared_distance(net[i], net_expected[i]);
    const struct moments square = statistics_moments(scratch, n);
    out->stochastic = mean_of(scratch, &square, replicated);
    out->share_of_stochastic =
        share_of(scratch, out->stochastic, net_expected, n, centre, out->knowledge, replicated, scratch);
}

/* How many iterations break even in each year (the horizon: never), by replicate. */
static void count_years(const double *year, size_t n, size_t years, size_t (*out_count)[SAMPLING_REPLICATES])
{
    for (size_t i = 0; i < n; i++)
        out_count[year[i] < (double)years ? (size_t)year[i] : years][i % SAMPLING_REPLICATES]++;
}

static enum status break_even(struct arena *arena, const double *year, size_t n, bool replicated, size_t years,
                              struct break_even_summary *out, struct error *err)
{
    size_t(*const count)[SAMPLING_REPLICATES] = arena_calloc(arena, years + 1, sizeof *count);
    *out = (struct break_even_summary){
        .years = years, .by_year = ARENA_ARRAY(arena, years, struct estimate), .median = (int)years};
    if (!count || !out->by_year) return error_out_of_memory(err);
    count_years(year, n, years, count);
    out->never = share_of_hits(count[years], n, replicated);
    size_t later[SAMPLING_REPLICATES] = {0}, all = n;
    for (size_t i = 0; i < n; i++) later[i % SAMPLING_REPLICATES]++;
    for (size_t t = 0; t < years; t++) {
        for (size_t r = 0; r < SAMPLING_REPLICATES; r++) {
            later[r] -= count[t][r];
            all -= count[t][r];
        }
        out->by_year[t] = replicated ? complement(replicates_share_of(later, n)) : statistics_probability(n - all, n);
        if (2 * (n - all) >= n && out->median == (int)years) out->median = (int)t;
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
        avoided[k] = summary_share(value, n, 0.5, out->replicated);
        for (size_t i = 0; i < n; i++) scratch[i] += value[i] > 0.5;
    }
    out->case_avoided = avoided;
    out->any_case_avoided = summary_share(scratch, n, 0, out->replicated);
    return STATUS_OK;
}

/* Room for the passes of each thread. */
struct rooms {
    int threads;
    size_t size; /* numbers of one */
    double *room;
};

static enum status rooms_init(struct arena *arena, size_t n, struct rooms *out, struct error *err)
{
    enum { THREADS_MOST = 8, SHARED_LEAST = 4096 }; /* more are not worth their memory; fewer numbers not waking any */
    const int most = omp_get_max_threads() < THREADS_MOST ? omp_get_max_threads() : THREADS_MOST;
    const int threads = n < SHARED_LEAST ? 1 : most;
    *out = (struct rooms){.threads = threads, .size = 2 * n};
    out->room = ARENA_ARRAY(arena, (size_t)threads * out->size, double);
    return out->room ? STATUS_OK : error_out_of_memory(err);
}

static double *own_room(const struct rooms *rooms)
{
    return rooms->room + (size_t)omp_get_thread_num() * rooms->size;
}

/* The first column with the values of this one: it, unless columns share them. */
static size_t first_alike(const struct outcomes *outcomes, size_t column)
{
    size_t first = 0;
    while (outcomes->column[first].value != outcomes->column[column].value) first++;
    return first;
}

static enum status columns(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                           const struct rooms *rooms, struct summary *out, struct error *err)
{
    struct column_summary *const column = ARENA_ARRAY(arena, outcomes->columns, struct column_summary);
    if (!column) return error_out_of_memory(err);
#pragma omp parallel for schedule(dynamic) num_threads(rooms->threads) default(none)                                   \
    shared(outcomes, rooms, out, column)
    for (size_t c = 0; c < outcomes->columns; c++)
        if (first_alike(outcomes, c) == c)
            summary_column(outcomes->column[c].value, outcomes->iterations, out->replicated, own_room(rooms),
                           &column[c]);
    for (size_t c = 0; c < outcomes->columns; c++) column[c] = column[first_alike(outcomes, c)];
    out->missed = out->counts_cases
                      ? undrawn_net(outcomes->column[outcomes->at.net].value,
                                    outcomes->column[outcomes->at.net_expected].value, outcomes->iterations)
                      : 0;
    undrawn_widen(outcomes, scenario, out->missed, column);
    for (size_t c = 0; outcomes->certain && c < outcomes->columns; c++) summary_settle(&column[c]);
    out->columns = outcomes->columns;
    out->column = column;
    return STATUS_OK;
}

static void shift(struct estimate *estimate)
{
    estimate->value += 1;
    estimate->low += 1;
    estimate->high += 1;
}

/* Benefits over costs are what is left over costs, and the costs themselves. */
static struct ratio_summary with_cost(const struct ratio_summary *left)
{
    struct ratio_summary benefit = *left;
    shift(&benefit.of_means);
    for (int p = 0; p < LEVEL_COUNT; p++) shift(&benefit.percentile[p]);
    return benefit;
}

static enum status ratios(struct arena *arena, const struct outcomes *outcomes, size_t kinds, const struct rooms *rooms,
                          struct summary *out, struct error *err)
{
    enum { WHOLE = 6 };
    const struct outcome_index *const at = &outcomes->at;
    const struct {
        int numerator, denominator;
        struct ratio_summary *ratio;
    } whole[WHOLE] = {{at->gross, at->cost, &out->benefit_cost},
                      {at->gross_public, at->cost_public, &out->benefit_cost_public},
                      {at->net, at->cost, &out->return_on_investment},
                      {at->net_public, at->cost_public, &out->return_on_investment_public},
                      {at->net_cashable, at->cost, &out->return_cashable},
                      {at->net_cashable_public, at->cost_public, &out->return_cashable_public}};
    struct ratio_summary *const per_case = ARENA_ARRAY(arena, kinds, struct ratio_summary);
    if (!per_case) return error_out_of_memory(err);
#pragma omp parallel for schedule(dynamic) num_threads(rooms->threads) default(none)                                   \
    shared(outcomes, kinds, rooms, out, at, whole, per_case)
    for (size_t i = 0; i < WHOLE + kinds; i++) {
        const int numerator = i < WHOLE ? whole[i].numerator : at->cost;
        const int denominator = i < WHOLE ? whole[i].denominator : at->cases_avoided + (int)(i - WHOLE);
        struct ratio_summary *const ratio = i < WHOLE ? whole[i].ratio : &per_case[i - WHOLE];
        summary_ratio(outcomes->column[numerator].value, outcomes->column[denominator].value, outcomes->iterations,
                      out->replicated, own_room(rooms), ratio);
        if (outcomes->certain) settle_signs(ratio);
    }
    out->benefit_cost_cashable = with_cost(&out->return_cashable);
    out->benefit_cost_cashable_public = with_cost(&out->return_cashable_public);
    out->cost_per_case = per_case;
    return STATUS_OK;
}

bool summary_replicated(const struct outcomes *outcomes)
{
    return outcomes->replicates > 1 && outcomes->iterations >= REPLICATES_LEAST;
}

static enum status all_break_even(struct arena *arena, const struct outcomes *outcomes, struct summary *out,
                                  struct error *err)
{
    const struct outcome_index *const at = &outcomes->at;
    const struct {
        int column;
        struct break_even_summary *summary;
    } each[] = {{at->break_even, &out->break_even},
                {at->break_even_public, &out->break_even_public},
                {at->break_even_cashable, &out->break_even_cashable},
                {at->break_even_cashable_public, &out->break_even_cashable_public}};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        TRY(break_even(arena, outcomes->column[each[i].column].value, out->iterations, out->replicated,
                       (size_t)outcomes->horizon, each[i].summary, err));
        if (outcomes->certain) settle_break_even(each[i].summary);
    }
    return STATUS_OK;
}

enum status summary_compute(struct arena *arena, const struct outcomes *outcomes, const struct scenario *scenario,
                            struct summary *out, struct error *err)
{
    const size_t n = outcomes->iterations;
    const struct outcome_index *const at = &outcomes->at;
    if (n == 0) return error_set(err, STATUS_INTERNAL, "no iteration is finished, so there is nothing to summarise");
    struct rooms rooms;
    TRY(rooms_init(arena, n, &rooms, err));
    struct summary made = {.iterations = n,
                           .replicated = summary_replicated(outcomes),
                           .counts_cases = scenario->simulation.cohort == COHORT_SAMPLED};
    TRY(columns(arena, outcomes, scenario, &rooms, &made, err));
    TRY(ratios(arena, outcomes, scenario->outcomes, &rooms, &made, err));
    if (made.counts_cases) TRY(cases(arena, outcomes, scenario->outcomes, rooms.room, &made, err));
    TRY(all_break_even(arena, outcomes, &made, err));
    if (!made.column[at->net].constant || !made.column[at->net_expected].constant)
        summary_variance(outcomes->column[at->net].value, outcomes->column[at->net_expected].value, n, made.replicated,
                         rooms.room, &made.variance);
    *out = made;
    return STATUS_OK;
}
