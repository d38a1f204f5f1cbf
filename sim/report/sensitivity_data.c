/* What an analysis found as tables, for other programs. */
#include <math.h>
#include <string.h>

#include "sim/report/sensitivity_charts.h"
#include "sim/words/quantity_label.h"

/* A table in the making. */
struct maker {
    const struct sensitivity *is;
    const struct scenario *scenario;
    struct arena *arena;
    const char *unit; /* of the result */
};

#define QUANTITY                                                                                                       \
    {"quantity", DATASET_TEXT, NULL, "Path in the scenario file"},                                                     \
    {                                                                                                                  \
        "label", DATASET_TEXT, NULL, "What people call it, in English"                                                 \
    }

static void add_quantity(const struct maker *maker, struct dataset *out, int quantity)
{
    dataset_text(out, maker->scenario->quantity[quantity].path);
    dataset_text(out, quantity_label(maker->arena, maker->scenario, quantity, LANGUAGE_EN));
}

static const char *yes_or_no(bool yes)
{
    return yes ? "yes" : "no";
}

static void add_end(struct dataset *out, const struct sensitivity_end *end)
{
    dataset_number(out, end->quantity);
    dataset_estimate(out, end->mean);
    dataset_number(out, end->alone);
}

static void make_tornado(const struct maker *maker, struct dataset *out)
{
    const char *const unit = maker->unit;
    const struct dataset_column column[] = {
        QUANTITY,
        {"unit", DATASET_TEXT, NULL, "Unit of the quantity"},
        {"effect", DATASET_TEXT, NULL, "no: nothing that it does changes the result"},
        {"correlated", DATASET_TEXT, NULL, "yes: other quantities follow where this one is known"},
        {"low", DATASET_NUMBER, NULL, "The quantity at its 10th percentile"},
        DATASET_ESTIMATE("mean_at_low", unit, "Mean of the result there, the others as they are"),
        {"medians_at_low", DATASET_NUMBER, unit, "The result there with every other quantity at its median"},
        {"high", DATASET_NUMBER, NULL, "The quantity at its 90th percentile"},
        DATASET_ESTIMATE("mean_at_high", unit, "Mean of the result there, the others as they are"),
        {"medians_at_high", DATASET_NUMBER, unit, "The result there with every other quantity at its median"},
        DATASET_ESTIMATE("swing", unit, "Mean at the high end minus mean at the low end"),
    };
    dataset_init(out, maker->arena, "tornado", "One row for each uncertain quantity, the most important first", column,
                 sizeof column / sizeof *column);
    for (size_t q = 0; q < maker->is->uncertain; q++) {
        const struct sensitivity_quantity *const quantity = &maker->is->quantity[q];
        add_quantity(maker, out, quantity->quantity);
        dataset_text(out, unit_text(maker->arena, maker->scenario->quantity[quantity->quantity].unit,
                                    maker->scenario->settings.currency));
        dataset_text(out, yes_or_no(!quantity->idle));
        dataset_text(out, yes_or_no(maker->is->factor[quantity->factor].factor->correlated));
        add_end(out, &quantity->low);
        add_end(out, &quantity->high);
        dataset_estimate(out, quantity->swing);
    }
}

static void add_factor(struct dataset *out, const struct sensitivity_factor *factor, const char *kind)
{
    dataset_text(out, factor->factor->name);
    dataset_text(out, kind);
    dataset_text(out, yes_or_no(!factor->idle));
    dataset_estimate(out, factor->index.first);
    dataset_estimate(out, factor->index.total);
}

static void make_sobol(const struct maker *maker, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"factor", DATASET_TEXT, NULL, "Path of the quantity, paths of correlated quantities, or name of the group"},
        {"kind", DATASET_TEXT, NULL, "quantity, correlated (several together), shares (of payers) or group"},
        {"effect", DATASET_TEXT, NULL, "no: nothing that it does changes the result"},
        DATASET_ESTIMATE("first", NULL, "First-order index: share of the variance that it explains alone"),
        DATASET_ESTIMATE("total", NULL, "Total index: share of the variance in which it has a part"),
    };
    const struct sensitivity *const is = maker->is;
    dataset_init(out, maker->arena, "sobol", "One row for each factor, then for each group", column,
                 sizeof column / sizeof *column);
    for (size_t f = 0; f < is->factors; f++) {
        const struct factor *const factor = is->factor[f].factor;
        add_factor(out, &is->factor[f],
                   factor->correlated      ? "correlated"
                   : factor->quantity >= 0 ? "quantity"
                                           : "shares");
    }
    for (size_t g = 0; g < is->groups; g++) add_factor(out, &is->group[g], "group");
}

