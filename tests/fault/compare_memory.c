/* Memory that runs out while scenarios are compared, at any request: an error, never a crash or half an answer. */
#include <criterion/criterion.h>

#include "sim/report/compare_data.h"
#include "tests/fault/memory_fixture.h"
#include "tests/unit/scenario_fixture.h"

static enum status compare_within(const void *subject, struct arena *memory, struct error *err)
{
    const struct scenario *const *const scenario = subject;
    const struct compare_request request = {
        .scenario = scenario, .scenarios = 2, .nothing = true, .options = {.isa = isa_best(), .threads = 1}};
    struct compare compare;
    struct document document;
    struct dataset dataset[COMPARE_DATASETS];
    TRY(compare_run(memory, &request, &compare, err));
    TRY(compare_build(&compare, memory, LANGUAGE_FI, &document, err));
    compare_data(&compare, memory, LANGUAGE_EN, dataset);
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
    memory_runs_out(compare_within, scenario, 5);
    for (size_t s = 0; s < 2; s++) specimen_free(&specimen[s]);
}
