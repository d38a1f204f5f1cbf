/* Every column of a run is called something in every language, and no two are called the same. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/engine/record.h"
#include "sim/words/column_label.h"
#include "tests/twice/simulate.h"

static const char everything[] =
    "title: Every column\n"
    "settings: {horizon: 2 years}\n"
    "payers: {a: {label: {en: A, fi: A, sv: A}}, b: {public: no}}\n"
    "population: {g: {size: 1000}}\n"
    "outcomes: {o: {risk: {uniform: [5%, 9%]}, cost_per_case: 10k, duration: 2, payers: {a: 50%, b: 50%}}}\n"
    "services: {s: {annual_cost: {uniform: [1k, 2k]}, duration: 2, payers: {a: 100%}}}\n"
    "overheads: {x: {annual_cost: 100k, payers: {a: 100%}}}\n"
    "interventions: {i: {cost: {fixed: 1k, payers: {a: 100%}}, effects: {o: {relative_risk: 0.5}, s: {reduction: 10%}, "
    "x: {reduction: 10%}}}, j: {cost: {fixed: 1k, payers: {b: 100%}}, effects: {o: {relative_risk: 0.9}}}}\n";

Test(column_labels, are_whole_and_tell_columns_apart)
{
    struct arena arena;
    struct error err = {0};
    const struct plan *plan;
    struct outcomes outcomes = {0};
    arena_init(&arena, allocator_libc, 0);
    arena_init(&outcomes.arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&arena, everything);
    cr_assert_eq(plan_compile(&arena, scenario, &plan, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(record_init(plan, 1, RECORD_ALL, &outcomes, &err), STATUS_OK, "%s", err.message);
    cr_expect_gt(outcomes.columns, 35);
    for (int l = 0; l < LANGUAGE_COUNT; l++)
        for (size_t c = 0; c < outcomes.columns; c++) {
            const char *const name = outcomes.column[c].name;
            const char *const label = column_label(&arena, scenario, &outcomes, c, (enum language)l);
            cr_expect(label && !strchr(label, '{') && strcmp(label, name) != 0, "%s: %s", name, label);
            cr_expect(outcomes.column[c].about);
            for (size_t other = 0; other < c; other++)
                cr_expect_str_neq(label, column_label(&arena, scenario, &outcomes, other, (enum language)l), "%s, %s",
                                  name, outcomes.column[other].name);
        }
    arena_free(&outcomes.arena);
    arena_free(&arena);
}
