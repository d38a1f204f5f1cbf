/* Places in the rankings, with what is not settled; and who dominates whom. */
#include <math.h>

#include "sim/report/compare_report.h"

enum { SHOWN = 8 /* pairs of a list in the text; the files hold all */ };
static const double iterations_most = 1e7;

/* Names of pairs, as many as are read, then how many more. */
struct pairs {
    struct compare_builder *builder;
    enum word word;
    size_t count;
    const char *item[SHOWN + 1];
};

static void pairs_add(struct pairs *pairs, size_t a, size_t b)
{
    const struct compare_builder *const builder = pairs->builder;
    if (pairs->count < SHOWN)
        pairs->item[pairs->count] =
            WORDS(builder->format.arena, pairs->word, builder->language, {"a", compare_name(builder, a, false)},
                  {"b", compare_name(builder, b, false)});
    pairs->count++;
}

static const char *pairs_text(struct pairs *pairs)
{
    const struct compare_builder *const builder = pairs->builder;
    size_t items = pairs->count;
    if (items > SHOWN) {
        items = SHOWN + 1;
        pairs->item[SHOWN] = WORDS(builder->format.arena, WORD_AND_MORE, builder->language,
                                   {"n", format_count(&builder->format, (double)(pairs->count - SHOWN), 0)});
    }
    return words_join(builder->format.arena, WORD_LABELS_NEXT, builder->language, pairs->item, items);
}

/* --- rankings --- */

static const struct cells_column figure_column[FIGURES] = {{"by_mean", WORD_COMPARE_BY_MEAN, DOCUMENT_FIGURES},
                                                           {"by_p5", WORD_COMPARE_BY_P5, DOCUMENT_FIGURES},
                                                           {"by_worst_5", WORD_COMPARE_BY_WORST, DOCUMENT_FIGURES}};

/* "2", or "2–3" where the choice cannot be told from its neighbours. */
static struct document_cell place_cell(const struct compare_builder *builder, const struct ranking *ranking,
                                       size_t choice)
{
    const size_t choices = builder->compare->choices;
    size_t place = 0;
    while (ranking->order[place] != choice) place++;
    size_t first = place, last = place;
    while (first > 0 && (ranking->step[first - 1].same || !ranking->step[first - 1].settled)) first--;
    while (last + 1 < choices && (ranking->step[last].same || !ranking->step[last].settled)) last++;
    const char *const from = format_count(&builder->format, (double)first + 1, 0);
    if (first == last) return cell_exact(from, UNIT_NUMBER, (double)first + 1);
    return cell_exact_ends(WORDS(builder->format.arena, WORD_COMPARE_PLACES, builder->language, {"first", from},
                                 {"last", format_count(&builder->format, (double)last + 1, 0)}),
                           UNIT_NUMBER, (double)first + 1, (double)last + 1);
}

/* Two significant digits, upwards. */
static double offered(double wanted)
{
    double unit = 1;
    while (wanted / unit >= 100) unit *= 10;
    return ceil(wanted / unit) * unit;
}

static void say_unsettled(struct compare_builder *builder, enum figure figure, const struct ranking *ranking)
{
    struct pairs open = {.builder = builder, .word = WORD_COMPARE_PAIR}, same = open;
    for (size_t i = 0; i + 1 < builder->compare->choices; i++) {
        if (ranking->step[i].same) pairs_add(&same, ranking->order[i], ranking->order[i + 1]);
        if (!ranking->step[i].settled) pairs_add(&open, ranking->order[i], ranking->order[i + 1]);
    }
    const char *const what = word_text(figure_column[figure].title, builder->language);
    const double wanted = isfinite(ranking->wanted) ? offered(ranking->wanted) : INFINITY;
    const enum word word = isinf(wanted)              ? WORD_COMPARE_UNSETTLED_ZERO
                           : wanted > iterations_most ? WORD_COMPARE_UNSETTLED_MANY
                                                      : WORD_COMPARE_UNSETTLED;
    if (open.count > 0)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(builder->format.arena, word, builder->language, {"figure", what},
                           {"pairs", pairs_text(&open)},
                           {"n", isinf(wanted) ? "" : format_count(&builder->format, wanted, 0)},
                           {"option", isinf(wanted) ? "" : arena_printf(builder->format.arena, "%.0f", wanted)}));
    if (same.count > 0)
        document_say(builder->document, DOCUMENT_NOTE,
                     WORDS(builder->format.arena, WORD_COMPARE_SAME, builder->language, {"figure", what},
                           {"pairs", pairs_text(&same)}));
}

