/* What an analysis found as tables, for other programs. */
#include "sim/report/sensitivity_charts.h"
#include "sim/words/quantity_label.h"

/* A table in the making. */
struct maker {
    const struct sensitivity *is;
    const struct scenario *scenario;
    struct arena *arena;
    const char *unit;       /* of the result */
    enum language language; /* of labels */
};

static void quantity_cells(const struct maker *m, const struct sensitivity_quantity *row, struct dataset *out)
{
    COLUMN_TEXT(out, "quantity", "Path in the scenario file", m->scenario->quantity[row->quantity].path);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files",
                dataset_made(out, quantity_label(m->arena, m->scenario, row->quantity, m->language)));
}

static const char effect_about[] = "no: nothing that it does changes the result";

static void tornado_row(const struct maker *m, const struct sensitivity_quantity *row, struct dataset *out)
{
    static const char mean_about[] = "Mean of the result there, the others as they are";
    static const char medians_about[] = "The result there with every other quantity at its median";
    quantity_cells(m, row, out);
    COLUMN_TEXT(out, "unit", "Unit of the quantity",
                dataset_made(out, unit_text(m->arena, m->scenario->quantity[row->quantity].unit,
                                            m->scenario->settings.currency)));
    COLUMN_YES(out, "effect", effect_about, !row->idle);
    COLUMN_YES(out, "correlated", "yes: other quantities follow where this one is known",
               m->is->factor[row->factor].factor->correlated);
    COLUMN_NUMBER(out, "low", DATASET_ROW_UNIT, "The quantity at its 10th percentile", row->low.quantity);
    COLUMN_ESTIMATE(out, "mean_at_low", m->unit, mean_about, row->low.mean);
    COLUMN_NUMBER(out, "medians_at_low", m->unit, medians_about, row->low.alone);
    COLUMN_NUMBER(out, "high", DATASET_ROW_UNIT, "The quantity at its 90th percentile", row->high.quantity);
    COLUMN_ESTIMATE(out, "mean_at_high", m->unit, mean_about, row->high.mean);
    COLUMN_NUMBER(out, "medians_at_high", m->unit, medians_about, row->high.alone);
    COLUMN_ESTIMATE(out, "swing", m->unit, "Mean at the high end minus mean at the low end", row->swing);
}

static void make_tornado(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "tornado", "One row for each uncertain quantity, the most important first",
                 tornado_row(m, NULL, out));
    for (size_t q = 0; q < m->is->uncertain; q++) tornado_row(m, &m->is->quantity[q], out);
}

static void factor_row(const struct maker *m, const struct sensitivity_factor *row, const char *kind,
                       struct dataset *out)
{
    COLUMN_TEXT(out, "factor", "Path of the quantity, paths of correlated quantities, or name of the group",
                row->factor->name);
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files",
                dataset_made(out, factor_label(m->arena, m->is->plan, row->factor, m->language)));
    COLUMN_TEXT(out, "kind", "quantity, correlated (several together), shares (of payers) or group", kind);
    COLUMN_YES(out, "effect", effect_about, !row->idle);
    COLUMN_ESTIMATE(out, "first", "share", "First-order index: share of the variance that it explains alone",
                    row->index.first);
    COLUMN_ESTIMATE(out, "total", "share", "Total index: share of the variance in which it has a part",
                    row->index.total);
}

static void make_sobol(const struct maker *m, struct dataset *out)
{
    const struct sensitivity *const is = m->is;
    DATASET_INIT(out, m->arena, "sobol", "One row for each factor, then for each group",
                 factor_row(m, NULL, NULL, out));
    for (size_t f = 0; f < is->factors; f++) {
        const struct factor *const factor = is->factor[f].factor;
        factor_row(m, &is->factor[f],
                   factor->correlated      ? "correlated"
                   : factor->quantity >= 0 ? "quantity"
                                           : "shares",
                   out);
    }
    for (size_t g = 0; g < is->groups; g++) factor_row(m, &is->group[g], "group", out);
}

static void rank_row(const struct maker *m, const struct sensitivity_quantity *row, struct dataset *out)
{
    quantity_cells(m, row, out);
    COLUMN_ESTIMATE(out, "rank_correlation", "number", "Partial rank correlation with the result; missing: not defined",
                    row->rank_correlation);
}

static void make_rank_correlation(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "rank_correlation", "One row for each uncertain quantity", rank_row(m, NULL, out));
    for (size_t q = 0; q < m->is->uncertain; q++) rank_row(m, &m->is->quantity[q], out);
}

static void elasticity_row(const struct maker *m, const struct sensitivity_quantity *row, struct dataset *out)
{
    quantity_cells(m, row, out);
    COLUMN_YES(out, "uncertain", "no: the scenario gives it as one number", row->factor >= 0);
    COLUMN_YES(out, "effect", effect_about, !row->idle);
    COLUMN_ESTIMATE(out, "per_percent", m->unit,
                    "Change of the mean where every value is 1% larger; missing: the quantity is 0 or has no limit",
                    row->elastic == ELASTICITY_BY_ZERO ? DATASET_MISSING : row->per_percent);
    COLUMN_ESTIMATE(out, "elasticity", "ratio",
                    "The same in per cent of the mean; missing also where the mean is not told from 0",
                    row->elastic == ELASTICITY_DEFINED ? row->elasticity : DATASET_MISSING);
}

static void make_elasticity(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "elasticity", "One row for each number that is uncertain or that the user gave",
                 elasticity_row(m, NULL, out));
    for (size_t q = 0; q < m->is->quantities; q++) elasticity_row(m, &m->is->quantity[q], out);
}

static void result_row(const struct maker *m, struct dataset *out)
{
    COLUMN_TEXT(out, "result", "Name of the result, as in draws.csv of a run", m->is->result);
    COLUMN_ESTIMATE(out, "mean", m->unit, "Mean of the result", m->is->mean);
    COLUMN_ESTIMATE(out, "sd", m->unit, "Standard deviation of the result, without the luck of persons", m->is->sd);
    COLUMN_NUMBER(out, "at_medians", m->unit, "The result with every quantity at its median", m->is->median);
    COLUMN_ESTIMATE(out, "additive", "share", "Sum of the first-order indices of all factors", m->is->additive);
}

static void make_result(const struct maker *m, struct dataset *out)
{
    DATASET_INIT(out, m->arena, "result", "The result that is looked at", result_row(m, out));
    result_row(m, out);
}

static void (*const make[SENSITIVITY_DATASETS])(const struct maker *, struct dataset *) = {
    make_tornado, make_sobol, make_rank_correlation, make_elasticity, make_result};

enum status sensitivity_datasets(const struct sensitivity *sensitivity, struct arena *arena, enum language language,
                                 struct dataset out[SENSITIVITY_DATASETS], struct error *err)
{
    const struct scenario *const scenario = sensitivity->plan->scenario;
    const struct maker maker = {.is = sensitivity,
                                .scenario = scenario,
                                .arena = arena,
                                .language = language,
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
    TRY(sensitivity_datasets(sensitivity, arena, out->language, dataset, err));
    result_fill(out, sensitivity, &sensitivity->plan->scenario->simulation, dataset, SENSITIVITY_DATASETS);
    return STATUS_OK;
}
