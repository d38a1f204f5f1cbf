#include "sim/model/plan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sim/model/discount.h"
#include "sim/model/plan_build.h"
#include "sim/numeric/stream.h"

enum status plan_build_stream(struct plan_build *build, uint64_t *out, const char *format, ...)
{
    char name[512];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof name)
        return error_set(build->err, STATUS_SCENARIO, "a name is longer than %zu bytes", sizeof name - 1);
    const uint64_t key = stream_id(name);
    for (size_t i = 0; i < build->streams; i++)
        if (build->stream[i] == key)
            return error_set(build->err, STATUS_NUMERIC, "%s shares its random stream with another name: rename it",
                             name);
    if (build->streams == build->stream_limit)
        return error_set(build->err, STATUS_INTERNAL, "more random streams than counted");
    build->stream[build->streams++] = key;
    *out = key;
    return STATUS_OK;
}

static size_t count_lines(const struct scenario *scenario)
{
    size_t lines = 0;
    for (size_t kind = 0; kind < LINE_KINDS; kind++) lines += section_count(scenario, kind);
    return lines;
}

/* An upper bound of the streams of a scenario. */
static size_t count_streams(const struct scenario *scenario, size_t lines)
{
    size_t streams = 2 * (scenario->quantities + lines * scenario->payers) + scenario->outcomes;
    for (size_t g = 0; g < scenario->groups; g++)
        streams += (size_t)scenario->group[g].intakes * (1 + scenario->outcomes + 2 * scenario->interventions);
    return streams;
}

static enum status allocate(struct plan_build *build)
{
    const struct plan *const other = build->other;
    struct plan *const plan = build->plan;
    const struct scenario *const scenario = build->scenario;
    plan->lines = count_lines(scenario);
    const size_t most = scenario->quantities + plan->lines * scenario->payers;
    build->stream_limit = count_streams(scenario, plan->lines);
    build->constant = ARENA_ARRAY(build->arena, most, double);
    build->draw = ARENA_ARRAY(build->arena, most, struct plan_draw);
    build->stream = ARENA_ARRAY(build->arena, build->stream_limit, uint64_t);
    build->axis_stream = ARENA_ARRAY(build->arena, (other ? other->axes : 0) + 2 * most, uint64_t);
    if (!build->constant || !build->draw || !build->stream || !build->axis_stream)
        return error_out_of_memory(build->err);
    if (other) memcpy(build->axis_stream, other->axis_stream, other->axes * sizeof *build->axis_stream);
    plan->axes = other ? other->axes : 0;
    plan->axis_stream = build->axis_stream;
    plan->scenario = scenario;
    plan->constant = build->constant;
    plan->draw = build->draw;
    plan->sampling = (struct sampling_design){.method = scenario->simulation.sampling,
                                              .seed = scenario->simulation.seed,
                                              .iterations = scenario->simulation.iterations};
    return STATUS_OK;
}

/* The axis of a stream: its dimension is that of the paired plan, or the next one. */
static struct sampling_axis take_axis(struct plan_build *build, uint64_t stream)
{
    size_t dimension = 0;
    while (dimension < build->plan->axes && build->axis_stream[dimension] != stream) dimension++;
    if (dimension == build->plan->axes) build->axis_stream[build->plan->axes++] = stream;
    return sampling_axis_of(stream, dimension);
}

/* The quantile function of a stream in the paired plan, where it is that of the same distribution; else NULL. */
static const struct quantile_function *paired_quantile(const struct plan *other, uint64_t stream,
                                                       const struct distribution *distribution)
{
    for (size_t d = 0; other && d < other->draws; d++)
        if (other->draw[d].axis.stream == stream)
            return quantile_is_of(other->draw[d].quantile, distribution) ? other->draw[d].quantile : NULL;
    return NULL;
}

static enum status add_draw(struct plan_build *build, int column, const struct distribution *distribution, double scale,
                            uint64_t stream)
{
    struct plan_draw *const draw = &build->draw[build->plan->draws++];
    *draw = (struct plan_draw){.column = column, .scale = scale, .axis = take_axis(build, stream)};
    draw->quantile = paired_quantile(build->other, stream, distribution);
    if (draw->quantile) return STATUS_OK;
    return quantile_compile(build->arena, distribution, &draw->quantile, build->err);
}

