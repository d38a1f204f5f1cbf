/* Speed of whole runs, beside a naive program and the limit that the random numbers set; see tests/README.md.
 *   bench table|hashes|country
 * Only wrong results make it fail, never a time. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "sim/analysis/sensitivity.h"
#include "sim/analysis/value.h"
#include "sim/engine/run.h"
#include "sim/scenario/load.h"
#include "tests/bench/measure.h"
#include "tests/bench/naive_gsl.h"
#include "tests/bench/philox.h"

#define SIMPLEST   "tests/bench/simplest.yaml"
#define PARAMETERS "tests/bench/parameters.yaml"
#define DEMO       "scenarios/pohjois-savo-transition.yaml"

#define PERSONS(n)    "population.youths.size=" #n
#define ITERATIONS(n) "simulation.iterations=" #n
#define NO_CAPACITY   "interventions.co_development.capacity=none"
#define EXPECTED      "simulation.cohort=expected"

enum { SETS = 3, PAIRS = 5 };

/* A scenario with changes to it. */
struct variation {
    const char *name; /* in the table */
    const char *file;
    const char *set[SETS];
};

/* It, ready to run. */
struct subject {
    const struct variation *variation;
    enum isa isa;
    int threads;
    struct arena arena;
    const struct plan *plan;
    struct outcomes outcomes; /* of the last run */
};

static void check(enum status status, const struct error *err)
{
    if (status == STATUS_OK) return;
    fprintf(stderr, "bench: %s\n", err->message);
    exit(1);
}

static void load(struct subject *s)
{
    struct load_options options = {.set = s->variation->set};
    const struct scenario *scenario;
    struct diagnostics diagnostics;
    struct error err = {.message = "the scenario has mistakes"};
    while (options.sets < SETS && s->variation->set[options.sets]) options.sets++;
    arena_init(&s->arena, allocator_libc, 0);
    diagnostics_init(&diagnostics, &s->arena);
    check(scenario_load(&s->arena, s->variation->file, &options, &scenario, &diagnostics, &err), &err);
    check(plan_compile(&s->arena, scenario, &s->plan, &err), &err);
}

static struct subject loaded(const struct variation *variation, enum isa isa, int threads)
{
    struct subject subject = {.variation = variation, .isa = isa, .threads = threads};
    load(&subject);
    return subject;
}

static void record(struct subject *s, enum record_detail detail)
{
    const struct run_options options = {.threads = s->threads, .isa = s->isa, .detail = detail};
    struct error err = {0};
    outcomes_free(&s->outcomes);
    check(engine_run(s->plan, &options, &s->outcomes, &err), &err);
}

/* As `hyoty run FILE` does: with all results, without the drawn quantities, which only files hold. */
static void run(void *subject)
{
    record(subject, RECORD_RESULTS);
}

static void unload(struct subject *s)
{
    outcomes_free(&s->outcomes);
    arena_free(&s->arena);
}

/* From the file to the outcomes. */
static void load_and_run(void *subject)
{
    unload(subject);
    load(subject);
    run(subject);
}

/* Persons that a run simulates one by one; 0 if it does not. */
static double persons(const struct subject *s)
{
    const struct scenario *const scenario = s->plan->scenario;
    double sum = 0;
    if (scenario->simulation.cohort == COHORT_EXPECTED) return 0;
    for (size_t g = 0; g < scenario->groups; g++) sum += (double)scenario->group[g].size * scenario->group[g].intakes;
    return sum * scenario->simulation.iterations;
}

/* --- beside the naive program --- */

struct versus {
    struct variation variation;
    naive_model *naive;
    bool sparing;
};

struct versus_run {
    const struct versus *versus;
    struct subject subject;
    double mean[NAIVE_RESULTS], error[NAIVE_RESULTS]; /* of the naive program */
};

static void run_naive(void *context)
{
    struct versus_run *const r = context;
    const struct scenario *const s = r->subject.plan->scenario;
    if (!naive_run(r->versus->naive, s->groups ? s->group[0].size : 0, r->versus->sparing, s->simulation.iterations,
                   r->mean, r->error))
        exit(1);
}

