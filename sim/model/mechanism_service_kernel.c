/* Running services: participants need less of them while the effect lasts. */
#include "sim/model/mechanism_columns.h"
#include "sim/numeric/kernel.h"

mechanism_flow KERNEL(mechanism_service_flow);

/* One use of the service in one group, and its columns of work. */
struct running {
    const struct plan *plan;
    const struct ledger *ledger;
    const struct plan_group *group;
    const struct plan_use *use;
    double *part;      /* share of the year that the service runs */
    double *paid;      /* annual cost in it */
    double *factor;    /* of one effect */
    double *saved;     /* weight times what is saved of it */
    double *remaining; /* [subsets] share of the running cost */
    double *removed;   /* [intakes][effects] at full strength */
    double *fade;      /* [effects][FADE_COLUMNS] */
};

/* Remaining share of the running cost for every subset of the effects: the cost with the highest effect of a subset is
 * that without it, combined with one factor more. The strengths are those of the year. */
static void fill_remaining(const struct running *r, int intake)
{
    const size_t n = r->ledger->n, effects = r->use->effects.count;
    const enum interactions interactions = r->plan->scenario->settings.interactions;
    for (size_t i = 0; i < n; i++) r->remaining[i] = 1;
    for (size_t e = 0; e < effects; e++) {
        const double *const removed = r->removed + ((size_t)intake * effects + e) * n;
        const double *const strength = r->fade + e * FADE_COLUMNS * n;
        const size_t half = (size_t)1 << e;
        for (size_t i = 0; i < n; i++) r->factor[i] = 1 - removed[i] * strength[i];
        for (size_t b = 0; b < half; b++)
            column_combine(interactions, r->remaining + b * n, r->factor, n, r->remaining + (half + b) * n);
    }
}

/* Adds what is saved in the year tau of an intake. */
static void add_saved(const struct running *r, int intake, double *flow)
{
    const size_t n = r->ledger->n;
    const double *const weight =
        r->ledger->cell + (r->group->cell_base + (size_t)intake * r->group->cells + r->use->cell) * n;
    fill_remaining(r, intake);
    memset(r->saved, 0, n * sizeof *r->saved);
    for (size_t b = 1; b < r->use->subsets; b++)
        for (size_t i = 0; i < n; i++) r->saved[i] += weight[b * n + i] * (1 - r->remaining[b * n + i]);
    for (size_t i = 0; i < n; i++) flow[i] += r->paid[i] * r->saved[i];
}

static void begin(const struct running *r, int last)
{
    const size_t n = r->ledger->n, effects = r->use->effects.count;
    for (size_t e = 0; e < effects; e++) {
        const struct plan_effect *const effect = &r->use->effects.effect[e];
        const struct fade fade = fade_of(effect, r->ledger, r->fade + e * FADE_COLUMNS * n);
        fade_prepare(&fade, n, last);
        for (int a = 0; a < r->group->intakes; a++)
            column_removed(r->plan, effect, r->ledger, a, r->removed + ((size_t)a * effects + e) * n);
    }
}

static void add_source(const struct running *r, const struct service *service, int last, double *flow)
{
    const double *const cost = r->ledger->theta[service->annual_cost];
    const double *const duration = r->ledger->theta[service->duration];
    const size_t n = r->ledger->n, effects = r->use->effects.count;
    const int horizon = r->plan->scenario->settings.horizon;
    begin(r, last);
    for (int tau = 0; tau < last; tau++) {
        for (size_t i = 0; i < n; i++) {
            r->part[i] = mechanism_overlap(tau, 0, duration[i]);
            r->paid[i] = cost[i] * r->part[i];
        }
        for (size_t e = 0; e < effects; e++) {
            const struct fade fade = fade_of(&r->use->effects.effect[e], r->ledger, r->fade + e * FADE_COLUMNS * n);
            fade_step(&fade, n, tau, r->part);
        }
        for (int a = 0; a < r->group->intakes && a + tau < horizon; a++) add_saved(r, a, flow + (size_t)(a + tau) * n);
    }
}

static struct running running_of(const struct plan *plan, const struct ledger *ledger, const struct plan_source *source)
{
    const size_t n = ledger->n, effects = source->use->effects.count;
    struct running r = {.plan = plan, .ledger = ledger, .group = &plan->group[source->group], .use = source->use};
    r.part = ledger->work;
    r.paid = r.part + n;
    r.factor = r.paid + n;
    r.saved = r.factor + n;
    r.remaining = r.saved + n;
    r.fade = r.remaining + r.use->subsets * n;
    r.removed = r.fade + effects * FADE_COLUMNS * n;
    return r;
}

void KERNEL(mechanism_service_flow)(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const int item = plan->line[line].item, horizon = plan->scenario->settings.horizon;
    const struct service *const service = &plan->scenario->service[item];
    const struct plan_item *const row = &plan->item[LINE_SERVICE][item];
    const int last = year_from(column_most(ledger->theta[service->duration], ledger->n), horizon);
    const int intakes = (int)row->periods, years = intakes > 0 ? year_from(last + intakes - 1, horizon) : 0;
    double *const flow = ledger_flow(plan, ledger, line);
    memset(flow, 0, (size_t)years * ledger->n * sizeof *flow);
    for (size_t i = 0; i < row->sources; i++) {
        const struct running r = running_of(plan, ledger, &row->source[i]);
        add_source(&r, service, last, flow);
    }
    column_grow(ledger->theta[service->growth], ledger->n, years, ledger->work, flow);
    ledger->years[line] = years;
}
