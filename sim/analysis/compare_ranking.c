#include "sim/analysis/compare_ranking.h"

#include <math.h>

#include "sim/base/sort.h"

struct ranked {
    enum figure figure;
    const struct column_summary *column;
};

static bool is_better(const void *a, const void *b, const void *context)
{
    const struct ranked *const of = context;
    return figure_of(of->figure, &of->column[*(const size_t *)a]).value >
           figure_of(of->figure, &of->column[*(const size_t *)b]).value;
}

/* Iterations for an error that is `width` times smaller than the difference; an error that nobody knows yet wants the
 * least. */
static double wanted(double difference, double error, size_t n, double width)
{
    if (!isfinite(error)) return RANKING_LEAST;
    if (difference == 0) return INFINITY;
    const double ratio = width * error / difference;
    return fmax((double)n * ratio * ratio, RANKING_LEAST);
}

static struct ranking_step step_of(double difference, double error, size_t n, double width)
{
    struct ranking_step step = {.difference = difference, .error = error, .wanted = (double)n};
    step.same = difference == 0 && error == 0;
    step.settled = step.same || (n >= RANKING_LEAST && difference > width * error);
    if (!step.settled) step.wanted = wanted(difference, error, n, width);
    return step;
}

enum status ranking_compute(struct arena *arena, enum figure figure, const double *const *value,
                            const double *const *sorted, const struct column_summary *column, size_t choices, size_t n,
                            bool replicated, struct ranking *out, struct error *err)
{
    size_t *const order = ARENA_ARRAY(arena, choices, size_t);
    struct ranking_step *const step = ARENA_ARRAY(arena, choices, struct ranking_step);
    double *const upper = ARENA_ARRAY(arena, n, double), *const lower = ARENA_ARRAY(arena, n, double);
    if (!order || !step || !upper || !lower) return error_out_of_memory(err);
    for (size_t c = 0; c < choices; c++) order[c] = c;
    sort_stable(order, choices, sizeof *order, is_better, &(struct ranked){figure, column});
    *out = (struct ranking){.order = order, .step = step, .settled = true, .wanted = (double)n};
    for (size_t place = 0; place + 1 < choices; place++) {
        const size_t a = order[place], b = order[place + 1];
        figure_influence(figure, value[a], sorted[a], n, upper);
        figure_influence(figure, value[b], sorted[b], n, lower);
        for (size_t i = 0; i < n; i++) upper[i] -= lower[i];
        const double difference = figure_of(figure, &column[a]).value - figure_of(figure, &column[b]).value;
        step[place] = step_of(difference, paired_error(upper, n, replicated), n, paired_width(replicated));
        out->settled = out->settled && step[place].settled;
        out->wanted = fmax(out->wanted, step[place].wanted);
    }
    return STATUS_OK;
}
