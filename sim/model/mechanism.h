/* Ways in which money moves, as a registry: each is one file and one row, and gives the yearly flow of one item. */
#ifndef HYOTY_MODEL_MECHANISM_H
#define HYOTY_MODEL_MECHANISM_H

#include <stdbool.h>

#include "sim/numeric/isa.h"
#include "sim/scenario/scenario.h"

struct plan;
struct ledger;

enum line_kind { LINE_OUTCOME, LINE_SERVICE, LINE_WORKFORCE, LINE_OVERHEAD, LINE_PROGRAMME, LINE_KINDS };

/* A line of money: one outcome, service, workforce item or overhead (savings), or one intervention (its cost). */
struct line {
    enum line_kind kind;
    int item; /* index in the scenario's array of that kind */
};

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
    const char *section; /* of the scenario file */
    bool cost;           /* the flow is a cost, not a saving */
    bool persons;        /* the flow depends on the cells of the cohort */
    size_t (*count)(const struct scenario *);
    const char *(*name)(const struct scenario *, int item);
    const struct text *(*label)(const struct scenario *, int item);
    const struct payer_split *(*payers)(const struct scenario *, int item);
    int (*cashable)(const struct scenario *, int item); /* quantity, -1: all of it */
    enum mechanism_needs needs;
    enum effect_target target;
    size_t measures;
    enum effect_measure measure[MECHANISM_MEASURES];
    mechanism_flow *flow[ISA_COUNT];
};

/* [LINE_KINDS] */
extern const struct mechanism mechanism_table[LINE_KINDS];

#endif
