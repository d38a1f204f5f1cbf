/* Tables of what a pilot taught, for other programs. */
#include <math.h>

#include "sim/report/learn_report.h"
#include "sim/words/amount.h"
#include "sim/words/quantity_label.h"

enum { TABLE_LEARNT, TABLE_OBSERVED, TABLE_CORRELATIONS, TABLES };

static const char *const form_name[] = {
    [LEARN_CONJUGATE] = "conjugate", [LEARN_WEIGHTS] = "weights", [LEARN_FAMILY] = "family", [LEARN_SAMPLE] = "sample"};
static const char *const result_name[LEARN_RESULTS] = {"net", "net_cashable_public"};

static void spread_row(const char *name, const char *label, const char *when, const char *unit,
                       const struct learn_spread *spread, const struct estimate *with_stochastic,
                       const struct learn_quantity *posterior, struct dataset *out)
{
    COLUMN_TEXT(out, "name", "Path of a quantity, or name of a result", name);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files", dataset_made(out, label));
    COLUMN_TEXT(out, "when", "before or after the pilot", when);
    COLUMN_TEXT(out, "unit", "Unit of the figures of the row", unit);
    COLUMN_ESTIMATE(out, "mean", DATASET_ROW_UNIT, "Mean", spread->mean);
    COLUMN_ESTIMATE(out, "sd", DATASET_ROW_UNIT, "Standard deviation", spread->sd);
    COLUMN_ESTIMATE(out, "p5", DATASET_ROW_UNIT, "5th percentile", spread->p5);
    COLUMN_ESTIMATE(out, "p95", DATASET_ROW_UNIT, "95th percentile", spread->p95);
    COLUMN_ESTIMATE(out, "positive", "share", "Probability of a value above 0", spread->positive);
    COLUMN_ESTIMATE(out, "positive_with_luck", "share",
                    "The same of a result in hyoty run, luck included; missing where it is unknown or the same",
                    with_stochastic ? *with_stochastic : DATASET_MISSING);
    COLUMN_TEXT(out, "form", "Of a posterior: conjugate and weights are exact; family, sample: how it is fitted",
                posterior ? form_name[posterior->form] : NULL);
    COLUMN_TEXT(out, "definition", "Of a posterior: its distribution as the scenario file says it",
                posterior ? posterior->definition : NULL);
    COLUMN_NUMBER(out, "misfit", "share", "Greatest distance between its cumulative distribution and that of the draws",
                  posterior ? posterior->misfit : NAN);
}

static void fill_learnt(const struct learn *is, struct arena *arena, enum language language, struct dataset *out)
{
    const struct scenario *const scenario = is->request.scenario;
    const char *const currency = scenario->settings.currency;
    DATASET_INIT(out, arena, "learnt", "A quantity or a result, before or after the pilot",
                 spread_row(NULL, NULL, NULL, NULL, NULL, NULL, NULL, out));
    for (size_t q = 0; q < is->quantities; q++) {
        const struct learn_quantity *const one = &is->quantity[q];
        const struct quantity *const quantity = &scenario->quantity[one->quantity];
        const char *const unit = dataset_made(out, unit_text(arena, quantity->unit, currency));
        const char *const label = quantity_label(arena, scenario, one->quantity, language);
        spread_row(quantity->path, label, "before", unit, &one->before, NULL, NULL, out);
        spread_row(quantity->path, label, "after", unit, &one->after, NULL, one, out);
    }
    for (size_t r = 0; r < is->results; r++) {
        const char *const label = result_label(arena, scenario, result_name[r], language);
        spread_row(result_name[r], label, "before", currency, &is->before[r],
                   is->stochastic_told ? &is->before_stochastic[r] : NULL, NULL, out);
        spread_row(result_name[r], label, "after", currency, &is->after[r], NULL, NULL, out);
    }
}

static void arm_row(const struct learn *is, int arm, struct dataset *out)
{
    COLUMN_TEXT(out, "arm", "control, or treated: with the intervention", pilot_arm_name[arm]);
    COLUMN_NUMBER(out, "persons", "persons", "Persons observed", is->request.pilot.arm[arm].persons);
    COLUMN_NUMBER(out, "events", "persons", "Of them, those who were struck", is->request.pilot.arm[arm].events);
    COLUMN_ESTIMATE(out, "expected", "persons", "Events that the scenario expected on average", is->arm[arm].expected);
    COLUMN_ESTIMATE(out, "as_far", "share", "Probability of events at least as far out, on both sides together",
                    is->arm[arm].as_far);
    COLUMN_NUMBER(out, "effective_draws", "number", "Independent draws that the weighted draws of the prior count as",
                  is->weighted ? is->effective : NAN);
}

static void fill_observed(const struct learn *is, struct arena *arena, struct dataset *out)
{
    DATASET_INIT(out, arena, "observed", "An arm of the pilot", arm_row(is, 0, out));
    for (int arm = 0; arm < PILOT_ARMS; arm++)
        if (is->request.pilot.arm[arm].observed) arm_row(is, arm, out);
}

static void pair_row(const struct learn *is, size_t i, struct dataset *out)
{
    const struct quantity *const quantity = is->request.scenario->quantity;
    COLUMN_TEXT(out, "first", "Path of a quantity", quantity[is->pair[i].first].path);
    COLUMN_TEXT(out, "second", "Path of another", quantity[is->pair[i].second].path);
    COLUMN_NUMBER(out, "rho", "number", "Spearman's rank correlation after the pilot", is->pair[i].rho);
    COLUMN_NUMBER(out, "rho_written", "number",
                  "The same in the scenario file, less where all of them cannot hold together",
                  is->kept * is->pair[i].rho);
}

static void fill_correlations(const struct learn *is, struct arena *arena, struct dataset *out)
{
    DATASET_INIT(out, arena, "correlations", "Two quantities that are correlated after the pilot",
                 pair_row(is, 0, out));
    for (size_t i = 0; i < is->pairs; i++) pair_row(is, i, out);
}

const struct result_kind learn_kind = {.command = "learn", .charts = &learn_charts, .build = learn_build};

enum status learn_report(struct arena *arena, const struct learn *learn, struct result *out, struct error *err)
{
    struct dataset *const table = ARENA_ARRAY(arena, TABLES, struct dataset);
    if (!table) return error_out_of_memory(err);
    fill_learnt(learn, arena, out->language, &table[TABLE_LEARNT]);
    fill_observed(learn, arena, &table[TABLE_OBSERVED]);
    fill_correlations(learn, arena, &table[TABLE_CORRELATIONS]);
    result_fill(out, learn, &learn->simulation, table, TABLES);
    return STATUS_OK;
}
