#include "tests/unit/charts_fixture.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/numeric/fixed_math.h"

enum { YEARS_OF_COST = 3, FIRST_SAVING = 2 };

static void *need(void *memory)
{
    if (!memory) abort();
    return memory;
}

#define NEW(f, count, type) ((type *)need(arena_calloc(&(f)->arena, (count), sizeof(type))))

/* A uniform number of (iteration, what), the same everywhere. */
static double uniform(uint64_t iteration, uint64_t what)
{
    uint64_t x = iteration * 0x9E3779B97F4A7C15u + what * 0xD1B54A32D192ED03u + 0x2545F4914F6CDD1Du;
    x ^= x >> 30, x *= 0xBF58476D1CE4E5B9u, x ^= x >> 27, x *= 0x94D049BB133111EBu, x ^= x >> 31;
    return ((double)(x >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(uint64_t iteration, uint64_t what)
{
    return fixed_normal_quantile(uniform(iteration, what));
}

/* Savings of one line and one iteration, in M€ before scaling. */
static double draw_saving(enum charts_shape shape, uint64_t iteration, size_t line)
{
    const double size = 4.0 / (1.0 + (double)line), z = normal(iteration, 10 + line), common = normal(iteration, 1);
    switch (shape) {
        case SHAPE_ZERO: return 0;
        case SHAPE_SAME: return size;
        case SHAPE_SKEWED: return size * 0.4 * fixed_exp(1.5 * (0.8 * common + 0.6 * z));
        case SHAPE_LOSS: return 0.05 * size * fixed_exp(0.4 * z);
        case SHAPE_HARM: return size * (-0.2 + 0.1 * z);
        case SHAPE_ATOM: return uniform(iteration, 20) < 0.7 ? 0 : size * fixed_exp(0.3 * z);
        default: return size * (1 + 0.5 * common + 0.35 * z);
    }
}

static double draw_cost(enum charts_shape shape, uint64_t iteration)
{
    if (shape == SHAPE_ZERO) return 0;
    return shape == SHAPE_SAME || shape == SHAPE_ATOM ? 3.2 : 3.2 * fixed_exp(0.08 * normal(iteration, 3));
}

static struct text label(struct charts_fixture *f, const char *given, const char *en, const char *fi, size_t i)
{
    struct text text = {{0}};
    const struct charts_request *const request = f->request;
    if (request->labels) {
        text.in[LANGUAGE_EN] = request->labels[f->labels_used++ % request->label_count];
        return text;
    }
    if (given) {
        text.in[LANGUAGE_EN] = need(arena_printf(&f->arena, "%s %zu", given, i + 1));
        return text;
    }
    text.in[LANGUAGE_EN] = en;
    text.in[LANGUAGE_FI] = fi;
    return text;
}

static void make_payers(struct charts_fixture *f, const struct charts_request *request)
{
    static const char *const en[] = {"Municipality",   "Wellbeing services county",
                                     "State and Kela", "Employers",
                                     "Pension funds",  "Households",
                                     "Church",         "National income"};
    static const char *const fi[] = {"Kunta",       "Hyvinvointialue",   "Valtio ja Kela",
                                     "Työnantajat", "Työeläkelaitokset", "Kotitaloudet",
                                     "Kirkko",      "Kansantulo"};
    struct payer *const payer = NEW(f, request->payers, struct payer);
    for (size_t i = 0; i < request->payers; i++) {
        const bool private_payer = request->private_payer && i > 0 && i + 1 == request->payers;
        const size_t k = private_payer ? 7 : i;
        payer[i] = (struct payer){en[k], label(f, request->label, en[k], fi[k], i), !private_payer};
    }
    f->scenario.payer = payer;
    f->scenario.payers = request->payers;
}

static void solve(struct charts_fixture *f, const struct concentration_request *request, struct concentration *out)
{
    struct error err = {0};
    if (concentration_solve(&f->arena, request, out, &err) != STATUS_OK) abort();
}

static struct concentration_request concentration_of(size_t i)
{
    static const struct concentration_request known[] = {
        {CONCENTRATION_PARETO, 1, {0.2}, {0.8}, 100, NULL, 0},
        {CONCENTRATION_LOGNORMAL, 2, {0.2, 0.1}, {0.8, 0.75}, INFINITY, NULL, 0},
        {CONCENTRATION_PARETO, 1, {0.2}, {0.6}, 100, NULL, 0},
        {CONCENTRATION_LOGNORMAL, 1, {0.1}, {0.5}, INFINITY, NULL, 0}};
    return known[i % 4];
}

static void make_items(struct charts_fixture *f, const struct charts_request *request)
{
    static const char *const en[] = {"Child and family services", "Specialised care", "Housing services", "Emergency"};
    static const char *const fi[] = {"Lapsi- ja perhepalvelut", "Erikoissairaanhoito", "Asumispalvelut", "Päivystys"};
    struct service *const service = NEW(f, request->services, struct service);
    struct outcome *const outcome = NEW(f, request->outcomes, struct outcome);
    for (size_t i = 0; i < request->services; i++) {
        service[i].name = en[i % 4];
        service[i].label = label(f, request->label, en[i % 4], fi[i % 4], i);
        service[i].request = concentration_of(i);
        solve(f, &service[i].request, &service[i].concentration);
    }
    for (size_t i = 0; i < request->outcomes; i++) {
        outcome[i].name = "marginalisation";
        outcome[i].label = label(f, request->label, "Marginalisation of youth", "Nuorten syrjäytyminen", i);
        outcome[i].request = concentration_of(i + 2);
        solve(f, &outcome[i].request, &outcome[i].concentration);
    }
    struct intervention *const intervention = NEW(f, 1, struct intervention);
    struct effect *const effect = NEW(f, 1, struct effect);
    effect->target = EFFECT_OUTCOME;
    intervention->effect = effect;
    intervention->effect_count = request->outcomes > 0;
    intervention->name = "co_development";
    intervention->label =
        label(f, request->label, "Co-developed multi-agency support", "Yhteiskehittäminen ja monialainen tuki", 0);
    f->scenario.service = service;
    f->scenario.services = request->services;
    f->scenario.outcome = outcome;
    f->scenario.outcomes = request->outcomes;
    f->scenario.intervention = intervention;
    f->scenario.interventions = 1;
}

static void make_settings(struct charts_fixture *f, const struct charts_request *request)
{
    struct discount_step *const step = NEW(f, 1, struct discount_step);
    *step = (struct discount_step){INT32_MAX, 0.03};
    struct quantity *const risk = NEW(f, 1, struct quantity);
    *risk = (struct quantity){.path = "outcomes.marginalisation.risk",
                              .unit = UNIT_SHARE,
                              .scale = 1,
                              .distribution = {.kind = DISTRIBUTION_UNIFORM,
                                               .parameter = {0.05, 0.07},
                                               .minimum = -INFINITY,
                                               .maximum = INFINITY,
                                               .u_maximum = 1}};
    struct scenario *const s = &f->scenario;
    s->arena = &f->arena;
    s->file = "scenarios/pohjois-savo-transition.yaml";
    s->title.in[LANGUAGE_EN] = request->title ? request->title : "Transition support, North Savo";
    s->title.in[LANGUAGE_FI] = request->title ? NULL : "Nivelvaiheen yhteiskehittäminen, Pohjois-Savo";
    s->settings = (struct settings){.start_year = 2021,
                                    .horizon = request->horizon,
                                    .price_year = 2021,
                                    .currency = "EUR",
                                    .discount_steps = 1,
                                    .discount_step = step,
                                    .discount_written = "3%"};
    s->simulation = (struct simulation){.iterations = request->iterations, .seed = 20210916};
    s->quantity = risk;
    s->quantities = 1;
}

/* Adds a family of columns; returns the index of the first. */
static int add(struct charts_fixture *f, struct column *column, size_t count, enum unit unit)
{
    const int first = (int)f->outcomes.columns;
    for (size_t i = 0; i < count; i++)
        column[f->outcomes.columns++] =
            (struct column){"column", unit, NEW(f, f->outcomes.iterations, double), "A column"};
    return first;
}

static void make_columns(struct charts_fixture *f)
{
    struct outcomes *const o = &f->outcomes;
    const size_t payers = f->scenario.payers, horizon = (size_t)o->horizon;
    struct column *const c = NEW(f, 64 + o->lines + 4 * payers + 2 * (payers + 2) * horizon, struct column);
    struct outcome_index *const at = &o->at;
    o->column = c;
    int *const single[] = {&at->net,         &at->gross,    &at->cost,     &at->net_public,  &at->gross_public,
                           &at->cost_public, &at->cashable, &at->capacity, &at->net_expected};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++) *single[i] = add(f, c, 1, UNIT_MONEY);
    at->net_payer = add(f, c, payers, UNIT_MONEY);
    at->gross_payer = add(f, c, payers, UNIT_MONEY);
    at->cost_payer = add(f, c, payers, UNIT_MONEY);
    at->line = add(f, c, o->lines, UNIT_MONEY);
    at->participants = add(f, c, 1 + f->scenario.interventions, UNIT_PERSONS);
    at->cases_avoided = add(f, c, f->scenario.outcomes, UNIT_PERSONS);
    at->break_even = add(f, c, 1, UNIT_YEARS);
    at->break_even_public = add(f, c, 1, UNIT_YEARS);
    at->cumulative_net = add(f, c, horizon, UNIT_MONEY);
    at->cumulative_net_public = add(f, c, horizon, UNIT_MONEY);
    at->cumulative_net_payer = add(f, c, payers * horizon, UNIT_MONEY);
    at->cash_flow = add(f, c, horizon, UNIT_MONEY);
    at->cash_flow_public = add(f, c, horizon, UNIT_MONEY);
    at->cash_flow_payer = add(f, c, payers * horizon, UNIT_MONEY);
    at->quantity = add(f, c, 1, UNIT_SHARE);
    /* every saving is money */
    at->net_cashable = at->net;
    at->net_cashable_public = at->net_public;
    at->net_cashable_payer = at->net_payer;
    at->break_even_cashable = at->break_even;
    at->break_even_cashable_public = at->break_even_public;
    at->cumulative_cashable = at->cumulative_net;
    at->cumulative_cashable_public = at->cumulative_net_public;
}

static double *cell(struct charts_fixture *f, int column, size_t i)
{
    return (double *)(uintptr_t)&f->outcomes.column[column].value[i];
}

/* Payer p's share of savings and of cost: the first pays most, the last saves most. */
static double share(size_t payers, size_t p, bool cost)
{
    const double sum = (double)payers * (double)(payers + 1) / 2;
    return (cost ? (double)(payers - p) : (double)(p + 1)) / sum;
}

static void fill_years(struct charts_fixture *f, size_t i, double gross, double cost)
{
    const int horizon = f->outcomes.horizon;
    double sum = 0, weight = 0, paid = 0;
    for (int t = FIRST_SAVING; t < horizon; t++) weight += 1 / (1 + 0.04 * t);
    for (int t = 0; t < horizon; t++) {
        if (t < YEARS_OF_COST) paid = cost / (horizon < YEARS_OF_COST ? horizon : YEARS_OF_COST);
        sum += (t >= FIRST_SAVING         ? gross / (1 + 0.04 * t) / weight
                : horizon <= FIRST_SAVING ? gross / horizon
                                          : 0) -
               (t < YEARS_OF_COST ? paid : 0);
        *cell(f, f->outcomes.at.cumulative_net + t, i) = sum;
        *cell(f, f->outcomes.at.cumulative_net_public + t, i) = 0.5 * sum;
        const double flow = (t >= FIRST_SAVING ? gross / (horizon - FIRST_SAVING) : 0) - (t < YEARS_OF_COST ? paid : 0);
        *cell(f, f->outcomes.at.cash_flow + t, i) = *cell(f, f->outcomes.at.cash_flow_public + t, i) = flow;
        for (int p = 0; p < (int)f->scenario.payers; p++)
            *cell(f, f->outcomes.at.cash_flow_payer + p * horizon + t, i) = flow / (double)f->scenario.payers;
    }
    *cell(f, f->outcomes.at.break_even, i) = *cell(f, f->outcomes.at.break_even_public, i) = horizon;
}

static void fill_iteration(struct charts_fixture *f, const struct charts_request *request, size_t i)
{
    const struct outcome_index *const at = &f->outcomes.at;
    const double cost = request->scale * draw_cost(request->shape, i);
    double gross = 0;
    for (size_t k = 0; k + 1 < f->outcomes.lines; k++) {
        const double saving = request->scale * draw_saving(request->shape, i, k);
        *cell(f, at->line + (int)k, i) = saving;
        gross += saving;
    }
    *cell(f, at->line + (int)f->outcomes.lines - 1, i) = -cost;
    *cell(f, at->gross, i) = *cell(f, at->cashable, i) = gross;
    *cell(f, at->cost, i) = cost;
    *cell(f, at->net, i) = *cell(f, at->net_expected, i) = gross - cost;
    for (size_t p = 0; p < request->payers; p++) {
        const double saved = gross * share(request->payers, p, false), paid = cost * share(request->payers, p, true);
        const int k = (int)p;
        *cell(f, at->gross_payer + k, i) = saved;
        *cell(f, at->cost_payer + k, i) = paid;
        *cell(f, at->net_payer + k, i) = saved - paid;
        if (!f->scenario.payer[p].public_finances) continue;
        *cell(f, at->gross_public, i) += saved;
        *cell(f, at->cost_public, i) += paid;
        *cell(f, at->net_public, i) += saved - paid;
    }
    fill_years(f, i, gross, cost);
    *cell(f, at->participants, i) = *cell(f, at->participants + 1, i) = 345;
    for (size_t k = 0; k < request->outcomes; k++) *cell(f, at->cases_avoided + (int)k, i) = 3 + normal(i, 40 + k);
    *cell(f, at->quantity, i) = 0.05 + 0.02 * uniform(i, 30);
}

/* A fifth of the participants would be struck; the others are reached by no effect. */
static void make_baseline(struct charts_fixture *f)
{
    struct baseline_outcome *const outcome = NEW(f, f->scenario.outcomes, struct baseline_outcome);
    const double persons = f->summary.column[f->outcomes.at.participants].mean.value;
    for (size_t k = 0; k < f->scenario.outcomes; k++)
        outcome[k] = (struct baseline_outcome){
            4 * persons, persons / 2, k == 0, {persons / 5, persons / 100, persons / 6, persons / 4}};
    f->report.baseline = (struct baseline){.outcomes = f->scenario.outcomes, .outcome = outcome};
}

/* Another source of a disputed number, by which everything would be as it is. */
static void make_alternative(struct charts_fixture *f)
{
    struct alternative *const alternative = NEW(f, 1, struct alternative);
    struct study_alternative *const found = NEW(f, 1, struct study_alternative);
    const struct column_summary *const column = f->summary.column;
    *alternative =
        (struct alternative){.assumption = "lifetime_cost",
                             .name = "research",
                             .label = label(f, f->request->label, "the figure of a study", "tutkimuksen luku", 0)};
    *found = (struct study_alternative){.alternative = alternative,
                                        .net = column[f->outcomes.at.net],
                                        .net_public = column[f->outcomes.at.net_public],
                                        .net_cashable_public = column[f->outcomes.at.net_cashable_public]};
    f->report.alternative = found;
    f->report.alternatives = 1;
}

void charts_fixture_init(struct charts_fixture *fixture, const struct charts_request *request)
{
    *fixture = (struct charts_fixture){0};
    fixture->request = request;
    arena_init(&fixture->arena, allocator_libc, 0);
    make_payers(fixture, request);
    make_items(fixture, request);
    make_settings(fixture, request);
    struct outcomes *const o = &fixture->outcomes;
    o->iterations = o->requested = request->iterations;
    o->horizon = request->horizon;
    o->lines = request->services + request->outcomes + 1;
    struct line *const line = NEW(fixture, o->lines, struct line);
    for (size_t i = 0; i < request->outcomes; i++) line[i] = (struct line){LINE_OUTCOME, (int)i};
    for (size_t i = 0; i < request->services; i++) line[request->outcomes + i] = (struct line){LINE_SERVICE, (int)i};
    line[o->lines - 1] = (struct line){LINE_PROGRAMME, 0};
    o->line = line;
    make_columns(fixture);
    for (size_t i = 0; i < request->iterations; i++) fill_iteration(fixture, request, i);
    struct error err = {0};
    if (summary_compute(&fixture->arena, o, &fixture->scenario, &fixture->summary, &err) != STATUS_OK) abort();
    fixture->report =
        (struct report){.scenario = &fixture->scenario, .outcomes = o, .summary = &fixture->summary, .detail = true};
    make_baseline(fixture);
    make_alternative(fixture);
}

void charts_fixture_free(struct charts_fixture *fixture)
{
    arena_free(&fixture->arena);
}
