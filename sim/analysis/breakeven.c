#include "sim/analysis/breakeven.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/breakeven_work.h"
#include "sim/analysis/summary.h"
#include "sim/base/nearest.h"
#include "sim/base/sort.h"
#include "sim/engine/money.h"
#include "sim/numeric/replicates.h"

/* --- what is looked at --- */

static enum status no_quantity(const struct scenario *scenario, const char *path, struct error *err)
{
    struct nearest nearest = nearest_to(path);
    for (size_t q = 0; q < scenario->quantities; q++) nearest_offer(&nearest, scenario->quantity[q].path);
    error_set(err, STATUS_USAGE, INPUT("of") ": there is no quantity \"%.80s\"", path);
    if (nearest.best) return error_hint(err, "did you mean %s?", nearest.best);
    return error_hint(err, "`hyoty show` prints them all; payer shares and settings are not among them");
}

static enum status allocate(struct breakeven_work *work, struct error *err)
{
    work->value = ARENA_ARRAY(work->arena, work->n, double);
    work->first = ARENA_ARRAY(work->arena, work->n, double);
    work->room = ARENA_ARRAY(work->arena, work->n, double);
    return work->value && work->first && work->room ? STATUS_OK : error_out_of_memory(err);
}

static enum status prepare(const struct breakeven_request *request, struct breakeven_work *work, struct error *err)
{
    TRY(evaluate_compile(work->arena, request->scenario, request->cohort, request->points, SAMPLING_SOBOL, NULL,
                         &work->plan, err));
    work->n = request->points;
    work->target = request->target;
    work->evaluator = (struct evaluator){.plan = work->plan,
                                         .exact = true,
                                         .options = request->run,
                                         .results = 1,
                                         .result = &work->target.result,
                                         .progress = request->progress,
                                         .context = request->context};
    return allocate(work, err);
}

static size_t count_shares(const struct plan *plan)
{
    size_t shares = 0;
    for (size_t d = 0; d < plan->draws; d++) shares += plan->draw[d].column >= (int)plan->scenario->quantities;
    return shares;
}

/* --- the order of the table --- */

double breakeven_change(const struct breakeven_quantity *quantity, double x)
{
    const double today = quantity->today;
    if (x == today) return 0;
    if (today == 0 || !isfinite(today)) return x > today ? INFINITY : -INFINITY;
    return (x - today) / fabs(today);
}

/* How far the break-even is from what is held possible: of an uncertain quantity in levels from the middle, and beyond
 * its range in widths of it; of a fixed one the relative change. */
static double remoteness(const struct breakeven_quantity *quantity)
{
    const double x = quantity->value.value, width = quantity->high - quantity->low;
    if (!quantity->uncertain) return fabs(breakeven_change(quantity, x));
    if (quantity->verdict == BREAKEVEN_WITHIN) return fabs(quantity->level - 0.5);
    return width > 0 ? 0.5 + fmax(quantity->low - x, x - quantity->high) / width : INFINITY;
}

static bool nearer(const void *one, const void *other, const void *context)
{
    (void)context;
    const struct breakeven_quantity *const a = one, *const b = other;
    const bool found[] = {a->verdict <= BREAKEVEN_OUTSIDE, b->verdict <= BREAKEVEN_OUTSIDE};
    if (!found[0] || !found[1]) return found[0] != found[1] ? found[0] : a->verdict < b->verdict;
    return a->uncertain != b->uncertain ? a->uncertain : remoteness(a) < remoteness(b);
}

/* --- the analysis --- */

static enum status search_all(struct breakeven_work *work, const char *of, struct breakeven *out, struct error *err)
{
    const struct scenario *const scenario = work->plan->scenario;
    const int one = of ? scenario_find_quantity(scenario, of) : -1;
    if (of && one < 0) return no_quantity(scenario, of, err);
    struct breakeven_quantity *const list = ARENA_ARRAY(work->arena, scenario->quantities, struct breakeven_quantity);
    size_t count = 0;
    if (!list) return error_out_of_memory(err);
    for (int q = 0; q < (int)scenario->quantities; q++)
        if (of ? q == one : !scenario->quantity[q].defaulted) TRY(breakeven_search(work, q, &list[count++], err));
    sort_stable(list, count, sizeof *list, nearer, NULL);
    out->quantities = count;
    out->quantity = list;
    return STATUS_OK;
}

