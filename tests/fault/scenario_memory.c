/* Every allocation of the loader fails once, and once for ever: an error, no crash, no leak. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scenario_fixture.h"

struct scarce {
    int until;    /* allocations that still succeed */
    bool forever; /* fail from then on, not once */
    int held;
};

static void *scarce_allocate(void *context, size_t bytes)
{
    struct scarce *const scarce = context;
    const int left = scarce->until--;
    if (left == 0 || (left < 0 && scarce->forever)) return NULL;
    void *const memory = malloc(bytes);
    scarce->held += memory != NULL;
    return memory;
}

static void scarce_release(void *context, void *memory)
{
    ((struct scarce *)context)->held--;
    free(memory);
}

/* True when the loader got by without the allocation that failed. */
static bool attempt(const char *text, const struct load_options *options, int n, bool forever, bool may_tell)
{
    struct scarce scarce = {n, forever, 0};
    struct arena arena;
    arena_init(&arena, (struct allocator){scarce_allocate, scarce_release, &scarce, false}, 0);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    const struct scenario *scenario = NULL;
    struct error err = {.status = STATUS_OK};
    const enum status status =
        scenario_load_text(&arena, "test.yaml", text, strlen(text), options, &scenario, &diagnostics, &err);
    const bool failed = scarce.until < 0;
    /* A mistake that was found may be told with less of its text. */
    const bool told = status == STATUS_SCENARIO && diagnostics.errors > 0 && may_tell;
    if (failed) cr_expect(status == STATUS_MEMORY || told, "allocation %d: status %d", n, (int)status);
    if (failed) cr_expect_null(scenario, "allocation %d", n);
    arena_free(&arena);
    cr_expect_eq(scarce.held, 0, "allocation %d leaks", n);
    return !failed;
}

/* The arena asks for blocks of 16 KiB, so a sweep of its requests fails where a block ends; the sweep of limits below
 * moves these ends over the whole of the loader. */
static void sweep(const char *text, const struct load_options *options, bool may_tell)
{
    for (int forever = 0; forever < 2; forever++) {
        int n = 0;
        while (!attempt(text, options, n, forever, may_tell)) n++;
        cr_expect_gt(n, 2);
    }
}

Test(scenario_memory, a_scenario_with_everything)
{
    const char *const set[] = {"interventions.co_development.uptake=30%"}, *const assume[] = {"lifetime_cost=research"};
    const struct load_options options = {.set = set, .sets = 1, .assume = assume, .assumes = 1};
    sweep(specimen_full, &options, false);
}

Test(scenario_memory, a_scenario_full_of_mistakes)
{
    sweep("titel: x\noutcomes: {a: {risk: 0,5, cost: 1}, b: [1]}\ninterventions: {i: {uptake: $x, effects: {z: 1}}}\n",
          NULL, true);
}

Test(scenario_memory, every_limit_of_memory_is_an_error)
{
    for (size_t limit = 1024; limit < 600 * 1024; limit += 1777) {
        struct arena arena;
        arena_init(&arena, allocator_libc, limit);
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics, &arena);
        const struct scenario *scenario = NULL;
        struct error err = {.status = STATUS_OK};
        const enum status status = scenario_load_text(&arena, "test.yaml", specimen_full, strlen(specimen_full), NULL,
                                                      &scenario, &diagnostics, &err);
        cr_expect(status == STATUS_OK || status == STATUS_MEMORY, "limit %zu: status %d", limit, (int)status);
        cr_expect_eq(scenario != NULL, status == STATUS_OK, "limit %zu", limit);
        arena_free(&arena);
    }
}
