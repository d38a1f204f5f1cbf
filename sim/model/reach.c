#include "sim/model/reach.h"

#include <math.h>
#include <string.h>

#include "sim/numeric/legendre.h"
#include "sim/numeric/polynomial.h"

const double reach_sliver = 0x1p-28;
static const double tolerance = 1e-12;

/* A table covers the weights that are met: 1 / kappa, or an effect over kappa. */
static const double table_low = 0x1p-10, table_high = 0x1p10;

enum { NODES = LEGENDRE_NODES, TERMS = POLYNOMIAL_TERMS_MAX, CELLS_MOST = 128, SPLITS_MOST = 8, CHECKS = 3 };

struct cell {
    double start, scale; /* place in the cell: (x - start) * scale - 1, in -1..1 */
    bool fitted;
    double coefficient[TERMS];
};

struct reach {
    const struct concentration *concentration;
    size_t windows, panels;
    const struct targeting *invited;
    const double *edge;         /* [panels + 1] ranks, the last 1 - sliver */
    const double *below_weight; /* [panels + 1] integral of i w below the edge */
    const double *below_share;  /* [panels + 1] integral of i below the edge */
    double top_invitation;      /* i of the sliver */
    double all_weight, all_share;
    size_t cells;
    double *bound; /* [cells + 1] ascending weights */
    struct cell *cell;
};

static double invitation(const struct reach *reach, double rank)
{
    double product = 1;
    for (size_t i = 0; i < reach->windows; i++) product *= targeting_probability(&reach->invited[i], rank);
    return product;
}

struct integrals {
    double weight, share; /* of i w, of i */
};

/* Between two ranks, where all is smooth. */
static struct integrals integrate(const struct reach *reach, double from, double to)
{
    double rank[NODES], w[NODES];
    struct integrals sum = {0, 0};
    for (size_t k = 0; k < NODES; k++) rank[k] = from + (to - from) * legendre_node[k];
    concentration_fill(reach->concentration, rank, NODES, w);
    for (size_t k = 0; k < NODES; k++) {
        const double share = (to - from) * legendre_weight[k] * invitation(reach, rank[k]);
        sum.weight += share * w[k];
        sum.share += share;
    }
    return sum;
}

/* Integral of min(w, x) over the sliver, whose persons of at least that weight are q of all. */
static double sliver(const struct reach *reach, double x, double q)
{
    const struct concentration *const c = reach->concentration;
    if (q >= reach_sliver) return x * reach_sliver;
    return concentration_top_share(c, reach_sliver) - (q > 0 ? concentration_top_share(c, q) - x * q : 0);
}

/* The interval of ascending bounds that x is in: bound[i] <= x < bound[i + 1], or the first or the last. */
static size_t interval_of(const double *bound, size_t intervals, double x)
{
    size_t low = 0, high = intervals;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        *(bound[middle] <= x ? &low : &high) = middle;
    }
    return low;
}

static double direct(const struct reach *reach, double x)
{
    const double *const edge = reach->edge;
    if (reach->concentration->shape == CONCENTRATION_NONE) return fmin(1, x) * reach->all_share;
    const double reached = concentration_rank(reach->concentration, x), rank = fmin(reached, edge[reach->panels]);
    const double top = reach->top_invitation * sliver(reach, x, 1 - reached);
    const size_t panel = interval_of(edge, reach->panels, rank);
    const struct integrals part = integrate(reach, edge[panel], rank);
    const double above = reach->below_share[reach->panels] - reach->below_share[panel] - part.share;
    return reach->below_weight[panel] + part.weight + (rank < edge[reach->panels] ? x * above : 0) + top;
}

double reach_below(const struct reach *reach, double x)
{
    if (reach->cells == 0 || !(x > reach->bound[0] && x < reach->bound[reach->cells])) return direct(reach, x);
    const struct cell *const cell = &reach->cell[interval_of(reach->bound, reach->cells, x)];
    if (!cell->fitted) return direct(reach, x);
    const double place = (x - cell->start) * cell->scale - 1;
    double sum = cell->coefficient[TERMS - 1];
    for (int k = TERMS - 2; k >= 0; k--) sum = sum * place + cell->coefficient[k];
    return sum;
}

double reach_weight(const struct reach *reach)
{
    return reach->all_weight;
}

double reach_share(const struct reach *reach)
{
    return reach->all_share;
}

size_t reach_cells(const struct reach *reach, size_t *out_integrated)
{
    *out_integrated = 0;
    for (size_t i = 0; i < reach->cells; i++) *out_integrated += !reach->cell[i].fitted;
    return reach->cells;
}

/* --- making the table --- */

static bool fit(const struct reach *reach, double from, double to, struct cell *out)
{
    static const double check[CHECKS] = {-0.97, 0.05, 0.99};
    const double half = (to - from) / 2;
    double value[TERMS];
    *out = (struct cell){.start = from, .scale = 1 / half};
    for (size_t k = 0; k < TERMS; k++) value[k] = direct(reach, from + half * (1 + polynomial_node(TERMS, k)));
    polynomial_fit(TERMS, value, out->coefficient);
    for (size_t k = 0; k < CHECKS; k++) {
        double sum = out->coefficient[TERMS - 1];
        for (int j = TERMS - 2; j >= 0; j--) sum = sum * check[k] + out->coefficient[j];
        if (!(fabs(sum - direct(reach, from + half * (1 + check[k]))) <= tolerance * reach->all_weight)) return false;
    }
    out->fitted = true;
    return true;
}