static void build_ranking(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    const struct ranking *const ranking = perspective->comparison->ranking;
    struct document_table *const table =
        CELLS_TABLE(builder->document, compare_id_of(builder, "ranking", perspective),
                    compare_title_of(builder, word_text(WORD_COMPARE_RANKING_TITLE, builder->language), perspective),
                    {"choice", WORD_COUNT, DOCUMENT_TEXTS});
    cells_add_columns(table, figure_column, FIGURES);
    bool settled = true;
    for (int f = 0; f < FIGURES; f++) settled = settled && ranking[f].settled;
    for (size_t c = 0; c < builder->compare->choices; c++) {
        struct document_cell cell[FIGURES + 1] = {cell_text(compare_label(builder, c))};
        for (int f = 0; f < FIGURES; f++) cell[f + 1] = place_cell(builder, &ranking[f], c);
        document_add_row(builder->document, table, false, cell);
    }
    for (int f = 0; f < FIGURES; f++) say_unsettled(builder, (enum figure)f, &ranking[f]);
    if (settled) document_say(builder->document, DOCUMENT_NOTE, word_text(WORD_COMPARE_SETTLED, builder->language));
}

/* --- dominance --- */

/* Dominance of a over b: first order, second alone; what is open. */
enum dominance_kind { KIND_FIRST, KIND_SECOND, KIND_FIRST_OPEN, KIND_SECOND_OPEN, KINDS };

static bool is_kind(const struct comparison *comparison, size_t a, size_t b, enum dominance_kind kind)
{
    const enum dominance first = comparison_dominates(comparison, a, b, DOMINANCE_FIRST);
    const enum dominance second = comparison_dominates(comparison, a, b, DOMINANCE_SECOND);
    const bool is[KINDS] = {first == DOMINANCE_YES, second == DOMINANCE_YES && first != DOMINANCE_YES,
                            first == DOMINANCE_OPEN, second == DOMINANCE_OPEN};
    return is[kind];
}

static size_t say_dominance(struct compare_builder *builder, const struct comparison *comparison,
                            enum dominance_kind kind)
{
    static const enum word word[KINDS] = {WORD_COMPARE_FIRST_ORDER, WORD_COMPARE_SECOND_ORDER, WORD_COMPARE_FIRST_OPEN,
                                          WORD_COMPARE_SECOND_OPEN};
    struct pairs pairs = {.builder = builder, .word = WORD_COMPARE_OVER};
    for (size_t a = 0; a < comparison->choices; a++)
        for (size_t b = 0; b < comparison->choices; b++)
            if (a != b && is_kind(comparison, a, b, kind)) pairs_add(&pairs, a, b);
    if (pairs.count > 0)
        document_say(builder->document, DOCUMENT_PARAGRAPH,
                     WORDS(builder->format.arena, word[kind], builder->language, {"pairs", pairs_text(&pairs)}));
    return pairs.count;
}

static void build_dominance(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    document_say(builder->document, DOCUMENT_HEADING,
                 compare_title_of(builder, word_text(WORD_COMPARE_DOMINANCE_TITLE, builder->language), perspective));
    size_t found = 0;
    for (int kind = 0; kind < KINDS; kind++)
        found += say_dominance(builder, perspective->comparison, (enum dominance_kind)kind);
    if (found == 0)
        document_say(builder->document, DOCUMENT_PARAGRAPH, word_text(WORD_COMPARE_DOMINANCE_NONE, builder->language));
    document_say(builder->document, DOCUMENT_PARAGRAPH, word_text(WORD_COMPARE_DOMINANCE_HOW, builder->language));
}

void compare_build_verdicts(struct compare_builder *builder, const struct compare_perspective *perspective)
{
    build_ranking(builder, perspective);
    build_dominance(builder, perspective);
}
