/* The charts of `hyoty compare`. */
#ifndef HYOTY_REPORT_COMPARE_CHARTS_H
#define HYOTY_REPORT_COMPARE_CHARTS_H

#include "sim/chart/chart_groups.h"
#include "sim/chart/chart_job.h"
#include "sim/report/compare_report.h"

/* A chart of a comparison being built. */
struct compare_chart {
    const struct chart_job *job;
    struct compare_builder builder; /* for labels; it has no document */
    struct compare_perspective perspective[COMPARE_PERSPECTIVES];
    size_t perspectives;
    struct chart_scene scene;
    struct chart_set *set;
    const char *kicker; /* what the letters stand for */
};

/* Savings of each choice, differences to the first, the chance of being best, who pays and who saves; what pays, and
 * what is best, by the value of an avoided case. Their analysis is a struct compare. */
extern const struct chart_table compare_charts;

/* --- shared --- */

/* Builders of other files, and whether there is anything to show. */
void chart_compare_payers(const struct chart_job *job, enum chart_size size, struct chart_set *out);
bool chart_compare_has_payers(const struct chart_subject *subject);
void chart_compare_pays(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_compare_wins(const struct chart_job *job, enum chart_size size, struct chart_set *out);
bool chart_compare_has_pays(const struct chart_subject *subject);
bool chart_compare_has_wins(const struct chart_subject *subject);

/* False when out of memory: the set has failed. */
bool compare_chart_init(const struct chart_job *job, enum chart_size size, struct chart_set *out,
                        struct compare_chart *chart);
/* "A  Mentoring", cleaned. */
const char *compare_chart_label(const struct compare_chart *chart, size_t choice);
/* What a choice is called inside a headline's sentence. */
const char *compare_chart_inside(const struct compare_chart *chart, size_t choice);
/* The subtitle, with the settings named in which the scenarios are not alike. */
const char *compare_chart_subtitle(const struct compare_chart *chart, const char *subtitle);
/* The heading of a perspective's rows; NULL where there is one perspective. */
const char *compare_chart_heading(const struct compare_chart *chart, const struct compare_perspective *perspective);

#endif
