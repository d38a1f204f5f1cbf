#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/value_work.h"
#include "sim/base/sort.h"
#include "sim/engine/money.h"
#include "sim/numeric/fixed_math.h"

enum { CHUNK = 16384, SIDE_LEAST = 32, PARTS = INFORMATION_PARTS };

/* Grows with the square root of the iterations as things stand, in steps of two. */
static uint32_t side_of(uint32_t iterations)
{
    uint32_t side = SIDE_LEAST;
    while ((uint64_t)side * side < (uint64_t)4 * iterations) side *= 2;
    return side;
}

static struct fineness fineness_of(const struct value_work *work, uint32_t points, uint32_t parts)
{
    const uint32_t rest = work->side / parts;
    return (struct fineness){.points = points * work->side, .rest = rest > PARTS ? rest : PARTS};
}

struct fineness value_glance(const struct value_work *work)
{
    return fineness_of(work, 2, 16);
}

struct fineness value_single(const struct value_work *work)
{
    return fineness_of(work, 4, 2);
}

/* Several quantities at once want more points. */
struct fineness value_several(const struct value_work *work)
{
    return fineness_of(work, 8, 2);
}

/* --- plans, in an order that files do not have --- */

static const char *first_path(const struct scenario *scenario, const struct correlation *correlation)
{
    return scenario->quantity[correlation->first].path;
}

static bool by_paths(const void *one, const void *other, const void *context)
{
    const struct scenario *const scenario = context;
    const struct correlation *const a = one, *const b = other;
    const int order = strcmp(first_path(scenario, a), first_path(scenario, b));
    return order != 0 ? order < 0 : strcmp(scenario->quantity[a->second].path, scenario->quantity[b->second].path) < 0;
}

/* The order of correlations is that in which quantities enter the copula: by their paths. */
static enum status order_correlations(struct arena *arena, struct scenario *scenario, struct error *err)
{
    struct correlation *const list = ARENA_ARRAY(arena, scenario->correlations, struct correlation);
    if (!list) return error_out_of_memory(err);
    for (size_t i = 0; i < scenario->correlations; i++) {
        struct correlation one = scenario->correlation[i];
        if (strcmp(scenario->quantity[one.first].path, scenario->quantity[one.second].path) > 0)
            one = (struct correlation){.first = one.second, .second = one.first, .rho = one.rho};
        list[i] = one;
    }
    sort_stable(list, scenario->correlations, sizeof *list, by_paths, scenario);
    scenario->correlation = list;
    return STATUS_OK;
}

static int by_number(const void *a, const void *b)
{
    const uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

/* Dimensions of the samples by the names of draws (by their streams): those of what is learnt, then those of the rest.
 * A plan of nothing else, for others to be paired with. */
static enum status order_axes(struct arena *arena, const struct plan *const *plan, size_t plans, struct plan *out,
                              struct error *err)
{
    size_t most = 0, count = 0;
    for (size_t p = 0; p < plans; p++) most += plan[p]->draws;
    uint64_t *const axis = ARENA_ARRAY(arena, 2 * most, uint64_t);
    if (!axis) return error_out_of_memory(err);
    for (int second = 0; second < 2; second++) {
        const size_t from = count;
        for (size_t p = 0; p < plans; p++)
            for (size_t d = 0; d < plan[p]->draws; d++) {
                const struct plan_draw *const draw = &plan[p]->draw[d];
                const uint64_t stream = second ? draw->second.stream : draw->axis.stream;
                size_t at = from;
                while (at < count && axis[at] != stream) at++;
                if (at == count) axis[count++] = stream;
            }
        qsort(axis + from, count - from, sizeof *axis, by_number);
    }
    *out = (struct plan){.axes = count, .axis_stream = axis};
    return STATUS_OK;
}

/* A copy of the aligned scenario, its correlations in order. */
static enum status prepare(const struct value_work *work, size_t s, struct scenario **out, struct error *err)
{
    struct scenario *const scenario = ARENA_NEW(work->arena, struct scenario);
    if (!scenario) return error_out_of_memory(err);
    *scenario = *work->scenario[s];
    *out = scenario;
    return order_correlations(work->arena, scenario, err);
}

enum status value_compile(struct value_work *work, struct error *err)
{
    const size_t scenarios = work->request->scenarios;
    struct scenario **const scenario = ARENA_ARRAY(work->arena, scenarios, struct scenario *);
    struct plan order;
    work->plan = ARENA_ARRAY(work->arena, scenarios, const struct plan *);
    work->crossed = ARENA_ARRAY(work->arena, scenarios, const struct plan *);
    if (!scenario || !work->plan || !work->crossed) return error_out_of_memory(err);
    work->side = side_of(work->request->iterations);
    work->chunk = value_glance(work).points * value_glance(work).rest;
    if (work->chunk > CHUNK) work->chunk = CHUNK;
    for (size_t s = 0; s < scenarios; s++) {
        TRY(prepare(work, s, &scenario[s], err));
        TRY(evaluate_compile(work->arena, scenario[s], COHORT_EXPECTED, 1, SAMPLING_SOBOL, NULL, &work->plan[s], err));
    }
    TRY(order_axes(work->arena, work->plan, scenarios, &order, err));
    for (size_t s = 0; s < scenarios; s++) {
        TRY(evaluate_compile(work->arena, scenario[s], COHORT_EXPECTED, work->request->iterations, SAMPLING_SOBOL,
                             &order, &work->plan[s], err));
        TRY(evaluate_compile(work->arena, scenario[s], COHORT_EXPECTED, work->chunk, SAMPLING_SOBOL, &order,
                             &work->crossed[s], err));
    }
    return topics_of(work->arena, work->plan, scenarios, &work->topics, err);
}

/* --- what is known at the points of a topic --- */

enum status value_run(struct value_work *work, const struct plan *plan, const struct inputs *inputs, double *out,
                      struct error *err)
{
    struct evaluator evaluator = {
        .plan = plan, .options = work->request->run, .results = 1, .result = &work->request->result};
    TRY(evaluate(&evaluator, inputs, out, err));
    work->done++;
    if (work->request->progress) work->request->progress(work->request->context, work->done, work->total);
    return STATUS_OK;
}

/* Adds the values of a chunk, whose first iteration is `first` of the crossing, to the parts of one choice. */
static void add_chunk(struct fineness fineness, uint32_t first, const double *value, uint32_t n, double *reference,
                      double *part, bool *idle)
{
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t point = (first + k) / fineness.rest, rest = (first + k) % fineness.rest;
        part[(rest % PARTS) * fineness.points + point] += value[k];
        if (point == 0) reference[rest] = value[k];
        if (fabs(value[k] - reference[rest]) > MONEY_TIE) *idle = false;
    }
}

