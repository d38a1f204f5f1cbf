/* The model once more, in the plainest way: person by person, year by year, payer by payer, straight from the page that
 * describes it. It shares with the engine only the scenario, the random numbers and the functions of single numbers
 * (quantile, weight, kappa); no plan, no table, no tile. */
#ifndef HYOTY_TESTS_TWICE_H
#define HYOTY_TESTS_TWICE_H

#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/engine/outcomes.h"
#include "sim/scenario/scenario.h"

enum { TWICE_YEARS = 200 };

/* What happens to people in one iteration, by year of intake. Expected numbers where the chance is integrated out. */
struct twice_people {
    double (*participants)[TWICE_YEARS]; /* [interventions][intake] */
    double (*avoided)[TWICE_YEARS];      /* [outcomes][intake] */
    double (*relief)[TWICE_YEARS];       /* [services][calendar year]: mean annual costs saved, in persons */
};

/* Everything of one iteration. */
struct twice {
    const struct scenario *scenario;
    uint32_t iteration;
    double *value; /* [quantities] */
    double *kappa; /* [outcomes]: p = min(1, kappa * w(rank)) */
    struct twice_people people;
    size_t lines;
    struct line *line;
    double (*flow)[TWICE_YEARS]; /* [lines][calendar year]: real money, costs negative, not discounted */
    double **share;              /* [lines][payers] */
    double *present;             /* [lines] discounted, costs negative */
    double *cashable;            /* [lines] share that releases money */
    double *gross, *cost;        /* [payers] present values */
    double *released;            /* [payers] of gross, what releases money */
    double *net_year;            /* [payers * horizon] discounted net of each year */
    double *cash_year;           /* [payers * horizon] undiscounted, without what releases no money */
};

/* Computes one iteration; cohort may differ from the scenario's. Aborts the test when memory is short. */
struct twice *twice_run(struct arena *arena, const struct scenario *scenario, uint32_t iteration, enum cohort cohort);

/* Its steps. */
void twice_draw(struct arena *arena, struct twice *twice);
void twice_count_people(struct twice *twice);     /* simulates each person */
void twice_integrate_people(struct twice *twice); /* integrates over the need rank */
void twice_money(struct arena *arena, struct twice *twice, enum cohort cohort);

/* Pieces that both ways of treating people use. */
double twice_threshold(double top, double accuracy);
double twice_uptake(const struct twice *twice, const struct intervention *intervention);
int twice_runs(const struct twice *twice, const struct intervention *intervention, size_t group, int intake);
double twice_adjustment(const struct twice *twice, const struct intervention *intervention, const struct effect *effect,
                        int programme_year);
/* Mean strength of an effect in the year that begins `years_since` on, up to the time `until`. */
double twice_fading(const struct twice *twice, const struct effect *effect, int years_since, double until);
double twice_combine(const struct twice *twice, double so_far, double factor);
/* What the interventions of a mask make of the risk p of an outcome in an intake; bit j is intervention j. */
double twice_risk(const struct twice *twice, size_t outcome, unsigned mask, int intake, double p);
/* Share of a service's cost that remains `since` years after the intake. */
double twice_remaining(const struct twice *twice, size_t service, unsigned mask, int intake, int since);
double twice_overlap(double first, double from, double to); /* of [first, first + 1) with [from, to) */

/* Discount factor of calendar year t by the scenario's rates and timing. */
double twice_discount(const struct settings *settings, int t);

#endif
