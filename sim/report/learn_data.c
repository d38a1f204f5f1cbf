/* Tables of what a pilot taught, for other programs. */
#include <math.h>

#include "sim/report/learn_report.h"

enum { TABLE_LEARNT, TABLE_OBSERVED, TABLE_CORRELATIONS, TABLES };

static const char *const form_name[] = {
    [LEARN_CONJUGATE] = "conjugate", [LEARN_WEIGHTS] = "weights", [LEARN_FAMILY] = "family", [LEARN_SAMPLE] = "sample"};
static const char *const result_name[LEARN_RESULTS] = {"net", "net_public"};

static const struct dataset_column learnt_column[] = {
    {"name", DATASET_TEXT, NULL, "Path of a quantity, or name of a result"},
    {"when", DATASET_TEXT, NULL, "before or after the pilot"},
    {"unit", DATASET_TEXT, NULL, NULL},
    DATASET_ESTIMATE("mean", NULL, NULL),
    DATASET_ESTIMATE("sd", NULL, "Standard deviation"),
    DATASET_ESTIMATE("p5", NULL, NULL),
    DATASET_ESTIMATE("p95", NULL, NULL),
    DATASET_ESTIMATE("positive", NULL, "Probability of a value above 0"),
    DATASET_ESTIMATE("positive_with_luck", NULL,
                     "The same of a result in hyoty run, luck included; missing where it is unknown or the same"),
    {"form", DATASET_TEXT, NULL, "Of a posterior: conjugate and weights are exact; family, sample: how it is fitted"},
    {"definition", DATASET_TEXT, NULL, "Of a posterior: its distribution as the scenario file says it"},
    {"misfit", DATASET_NUMBER, NULL, "Greatest distance between its cumulative distribution and that of the draws"},
};

static const struct dataset_column observed_column[] = {
    {"arm", DATASET_TEXT, NULL, NULL},
    {"persons", DATASET_NUMBER, "persons", NULL},
    {"events", DATASET_NUMBER, "persons", NULL},
    DATASET_ESTIMATE("expected", "persons", "Events that the scenario expected on average"),
    DATASET_ESTIMATE("as_far", NULL, "Probability of events at least as far out, on both sides together"),
    {"effective_draws", DATASET_NUMBER, NULL, "Independent draws that the weighted draws of the prior count as"},
};

static const struct dataset_column correlation_column[] = {
    {"first", DATASET_TEXT, NULL, "Path of a quantity"},
    {"second", DATASET_TEXT, NULL, "Path of another"},
    {"rho", DATASET_NUMBER, NULL, "Spearman's rank correlation after the pilot"},
    {"rho_written", DATASET_NUMBER, NULL, "The same in the scenario file, less where all of them cannot hold together"},
};

static void add_spread(struct dataset *data, const char *name, const char *when, const char *unit,
                       const struct learn_spread *spread, const struct estimate *with_stochastic,
                       const struct learn_quantity *posterior)
{
    dataset_text(data, name);
    dataset_text(data, when);
    dataset_text(data, unit);
    dataset_estimate(data, spread->mean);
    dataset_estimate(data, spread->sd);
    dataset_estimate(data, spread->p5);
    dataset_estimate(data, spread->p95);
    dataset_estimate(data, spread->positive);
    dataset_estimate(data, with_stochastic ? *with_stochastic : (struct estimate){NAN, NAN, NAN, NAN});
    dataset_text(data, posterior ? form_name[posterior->form] : NULL);
    dataset_text(data, posterior ? posterior->definition : NULL);
    dataset_number(data, posterior ? posterior->misfit : NAN);
}

static void fill_learnt(struct dataset *data, struct arena *arena, const struct learn *is)
{
    const struct scenario *const scenario = is->request.scenario;
    const char *const currency = scenario->settings.currency;
    dataset_init(data, arena, "learnt", "A quantity or a result, before or after the pilot", learnt_column,
                 sizeof learnt_column / sizeof *learnt_column);
    for (size_t q = 0; q < is->quantities; q++) {
        const struct learn_quantity *const one = &is->quantity[q];
        const struct quantity *const quantity = &scenario->quantity[one->quantity];
        const char *const unit = unit_text(arena, quantity->unit, currency);
        add_spread(data, quantity->path, "before", unit, &one->before, NULL, NULL);
        add_spread(data, quantity->path, "after", unit, &one->after, NULL, one);
    }
    for (size_t r = 0; r < is->results; r++) {
        add_spread(data, result_name[r], "before", currency, &is->before[r],
                   is->stochastic_told ? &is->before_stochastic[r] : NULL, NULL);
        add_spread(data, result_name[r], "after", currency, &is->after[r], NULL, NULL);
    }
}

static void fill_observed(struct dataset *data, struct arena *arena, const struct learn *is)
{
    dataset_init(data, arena, "observed", "An arm of the pilot", observed_column,
                 sizeof observed_column / sizeof *observed_column);
    for (int arm = 0; arm < PILOT_ARMS; arm++) {
        if (!is->request.pilot.arm[arm].observed) continue;
        dataset_text(data, pilot_arm_name[arm]);
        dataset_number(data, is->request.pilot.arm[arm].persons);
        dataset_number(data, is->request.pilot.arm[arm].events);
        dataset_estimate(data, is->arm[arm].expected);
        dataset_estimate(data, is->arm[arm].as_far);
        dataset_number(data, is->weighted ? is->effective : NAN);
    }
}

static void fill_correlations(struct dataset *data, struct arena *arena, const struct learn *is)
{
    dataset_init(data, arena, "correlations", "Two quantities that are correlated after the pilot", correlation_column,
                 sizeof correlation_column / sizeof *correlation_column);
    for (size_t i = 0; i < is->pairs; i++) {
        dataset_text(data, is->request.scenario->quantity[is->pair[i].first].path);
        dataset_text(data, is->request.scenario->quantity[is->pair[i].second].path);
        dataset_number(data, is->pair[i].rho);
        dataset_number(data, is->kept * is->pair[i].rho);
    }
}

const struct result_kind learn_kind = {.command = "learn", .charts = &learn_charts, .build = learn_build};

enum status learn_report(struct arena *arena, const struct learn *learn, struct result *out, struct error *err)
{
    struct dataset *const table = ARENA_ARRAY(arena, TABLES, struct dataset);
    if (!table) return error_out_of_memory(err);
    fill_learnt(&table[TABLE_LEARNT], arena, learn);
    fill_observed(&table[TABLE_OBSERVED], arena, learn);
    fill_correlations(&table[TABLE_CORRELATIONS], arena, learn);
    result_fill(out, learn, &learn->simulation, table, TABLES);
    return STATUS_OK;
}
