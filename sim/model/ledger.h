/* The money of several iterations side by side: what the persons of each come to, by line, year and payer.
 *
 * Every column is [n], n iterations; a member's shape names what stands before that: flow[lines][horizon] is
 * [lines][horizon][n]. Iterations do not touch each other: a column's value is that of the iteration alone. */
#ifndef HYOTY_MODEL_LEDGER_H
#define HYOTY_MODEL_LEDGER_H

#include "sim/model/iteration.h"

enum {
    LEDGER_ROUND = 8, /* n is a multiple of it, whatever the vector width; the rest is computed and left */
    LEDGER_MOST = 128
};

struct ledger {
    uint32_t first;       /* number of the first iteration */
    size_t n;             /* columns' length, <= LEDGER_MOST */
    const double **theta; /* [columns of the plan] */
    double *drawn;        /* [draws] as plan_draw_parameters fills it */
    double *cell;         /* [cells] of the iterations, expected or sampled */
    double *case_cost;    /* [outcomes][longest] avoided cases, in mean costs, by intake */
    double *share;        /* [lines][payers] */
    double *flow;         /* [lines][horizon] undiscounted; years from `years` on are not filled */
    int *years;           /* (lines) */
    double *line_pv;      /* [lines] present values, positive for what the line is about */
    double *gross_payer, *cost_payer, *net_payer; /* [payers] net_payer is the last year of `cumulative` */
    double *cumulative;                           /* [payers][horizon] discounted net to the end of the year */
    double *cash_payer;      /* [payers] net_payer without what releases no money: the last of `cash_cumulative` */
    double *cash_cumulative; /* [payers][horizon] the same of `cumulative` */
    double *cash_flow;       /* [payers][horizon] that of the year alone, undiscounted */
    double *net_expected;    /* [] E[net | parameters] */
    double *work;            /* [work_columns] of the mechanism at work */
    double *constant;        /* [columns of the plan] of those that are not drawn */
    double *pinned;          /* [pins] */
    enum isa isa;
    size_t longest; /* most intakes of any group */
};

/* pins: of the inputs that it will be set with. */
enum status ledger_init(struct arena *arena, const struct plan *plan, size_t pins, enum isa isa, struct ledger **out,
                        struct error *err);

/* Draws the parameters of n iterations from `first` on (n <= LEDGER_MOST) and the payers' shares; n is rounded up. */
void ledger_set(const struct plan *plan, const struct inputs *inputs, uint32_t first, size_t n, struct ledger *ledger);

/* Enters the cells of the i-th iteration: cell[cells of the plan]. */
void ledger_enter(const struct plan *plan, size_t i, const double *cell, struct ledger *ledger);

/* From expected cells: line_pv and net_expected. */
void ledger_expect(const struct plan *plan, struct ledger *ledger);

/* Everything, from the cells entered last, after ledger_expect: lines that no person changes keep their flows. sampled:
 * the cells are counts of persons, so that the cost of cases varies. */
void ledger_add_up(const struct plan *plan, bool sampled, struct ledger *ledger);

/* [] sum over payers of columns by payer, in their order; stride: columns between two payers. */
void ledger_sum_payers(const struct plan *plan, const struct ledger *ledger, const double *by_payer, size_t stride,
                       bool public_only, double *out);

/* [] participants of an intervention and avoided cases of an outcome, in one intake over all groups. */
void ledger_participants(const struct plan *plan, const struct ledger *ledger, int intervention, int intake,
                         double *out);
void ledger_avoided(const struct plan *plan, const struct ledger *ledger, int outcome, int intake, double *out);

/* One function for each instruction set, all with the same bytes (ledger_kernel.c). */
struct ledger_kernel {
    void (*fill_shares)(const struct plan *plan, struct ledger *ledger);
    void (*discount)(const struct plan *plan, size_t line, struct ledger *ledger);
    void (*pay)(const struct plan *plan, struct ledger *ledger);
};

#define LEDGER_DECLARE(constant, name, suffix) extern const struct ledger_kernel ledger_kernel_##suffix;
ISA_TABLE(LEDGER_DECLARE)
#undef LEDGER_DECLARE

static inline double *ledger_flow(const struct plan *plan, const struct ledger *ledger, size_t line)
{
    return ledger->flow + line * (size_t)plan->scenario->settings.horizon * ledger->n;
}

#endif
