#include "sim/analysis/sensitivity.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/sensitivity_work.h"
#include "sim/analysis/summary.h"
#include "sim/base/sort.h"

enum status sensitivity_run(struct sensitivity_work *work, const struct inputs *inputs, double *out, struct error *err)
{
    return evaluate(&work->evaluator, inputs, out, err);
}

static enum status allocate(struct sensitivity_work *work, struct error *err)
{
    const size_t draws = work->plan->draws;
    work->base = ARENA_ARRAY(work->arena, work->n, double);
    work->low = ARENA_ARRAY(work->arena, work->n, double);
    work->high = ARENA_ARRAY(work->arena, work->n, double);
    work->drawn = ARENA_ARRAY(work->arena, draws * work->n, double);
    work->draw = ARENA_ARRAY(work->arena, draws, struct plan_draw);
    work->median = ARENA_ARRAY(work->arena, draws, struct pin);
    const bool all = work->base && work->low && work->high && work->drawn && work->draw && work->median;
    return all ? STATUS_OK : error_out_of_memory(err);
}

static enum status prepare(const struct sensitivity_request *request, struct sensitivity_work *work, struct error *err)
{
    TRY(evaluate_compile(work->arena, request->scenario, COHORT_EXPECTED, request->points, SAMPLING_SOBOL, NULL,
                         &work->plan, err));
    TRY(evaluate_compile(work->arena, request->scenario, COHORT_EXPECTED, 1, SAMPLING_RANDOM, NULL, &work->single,
                         err));
    work->n = request->points;
    work->evaluator = (struct evaluator){.plan = work->plan,
                                         .options = request->run,
                                         .results = 1,
                                         .result = &request->result,
                                         .progress = request->progress,
                                         .context = request->context};
    TRY(allocate(work, err));
    for (size_t d = 0; d < work->plan->draws; d++)
        work->median[d] =
            (struct pin){.quantity = work->plan->draw[d].column, .value = sensitivity_value(work->plan, d, 0.5)};
    plan_draw_parameters(work->plan, NULL, 0, work->n, work->drawn);
    return STATUS_OK;
}

/* --- what is varied --- */

static enum status add_factors(struct sensitivity_work *work, const struct sensitivity_request *request,
                               struct sensitivity *out, struct error *err)
{
    struct factors factors;
    TRY(factors_of(work->arena, work->plan, &factors, err));
    struct sensitivity_factor *const list =
        ARENA_ARRAY(work->arena, factors.count + request->groups, struct sensitivity_factor);
    struct factor *const group = ARENA_ARRAY(work->arena, request->groups, struct factor);
    if (!list || !group) return error_out_of_memory(err);
    for (size_t f = 0; f < factors.count; f++) {
        list[f].factor = &factors.factor[f];
        out->correlated = out->correlated || factors.factor[f].correlated;
    }
    for (size_t g = 0; g < request->groups; g++) {
        TRY(factor_group(work->arena, work->plan, &factors, request->group[g], &group[g], err));
        list[factors.count + g].factor = &group[g];
    }
    out->factors = factors.count;
    out->groups = request->groups;
    out->factor = work->factor = list;
    out->group = list + factors.count;
    return STATUS_OK;
}

/* Every uncertain quantity, factor by factor; then what the user gave as one number. */
static enum status add_quantities(struct sensitivity_work *work, struct sensitivity *out, struct error *err)
{
    const struct plan *const plan = work->plan;
    const struct scenario *const scenario = plan->scenario;
    struct sensitivity_quantity *const list =
        ARENA_ARRAY(work->arena, scenario->quantities, struct sensitivity_quantity);
    if (!list) return error_out_of_memory(err);
    for (size_t f = 0; f < out->factors; f++)
        for (size_t i = 0; i < out->factor[f].factor->draws; i++) {
            const int column = plan->draw[out->factor[f].factor->draw[i]].column;
            if (column < (int)scenario->quantities)
                list[out->uncertain++] = (struct sensitivity_quantity){.quantity = column, .factor = (int)f};
        }
    out->quantities = out->uncertain;
    for (int q = 0; q < (int)scenario->quantities; q++)
        if (!scenario->quantity[q].defaulted && distribution_is_fixed(&scenario->quantity[q].distribution))
            list[out->quantities++] = (struct sensitivity_quantity){.quantity = q, .factor = -1};
    out->quantity = work->quantity = list;
    return STATUS_OK;
}

/* --- shares of the variance --- */