static enum status add_quantity(struct plan_build *build, int q)
{
    const struct quantity *const quantity = &build->scenario->quantity[q];
    uint64_t stream;
    if (distribution_is_fixed(&quantity->distribution)) {
        build->constant[q] = quantity->scale * distribution_quantile(&quantity->distribution, 0.5);
        return STATUS_OK;
    }
    TRY(plan_build_stream(build, &stream, "%s", quantity->path));
    return add_draw(build, q, &quantity->distribution, quantity->scale, stream);
}

/* Position of a quantity among the correlated draws, added at the end when it is new. */
static enum status add_correlated(struct plan_build *build, int q, size_t *out)
{
    size_t i = 0;
    while (i < build->plan->draws && build->draw[i].column != q) i++;
    *out = i;
    if (i < build->plan->draws) return STATUS_OK;
    if (i == PLAN_CORRELATED)
        return error_set(build->err, STATUS_SCENARIO, "more than %d correlated quantities", PLAN_CORRELATED);
    return add_quantity(build, q);
}

/* Correlated quantities are the first draws, in the order in which the scenario mentions them. */
static enum status add_correlations(struct plan_build *build)
{
    const struct scenario *const scenario = build->scenario;
    struct copula_pair *const pair = ARENA_ARRAY(build->arena, scenario->correlations, struct copula_pair);
    if (!pair) return error_out_of_memory(build->err);
    for (size_t i = 0; i < scenario->correlations; i++) {
        pair[i].rho = scenario->correlation[i].rho;
        TRY(add_correlated(build, scenario->correlation[i].first, &pair[i].first));
        TRY(add_correlated(build, scenario->correlation[i].second, &pair[i].second));
    }
    build->plan->correlated = build->plan->draws;
    size_t bad;
    if (scenario->correlations == 0) return STATUS_OK;
    return copula_compile(build->arena, build->plan->correlated, pair, scenario->correlations, &build->plan->copula,
                          &bad, build->err);
}

static bool is_correlated(const struct plan_build *build, int q)
{
    for (size_t i = 0; i < build->plan->correlated; i++)
        if (build->draw[i].column == q) return true;
    return false;
}

static enum status add_quantities(struct plan_build *build)
{
    for (int q = 0; q < (int)build->scenario->quantities; q++)
        if (!is_correlated(build, q)) TRY(add_quantity(build, q));
    build->plan->columns = build->scenario->quantities;
    return STATUS_OK;
}

static enum status add_lines(struct plan_build *build)
{
    struct line *const line = ARENA_ARRAY(build->arena, build->plan->lines, struct line);
    if (!line) return error_out_of_memory(build->err);
    size_t n = 0;
    for (enum line_kind kind = 0; kind < LINE_KINDS; kind++)
        for (size_t item = 0; item < section_count(build->scenario, kind); item++)
            line[n++] = (struct line){.kind = kind, .item = (int)item};
    build->plan->line = line;
    return STATUS_OK;
}

/* Variates of small shapes are often too small for a number: where the weights sum to less than 1, all of them may be.
 */
static bool is_in_logs(const struct payer_split *split, size_t payers)
{
    double sum = 0;
    for (size_t p = 0; p < payers; p++) sum += split->weight[p];
    return split->dirichlet && sum < 1;
}

/* A Dirichlet weight is a gamma variate of its own; the shares are normalised in each iteration. */
static enum status add_dirichlet_weight(struct plan_build *build, const struct line *line, size_t p, double weight,
                                        bool in_logs, int *out_column)
{
    const struct distribution_argument argument[] = {{"shape", weight}, {"scale", 1}};
    struct distribution gamma;
    uint64_t stream;
    TRY(distribution_solve(DISTRIBUTION_GAMMA, argument, 2, &gamma, build->err));
    TRY(plan_build_stream(build, &stream, "%s.%s%s.payers.%s", section_table[line->kind].name,
                          line_item(build->scenario, line)->name, mechanism_table[line->kind].cost ? ".cost" : "",
                          build->scenario->payer[p].name));
    *out_column = (int)build->plan->columns++;
    TRY(add_draw(build, *out_column, &gamma, 1, stream));
    build->draw[build->plan->draws - 1].log_shape = in_logs ? weight : 0;
    return STATUS_OK;
}

