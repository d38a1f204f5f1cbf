/* Whose money a figure is, and whose a scenario speaks of. */
#ifndef HYOTY_ANALYSIS_PERSPECTIVE_H
#define HYOTY_ANALYSIS_PERSPECTIVE_H

#include "sim/scenario/scenario.h"

enum perspective { PERSPECTIVE_ALL, PERSPECTIVE_PUBLIC, PERSPECTIVE_PAYER, PERSPECTIVES };

enum perspective_scope {
    SCOPE_PUBLIC_PAYERS, /* every payer is public */
    SCOPE_PUBLIC_ALONE,  /* there is a payer that is not, but no line of money names it: nothing is said of its money */
    SCOPE_SOCIETY        /* a payer that is not public has a share of some line */
};

/* Share of a flow that a perspective bears, on average where shares are uncertain; 1 where nobody bears any. */
double perspective_share(const struct scenario *scenario, const struct payer_split *split, enum perspective perspective,
                         int payer);

enum perspective_scope perspective_scope_of(const struct scenario *scenario);

#endif
