/* Money that a budget can release, beside staff and places set free. */
#include <criterion/criterion.h>
#include <math.h>

#include "tests/twice/simulate.h"

/* Two payers, one of them public; a service of which a quarter is cashable and an outcome of which all is. */
#define TWO_PAYERS                                                                                                     \
    "title: Cash\n"                                                                                                    \
    "settings: {horizon: 10, discount_rate: 0%%}\n"                                                                    \
    "simulation: {cohort: expected, iterations: 8}\n"                                                                  \
    "payers: {county: {}, clients: {public: no}}\n"                                                                    \
    "population: {g: {size: 1000}}\n"                                                                                  \
    "services: {s: {annual_cost: 1k, duration: 2, concentration: none, cashable: %s, "                                 \
    "payers: {county: 80%%, clients: 20%%}}}\n"                                                                        \
    "outcomes: {o: {risk: 10%%, cost_per_case: 10k, duration: 1, payers: {county: 50%%, clients: 50%%}}}\n"            \
    "interventions: {a: {cost: {fixed: 300k, payers: {county: 100%%}}, effects: {s: {reduction: 10%%}, "               \
    "o: {relative_risk: 0.5}}}}\n"

static void expect(const char *cashable, double net, double all, double county, double clients)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, arena_printf(&arena, TWO_PAYERS, cashable), 1);
    const struct {
        const char *name;
        double answer;
    } of[] = {{"net", net},
              {"net_cashable", all},
              {"net_cashable_public", county},
              {"net_cashable.county", county},
              {"net_cashable.clients", clients}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        cr_expect(fabs(simulate_first(&run, of[i].name) - of[i].answer) < 1e-6, "%s: %.12g, not %.12g", of[i].name,
                  simulate_first(&run, of[i].name), of[i].answer);
    simulate_free(&run);
    arena_free(&arena);
}

/* Saved: 200k of the service (160k and 40k), 500k of cases (250k and 250k). Paid: 300k, by the county. */
Test(exact_cash, by_payer)
{
    expect("25%", 400e3, 250e3, -10e3, 260e3);
    expect("100%", 400e3, 400e3, 110e3, 290e3);
    expect("0%", 400e3, 200e3, -50e3, 250e3);
}

/* The bits are those of the net where everything is money. */
Test(exact_cash, everything_is_money)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, arena_printf(&arena, TWO_PAYERS, "100%"), 1);
    cr_expect_eq(simulate_first(&run, "net"), simulate_first(&run, "net_cashable"));
    cr_expect_eq(simulate_first(&run, "net.county"), simulate_first(&run, "net_cashable.county"));
    cr_expect_eq(simulate_first(&run, "gross_capacity"), 0);
    simulate_free(&run);
    arena_free(&arena);
}

/* Home care, most of whose savings are hours of staff. On average a product of means: 30 % of the service and of the
 * staff (310 posts, 24 days of 285 a day less 3.5 %, 14 % turnover at 6 545 less 4 %, four years discounted by 3.829)
 * and 20 % of the double visits (874 100 less 12.59 %, 4.717 years), less the cost. */
Test(exact_cash, home_care)
{
    static const char text[] =
        "title: Home care\n"
        "settings: {horizon: 5, discount_rate: 3%}\n"
        "simulation: {cohort: expected, iterations: 20000, sampling: sobol}\n"
        "payers: {county: {}, clients: {public: no}}\n"
        "population: {clients: {size: 2600}}\n"
        "services: {home_care: {annual_cost: {low: 14000, high: 22000}, duration: {pert: {min: 1, mode: 3, max: 5}}, "
        "concentration: {top: 10%, share: 75%}, cashable: 30%, payers: {county: 87%, clients: 13%}}}\n"
        "workforce: {staff: {fte: 310, sickness_absence: {days: {low: 20, high: 28}, "
        "cost_per_day: {low: 200, high: 370}}, turnover: {rate: 14%, cost_per_recruitment: {low: 3000, high: 12000}}, "
        "cashable: 30%, payers: {county: 100%}}}\n"
        "overheads: {double_visits: {annual_cost: {low: 400k, high: 1.6M}, cashable: 20%, payers: {county: 100%}}}\n"
        "interventions:\n"
        "  network:\n"
        "    population: clients\n"
        "    years: 3\n"
        "    target: {top: 10%, accuracy: 80%}\n"
        "    uptake: 85%\n"
        "    cost: {fixed: [260k, 220k, 180k], per_participant: 350, payers: {county: 100%}}\n"
        "    effects:\n"
        "      home_care: {reduction: {normal: {mean: 3%, sd: 2.5%}}, persistence: 2 years, half_life: 2 years}\n"
        "      staff: {sickness_absence: {low: -1%, high: 8%}, turnover: {low: -2%, high: 10%}, persistence: 1 year}\n"
        "      double_visits: {reduction: {low: 5%, high: 25%}, persistence: 2 years}\n";
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    struct simulation_run run = simulate(&arena, text, 2);
    const double *const cash = simulate_column(&run, "net_cashable"), *const net = simulate_column(&run, "net");
    const uint32_t n = run.outcomes.iterations;
    double mean = 0, pays = 0, all = 0;
    for (uint32_t i = 0; i < n; i++) {
        mean += cash[i] / n;
        pays += (cash[i] > 0) / (double)n;
        all += net[i] / n;
    }
    const double staff = 310 * (24 * 285 * 0.035 + 0.14 * 6545 * 0.04) * 3.8286, visits = 874100 * 0.1259 * 4.7171;
    double service = 0, cost = 0;
    for (uint32_t i = 0; i < n; i++) {
        service += simulate_column(&run, "savings.services.home_care")[i] / n;
        cost += simulate_column(&run, "cost")[i] / n;
    }
    const double money = 0.3 * (service + staff) + 0.2 * visits - cost;
    cr_expect(fabs(mean - money) < 500, "%g in money, not %g", mean, money);
    cr_expect(fabs(all - (service + staff + visits - cost)) < 2000, "%g in all", all);
    cr_expect(fabs(pays - 0.532) < 0.01, "pays in %g of futures", pays);
    simulate_free(&run);
    arena_free(&arena);
}
