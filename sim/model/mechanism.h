/* Ways in which money moves, as a registry: each is one file and one row, and gives the yearly flow of one item. */
#ifndef HYOTY_MODEL_MECHANISM_H
#define HYOTY_MODEL_MECHANISM_H

#include <stdbool.h>

#include "sim/numeric/isa.h"
#include "sim/scenario/section.h"

struct plan;
struct ledger;

/* The sections of section_table, by their places in it. */
#define SECTION_LINE(constant, member, name) LINE_##constant,
enum line_kind { SECTION_TABLE(SECTION_LINE) LINE_PROGRAMME, LINE_KINDS };
#undef SECTION_LINE

/* A line of money: one item of a section (savings), or one intervention (its cost). */
struct line {
    enum line_kind kind;
    int item; /* index in its section */
};

static inline const struct item_head *line_item(const struct scenario *scenario, const struct line *line)
{
    return section_item(scenario, line->kind, (size_t)line->item);
}

/* What the flow of an item needs of the plan (struct plan_item). */
enum mechanism_needs {
    NEEDS_NOTHING,
    NEEDS_PERSONS, /* where the cells of the item are, in all groups */
    NEEDS_EFFECTS  /* programme-wide effects, a list for each measure */
};

enum { MECHANISM_MEASURES = 2 };

/* Fills the undiscounted flow of a line, real, positive for what the line is about (a saving, or a cost), for the years
 * before ledger->years[line], which it sets: afterwards nothing flows. */
typedef void mechanism_flow(const struct plan *plan, size_t line, struct ledger *ledger);

struct mechanism {
    bool cost;    /* the flow is a cost, not a saving */
    bool persons; /* the flow depends on the cells of the cohort */
    enum mechanism_needs needs;
    size_t measures; /* that its effects have, where they are programme-wide */
    enum effect_measure measure[MECHANISM_MEASURES];
    mechanism_flow *flow[ISA_COUNT];
};

/* [LINE_KINDS] */
extern const struct mechanism mechanism_table[LINE_KINDS];

/* The quantity that says what share of a line releases money; -1: all of it. */
static inline int line_cashable(const struct scenario *scenario, const struct line *line)
{
    return mechanism_table[line->kind].cost ? -1 : line_item(scenario, line)->cashable;
}

#endif
