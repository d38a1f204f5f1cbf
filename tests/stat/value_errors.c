/* Whether the intervals of the value of information hold what they are of: two normals of known worth. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <string.h>

#include "sim/analysis/value.h"
#include "tests/twice/simulate.h"

enum { RUNS = 100, LEAST = 84 }; /* 95 of 100 with a standard deviation of 2.2; five of these */

/* net = rooms + cars - 300 000 - fixed */
static const char text[] =
    "title: Normals\n"
    "settings: {horizon: 1, discount_rate: 0}\n"
    "simulation: {seed: %d}\n"
    "overheads:\n"
    "  rooms: {annual_cost: {normal: {mean: 2M, sd: 120000}}}\n"
    "  cars: {annual_cost: {normal: {mean: 1M, sd: 50000}}}\n"
    "interventions: {plan: {years: 1, cost: {fixed: 2.95M}, effects: {rooms: {reduction: 100%%}, "
    "cars: {reduction: 100%%}}}}\n";

/* Of knowing a normal of this sd, where the mean net is 50 000. */
static double voi(double sd)
{
    const double x = 50000 / sd;
    return sd * (gsl_ran_ugaussian_pdf(x) - x * gsl_cdf_ugaussian_Q(x));
}

static bool holds(const struct information *found, double exact)
{
    return found->voi.low <= exact && exact <= found->voi.high;
}

Test(value_errors, intervals_cover_what_they_are_of)
{
    int perfect = 0, rooms = 0, cars = 0;
    for (int seed = 1; seed <= RUNS; seed++) {
        struct arena arena;
        struct value found;
        struct error err = {0};
        arena_init(&arena, allocator_libc, 0);
        const struct scenario *const scenario = simulate_load(&arena, arena_printf(&arena, text, seed));
        const struct value_request request = {.scenario = &scenario,
                                              .scenarios = 1,
                                              .result = "net",
                                              .iterations = 512,
                                              .run = {.threads = 1, .isa = isa_best()}};
        cr_assert_eq(value_analyse(&arena, &request, &found, &err), STATUS_OK, "%s", err.message);
        perfect += holds(&found.perfect, voi(130000));
        for (size_t i = 0; i < found.items; i++) {
            const bool of_rooms = strcmp(found.item[i].topic.name, "overheads.rooms.annual_cost") == 0;
            *(of_rooms ? &rooms : &cars) += holds(&found.item[i].information, voi(of_rooms ? 120000 : 50000));
        }
        arena_free(&arena);
    }
    cr_expect_geq(perfect, LEAST, "EVPI: %d", perfect);
    cr_expect_geq(rooms, LEAST, "EVPPI of rooms: %d", rooms);
    cr_expect_geq(cars, LEAST, "EVPPI of cars: %d", cars);
}
