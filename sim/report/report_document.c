/* The document of a report: what its parts say, in the order in which a reader asks. */
#include <string.h>

#include "sim/analysis/readback.h"
#include "sim/report/compare_report.h"
#include "sim/report/readback_text.h"
#include "sim/report/report_build.h"
#include "sim/report/run_report.h"
#include "sim/words/words.h"

const char *report_say(const struct report_builder *builder, enum word word)
{
    return word_text(word, builder->language);
}

const struct column_summary *report_column(const struct report_builder *builder, int column)
{
    return &builder->run->summary->column[column];
}

const char *report_range(const struct report_builder *builder, const struct column_summary *column)
{
    return format_money_range(&builder->format, column->percentile[LEVEL_P5], column->percentile[LEVEL_P95]);
}

struct estimate report_participants(const struct report_builder *builder)
{
    struct estimate sum = {0};
    for (size_t i = 0; i < builder->scenario->interventions; i++) {
        const struct estimate mean = report_column(builder, builder->run->outcomes->at.participants + (int)i)->mean;
        sum.value += mean.value;
        sum.error += mean.error;
    }
    return sum;
}

int report_outcome(const struct report_builder *builder)
{
    for (size_t i = 0; i < builder->scenario->interventions; i++)
        for (size_t e = 0; e < builder->scenario->intervention[i].effect_count; e++)
            if (builder->scenario->intervention[i].effect[e].target == EFFECT_OUTCOME)
                return builder->scenario->intervention[i].effect[e].index;
    return -1;
}

static void heading(struct report_builder *builder, enum word word)
{
    document_say(builder->document, DOCUMENT_HEADING, report_say(builder, word));
}

static void aside(struct report_builder *builder, const char *text)
{
    document_say(builder->document, DOCUMENT_ASIDE, text);
}

static void chart(struct report_builder *builder, const char *name)
{
    document_say(builder->document, DOCUMENT_CHART, name);
}

static void take(struct report_builder *builder, enum report_part part, const char *id, enum document_look look)
{
    document_take_table(builder->document, &builder->of[part], id, look);
}

/* Who is there, what goes on without the programme, who takes part. */
static void build_people(struct report_builder *builder)
{
    struct readback readback;
    struct error err = {.language = builder->language};
    heading(builder, WORD_REPORT_PEOPLE);
    chart(builder, "people");
    take(builder, REPORT_RUN, "people", DOCUMENT_BEHIND);
    report_build_counts(builder);
    document_say(builder->document, DOCUMENT_SUBHEADING, report_say(builder, WORD_REPORT_WITHOUT));
    if (readback_compute(builder->format.arena, builder->scenario, &readback, &err) == STATUS_OK)
        readback_say(&readback, builder->document);
    else
        builder->document->failed = true;
}

static void build_money(struct report_builder *builder)
{
    const struct format *const format = &builder->format;
    heading(builder, WORD_REPORT_MONEY);
    document_take_answer(builder->document, &builder->of[REPORT_RUN], DOCUMENT_LINE, DOCUMENT_ASIDE);
    aside(builder, WORDS(format->arena, WORD_REPORT_PRESENT_VALUE, builder->language,
                         {"year", format_year(format, builder->scenario->settings.start_year)},
                         {"rate", format_discount_rate(format, &builder->scenario->settings)},
                         {"prices", format_year(format, builder->scenario->settings.price_year)}));
    chart(builder, "waterfall");
    take(builder, REPORT_RUN, "mechanisms", DOCUMENT_BEHIND);
    chart(builder, "payers");
    take(builder, REPORT_RUN, "payers", DOCUMENT_BEHIND);
    chart(builder, "years");
    take(builder, REPORT_RUN, "years", DOCUMENT_BEHIND);
    take(builder, REPORT_RUN, "ratios", DOCUMENT_ROWS);
}

/* The choices side by side, by name: letters are for tables that are wider than a page. */
static void take_choices(struct report_builder *builder)
{
    enum { COLUMNS_MOST = 16 };
    const struct compare *const compare = builder->parts->part[REPORT_COMPARE].analysis;
    take(builder, REPORT_COMPARE, "choices", DOCUMENT_ROWS);
    struct document_table *const table = document_table_of(builder->document, "choices");
    if (!table || table->columns > COLUMNS_MOST) return;
    const struct document_row *row = table->first;
    table->first = table->last = NULL;
    table->rows = 0;
    for (size_t c = 0; row; row = row->next, c++) {
        struct document_cell cell[COLUMNS_MOST];
        memcpy(cell, row->cell, table->columns * sizeof *cell);
        cell[0].text = compare_title(compare, builder->format.arena, builder->language, c);
        document_add_row(builder->document, table, row->total, cell);
    }
}

