#include "sim/analysis/sweep.h"

#include <string.h>

#include "sim/analysis/summary.h"
#include "sim/base/text_buffer.h"

struct work {
    const struct sweep_request *request;
    const struct plan *base; /* of the scenario as it is: what every point is paired with */
    uint32_t done, wanted;   /* points */
    double *value, *scratch; /* [iterations] */
};

/* A point's iterations among those of all points. */
static void report_part(void *context, uint32_t done, uint32_t total)
{
    const struct work *const work = context;
    work->request->progress(work->request->context, work->done * total + done, work->wanted * total);
}

static enum status compile(struct arena *arena, const struct sweep_request *request, const struct scenario *scenario,
                           const struct plan *base, const struct plan **out, struct error *err)
{
    struct scenario *const used = ARENA_NEW(arena, struct scenario);
    if (!used) return error_out_of_memory(err);
    *used = *scenario;
    used->simulation = request->scenario->simulation;
    used->simulation.cohort = request->cohort;
    return plan_compile_paired(arena, used, base, out, err);
}

static struct sweep_point summarise(const double *value, size_t n, bool replicated, double *scratch)
{
    struct column_summary column;
    summary_column(value, n, replicated, scratch, &column);
    return (struct sweep_point){column.mean, column.percentile[LEVEL_P5], column.percentile[LEVEL_P95],
                                column.positive};
}

static enum status measure(struct work *work, const struct plan *plan, struct sweep_point *out, struct error *err)
{
    const struct sweep_request *const request = work->request;
    struct evaluator evaluator = {.plan = plan, .options = request->run, .results = 1, .result = &request->result};
    if (request->progress) {
        evaluator.runs_wanted = 1;
        evaluator.progress = report_part;
        evaluator.context = work;
    }
    TRY(evaluate(&evaluator, NULL, work->value, err));
    const size_t n = plan->scenario->simulation.iterations;
    const bool replicated = sampling_replicates(plan->sampling.method) > 1 && n >= REPLICATES_LEAST;
    *out = summarise(work->value, n, replicated, work->scratch);
    work->done++;
    return STATUS_OK;
}

static enum status measure_stochastic(struct arena *arena, struct work *work, struct sweep *out, struct error *err)
{
    const struct sweep_request *const request = work->request;
    struct stochastic stochastic;
    if (request->cohort == COHORT_SAMPLED) return STATUS_OK;
    TRY(stochastic_run(arena, request->scenario, &request->run, &request->result, 1, &stochastic, err));
    out->stochastic_told = stochastic.told;
    if (stochastic.told)
        out->with_stochastic = summarise(stochastic.value, stochastic.n, stochastic.replicated, work->scratch);
    return STATUS_OK;
}

/* The index on an axis of a point of the grid. */
static size_t index_on(const struct sweep_request *request, size_t axis, size_t point)
{
    return axis == 0 ? point % request->axis[0].points : point / request->axis[0].points;
}

/* A key that does not exist is a mistake of the command line; a value that does not fit is one of this point. */
static enum status refused(const struct sweep_request *request, size_t point, const struct diagnostics *diagnostics,
                           struct error *err)
{
    const struct diagnostic *one = diagnostics->first;
    while (one && one->severity != SEVERITY_ERROR) one = one->next;
    if (!one) return error_set(err, STATUS_SCENARIO, INPUT("vary") ": a point is refused");
    char room[200];
    struct text_buffer where = text_buffer_in(room, sizeof room);
    for (size_t a = 0; a < request->axes; a++)
        text_buffer_printf(&where, "%s%s=%s", a ? " " : "", request->axis[a].path,
                           request->axis[a].text[index_on(request, a, point)]);
    error_set(err, STATUS_SCENARIO, "at the point %s: %s: %s", where.text, one->path, one->message);
    return one->hint ? error_hint(err, "%.200s", one->hint) : STATUS_SCENARIO;
}

/* The scenario of a point, its warnings unsaid: they are those of the scenario as it is. */
static enum status load_point(struct arena *arena, const struct sweep_request *request, size_t point,
                              const struct scenario **out, struct error *err)
{
    struct load_change change[SWEEP_AXES];
    struct diagnostics diagnostics;
    for (size_t a = 0; a < request->axes; a++)
        change[a] = (struct load_change){CHANGE_SET, request->axis[a].path,
                                         request->axis[a].text[index_on(request, a, point)], INPUT("vary")};
    diagnostics_init(&diagnostics, arena);
    diagnostics.language = error_language(err);
    const enum status status = scenario_reload(arena, request->scenario, change, request->axes, out, &diagnostics, err);
    return status == STATUS_SCENARIO ? refused(request, point, &diagnostics, err) : status;
}

