/* Memory that runs out while scenarios are compared, at any request: an error, never a crash or half an answer. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "sim/report/compare_data.h"
#include "tests/unit/scenario_fixture.h"

/* An allocator that serves `left` requests. */
static void *allocate_some(void *context, size_t bytes)
{
    long *const left = context;
    return *left > 0 && (*left)-- ? malloc(bytes) : NULL;
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static enum status compare_within(const struct scenario *const scenario[2], struct arena *memory, struct error *err)
{
    const struct compare_request request = {
        .scenario = scenario, .scenarios = 2, .nothing = true, .options = {.isa = isa_best(), .threads = 1}};
    struct compare compare;
    struct document document;
    struct dataset dataset[COMPARE_DATASETS];
    TRY(compare_run(memory, &request, &compare, err));
    TRY(compare_build(&compare, memory, LANGUAGE_FI, &document, err));
    compare_data(&compare, memory, dataset);
    for (size_t d = 0; d < COMPARE_DATASETS; d++) TRY(dataset_check(&dataset[d], err));
    return STATUS_OK;
}

Test(compare_memory, no_memory_is_an_error_at_any_moment)
{
    static const char *const files[2] = {"tests/golden/compare/narrow.yaml", "tests/golden/compare/later.yaml"};
    const char *const set = "simulation.iterations=40";
    const struct load_options options = {.set = &set, .sets = 1};
    struct specimen specimen[2];
    const struct scenario *scenario[2];
    for (size_t s = 0; s < 2; s++) {
        specimen_load_file(&specimen[s], files[s], &options);
        cr_assert(specimen[s].scenario, "%s", specimen_messages(&specimen[s]));
        scenario[s] = specimen[s].scenario;
    }
    enum status status = STATUS_MEMORY;
    long requests = 0;
    for (; status == STATUS_MEMORY; requests++) {
        long left = requests;
        struct arena arena;
        struct error err = {0};
        arena_init(&arena, (struct allocator){allocate_some, release, &left}, 0);
        status = compare_within(scenario, &arena, &err);
        arena_free(&arena);
        cr_assert(status == STATUS_MEMORY || status == STATUS_OK, "%d: %s", status, err.message);
        if (status == STATUS_MEMORY) cr_expect(err.message[0]);
    }
    cr_expect(requests > 5, "%ld", requests);
    for (size_t s = 0; s < 2; s++) specimen_free(&specimen[s]);
}