enum { NO_COLUMN = -1 };

/* The engine's column of each result, NO_COLUMN where the scenario has none. */
static void find_columns(const struct subject *s, int column[NAIVE_RESULTS])
{
    const struct outcome_index *const at = &s->outcomes.at;
    for (int k = 0; k < NAIVE_RESULTS; k++) column[k] = NO_COLUMN;
    column[NAIVE_PARTICIPANTS] = at->participants;
    if (s->plan->scenario->outcomes) column[NAIVE_AVOIDED] = at->cases_avoided;
    column[NAIVE_NET] = at->net;
    column[NAIVE_NET_PUBLIC] = at->net_public;
    for (size_t l = 0; l < s->outcomes.lines; l++) column[NAIVE_LINES + s->outcomes.line[l].kind] = at->line + (int)l;
}

/* Greatest difference of a mean from the naive program's, in standard errors of the difference. */
static double disagreement(const struct versus_run *v)
{
    const struct outcomes *const o = &v->subject.outcomes;
    int column[NAIVE_RESULTS];
    double worst = 0;
    find_columns(&v->subject, column);
    for (int k = 0; k < NAIVE_RESULTS; k++) {
        if (column[k] == NO_COLUMN) continue;
        const double *const value = o->column[column[k]].value;
        const double off = fabs(gsl_stats_mean(value, 1, o->iterations) - v->mean[k]);
        const double error = gsl_stats_sd(value, 1, o->iterations) / sqrt(o->iterations);
        if (off > 0) worst = fmax(worst, off / hypot(error, v->error[k]));
    }
    return worst;
}

static bool print_versus(const struct versus *v, double *out_seconds)
{
    struct versus_run r = {.versus = v, .subject = loaded(&v->variation, isa_best(), 1)};
    const struct comparison c = measure_alternately((struct task){load_and_run, &r.subject},
                                                    (struct task){run_naive, &r}, PAIRS, CLOCK_THREAD_CPUTIME_ID);
    const double iterations = r.subject.plan->scenario->simulation.iterations, people = persons(&r.subject);
    const double per = 1e9 / (people > 0 ? people : iterations), off = disagreement(&r);
    printf("%-34s %9.0f %10.0f %9.4g %9.4g  %-9s %6.1f %6.1f\n", v->variation.name, people / iterations, iterations,
           c.a * per, c.b * per, people > 0 ? "person" : "iteration", c.ratio, off);
    fflush(stdout);
    unload(&r.subject);
    if (off > 5)
        fprintf(stderr, "bench: %s: means differ by %.1f standard errors (allowed 5)\n", v->variation.name, off);
    *out_seconds = c.a / iterations;
    return off <= 5;
}

static bool print_all_versus(void)
{
    enum { COUNTRY, ROWS = 7 };
    static const struct versus row[ROWS] = {
        [COUNTRY] = {{"country", SIMPLEST, {PERSONS(5600000), ITERATIONS(4)}}, naive_simplest, false},
        {{"region", SIMPLEST, {NULL}}, naive_simplest, false},
        {{"region, naive spares the unreached", SIMPLEST, {NULL}}, naive_simplest, true},
        {{"small pilot", SIMPLEST, {PERSONS(2000), ITERATIONS(5000)}}, naive_simplest, false},
        {{"demo", DEMO, {ITERATIONS(1000)}}, naive_demo, false},
        {{"region, expected cohort", SIMPLEST, {EXPECTED, ITERATIONS(5000)}}, naive_simplest_expected, false},
        {{"parameters only, 12 uncertain", PARAMETERS, {NULL}}, naive_parameters, false},
    };
    bool good = true;
    double seconds[ROWS]; /* of an iteration */
    printf("%-34s %9s %10s %9s %9s  %-9s %6s %6s\n", "whole runs, one thread", "persons", "iterations", "hyoty ns",
           "naive ns", "per", "ratio", "off SE");
    for (size_t i = 0; i < ROWS; i++) good &= print_versus(&row[i], &seconds[i]);
    printf("1 000 iterations of the country would take %.0f s at this pace (COUNTRY=1 runs them)\n",
           seconds[COUNTRY] * 1000);
    return good;
}

