/* What `hyoty report` hands over: one document of what a run and the analyses of its scenario found, which every
 * renderer takes. It is made of their results, and draws their charts. */
#ifndef HYOTY_REPORT_REPORT_PARTS_H
#define HYOTY_REPORT_REPORT_PARTS_H

#include "sim/report/result.h"

enum report_part {
    REPORT_RUN,
    REPORT_COMPARE,     /* with the other scenarios, and with doing nothing */
    REPORT_SENSITIVITY, /* of money that public budgets can release, as the rest */
    REPORT_BREAKEVEN,
    REPORT_VALUE,
    REPORT_RATES, /* at other discount rates */
    REPORT_PARTS
};

struct report_parts {
    struct result part[REPORT_PARTS];
    const char *command; /* what was typed */
};

extern const struct result_kind report_kind;

/* Fills a result of report_kind; the parts must live as long as it. */
void report_fill(const struct report_parts *report, struct result *out);

#endif
