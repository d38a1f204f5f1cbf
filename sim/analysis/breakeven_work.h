/* What the parts of the break-even analysis share. Inside sim/analysis only. */
#ifndef HYOTY_ANALYSIS_BREAKEVEN_WORK_H
#define HYOTY_ANALYSIS_BREAKEVEN_WORK_H

#include "sim/analysis/breakeven.h"

struct breakeven_work {
    struct arena *arena;
    const struct plan *plan;
    struct target target;
    struct evaluator evaluator; /* of the target's result */
    size_t n;
    double *value, *first, *room; /* [n] */
};

/* Where the target is met, for one quantity. */
enum status breakeven_search(struct breakeven_work *work, int quantity, struct breakeven_quantity *out,
                             struct error *err);

enum status breakeven_people_needed(struct breakeven_work *work, struct breakeven *out, struct error *err);
enum status breakeven_cases_needed(struct breakeven_work *work, const struct breakeven_request *request,
                                   struct breakeven *out, struct error *err);

/* Means of other results with some quantities pinned: out[results], the columns in out_value[results][n] unless NULL.
 */
enum status breakeven_means(struct breakeven_work *work, const struct plan *plan, const struct inputs *inputs,
                            const char *const *result, size_t results, double *out_value, struct estimate *out,
                            struct error *err);

#endif