/* Cells of equal length between two weights: as few as fit, or those that do not and are left to `direct`. */
static void add_cells(struct reach *reach, double from, double to)
{
    for (size_t parts = 1; parts <= SPLITS_MOST && reach->cells + parts <= CELLS_MOST; parts *= 2) {
        bool fits = true;
        for (size_t k = 0; k < parts; k++) {
            const double start = from + (to - from) * (double)k / (double)parts;
            const double end = k + 1 == parts ? to : from + (to - from) * (double)(k + 1) / (double)parts;
            fits &= fit(reach, start, end, &reach->cell[reach->cells + k]);
            reach->bound[reach->cells + k] = start;
            reach->bound[reach->cells + k + 1] = end;
        }
        if (!fits && 2 * parts <= SPLITS_MOST) continue;
        reach->cells += parts;
        return;
    }
}

/* In R, a kink of i is one of a derivative: a bound of cells. */
static enum status tabulate(struct arena *arena, struct reach *reach, struct error *err)
{
    const enum concentration_shape shape = reach->concentration->shape;
    reach->cell = ARENA_ARRAY(arena, CELLS_MOST, struct cell);
    reach->bound = ARENA_ARRAY(arena, CELLS_MOST + 1, double);
    if (!reach->cell || !reach->bound) return error_out_of_memory(err);
    if (shape != CONCENTRATION_PARETO && shape != CONCENTRATION_LOGNORMAL) return STATUS_OK;
    double from = fmax(table_low, concentration_weight(reach->concentration, 0x1p-33));
    const double end = fmin(table_high, concentration_weight(reach->concentration, 1 - reach_sliver));
    while (from < end) {
        double to = fmin(end, 2 * from);
        for (size_t i = 0; i < reach->windows; i++) {
            double kink[2];
            const int kinks = targeting_kinks(&reach->invited[i], kink);
            for (int k = 0; k < kinks; k++) {
                const double w = concentration_weight(reach->concentration, kink[k]);
                if (w > from * (1 + 1e-9) && w < to) to = w;
            }
        }
        add_cells(reach, from, to);
        from = to;
    }
    return STATUS_OK;
}

/* --- panels over the rank --- */

size_t reach_add_edge(double *edge, size_t count, double rank, double most)
{
    if (!(rank > 0 && rank < most)) return count;
    size_t at = count;
    while (at > 0 && edge[at - 1] > rank) {
        edge[at] = edge[at - 1];
        at--;
    }
    edge[at] = rank;
    return count + 1;
}

static void fill_edges(struct reach *reach, const double *breakpoint, size_t breakpoints, double *edge)
{
    const double most = 1 - reach_sliver;
    size_t count = 1; /* 0 */
    for (size_t i = 0; i < breakpoints; i++) count = reach_add_edge(edge, count, breakpoint[i], most);
    for (size_t i = 0; i < reach->windows; i++) {
        double kink[2];
        const int kinks = targeting_kinks(&reach->invited[i], kink);
        for (int k = 0; k < kinks; k++) count = reach_add_edge(edge, count, kink[k], most);
    }
    edge[count] = most;
    reach->panels = count;
    reach->edge = edge;
}

static void fill_sums(struct reach *reach, double *below_weight, double *below_share)
{
    const double top = 1 - reach_sliver / 2;
    for (size_t panel = 0; panel < reach->panels; panel++) {
        const struct integrals part = integrate(reach, reach->edge[panel], reach->edge[panel + 1]);
        below_weight[panel + 1] = below_weight[panel] + part.weight;
        below_share[panel + 1] = below_share[panel] + part.share;
    }
    reach->below_weight = below_weight;
    reach->below_share = below_share;
    reach->top_invitation = invitation(reach, top);
    reach->all_share = below_share[reach->panels] + reach->top_invitation * reach_sliver;
    reach->all_weight = below_weight[reach->panels] +
                        reach->top_invitation * concentration_top_share(reach->concentration, reach_sliver);
}

enum status reach_build(struct arena *arena, const struct concentration *concentration, const double *breakpoint,
                        size_t breakpoints, const struct targeting *invited, size_t windows, const struct reach **out,
                        struct error *err)
{
    struct reach *const reach = ARENA_NEW(arena, struct reach);
    const size_t most = breakpoints + 2 * windows + 2;
    struct targeting *const copy = ARENA_ARRAY(arena, windows, struct targeting);
    double *const edge = ARENA_ARRAY(arena, most, double), *const weights = ARENA_ARRAY(arena, most, double);
    double *const shares = ARENA_ARRAY(arena, most, double);
    if (!reach || !copy || !edge || !weights || !shares) return error_out_of_memory(err);
    memcpy(copy, invited, windows * sizeof *copy);
    reach->concentration = concentration;
    reach->invited = copy;
    reach->windows = windows;
    fill_edges(reach, breakpoint, breakpoints, edge);
    fill_sums(reach, weights, shares);
    TRY(tabulate(arena, reach, err));
    *out = reach;
    return STATUS_OK;
}