static void build_certainty(struct report_builder *builder)
{
    heading(builder, WORD_REPORT_CERTAINTY);
    aside(builder, report_say(builder, WORD_REPORT_FUTURES));
    take(builder, REPORT_RUN, "net_savings", DOCUMENT_ROWS);
    chart(builder, "when");
    take(builder, REPORT_RUN, "break_even", DOCUMENT_BEHIND);
    chart(builder, "tornado");
    take(builder, REPORT_SENSITIVITY, "importance", DOCUMENT_BEHIND);
    take(builder, REPORT_BREAKEVEN, "breakeven", DOCUMENT_BEHIND);
    chart(builder, "alternatives");
    take(builder, REPORT_RUN, "alternatives", DOCUMENT_BEHIND);
    take_choices(builder);
    chart(builder, "sweep");
    take(builder, REPORT_RATES, "points", DOCUMENT_ROWS);
}

static void build_method(struct report_builder *builder)
{
    const struct format *const format = &builder->format;
    const struct scenario *const scenario = builder->scenario;
    heading(builder, WORD_REPORT_METHOD);
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 WORDS(format->arena, WORD_REPORT_HOW, builder->language,
                       {"n", format_count(format, (double)builder->run->summary->iterations, 0)}));
    document_take_part(builder->document, &builder->of[REPORT_RUN], report_say(builder, WORD_BASIS_TITLE));
    document_say(builder->document, DOCUMENT_SUBHEADING, report_say(builder, WORD_REPORT_AGAIN));
    document_say(builder->document, DOCUMENT_CODE, builder->parts->command);
    document_say(builder->document, DOCUMENT_SUBHEADING, report_say(builder, WORD_REPORT_CITE));
    document_say(builder->document, DOCUMENT_QUOTE,
                 WORDS(format->arena, WORD_REPORT_CITATION, builder->language, {"title", builder->document->title},
                       {"version", HYOTY_VERSION}, {"hash", arena_strndup(format->arena, scenario->hash, 12)},
                       {"start", format_year(format, scenario->settings.start_year)},
                       {"end", format_year(format, scenario->settings.start_year + scenario->settings.horizon - 1)}));
}

/* The documents of the parts, whose tables and sentences the report takes over. */
static enum status build_parts(const struct report_parts *parts, struct arena *arena, enum language language,
                               struct document *out, struct error *err)
{
    for (int p = 0; p < REPORT_PARTS; p++) {
        const struct result *const part = &parts->part[p];
        TRY(part->kind->build(part->analysis, arena, language, &out[p], err));
    }
    return STATUS_OK;
}

/* In the order in which they are read. */
static void (*const sections[])(struct report_builder *builder) = {
    report_build_answer,      build_people, build_money, build_certainty, report_build_next,
    report_build_assumptions, build_method,
};

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    const struct report_parts *const parts = analysis;
    const struct report *const run = parts->part[REPORT_RUN].analysis;
    struct document of[REPORT_PARTS], document;
    TRY(build_parts(parts, arena, language, of, err));
    document_init(&document, arena, language, of[REPORT_RUN].title);
    struct report_builder builder = {.parts = parts,
                                     .of = of,
                                     .document = &document,
                                     .format = {arena, language, run->scenario->settings.currency},
                                     .language = language,
                                     .scenario = run->scenario,
                                     .run = run,
                                     .sensitivity = parts->part[REPORT_SENSITIVITY].analysis,
                                     .breakeven = parts->part[REPORT_BREAKEVEN].analysis,
                                     .value = parts->part[REPORT_VALUE].analysis};
    builder.views = run_views(run, builder.view);
    builder.budget = report_column(&builder, (int)builder.view[0].net);
    builder.society = report_column(&builder, (int)builder.view[builder.views - 1].net);
    for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) sections[s](&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}

const struct result_kind report_kind = {.command = "report", .people_alone = true, .build = build};

void report_fill(const struct report_parts *report, struct result *out)
{
    const struct result *const run = &report->part[REPORT_RUN];
    result_fill(out, report, run->simulation, NULL, 0);
    out->parts = REPORT_PARTS;
    out->part = report->part;
    out->cut = run->cut;
}
