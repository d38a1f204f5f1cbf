/* Outcomes made by hand, whose statistics are known, for tests of everything between a run and its reader. */
#ifndef HYOTY_TESTS_REPORT_FIXTURE_H
#define HYOTY_TESTS_REPORT_FIXTURE_H

#include "sim/report/run_findings.h"

enum { FIXTURE_PAYERS = 3, FIXTURE_YEARS = 10, FIXTURE_COLUMNS = 300 };

/* What the fixture is to show. Payer p saves gross[p] * x and pays cost[p] in each iteration, where x is 1 + spread * z
 * and z takes the values (2 i + 1)/n - 1 of i = 0 .. n - 1 once each, in a shuffled order: mean 0, variance 1/3. */
struct fixture_request {
    uint32_t iterations, requested; /* requested 0: as many */
    size_t payers;                  /* municipality, state, national income (not public) */
    double gross[FIXTURE_PAYERS], cost[FIXTURE_PAYERS];
    double spread;
    double stochastic; /* net = expected net + or - luck in every second iteration, in the first payer's money */
    double cases;      /* cases avoided: floor(cases * x) */
    enum cohort cohort;
};

struct fixture {
    struct arena arena;
    struct scenario scenario;
    struct outcomes outcomes;
    struct summary summary;
    struct report report;
};

/* Aborts the test when anything fails. */
void fixture_init(struct fixture *fixture, const struct fixture_request *request);
void fixture_free(struct fixture *fixture);

/* The document as a terminal of that width shows it; owned by the fixture. */
const char *fixture_text(struct fixture *fixture, enum language language, int width);

#endif
