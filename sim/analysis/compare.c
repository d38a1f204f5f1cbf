#include "sim/analysis/compare.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/evaluate.h"
#include "sim/base/nearest.h"
#include "sim/engine/money.h"

/* Results of each run, in this order: these, then what each payer is left with in money, gross and cost, then
 * participants of each intervention and cases of each outcome. */
enum { RESULT_NET, RESULT_CASH_PUBLIC, RESULT_COST, RESULT_CAPACITY, RESULTS_FIXED, PAYER_RESULTS = 3 };
static const char *const fixed_result[RESULTS_FIXED] = {"net", "net_cashable_public", "cost", "gross_capacity"};
static const char *const payer_result[PAYER_RESULTS] = {"net_cashable", "gross", "cost"};

/* What is gathered while scenario after scenario runs. */
struct gathering {
    struct arena *arena;
    const struct compare_request *request;
    struct compare *out;
    struct error *err;
    size_t n;
    double **net, **cash_public, **cases;       /* [choices][n] */
    double *result;                             /* [results][n] of the scenario at hand */
    double *scratch;                            /* [n] */
    struct column_summary *cost, *participants; /* [choices] */
    struct compare_payer *payer;                /* [payers] */
    struct column_summary *case_summary;        /* [choices] */
};

static size_t count_results(const struct scenario *scenario)
{
    return RESULTS_FIXED + PAYER_RESULTS * scenario->payers + scenario->interventions + scenario->outcomes;
}

static size_t first_participants(const struct scenario *scenario)
{
    return RESULTS_FIXED + PAYER_RESULTS * scenario->payers;
}

static const char **result_names(struct arena *arena, const struct scenario *scenario)
{
    const char **const name = ARENA_ARRAY(arena, count_results(scenario), const char *);
    size_t names = 0;
    if (!name) return NULL;
    for (; names < RESULTS_FIXED; names++) name[names] = fixed_result[names];
    for (size_t p = 0; p < scenario->payers; p++)
        for (size_t r = 0; r < PAYER_RESULTS; r++)
            if (!(name[names++] = arena_printf(arena, "%s.%s", payer_result[r], scenario->payer[p].name))) return NULL;
    for (size_t j = 0; j < scenario->interventions; j++)
        if (!(name[names++] = arena_printf(arena, "participants.%s", scenario->intervention[j].name))) return NULL;
    for (size_t k = 0; k < scenario->outcomes; k++)
        if (!(name[names++] = arena_printf(arena, "cases_avoided.%s", scenario->outcome[k].name))) return NULL;
    return name;
}

static bool counted(const struct gathering *g, const struct outcome *outcome)
{
    return !g->request->outcome || strcmp(g->request->outcome, outcome->name) == 0;
}

static enum status check_outcome(const struct compare_request *request, struct error *err)
{
    if (!request->outcome) return STATUS_OK;
    struct nearest nearest = nearest_to(request->outcome);
    for (size_t s = 0; s < request->scenarios; s++)
        for (size_t k = 0; k < request->scenario[s]->outcomes; k++) {
            if (strcmp(request->scenario[s]->outcome[k].name, request->outcome) == 0) return STATUS_OK;
            nearest_offer(&nearest, request->scenario[s]->outcome[k].name);
        }
    error_set(err, STATUS_USAGE, INPUT("outcome") ": no scenario has an outcome \"%.80s\"", request->outcome);
    if (nearest.best) return error_hint(err, "did you mean %s?", nearest.best);
    return error_hint(err, "it is a name of the section outcomes");
}

/* --- payers --- */

static struct compare_payer *find_payer(struct compare_payer *payer, size_t payers, const char *name)
{
    for (size_t p = 0; p < payers; p++)
        if (strcmp(payer[p].name, name) == 0) return &payer[p];
    return NULL;
}

static enum status add_payer(struct gathering *g, const struct payer *payer)
{
    const size_t choices = g->out->choices;
    struct compare_payer *const added = &g->payer[g->out->payers++];
    *added = (struct compare_payer){.name = payer->name,
                                    .payer = payer,
                                    .present = ARENA_ARRAY(g->arena, choices, bool),
                                    .net = ARENA_ARRAY(g->arena, choices, struct column_summary),
                                    .gross = ARENA_ARRAY(g->arena, choices, struct column_summary),
                                    .cost = ARENA_ARRAY(g->arena, choices, struct column_summary)};
    if (!added->present || !added->net || !added->gross || !added->cost) return error_out_of_memory(g->err);
    return STATUS_OK;
}

