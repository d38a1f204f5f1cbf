/* A small analysis with two tables and a chart, as a command would hand it over. */
#ifndef HYOTY_TESTS_ANALYSIS_FIXTURE_H
#define HYOTY_TESTS_ANALYSIS_FIXTURE_H

#include "sim/report/result.h"

struct analysis_fixture {
    struct scenario first, second;
    const struct scenario *scenario[2];
    struct simulation simulation;
    struct dataset dataset[2];
    struct chart chart;
    struct chart_table charts;
    struct result_kind kind;
    double height; /* the analysis itself: what the chart shows */
    struct result report;
};

/* scenarios: 1 or 2. Texts are such as break files of every kind. False where the arena has no memory. */
bool analysis_fixture_init(struct analysis_fixture *fixture, struct arena *arena, size_t scenarios);

/* Writes the templates of the fixture's chart into an existing folder. */
void analysis_fixture_templates(const char *folder);

#endif
