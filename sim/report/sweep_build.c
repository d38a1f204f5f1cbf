/* The document of a sweep. */
#include <string.h>

#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/report/cells.h"
#include "sim/report/sweep_report.h"

enum { ACROSS = 5 /* values of the first axis in a grid */ };

struct sweep_builder {
    const struct sweep *sweep;
    struct document *document;
    struct format format;
    const char *result, *label[SWEEP_AXES];
};

static const char *say(const struct sweep_builder *builder, enum word word)
{
    return word_text(word, builder->format.language);
}

static enum cohort cohort_of(const struct sweep_builder *builder)
{
    return builder->sweep->simulation->cohort;
}

static const char *value_at(const struct sweep_builder *builder, size_t axis, size_t index)
{
    return sweep_value(&builder->format, builder->sweep, axis, builder->sweep->axis[axis].value[index]);
}

static struct document_cell figure(const struct sweep_builder *builder, struct estimate figure)
{
    return cell_value(&builder->format, builder->sweep->unit, figure);
}

/* A value of an axis. */
static struct document_cell value_cell(const struct sweep_builder *builder, size_t axis, size_t index)
{
    return cell_exact(value_at(builder, axis, index), sweep_unit(builder->sweep, axis),
                      builder->sweep->axis[axis].value[index]);
}

static const char *course(const struct sweep_builder *builder)
{
    static const enum word word[] = {
        [SWEEP_ABOVE] = WORD_SWEEP_ABOVE,      [SWEEP_BELOW] = WORD_SWEEP_BELOW,
        [SWEEP_CROSSING] = WORD_SWEEP_CROSSES, [SWEEP_HILL] = WORD_SWEEP_HILL,
        [SWEEP_VALLEY] = WORD_SWEEP_VALLEY,    [SWEEP_CROSSINGS] = WORD_SWEEP_CROSSES_OFTEN,
        [SWEEP_UNTOLD] = WORD_SWEEP_UNTOLD};
    const struct sweep_signs signs = sweep_signs(builder->sweep);
    return WORDS(builder->format.arena, word[signs.course], builder->format.language,
                 {"low", value_at(builder, 0, signs.low)}, {"high", value_at(builder, 0, signs.high)},
                 {"from", value_at(builder, 0, signs.from)}, {"to", value_at(builder, 0, signs.to)},
                 {"n", format_count(&builder->format, (double)signs.crossings, 0)});
}

static void answer_line(struct sweep_builder *builder)
{
    const struct sweep *const sweep = builder->sweep;
    const size_t last = sweep->points - 1, bend = sweep_bend(sweep);
    document_say(builder->document, DOCUMENT_HEADLINE,
                 WORDS(builder->format.arena, bend > 0 ? WORD_SWEEP_ENDS_BEND : WORD_SWEEP_ENDS,
                       builder->format.language, {"result", builder->result}, {"middle", value_at(builder, 0, bend)},
                       {"most", figure(builder, sweep->point[bend].mean).text}, {"label", builder->label[0]},
                       {"from", value_at(builder, 0, 0)}, {"to", value_at(builder, 0, last)},
                       {"first", figure(builder, sweep->point[0].mean).text},
                       {"last", figure(builder, sweep->point[last].mean).text}));
    document_say(builder->document, DOCUMENT_DETAIL, course(builder));
    const size_t flat = sweep_flat_from(sweep);
    if (flat > 0 && flat < last)
        document_say(
            builder->document, DOCUMENT_DETAIL,
            WORDS(builder->format.arena, WORD_SWEEP_FLAT, builder->format.language, {"x", value_at(builder, 0, flat)}));
}

static void answer_grid(struct sweep_builder *builder)
{
    const struct sweep *const sweep = builder->sweep;
    size_t likely = 0;
    for (size_t p = 0; p < sweep->points; p++) likely += sweep->point[p].positive.value >= 0.5;
    document_say(
        builder->document, DOCUMENT_HEADLINE,
        WORDS(builder->format.arena, WORD_SWEEP_EVEN_CHANCE, builder->format.language,
              {"n", format_count(&builder->format, (double)likely, 0)},
              {"all", format_count(&builder->format, (double)sweep->points, 0)},
              {"half", stochastic_mark(&builder->format, cohort_of(builder), chart_percent(&builder->format, 0.5))}));
}