static enum status run_design(struct sensitivity_work *work, const struct sensitivity *made, double *second,
                              double *mixed, struct error *err)
{
    const size_t draws = work->plan->draws;
    bool *const mask = ARENA_ARRAY(work->arena, draws, bool);
    if (!mask) return error_out_of_memory(err);
    for (size_t d = 0; d < draws; d++) mask[d] = true;
    TRY(sensitivity_run(work, &(struct inputs){.second = mask}, second, err));
    for (size_t f = 0; f < made->factors + made->groups; f++) {
        factor_mark(work->plan, made->factor[f].factor, mask);
        TRY(sensitivity_run(work, &(struct inputs){.second = mask}, mixed + f * work->n, err));
    }
    return STATUS_OK;
}

/* Factors first, because their first-order indices are added up; groups overlap with them. */
static enum status explain_variance(struct sensitivity_work *work, struct sensitivity *out, struct error *err)
{
    const size_t all = out->factors + out->groups;
    double *const second = ARENA_ARRAY(work->arena, work->n, double);
    double *const mixed = ARENA_ARRAY(work->arena, all * work->n, double);
    struct sensitivity_index *const index = ARENA_ARRAY(work->arena, all, struct sensitivity_index);
    if (!second || !mixed || !index) return error_out_of_memory(err);
    TRY(run_design(work, out, second, mixed, err));
    struct sensitivity_design design = {.n = work->n,
                                        .first = work->base,
                                        .second = second,
                                        .factors = out->factors,
                                        .mixed = mixed,
                                        .seed = work->plan->scenario->simulation.seed};
    sensitivity_indices(&design, index, &out->additive);
    struct estimate overlapping;
    design.factors = out->groups;
    design.mixed = mixed + out->factors * work->n;
    sensitivity_indices(&design, index + out->factors, &overlapping);
    for (size_t f = 0; f < all; f++) {
        work->factor[f].index = index[f];
        work->factor[f].idle = index[f].total.value == 0;
    }
    return STATUS_OK;
}

/* --- quantity by quantity --- */

static enum status measure_quantity(struct sensitivity_work *work, struct sensitivity_quantity *quantity,
                                    struct error *err)
{
    if (quantity->factor >= 0) TRY(sensitivity_ends(work, quantity, err));
    TRY(sensitivity_elastic(work, quantity, err));
    if (quantity->factor >= 0) quantity->idle = work->factor[quantity->factor].idle;
    return STATUS_OK;
}

static enum status correlate_ranks(struct sensitivity_work *work, size_t uncertain, struct error *err)
{
    const size_t draws = work->plan->draws;
    struct estimate *const correlation = ARENA_ARRAY(work->arena, draws, struct estimate);
    if (!correlation) return error_out_of_memory(err);
    TRY(sensitivity_rank_correlations(work->arena, work->drawn, draws, work->base, work->n, correlation, err));
    for (size_t q = 0; q < uncertain; q++)
        work->quantity[q].rank_correlation = correlation[sensitivity_draw(work->plan, work->quantity[q].quantity)];
    return STATUS_OK;
}

static bool more_important(const void *one, const void *other, const void *context)
{
    const struct sensitivity_work *const work = context;
    const struct sensitivity_quantity *const a = one, *const b = other;
    const double first = work->factor[a->factor].index.total.value, second = work->factor[b->factor].index.total.value;
    return first != second ? first > second : fabs(a->swing.value) > fabs(b->swing.value);
}

static enum status measure_quantities(struct sensitivity_work *work, const struct sensitivity *made, struct error *err)
{
    for (size_t q = 0; q < made->quantities; q++) TRY(measure_quantity(work, &work->quantity[q], err));
    TRY(correlate_ranks(work, made->uncertain, err));
    sort_stable(work->quantity, made->uncertain, sizeof *work->quantity, more_important, work);
    return STATUS_OK;
}

static enum status measure_base(struct sensitivity_work *work, struct sensitivity *out, struct error *err)
{
    struct column_summary column;
    TRY(sensitivity_run(work, NULL, work->base, err));
    summary_column(work->base, work->n, true, work->low, &column);
    work->mean = out->mean = column.mean;
    out->sd = column.sd;
    return sensitivity_alone(work, work->plan->draws, 0, &out->median, err);
}

enum status sensitivity_analyse(struct arena *arena, const struct sensitivity_request *request, struct sensitivity *out,
                                struct error *err)
{
    struct sensitivity_work work = {.arena = arena};
    struct sensitivity made = {.result = request->result, .points = request->points};
    TRY(prepare(request, &work, err));
    TRY(evaluate_unit(work.plan, request->result, &made.unit, err));
    TRY(add_factors(&work, request, &made, err));
    TRY(add_quantities(&work, &made, err));
    made.plan = work.plan;
    work.evaluator.runs_wanted = (uint32_t)(2 + made.factors + made.groups + 3 * made.uncertain + 2 * made.quantities);
    TRY(measure_base(&work, &made, err));
    TRY(explain_variance(&work, &made, err));
    TRY(measure_quantities(&work, &made, err));
    made.runs = work.evaluator.runs;
    *out = made;
    return STATUS_OK;
}
