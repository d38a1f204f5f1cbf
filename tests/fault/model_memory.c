/* Every object that a plan, and what computes it, asks memory for is refused in turn: an error each time. */
#include <criterion/criterion.h>

#include "sim/model/cohort.h"
#include "sim/model/iteration.h"
#include "sim/model/ledger.h"
#include "sim/model/plan.h"
#include "tests/fault/memory_fixture.h"
#include "tests/twice/simulate.h"

/* Something of everything: correlations, weights of every shape, effects of every measure, shares that are drawn. */
static const char text[] =
    "title: Everything\n"
    "settings: {horizon: 4}\n"
    "payers: {a: {}, b: {}, c: {}}\n"
    "population: {g: {size: 100, intakes: 2}, h: {size: 50}}\n"
    "outcomes:\n"
    "  o: {risk: {beta: {mean: 10%, sd: 2%}}, annual_cost: 100, duration: 3, concentration: {top: 20%, share: 60%}, "
    "payers: {dirichlet: {a: 1, b: 2, c: 3}}}\n"
    "  k: {population: h, risk: 5%, cost_per_case: 100, duration: 1, concentration: {shape: lognormal, top: 20%, "
    "share: "
    "60%}, payers: {a: 100%}}\n"
    "services: {s: {annual_cost: {uniform: [50, 90]}, duration: 3, concentration: {top: 20%, share: 80%}, payers: {b: "
    "100%}}}\n"
    "workforce: {w: {fte: 10, sickness_absence: {days: 10, cost_per_day: 200}, payers: {c: 100%}}}\n"
    "overheads: {x: {annual_cost: 1000, payers: {a: 100%}}}\n"
    "interventions:\n"
    "  i: {population: g, target: {top: 30%, accuracy: 70%}, uptake: {uniform: [40%, 60%]}, cost: {fixed: [10, 20], "
    "payers: {a: 100%}}, effects: {o: {relative_risk: {uniform: [0.6, 0.9]}}, s: {reduction: 10%}, x: {reduction: "
    "5%}}}\n"
    "  j: {population: g, cost: {fixed: 1, payers: {b: 100%}}, effects: {o: {absolute_risk_reduction: 1%}, w: "
    "{sickness_absence: 5%}}}\n"
    "  l: {population: h, cost: {fixed: 1, payers: {c: 100%}}, effects: {k: {odds_ratio: 0.5}}}\n"
    "correlations: [{between: [outcomes.o.risk, interventions.i.uptake], rho: 0.5}]\n";

static enum status prepare(const void *subject, struct arena *memory, struct error *err)
{
    const struct plan *plan;
    struct iteration iteration;
    struct ledger *ledger;
    TRY(plan_compile(memory, subject, &plan, err));
    TRY(iteration_init(memory, plan, &iteration, err));
    TRY(ledger_init(memory, plan, 2, isa_best(), &ledger, err));
    return cohort_scratch_new(memory, plan) ? STATUS_OK : error_out_of_memory(err);
}

Test(model_memory, every_object_of_a_plan_is_needed)
{
    struct arena kept;
    arena_init(&kept, allocator_libc, 0);
    memory_fails_at_each_object(prepare, simulate_load(&kept, text));
    arena_free(&kept);
}