/* The first n rows of the first sample of a plan, what is learnt stretched, or of the second one. */
static enum status draw_rows(struct arena *arena, const struct plan *plan, const struct stretch *stretch, size_t n,
                             struct drawn *out, struct error *err)
{
    double *const value = ARENA_ARRAY(arena, plan->draws * n, double);
    bool *const all = ARENA_ARRAY(arena, plan->draws, bool);
    if (!value || !all) return error_out_of_memory(err);
    for (size_t d = 0; d < plan->draws; d++) all[d] = !stretch;
    plan_draw_parameters(plan, &(struct inputs){.second = all, .stretch = stretch}, 0, n, value);
    *out = (struct drawn){.n = n, .value = value};
    return STATUS_OK;
}

/* Half of the points are stretched: the more, the fewer the dimensions, since the weights of the others pay for it. */
struct stretch value_stretch(const struct topic *topic, struct fineness fineness, const bool *known)
{
    const double factor = topic->members > 0 ? 1 + 2 / sqrt((double)topic->members) : 1; /* of what nobody learns */
    return (struct stretch){.draw = known, .factor = factor, .from = fineness.points / 2};
}

/* How likely the points are beside how often they were drawn. */
static enum status weigh_points(const struct value_work *work, struct arena *arena, const struct topic *topic,
                                struct fineness fineness, double **out, struct error *err)
{
    static const double LIKELIHOOD_MOST = 700; /* of which the exponential is finite */
    double *const weight = ARENA_ARRAY(arena, fineness.points, double);
    double *const room = ARENA_ARRAY(arena, fineness.points, double);
    if (!weight || !room) return error_out_of_memory(err);
    for (size_t m = 0; m < topic->members; m++) {
        const struct plan *const plan = work->crossed[topic->member[m]->plan];
        bool *const known = ARENA_ARRAY(arena, plan->draws, bool);
        if (!known) return error_out_of_memory(err);
        topic_mark(topic, plan, known);
        const struct stretch stretch = value_stretch(topic, fineness, known);
        for (size_t d = 0; d < plan->draws; d++)
            if (plan->draw[d].axis.stream == topic->member[m]->stream)
                stretch_add_likelihood(plan, d, &stretch, fineness.points, room, weight);
    }
    for (size_t i = 0; i < fineness.points; i++) weight[i] = 2 / (1 + fixed_exp(fmin(weight[i], LIKELIHOOD_MOST)));
    *out = weight;
    return STATUS_OK;
}

static enum status learn_scenario(struct value_work *work, struct arena *arena, size_t s, const struct topic *topic,
                                  struct fineness fineness, double *part, bool *idle, struct error *err)
{
    const struct plan *const plan = work->crossed[s];
    bool *const known = ARENA_ARRAY(arena, plan->draws, bool);
    double *const value = ARENA_ARRAY(arena, work->chunk, double);
    double *const reference = ARENA_ARRAY(arena, fineness.rest, double);
    const size_t room = (size_t)PARTS * fineness.points;
    struct crossing crossing = {.known = known};
    if (!known || !value || !reference) return error_out_of_memory(err);
    if (topic_mark(topic, plan, known) == 0) {
        for (size_t at = 0; at < room; at++) part[at] = work->out->prospects.mean[s + 1];
        return STATUS_OK;
    }
    const struct stretch stretch = value_stretch(topic, fineness, known);
    TRY(draw_rows(arena, plan, &stretch, fineness.points, &crossing.knowledge, err));
    TRY(draw_rows(arena, plan, NULL, fineness.rest, &crossing.rest, err));
    for (uint32_t first = 0; first < fineness.points * fineness.rest; first += work->chunk) {
        crossing.first = first;
        TRY(value_run(work, plan, &(struct inputs){.crossing = &crossing}, value, err));
        add_chunk(fineness, first, value, work->chunk, reference, part, idle);
    }
    for (size_t at = 0; at < room; at++) part[at] /= fineness.rest / PARTS;
    return STATUS_OK;
}

enum status value_learn(struct value_work *work, struct arena *arena, const struct topic *topic,
                        struct fineness fineness, struct learnt *out, bool *out_idle, struct error *err)
{
    const size_t room = (size_t)PARTS * fineness.points;
    double *const part = ARENA_ARRAY(arena, work->out->choices * room, double);
    double *weight = NULL;
    bool idle = true;
    if (!part) return error_out_of_memory(err);
    for (size_t s = 0; s < work->request->scenarios; s++)
        TRY(learn_scenario(work, arena, s, topic, fineness, part + (s + 1) * room, &idle, err));
    *out_idle = idle;
    TRY(weigh_points(work, arena, topic, fineness, &weight, err));
    return learnt_init(arena, &work->out->prospects, part, weight, fineness.points, out, err);
}