/* --- beside raw Philox --- */

static const uint32_t PHILOX_BLOCKS = 1 << 24;

struct raw {
    philox_sum *function;
    uint64_t sum; /* kept, so that nothing is left out */
};

static void run_raw(void *context)
{
    struct raw *const raw = context;
    raw->sum += raw->function(0, PHILOX_BLOCKS);
}

static void print_isa(enum isa isa, philox_sum *function)
{
    static const struct variation variation[] = {
        {"simplest", SIMPLEST, {PERSONS(1000000), ITERATIONS(20)}},
        {"demo", DEMO, {"population.ninth_graders.size=1000000", ITERATIONS(7), NO_CAPACITY}}};
    struct raw raw = {function, 0};
    printf("%-34s", isa_name(isa));
    for (int i = 0; i < 2; i++) {
        struct subject subject = loaded(&variation[i], isa, 1);
        const struct comparison c = measure_alternately((struct task){run, &subject}, (struct task){run_raw, &raw},
                                                        PAIRS, CLOCK_THREAD_CPUTIME_ID);
        const double people = persons(&subject);
        if (i == 0) printf(" %9.2f", c.b / PHILOX_BLOCKS * 1e9);
        printf(" %10.2f %9.2f", c.a / people * 1e9, c.ratio * people / PHILOX_BLOCKS);
        unload(&subject);
    }
    printf("\n");
}

static void print_all_isas(void)
{
#define PHILOX_ENTRY(constant, name, suffix) [constant] = philox_sum_##suffix,
    static philox_sum *const function[ISA_COUNT] = {ISA_TABLE(PHILOX_ENTRY)};
#undef PHILOX_ENTRY
    printf("\n%-34s %9s %10s %9s %10s %9s\n", "person loop, ns, one thread", "Philox", "simplest", "of Philox", "demo",
           "of Philox");
    for (int isa = 0; isa < ISA_COUNT; isa++)
        if (isa_supported((enum isa)isa)) print_isa((enum isa)isa, function[isa]);
}

/* --- threads --- */

static void print_threads(void)
{
    static const struct variation row[] = {{"region", SIMPLEST, {ITERATIONS(1000)}},
                                           {"demo", DEMO, {ITERATIONS(10000)}},
                                           {"parameters only", PARAMETERS, {NULL}}};
    printf("\n%-34s %9s %10s %10s\n", "wall-clock time, s", "1 thread", "2 threads", "efficiency");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct subject one = loaded(&row[i], isa_best(), 1), two = loaded(&row[i], isa_best(), 2);
        const struct comparison c =
            measure_alternately((struct task){run, &two}, (struct task){run, &one}, PAIRS, CLOCK_MONOTONIC);
        printf("%-34s %9.3f %10.3f %10.2f\n", row[i].name, c.b, c.a, c.ratio / 2);
        unload(&one);
        unload(&two);
    }
}

/* --- analyses --- */

static void analyse_sensitivity(const struct subject *s)
{
    const struct sensitivity_request request = {.scenario = s->plan->scenario,
                                                .result = "net",
                                                .points = SENSITIVITY_POINTS,
                                                .run = {.threads = s->threads, .isa = s->isa}};
    struct arena arena;
    struct sensitivity sensitivity;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    check(sensitivity_analyse(&arena, &request, &sensitivity, &err), &err);
    arena_free(&arena);
}

static void analyse_value(const struct subject *s)
{
    const struct value_request request = {.scenario = &s->plan->scenario,
                                          .scenarios = 1,
                                          .result = "net",
                                          .iterations = VALUE_ITERATIONS,
                                          .run = {.threads = s->threads, .isa = s->isa}};
    struct arena arena;
    struct value value;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    check(value_analyse(&arena, &request, &value, &err), &err);
    arena_free(&arena);
}

