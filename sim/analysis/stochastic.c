#include "sim/analysis/stochastic.h"

#include <string.h>

#include "sim/analysis/evaluate.h"
#include "sim/numeric/replicates.h"
#include "sim/scenario/programme.h"

static double persons_of(const struct scenario *scenario)
{
    double persons = 0;
    for (int g = 0; g < (int)scenario->groups; g++)
        persons += (double)scenario->group[g].size * programme_intakes(scenario, g);
    return persons * scenario->simulation.iterations;
}

enum status stochastic_run(struct arena *arena, const struct scenario *scenario, const struct run_options *run,
                           const char *const *result, size_t results, struct stochastic *out, struct error *err)
{
    const size_t n = scenario->simulation.iterations;
    struct stochastic made = {.told = true, .n = n};
    *out = (struct stochastic){.told = false};
    if (scenario->simulation.cohort != COHORT_SAMPLED || persons_of(scenario) > STOCHASTIC_PERSONS_MOST)
        return STATUS_OK;
    double *const value = ARENA_ARRAY(arena, results * n, double);
    struct evaluator evaluator = {.options = *run, .results = results, .result = result};
    if (!value) return error_out_of_memory(err);
    TRY(plan_compile(arena, scenario, &evaluator.plan, err));
    TRY(evaluate(&evaluator, NULL, value, err));
    made.replicated = sampling_replicates(evaluator.plan->sampling.method) > 1 && n >= REPLICATES_LEAST;
    made.value = value;
    *out = made;
    return STATUS_OK;
}

enum cohort stochastic_cohort(const struct scenario *scenario)
{
    for (size_t o = 0; o < scenario->overrides; o++)
        if (strcmp(scenario->override[o].path, "simulation.cohort") == 0) return scenario->simulation.cohort;
    return COHORT_EXPECTED;
}
