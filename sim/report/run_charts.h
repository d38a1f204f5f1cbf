/* The charts of `hyoty run`: the table of them, and what they share. */
#ifndef HYOTY_REPORT_RUN_CHARTS_H
#define HYOTY_REPORT_RUN_CHARTS_H

#include "sim/chart/chart_job.h"
#include "sim/report/run_findings.h"
#include "sim/report/run_view.h"

extern const struct chart_table run_charts;

/* As chart_subject.prepare: of a report what its charts get. */
const void *run_charts_prepare(const void *report, struct arena *arena);

/* --- shared by the charts --- */

struct run_chart {
    const struct outcomes *outcomes;
    const struct summary *summary;
    size_t views;
    struct run_view view[RUN_VIEWS];
    const double *sorted[RUN_VIEWS]; /* [iterations] the net of each, ascending */
    bool private_money;              /* society and public finances differ */
    bool capacity;                   /* staff time or places are set free that release no money */
    const struct baseline *baseline;
    size_t alternatives;
    const struct study_alternative *alternative;
};

const struct run_chart *run_of(const struct chart_job *job);
const struct column_summary *run_column(const struct chart_job *job, int column);

/* One or two rows of the savings charts: money of public budgets first, then all that anybody gains. */
struct run_savings {
    const struct column_summary *column;
    const double *sorted; /* [iterations] */
    enum word title;
    enum chart_tone tone;
    int colour; /* of the marks: 1 blue, 2 green */
};
enum { RUN_SAVINGS = 2 };
size_t run_savings(const struct chart_job *job, struct run_savings out[RUN_SAVINGS]);
/* Whether every result of every row is zero. */
bool run_savings_zero(const struct run_savings *row, size_t rows);

/* The years under a plot at y: round ones, and the first and the last where there is room for them. */
void run_year_axis(struct chart_scene *scene, const struct format *format, int first, int last, double y);

/* Each adds the files of one size. */
void chart_halfeye(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_dots(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_fan(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_fan_society(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_people(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_years(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_when(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_alternatives(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_waterfall(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_payers(const struct chart_job *job, enum chart_size size, struct chart_set *out);
void chart_lorenz(const struct chart_job *job, enum chart_size size, struct chart_set *out);
/* Whether there are fifty results to choose fifty from. */
bool chart_dots_applies(const struct chart_subject *subject);
/* Whether participants would be struck without the programme, and some are not with it. */
bool chart_people_applies(const struct chart_subject *subject);
/* Whether public budgets spend or save anything in several years. */
bool chart_years_applies(const struct chart_subject *subject);
/* Whether there is more than a year, and anything to break even. */
bool chart_when_applies(const struct chart_subject *subject);
/* Whether a number is disputed. */
bool chart_alternatives_applies(const struct chart_subject *subject);
/* Whether society and public finances differ. */
bool chart_fan_society_applies(const struct chart_subject *subject);
/* Whether any service or outcome has a concentration. */
bool chart_lorenz_applies(const struct chart_subject *subject);
/* Whether there is more than one payer. */
bool chart_payers_applies(const struct chart_subject *subject);

#endif
