/* What `hyoty breakeven` hands over: its document, tables and chart. */
#ifndef HYOTY_REPORT_BREAKEVEN_REPORT_H
#define HYOTY_REPORT_BREAKEVEN_REPORT_H

#include "sim/analysis/breakeven.h"
#include "sim/document/document.h"
#include "sim/report/result.h"

extern const struct result_kind breakeven_kind;

/* Fills a result of breakeven_kind; breakeven must live as long as it. */
enum status breakeven_report(struct arena *arena, const struct breakeven *breakeven, struct result *out,
                             struct error *err);

/* --- shared by its parts --- */

enum status breakeven_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                            struct error *err);
void chart_breakeven(const struct chart_job *job, enum chart_size size, struct chart_set *out);

/* Whose mean saving of more than nothing is asked for; any other target is called the target. */
enum breakeven_who {
    BREAKEVEN_WHO_TARGET,
    BREAKEVEN_WHO_ALL,
    BREAKEVEN_WHO_SOCIETY,
    BREAKEVEN_WHO_PUBLIC,
    BREAKEVEN_WHOS
};
enum breakeven_who breakeven_who_saves(const struct breakeven *breakeven);

/* "at least 14%", with the digits that its error supports. NULL when out of memory. */
const char *breakeven_value_text(const struct format *format, const struct scenario *scenario,
                                 const struct breakeven_quantity *quantity);
/* Participants at which the target is met: "225", of "at most 225 participants". */
const char *breakeven_persons_text(const struct format *format, const struct breakeven_people *people);
/* "under 12", "over 12", "under 12 or over 30": where the target is missed. */
const char *breakeven_beyond_text(const struct format *format, const struct scenario *scenario,
                                  const struct breakeven_quantity *quantity);
/* Today's value of a quantity. */
const char *breakeven_today_text(const struct format *format, const struct scenario *scenario,
                                 const struct breakeven_quantity *quantity);
/* The target's statistic, somewhere: "€2.7m", "67%". */
const char *breakeven_reached_text(const struct format *format, const struct breakeven *breakeven,
                                   struct estimate reached);
/* Where the scenario stands today: "71% without luck (60% with it, as in `run`)"; a mean is the same with and without.
 */
const char *breakeven_standing_text(const struct format *format, const struct breakeven *breakeven);
/* "mean of at least €0 (net savings, all payers)" */
const char *breakeven_target_text(const struct format *format, const struct breakeven *breakeven);
/* The finding: the nearest break-even, or that there is none. */
const char *breakeven_headline(const struct format *format, const struct breakeven *breakeven);

static inline bool breakeven_is_found(const struct breakeven_quantity *quantity)
{
    return quantity->verdict == BREAKEVEN_WITHIN || quantity->verdict == BREAKEVEN_OUTSIDE;
}

#endif