/* Half a cent short of an amount is that amount. */
static double tie_of(enum unit unit)
{
    return unit == UNIT_MONEY ? MONEY_TIE : 0;
}

static enum status measure_today(struct breakeven_work *work, enum unit unit, struct breakeven_today *out,
                                 struct error *err)
{
    TRY(evaluate(&work->evaluator, NULL, work->value, err));
    if (unit == UNIT_MONEY) money_settle(work->value, work->n);
    out->reached = target_measure(&work->target, work->value, work->n, true, work->room);
    out->met = target_gap(&work->target, work->value, work->n, work->room).value >= -tie_of(unit);
    out->positive = summary_share(work->value, work->n, 0, true);
    return STATUS_OK;
}

/* What `hyoty run` says of the target. */
static enum status measure_stochastic(const struct breakeven_request *request, struct arena *arena,
                                      struct breakeven *out, struct error *err)
{
    struct stochastic stochastic;
    if (request->cohort == COHORT_SAMPLED) return STATUS_OK;
    TRY(stochastic_run(arena, request->scenario, &request->run, &request->target.result, 1, &stochastic, err));
    out->stochastic_told = stochastic.told;
    if (!stochastic.told) return STATUS_OK;
    double *const room = ARENA_ARRAY(arena, stochastic.n, double);
    if (!room) return error_out_of_memory(err);
    const struct estimate reached =
        target_measure(&request->target, stochastic.value, stochastic.n, stochastic.replicated, room);
    const double tie = request->target.statistic == TARGET_PROBABILITY ? 0 : tie_of(out->unit);
    out->with_stochastic =
        (struct breakeven_today){reached, reached.value >= request->target.wanted - tie,
                                 summary_share(stochastic.value, stochastic.n, 0, stochastic.replicated)};
    return STATUS_OK;
}

enum status breakeven_means(struct breakeven_work *work, const struct plan *plan, const struct inputs *inputs,
                            const char *const *result, size_t results, double *out_value, struct estimate *out,
                            struct error *err)
{
    struct evaluator evaluator = work->evaluator;
    double *const value = out_value ? out_value : ARENA_ARRAY(work->arena, results * work->n, double);
    if (!value) return error_out_of_memory(err);
    evaluator.plan = plan;
    evaluator.results = results;
    evaluator.result = result;
    TRY(evaluate(&evaluator, inputs, value, err));
    work->evaluator.runs = evaluator.runs;
    for (size_t r = 0; r < results; r++) {
        const struct moments moments = statistics_moments(value + r * work->n, work->n);
        out[r] = replicates_mean(value + r * work->n, &moments);
    }
    return STATUS_OK;
}

/* About as many runs as follow, for the display of progress alone. */
static uint32_t expected_runs(const struct breakeven_request *request)
{
    enum { SEARCH = 17, OF_PEOPLE = 40 };
    const size_t searches = request->of ? 1 : request->scenario->quantities;
    return (uint32_t)(1 + SEARCH * searches + OF_PEOPLE * request->scenario->interventions);
}

enum status breakeven_analyse(struct arena *arena, const struct breakeven_request *request, struct breakeven *out,
                              struct error *err)
{
    struct breakeven_work work = {.arena = arena};
    struct breakeven made = {.target = request->target, .points = request->points, .cohort = request->cohort};
    TRY(prepare(request, &work, err));
    TRY(evaluate_unit(work.plan, request->target.result, &made.unit, err));
    made.plan = work.plan;
    made.shares = count_shares(work.plan);
    work.evaluator.runs_wanted = expected_runs(request);
    TRY(measure_today(&work, made.unit, &made.today, err));
    TRY(measure_stochastic(request, arena, &made, err));
    TRY(search_all(&work, request->of, &made, err));
    TRY(breakeven_people_needed(&work, &made, err));
    TRY(breakeven_cases_needed(&work, request, &made, err));
    made.runs = work.evaluator.runs;
    *out = made;
    return STATUS_OK;
}
