#include "sim/report/run_build.h"
#include "sim/words/labels.h"

#include <math.h>
#include <string.h>

#include "sim/words/words.h"

/* How sure it is that a view pays for itself, from the surest; where both sides are level in nine futures of ten, that
 * is said instead. */
enum verdict {
    VERDICT_CERTAIN,
    VERDICT_LIKELY,
    VERDICT_RATHER,
    VERDICT_EITHER,
    VERDICT_RATHER_NOT,
    VERDICT_UNLIKELY,
    VERDICT_HARDLY,
    VERDICT_NEITHER,
    VERDICTS
};

/* The least chance of each step. */
static const double verdict_from[] = {
    [VERDICT_CERTAIN] = 0.90,    [VERDICT_LIKELY] = 0.67,   [VERDICT_RATHER] = 0.55, [VERDICT_EITHER] = 0.45,
    [VERDICT_RATHER_NOT] = 0.33, [VERDICT_UNLIKELY] = 0.10, [VERDICT_HARDLY] = 0};
static const double verdict_neither = 0.90;

#define VERDICTS_OF(who)                                                                                               \
    {                                                                                                                  \
        WORD_VERDICT_##who##_CERTAIN, WORD_VERDICT_##who##_LIKELY, WORD_VERDICT_##who##_RATHER,                        \
            WORD_VERDICT_##who##_EITHER, WORD_VERDICT_##who##_RATHER_NOT, WORD_VERDICT_##who##_UNLIKELY,               \
            WORD_VERDICT_##who##_HARDLY, WORD_VERDICT_##who##_NEITHER                                                  \
    }

static const enum word verdict_word[RUN_VIEW_KINDS][VERDICTS] = {[RUN_VIEW_ALL] = VERDICTS_OF(ALL),
                                                                 [RUN_VIEW_PUBLIC] = VERDICTS_OF(PUBLIC),
                                                                 [RUN_VIEW_SOCIETY] = VERDICTS_OF(SOCIETY),
                                                                 [RUN_VIEW_CAPACITY] = VERDICTS_OF(CAPACITY)};

static enum verdict verdict_of(const struct column_summary *net)
{
    enum verdict verdict = VERDICT_CERTAIN;
    if (net->zero.value >= verdict_neither) return VERDICT_NEITHER;
    while (verdict < VERDICT_HARDLY && net->positive.value < verdict_from[verdict]) verdict++;
    return verdict;
}

/* "a; b; c" */
static const char *joined(const struct builder *builder, const char *const *item, size_t items)
{
    return words_join(builder->format.arena, WORD_LABELS_NEXT, builder->language, item, items);
}

static const char *sentences(const struct builder *builder, const char *const *sentence, size_t count)
{
    return words_join(builder->format.arena, WORD_SENTENCES_NEXT, builder->language, sentence, count);
}

/* The sentence of figures: by what is said of the mean where futures differ, and by the sign where they are one. */
static enum word figures_word(const struct run_view *view, const struct column_summary *net)
{
    static const enum word differ[2][SIGNS] = {
        {[SIGN_SAVES] = WORD_FIGURES_SAVES, [SIGN_COSTS] = WORD_FIGURES_COSTS, [SIGN_EVEN] = WORD_FIGURES_EVEN},
        {[SIGN_SAVES] = WORD_FIGURES_CASH_SAVES,
         [SIGN_COSTS] = WORD_FIGURES_CASH_COSTS,
         [SIGN_EVEN] = WORD_FIGURES_CASH_EVEN}};
    static const enum word same[2][SIGNS] = {{[SIGN_SAVES] = WORD_FIGURES_SAME_SAVES,
                                              [SIGN_COSTS] = WORD_FIGURES_SAME_COSTS,
                                              [SIGN_EVEN] = WORD_FIGURES_ZERO},
                                             {[SIGN_SAVES] = WORD_FIGURES_CASH_SAME_SAVES,
                                              [SIGN_COSTS] = WORD_FIGURES_CASH_SAME_COSTS,
                                              [SIGN_EVEN] = WORD_FIGURES_CASH_ZERO}};
    if (!net->constant) return differ[view->cash][sign_of(net->mean)];
    return same[view->cash][net->minimum > 0 ? SIGN_SAVES : net->minimum < 0 ? SIGN_COSTS : SIGN_EVEN];
}

/* All that few iterations tell. */
static void say_mean(struct builder *builder, const struct run_view *view, struct estimate mean)
{
    static const enum word few[RUN_VIEW_KINDS][2] = {
        [RUN_VIEW_ALL] = {WORD_MEAN_FEW_ALL, WORD_MEAN_ONE_ALL},
        [RUN_VIEW_PUBLIC] = {WORD_MEAN_FEW_PUBLIC, WORD_MEAN_ONE_PUBLIC},
        [RUN_VIEW_SOCIETY] = {WORD_MEAN_FEW_SOCIETY, WORD_MEAN_ONE_SOCIETY},
        [RUN_VIEW_CAPACITY] = {WORD_MEAN_FEW_CAPACITY, WORD_MEAN_ONE_CAPACITY}};
    const struct format *const format = &builder->format;
    const size_t n = builder->report->summary->iterations;
    document_say(builder->document, DOCUMENT_HEADLINE,
                 WORDS(format->arena, few[view->kind][n == 1], builder->language,
                       {"net", format_money(format, mean.value, mean.error)},
                       {"n", format_count(format, (double)n, 0)}));
}

