/* The risk of the persons of a pilot, by the model itself: a scenario in which nothing works but the pilot. */
#include <math.h>
#include <string.h>

#include "sim/analysis/learn_work.h"
#include "sim/numeric/fixed_math.h"

/* A scenario that may be changed: its own interventions and quantities. */
struct copy {
    struct scenario *scenario;
    struct quantity *quantity;
    struct intervention *intervention;
};

enum { FIXED_0, FIXED_1, FIXED_NO_LIMIT, FIXED_COUNT };

static enum status copy_scenario(struct arena *arena, const struct scenario *from, struct copy *out, struct error *err)
{
    static const double value[FIXED_COUNT] = {0, 1, INFINITY};
    static const char *const path[FIXED_COUNT] = {"pilot/0", "pilot/1", "pilot/no limit"};
    out->scenario = ARENA_NEW(arena, struct scenario);
    out->quantity = ARENA_ARRAY(arena, from->quantities + FIXED_COUNT, struct quantity);
    out->intervention = ARENA_ARRAY(arena, from->interventions, struct intervention);
    if (!out->scenario || !out->quantity || !out->intervention) return error_out_of_memory(err);
    memcpy(out->quantity, from->quantity, from->quantities * sizeof *out->quantity);
    memcpy(out->intervention, from->intervention, from->interventions * sizeof *out->intervention);
    for (int i = 0; i < FIXED_COUNT; i++)
        out->quantity[from->quantities + (size_t)i] = (struct quantity){
            .path = path[i], .unit = UNIT_NUMBER, .distribution = distribution_fixed(value[i]), .scale = 1};
    *out->scenario = *from;
    out->scenario->quantity = out->quantity;
    out->scenario->quantities = from->quantities + FIXED_COUNT;
    out->scenario->intervention = out->intervention;
    return STATUS_OK;
}

/* The intervention of the pilot: everybody invited takes part, and the effect works as after the last ramp-up, less
 * what the controls have anyway; it displaces nobody in the pilot, and waits for no start. In the control arm it avoids
 * every case instead, so that the cases avoided are all there are. */
static enum status make_pilot(const struct learn_work *work, enum pilot_arm arm, const struct copy *copy,
                              struct error *err)
{
    const int fixed = (int)(copy->scenario->quantities - FIXED_COUNT);
    struct intervention *const pilot = &copy->intervention[work->intervention];
    struct effect *const effect = ARENA_NEW(work->arena, struct effect);
    int *const ramp_up = ARENA_NEW(work->arena, int);
    if (!effect || !ramp_up) return error_out_of_memory(err);
    for (size_t j = 0; j < copy->scenario->interventions; j++) copy->intervention[j].effect_count = 0;
    *effect = (struct effect){.target = EFFECT_OUTCOME,
                              .index = work->outcome,
                              .measure = MEASURE_RELATIVE_RISK,
                              .value = fixed + FIXED_0,
                              .deadweight = fixed + FIXED_0,
                              .attribution = fixed + FIXED_1,
                              .displacement = fixed + FIXED_0,
                              .persistence = -1,
                              .half_life = -1};
    *ramp_up = fixed + FIXED_1;
    if (arm == PILOT_TREATED) {
        effect->measure = work->effect->measure;
        effect->value = work->effect->value;
        effect->deadweight = work->effect->deadweight;
        effect->attribution = work->effect->attribution;
        *ramp_up = pilot->ramp_up[pilot->ramp_up_count - 1];
    }
    pilot->start = 0;
    pilot->ramp_up = ramp_up;
    pilot->ramp_up_count = 1;
    pilot->uptake = fixed + FIXED_1;
    pilot->capacity = fixed + FIXED_NO_LIMIT;
    if (work->request->who == LEARN_POPULATION) pilot->top = fixed + FIXED_1;
    pilot->effect = effect;
    pilot->effect_count = 1;
    return STATUS_OK;
}

/* Share of participants whose case is avoided in the pilot of an arm. */
static enum status share_avoided(struct learn_work *work, const struct scenario *scenario, enum pilot_arm arm,
                                 double *out, struct error *err)
{
    enum { AVOIDED, PARTICIPANTS, RESULTS };
    const char *const result[RESULTS] = {
        arena_printf(work->arena, "cases_avoided.%s", scenario->outcome[work->outcome].name),
        arena_printf(work->arena, "participants.%s", scenario->intervention[work->intervention].name)};
    double *const value = ARENA_ARRAY(work->arena, (size_t)RESULTS * work->n, double);
    struct copy copy;
    const struct plan *plan;
    if (!result[AVOIDED] || !result[PARTICIPANTS] || !value) return error_out_of_memory(err);
    TRY(copy_scenario(work->arena, scenario, &copy, err));
    TRY(make_pilot(work, arm, &copy, err));
    TRY(evaluate_compile(work->arena, copy.scenario, COHORT_EXPECTED, work->n, SAMPLING_SOBOL, work->prior, &plan,
                         err));
    TRY(learn_run(work, plan, result, RESULTS, value, err));
    for (size_t i = 0; i < work->n; i++) out[i] = value[i] / value[work->n + i];
    return STATUS_OK;
}

enum status learn_chances(struct learn_work *work, const struct scenario *scenario, enum pilot_arm arm,
                          double *out_chance, struct error *err)
{
    TRY(share_avoided(work, scenario, PILOT_CONTROL, out_chance, err));
    if (arm == PILOT_CONTROL) return STATUS_OK;
    double *const avoided = ARENA_ARRAY(work->arena, work->n, double);
    if (!avoided) return error_out_of_memory(err);
    TRY(share_avoided(work, scenario, PILOT_TREATED, avoided, err));
    for (size_t i = 0; i < work->n; i++) out_chance[i] = fmin(1, fmax(0, out_chance[i] - avoided[i]));
    return STATUS_OK;
}

double learn_likelihood(double chance, uint32_t persons, uint32_t events)
{
    const double free_of_it = 1 - chance;
    double sum = 0;
    if (events > 0) sum += chance > 0 ? events * fixed_log(chance) : -INFINITY;
    if (persons > events) sum += free_of_it > 0 ? (persons - events) * fixed_log(free_of_it) : -INFINITY;
    return sum;
}

/* P(X <= x) of the binomial, by the incomplete beta function. */
static double binomial_cdf(double chance, uint32_t persons, uint32_t x)
{
    if (x >= persons) return 1;
    if (!(chance > 0)) return 1;
    if (!(chance < 1)) return 0;
    return fixed_beta_cdf(persons - x, x + 1.0, 1 - chance);
}

static struct estimate mean_of(const double *value, size_t n)
{
    const struct moments moments = statistics_moments(value, n);
    return replicates_mean(value, &moments);
}

struct estimate learn_as_far(const double *chance, size_t n, uint32_t persons, uint32_t events, double *room)
{
    struct estimate tail[2];
    for (size_t i = 0; i < n; i++) room[i] = binomial_cdf(chance[i], persons, events);
    tail[0] = mean_of(room, n);
    for (size_t i = 0; i < n; i++) room[i] = events > 0 ? 1 - binomial_cdf(chance[i], persons, events - 1) : 1;
    tail[1] = mean_of(room, n);
    const struct estimate *const smaller = tail[0].value < tail[1].value ? &tail[0] : &tail[1];
    return replicates_estimate(fmin(1, 2 * smaller->value), 2 * smaller->error);
}
