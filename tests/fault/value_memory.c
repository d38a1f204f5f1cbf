/* Memory that runs out while the value of information is computed and told: an error, never a crash or half an answer.
 */
#include <criterion/criterion.h>

#include "sim/report/value_data.h"
#include "sim/report/value_report.h"
#include "tests/fault/memory_fixture.h"
#include "tests/unit/scenario_fixture.h"

static const char SCENARIO[] = "title: Small\n"
                               "settings: {horizon: 3}\n"
                               "population: {youths: {size: 100}}\n"
                               "outcomes: {case: {risk: {beta: {mean: 30%, sd: 5%}}, annual_cost: 5000, duration: 2}}\n"
                               "interventions: {help: {population: youths, cost: {fixed: 0, per_participant: 300}, "
                               "effects: {case: {absolute_risk_reduction: {normal: {mean: 3%, sd: 3%}}}}}}\n";

static enum status value_within(const void *subject, struct arena *memory, struct error *err)
{
    const struct scenario *const scenario = subject;
    const char *const group = "both=outcomes,interventions";
    const struct value_pilot_request pilot = {.participants = 10};
    const struct value_request request = {.scenario = &scenario,
                                          .scenarios = 1,
                                          .result = "net",
                                          .groups = 1,
                                          .group = &group,
                                          .iterations = VALUE_ITERATIONS_LEAST,
                                          .pilot = &pilot,
                                          .run = {.isa = isa_best(), .threads = 1}};
    struct value value;
    struct document document;
    struct dataset dataset[VALUE_DATASETS];
    TRY(value_analyse(memory, &request, &value, err));
    TRY(value_build(&value, memory, LANGUAGE_FI, &document, err));
    const size_t datasets = value_data(&value, memory, LANGUAGE_FI, dataset);
    for (size_t d = 0; d < datasets; d++) TRY(dataset_check(&dataset[d], err));
    return STATUS_OK;
}

Test(value_memory, no_memory_is_an_error_at_any_moment)
{
    struct specimen specimen;
    specimen_load_text(&specimen, SCENARIO, &(struct load_options){0});
    cr_assert(specimen.scenario, "%s", specimen_messages(&specimen));
    memory_runs_out(value_within, specimen.scenario, 5);
    specimen_free(&specimen);
}