/* Of the demo, each with what its command does by default. */
static void print_analyses(void)
{
    static const struct variation demo = {"demo", DEMO, {NULL}};
    static const struct {
        const char *name;
        void (*analyse)(const struct subject *s);
    } row[] = {{"sensitivity", analyse_sensitivity}, {"value of information", analyse_value}};
    struct subject s = loaded(&demo, isa_best(), 2);
    printf("\n%-34s %9s\n", "analyses of the demo, 2 threads", "s");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const double start = measure_seconds(CLOCK_MONOTONIC);
        row[i].analyse(&s);
        printf("%-34s %9.2f\n", row[i].name, measure_seconds(CLOCK_MONOTONIC) - start);
    }
    unload(&s);
}

/* --- hashes --- */

static uint64_t hash_of(const struct outcomes *o)
{
    uint64_t hash = MEASURE_HASH_START;
    for (size_t c = 0; c < o->columns; c++)
        hash = measure_hash(hash, o->column[c].value, o->iterations * sizeof(double));
    return hash;
}

/* One line: the hash that every instruction set and number of threads gives. */
static bool print_hash(const struct variation *variation)
{
    static const int threads[] = {1, 2, 3, 7};
    struct subject s = loaded(variation, ISA_BASELINE, 1);
    uint64_t first = 0;
    int same = 0, all = 0;
    for (int isa = 0; isa < ISA_COUNT; isa++)
        for (size_t t = 0; isa_supported((enum isa)isa) && t < sizeof threads / sizeof *threads; t++) {
            s.isa = (enum isa)isa;
            s.threads = threads[t];
            record(&s, RECORD_ALL);
            if (all++ == 0) first = hash_of(&s.outcomes);
            same += hash_of(&s.outcomes) == first;
        }
    printf("%-34s %016llx  %d of %d the same\n", variation->name, (unsigned long long)first, same, all);
    unload(&s);
    return same == all;
}

static bool print_hashes(void)
{
    static const struct variation row[] = {{"simplest, 70 001 persons", SIMPLEST, {PERSONS(70001), ITERATIONS(99)}},
                                           {"simplest, expected cohort", SIMPLEST, {EXPECTED, ITERATIONS(999)}},
                                           {"demo", DEMO, {ITERATIONS(999)}},
                                           {"parameters only", PARAMETERS, {ITERATIONS(9999)}}};
    bool good = true;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) good &= print_hash(&row[i]);
    return good;
}

/* --- the country, whole --- */

static bool print_country(void)
{
    static const struct variation variation = {"country", SIMPLEST, {PERSONS(5600000), ITERATIONS(1000)}};
    struct rusage usage;
    const double start = measure_seconds(CLOCK_MONOTONIC);
    struct subject s = loaded(&variation, isa_best(), 0);
    record(&s, RECORD_ALL);
    const double seconds = measure_seconds(CLOCK_MONOTONIC) - start;
    getrusage(RUSAGE_SELF, &usage);
    printf("country, 5 600 000 x 1 000, %d threads: %.1f s, %.1f s of processor time, peak memory %.1f MB\n",
           omp_get_max_threads(), seconds, measure_seconds(CLOCK_PROCESS_CPUTIME_ID), (double)usage.ru_maxrss / 1024);
    unload(&s);
    return true;
}

static bool print_table(void)
{
    const bool good = print_all_versus();
    print_all_isas();
    print_threads();
    print_analyses();
    return good;
}

int main(int count, char **argument)
{
    static const struct {
        const char *name;
        bool (*print)(void);
    } mode[] = {{"table", print_table}, {"hashes", print_hashes}, {"country", print_country}};
    gsl_set_error_handler_off();
    for (size_t i = 0; count == 2 && i < sizeof mode / sizeof *mode; i++)
        if (strcmp(argument[1], mode[i].name) == 0) return mode[i].print() ? 0 : 1;
    fprintf(stderr, "usage: bench table|hashes|country\n");
    return 2;
}
