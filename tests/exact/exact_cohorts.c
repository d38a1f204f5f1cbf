/* `cohort: sampled` and `cohort: expected` are two computations of one mean, in every scenario that is shipped;
 * expected cohorts whose cases are known: of samples with many rows, of a risk that reaches everybody with a weight,
 * and of intakes that come too late. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/twice/simulate.h"
#include "tests/unit/count_files.h"

static void means_agree(const char *file)
{
    static const char *const sampled[] = {"simulation.iterations=600"};
    static const char *const expected[] = {"simulation.iterations=600", "simulation.cohort=expected"};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run a = twice_simulate(&arena, simulate_load_file(&arena, file, sampled, 1), 2);
    struct simulation_run b = twice_simulate(&arena, simulate_load_file(&arena, file, expected, 2), 2);
    const double *net = simulate_column(&a, "net"), *mean = simulate_column(&b, "net");
    const double *stated = simulate_column(&a, "net_expected");
    const uint32_t n = a.outcomes.iterations;
    double sum = 0, squares = 0, size = 0;
    for (uint32_t i = 0; i < n; i++) {
        const double difference = net[i] - mean[i];
        size = fmax(size, fabs(mean[i]));
        sum += difference;
        squares += difference * difference;
        cr_expect(fabs(stated[i] - mean[i]) <= 1e-9 * size, "%s, iteration %u: %.17g and %.17g", file, i, stated[i],
                  mean[i]);
    }
    const double error = sqrt(squares / n / n);
    cr_expect(fabs(sum / n) <= 4.89 * error + 1e-9 * size, "%s: sampled minus expected is %.0f, standard error %.0f",
              file, sum / n, error);
    simulate_free(&a);
    simulate_free(&b);
    arena_free(&arena);
}

Test(exact, sampled_and_expected_agree_in_the_mean_on_every_shipped_scenario)
{
    DIR *folder = opendir("scenarios");
    cr_assert_not_null(folder);
    size_t files = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        const char *end = strrchr(entry->d_name, '.');
        if (!end || strcmp(end, ".yaml")) continue;
        char file[512];
        snprintf(file, sizeof file, "scenarios/%s", entry->d_name);
        means_agree(file);
        files++;
    }
    closedir(folder);
    cr_expect_eq(files, count_files("scenarios/*.yaml"));
}

/* A file in a folder of the test's own. */
static const char *write_file(char *path, size_t size, const char *folder, const char *name, const char *text)
{
    snprintf(path, size, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
    return path;
}

/* Everybody is reached and half of their cases avoided: N risk / 2, whatever the weights of the rows. */
static void half_of_the_cases(int rows, int zeroes)
{
    char folder[] = "/tmp/hyoty-cohort-XXXXXX", table[64], scenario[64];
    static char text[1 << 17];
    struct arena arena;
    size_t length = (size_t)snprintf(text, sizeof text, "weight\n");
    for (int i = 0; i < rows; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%d\n", i < zeroes ? 0 : 1 + i * i % 7);
    cr_assert_not_null(mkdtemp(folder));
    write_file(table, sizeof table, folder, "weight.csv", text);
    write_file(scenario, sizeof scenario, folder, "scenario.yaml",
               "title: T\npopulation: {g: {size: 100000}}\noutcomes:\n  o: {risk: 5%, annual_cost: 10, duration: 1,\n"
               "    concentration: {shape: empirical, file: weight.csv, column: weight}}\n"
               "services:\n  s: {annual_cost: 100, duration: 1,\n"
               "    concentration: {shape: empirical, file: weight.csv, column: weight}}\n"
               "interventions:\n  i: {cost: {fixed: 1},\n"
               "    effects: {o: {relative_risk: 0.5}, s: {reduction: 10%}}}\n"
               "simulation: {iterations: 1, cohort: expected}\n");
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = twice_simulate(&arena, simulate_load_file(&arena, scenario, NULL, 0), 1);
    cr_expect_float_eq(simulate_first(&run, "cases_avoided.o"), 2500, 2500e-9, "%d rows, %d of 0: %.10g", rows, zeroes,
                       simulate_first(&run, "cases_avoided.o"));
    cr_expect_float_eq(simulate_first(&run, "savings.services.s"), 1e6, 1e6 * 1e-9, "%d rows, %d of 0: %.10g", rows,
                       zeroes, simulate_first(&run, "savings.services.s"));
    simulate_free(&run);
    arena_free(&arena);
    remove(table), remove(scenario), remove(folder);
}

Test(exact, every_row_of_a_sample_counts)
{
    static const int rows[] = {7, 500, 701, 5000};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int tenths = 0; tenths < 10; tenths += 3) half_of_the_cases(rows[i], rows[i] * tenths / 10);
}

static struct simulation_run run_text(struct arena *arena, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    arena_init(arena, allocator_libc, 0);
    return simulate(arena, text, 1);
}

/* Cases avoided among 1 000: the integral over the need rank, by adaptive quadrature in 25 digits (mpmath), and for the
 * lognormal weight E[min(w, c)] by the normal distribution function. */
Test(exact, integrals_over_need_are_exact)
{
#define TOP_80 "{top: 20%, share: 80%}"
#define TOP_50 "{top: 30%, share: 50%, shape: lognormal}"
    static const struct {
        const char *risk, *concentration, *target, *effect;
        double avoided;
    } row[] = {{"35%", TOP_80, "{top: 100%}", "odds_ratio: 0.55", 71.805817563205272},
               {"60%", TOP_80, "{top: 100%}", "odds_ratio: 0.1", 248.10936446540333},
               {"5%", TOP_80, "{top: 100%}", "odds_ratio: 30", -343.8259326620802},
               {"34%", TOP_80, "{top: 16%, accuracy: 0.5}", "odds_ratio: 0.8", 4.5512652294734886},
               {"10%", TOP_80, "{top: 16%, accuracy: 0.9}", "odds_ratio: 2", -18.039670648119288},
               {"28%", TOP_50, "{top: 100%}", "absolute_risk_reduction: 0.5%", 4.9999999999999811},
               {"28%", TOP_50, "{top: 100%}", "absolute_risk_reduction: 2%", 19.999998334802665},
               {"28%", TOP_50, "{top: 100%}", "absolute_risk_reduction: 10%", 99.209335893683769}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct arena arena;
        char text[1024];
        snprintf(text, sizeof text,
                 "title: T\npopulation: {g: {size: 1000}}\n"
                 "outcomes: {o: {risk: %s, annual_cost: 10, duration: 1, concentration: %s}}\n"
                 "interventions:\n  i: {cost: {fixed: 1}, target: %s, effects: {o: {%s}}}\n"
                 "simulation: {iterations: 1, cohort: expected}\n",
                 row[i].risk, row[i].concentration, row[i].target, row[i].effect);
        struct simulation_run run = run_text(&arena, "%s", text);
        const double avoided = simulate_first(&run, "cases_avoided.o");
        cr_expect(fabs(avoided - row[i].avoided) <= 1e-10 * fabs(row[i].avoided), "%s, %s: %.17g, not %.17g",
                  row[i].concentration, row[i].effect, avoided, row[i].avoided);
        simulate_free(&run);
        arena_free(&arena);
    }
}

/* 5 of 11 values are 0: the weight is above 0 from rank 0.4 on. */
Test(exact, no_more_are_struck_than_have_a_weight)
{
    static const char scenario[] = "title: T\npopulation: {g: {size: 10000}}\noutcomes:\n  o: {risk: {discrete: "
                                   "{values: [10%%, 90%%], weights: [6, 4]}},"
                                   " annual_cost: 10, duration: 1,\n    concentration: {shape: empirical, values: [0, "
                                   "0, 0, 0, 0, 1, 2, 3, 4, 5, 6]}}\n"
                                   "interventions:\n  i: {cost: {fixed: 1}, effects: {o: {relative_risk: 0}}}\n"
                                   "simulation: {iterations: 64, cohort: %s}\n";
    struct arena a, b;
    struct simulation_run expected = run_text(&a, scenario, "expected"), sampled = run_text(&b, scenario, "sampled");
    const double *const risk = simulate_column(&expected, "outcomes.o.risk");
    int above = 0;
    for (int i = 0; i < 64; i++) {
        const double cases = 10000 * fmin(risk[i], 0.6);
        cr_assert_float_eq(simulate_column(&expected, "cases_avoided.o")[i], cases, 1e-5);
        cr_assert_float_eq(simulate_column(&sampled, "cases_avoided.o")[i], cases, 5 * sqrt(cases));
        above += risk[i] > 0.6;
    }
    cr_expect(above > 5 && above < 59);
    simulate_free(&expected), simulate_free(&sampled);
    arena_free(&a), arena_free(&b);
}

/* 40 intakes of 1 000, of whom 100 cases a year are avoided; ten of them come before the horizon. */
Test(exact, intakes_after_the_horizon_count_for_nothing)
{
    static const char scenario[] =
        "title: T\nsettings: {horizon: 10, discount_rate: 0%%}\n"
        "population: {g: {size: 1000, intakes: %d}}\n"
        "outcomes: {o: {risk: 20%%, annual_cost: 1000, duration: 1}}\n"
        "interventions:\n  i: {cost: {per_participant: 10}, effects: {o: {relative_risk: 0.5}}}\n"
        "simulation: {iterations: 1, cohort: %s}\n";
    static const char *const cohort[] = {"expected", "sampled"}, *const column[] = {"participants.i", "cases_avoided.o",
                                                                                    "net"};
    for (size_t c = 0; c < 2; c++) {
        struct arena a, b;
        struct simulation_run ten = run_text(&a, scenario, 10, cohort[c]),
                              forty = run_text(&b, scenario, 40, cohort[c]);
        for (size_t k = 0; k < sizeof column / sizeof *column; k++)
            cr_expect_eq(simulate_first(&ten, column[k]), simulate_first(&forty, column[k]), "%s", column[k]);
        cr_expect_eq(simulate_first(&forty, "participants.i"), 10000);
        simulate_free(&ten), simulate_free(&forty);
        arena_free(&a), arena_free(&b);
    }
}