static enum status unite_payers(struct gathering *g)
{
    size_t most = 0;
    for (size_t s = 0; s < g->out->scenarios; s++) most += g->out->scenario[s]->payers;
    g->payer = ARENA_ARRAY(g->arena, most, struct compare_payer);
    if (!g->payer) return error_out_of_memory(g->err);
    for (size_t s = 0; s < g->out->scenarios; s++)
        for (size_t p = 0; p < g->out->scenario[s]->payers; p++) {
            const struct payer *const payer = &g->out->scenario[s]->payer[p];
            if (!find_payer(g->payer, g->out->payers, payer->name)) TRY(add_payer(g, payer));
        }
    g->out->payer = g->payer;
    return STATUS_OK;
}

static void take_payer(struct gathering *g, size_t s, size_t p)
{
    const struct payer *const payer = &g->out->scenario[s]->payer[p];
    struct compare_payer *const to = find_payer(g->payer, g->out->payers, payer->name);
    struct column_summary *const column[PAYER_RESULTS] = {&to->net[s], &to->gross[s], &to->cost[s]};
    const double *const value = g->result + (RESULTS_FIXED + PAYER_RESULTS * p) * g->n;
    for (size_t r = 0; r < PAYER_RESULTS; r++)
        summary_column(value + r * g->n, g->n, g->out->replicated, g->scratch, column[r]);
    to->present[s] = true;
    if (!payer->public_finances && !(summary_nothing(&to->gross[s]) && summary_nothing(&to->cost[s])))
        g->out->split = g->out->private_money = true;
}

/* --- runs --- */

static void take_cases(struct gathering *g, size_t s)
{
    const struct scenario *const scenario = g->out->scenario[s];
    const double *const first = g->result + (first_participants(scenario) + scenario->interventions) * g->n;
    for (size_t k = 0; k < scenario->outcomes; k++)
        for (size_t i = 0; counted(g, &scenario->outcome[k]) && i < g->n; i++) g->cases[s][i] += first[k * g->n + i];
}

/* Persons of all interventions together. */
static void take_participants(struct gathering *g, size_t s)
{
    const struct scenario *const scenario = g->out->scenario[s];
    double *const sum = g->result + first_participants(scenario) * g->n;
    for (size_t j = 1; j < scenario->interventions; j++)
        for (size_t i = 0; i < g->n; i++) sum[i] += sum[j * g->n + i];
    if (scenario->interventions > 0) summary_column(sum, g->n, g->out->replicated, g->scratch, &g->participants[s]);
}

static void take_results(struct gathering *g, size_t s)
{
    struct column_summary capacity;
    memcpy(g->net[s], g->result + RESULT_NET * g->n, g->n * sizeof *g->result);
    memcpy(g->cash_public[s], g->result + RESULT_CASH_PUBLIC * g->n, g->n * sizeof *g->result);
    summary_column(g->result + RESULT_COST * g->n, g->n, g->out->replicated, g->scratch, &g->cost[s]);
    summary_column(g->result + RESULT_CAPACITY * g->n, g->n, g->out->replicated, g->scratch, &capacity);
    g->out->split = g->out->split || !summary_nothing(&capacity);
    for (size_t p = 0; p < g->out->scenario[s]->payers; p++) take_payer(g, s, p);
    take_cases(g, s);
    take_participants(g, s);
}

/* Each plan is paired with the one before, whose axes are those of all before it. */
static enum status run_all(struct gathering *g)
{
    const struct compare_request *const request = g->request;
    const struct plan *plan = NULL;
    struct evaluator evaluator = {.options = request->options,
                                  .runs_wanted = (uint32_t)request->scenarios,
                                  .progress = request->progress,
                                  .context = request->context};
    for (size_t s = 0; s < g->out->scenarios; s++) {
        TRY(plan_compile_paired(g->arena, g->out->scenario[s], plan, &plan, g->err));
        evaluator.plan = plan;
        evaluator.results = count_results(g->out->scenario[s]);
        evaluator.result = result_names(g->arena, g->out->scenario[s]);
        if (!evaluator.result) return error_out_of_memory(g->err);
        TRY(evaluate(&evaluator, NULL, g->result, g->err));
        take_results(g, s);
    }
    return STATUS_OK;
}

static double **make_columns(struct arena *arena, size_t columns, size_t n)
{
    double **const column = ARENA_ARRAY(arena, columns, double *);
    for (size_t c = 0; column && c < columns; c++)
        if (!(column[c] = ARENA_ARRAY(arena, n, double))) return NULL;
    return column;
}

