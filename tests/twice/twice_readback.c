/* A scenario read back in plain totals, over random scenarios: what the programmes come to is what a run says whose
 * quantities are held at their means; what goes on without them is counted once more, plainly. */
#include <criterion/criterion.h>
#include <math.h>

#include "sim/analysis/readback.h"
#include "tests/twice/generate.h"
#include "tests/twice/simulate.h"
#include "tests/twice/twice.h"

enum { SCENARIOS = 60 };
static const double TOLERANCE = 1e-9;

struct law {
    uint32_t number;
    const struct scenario *scenario;
    struct readback readback;
    const char *text;
};

static void near(const struct law *law, const char *what, int item, double found, double wanted)
{
    cr_expect(fabs(found - wanted) <= TOLERANCE * fabs(wanted),
              "scenario %u: %s %d is read back as %.17g, not %.17g\n%s", law->number, what, item, found, wanted,
              law->text);
}

static double mean(const struct law *law, int quantity)
{
    return scenario_mean(law->scenario, quantity);
}

/* A run of one iteration whose quantities are all held at their means, persons integrated out. */
static struct simulation_run run_at_means(struct arena *arena, const struct scenario *scenario)
{
    struct scenario *const expected = ARENA_NEW(arena, struct scenario);
    struct pin *const pin = ARENA_ARRAY(arena, scenario->quantities, struct pin);
    struct inputs inputs = {.pin = pin};
    struct simulation_run run = {.scenario = expected};
    const struct plan *plan = NULL;
    struct error err = {0};
    *expected = *scenario;
    expected->simulation.cohort = COHORT_EXPECTED;
    expected->simulation.iterations = 1;
    for (int q = 0; q < (int)scenario->quantities; q++)
        if (!distribution_is_fixed(&scenario->quantity[q].distribution))
            pin[inputs.pins++] = (struct pin){q, scenario_mean(scenario, q)};
    cr_assert_eq(plan_compile(arena, expected, &plan, &err), STATUS_OK, "%s", err.message);
    const struct run_options options = {.threads = 1, .inputs = &inputs};
    cr_assert_eq(engine_run(plan, &options, &run.outcomes, &err), STATUS_OK, "%s", err.message);
    return run;
}

static void programmes_are_those_of_the_run(const struct law *law, const struct outcomes *outcomes)
{
    const struct settings *const settings = &law->scenario->settings;
    double all = 0;
    for (int j = 0; j < (int)law->scenario->interventions; j++)
        near(law, "participants of", j, readback_sum(law->readback.participants[j], law->readback.intakes),
             outcomes->column[outcomes->at.participants + j].value[0]);
    for (size_t i = 0; i < law->readback.lines; i++) {
        const struct readback_line *const line = &law->readback.line[i];
        double present = 0;
        if (line->line.kind != LINE_PROGRAMME) continue;
        for (int t = 0; t < settings->horizon; t++) present += line->year[t] * twice_discount(settings, t);
        for (size_t l = 0; l < outcomes->lines; l++)
            if (outcomes->line[l].kind == LINE_PROGRAMME && outcomes->line[l].item == line->line.item)
                near(law, "cost of", line->line.item, -present, outcomes->column[outcomes->at.line + (int)l].value[0]);
        all += present;
    }
    near(law, "cost of all", 0, all, outcomes->column[outcomes->at.cost].value[0]);
}

/* --- what goes on without the programmes --- */

static bool enters(const struct group *group, int intake)
{
    return intake >= 0 && intake < group->intakes;
}

/* What a case costs `since` years after the intake. */
static double case_cost(const struct law *law, const struct outcome *outcome, int since)
{
    const double onset = mean(law, outcome->onset), years = mean(law, outcome->duration);
    const double cost = mean(law, outcome->cost) * (outcome->basis == COST_ANNUAL ? years : 1);
    if (outcome->profile_years == 0 && years == 0) return floor(onset) == since ? cost : 0;
    if (outcome->profile_years == 0) return cost / years * twice_overlap(since, onset, onset + years);
    double sum = 0;
    for (size_t i = 0; i < outcome->profile_years; i++)
        sum += outcome->profile[i] * twice_overlap(since, onset + (double)i, onset + (double)i + 1);
    return cost * sum;
}

/* By how much a present value is multiplied, so that what it is spread over is worth it as its prices grow. */
static double accrued(const struct law *law, const struct outcome *outcome)
{
    double all = 0, present = 0;
    if (outcome->basis != COST_PRESENT_VALUE) return 1;
    for (int since = 0; since < 200; since++) {
        const double part = case_cost(law, outcome, since);
        all += part;
        present += part * pow(1 + mean(law, outcome->growth), since) * twice_discount(&law->scenario->settings, since);
    }
    return all / present;
}

