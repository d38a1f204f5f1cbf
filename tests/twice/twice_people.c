#include <criterion/criterion.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>

#include "sim/numeric/stream.h"
#include "tests/twice/twice.h"

static double narrow(const struct twice *t, uint32_t person, const char *format, const char *name, const char *group,
                     int intake)
{
    char stream[256];
    double u = NAN;
    snprintf(stream, sizeof stream, format, name, group, intake);
    stream_fill_narrow(t->scenario->simulation.seed, stream_id(stream), t->iteration, person, 1, &u);
    return u;
}

static double rank_of(const struct twice *t, size_t group, int intake, uint32_t person)
{
    return narrow(t, person, "population.%s/%s/%d", t->scenario->group[group].name, "rank", intake);
}

static int takes_part(const struct twice *t, const struct intervention *j, int intake, uint32_t person, double rank)
{
    const double top = t->value[j->top], accuracy = t->value[j->accuracy];
    const double v = narrow(t, person, "interventions.%s/%s/%d", j->name, "targeting", intake);
    const double stochastic = narrow(t, person, "interventions.%s/%s/%d", j->name, "uptake", intake);
    const double score = accuracy * rank + (1 - accuracy) * v;
    return (top == 1 || score > twice_threshold(top, accuracy)) && stochastic < twice_uptake(t, j);
}

static double probability(const struct twice *t, size_t outcome, double rank)
{
    const struct outcome *k = &t->scenario->outcome[outcome];
    return fmin(1, t->kappa[outcome] * concentration_weight(&k->concentration, rank));
}

static void strike(struct twice *t, size_t group, int intake, uint32_t person, double rank, unsigned mask)
{
    const struct scenario *s = t->scenario;
    for (size_t k = 0; k < s->outcomes; k++) {
        if (!s->outcome[k].applies[group]) continue;
        char name[128];
        snprintf(name, sizeof name, "%s/strikes", s->outcome[k].name);
        const double u = narrow(t, person, "outcomes.%s/%s/%d", name, s->group[group].name, intake);
        const double p = probability(t, k, rank);
        const double p1 = twice_risk(t, k, mask, intake, p);
        t->people.avoided[k][intake] += (u < p) - (u < p1);
    }
}

/* Adds what a person (or `weight` persons' worth of them) costs less in each year of each service. */
static void relieve(struct twice *t, size_t service, int intake, unsigned mask, double weight)
{
    const double duration = t->value[t->scenario->service[service].duration];
    for (int year = intake; year < t->scenario->settings.horizon; year++)
        t->people.relief[service][year] += weight * (1 - twice_remaining(t, service, mask, intake, year - intake)) *
                                           twice_overlap(year, intake, intake + duration);
}

static void live(struct twice *t, size_t group, int intake, uint32_t person)
{
    const struct scenario *s = t->scenario;
    const double rank = rank_of(t, group, intake, person);
    unsigned mask = 0;
    for (size_t j = 0; j < s->interventions; j++)
        if (twice_runs(t, &s->intervention[j], group, intake) &&
            takes_part(t, &s->intervention[j], intake, person, rank)) {
            mask |= 1u << j;
            t->people.participants[j][intake] += 1;
        }
    strike(t, group, intake, person, rank, mask);
    for (size_t k = 0; k < s->services; k++)
        if (s->service[k].applies[group])
            relieve(t, k, intake, mask, concentration_weight(&s->service[k].concentration, rank));
}

void twice_count_people(struct twice *t)
{
    const struct scenario *s = t->scenario;
    for (size_t g = 0; g < s->groups; g++)
        for (int a = 0; a < s->group[g].intakes && a < s->settings.horizon; a++)
            for (uint32_t i = 0; i < s->group[g].size; i++) live(t, g, a, i);
}

/* --- the chance of persons integrated out ------------------------------------------------------------------------ */

/* Probability that a person of this rank takes part. */
static double participation(const struct twice *t, const struct intervention *j, double rank)
{
    const double top = t->value[j->top], accuracy = t->value[j->accuracy];
    double invited = 1;
    if (top < 1) {
        const double needed = twice_threshold(top, accuracy) - accuracy * rank; /* (1 - accuracy) * v must exceed it */
        invited = accuracy == 1 ? needed < 0 : fmin(1, fmax(0, 1 - needed / (1 - accuracy)));
    }
    return invited * twice_uptake(t, j);
}

static double chance_of_mask(const struct twice *t, size_t group, int intake, unsigned mask, double rank)
{
    double chance = 1;
    for (size_t j = 0; j < t->scenario->interventions; j++) {
        const struct intervention *v = &t->scenario->intervention[j];
        const double part = twice_runs(t, v, group, intake) ? participation(t, v, rank) : 0;
        chance *= mask >> j & 1 ? part : 1 - part;
    }
    return chance;
}

