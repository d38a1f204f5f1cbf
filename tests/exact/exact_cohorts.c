/* `cohort: sampled` and `cohort: expected` are two computations of one mean, in every scenario that is shipped. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/twice/simulate.h"

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
    int files = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        const char *end = strrchr(entry->d_name, '.');
        if (!end || strcmp(end, ".yaml")) continue;
        char file[512];
        snprintf(file, sizeof file, "scenarios/%s", entry->d_name);
        means_agree(file);
        files++;
    }
    closedir(folder);
    cr_expect_geq(files, 4);
}
