/* Names of net savings: "net", "net_public", "net.county", and the same of "net_cashable", which is money alone. */
#ifndef HYOTY_ANALYSIS_NET_RESULT_H
#define HYOTY_ANALYSIS_NET_RESULT_H

#include <stdbool.h>

struct net_result {
    bool cashable;
    bool public_finances;
    const char *payer; /* its name inside the text; NULL: all of them, or those of public finances */
};

/* False where the name is that of another result. */
bool net_result_read(const char *name, struct net_result *out);

#endif
