#include "sim/words/column_label.h"

#include "sim/words/amount.h"
#include "sim/words/labels.h"
#include "sim/words/quantity_label.h"

/* A column, and which one it is of its family. */
struct labelled {
    struct arena *arena;
    const struct scenario *scenario;
    const struct outcomes *outcomes;
    size_t column, member;
    enum language language;
};

/* A family of columns in the order of struct outcome_index, and how one of it is called, by the word where it needs
 * one. */
struct family {
    size_t offset;
    const char *(*label)(const struct labelled *it, enum word word);
    enum word word;
};

/* Net savings, participants and cases. */
static const char *by_name(const struct labelled *it, enum word word)
{
    (void)word;
    return result_label(it->arena, it->scenario, it->outcomes->column[it->column].name, it->language);
}

static const char *by_word(const struct labelled *it, enum word word)
{
    return word_text(word, it->language);
}

static const char *by_payer(const struct labelled *it, enum word word)
{
    return WORDS(it->arena, word, it->language, {"payer", label_of_payer(it->scenario, it->member, it->language)});
}

static const char *by_line(const struct labelled *it, enum word word)
{
    const struct line *const line = &it->outcomes->line[it->member];
    return WORDS(it->arena, mechanism_table[line->kind].cost ? WORD_RESULT_PROGRAMME : word, it->language,
                 {"label", label_of_line(it->scenario, line, it->language)});
}

/* The net savings of `net` to the end of a year. */
static const char *by_year(const struct labelled *it, enum word word, const char *net)
{
    const int years = it->outcomes->horizon, start = it->scenario->settings.start_year;
    return WORDS(it->arena, word, it->language, {"net", result_label(it->arena, it->scenario, net, it->language)},
                 {"year", arena_printf(it->arena, "%d", start + (int)it->member % years)});
}

static const char *by_year_all(const struct labelled *it, enum word word)
{
    return by_year(it, word, "net");
}

static const char *by_year_public(const struct labelled *it, enum word word)
{
    return by_year(it, word, "net_public");
}

static const char *by_year_payer(const struct labelled *it, enum word word)
{
    const size_t payer = it->member / (size_t)it->outcomes->horizon;
    const char *const net = arena_printf(it->arena, "net.%s", it->scenario->payer[payer].name);
    return net ? by_year(it, word, net) : NULL;
}

static const char *by_year_cashable(const struct labelled *it, enum word word)
{
    return by_year(it, word, "net_cashable");
}

static const char *by_year_cashable_public(const struct labelled *it, enum word word)
{
    return by_year(it, word, "net_cashable_public");
}

/* Money of one year, of a payer where the word asks for one. */
static const char *by_flow(const struct labelled *it, enum word word)
{
    const size_t years = (size_t)it->outcomes->horizon, payer = it->member / years;
    return WORDS(it->arena, word, it->language,
                 {"year", arena_printf(it->arena, "%d", it->scenario->settings.start_year + (int)(it->member % years))},
                 {"payer", label_of_payer(it->scenario, payer, it->language)});
}

static const char *by_quantity(const struct labelled *it, enum word word)
{
    (void)word;
    return quantity_label(it->arena, it->scenario, it->outcomes->drawn_quantity[it->member], it->language);
}

#define FAMILY(member, label, word)                                                                                    \
    {                                                                                                                  \
        offsetof(struct outcome_index, member), label, word                                                            \
    }

static const struct family family_table[] = {
    FAMILY(net, by_name, 0),
    FAMILY(gross, by_word, WORD_RESULT_GROSS),
    FAMILY(cost, by_word, WORD_RESULT_COST),
    FAMILY(net_public, by_name, 0),
    FAMILY(gross_public, by_word, WORD_RESULT_GROSS_PUBLIC),
    FAMILY(cost_public, by_word, WORD_RESULT_COST_PUBLIC),
    FAMILY(cashable, by_word, WORD_RESULT_GROSS_CASHABLE),
    FAMILY(capacity, by_word, WORD_RESULT_GROSS_CAPACITY),
    FAMILY(net_cashable, by_name, 0),
    FAMILY(net_cashable_public, by_name, 0),
    FAMILY(net_expected, by_word, WORD_RESULT_NET_EXPECTED),
    FAMILY(net_payer, by_name, 0),
    FAMILY(gross_payer, by_payer, WORD_RESULT_GROSS_PAYER),
    FAMILY(cost_payer, by_payer, WORD_RESULT_COST_PAYER),
    FAMILY(net_cashable_payer, by_name, 0),
    FAMILY(line, by_line, WORD_RESULT_LINE),
    FAMILY(participants, by_name, 0),
    FAMILY(cases_avoided, by_name, 0),
    FAMILY(break_even, by_word, WORD_RESULT_BREAK_EVEN),
    FAMILY(break_even_public, by_word, WORD_RESULT_BREAK_EVEN_PUBLIC),
    FAMILY(break_even_cashable, by_word, WORD_RESULT_BREAK_EVEN_CASHABLE),
    FAMILY(break_even_cashable_public, by_word, WORD_RESULT_BREAK_EVEN_CASHABLE_PUBLIC),
    FAMILY(cumulative_net, by_year_all, WORD_RESULT_BY_YEAR),
    FAMILY(cumulative_net_public, by_year_public, WORD_RESULT_BY_YEAR),
    FAMILY(cumulative_net_payer, by_year_payer, WORD_RESULT_BY_YEAR),
    FAMILY(cumulative_cashable, by_year_cashable, WORD_RESULT_BY_YEAR),
    FAMILY(cumulative_cashable_public, by_year_cashable_public, WORD_RESULT_BY_YEAR),
    FAMILY(cash_flow, by_flow, WORD_RESULT_CASH_FLOW),
    FAMILY(cash_flow_public, by_flow, WORD_RESULT_CASH_FLOW_PUBLIC),
    FAMILY(cash_flow_payer, by_flow, WORD_RESULT_CASH_FLOW_PAYER),
    FAMILY(quantity, by_quantity, 0),
};

enum { FAMILIES = sizeof family_table / sizeof *family_table };

static size_t first_of(const struct outcomes *outcomes, const struct family *family)
{
    return (size_t) * (const int *)(const void *)((const char *)&outcomes->at + family->offset);
}

/* Families follow each other, and one without columns begins where the next does: the last that begins here or before
 * has the column. */
const char *column_label(struct arena *arena, const struct scenario *scenario, const struct outcomes *outcomes,
                         size_t column, enum language language)
{
    size_t f = FAMILIES - 1;
    while (f > 0 && first_of(outcomes, &family_table[f]) > column) f--;
    const struct labelled it = {.arena = arena,
                                .scenario = scenario,
                                .outcomes = outcomes,
                                .column = column,
                                .member = column - first_of(outcomes, &family_table[f]),
                                .language = language};
    return family_table[f].label(&it, family_table[f].word);
}
