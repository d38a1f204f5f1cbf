#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/stream.h"
#include "tests/twice/twice.h"

enum { MOST = 64 };

/* Position of a quantity in the order of first mention in the list of correlations; -1 if it is not there. */
static int mentioned(const struct scenario *s, int quantity, int *order, int *count)
{
    int n = 0, found = -1;
    for (size_t c = 0; c < s->correlations; c++)
        for (int end = 0; end < 2; end++) {
            const int q = end ? s->correlation[c].second : s->correlation[c].first;
            int seen = 0;
            for (int k = 0; k < n; k++) seen |= order[k] == q;
            if (!seen) order[n++] = q;
        }
    for (int k = 0; k < n; k++)
        if (order[k] == quantity) found = k;
    *count = n;
    return found;
}

/* Lower Cholesky factor of the matrix of normal correlations. */
static void cholesky(const struct scenario *s, const int *order, int n, double l[MOST][MOST])
{
    double r[MOST][MOST] = {{0}};
    for (int i = 0; i < n; i++) r[i][i] = 1;
    for (size_t c = 0; c < s->correlations; c++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if ((order[i] == s->correlation[c].first && order[j] == s->correlation[c].second) ||
                    (order[j] == s->correlation[c].first && order[i] == s->correlation[c].second))
                    r[i][j] = 2 * sin(acos(-1.0) * s->correlation[c].rho / 6);
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double sum = r[i][j];
            for (int k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
            l[i][j] = i == j ? sqrt(sum) : sum / l[j][j];
        }
}

static double uniform_of(const struct twice *t, int quantity)
{
    const struct scenario *s = t->scenario;
    return stream_wide(s->simulation.seed, stream_id(s->quantity[quantity].path), t->iteration, 0);
}

static double correlated_uniform(const struct twice *t, int quantity)
{
    int order[2 * MOST], n = 0;
    const int place = mentioned(t->scenario, quantity, order, &n);
    if (place <= 0) return uniform_of(t, quantity);
    double l[MOST][MOST] = {{0}}, z = 0;
    cholesky(t->scenario, order, n, l);
    for (int k = 0; k <= place; k++) z += l[place][k] * fixed_normal_quantile(uniform_of(t, order[k]));
    return fixed_normal_cdf(z);
}

void twice_draw(struct arena *arena, struct twice *t)
{
    const struct scenario *s = t->scenario;
    t->value = ARENA_ARRAY(arena, s->quantities, double);
    for (size_t q = 0; q < s->quantities; q++)
        t->value[q] =
            s->quantity[q].scale * distribution_quantile(&s->quantity[q].distribution, correlated_uniform(t, (int)q));
    t->kappa = ARENA_ARRAY(arena, s->outcomes, double);
    for (size_t k = 0; k < s->outcomes; k++)
        t->kappa[k] = concentration_kappa(&s->outcome[k].concentration, t->value[s->outcome[k].risk]);
}

/* Score above which exactly `top` of all persons lie: the sum of two uniforms of widths accuracy and 1 - accuracy has a
 * density in the shape of a trapezoid. */
double twice_threshold(double top, double accuracy)
{
    const double wide = fmax(accuracy, 1 - accuracy), narrow = fmin(accuracy, 1 - accuracy);
    const double slope = narrow / (2 * wide); /* probability under one slope */
    if (top <= slope) return 1 - sqrt(2 * wide * narrow * top);
    if (top >= 1 - slope) return sqrt(2 * wide * narrow * (1 - top));
    return wide * (1 - top) + narrow / 2;
}

double twice_uptake(const struct twice *t, const struct intervention *j)
{
    const double invited = t->scenario->group[j->group].size * t->value[j->top];
    const double uptake = t->value[j->uptake];
    return invited > 0 ? fmin(uptake, t->value[j->capacity] / invited) : uptake;
}

int twice_runs(const struct twice *t, const struct intervention *j, size_t group, int intake)
{
    const int since = intake - j->start;
    return j->group == (int)group && intake < t->scenario->group[group].intakes && since >= 0 && since < j->years;
}

double twice_adjustment(const struct twice *t, const struct intervention *j, const struct effect *e, int year)
{
    const int last = (int)j->ramp_up_count - 1;
    if (year < 0) return 0; /* not yet */
    return t->value[j->ramp_up[year < last ? year : last]] * (1 - t->value[e->deadweight]) * t->value[e->attribution] *
           (1 - t->value[e->displacement]);
}

double twice_fading(const struct twice *t, const struct effect *e, int since, double until)
{
    const double persistence = t->value[e->persistence], half_life = t->value[e->half_life];
    const double faded = half_life > 0 ? pow(0.5, (since - persistence + 1) / half_life) : 0;
    if (until <= persistence) return 1;
    if (since >= persistence) return faded;
    return (persistence - since + (until - persistence) * faded) / (until - since);
}

double twice_combine(const struct twice *t, double so_far, double factor)
{
    if (t->scenario->settings.interactions == INTERACTIONS_MULTIPLY) return so_far * factor;
    const double was = fabs(so_far - 1), is = fabs(factor - 1);
    return is > was || (is == was && factor > so_far) ? factor : so_far;
}

static double one_risk_factor(const struct effect *e, double x, double adj, double p)
{
    double factor = NAN;
    switch (e->measure) {
        case MEASURE_RELATIVE_RISK: factor = 1 - (1 - x) * adj; break;
        case MEASURE_RELATIVE_RISK_REDUCTION: factor = 1 - x * adj; break;
        case MEASURE_ODDS_RATIO: factor = 1 - (1 - x / (1 - p + x * p)) * adj; break;
        default: cr_assert_fail("not a factor of an outcome");
    }
    return fmax(0, factor);
}

/* The effects on an outcome of those interventions of a mask, and their sizes and adjustments. */
struct acting {
    int count;
    const struct effect *effect[16];
    double size[16], adj[16];
};

static struct acting acting_on(const struct twice *t, size_t outcome, unsigned mask, int intake)
{
    struct acting a = {0};
    for (size_t j = 0; j < t->scenario->interventions; j++) {
        const struct intervention *v = &t->scenario->intervention[j];
        for (size_t k = 0; k < v->effect_count; k++) {
            const struct effect *e = &v->effect[k];
            if (!(mask >> j & 1) || e->target != EFFECT_OUTCOME || e->index != (int)outcome) continue;
            a.effect[a.count] = e;
            a.size[a.count] = t->value[e->value];
            a.adj[a.count++] = twice_adjustment(t, v, e, intake - v->start);
        }
    }
    return a;
}

/* Percentage points first, then factors; the odds ratios look at the risk in between. */
static double risk_by_all(const struct acting *a, double p)
{
    double q = p;
    for (int k = 0; k < a->count; k++)
        if (a->effect[k]->measure == MEASURE_ABSOLUTE_RISK_REDUCTION) q -= a->size[k] * a->adj[k];
    const double between = fmin(1, fmax(0, q));
    for (int k = 0; k < a->count; k++)
        if (a->effect[k]->measure != MEASURE_ABSOLUTE_RISK_REDUCTION)
            q *= one_risk_factor(a->effect[k], a->size[k], a->adj[k], between);
    return q;
}

/* Each effect by itself: the risk that is farthest from p, of two the greater. */
static double risk_by_best(const struct acting *a, double p)
{
    double best = p;
    for (int k = 0; k < a->count; k++) {
        const double risk = a->effect[k]->measure == MEASURE_ABSOLUTE_RISK_REDUCTION
                                ? fmax(0, p - a->size[k] * a->adj[k])
                                : p * one_risk_factor(a->effect[k], a->size[k], a->adj[k], p);
        if (fabs(risk - p) > fabs(best - p) || (fabs(risk - p) == fabs(best - p) && risk > best)) best = risk;
    }
    return best;
}

double twice_risk(const struct twice *t, size_t outcome, unsigned mask, int intake, double p)
{
    const struct acting a = acting_on(t, outcome, mask, intake);
    const bool all = t->scenario->settings.interactions == INTERACTIONS_MULTIPLY;
    return fmin(1, fmax(0, all ? risk_by_all(&a, p) : risk_by_best(&a, p)));
}

double twice_remaining(const struct twice *t, size_t service, unsigned mask, int intake, int since)
{
    double combined = 1;
    for (size_t j = 0; j < t->scenario->interventions; j++) {
        const struct intervention *v = &t->scenario->intervention[j];
        for (size_t k = 0; k < v->effect_count; k++) {
            const struct effect *e = &v->effect[k];
            if (!(mask >> j & 1) || e->target != EFFECT_SERVICE || e->index != (int)service) continue;
            const double until = fmin(since + 1, t->value[t->scenario->service[service].duration]);
            const double f =
                t->value[e->value] * twice_adjustment(t, v, e, intake - v->start) * twice_fading(t, e, since, until);
            combined = twice_combine(t, combined, 1 - f);
        }
    }
    return combined;
}

double twice_overlap(double first, double from, double to)
{
    return fmax(0, fmin(first + 1, to) - fmax(first, from));
}

static double rate_of_step(const struct settings *s, int step)
{
    size_t k = 0;
    while (k + 1 < s->discount_steps && step > s->discount_step[k].until) k++;
    return s->discount_step[k].rate;
}

double twice_discount(const struct settings *s, int t)
{
    double factor = 1;
    for (int step = 1; step <= t; step++) factor /= 1 + rate_of_step(s, step);
    if (s->discounting == DISCOUNT_MID) factor /= sqrt(1 + rate_of_step(s, t + 1));
    if (s->discounting == DISCOUNT_END) factor /= 1 + rate_of_step(s, t + 1);
    return factor;
}
