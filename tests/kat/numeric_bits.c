/* The bits of the numeric layer: one hash for every compiler, build and processor. */
#include <criterion/criterion.h>
#include <math.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "sim/numeric/concentration.h"
#include "sim/numeric/copula.h"
#include "sim/numeric/fixed_math.h"
#include "sim/numeric/sampling.h"
#include "sim/numeric/statistics.h"
#include "sim/numeric/stream.h"
#include "tests/laws/numeric_examples.h"

enum { N = 2000 };

static double u[N], x[N];

static uint64_t hash_of(uint64_t hash, const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        memcpy(&bits, &value[i], sizeof bits);
        for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (bits >> shift & 0xff)) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t hash_functions(uint64_t hash)
{
    for (size_t i = 0; i < N; i++) {
        const double z = 20 * u[i] - 10, a = fixed_exp(z);
        const double value[] = {a,
                                fixed_log(u[i]),
                                fixed_pow(u[i], z),
                                fixed_normal_cdf(z),
                                fixed_normal_quantile(u[i]),
                                fixed_gamma_cdf(a, a * 2 * u[i]),
                                fixed_beta_cdf(1 + u[i], 3, u[i])};
        hash = hash_of(hash, value, sizeof value / sizeof *value);
    }
    return hash;
}

static uint64_t hash_distributions(uint64_t hash, struct arena *arena)
{
    static struct example example[EXAMPLES_MAX];
    struct error err = {0};
    const size_t examples = examples_make(arena, example);
    for (size_t i = 0; i < examples; i++) {
        const struct distribution *const d = &example[i].distribution;
        const struct quantile_function *function;
        const double solved[] = {d->parameter[0], d->parameter[1],      d->parameter[2],
                                 d->parameter[3], distribution_mean(d), distribution_sd(d)};
        cr_assert_eq(quantile_compile(arena, d, &function, &err), STATUS_OK);
        quantile_fill(function, u, N, x);
        hash = hash_of(hash_of(hash, solved, sizeof solved / sizeof *solved), x, N);
    }
    return hash;
}

static uint64_t hash_concentrations(uint64_t hash, struct arena *arena)
{
    static const double sample[] = {0, 3, 8, 1, 200};
    static const struct concentration_request request[] = {
        {.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.8}, .cap = 100},
        {.shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.8}, .cap = INFINITY},
        {.shape = CONCENTRATION_PARETO, .points = 2, .top = {0.2, 0.1}, .share = {0.8, 0.75}, .cap = 50},
        {.shape = CONCENTRATION_LOGNORMAL, .points = 1, .top = {0.1}, .share = {0.81}},
        {.shape = CONCENTRATION_EMPIRICAL, .sample = sample, .sample_count = 5},
    };
    for (size_t i = 0; i < sizeof request / sizeof *request; i++) {
        struct concentration made;
        struct error err = {0};
        cr_assert_eq(concentration_solve(arena, &request[i], &made, &err), STATUS_OK);
        const double solved[] = {made.alpha,
                                 made.low,
                                 made.sigma,
                                 concentration_variation(&made),
                                 concentration_kappa(&made, 0.06),
                                 concentration_top_share(&made, 0.01)};
        stream_fill_narrow(1, i, 0, 0, N, u);
        concentration_fill(&made, u, N, x);
        hash = hash_of(hash_of(hash, solved, sizeof solved / sizeof *solved), x, N);
    }
    return hash;
}

static uint64_t hash_copula(uint64_t hash, struct arena *arena)
{
    static const struct copula_pair pair[] = {{0, 1, 0.5}, {1, 2, -0.3}};
    static double column[3][N];
    struct copula copula;
    struct error err = {0};
    size_t bad;
    cr_assert_eq(copula_compile(arena, 3, pair, 2, &copula, &bad, &err), STATUS_OK);
    for (size_t d = 0; d < 3; d++) stream_fill_wide(9, d, 0, N, column[d]);
    copula_apply(&copula, (double *[]){column[0], column[1], column[2]}, N);
    for (size_t d = 0; d < 3; d++) {
        const struct estimate mean = statistics_mean(column[d], N);
        hash = hash_of(hash_of(hash, column[d], N), (double[]){mean.value, mean.error}, 2);
    }
    return hash;
}

static uint64_t hash_designs(uint64_t hash)
{
    for (int method = 0; method < SAMPLING_COUNT; method++)
        for (size_t dimension = 1; dimension < 200; dimension += 150) {
            const struct sampling_design design = {(enum sampling)method, 7, N - 100};
            const struct sampling_axis axis = sampling_axis_of(11, dimension);
            sampling_fill(&design, &axis, 0, N, x);
            hash = hash_of(hash, x, N);
        }
    return hash;
}

Test(numeric_bits, one_hash)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    stream_fill_wide(20210916, stream_id("bits"), 0, N, u);
    uint64_t hash = hash_of(UINT64_C(14695981039346656037), u, N);
    hash = hash_designs(hash);
    hash = hash_functions(hash);
    hash = hash_distributions(hash, &arena);
    hash = hash_concentrations(hash, &arena);
    hash = hash_copula(hash, &arena);
    arena_free(&arena);
    cr_expect_eq(hash, UINT64_C(0x6c30d03cfc5017e9),
                 "hash 0x%016llx: a change of any number here needs a line in the CHANGELOG", (unsigned long long)hash);
}

/* The same test in a process whose C library believes in a processor without fused multiplication. Its environment is
 * new, because that of a running test would make it a part of this one. */
Test(numeric_bits, without_fma)
{
    char program[] = "/proc/self/exe", filter[] = "numeric_bits/one_hash", option[] = "--filter", jobs[] = "-j1",
         quiet[] = "--quiet";
    char tunables[] = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4", locale[] = "LC_ALL=C";
    char *const arguments[] = {program, option, filter, jobs, quiet, NULL}, *const environment[] = {tunables, locale,
                                                                                                    NULL};
    pid_t child;
    int status;
    cr_assert_eq(posix_spawn(&child, program, NULL, NULL, arguments, environment), 0);
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