static enum status add_splits(struct plan_build *build)
{
    const size_t payers = build->scenario->payers;
    int *const column = ARENA_ARRAY(build->arena, build->plan->lines * payers, int);
    double *const share = ARENA_ARRAY(build->arena, build->plan->lines * payers, double);
    bool *const in_logs = ARENA_ARRAY(build->arena, build->plan->lines, bool);
    if (!column || !share || !in_logs) return error_out_of_memory(build->err);
    for (size_t i = 0; i < build->plan->lines; i++) {
        const struct line *const line = &build->plan->line[i];
        const struct payer_split *const split = &line_item(build->scenario, line)->payers;
        in_logs[i] = is_in_logs(split, payers);
        for (size_t p = 0; p < payers; p++) {
            const bool drawn = split->dirichlet && split->weight[p] > 0;
            column[i * payers + p] = -1;
            share[i * payers + p] = drawn ? 0 : split->weight[p];
            if (!drawn) continue;
            TRY(add_dirichlet_weight(build, line, p, split->weight[p], in_logs[i], &column[i * payers + p]));
        }
    }
    build->plan->split_column = column;
    build->plan->split = share;
    build->plan->split_in_logs = in_logs;
    return STATUS_OK;
}

/* After all first samples, so that those have the best dimensions. */
static enum status add_second_samples(struct plan_build *build)
{
    for (size_t d = 0; d < build->plan->draws; d++) {
        uint64_t stream;
        TRY(plan_build_stream(build, &stream, "%llx/second", (unsigned long long)build->draw[d].axis.stream));
        build->draw[d].second = take_axis(build, stream);
    }
    return STATUS_OK;
}

static enum status add_keys(struct plan_build *build)
{
    struct sampling_keys(*const keys)[2] = arena_calloc(build->arena, build->plan->draws, sizeof *keys);
    if (!keys) return error_out_of_memory(build->err);
    for (size_t d = 0; d < build->plan->draws; d++) {
        struct plan_draw *const draw = &build->draw[d];
        keys[d][0] = sampling_keys_of(&build->plan->sampling, &draw->axis);
        keys[d][1] = sampling_keys_of(&build->plan->sampling, &draw->second);
        draw->keys = keys[d];
    }
    return STATUS_OK;
}

static enum status add_discounts(struct plan_build *build)
{
    const struct settings *const settings = &build->scenario->settings;
    double *const discount = ARENA_ARRAY(build->arena, (size_t)settings->horizon, double);
    double *const discount_case = ARENA_ARRAY(build->arena, PLAN_TABLE_YEARS, double);
    if (!discount || !discount_case) return error_out_of_memory(build->err);
    discount_fill(settings, (size_t)settings->horizon, discount);
    discount_fill(settings, PLAN_TABLE_YEARS, discount_case);
    build->plan->discount = discount;
    build->plan->discount_case = discount_case;
    return STATUS_OK;
}

enum status plan_compile(struct arena *arena, const struct scenario *scenario, const struct plan **out,
                         struct error *err)
{
    return plan_compile_paired(arena, scenario, NULL, out, err);
}

enum status plan_compile_paired(struct arena *arena, const struct scenario *scenario, const struct plan *other,
                                const struct plan **out, struct error *err)
{
    struct plan_build build = {
        .arena = arena, .scenario = scenario, .other = other, .plan = ARENA_NEW(arena, struct plan), .err = err};
    if (!build.plan) return error_out_of_memory(err);
    TRY(allocate(&build));
    TRY(add_correlations(&build));
    TRY(add_quantities(&build));
    TRY(add_lines(&build));
    TRY(add_splits(&build));
    TRY(add_second_samples(&build));
    TRY(add_keys(&build));
    TRY(add_discounts(&build));
    TRY(plan_build_groups(&build));
    *out = build.plan;
    return STATUS_OK;
}
