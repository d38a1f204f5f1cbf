/* Ways in which money moves, as a registry: each is one file and one row, and gives the yearly flow of one item. */
#ifndef HYOTY_MODEL_MECHANISM_H
#define HYOTY_MODEL_MECHANISM_H

#include <stdbool.h>

#include "sim/scenario/scenario.h"

struct plan;
struct plan_build;
struct plan_item;
struct iteration;

enum line_kind { LINE_OUTCOME, LINE_SERVICE, LINE_WORKFORCE, LINE_OVERHEAD, LINE_PROGRAMME, LINE_KINDS };

/* A line of money: one outcome, service, workforce item or overhead (savings), or one intervention (its cost). */
struct line {
    enum line_kind kind;
    int item; /* index in the scenario's array of that kind */
};

struct mechanism {
    const char *section; /* of the scenario file */
    bool cost;           /* the flow is a cost, not a saving */
    size_t (*count)(const struct scenario *);
    const char *(*name)(const struct scenario *, int item);
    const struct text *(*label)(const struct scenario *, int item);
    const struct payer_split *(*payers)(const struct scenario *, int item);
    int (*cashable)(const struct scenario *, int item); /* quantity, -1: all of it */
    /* Finds what the flow of an item needs of the plan, once. */
    enum status (*compile)(struct plan_build *, int item, struct plan_item *out);
    /* Undiscounted flow of every year, real, positive for what the line is about (a saving, or a cost). out_flow is
     * [horizon] and zero on entry. */
    void (*flow)(const struct plan *, const struct iteration *, int item, double *out_flow);
};

/* [LINE_KINDS] */
extern const struct mechanism mechanism_table[LINE_KINDS];

#endif
