/* A scenario compiled for simulation: flat numbers, tables and stream keys; constant, in one arena.
 *
 * Symbols: q a quantity's column; g group, a intake, j intervention, k outcome, s service, p payer, t year. A *use* is
 * an outcome or a service in one group that at least one intervention changes: only uses cost time in the person loop.
 */
#ifndef HYOTY_MODEL_PLAN_H
#define HYOTY_MODEL_PLAN_H

#include "sim/base/error.h"
#include "sim/model/mechanism.h"
#include "sim/numeric/copula.h"
#include "sim/numeric/sampling.h"
#include "sim/scenario/programme.h"

enum {
    PLAN_INTERVENTIONS = 12, /* on one group: participation is a bit mask */
    PLAN_CORRELATED = 64,    /* quantities in one copula */
    PLAN_TABLE_YEARS = 512   /* length of the discount table for present values of cases */
};

/* One drawn column: a quantity, or a weight of a Dirichlet payer split. */
struct plan_draw {
    int column; /* of theta */
    double scale;
    struct sampling_axis axis;
    struct sampling_axis second;      /* an independent sample of the same draw (struct inputs) */
    const struct sampling_keys *keys; /* [2] of the two axes */
    const struct quantile_function *quantile;
    double log_shape; /* above 0: the column holds logarithms of a gamma variate of this shape */
};

/* How a case or a saving is scaled; all members are columns of theta. */
struct plan_effect {
    int intervention;
    int slot; /* index among the interventions on the group, -1 for programme-wide effects */
    enum effect_measure measure;
    int value, deadweight, attribution, displacement, persistence, half_life;
};

struct plan_effects {
    size_t count;
    const struct plan_effect *effect;
};

struct reach;
enum { PLAN_REACH_EFFECTS = 3, PLAN_REACH_SUBSETS = 1 << PLAN_REACH_EFFECTS };

/* Integrals over the need rank for each subset of a use's effects, where the quantities that they rest on are fixed. */
struct plan_reach {
    const struct targeting *invited; /* [effects] of their interventions; good for an iteration that has the same */
    const struct reach **subset;     /* [subsets] */
};

struct plan_use {
    enum effect_target target; /* EFFECT_OUTCOME or EFFECT_SERVICE */
    int item;
    struct plan_effects effects;
    size_t subsets;            /* 2^effects */
    const uint16_t *subset_of; /* [2^interventions of the group]: participation mask -> subset of these effects */
    const struct concentration *concentration;
    const uint64_t *strikes; /* [intakes] streams, outcomes only */
    bool absolute;           /* some effect is in percentage points */
    bool linear;        /* (p - points) * factor, which depend on the subset alone, not on p; no points: relative */
    size_t cell;        /* first cell: 1 for an outcome (avoided cases), `subsets` for a service (sum of w) */
    size_t breakpoints; /* of the quadrature over the rank, inside (0,1) */
    const double *breakpoint;
    const struct plan_reach *reach; /* NULL: quadrature in every iteration */
    size_t state;                   /* offset of this use's numbers in the iteration's memory */
};

static inline size_t plan_use_cells(const struct plan_use *use)
{
    return use->target == EFFECT_SERVICE ? use->subsets : 1;
}

/* Who is reached, in one iteration. */
struct targeting {
    bool everybody; /* no selection by score */
    double accuracy;
    double threshold; /* of the score */
    double uptake;    /* after capacity */
};

struct plan_targeting {
    int intervention;
    const struct intervention *programme; /* its years decide which intakes are reached */
    int top, accuracy, uptake, capacity;  /* columns */
    const uint64_t *targeting, *uptakes;  /* [intakes] streams */
};

/* Result cells of one intake of a group: participants of each intervention, then the cells of each use. */
struct plan_group {
    uint32_t size;
    int intakes;
    const uint64_t *rank; /* [intakes] streams */
    bool rank_needed;
    size_t interventions; /* that work on this group */
    const struct plan_targeting *targeting;
    size_t uses;
    const struct plan_use *use;
    size_t cells;     /* of one intake */
    size_t cell_base; /* of intake 0 in the cohort; intake a is at cell_base + a * cells */
};

/* Where the cells of an outcome or service are: one row for each group that has a use of it. */
struct plan_source {
    int group;
    const struct plan_use *use;
};

struct plan_item {
    size_t sources;
    const struct plan_source *source;                /* outcomes, services */
    struct plan_effects effects[MECHANISM_MEASURES]; /* workforce: days, turnover; overhead: the first */
    size_t periods;                                  /* outcomes: intakes of the longest group */
    uint64_t case_stream;                            /* outcomes */
};

struct plan {
    const struct scenario *scenario; /* structure and names; quantities are columns of theta by their index */
    size_t columns;                  /* of theta: the scenario's quantities, then Dirichlet weights */
    const double *constant;          /* [columns] values of columns that are not drawn */
    struct sampling_design sampling;
    size_t draws;
    const struct plan_draw *draw;
    size_t axes;                 /* dimensions of the sample: a draw's is the place of its stream here */
    const uint64_t *axis_stream; /* [axes] */
    size_t correlated;           /* the first draws of the list are correlated by the copula */
    struct copula copula;
    const double *discount;      /* [horizon] factor of calendar year t */
    const double *discount_case; /* [PLAN_TABLE_YEARS] factor of the year tau after an intake */
    size_t groups;
    const struct plan_group *group;
    size_t cells;      /* of all groups and intakes */
    size_t state_size; /* doubles of all uses */
    size_t lines;
    const struct line *line;
    const struct plan_item *item[LINE_KINDS]; /* [count of the kind] */
    const int *split_column;                  /* [lines][payers] column of a Dirichlet weight, -1 where fixed or none */
    const double *split;                      /* [lines][payers] fixed shares */
    const bool *split_in_logs;                /* [lines] the columns hold logarithms of the weights */
    const int *participation;                 /* [interventions][2]: group and index in it, -1 where none */
};

enum status plan_compile(struct arena *arena, const struct scenario *scenario, const struct plan **out,
                         struct error *err);

/* The same, paired with another plan (NULL: none), which outlives it: what has a name that the other draws too, has the
 * same uniforms in both under every sampling, where the seed and the number of iterations are the same. */
enum status plan_compile_paired(struct arena *arena, const struct scenario *scenario, const struct plan *other,
                                const struct plan **out, struct error *err);

#endif
