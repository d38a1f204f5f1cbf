/* What a plan prepares before the first iteration: which integrals over persons are taken once (MODEL, Persons, need
 * and cost concentration), and what a paired plan need not tabulate again. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/model/plan.h"
#include "tests/twice/simulate.h"

enum { EFFECTS = 4 };

static const struct plan *compiled(struct arena *arena, const char *text, const struct plan *other)
{
    const struct plan *plan;
    struct error err = {0};
    cr_assert_eq(plan_compile_paired(arena, simulate_load(arena, text), other, &plan, &err), STATUS_OK, "%s\n%s",
                 err.message, text);
    return plan;
}

static const struct plan_use *use_of(const struct plan *plan, enum effect_target target)
{
    for (size_t u = 0; u < plan->group[0].uses; u++)
        if (plan->group[0].use[u].target == target && plan->group[0].use[u].effects.count > 0)
            return &plan->group[0].use[u];
    cr_assert_fail("no use");
    return NULL;
}

/* One intervention for each effect; the last one selects by `target`. */
static const char *text_of(struct arena *arena, const char *interactions, const char *item, const char *target,
                           const char *const effect[EFFECTS])
{
    struct text_buffer text;
    text_buffer_init(&text, arena);
    text_buffer_printf(&text,
                       "title: Plan\nsettings: {horizon: 9, interactions: %s}\npopulation: {g: {size: 1000}}\n"
                       "outcomes: {o: {risk: {uniform: [5%%, 10%%]}, annual_cost: 100, duration: 3, "
                       "concentration: {top: 20%%, share: 60%%}}}\n"
                       "services: {s: {annual_cost: 100, duration: 3, concentration: {top: 20%%, share: 80%%}}}\n"
                       "simulation: {cohort: expected}\ninterventions:\n",
                       interactions);
    for (int e = 0; e < EFFECTS && effect[e]; e++) {
        const bool last = e + 1 == EFFECTS || !effect[e + 1];
        text_buffer_printf(&text, "  i%d: {uptake: 50%%, cost: {fixed: 1}, %s effects: {%s: {%s}}}\n", e,
                           last ? target : "target: {top: 30%},", item, effect[e]);
    }
    return text_buffer_finish(&text);
}

#define RATIO  "relative_risk: {uniform: [0.6, 0.9]}"
#define POINTS "absolute_risk_reduction: {uniform: [1%, 4%]}"
#define ODDS   "odds_ratio: {uniform: [0.5, 0.9]}"
#define FEWER  "reduction: {uniform: [10%, 20%]}"
#define SAME   "target: {top: 20%, accuracy: 70%},"

static const struct {
    const char *interactions, *item, *target, *effect[EFFECTS];
    bool once;
} cases[] = {
    {"multiply", "o", SAME, {RATIO}, true},
    {"multiply", "o", SAME, {POINTS}, true},
    {"multiply", "o", SAME, {ODDS}, false},
    {"multiply", "o", SAME, {RATIO, POINTS, RATIO}, true},
    {"multiply", "o", SAME, {RATIO, POINTS, ODDS}, false},
    {"multiply", "o", SAME, {RATIO, RATIO, RATIO, RATIO}, false},
    {"multiply", "o", "target: {top: {uniform: [10%, 30%]}},", {RATIO}, false},
    {"multiply", "o", "target: {top: {uniform: [10%, 30%]}},", {RATIO, RATIO}, false},
    {"multiply", "o", "target: {top: 20%, accuracy: {uniform: [50%, 90%]}},", {RATIO, RATIO}, false},
    {"best", "o", SAME, {RATIO, RATIO}, true},
    {"best", "o", SAME, {POINTS}, true},
    {"best", "o", SAME, {POINTS, RATIO}, false},
    {"best", "o", SAME, {POINTS, POINTS}, false},
    {"best", "o", SAME, {ODDS, RATIO}, false},
    {"multiply", "s", SAME, {FEWER, FEWER, FEWER}, true},
    {"best", "s", SAME, {FEWER, FEWER}, true},
    {"multiply", "s", SAME, {FEWER, FEWER, FEWER, FEWER}, false},
    {"multiply", "s", "target: {top: {uniform: [10%, 30%]}},", {FEWER}, false},
};

Test(model_plan, integrals_are_taken_once_where_the_same_people_are_invited)
{
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        const char *const text =
            text_of(&arena, cases[k].interactions, cases[k].item, cases[k].target, cases[k].effect);
        const enum effect_target target = *cases[k].item == 'o' ? EFFECT_OUTCOME : EFFECT_SERVICE;
        const struct plan_use *const use = use_of(compiled(&arena, text, NULL), target);
        cr_expect_eq(use->reach != NULL, cases[k].once, "case %zu\n%s", k, text);
        arena_free(&arena);
    }
}

Test(model_plan, a_paired_plan_shares_tables_of_risks)
{
    static const char *const effect[EFFECTS] = {RATIO};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&arena, text_of(&arena, "multiply", "o", SAME, effect));
    const struct plan *first, *second;
    struct error err = {0};
    cr_assert_eq(plan_compile(&arena, scenario, &first, &err), STATUS_OK);
    cr_assert_eq(plan_compile_paired(&arena, scenario, first, &second, &err), STATUS_OK);
    const struct concentration *const one = use_of(first, EFFECT_OUTCOME)->concentration;
    cr_expect_not_null(one->kappa);
    cr_expect_eq(use_of(second, EFFECT_OUTCOME)->concentration, one);
    arena_free(&arena);
}
