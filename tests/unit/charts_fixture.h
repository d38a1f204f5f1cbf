/* Scenarios and outcomes made by hand for tests of charts: every shape of result that a chart must bear. */
#ifndef HYOTY_TESTS_CHARTS_FIXTURE_H
#define HYOTY_TESTS_CHARTS_FIXTURE_H

#include "sim/chart/charts.h"
#include "sim/report/run_charts.h"

enum charts_shape { SHAPE_PLAIN, SHAPE_SKEWED, SHAPE_LOSS, SHAPE_SAME, SHAPE_ZERO, SHAPE_HARM, SHAPE_ATOM, SHAPES };

struct charts_request {
    enum charts_shape shape;
    size_t payers; /* 1 .. 8; the last is not public if there are more than one and `private_payer` */
    bool private_payer;
    size_t services, outcomes; /* with a concentration each */
    int horizon;
    uint32_t iterations;
    double scale;              /* of all money */
    const char *title;         /* NULL: a usual one */
    const char *label;         /* of every item, numbered; NULL: usual ones */
    const char *const *labels; /* NULL, or [label_count] of them, used one after the other instead of `label` */
    size_t label_count;
};

struct charts_fixture {
    struct arena arena;
    struct scenario scenario;
    struct outcomes outcomes;
    struct summary summary;
    struct report report;
    const struct charts_request *request;
    size_t labels_used;
};

/* Aborts when anything fails. */
void charts_fixture_init(struct charts_fixture *fixture, const struct charts_request *request);
void charts_fixture_free(struct charts_fixture *fixture);

#endif