static enum status allocate(struct gathering *g)
{
    const size_t choices = g->out->choices, n = g->n;
    size_t results = 0;
    for (size_t s = 0; s < g->out->scenarios; s++) {
        const size_t count = count_results(g->out->scenario[s]);
        results = count > results ? count : results;
    }
    g->net = make_columns(g->arena, choices, n);
    g->cash_public = make_columns(g->arena, choices, n);
    g->cases = make_columns(g->arena, choices, n);
    g->result = ARENA_ARRAY(g->arena, results * n, double);
    g->scratch = ARENA_ARRAY(g->arena, n, double);
    g->cost = ARENA_ARRAY(g->arena, choices, struct column_summary);
    g->participants = ARENA_ARRAY(g->arena, choices, struct column_summary);
    g->case_summary = ARENA_ARRAY(g->arena, choices, struct column_summary);
    if (!g->net || !g->cash_public || !g->cases || !g->result || !g->scratch || !g->cost || !g->participants ||
        !g->case_summary)
        return error_out_of_memory(g->err);
    return STATUS_OK;
}

/* --- the worth of a case --- */

/* The least number of 1, 2, 5 times a power of ten that is not below x > 0. */
static double round_up(double x)
{
    double unit = 1;
    while (unit > x) unit /= 10;
    while (unit * 10 <= x) unit *= 10;
    return x <= unit ? unit : x <= 2 * unit ? 2 * unit : x <= 5 * unit ? 5 * unit : 10 * unit;
}

/* Twice what the dearest choice spends on an avoided case (or nets, where it spends nothing), but no more than eight
 * times the least that one does; 0 where no choice avoids a case. At the former every programme is repaid on average
 * even if it saves no money. */
static double willingness_most(const struct gathering *g)
{
    double least = INFINITY, most = 0;
    for (size_t s = 0; s < g->out->scenarios; s++) {
        const double cases = g->case_summary[s].mean.value;
        const double spent =
            g->cost[s].mean.value > 0 ? g->cost[s].mean.value : fabs(statistics_sum(g->net[s], g->n) / (double)g->n);
        if (!(cases > 0) || !(spent > 0)) continue;
        least = fmin(least, spent / cases);
        most = fmax(most, spent / cases);
    }
    return most > 0 ? round_up(fmin(2 * most, 8 * least)) : 0;
}

static enum status compare_money(struct gathering *g, double **value, double willingness, struct comparison *out)
{
    comparison_settle_ties(value, g->out->choices, g->n, MONEY_TIE);
    return comparison_compute(g->arena, (const double *const *)value, (const double *const *)g->cases, g->out->choices,
                              g->n, g->out->replicated, willingness, out, g->err);
}

static enum status compare_all(struct gathering *g)
{
    for (size_t c = 0; c < g->out->choices; c++) {
        summary_column(g->cases[c], g->n, g->out->replicated, g->scratch, &g->case_summary[c]);
        g->out->has_cases = g->out->has_cases || g->case_summary[c].mean.value > 0;
    }
    g->out->cases = g->case_summary;
    g->out->cost = g->cost;
    g->out->participants = g->participants;
    const double willingness = willingness_most(g);
    TRY(compare_money(g, g->net, willingness, &g->out->society));
    if (!g->out->split) return STATUS_OK;
    return compare_money(g, g->cash_public, willingness, &g->out->public_finances);
}

enum status compare_run(struct arena *arena, const struct compare_request *request, struct compare *out,
                        struct error *err)
{
    struct compare made = {.scenarios = request->scenarios,
                           .choices = request->scenarios + (request->nothing ? 1 : 0),
                           .outcome = request->outcome};
    const struct scenario **const scenario = ARENA_ARRAY(arena, request->scenarios, const struct scenario *);
    struct gathering g = {.arena = arena, .request = request, .out = &made, .err = err};
    if (!scenario) return error_out_of_memory(err);
    TRY(check_outcome(request, err));
    TRY(alignment_make(arena, request->scenario, request->scenarios, scenario, &made.alignment, err));
    made.scenario = scenario;
    made.iterations = scenario[0]->simulation.iterations;
    made.replicated = sampling_replicates(scenario[0]->simulation.sampling) > 1 && made.iterations >= REPLICATES_LEAST;
    g.n = made.iterations;
    TRY(allocate(&g));
    TRY(unite_payers(&g));
    TRY(run_all(&g));
    TRY(compare_all(&g));
    *out = made;
    return STATUS_OK;
}

const char *compare_id(const struct compare *compare, size_t choice)
{
    static const char *const id[COMPARE_MOST] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J",
                                                 "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"};
    return choice < compare->scenarios ? id[choice] : "0";
}
