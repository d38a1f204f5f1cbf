#include <criterion/criterion.h>
#include <string.h>

#include "sim/words/quantity_label.h"
#include "tests/twice/simulate.h"

static const char two[] =
    "title: Two\nsettings: {horizon: 5}\npopulation: {people: {size: 10}}\n"
    "outcomes: {case: {label: {fi: Tapaus, en: Cases}, risk: 10%, annual_cost: 1, duration: 1}}\n"
    "services: {care: {annual_cost: {value: 7, label: Care of one}, duration: 2}}\n"
    "workforce: {staff: {fte: 3, sickness_absence: {days: 5, cost_per_day: 1}, turnover: {rate: 5%, "
    "cost_per_recruitment: 1}}}\n"
    "interventions:\n"
    "  one: {label: First, cost: {fixed: [1, 2]}, ramp_up: [50%, 100%], effects: {case: {odds_ratio: 0.8}, care: "
    "{reduction: 1%, half_life: 2}}}\n"
    "  two: {cost: {per_participant: 1, optimism_bias: 5%}, effects: {case: {relative_risk: 0.9, deadweight: 10%}, "
    "staff: {turnover: 3%}}}\n";

static const struct {
    const char *path, *english, *finnish;
} label[] = {
    {"outcomes.case.risk", "Cases: risk", "Tapaus: riski"},
    {"services.care.annual_cost", "Care of one", "Care of one"},
    {"workforce.staff.turnover.rate", "staff: staff turnover", "staff: henkilöstön vaihtuvuus"},
    {"workforce.staff.sickness_absence.days", "staff: sickness-absence days", "staff: sairauspoissaolopäivät"},
    {"interventions.one.cost.fixed.1", "First: fixed cost, year 2", "First: kiinteä kustannus, 2. vuosi"},
    {"interventions.one.ramp_up.0", "First: share of the full effect, intake 1",
     "First: osuus täydestä vaikutuksesta, 1. aloitusryhmä"},
    {"interventions.one.effects.case.odds_ratio", "Cases: odds ratio (First)",
     "Tapaus: vetosuhde (odds ratio) (First)"},
    {"interventions.one.effects.care.half_life", "care: half-life of the effect (First)",
     "care: vaikutuksen puoliintumisaika (First)"},
    {"interventions.two.cost.optimism_bias", "two: cost overrun", "two: kustannusten ylitys"},
    {"interventions.two.effects.staff.turnover", "staff: less staff turnover (two)",
     "staff: vaihtuvuuden vähenemä (two)"},
};

Test(words_quantity_label, says_whose_number_it_is)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const struct scenario *const scenario = simulate_load(&arena, two);
    for (size_t i = 0; i < sizeof label / sizeof *label; i++) {
        const int q = scenario_find_quantity(scenario, label[i].path);
        cr_assert_geq(q, 0, "%s", label[i].path);
        cr_expect_str_eq(quantity_label(&arena, scenario, q, LANGUAGE_EN), label[i].english);
        cr_expect_str_eq(quantity_label(&arena, scenario, q, LANGUAGE_FI), label[i].finnish);
    }
    cr_expect_str_eq(key_label(&arena, scenario, "settings.discount_rate", LANGUAGE_FI), "Diskonttokorko");
    cr_expect_str_eq(key_label(&arena, scenario, "population.people.size", LANGUAGE_EN),
                     "people: persons in an intake");
    cr_expect_str_eq(key_label(&arena, scenario, "settings.currency", LANGUAGE_EN), "settings.currency");
    arena_free(&arena);
}

/* Every quantity of every shipped scenario has a name in every language, and no two have the same. */
Test(words_quantity_label, names_every_quantity)
{
    static const char *const files[] = {"scenarios/pohjois-savo-transition.yaml", "scenarios/mentoring.yaml",
                                        "scenarios/parasta-itaa-four-regions.yaml"};
    for (size_t s = 0; s < sizeof files / sizeof *files; s++)
        for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
            struct arena arena;
            arena_init(&arena, allocator_libc, 0);
            const struct scenario *const scenario = simulate_load_file(&arena, files[s], NULL, 0);
            const char **const seen = ARENA_ARRAY(&arena, scenario->quantities, const char *);
            for (size_t q = 0; q < scenario->quantities; q++) {
                seen[q] = quantity_label(&arena, scenario, (int)q, language);
                cr_assert_not_null(seen[q]);
                cr_expect(strcmp(seen[q], scenario->quantity[q].path) != 0, "%s", seen[q]);
                cr_expect(!strpbrk(seen[q], "{}"), "%s", seen[q]);
                for (size_t p = 0; p < q; p++)
                    cr_expect(strcmp(seen[p], seen[q]) != 0, "%s: %s and %s", seen[q], scenario->quantity[p].path,
                              scenario->quantity[q].path);
            }
            arena_free(&arena);
        }
}
