#include "sim/report/sweep_report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/perspective.h"
#include "sim/words/labels.h"
#include "sim/words/quantity_label.h"

static const char rate_key[] = "settings.discount_rate";

static bool is_rate(const struct sweep_axis *axis)
{
    return strncmp(axis->path, rate_key, sizeof rate_key - 1) == 0;
}

bool sweep_varies_rate(const struct sweep *sweep)
{
    for (size_t a = 0; a < sweep->axes; a++)
        if (is_rate(&sweep->axis[a])) return true;
    return false;
}

static const char *net_of(struct arena *arena, const struct sweep *sweep, const struct net_result *whose,
                          enum language language)
{
    const struct scenario *const scenario = sweep->scenario;
    if (whose->perspective == PERSPECTIVE_PAYER)
        return WORDS(arena, WORD_SWEEP_NET_PAYER, language,
                     {"payer", label_of_payer(scenario, (size_t)whose->payer, language)});
    if (whose->perspective == PERSPECTIVE_PUBLIC) return word_text(WORD_SWEEP_NET_PUBLIC, language);
    return word_text(perspective_scope_of(scenario) == SCOPE_SOCIETY ? WORD_SWEEP_NET_SOCIETY : WORD_SWEEP_NET,
                     language);
}

const char *sweep_result(struct arena *arena, const struct sweep *sweep, enum language language)
{
    struct net_result whose;
    if (!net_result_read(sweep->scenario, sweep->result, &whose)) return sweep->result;
    const char *const net = net_of(arena, sweep, &whose, language);
    return whose.cashable ? WORDS(arena, WORD_RESULT_CASHABLE, language, {"net", net}) : net;
}

const char *sweep_label(struct arena *arena, const struct sweep *sweep, size_t axis, enum language language)
{
    const struct sweep_axis *const at = &sweep->axis[axis];
    return at->quantity < 0 ? key_label(arena, sweep->scenario, at->path, language)
                            : quantity_label(arena, sweep->scenario, at->quantity, language);
}

/* A number of a key that is no quantity: as it was given, whole ones like years without groups. */
static const char *plain(const struct format *format, double value)
{
    enum { DECIMALS_MOST = 6 };
    int decimals = 0;
    for (double digits = value; decimals < DECIMALS_MOST && fabs(digits - round(digits)) > 1e-9; digits *= 10)
        decimals++;
    return decimals == 0 && fabs(value) < 1e4 ? format_year(format, (int)value)
                                              : format_decimals(format, value, decimals);
}

enum unit sweep_unit(const struct sweep *sweep, size_t axis)
{
    const struct sweep_axis *const at = &sweep->axis[axis];
    if (is_rate(at)) return UNIT_SHARE;
    return at->quantity < 0 ? UNIT_NUMBER : sweep->scenario->quantity[at->quantity].unit;
}

const char *sweep_value(const struct format *format, const struct sweep *sweep, size_t axis, double value)
{
    const struct sweep_axis *const at = &sweep->axis[axis];
    if (at->quantity < 0 && !is_rate(at)) return plain(format, value);
    return format_value(format, sweep_unit(sweep, axis), value, 0);
}

/* -1, 1: below or above zero for sure; 0: not told. */
static int sign_of(struct estimate mean)
{
    return mean.low > 0 ? 1 : mean.high < 0 ? -1 : 0;
}

struct sweep_signs sweep_signs(const struct sweep *sweep)
{
    struct sweep_signs signs = {.course = SWEEP_UNTOLD};
    size_t told = 0, last = 0;
    int before = 0;
    for (size_t p = 0; p < sweep->axis[0].points; p++) {
        const int sign = sign_of(sweep->point[p].mean);
        if (sign == 0) continue;
        told++;
        if (before != 0 && sign != before) {
            if (signs.crossings == 0) signs.low = last, signs.high = signs.from = p;
            if (signs.crossings == 1) signs.to = last;
            signs.crossings++;
        }
        before = sign;
        last = p;
    }
    if (signs.crossings > 0)
        signs.course = signs.crossings == 1  ? SWEEP_CROSSING
                       : signs.crossings > 2 ? SWEEP_CROSSINGS
                       : before < 0          ? SWEEP_HILL
                                             : SWEEP_VALLEY;
    else if (told == sweep->axis[0].points)
        signs.course = before > 0 ? SWEEP_ABOVE : SWEEP_BELOW;
    return signs;
}