/* The mean as it stands in the tables, without its sign where words say it. */
static char *mean_text(const struct builder *builder, const struct column_summary *net)
{
    const bool said = net->constant || sign_of(net->mean) != SIGN_EVEN;
    const double value = said ? fabs(net->mean.value) : net->mean.value;
    return format_money_on(&builder->format, &builder->shown.grid, format_grid_round(&builder->shown.grid, value),
                           value);
}

/* The year by whose end half of all futures have broken even; that there is none, where the chance does not say it. */
static const char *half_text(const struct builder *builder, const struct column_summary *net,
                             const struct break_even_summary *year)
{
    const struct format *const format = &builder->format;
    const int start = builder->report->scenario->settings.start_year, last = (int)year->years - 1;
    const bool said = year->median > last && net->positive.value < 0.5;
    if (said) return "";
    return WORDS(format->arena, year->median > last ? WORD_FIGURES_HALF_NOT : WORD_FIGURES_HALF_BY, builder->language,
                 {"year", format_year(format, start + year->median)}, {"end", format_year(format, start + last)});
}

static void say_view(struct builder *builder, const struct run_view *view)
{
    const struct report *const report = builder->report;
    const struct format *const format = &builder->format;
    const struct column_summary *const net = &report->summary->column[view->net];
    const int start = report->scenario->settings.start_year;
    if (builder->few) {
        say_mean(builder, view, net->mean);
        return;
    }
    document_say(builder->document, DOCUMENT_HEADLINE,
                 word_text(verdict_word[view->kind][verdict_of(net)], builder->language));
    const char *const sentence[] = {
        WORDS(format->arena, figures_word(view, net), builder->language, {"net", mean_text(builder, net)},
              {"range", format_money_range(format, net->percentile[LEVEL_P5], net->percentile[LEVEL_P95])},
              {"p", format_probability(format, net->positive)},
              {"year", format_year(format, start + view->break_even->median)},
              {"n", format_count(format, (double)report->summary->iterations, 0)}),
        net->constant ? "" : half_text(builder, net, view->break_even),
        net->constant || net->zero.value <= 0 ? ""
                                              : WORDS(format->arena, WORD_FIGURES_NEITHER, builder->language,
                                                      {"p", format_probability(format, net->zero)})};
    document_say(builder->document, DOCUMENT_DETAIL, sentences(builder, sentence, sizeof sentence / sizeof *sentence));
}

struct document_cell build_on_grid(const struct builder *builder, double shown, struct estimate mean)
{
    return cell_number(format_money_on(&builder->format, &builder->shown.grid, shown, mean.value), UNIT_MONEY, mean);
}

static struct estimate less(struct estimate a, struct estimate b)
{
    return (struct estimate){a.value - b.value, fmax(a.error, b.error), NAN, NAN};
}

/* The labels of the payers that are not public, one after the other; NULL when out of memory. */
static const char *private_payers(const struct builder *builder)
{
    const struct scenario *const scenario = builder->report->scenario;
    const char **const label = ARENA_ARRAY(builder->format.arena, scenario->payers, const char *);
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers && label; p++)
        if (!scenario->payer[p].public_finances) label[count++] = label_of_payer(scenario, p, builder->language);
    return label ? joined(builder, label, count) : NULL;
}

/* What the second view's mean is made of: money of public budgets, time and places, money of others. It adds up. */
static void build_ledger(struct builder *builder)
{
    const struct outcome_index *const at = &builder->report->outcomes->at;
    const struct column_summary *const column = builder->report->summary->column;
    const struct run_amounts *const shown = &builder->shown;
    const struct format *const format = &builder->format;
    const struct estimate all = column[at->net].mean, cash = column[at->net_cashable].mean,
                          public_cash = column[at->net_cashable_public].mean;
    const struct {
        bool there, total;
        const char *label;
        double shown;
        struct estimate mean;
    } line[] = {
        {true, false, word_text(WORD_LEDGER_CASH, builder->language), shown->public_cash, public_cash},
        {run_has_capacity(builder->report), false, word_text(WORD_LEDGER_TIME, builder->language), shown->time,
         less(all, cash)},
        {builder->split, false,
         WORDS(format->arena, WORD_LEDGER_OTHERS, builder->language, {"payers", private_payers(builder)}),
         shown->others_cash, less(cash, public_cash)},
        {true, true, word_text(builder->split ? WORD_LEDGER_SOCIETY : WORD_LEDGER_ALL, builder->language), shown->net,
         all},
    };
    struct document_table *const table =
        CELLS_TABLE(builder->document, "ledger",
                    WORDS(format->arena, WORD_LEDGER_TITLE, builder->language,
                          {"net", format_money_on(format, &shown->grid, shown->net, all.value)}),
                    {"part", WORD_COUNT, DOCUMENT_TEXTS}, {"mean", WORD_COUNT, DOCUMENT_FIGURES});
    for (size_t i = 0; i < sizeof line / sizeof *line; i++)
        if (line[i].there)
            document_add_row(builder->document, table, line[i].total,
                             (struct document_cell[]){cell_text(line[i].label),
                                                      build_on_grid(builder, line[i].shown, line[i].mean)});
}