static void add_point(struct sweep_builder *builder, struct document_table *table, bool total,
                      struct document_cell label, const struct sweep_point *point)
{
    document_add_row(builder->document, table, total,
                     (struct document_cell[]){label, figure(builder, point->mean),
                                              cell_range(&builder->format, builder->sweep->unit, point->p5, point->p95),
                                              cell_probability(&builder->format, point->positive)});
}

static void table_line(struct sweep_builder *builder)
{
    const struct sweep *const sweep = builder->sweep;
    const char *const title = WORDS(builder->format.arena, WORD_SWEEP_TITLE, builder->format.language,
                                    {"result", builder->result}, {"path", builder->label[0]});
    struct document_table *const table =
        CELLS_TABLE(builder->document, "points", title, {"value", WORD_COUNT, DOCUMENT_FIGURES},
                    {"mean", WORD_MEAN, DOCUMENT_FIGURES});
    document_add_column(table, "p5_to_p95", stochastic_heading(&builder->format, cohort_of(builder), WORD_RANGE_90),
                        DOCUMENT_FIGURES);
    document_add_column(table, "chance", stochastic_heading(&builder->format, cohort_of(builder), WORD_SWEEP_CHANCE),
                        DOCUMENT_FIGURES);
    for (size_t p = 0; p < sweep->points; p++)
        add_point(builder, table, false, value_cell(builder, 0, p), &sweep->point[p]);
    add_point(builder, table, true, cell_text(say(builder, WORD_SWEEP_AS_IT_IS)), &sweep->today);
    if (sweep->stochastic_told)
        add_point(builder, table, false, cell_text(say(builder, WORD_STOCHASTIC_RUN)), &sweep->with_stochastic);
}

/* Values of the first axis that stand across: all in two tables at most, or a few at equal distances with both ends. */
struct across {
    size_t shown, index[ACROSS];
};

static size_t choose_across(const struct sweep *sweep, struct across out[2])
{
    const size_t points = sweep->axis[0].points, tables = points > ACROSS && points <= 2 * ACROSS ? 2 : 1;
    const size_t each = points < tables * ACROSS ? (points + tables - 1) / tables : ACROSS;
    for (size_t t = 0; t < tables; t++) out[t].shown = 0;
    for (size_t i = 0; i < tables * each && i < points; i++) {
        struct across *const part = &out[i / each];
        part->index[part->shown++] = tables == 1 ? (i * (points - 1) + (each - 1) / 2) / (each - 1) : i;
    }
    return tables;
}

static struct document_cell grid_cell(const struct sweep_builder *builder, size_t x, size_t y, bool chances)
{
    const struct sweep_point *const point = &builder->sweep->point[y * builder->sweep->axis[0].points + x];
    return chances ? cell_probability(&builder->format, point->positive) : figure(builder, point->mean);
}

static void table_grid(struct sweep_builder *builder, const char *id, const char *title, const struct across *across,
                       bool chances)
{
    const struct sweep *const sweep = builder->sweep;
    struct document_table *const table =
        CELLS_TABLE(builder->document, id, title, {"value", WORD_COUNT, DOCUMENT_FIGURES});
    for (size_t i = 0; i < across->shown; i++)
        document_add_column(table, arena_printf(builder->format.arena, "at_%zu", across->index[i] + 1),
                            value_at(builder, 0, across->index[i]), DOCUMENT_FIGURES);
    for (size_t y = 0; y < sweep->axis[1].points; y++) {
        struct document_cell cell[1 + ACROSS] = {value_cell(builder, 1, y)};
        for (size_t i = 0; i < across->shown; i++) cell[1 + i] = grid_cell(builder, across->index[i], y, chances);
        document_add_row(builder->document, table, false, cell);
    }
}