struct integrand {
    const struct twice *twice;
    size_t group, item;
    int intake;
    unsigned mask;
    const struct concentration *concentration;
    double (*at)(const struct integrand *, double rank, double weight);
};

/* E[avoided | rank] by enumerating who takes part in what. */
static double avoided_at(const struct integrand *f, double rank, double weight)
{
    const double p = fmin(1, f->twice->kappa[f->item] * weight);
    double sum = 0;
    for (unsigned mask = 0; mask < 1u << f->twice->scenario->interventions; mask++) {
        const double chance = chance_of_mask(f->twice, f->group, f->intake, mask, rank);
        if (chance > 0) sum += chance * (p - twice_risk(f->twice, f->item, mask, f->intake, p));
    }
    return sum;
}

/* Weight of the persons of a mask in a service. */
static double weight_at(const struct integrand *f, double rank, double weight)
{
    return chance_of_mask(f->twice, f->group, f->intake, f->mask, rank) * weight;
}

/* Rank 1 - x^8: what happens near the top, where weights run off, is seen from near. */
static double substituted(double x, void *data)
{
    const struct integrand *f = (const struct integrand *)data;
    const double distance = pow(x, 8);
    return 8 * pow(x, 7) * f->at(f, 1 - distance, concentration_top_weight(f->concentration, distance));
}

static void add_bound(double *bound, int *count, double least, double rank)
{
    const double x = pow(1 - rank, 0.125);
    if (!(rank >= 0 && x > least && x < 1)) return;
    int at = (*count)++;
    for (; at > 0 && bound[at - 1] > x; at--) bound[at] = bound[at - 1];
    bound[at] = x;
}

/* Where invitations begin, where they are certain, and where an outcome is: between these a narrow strip that is all
 * there is would pass unseen. */
static int find_bounds(const struct integrand *f, double least, double *bound)
{
    const struct twice *t = f->twice;
    int count = 0;
    for (size_t j = 0; j < t->scenario->interventions; j++) {
        const double top = t->value[t->scenario->intervention[j].top];
        const double accuracy = t->value[t->scenario->intervention[j].accuracy];
        if (accuracy == 0) continue;
        add_bound(bound, &count, least, twice_threshold(top, accuracy) / accuracy);
        add_bound(bound, &count, least, (twice_threshold(top, accuracy) - (1 - accuracy)) / accuracy);
    }
    if (f->at == avoided_at && f->twice->kappa[f->item] > 0)
        add_bound(bound, &count, least, concentration_rank(f->concentration, 1 / f->twice->kappa[f->item]));
    bound[count++] = 1;
    return count;
}

/* From the top down to the lowest rank, but for the topmost `top`. */
static double integrate(struct integrand *f, double top)
{
    gsl_integration_cquad_workspace *w = gsl_integration_cquad_workspace_alloc(1000);
    gsl_function function = {substituted, f};
    double bound[64], from = pow(top, 0.125), sum = 0;
    const int bounds = find_bounds(f, from, bound);
    for (int i = 0; i < bounds; from = bound[i++]) {
        double part = NAN, error = NAN;
        size_t evaluations = 0;
        gsl_integration_cquad(&function, from, bound[i], 0, 1e-11, w, &part, &error, &evaluations);
        sum += part;
    }
    gsl_integration_cquad_workspace_free(w);
    return sum;
}

/* A weight that runs off has its mean over the topmost 2^-32 of ranks in a closed form. A risk runs off nowhere. */
static double integrate_weight(struct integrand *f)
{
    const double top = 0x1p-32, weight = concentration_top_share(f->concentration, top) / top;
    return integrate(f, top) + top * f->at(f, 1, weight);
}

static void integrate_intake(struct twice *t, size_t group, int intake)
{
    const struct scenario *s = t->scenario;
    const double size = s->group[group].size;
    for (size_t j = 0; j < s->interventions; j++)
        if (twice_runs(t, &s->intervention[j], group, intake))
            t->people.participants[j][intake] +=
                size * t->value[s->intervention[j].top] * twice_uptake(t, &s->intervention[j]);
    for (size_t k = 0; k < s->outcomes; k++) {
        struct integrand f = {t, group, k, intake, 0, &s->outcome[k].concentration, avoided_at};
        if (s->outcome[k].applies[group]) t->people.avoided[k][intake] += size * integrate(&f, 0);
    }
    for (size_t k = 0; k < s->services; k++)
        for (unsigned mask = 1; mask < 1u << s->interventions; mask++) {
            struct integrand f = {t, group, k, intake, mask, &s->service[k].concentration, weight_at};
            if (s->service[k].applies[group]) relieve(t, k, intake, mask, size * integrate_weight(&f));
        }
}

void twice_integrate_people(struct twice *t)
{
    for (size_t g = 0; g < t->scenario->groups; g++)
        for (int a = 0; a < t->scenario->group[g].intakes && a < t->scenario->settings.horizon; a++)
            integrate_intake(t, g, a);
}
