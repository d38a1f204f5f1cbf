#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"
#include "tests/twice/twice.h"

static double growth(const struct twice *t, int quantity, int year)
{
    return pow(1 + t->value[quantity], year);
}

/* Share of what a case costs that is paid in the year that begins `since` years after the intake. */
static double case_share(const struct twice *t, const struct outcome *k, int since)
{
    const double onset = t->value[k->onset], duration = t->value[k->duration];
    double sum = 0;
    for (size_t i = 0; i < k->profile_years; i++)
        sum += k->profile[i] * twice_overlap(since, onset + (double)i, onset + (double)i + 1);
    if (k->profile_years > 0) return sum;
    if (duration == 0) return floor(onset) == since;
    return twice_overlap(since, onset, onset + duration) / duration;
}

/* All that a case costs, undiscounted, before prices grow. */
static double case_total(const struct twice *t, const struct outcome *k)
{
    const double cost = t->value[k->cost];
    const double years = k->profile_years ? (double)k->profile_years : t->value[k->duration];
    double per_case = 0;
    switch (k->basis) {
        case COST_ANNUAL: return cost * years;
        case COST_UNDISCOUNTED: return cost;
        case COST_PRESENT_VALUE:
            for (int since = 0; since <= t->value[k->onset] + years; since++)
                per_case += case_share(t, k, since) * growth(t, k->growth, since) *
                            twice_discount(&t->scenario->settings, since);
            return cost / per_case;
    }
    return NAN;
}

/* Cases of an intake as money counts them: cases differ in cost where there is a case_cv. */
static double costed_cases(const struct twice *t, const struct outcome *k, int intake, double cases, enum cohort cohort)
{
    const double cv = t->value[k->case_cv];
    if (cohort == COHORT_EXPECTED || cv == 0 || cases == 0) return cases;
    char stream[256];
    snprintf(stream, sizeof stream, "outcomes.%s/case_cost", k->name);
    const double u = stream_wide(t->scenario->simulation.seed, stream_id(stream), t->iteration, (uint32_t)intake);
    const double sum = fixed_gamma_quantile(fabs(cases) / (cv * cv), u) * cv * cv;
    return cases < 0 ? -sum : sum;
}

static double outcome_year(const struct twice *t, int item, int year, enum cohort cohort)
{
    const struct outcome *k = &t->scenario->outcome[item];
    double sum = 0;
    for (int a = 0; a <= year; a++)
        sum += costed_cases(t, k, a, t->people.avoided[item][a], cohort) * case_total(t, k) *
               case_share(t, k, year - a) * growth(t, k->growth, year);
    return sum;
}

static double service_year(const struct twice *t, int item, int year, enum cohort cohort)
{
    const struct service *k = &t->scenario->service[item];
    (void)cohort;
    return t->people.relief[item][year] * t->value[k->annual_cost] * growth(t, k->growth, year);
}

/* Share removed of something that no single person carries: while the programmes run, and fading afterwards. */
static double removed(const struct twice *t, enum effect_target target, int item, enum effect_measure measure, int year)
{
    double remaining = 1;
    for (size_t j = 0; j < t->scenario->interventions; j++) {
        const struct intervention *v = &t->scenario->intervention[j];
        for (size_t k = 0; k < v->effect_count; k++) {
            const struct effect *e = &v->effect[k];
            if (e->target != target || e->index != item || e->measure != measure) continue;
            const int y = year - v->start;
            if (y < 0) continue;
            const double h = y < v->years ? 1 : twice_fading(t, e, y - v->years, y - v->years + 1);
            const double adj = twice_adjustment(t, v, e, y < v->years ? y : v->years - 1);
            remaining = twice_combine(t, remaining, 1 - t->value[e->value] * adj * h);
        }
    }
    return 1 - remaining;
}

static double workforce_year(const struct twice *t, int item, int year, enum cohort cohort)
{
    const struct workforce *w = &t->scenario->workforce[item];
    (void)cohort;
    const double absence = t->value[w->days] * t->value[w->cost_per_day] *
                           removed(t, EFFECT_WORKFORCE, item, MEASURE_SICKNESS_ABSENCE, year);
    const double leaving = t->value[w->turnover] * t->value[w->cost_per_recruitment] *
                           removed(t, EFFECT_WORKFORCE, item, MEASURE_TURNOVER, year);
    return t->value[w->fte] * (absence + leaving) * growth(t, w->growth, year);
}

static double overhead_year(const struct twice *t, int item, int year, enum cohort cohort)
{
    const struct overhead *o = &t->scenario->overhead[item];
    (void)cohort;
    return t->value[o->annual_cost] * removed(t, EFFECT_OVERHEAD, item, MEASURE_REDUCTION, year) *
           growth(t, o->growth, year);
}

static double programme_year(const struct twice *t, int item, int year, enum cohort cohort)
{
    const struct intervention *v = &t->scenario->intervention[item];
    const int y = year - v->start;
    (void)cohort;
    const double fixed = y >= 0 && y < (int)v->fixed_count ? t->value[v->fixed[y]] : 0;
    return -(fixed + t->value[v->per_participant] * t->people.participants[item][year]) *
           (1 + t->value[v->optimism_bias]) * growth(t, v->growth, year);
}

/* --- who pays ------------------------------------------------------------------------------------------------------
 */