static void tables_of(struct sweep_builder *builder, const char *const id[2], const char *title, bool chances)
{
    const struct sweep *const sweep = builder->sweep;
    const struct format *const format = &builder->format;
    struct across across[2];
    const size_t tables = choose_across(sweep, across), points = sweep->axis[0].points;
    for (size_t t = 0; t < tables; t++) {
        const char *const part =
            tables == 1 ? title
                        : WORDS(format->arena, WORD_SWEEP_GRID_COLUMNS, format->language, {"title", title},
                                {"first", format_count(format, (double)across[t].index[0] + 1, 0)},
                                {"last", format_count(format, (double)across[t].index[across[t].shown - 1] + 1, 0)},
                                {"all", format_count(format, (double)points, 0)});
        table_grid(builder, id[t], part, &across[t], chances);
    }
    if (tables == 1 && points > ACROSS)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(format->arena, WORD_SWEEP_GRID_PART, format->language,
                           {"shown", format_count(format, ACROSS, 0)},
                           {"all", format_count(format, (double)points, 0)}));
}

static void tables_grid(struct sweep_builder *builder)
{
    static const char *const id[2][2] = {{"mean", "mean_2"}, {"probability", "probability_2"}};
    static const enum word title[2] = {WORD_SWEEP_GRID_MEAN, WORD_SWEEP_GRID_CHANCE};
    for (int chances = 0; chances < 2; chances++) {
        const char *const text =
            WORDS(builder->format.arena, title[chances], builder->format.language, {"result", builder->result},
                  {"path", builder->label[0]}, {"down", builder->label[1]});
        tables_of(builder, id[chances],
                  chances ? stochastic_subtitle(&builder->format, cohort_of(builder), text) : text, chances);
    }
}

/* What the swept keys are in the scenario as it is. */
static void say_axes(struct sweep_builder *builder)
{
    for (size_t a = 0; a < builder->sweep->axes; a++) {
        const struct sweep_axis *const axis = &builder->sweep->axis[a];
        if (axis->quantity < 0) continue;
        document_say(builder->document, DOCUMENT_PARAGRAPH,
                     WORDS(builder->format.arena, axis->uncertain ? WORD_SWEEP_HELD : WORD_SWEEP_WAS,
                           builder->format.language, {"path", axis->path}, {"label", builder->label[a]},
                           {"today", sweep_value(&builder->format, builder->sweep, a, axis->today)}));
    }
}

const char *sweep_basis(const struct chart_job *job, const char *unit)
{
    if (!sweep_varies_rate(job->analysis)) return chart_job_basis(job, unit);
    return WORDS(job->arena, WORD_SWEEP_CHART_BASIS, job->format.language, {"unit", unit},
                 {"prices", format_year(&job->format, job->scenario->settings.price_year)});
}

static void say_basis(struct sweep_builder *builder)
{
    const struct sweep *const sweep = builder->sweep;
    const struct settings *const settings = &sweep->scenario->settings;
    const struct format *const format = &builder->format;
    basis_begin(builder->document, &sweep->scenario, 1);
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 WORDS(format->arena, sweep_varies_rate(sweep) ? WORD_SWEEP_BASIS_OF_POINT : WORD_SWEEP_BASIS,
                       format->language, {"points", format_count(format, (double)sweep->points, 0)},
                       {"n", format_count(format, sweep->simulation->iterations, 0)},
                       {"seed", arena_printf(format->arena, "%llu", (unsigned long long)sweep->simulation->seed)},
                       {"currency", settings->currency}, {"price_year", format_year(format, settings->price_year)},
                       {"rate", format_discount_rate(format, settings)}));
    basis_say_stochastic(builder->document, format, cohort_of(builder));
    say_axes(builder);
    basis_say_made_by(builder->document, format, 1, &sweep->scenario, NULL);
}

enum status sweep_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err)
{
    const struct sweep *const sweep = analysis;
    const struct scenario *const scenario = sweep->scenario;
    struct sweep_builder builder = {
        sweep, out, {arena, language, scenario->settings.currency}, sweep_result(arena, sweep, language), {NULL}};
    for (size_t a = 0; a < sweep->axes; a++) {
        builder.label[a] = sweep_label(arena, sweep, a, language);
        if (!builder.label[a]) return error_out_of_memory(err);
    }
    document_init(out, arena, language, text_in(&scenario->title, language, word_text(WORD_UNTITLED, language)));
    (sweep->axes == 1 ? answer_line : answer_grid)(&builder);
    (sweep->axes == 1 ? table_line : tables_grid)(&builder);
    say_basis(&builder);
    basis_say_overrides(out, scenario);
    return document_check(out, err);
}