static void make_rank_correlation(const struct maker *maker, struct dataset *out)
{
    const struct dataset_column column[] = {
        QUANTITY,
        DATASET_ESTIMATE("rank_correlation", NULL, "Partial rank correlation with the result; missing: not defined"),
    };
    dataset_init(out, maker->arena, "rank_correlation", "One row for each uncertain quantity", column,
                 sizeof column / sizeof *column);
    for (size_t q = 0; q < maker->is->uncertain; q++) {
        const struct sensitivity_quantity *const quantity = &maker->is->quantity[q];
        add_quantity(maker, out, quantity->quantity);
        dataset_estimate(out, quantity->rank_correlation);
    }
}

static const struct estimate missing = {NAN, NAN, NAN, NAN};

static void make_elasticity(const struct maker *maker, struct dataset *out)
{
    const struct dataset_column column[] = {
        QUANTITY,
        {"uncertain", DATASET_TEXT, NULL, "no: the scenario gives it as one number"},
        {"effect", DATASET_TEXT, NULL, "no: nothing that it does changes the result"},
        DATASET_ESTIMATE(
            "per_percent", maker->unit,
            "Change of the mean where every value is 1% larger; missing: the quantity is 0 or has no limit"),
        DATASET_ESTIMATE("elasticity", NULL,
                         "The same in per cent of the mean; missing also where the mean is not told from 0"),
    };
    dataset_init(out, maker->arena, "elasticity", "One row for each number that is uncertain or that the user gave",
                 column, sizeof column / sizeof *column);
    for (size_t q = 0; q < maker->is->quantities; q++) {
        const struct sensitivity_quantity *const quantity = &maker->is->quantity[q];
        add_quantity(maker, out, quantity->quantity);
        dataset_text(out, yes_or_no(quantity->factor >= 0));
        dataset_text(out, yes_or_no(!quantity->idle));
        dataset_estimate(out, quantity->elastic == ELASTICITY_BY_ZERO ? missing : quantity->per_percent);
        dataset_estimate(out, quantity->elastic == ELASTICITY_DEFINED ? quantity->elasticity : missing);
    }
}

static void make_result(const struct maker *maker, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"result", DATASET_TEXT, NULL, "Name of the result, as in draws.csv of a run"},
        DATASET_ESTIMATE("mean", maker->unit, "Mean of the result"),
        DATASET_ESTIMATE("sd", maker->unit, "Standard deviation of the result, without the luck of persons"),
        {"at_medians", DATASET_NUMBER, maker->unit, "The result with every quantity at its median"},
        DATASET_ESTIMATE("additive", NULL, "Sum of the first-order indices of all factors"),
    };
    dataset_init(out, maker->arena, "result", "The result that is looked at", column, sizeof column / sizeof *column);
    dataset_text(out, maker->is->result);
    dataset_estimate(out, maker->is->mean);
    dataset_estimate(out, maker->is->sd);
    dataset_number(out, maker->is->median);
    dataset_estimate(out, maker->is->additive);
}

static void (*const make[SENSITIVITY_DATASETS])(const struct maker *, struct dataset *) = {
    make_tornado, make_sobol, make_rank_correlation, make_elasticity, make_result};

enum status sensitivity_datasets(const struct sensitivity *sensitivity, struct arena *arena,
                                 struct dataset out[SENSITIVITY_DATASETS], struct error *err)
{
    const struct scenario *const scenario = sensitivity->plan->scenario;
    const struct maker maker = {.is = sensitivity,
                                .scenario = scenario,
                                .arena = arena,
                                .unit = unit_text(arena, sensitivity->unit, scenario->settings.currency)};
    if (!maker.unit) return error_out_of_memory(err);
    for (size_t d = 0; d < SENSITIVITY_DATASETS; d++) make[d](&maker, &out[d]);
    return STATUS_OK;
}

const struct result_kind sensitivity_kind = {
    .command = "sensitivity", .charts = &sensitivity_charts, .build = sensitivity_build};

enum status sensitivity_report(struct arena *arena, const struct sensitivity *sensitivity, struct result *out,
                               struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, SENSITIVITY_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    TRY(sensitivity_datasets(sensitivity, arena, dataset, err));
    result_fill(out, sensitivity, &sensitivity->plan->scenario->simulation, dataset, SENSITIVITY_DATASETS);
    return STATUS_OK;
}
