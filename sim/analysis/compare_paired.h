/* Columns of the same iterations, on common random numbers: figures of their differences, with errors that know what
 * the columns share. */
#ifndef HYOTY_ANALYSIS_COMPARE_PAIRED_H
#define HYOTY_ANALYSIS_COMPARE_PAIRED_H

#include "sim/analysis/summary.h"

/* Figures by which choices are ranked; more is better in each. */
enum figure { FIGURE_MEAN, FIGURE_P5, FIGURE_SHORTFALL, FIGURES };

/* The figure of a column. */
struct estimate figure_of(enum figure figure, const struct column_summary *column);

/* A number for each iteration, out[n], the error of whose mean is that of the figure; so that the error of a difference
 * of figures is that of the mean of a difference of these numbers, and what two columns share cancels. They are the
 * influence functions: x for the mean; (p - [x <= q]) / f(q) for a percentile q, where 1 / f is the slope of the
 * quantile function between the levels of the order-statistics interval (Siddiqui 1960 with Woodruff's width);
 * -(q - x)+ / p for the expected shortfall. sorted: the column, ascending. */
void figure_influence(enum figure figure, const double *value, const double *sorted, size_t n, double *out);

/* Standard error of the mean of a column, between replicates where it is replicated. 0 where all values are equal. */
double paired_error(const double *value, size_t n, bool replicated);

/* Half the width of a 95 % interval, in standard errors. */
double paired_width(bool replicated);

/* How two choices stand to each other: second minus first, iteration by iteration. */
struct pair {
    size_t first, second;             /* first < second */
    struct column_summary difference; /* second - first */
    struct estimate second_wins, first_wins, ties;
    double gain; /* (Var first + Var second) / Var(difference): how many times as many iterations two independent runs
                  * would need for the same error. INFINITY: the difference never varies; NAN: neither do the two */
};

/* difference: [n], is filled; scratch: [n]. The members first and second of *out are the caller's. */
void pair_compute(const double *first, const double *second, size_t n, bool replicated, double *difference,
                  double *scratch, struct pair *out);

#endif
