/* The parts of the document of a report, one builder for each, and what they share. */
#ifndef HYOTY_REPORT_REPORT_BUILD_H
#define HYOTY_REPORT_REPORT_BUILD_H

#include "sim/analysis/breakeven.h"
#include "sim/analysis/sensitivity.h"
#include "sim/analysis/value.h"
#include "sim/report/report_parts.h"
#include "sim/report/run_view.h"
#include "sim/words/format.h"

struct report_builder {
    const struct report_parts *parts;
    const struct document *of; /* [REPORT_PARTS] the documents of the parts, in the same arena */
    struct document *document;
    struct format format;
    enum language language;
    const struct scenario *scenario; /* the one that the report is of */
    const struct report *run;
    const struct sensitivity *sensitivity;
    const struct breakeven *breakeven;
    const struct value *value;
    size_t views;
    struct run_view view[RUN_VIEWS];     /* money of public budgets first */
    const struct column_summary *budget; /* money that public budgets can release; that of all where all are public */
    const struct column_summary *society;
};

const char *report_say(const struct report_builder *builder, enum word word);
/* The column of a result of the run. */
const struct column_summary *report_column(const struct report_builder *builder, int column);
/* "−0,97…0,46 milj. €", the range that nine futures in ten lie in. */
const char *report_range(const struct report_builder *builder, const struct column_summary *column);
/* Of the interventions in all; 0 where none reaches persons. */
struct estimate report_participants(const struct report_builder *builder);
/* The first outcome that an intervention has an effect on; -1 where there is none. */
int report_outcome(const struct report_builder *builder);

void report_build_answer(struct report_builder *builder);      /* report_answer.c */
void report_build_counts(struct report_builder *builder);      /* report_answer.c */
void report_build_next(struct report_builder *builder);        /* report_next.c */
void report_build_assumptions(struct report_builder *builder); /* report_assumptions.c */

#endif
