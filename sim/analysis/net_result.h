/* Names of net savings: "net", "net_public", "net.county", and the same of "net_cashable", which is money alone. */
#ifndef HYOTY_ANALYSIS_NET_RESULT_H
#define HYOTY_ANALYSIS_NET_RESULT_H

#include "sim/analysis/perspective.h"

struct net_result {
    bool cashable;
    enum perspective perspective;
    int payer; /* of PERSPECTIVE_PAYER, else -1 */
};

/* What a decision is about unless another result is named: the money that public budgets can release, "net" where that
 * is all there is or no payer is public. */
const char *net_result_usual(const struct scenario *scenario);

/* Whether a programme pays for itself where it is 0: it is the usual one, or net. */
bool net_result_pays(const struct scenario *scenario, const char *name);

/* False where the name is that of another result, be it "net.interventions.mentoring", what a programme costs. */
bool net_result_read(const struct scenario *scenario, const char *name, struct net_result *out);

/* The payer of a sum of money, of "gross.county" and "cost.county" too; -1: the result is that of none. */
int result_payer(const struct scenario *scenario, const char *name);

#endif
