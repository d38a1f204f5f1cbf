/* Hashes of everything that scenarios give, for a comparison of machines:
 *   bits ITERATIONS SCENARIO…
 * A line for every column, of its draws and of what the summary says of it, and one for the rest of the summary; for
 * persons drawn one by one and for the expected cohort, under every alternative source. */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "sim/analysis/summary.h"
#include "sim/engine/run.h"
#include "sim/scenario/load.h"

static const uint64_t START = UINT64_C(14695981039346656037);

/* FNV-1a of the bits. Which of its NaNs a machine makes is its own affair. */
static uint64_t hash_of(uint64_t hash, const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const double x = isnan(value[i]) ? (double)NAN : value[i];
        uint64_t bits;
        memcpy(&bits, &x, sizeof bits);
        if (isnan(x)) bits = UINT64_C(0x7ff8000000000000);
        for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (bits >> shift & 0xff)) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t hash_estimates(uint64_t hash, const struct estimate *estimate, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = hash_of(hash, (double[]){estimate[i].value, estimate[i].error, estimate[i].low, estimate[i].high}, 4);
    return hash;
}

static uint64_t hash_column(const struct column_summary *column)
{
    const struct estimate alone[] = {column->mean, column->sd, column->positive, column->shortfall};
    const uint64_t hash = hash_of(START, (double[]){column->minimum, column->maximum, column->constant}, 3);
    return hash_estimates(hash_estimates(hash, alone, sizeof alone / sizeof *alone), column->percentile, LEVEL_COUNT);
}

static uint64_t hash_ratio(uint64_t hash, const struct ratio_summary *ratio)
{
    const struct estimate part[] = {ratio->positive, ratio->zero, ratio->negative};
    hash = hash_of(hash, (double[]){ratio->defined, (double)ratio->undefined, (double)ratio->count}, 3);
    if (ratio->defined) hash = hash_estimates(hash, &ratio->of_means, 1);
    hash = hash_estimates(hash, part, sizeof part / sizeof *part);
    return ratio->count > 0 ? hash_estimates(hash, ratio->percentile, LEVEL_COUNT) : hash;
}

static uint64_t hash_break_even(uint64_t hash, const struct break_even_summary *of)
{
    hash = hash_of(hash_estimates(hash, of->by_year, of->years), (double[]){of->median}, 1);
    return hash_estimates(hash, &of->never, 1);
}

static uint64_t hash_rest(const struct summary *summary, size_t cases)
{
    const struct ratio_summary ratio[] = {summary->benefit_cost, summary->benefit_cost_public,
                                          summary->return_on_investment, summary->return_on_investment_public};
    const struct variance_split *const split = &summary->variance;
    uint64_t hash =
        hash_estimates(START, (struct estimate[]){split->knowledge, split->stochastic, split->share_of_stochastic}, 3);
    for (size_t i = 0; i < sizeof ratio / sizeof *ratio; i++) hash = hash_ratio(hash, &ratio[i]);
    for (size_t i = 0; i < cases; i++) hash = hash_ratio(hash, &summary->cost_per_case[i]);
    if (summary->counts_cases) {
        hash = hash_estimates(hash, summary->case_avoided, cases);
        hash = hash_estimates(hash, &summary->any_case_avoided, 1);
    }
    return hash_break_even(hash_break_even(hash, &summary->break_even), &summary->break_even_public);
}

static void print(const char *name, const struct scenario *scenario, const struct outcomes *o,
                  const struct summary *summary)
{
    for (size_t c = 0; c < o->columns; c++)
        printf("%s %s: draws %016llx, summary %016llx\n", name, o->column[c].name,
               (unsigned long long)hash_of(START, o->column[c].value, o->iterations),
               (unsigned long long)hash_column(&summary->column[c]));
    printf("%s ratios, break-even and variance: %016llx\n", name,
           (unsigned long long)hash_rest(summary, scenario->outcomes));
}

static enum status run(struct arena *arena, const struct load_options *load, const char *file, const char *name,
                       const struct scenario **out, struct error *err)
{
    const struct run_options options = {.threads = 1, .isa = isa_best()};
    struct diagnostics diagnostics;
    struct outcomes outcomes = {0};
    struct summary summary;
    const struct plan *plan;
    diagnostics_init(&diagnostics, arena);
    TRY(scenario_load(arena, file, load, out, &diagnostics, err));
    TRY(plan_compile(arena, *out, &plan, err));
    enum status status = engine_run(plan, &options, &outcomes, err);
    if (status == STATUS_OK) status = summary_compute(arena, &outcomes, *out, &summary, err);
    if (status == STATUS_OK) print(name, *out, &outcomes, &summary);
    outcomes_free(&outcomes);
    return status;
}

/* The scenario as it stands, then under each of its alternatives. */
static enum status run_alternatives(struct arena *arena, const char *file, const char *const set[2], struct error *err)
{
    const struct load_options load = {.set = set, .sets = 2};
    const char *const cohort = strchr(set[1], '=') + 1;
    const struct scenario *main, *other;
    TRY(run(arena, &load, file, arena_printf(arena, "%s, %s:", file, cohort), &main, err));
    for (size_t a = 0; a < main->alternatives; a++) {
        struct load_options assuming = load;
        const char *const assume =
            arena_printf(arena, "%s=%s", main->alternative[a].assumption, main->alternative[a].name);
        assuming.assume = &assume;
        assuming.assumes = 1;
        TRY(run(arena, &assuming, file, arena_printf(arena, "%s, %s, %s:", file, cohort, assume), &other, err));
    }
    return STATUS_OK;
}

int main(int count, char **argument)
{
    static const char *const cohort[] = {"simulation.cohort=sampled", "simulation.cohort=expected"};
    for (int i = 2; i < count; i++)
        for (size_t c = 0; c < sizeof cohort / sizeof *cohort; c++) {
            struct arena arena;
            struct error err = {0};
            arena_init(&arena, allocator_libc, 0);
            const char *const set[] = {arena_printf(&arena, "simulation.iterations=%s", argument[1]), cohort[c]};
            const enum status status = run_alternatives(&arena, argument[i], set, &err);
            arena_free(&arena);
            if (status == STATUS_OK) continue;
            fprintf(stderr, "bits: %s: %s\n", argument[i], err.message);
            return 1;
        }
    return count > 2 ? 0 : 2;
}
