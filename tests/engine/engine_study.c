/* What is chosen beside a run: each choice is the run that --set makes of it. */
#include <criterion/criterion.h>

#include "sim/analysis/study.h"
#include "tests/twice/simulate.h"

static void run_study(struct arena *arena, const char *const *set, size_t sets, bool choices, struct study *out)
{
    struct error err = {0};
    const struct study_request request = {
        .scenario = simulate_load_file(arena, "scenarios/pohjois-savo-transition.yaml", set, sets),
        .choices = choices,
        .run = {.threads = 1, .isa = isa_best(), .detail = RECORD_RESULTS}};
    cr_assert_eq(study_run(arena, &request, out, &err), STATUS_OK, "%s", err.message);
}

static const struct {
    enum study_choice_kind kind;
    double value;
    const char *set;
} cases[] = {{STUDY_DISCOUNT_RATE, 0.01, "settings.discount_rate=1%"},
             {STUDY_HORIZON, 10, "settings.horizon=10 years"},
             {STUDY_AT_ONCE, 0, "outcomes.marginalisation.duration=0 years"}};

Test(engine_study, a_choice_is_what_set_makes_of_it)
{
    struct arena arena;
    struct study study, other;
    arena_init(&arena, allocator_libc, 0);
    run_study(&arena, (const char *const[]){"simulation.iterations=200"}, 1, true, &study);
    cr_assert_eq(study.choices, 8);
    size_t met = 0, current = 0;
    for (size_t c = 0; c < study.choices; c++) {
        const struct study_choice *const choice = &study.choice[c];
        if (choice->current) {
            current++;
            cr_expect_eq(choice->is.net.mean.value, study.summary.column[study.outcomes.at.net].mean.value);
        }
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            if (choice->kind != cases[i].kind || choice->value != cases[i].value) continue;
            run_study(&arena, (const char *const[]){"simulation.iterations=200", cases[i].set}, 2, false, &other);
            const struct outcome_index *const at = &other.outcomes.at;
            cr_expect_eq(choice->is.net.mean.value, other.summary.column[at->net].mean.value, "%s", cases[i].set);
            cr_expect_eq(choice->is.net_cashable_public.positive.value,
                         other.summary.column[at->net_cashable_public].positive.value, "%s", cases[i].set);
            study_free(&other);
            met++;
        }
    }
    cr_expect(met == sizeof cases / sizeof *cases && current == 1, "%zu, %zu", met, current);
    study_free(&study);
    arena_free(&arena);
}