/* A payer whose result is a coin toss neither saves nor pays, whatever the sign of its mean. */
static bool is_even(const struct column_summary *net)
{
    static const double toss = 0.05;
    return !net->constant && (sign_of(net->mean) == SIGN_EVEN || fabs(net->positive.value - 0.5) <= toss);
}

static const char *even_label(const struct builder *builder, const char *payer, const struct column_summary *net)
{
    return WORDS(builder->format.arena, WORD_ABOUT_EVEN_PAYER, builder->language, {"payer", payer},
                 {"p", format_probability(&builder->format, net->positive)});
}

/* Labels of the payers that save, pay or are about even; public ones alone where public and private money differ. */
static size_t payers_of(const struct builder *builder, enum sign sign, const char **out_label)
{
    const struct scenario *const scenario = builder->report->scenario;
    size_t count = 0;
    for (size_t p = 0; p < scenario->payers; p++) {
        if (builder->split && !scenario->payer[p].public_finances) continue;
        const struct column_summary *const net =
            &builder->report->summary->column[(size_t)builder->report->outcomes->at.net_cashable_payer + p];
        if (is_even(net) ? sign != SIGN_EVEN : sign == SIGN_EVEN || sign_of(net->mean) != sign) continue;
        const char *const label = label_of_payer(scenario, p, builder->language);
        out_label[count++] = sign == SIGN_EVEN ? even_label(builder, label, net) : label;
    }
    return count;
}

/* One sentence of those who pay, save or are about even: none, one, more of them. That nobody pays or saves is said
 * only where nobody is about even. */
static const char *payers_sentence(const struct builder *builder, enum sign sign, bool alone, const char **label)
{
    static const enum word sentence[2][SIGNS][3] = {
        {[SIGN_SAVES] = {WORD_NO_SAVER, WORD_NET_SAVER, WORD_NET_SAVERS},
         [SIGN_COSTS] = {WORD_NO_PAYER, WORD_NET_PAYER, WORD_NET_PAYERS},
         [SIGN_EVEN] = {WORD_ABOUT_EVEN, WORD_ABOUT_EVEN, WORD_ABOUT_EVEN}},
        {[SIGN_SAVES] = {WORD_PUBLIC_NO_SAVER, WORD_PUBLIC_NET_SAVER, WORD_PUBLIC_NET_SAVERS},
         [SIGN_COSTS] = {WORD_PUBLIC_NO_PAYER, WORD_PUBLIC_NET_PAYER, WORD_PUBLIC_NET_PAYERS},
         [SIGN_EVEN] = {WORD_ABOUT_EVEN, WORD_ABOUT_EVEN, WORD_ABOUT_EVEN}}};
    struct arena *const arena = builder->format.arena;
    const size_t count = payers_of(builder, sign, label);
    if (count == 0 && !alone) return "";
    return WORDS(arena, sentence[builder->split][sign][count > 1 ? 2 : count], builder->language,
                 {"payers", joined(builder, label, count)});
}

static void say_payers(struct builder *builder)
{
    const size_t payers = builder->report->scenario->payers;
    if (payers < 2) return;
    const char **const label = ARENA_ARRAY(builder->format.arena, payers, const char *);
    if (!label) {
        document_say(builder->document, DOCUMENT_LINE, NULL);
        return;
    }
    const bool none_even = payers_of(builder, SIGN_EVEN, label) == 0;
    const bool any = payers_of(builder, SIGN_COSTS, label) + payers_of(builder, SIGN_SAVES, label) > 0;
    const char *const sentence[] = {payers_sentence(builder, SIGN_COSTS, none_even && any, label),
                                    payers_sentence(builder, SIGN_SAVES, none_even && any, label),
                                    payers_sentence(builder, SIGN_EVEN, false, label)};
    document_say(builder->document, DOCUMENT_LINE, sentences(builder, sentence, sizeof sentence / sizeof *sentence));
}

void build_answer(struct builder *builder)
{
    for (size_t v = 0; v < builder->views; v++) say_view(builder, &builder->view[v]);
    if (builder->views > 1) build_ledger(builder);
    if (!builder->few) say_payers(builder);
    if (builder->scope == SCOPE_PUBLIC_ALONE)
        document_say(
            builder->document, DOCUMENT_LINE,
            WORDS(builder->format.arena, WORD_PUBLIC_ALONE, builder->language, {"payers", private_payers(builder)}));
}
