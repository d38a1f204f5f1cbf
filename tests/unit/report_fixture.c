#include "tests/unit/report_fixture.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/document/render_text.h"

#define LABEL(english, finnish, swedish)                                                                               \
    {                                                                                                                  \
        {                                                                                                              \
            english, finnish, swedish                                                                                  \
        }                                                                                                              \
    }

static const struct payer payers[FIXTURE_PAYERS] = {
    {"municipality", LABEL("Municipality", "Kunta", "Kommun"), true},
    {"state", LABEL("State and Kela", "Valtio ja Kela", "Staten och FPA"), true},
    {"national_income", LABEL("National income", "Kansantulo", "Nationalinkomst"), false}};
static const struct group groups[] = {{"pupils", {{NULL}}, 400, 2}};
static bool everybody[] = {true};
static const struct outcome outcomes_of[] = {{.name = "marginalisation",
                                              .label = LABEL("Marginalisation", "Syrjäytyminen", "Utslagning"),
                                              .applies = everybody}};
static const struct intervention interventions[] = {
    {.name = "mentoring", .label = LABEL("Mentoring", "Mentorointi", "Mentorskap"), .group = 0, .years = 2}};
static const struct line lines[] = {{LINE_OUTCOME, 0}, {LINE_PROGRAMME, 0}};
static const struct discount_step rate[] = {{2147483647, 0.03}};
static const struct baseline_outcome without[] = {{.persons = 1000, .struck = 80}};
static const struct override overrides[] = {{"--set", "settings.horizon", "10 years"}};

static void make_quantities(struct fixture *fixture)
{
    struct quantity *const quantity = ARENA_ARRAY(&fixture->arena, 3, struct quantity);
    const char *const path[] = {"outcomes.marginalisation.risk", "assumptions.lifetime_cost",
                                "interventions.mentoring.uptake"};
    const enum evidence evidence[] = {EVIDENCE_PUBLISHED, EVIDENCE_DERIVED, EVIDENCE_JUDGEMENT};
    const enum unit unit[] = {UNIT_SHARE, UNIT_MONEY_PER_CASE, UNIT_SHARE};
    for (int q = 0; q < 3; q++)
        quantity[q] = (struct quantity){.path = path[q],
                                        .unit = unit[q],
                                        .scale = 1,
                                        .written = "uniform: [0, 1]",
                                        .evidence = evidence[q],
                                        .source = {{"=HYPERLINK(\"x\")", NULL, NULL}},
                                        .distribution = {.kind = DISTRIBUTION_UNIFORM,
                                                         .parameter = {0, 1},
                                                         .minimum = -INFINITY,
                                                         .maximum = INFINITY,
                                                         .u_maximum = 1}};
    quantity[1].scale = 1.21;
    quantity[1].price_year = 2017;
    quantity[1].price_index = "consumer_prices";
    fixture->scenario.quantity = quantity;
    fixture->scenario.quantities = 3;
}