static double outcome_year(const struct law *law, int item, int year)
{
    const struct outcome *const outcome = &law->scenario->outcome[item];
    double sum = 0;
    for (size_t g = 0; g < law->scenario->groups; g++)
        for (int a = 0; outcome->applies[g] && a <= year; a++)
            if (enters(&law->scenario->group[g], a))
                sum += law->scenario->group[g].size * mean(law, outcome->risk) * case_cost(law, outcome, year - a);
    return sum * accrued(law, outcome) * pow(1 + mean(law, outcome->growth), year);
}

static double service_year(const struct law *law, int item, int year)
{
    const struct service *const service = &law->scenario->service[item];
    double persons = 0;
    for (size_t g = 0; g < law->scenario->groups; g++)
        for (int a = 0; service->applies[g] && a <= year; a++)
            if (enters(&law->scenario->group[g], a))
                persons += law->scenario->group[g].size * twice_overlap(year - a, 0, mean(law, service->duration));
    return persons * mean(law, service->annual_cost) * pow(1 + mean(law, service->growth), year);
}

static double workforce_year(const struct law *law, int item, int year)
{
    const struct workforce *const staff = &law->scenario->workforce[item];
    const double each = mean(law, staff->days) * mean(law, staff->cost_per_day) +
                        mean(law, staff->turnover) * mean(law, staff->cost_per_recruitment);
    return mean(law, staff->fte) * each * pow(1 + mean(law, staff->growth), year);
}

static double overhead_year(const struct law *law, int item, int year)
{
    const struct overhead *const overhead = &law->scenario->overhead[item];
    return mean(law, overhead->annual_cost) * pow(1 + mean(law, overhead->growth), year);
}

static void what_goes_on_is_counted(const struct law *law)
{
    static double (*const plainly[LINE_KINDS])(const struct law *, int item,
                                               int year) = {[LINE_OUTCOME] = outcome_year,
                                                            [LINE_SERVICE] = service_year,
                                                            [LINE_WORKFORCE] = workforce_year,
                                                            [LINE_OVERHEAD] = overhead_year};
    size_t seen = 0;
    for (size_t i = 0; i < law->readback.lines; i++) {
        const struct readback_line *const line = &law->readback.line[i];
        double total = 0;
        if (!plainly[line->line.kind]) continue;
        for (int t = 0; t < law->scenario->settings.horizon; t++) {
            const double wanted = plainly[line->line.kind](law, line->line.item, t);
            near(law, section_table[line->line.kind].name, line->line.item, line->year[t], wanted);
            total += wanted;
        }
        near(law, section_table[line->line.kind].name, line->line.item, line->total, total);
        seen++;
    }
    const struct scenario *const s = law->scenario;
    cr_expect_eq(seen, s->outcomes + s->services + s->workforces + s->overheads, "every item is read back");
}

static void struck_are_counted(const struct law *law)
{
    for (int k = 0; k < (int)law->scenario->outcomes; k++)
        for (int a = 0; a < law->readback.intakes; a++) {
            double persons = 0;
            for (size_t g = 0; g < law->scenario->groups; g++)
                if (law->scenario->outcome[k].applies[g] && enters(&law->scenario->group[g], a))
                    persons += law->scenario->group[g].size;
            near(law, "persons of outcome", k, law->readback.entering[k][a], persons);
            near(law, "struck by outcome", k, law->readback.struck[k][a],
                 persons * mean(law, law->scenario->outcome[k].risk));
        }
}

static void check(uint32_t number, bool expected)
{
    struct arena arena;
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    struct law law = {.number = number};
    law.text = generate_scenario(&arena, number, &(struct generate_change){.expected = expected});
    law.scenario = simulate_load(&arena, law.text);
    cr_assert_eq(readback_compute(&arena, law.scenario, &law.readback, &err), STATUS_OK, "%s", err.message);
    struct simulation_run run = run_at_means(&arena, law.scenario);
    programmes_are_those_of_the_run(&law, &run.outcomes);
    struck_are_counted(&law);
    what_goes_on_is_counted(&law);
    simulate_free(&run);
    arena_free(&arena);
}

Test(twice_readback, totals_are_those_of_a_run_at_the_means)
{
    for (uint32_t n = 0; n < SCENARIOS; n++) check(n, n % 2 == 1);
}
