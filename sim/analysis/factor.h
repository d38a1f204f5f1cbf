/* What an analysis varies: the uncertain quantities of a plan, one by one or in sets that belong together. */
#ifndef HYOTY_ANALYSIS_FACTOR_H
#define HYOTY_ANALYSIS_FACTOR_H

#include "sim/model/plan.h"

/* Draws of a plan that are varied together. */
struct factor {
    const char *name; /* path of the quantity; "outcomes.x.payers" of drawn payer shares; of correlated quantities their
                       * paths, " + " between them; of a group its name */
    int quantity;     /* of a single quantity; -1: several, or shares */
    bool correlated;  /* quantities that are correlated with each other, and with nothing else */
    size_t draws;
    const size_t *draw; /* [draws] indices of plan->draw, ascending */
};

struct factors {
    size_t count;
    const struct factor *factor; /* [count] in the order of the scenario's quantities, payer shares last */
};

/* Every draw of the plan in exactly one factor: correlated quantities are one factor together, because none of them can
 * vary alone. */
enum status factors_of(struct arena *arena, const struct plan *plan, struct factors *out, struct error *err);

/* A group from the command line, "NAME=PATH,PATH,…": the factors whose names are a path, or begin with it and a dot; a
 * factor of correlated quantities is in it only if all of them are. "PATH" alone is a group of that name. STATUS_USAGE
 * where a path names no uncertain quantity, or only some of those that are correlated. */
enum status factor_group(struct arena *arena, const struct plan *plan, const struct factors *factors, const char *text,
                         struct factor *out, struct error *err);

/* The mask of a factor's draws for struct inputs: out_second[plan->draws]. */
void factor_mark(const struct plan *plan, const struct factor *factor, bool *out_second);

#endif
