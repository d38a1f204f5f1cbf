/* The first lines of a report: the answer in one sentence, who pays and who saves, the alternatives. */
#ifndef HYOTY_REPORT_BUILD_ANSWER_H
#define HYOTY_REPORT_BUILD_ANSWER_H

#include "sim/report/format.h"
#include "sim/report/report.h"

/* What the builders share. */
struct builder {
    const struct report *report;
    struct document *document;
    struct format format;
    enum language language;
    bool split; /* report_has_private_money */
};

void build_answer(struct builder *builder);

#endif