/* The second point along an axis must be another scenario than the first, as its hash tells. */
static enum status check_axes(const struct sweep_request *request, size_t point, const char *hash, const char *first,
                              struct error *err)
{
    for (size_t a = 0, step = 1; a < request->axes; step *= request->axis[a++].points) {
        if (point != step || strcmp(hash, first) != 0) continue;
        error_set(err, STATUS_USAGE, INPUT("vary") " %.200s: changes nothing in the scenario", request->axis[a].path);
        return error_hint(err, "nothing uses it; `hyoty show %.200s` prints what is used", request->scenario->file);
    }
    return STATUS_OK;
}

/* Every point is loaded once before the first is run: a mistake in the last one costs no time. */
static enum status check_points(const struct sweep_request *request, size_t points, struct error *err)
{
    enum status status = STATUS_OK;
    char first[sizeof request->scenario->hash] = "";
    for (size_t p = 0; p < points && status == STATUS_OK; p++) {
        struct arena arena;
        const struct scenario *scenario;
        arena_init(&arena, allocator_libc, 0);
        status = load_point(&arena, request, p, &scenario, err);
        if (status == STATUS_OK) status = check_axes(request, p, scenario->hash, first, err);
        if (status == STATUS_OK && p == 0) memcpy(first, scenario->hash, sizeof first);
        arena_free(&arena);
    }
    return status;
}

static enum status run_point(struct work *work, size_t point, struct sweep_point *out, struct error *err)
{
    struct arena arena;
    const struct scenario *scenario;
    const struct plan *plan;
    arena_init(&arena, allocator_libc, 0);
    enum status status = load_point(&arena, work->request, point, &scenario, err);
    if (status == STATUS_OK) status = compile(&arena, work->request, scenario, work->base, &plan, err);
    if (status == STATUS_OK) status = measure(work, plan, out, err);
    arena_free(&arena);
    return status;
}

static enum status count_points(const struct sweep_request *request, size_t *out, struct error *err)
{
    *out = 1;
    for (size_t a = 0; a < request->axes; a++) *out *= request->axis[a].points;
    if (request->axes == SWEEP_AXES && strcmp(request->axis[0].path, request->axis[1].path) == 0)
        return error_set(err, STATUS_USAGE, INPUT("vary") ": %s is named twice", request->axis[0].path);
    if (*out <= SWEEP_POINTS_MOST) return STATUS_OK;
    error_set(err, STATUS_USAGE, INPUT("vary") ": too many points (found %zu, at most %d)", *out,
              (int)SWEEP_POINTS_MOST);
    return error_hint(err, "21 by 21 points make a fine picture");
}

enum status sweep_run(struct arena *arena, const struct sweep_request *request, struct sweep *out, struct error *err)
{
    struct work work = {.request = request};
    struct sweep made = {.scenario = request->scenario, .result = request->result, .axes = request->axes};
    TRY(count_points(request, &made.points, err));
    TRY(compile(arena, request, request->scenario, NULL, &work.base, err));
    TRY(evaluate_unit(work.base, request->result, &made.unit, err));
    TRY(check_points(request, made.points, err));
    struct sweep_point *const point = ARENA_ARRAY(arena, made.points, struct sweep_point);
    const size_t n = request->scenario->simulation.iterations;
    work.value = ARENA_ARRAY(arena, n, double);
    work.scratch = ARENA_ARRAY(arena, n, double);
    if (!point || !work.value || !work.scratch) return error_out_of_memory(err);
    work.wanted = (uint32_t)made.points + 1;
    TRY(measure(&work, work.base, &made.today, err));
    TRY(measure_stochastic(arena, &work, &made, err));
    for (size_t p = 0; p < made.points; p++) TRY(run_point(&work, p, &point[p], err));
    for (size_t a = 0; a < request->axes; a++) made.axis[a] = request->axis[a];
    made.simulation = &work.base->scenario->simulation;
    made.point = point;
    *out = made;
    return STATUS_OK;
}