static void make_scenario(struct fixture *fixture, const struct fixture_request *request)
{
    struct scenario *const scenario = &fixture->scenario;
    *scenario =
        (struct scenario){.arena = &fixture->arena,
                          .file = "fixture.yaml",
                          .title = LABEL("Fixture", "Koeasetelma", "Testfall"),
                          .settings = {.start_year = 2021,
                                       .horizon = FIXTURE_YEARS,
                                       .price_year = 2024,
                                       .currency = "EUR",
                                       .discount_steps = 1,
                                       .discount_step = rate,
                                       .discount_written = "3%"},
                          .simulation = {.iterations = request->requested ? request->requested : request->iterations,
                                         .seed = 7,
                                         .cohort = request->cohort},
                          .payers = request->payers,
                          .payer = payers,
                          .groups = 1,
                          .group = groups,
                          .outcomes = 1,
                          .outcome = outcomes_of,
                          .interventions = 1,
                          .intervention = interventions,
                          .overrides = 1,
                          .override = overrides,
                          .hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"};
    make_quantities(fixture);
}

static void name_columns(struct fixture *fixture)
{
    struct outcomes *const out = &fixture->outcomes;
    struct outcome_index *const at = &out->at;
    struct arena *const arena = &fixture->arena;
    const size_t n = fixture->scenario.payers, years = FIXTURE_YEARS;
    const struct {
        int *at;
        const char *stem; /* of several: with a point at its end */
        size_t count;
        enum unit unit;
        const char *end;
    } family[] = {{&at->net, "net", 1, UNIT_MONEY, ""},
                  {&at->gross, "gross", 1, UNIT_MONEY, ""},
                  {&at->cost, "cost", 1, UNIT_MONEY, ""},
                  {&at->net_public, "net_public", 1, UNIT_MONEY, ""},
                  {&at->gross_public, "gross_public", 1, UNIT_MONEY, ""},
                  {&at->cost_public, "cost_public", 1, UNIT_MONEY, ""},
                  {&at->cashable, "gross_cashable", 1, UNIT_MONEY, ""},
                  {&at->capacity, "gross_capacity", 1, UNIT_MONEY, ""},
                  {&at->net_cashable, "net_cashable", 1, UNIT_MONEY, ""},
                  {&at->net_cashable_public, "net_cashable_public", 1, UNIT_MONEY, ""},
                  {&at->net_expected, "net_expected", 1, UNIT_MONEY, ""},
                  {&at->net_payer, "net.", n, UNIT_MONEY, ""},
                  {&at->gross_payer, "gross.", n, UNIT_MONEY, ""},
                  {&at->cost_payer, "cost.", n, UNIT_MONEY, ""},
                  {&at->net_cashable_payer, "net_cashable.", n, UNIT_MONEY, ""},
                  {&at->line, "line.", 2, UNIT_MONEY, ""},
                  {&at->participants, "participants.", 1, UNIT_PERSONS, ""},
                  {&at->cases_avoided, "cases_avoided.", 1, UNIT_PERSONS, ""},
                  {&at->break_even, "break_even", 1, UNIT_YEARS, ""},
                  {&at->break_even_public, "break_even_public", 1, UNIT_YEARS, ""},
                  {&at->break_even_cashable, "break_even_cashable", 1, UNIT_YEARS, ""},
                  {&at->break_even_cashable_public, "break_even_cashable_public", 1, UNIT_YEARS, ""},
                  {&at->cumulative_net, "cumulative_net.", years, UNIT_MONEY, ""},
                  {&at->cumulative_net_public, "cumulative_net_public.", years, UNIT_MONEY, ""},
                  {&at->cumulative_net_payer, "cumulative_net.", n * years, UNIT_MONEY, ".payer"},
                  {&at->cumulative_cashable, "cumulative_net_cashable.", years, UNIT_MONEY, ""},
                  {&at->cumulative_cashable_public, "cumulative_net_cashable_public.", years, UNIT_MONEY, ""},
                  {&at->cash_flow, "cash_flow.", years, UNIT_MONEY, ""},
                  {&at->cash_flow_public, "cash_flow_public.", years, UNIT_MONEY, ""},
                  {&at->cash_flow_payer, "cash_flow.", n * years, UNIT_MONEY, ".payer"},
                  {&at->quantity, "quantity.", 3, UNIT_SHARE, ""}};
    out->columns = 0;
    for (size_t f = 0; f < sizeof family / sizeof *family; f++) {
        *family[f].at = (int)out->columns;
        const bool several = family[f].stem[strlen(family[f].stem) - 1] == '.';
        for (size_t i = 0; i < family[f].count; i++, out->columns++)
            out->column[out->columns] = (struct column){
                several ? arena_printf(arena, "%s%zu%s", family[f].stem, i, family[f].end) : family[f].stem,
                family[f].unit, out->value + out->columns * out->requested, "A column"};
    }
    cr_assert_leq(out->columns, FIXTURE_COLUMNS);
}

static void put(struct fixture *fixture, int column, size_t i, double value)
{
    fixture->outcomes.value[(size_t)column * fixture->outcomes.requested + i] = value;
}

/* A quarter of the savings is staff time and places. */
static const double released = 0.75;

/* One payer's money in one iteration, with its cumulative course: all cost in the first year, savings evenly. */
static void record_payer(struct fixture *fixture, size_t p, size_t i, double gross, double cost)
{
    const struct outcome_index *const at = &fixture->outcomes.at;
    put(fixture, at->gross_payer + (int)p, i, gross);
    put(fixture, at->cost_payer + (int)p, i, cost);
    put(fixture, at->net_payer + (int)p, i, gross - cost);
    put(fixture, at->net_cashable_payer + (int)p, i, released * gross - cost);
    for (int t = 0; t < FIXTURE_YEARS; t++) {
        const int year = (int)p * FIXTURE_YEARS + t;
        put(fixture, at->cumulative_net_payer + year, i, gross * (t + 1) / FIXTURE_YEARS - cost);
        put(fixture, at->cash_flow_payer + year, i, released * gross / FIXTURE_YEARS - (t == 0 ? cost : 0));
    }
}

/* The columns of one sum over payers. */
struct total {
    int net, gross, cost, cash, cumulative, cumulative_cash, flow, break_even, break_even_cash;
};

static int record_course(struct fixture *fixture, size_t i, double gross, double cost, int cumulative)
{
    int year = FIXTURE_YEARS;
    for (int t = FIXTURE_YEARS - 1; t >= 0; t--) {
        const double net = gross * (t + 1) / FIXTURE_YEARS - cost;
        put(fixture, cumulative + t, i, net);
        if (net >= 0) year = t;
    }
    return year;
}

static void record_total(struct fixture *fixture, size_t i, double gross, double cost, const struct total *column)
{
    put(fixture, column->break_even, i, record_course(fixture, i, gross, cost, column->cumulative));
    put(fixture, column->break_even_cash, i,
        record_course(fixture, i, released * gross, cost, column->cumulative_cash));
    put(fixture, column->net, i, gross - cost);
    put(fixture, column->gross, i, gross);
    put(fixture, column->cost, i, cost);
    put(fixture, column->cash, i, released * gross - cost);
    for (int t = 0; t < FIXTURE_YEARS; t++)
        put(fixture, column->flow + t, i, released * gross / FIXTURE_YEARS - (t == 0 ? cost : 0));
}

static void record(struct fixture *fixture, const struct fixture_request *request, size_t i)
{
    const struct outcome_index *const at = &fixture->outcomes.at;
    const size_t n = fixture->outcomes.requested, shuffled = (i * 7919) % n;
    const double x = 1 + request->spread * ((2.0 * (double)shuffled + 1) / (double)n - 1);
    const double stochastic = i % 2 ? request->stochastic : -request->stochastic;
    const struct total all = {at->net,          at->gross,          at->cost,
                              at->net_cashable, at->cumulative_net, at->cumulative_cashable,
                              at->cash_flow,    at->break_even,     at->break_even_cashable};
    const struct total of_public = {at->net_public,          at->gross_public,          at->cost_public,
                                    at->net_cashable_public, at->cumulative_net_public, at->cumulative_cashable_public,
                                    at->cash_flow_public,    at->break_even_public,     at->break_even_cashable_public};
    double gross[2] = {0, 0}, cost[2] = {0, 0};
    for (size_t p = 0; p < request->payers; p++) {
        const double saved = request->gross[p] * x + (p == 0 ? stochastic : 0);
        record_payer(fixture, p, i, saved, request->cost[p]);
        for (int total = 0; total < 1 + payers[p].public_finances; total++) {
            gross[total] += saved;
            cost[total] += request->cost[p];
        }
    }
    record_total(fixture, i, gross[0], cost[0], &all);
    record_total(fixture, i, gross[1], cost[1], &of_public);
    put(fixture, at->net_expected, i, gross[0] - cost[0] - stochastic);
    put(fixture, at->cashable, i, released * gross[0]);
    put(fixture, at->capacity, i, (1 - released) * gross[0]);
    put(fixture, at->line, i, gross[0]);
    put(fixture, at->line + 1, i, -cost[0]);
    put(fixture, at->participants, i, 400);
    put(fixture, at->cases_avoided, i, floor(request->cases * x));
    for (int q = 0; q < 3; q++) put(fixture, at->quantity + q, i, x / (q + 2));
}

void fixture_init(struct fixture *fixture, const struct fixture_request *request)
{
    struct error err = {0};
    arena_init(&fixture->arena, allocator_libc, 0);
    make_scenario(fixture, request);
    static const int drawn[] = {0, 1, 2};
    const uint32_t requested = fixture->scenario.simulation.iterations;
    fixture->outcomes = (struct outcomes){.iterations = request->iterations,
                                          .requested = requested,
                                          .lines = 2,
                                          .line = lines,
                                          .drawn = 3,
                                          .drawn_quantity = drawn,
                                          .horizon = FIXTURE_YEARS};
    fixture->outcomes.column = ARENA_ARRAY(&fixture->arena, FIXTURE_COLUMNS, struct column);
    fixture->outcomes.value = ARENA_ARRAY(&fixture->arena, (size_t)FIXTURE_COLUMNS * requested, double);
    cr_assert(fixture->outcomes.column && fixture->outcomes.value);
    name_columns(fixture);
    for (size_t i = 0; i < requested; i++) record(fixture, request, i);
    cr_assert_eq(summary_compute(&fixture->arena, &fixture->outcomes, &fixture->scenario, &fixture->summary, &err),
                 STATUS_OK, "%s", err.message);
    fixture->report = (struct report){.scenario = &fixture->scenario,
                                      .outcomes = &fixture->outcomes,
                                      .summary = &fixture->summary,
                                      .detail = true,
                                      .baseline = {.outcomes = 1, .outcome = without}};
}

void fixture_free(struct fixture *fixture)
{
    arena_free(&fixture->arena);
}

const char *fixture_text(struct fixture *fixture, enum language language, int width)
{
    struct document document;
    struct error err = {0};
    struct sink *const sink = ARENA_NEW(&fixture->arena, struct sink);
    char *const text = arena_calloc(&fixture->arena, 65536, 1);
    FILE *const file = tmpfile();
    cr_assert(sink && text && file);
    sink_attach(sink, &sink_system_posix, fileno(file), "text");
    cr_assert_eq(report_build_run(&fixture->report, &fixture->arena, language, &document, &err), STATUS_OK);
    cr_assert_eq(render_text(&document, &(struct text_style){width, false}, sink, &err), STATUS_OK);
    cr_assert_eq(sink_close(sink, NULL, &err), STATUS_OK, "%s", err.message);
    rewind(file);
    cr_assert_gt(fread(text, 1, 65535, file), 0);
    fclose(file);
    return text;
}
