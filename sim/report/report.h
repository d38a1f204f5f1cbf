/* Everything that is known after a run, as the renderers take it. */
#ifndef HYOTY_REPORT_REPORT_H
#define HYOTY_REPORT_REPORT_H

#include "sim/analysis/effect_reach.h"
#include "sim/analysis/precision.h"
#include "sim/analysis/summary.h"
#include "sim/report/document.h"

/* Whose money a scenario speaks of. */
enum report_scope {
    SCOPE_PUBLIC_PAYERS, /* every payer is public */
    SCOPE_PUBLIC_ALONE,  /* there is a payer that is not, but no line of money names it: nothing is said of its money */
    SCOPE_SOCIETY        /* a payer that is not public has a share of some line */
};

enum report_scope report_scope_of(const struct scenario *scenario);

/* The same run, on the same random numbers, with one alternative of one assumption. */
struct alternative_result {
    const struct alternative *alternative;
    struct column_summary net, net_public;
    enum report_scope scope;
};

struct report {
    const struct scenario *scenario;
    const struct outcomes *outcomes;
    const struct summary *summary;
    size_t alternatives;
    const struct alternative_result *alternative;
    bool interrupted; /* before every alternative was run; outcomes say whether every iteration was */
    const struct precision_goal *precision; /* NULL: none was asked for */
    struct effect_reaches reach;            /* of absolute effects and odds ratios */
};

/* True where some payer that is not public pays or saves anything: then public finances and society differ, and are
 * spoken of in separate sentences. */
bool report_has_private_money(const struct report *report);

/* What people call a line of money: the label of its item, else its name. */
const char *report_line_label(const struct scenario *scenario, const struct line *line, enum language language);
const char *report_payer_label(const struct scenario *scenario, size_t payer, enum language language);

/* The document of `hyoty run`: the answer, then tables, then what it rests on. */
enum status report_build_run(const struct report *report, struct arena *arena, enum language language,
                             struct document *out, struct error *err);

#endif