size_t sweep_bend(const struct sweep *sweep)
{
    const size_t last = sweep->axis[0].points - 1;
    const struct estimate *const a = &sweep->point[0].mean, *const b = &sweep->point[last].mean;
    size_t bend = 0;
    double farthest = 0;
    for (size_t p = 1; p < last; p++) {
        const struct estimate *const mean = &sweep->point[p].mean;
        const double beyond = fmax(mean->low - fmax(a->high, b->high), fmin(a->low, b->low) - mean->high);
        if (beyond > farthest) bend = p, farthest = beyond;
    }
    return bend;
}

size_t sweep_flat_from(const struct sweep *sweep)
{
    const double still = 1e-3; /* of the whole change */
    const size_t last = sweep->axis[0].points - 1;
    double low = INFINITY, high = -INFINITY;
    for (size_t p = 0; p <= last; p++) {
        low = fmin(low, sweep->point[p].mean.value);
        high = fmax(high, sweep->point[p].mean.value);
    }
    size_t flat = last;
    while (flat > 0 && fabs(sweep->point[flat - 1].mean.value - sweep->point[last].mean.value) <= still * (high - low))
        flat--;
    return flat;
}

static void figure_cells(const struct sweep_point *row, const char *unit, struct dataset *out)
{
    COLUMN_ESTIMATE(out, "mean", unit, "Mean of the result", row->mean);
    COLUMN_ESTIMATE(out, "p5", unit, "5th percentile of the result", row->p5);
    COLUMN_ESTIMATE(out, "p95", unit, "95th percentile of the result", row->p95);
    COLUMN_ESTIMATE(out, "probability_positive", "share", "P(result > 0)", row->positive);
}

static const char *axis_unit(const struct sweep *sweep, size_t axis, struct dataset *out)
{
    const int q = sweep->axis[axis].quantity;
    if (q < 0) return "number";
    return dataset_made(out,
                        unit_text(out->arena, sweep->scenario->quantity[q].unit, sweep->scenario->settings.currency));
}

static void point_row(const struct sweep *sweep, const char *unit, size_t p, struct dataset *out)
{
    for (size_t a = 0, left = p; a < sweep->axes; left /= sweep->axis[a++].points)
        COLUMN_NUMBER(out, sweep->axis[a].path, axis_unit(sweep, a, out), "Value that the key is set to",
                      sweep->axis[a].value[left % sweep->axis[a].points]);
    figure_cells(&sweep->point[p], unit, out);
}

static void make_points(const struct sweep *sweep, struct arena *arena, const char *unit, struct dataset *out)
{
    DATASET_INIT(out, arena, "points", "One row for each point of the sweep", point_row(sweep, unit, 0, out));
    for (size_t p = 0; p < sweep->points; p++) point_row(sweep, unit, p, out);
}

/* The scenario as it is, and what was swept. */
static void today_row(const struct sweep *sweep, const char *unit, struct dataset *out)
{
    COLUMN_TEXT(out, "result", "The result that the sweep looks at", sweep->result);
    figure_cells(&sweep->today, unit, out);
    COLUMN_ESTIMATE(out, "probability_positive_with_luck", "share",
                    "P(result > 0) of hyoty run; missing where it is the same or would take long",
                    sweep->stochastic_told ? sweep->with_stochastic.positive : DATASET_MISSING);
}

static void make_today(const struct sweep *sweep, struct arena *arena, const char *unit, struct dataset *out)
{
    DATASET_INIT(out, arena, "today", "The scenario as it is, on the same random numbers", today_row(sweep, unit, out));
    today_row(sweep, unit, out);
}

/* By the number of axes. */
static const struct chart chart[SWEEP_AXES] = {{"sweep", chart_sweep, NULL, "points", false},
                                               {"heat", chart_heat, NULL, "probability", false}};
static const struct chart_table charts = CHART_TABLE(chart);
const struct result_kind sweep_kind = {.command = "sweep", .charts = &charts, .build = sweep_build};

enum status sweep_report(struct arena *arena, const struct sweep *sweep, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, 2, struct dataset);
    const char *const unit = unit_text(arena, sweep->unit, sweep->scenario->settings.currency);
    if (!dataset || !unit) return error_out_of_memory(err);
    make_points(sweep, arena, unit, &dataset[0]);
    make_today(sweep, arena, unit, &dataset[1]);
    out->charts = (struct chart_table){1, &chart[sweep->axes - 1]};
    result_fill(out, sweep, sweep->simulation, dataset, 2);
    return STATUS_OK;
}
