/* A table of kappa over the risk. The risk at a given kappa is a closed form, so that nothing is solved: in cells of
 * kappa the inverse function is interpolated through the risks at Chebyshev's nodes. */
#include <math.h>
#include <string.h>

#include "sim/numeric/concentration_shapes.h"
#include "sim/numeric/polynomial.h"

enum { TERMS = 8, CELLS_MOST = 160 };

static const double TOLERANCE = 3e-13, RATIO = 1.1; /* of kappa at the ends of a cell */

/* Below this kappa the risk is clipped in so few persons that Newton's method needs two steps; above this risk kappa
 * hangs on the last digits of the risk. */
static const double LEAST_KAPPA = 1e-3, GREATEST_RISK = 0.998;

struct cell {
    double risk;               /* at its lower end */
    double middle, per_unit;   /* of the risk; 1 / half the width */
    double coefficient[TERMS]; /* of kappa, in the place -1..1 */
};

struct kappa_table {
    double unclipped; /* up to this risk nobody's is clipped, and kappa is the risk */
    double least, greatest;
    size_t cells;
    struct cell cell[CELLS_MOST];
};

static double kappa_in(const struct cell *cell, double risk)
{
    const double place = (risk - cell->middle) * cell->per_unit;
    double sum = cell->coefficient[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) sum = sum * place + cell->coefficient[i];
    return sum;
}

bool concentration_kappa_find(const struct kappa_table *table, double risk, double *out_kappa)
{
    if (risk <= table->unclipped) return *out_kappa = risk, true;
    if (!(risk >= table->least && risk < table->greatest)) return false;
    size_t low = 0, high = table->cells;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        *(table->cell[middle].risk <= risk ? &low : &high) = middle;
    }
    return *out_kappa = kappa_in(&table->cell[low], risk), true;
}

/* The cell of the kappas from `from` to `to`, with the risks at its ends; false where it misses in between. */
static bool cell_fit(const struct concentration *concentration, double from, double to, double risk_from,
                     double risk_to, struct cell *out)
{
    static const double check[] = {-0.98, -0.5, 0, 0.5, 0.98};
    double node[TERMS], value[TERMS];
    const double middle = (from + to) / 2, half = (to - from) / 2;
    *out = (struct cell){risk_from, (risk_from + risk_to) / 2, 2 / (risk_to - risk_from), {0}};
    for (size_t i = 0; i < TERMS; i++) {
        const double kappa = middle + half * polynomial_node(TERMS, i);
        value[i] = kappa;
        node[i] = (concentration_clipped_mean(concentration, kappa) - out->middle) * out->per_unit;
    }
    polynomial_interpolate(TERMS, node, value, out->coefficient);
    for (size_t i = 0; i < sizeof check / sizeof *check; i++) {
        const double kappa = middle + half * check[i];
        const double found = kappa_in(out, concentration_clipped_mean(concentration, kappa));
        if (!(fabs(found - kappa) <= TOLERANCE * kappa)) return false;
    }
    return true;
}

/* Cells of rising kappa, until the risk is nearly 1 or none fits any more. */
static void build(const struct concentration *concentration, struct kappa_table *table)
{
    const double greatest_weight = concentration_weight(concentration, 1);
    table->unclipped = isfinite(greatest_weight) ? 1 / greatest_weight : 0;
    double from = fmax(table->unclipped, LEAST_KAPPA), risk = concentration_clipped_mean(concentration, from);
    table->least = table->greatest = risk;
    while (table->cells < CELLS_MOST && risk < GREATEST_RISK) {
        const double to = from * RATIO, next = concentration_clipped_mean(concentration, to);
        if (!(next > risk) || !cell_fit(concentration, from, to, risk, next, &table->cell[table->cells])) return;
        table->cells++;
        table->greatest = risk = next;
        from = to;
    }
}

enum status concentration_tabulate_kappa(struct arena *arena, struct concentration *concentration, struct error *err)
{
    if (!concentration->table) return STATUS_OK;
    struct kappa_table *const table = ARENA_NEW(arena, struct kappa_table);
    if (!table) return error_out_of_memory(err);
    build(concentration, table);
    concentration->kappa = table;
    return STATUS_OK;
}
