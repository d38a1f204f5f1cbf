#include "sim/report/run_build.h"
#include "sim/report/run_findings.h"
#include "sim/words/words.h"

bool report_has_private_money(const struct report *report)
{
    const struct outcome_index *const at = &report->outcomes->at;
    for (size_t p = 0; p < report->scenario->payers; p++)
        if (!report->scenario->payer[p].public_finances &&
            !(summary_nothing(&report->summary->column[(size_t)at->gross_payer + p]) &&
              summary_nothing(&report->summary->column[(size_t)at->cost_payer + p])))
            return true;
    return false;
}

static void say_interrupted(struct builder *builder)
{
    const struct outcomes *const outcomes = builder->report->outcomes;
    const struct format *const format = &builder->format;
    if (outcomes->iterations == outcomes->requested) {
        if (builder->report->interrupted)
            document_say(builder->document, DOCUMENT_WARNING,
                         word_text(WORD_INTERRUPTED_ALTERNATIVES, builder->language));
        return;
    }
    document_say(builder->document, DOCUMENT_WARNING,
                 WORDS(format->arena, WORD_INTERRUPTED, builder->language,
                       {"done", format_count(format, outcomes->iterations, 0)},
                       {"requested", format_count(format, outcomes->requested, 0)}));
}

/* Below the first, means alone are said; below the second, that figures are not to be relied upon. */
enum { ITERATIONS_LEAST = 100, ITERATIONS_ENOUGH = 1000 };

static void say_few(struct builder *builder)
{
    const struct report *const report = builder->report;
    const size_t n = report->summary->iterations;
    const bool certain = report->summary->column[report->outcomes->at.net].constant;
    if (n >= ITERATIONS_ENOUGH || (certain && !builder->few)) return;
    const enum word said = n == 1 ? WORD_ONE_ITERATION : builder->few ? WORD_TOO_FEW_ITERATIONS : WORD_FEW_ITERATIONS;
    document_say(
        builder->document, DOCUMENT_WARNING,
        WORDS(builder->format.arena, said, builder->language, {"n", format_count(&builder->format, (double)n, 0)}));
}

/* The figures of one future are exact: unknown is only how far others are from them. NULL: out of memory. */
static const struct summary *one_future(struct arena *arena, const struct summary *summary)
{
    struct summary *const one = ARENA_NEW(arena, struct summary);
    struct column_summary *const column = ARENA_ARRAY(arena, summary->columns, struct column_summary);
    if (!one || !column) return NULL;
    *one = *summary;
    one->column = column;
    for (size_t c = 0; c < summary->columns; c++) {
        column[c] = summary->column[c];
        column[c].mean = (struct estimate){column[c].minimum, 0, column[c].minimum, column[c].minimum};
        column[c].constant = true;
    }
    return one;
}

static void say_not_proof(struct builder *builder)
{
    const char *const sentence[] = {word_text(WORD_NOT_PROOF, builder->language),
                                    builder->report->detail ? "" : word_text(WORD_MORE_DETAIL, builder->language)};
    document_say(builder->document, DOCUMENT_LINE,
                 words_join(builder->format.arena, WORD_SENTENCES_NEXT, builder->language, sentence, 2));
}

typedef void part(struct builder *builder);

/* The parts of the document, in the order in which they are read: the answer, and all the rest. */
static part *const answer[] = {say_interrupted, say_few, build_answer, build_facts, say_not_proof};
static part *const rest[] = {build_alternatives, build_net_savings, build_mechanisms, build_payers,
                             build_years,        build_people,      build_break_even, build_ratios,
                             build_choices,      build_uncertainty, build_basis};

enum status report_build_run(const void *analysis, struct arena *arena, enum language language, struct document *out,
                             struct error *err)
{
    const struct report *const report = analysis;
    const struct scenario *const scenario = report->scenario;
    struct report shown = *report;
    if (report->summary->iterations == 1) shown.summary = one_future(arena, report->summary);
    if (!shown.summary) return error_out_of_memory(err);
    struct document document;
    document_init(&document, arena, language, text_in(&scenario->title, language, word_text(WORD_UNTITLED, language)));
    struct builder builder = {.report = &shown,
                              .document = &document,
                              .format = {arena, language, scenario->settings.currency},
                              .language = language,
                              .split = report_has_private_money(&shown),
                              .scope = perspective_scope_of(scenario),
                              .few = report->summary->iterations < ITERATIONS_LEAST};
    builder.views = run_views(&shown, builder.view);
    if (!run_amounts_fill(&shown, &builder.format, &builder.shown)) return error_out_of_memory(err);
    for (size_t i = 0; i < sizeof answer / sizeof *answer; i++) answer[i](&builder);
    for (size_t i = 0; report->detail && i < sizeof rest / sizeof *rest; i++) rest[i](&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
