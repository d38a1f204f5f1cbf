/* Everything that is known after a run, as the renderers take it. */
#ifndef HYOTY_REPORT_RUN_FINDINGS_H
#define HYOTY_REPORT_RUN_FINDINGS_H

#include "sim/analysis/effect_reach.h"
#include "sim/analysis/perspective.h"
#include "sim/analysis/study.h"
#include "sim/analysis/summary.h"
#include "sim/document/document.h"

struct report {
    const struct scenario *scenario;
    const struct outcomes *outcomes;
    const struct summary *summary;
    size_t alternatives;
    const struct study_alternative *alternative;
    bool interrupted; /* before every alternative was run; outcomes say whether every iteration was */
    const struct precision_goal *precision; /* NULL: none was asked for */
    struct effect_reaches reach;            /* of absolute effects and odds ratios */
    struct baseline baseline;               /* of how many */
    size_t choices;
    const struct study_choice *choice; /* [choices] */
    struct driver driver;              /* the number that the result hangs on most */
    bool detail;                       /* all tables, not the answer alone */
};

/* True where some payer that is not public pays or saves anything: then public finances and society differ, and are
 * spoken of in separate sentences. */
bool report_has_private_money(const struct report *report);

/* The document of a struct report, of `hyoty run`: the answer, then tables, then what it rests on. */
enum status report_build_run(const void *analysis, struct arena *arena, enum language language, struct document *out,
                             struct error *err);

#endif
