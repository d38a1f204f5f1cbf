/* The one or two views of a run that a layman meets: money that public budgets can release, and all that anybody gains.
 * Where both are the same, there is one. */
#ifndef HYOTY_REPORT_RUN_VIEW_H
#define HYOTY_REPORT_RUN_VIEW_H

#include "sim/report/run_findings.h"
#include "sim/words/words.h"

enum run_view_kind {
    RUN_VIEW_ALL,      /* the only one: every payer is public, and every saving is money */
    RUN_VIEW_PUBLIC,   /* net cashable of public finances */
    RUN_VIEW_SOCIETY,  /* all payers, time and places set free too */
    RUN_VIEW_CAPACITY, /* the same where no payer but public ones has money */
    RUN_VIEW_KINDS
};

enum { RUN_VIEWS = 2 };

struct run_view {
    enum run_view_kind kind;
    bool cash; /* less than all is money: said of the first view */
    enum word label;
    size_t net;        /* column */
    size_t cumulative; /* first of the columns by year */
    const struct break_even_summary *break_even;
    const struct ratio_summary *benefit_cost, *return_on_investment;
};

/* Returns how many there are, the money of public budgets first. */
size_t run_views(const struct report *report, struct run_view out[RUN_VIEWS]);

/* True where staff time or places are set free that release no money. */
bool run_has_capacity(const struct report *report);

#endif