static double *shares(struct arena *arena, const struct twice *t, const struct payer_split *split, const char *path)
{
    const struct scenario *s = t->scenario;
    double *share = ARENA_ARRAY(arena, s->payers, double), greatest = -INFINITY, sum = 0;
    for (size_t p = 0; p < s->payers; p++) share[p] = split->weight[p];
    if (!split->dirichlet) return share;
    for (size_t p = 0; p < s->payers; p++) {
        const char *stream = arena_printf(arena, "%s.payers.%s", path, s->payer[p].name);
        const double u = stream_wide(s->simulation.seed, stream_id(stream), t->iteration, 0);
        share[p] = split->weight[p] > 0 ? fixed_log_gamma_quantile(split->weight[p], u) : -INFINITY;
        greatest = fmax(greatest, share[p]);
    }
    for (size_t p = 0; p < s->payers; p++) sum += share[p] = exp(share[p] - greatest);
    for (size_t p = 0; p < s->payers; p++) share[p] /= sum;
    return share;
}

struct kind {
    const char *path;
    double (*year)(const struct twice *, int item, int year, enum cohort cohort);
};

static const struct kind kinds[LINE_KINDS] = {
    [LINE_OUTCOME] = {"outcomes.%s", outcome_year},
    [LINE_SERVICE] = {"services.%s", service_year},
    [LINE_WORKFORCE] = {"workforce.%s", workforce_year},
    [LINE_OVERHEAD] = {"overheads.%s", overhead_year},
    [LINE_PROGRAMME] = {"interventions.%s.cost", programme_year},
};

struct item {
    const char *name;
    const struct payer_split *split;
    int cashable; /* quantity; -1: a cost */
};

static struct item item_of(const struct scenario *s, enum line_kind kind, int i)
{
    const struct item_head *head = section_item(s, kind, (size_t)i);
    return (struct item){head->name, &head->payers, kind == LINE_PROGRAMME ? -1 : head->cashable};
}

static void add_line(struct arena *arena, struct twice *t, enum line_kind kind, int i, enum cohort cohort)
{
    const struct scenario *s = t->scenario;
    const struct item item = item_of(s, kind, i);
    const size_t l = t->lines++;
    const int horizon = s->settings.horizon;
    const char *path = arena_printf(arena, kinds[kind].path, item.name);
    t->line[l] = (struct line){kind, i};
    t->share[l] = shares(arena, t, item.split, path);
    t->cashable[l] = item.cashable < 0 ? 0 : t->value[item.cashable];
    for (int year = 0; year < horizon; year++) {
        t->flow[l][year] = kinds[kind].year(t, i, year, cohort);
        const double present = t->flow[l][year] * twice_discount(&s->settings, year);
        t->present[l] += present;
        for (size_t p = 0; p < s->payers; p++) {
            t->net_year[p * (size_t)horizon + (size_t)year] += present * t->share[l][p];
            t->cash_year[p * (size_t)horizon + (size_t)year] +=
                t->flow[l][year] * t->share[l][p] * (kind == LINE_PROGRAMME ? 1 : t->cashable[l]);
            if (kind == LINE_PROGRAMME)
                t->cost[p] -= present * t->share[l][p];
            else
                t->gross[p] += present * t->share[l][p];
            if (kind != LINE_PROGRAMME) t->released[p] += present * t->share[l][p] * t->cashable[l];
        }
    }
}

void twice_money(struct arena *arena, struct twice *t, enum cohort cohort)
{
    const struct scenario *s = t->scenario;
    size_t lines = 0;
    for (size_t kind = 0; kind < LINE_KINDS; kind++) lines += section_count(s, kind);
    t->line = ARENA_ARRAY(arena, lines, struct line);
    t->flow = arena_calloc(arena, lines, sizeof *t->flow);
    t->share = ARENA_ARRAY(arena, lines, double *);
    t->present = ARENA_ARRAY(arena, lines, double);
    t->cashable = ARENA_ARRAY(arena, lines, double);
    t->gross = ARENA_ARRAY(arena, s->payers, double);
    t->cost = ARENA_ARRAY(arena, s->payers, double);
    t->released = ARENA_ARRAY(arena, s->payers, double);
    t->net_year = ARENA_ARRAY(arena, s->payers * (size_t)s->settings.horizon, double);
    t->cash_year = ARENA_ARRAY(arena, s->payers * (size_t)s->settings.horizon, double);
    for (int kind = 0; kind < LINE_KINDS; kind++)
        for (size_t i = 0; i < section_count(s, (size_t)kind); i++)
            add_line(arena, t, (enum line_kind)kind, (int)i, cohort);
}

struct twice *twice_run(struct arena *arena, const struct scenario *s, uint32_t iteration, enum cohort cohort)
{
    struct twice *t = ARENA_NEW(arena, struct twice);
    cr_assert(s->settings.horizon <= TWICE_YEARS);
    t->scenario = s;
    t->iteration = iteration;
    t->people.participants = arena_calloc(arena, s->interventions, sizeof *t->people.participants);
    t->people.avoided = arena_calloc(arena, s->outcomes, sizeof *t->people.avoided);
    t->people.relief = arena_calloc(arena, s->services, sizeof *t->people.relief);
    twice_draw(arena, t);
    if (cohort == COHORT_SAMPLED)
        twice_count_people(t);
    else
        twice_integrate_people(t);
    twice_money(arena, t, cohort);
    return t;
}
