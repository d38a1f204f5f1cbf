/* What a loaded scenario holds. */
#include "sim/scenario/load.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario_fixture.h"
#include "sim/base/file.h"
#include "sim/scenario/schema.h"

Test(scenario_load, fills_in_documented_defaults)
{
    struct specimen small;
    specimen_load(&small, NULL);
    cr_assert_not_null(small.scenario, "%s", specimen_messages(&small));
    const struct scenario *const s = small.scenario;
    cr_expect(s->settings.start_year == 2026 && s->settings.price_year == 2026 && s->settings.horizon == 40);
    cr_expect_str_eq(s->settings.currency, "EUR");
    cr_expect(s->settings.discount_steps == 1 && s->settings.discount_step[0].rate == 0.03);
    cr_expect_eq(s->settings.discount_step[0].until, INT_MAX);
    cr_expect(s->simulation.iterations == 10000 && s->simulation.seed == 20260101);
    cr_expect(s->payers == 1 && s->payer[0].public_finances && strcmp(s->payer[0].name, "all") == 0);
    cr_expect(s->outcome[0].payers.weight[0] == 1 && s->intervention[0].payers.weight[0] == 1);
    cr_expect(s->group[0].size == 400 && s->group[0].intakes == 1);
    cr_expect(s->outcome[0].applies[0] && s->intervention[0].group == 0 && s->intervention[0].years == 1);
    cr_expect(isinf(specimen_value(&small, "interventions.mentoring.capacity")));
    cr_expect_eq(specimen_value(&small, "interventions.mentoring.uptake"), 1);
    cr_expect(specimen_quantity(&small, "interventions.mentoring.uptake")->defaulted);
    cr_expect_not(specimen_quantity(&small, "outcomes.marginalisation.risk")->defaulted);
    cr_expect_eq(specimen_quantity(&small, "outcomes.marginalisation.risk")->place.line, 6);
    specimen_free(&small);
}

Test(scenario_load, reads_a_scenario_with_everything)
{
    struct specimen full;
    specimen_load_text(&full, specimen_full, NULL);
    cr_assert_not_null(full.scenario, "%s", specimen_messages(&full));
    cr_expect_eq(full.diagnostics.warnings, 0, "%s", specimen_messages(&full));
    const struct scenario *const s = full.scenario;
    cr_expect(s->payers == 3 && s->groups == 2 && s->services == 3 && s->outcomes == 2 && s->workforces == 1);
    cr_expect(s->overheads == 1 && s->interventions == 3 && s->correlations == 2 && s->alternatives == 2);
    cr_expect_eq(s->group[0].size, 2500);
    cr_expect_not(s->payer[2].public_finances);
    cr_expect(s->settings.discount_steps == 2 && s->settings.discount_step[0].until == 30);
    cr_expect_eq(s->simulation.seed, UINT64_MAX);
    cr_expect_str_eq(s->title.in[LANGUAGE_FI], "Nivelvaihe \"2\"");
    cr_expect(s->service[0].applies[0] && !s->service[0].applies[1]);
    cr_expect_str_eq(specimen_quantity(&full, "outcomes.marginalisation.risk")->written, "beta: {mean: 6%, sd: 1.5%}");
    specimen_free(&full);
}

Test(scenario_load, assumptions_are_shared_and_move_between_price_years)
{
    struct specimen full;
    specimen_load_text(&full, specimen_full, NULL);
    cr_assert_not_null(full.scenario, "%s", specimen_messages(&full));
    const struct scenario *const s = full.scenario;
    const struct quantity *const cost = specimen_quantity(&full, "assumptions.lifetime_cost");
    cr_expect_eq(&s->quantity[s->outcome[0].cost], cost);
    cr_expect_float_eq(cost->scale, 1.402 / 1.156, 1e-15);
    cr_expect_str_eq(cost->price_index, "consumer_prices");
    cr_expect_eq(s->outcome[1].growth, s->service[0].growth, "an alias leads to the same quantity");
    cr_expect_lt(scenario_find_quantity(s, "assumptions.unused"), 0);
    cr_expect_str_eq(s->alternative[0].assumption, "lifetime_cost");
    cr_expect_str_eq(s->alternative[0].name, "research");
    cr_expect_str_eq(s->alternative[0].written, "uniform: [230k, 370k]");
    cr_expect_eq(s->alternative[0].price_year, 2007, "not said: as in the base");
    specimen_free(&full);
}

Test(scenario_load, assume_switches_to_an_alternative_with_all_that_belongs_to_it)
{
    struct specimen full;
    const char *const assume[] = {"lifetime_cost=research"};
    const struct load_options options = {.assume = assume, .assumes = 1};
    specimen_load_text(&full, specimen_full, &options);
    cr_assert_not_null(full.scenario, "%s", specimen_messages(&full));
    const struct scenario *const s = full.scenario;
    const struct quantity *const cost = specimen_quantity(&full, "assumptions.lifetime_cost");
    cr_expect_eq(cost->distribution.kind, DISTRIBUTION_UNIFORM);
    cr_expect_str_eq(cost->alternative, "research");
    cr_assert_not_null(cost->base);
    cr_expect_eq(cost->base->distribution.kind, DISTRIBUTION_PERT);
    cr_expect_eq(s->outcome[0].basis, COST_PRESENT_VALUE);
    cr_expect(!s->outcome[0].payers.dirichlet && s->outcome[0].payers.weight[1] == 1);
    cr_expect(s->overrides == 1 && strcmp(s->override[0].option, "--assume") == 0);
    cr_expect_str_eq(s->override[0].value, "research");
    specimen_free(&full);
}

Test(scenario_load, effects_become_one_entry_for_each_measure)
{
    struct specimen full;
    specimen_load_text(&full, specimen_full, NULL);
    cr_assert_not_null(full.scenario, "%s", specimen_messages(&full));
    const struct intervention *const one = &full.scenario->intervention[0];
    cr_assert_eq(one->effect_count, 5);
    cr_expect(one->effect[0].target == EFFECT_OUTCOME && one->effect[0].measure == MEASURE_RELATIVE_RISK);
    cr_expect_str_eq(
        specimen_quantity(&full, "interventions.co_development.effects.marginalisation.relative_risk")->reading,
        "lognormal");
    cr_expect(one->effect[2].measure == MEASURE_SICKNESS_ABSENCE && one->effect[3].measure == MEASURE_TURNOVER);
    cr_expect_eq(one->effect[2].persistence, one->effect[3].persistence);
    cr_expect_eq(specimen_value(&full, "interventions.co_development.effects.staff.persistence"), 1);
    cr_expect_eq(specimen_value(&full, "interventions.co_development.effects.parallel.persistence"), 0);
    cr_expect(one->fixed_count == 3 && specimen_value(&full, "interventions.co_development.cost.fixed.2") == 150e3);
    const struct intervention *const network = &full.scenario->intervention[1];
    cr_expect(network->group == -1 && network->years == 2 && network->fixed_count == 2);
    cr_expect_eq(network->fixed[0], network->fixed[1], "one figure is repeated");
    specimen_free(&full);
}

Test(scenario_load, profile_gives_the_duration)
{
    struct specimen full;
    specimen_load_text(&full, specimen_full, NULL);
    cr_assert_not_null(full.scenario, "%s", specimen_messages(&full));
    const struct outcome *const outcome = &full.scenario->outcome[1];
    cr_expect(outcome->profile_years == 3 && outcome->basis == COST_ANNUAL);
    cr_expect_float_eq(outcome->profile[0], 0.5, 1e-15);
    cr_expect_eq(specimen_value(&full, "outcomes.dropout.duration"), 3);
    specimen_free(&full);
}

/* --- show --- */

Test(scenario_load, what_is_shown_loads_as_the_same)
{
    struct specimen one;
    specimen_load(&one, NULL);
    specimen_expect_round_trip(&one);
    specimen_free(&one);
    specimen_load_text(&one, specimen_full, NULL);
    specimen_expect_round_trip(&one);
    specimen_free(&one);
    const char *const assume[] = {"lifetime_cost=research"}, *const set[] = {"interventions.co_development.uptake=30%"};
    const struct load_options options = {.assume = assume, .assumes = 1, .set = set, .sets = 1};
    specimen_load_text(&one, specimen_full, &options);
    specimen_expect_round_trip(&one);
    specimen_free(&one);
    specimen_load_file(&one, "tests/errors/parts/clients.yaml", NULL);
    specimen_expect_round_trip(&one);
    specimen_free(&one);
}

Test(scenario_load, the_hash_knows_values_and_nothing_of_their_place)
{
    struct specimen a, b, c;
    const char *const same[] = {"interventions.mentoring.uptake=100%", NULL}, *const other[] = {
                                                                                  "outcomes.marginalisation.risk=7%",
                                                                                  NULL};
    specimen_load(&a, NULL);
    specimen_load(&b, same);
    specimen_load(&c, other);
    cr_expect_str_eq(a.scenario->hash, b.scenario->hash, "a default that is written");
    cr_expect_str_neq(a.scenario->hash, c.scenario->hash);
    cr_expect_eq(strlen(a.scenario->hash), 64);
    specimen_free(&a);
    specimen_free(&b);
    specimen_free(&c);
}

/* --- options and files --- */

Test(scenario_load, set_is_typed_by_the_schema)
{
    struct specimen one;
    const char *const changes[] = {"title=20%",
                                   "interventions.mentoring.ramp_up=[10%, 50%]",
                                   "interventions.mentoring.ramp_up.1={uniform: [50%, 60%]}",
                                   "interventions.mentoring.label=a,b=c",
                                   "settings.horizon=12",
                                   "outcomes.marginalisation.cost_per_case={low: 1M, high: 2M}",
                                   "interventions.mentoring.target=null",
                                   NULL};
    specimen_load(&one, changes);
    cr_assert_not_null(one.scenario, "%s", specimen_messages(&one));
    cr_expect_str_eq(one.scenario->title.in[LANGUAGE_EN], "20%");
    cr_expect_str_eq(one.scenario->intervention[0].label.in[LANGUAGE_EN], "a,b=c");
    cr_expect_eq(one.scenario->settings.horizon, 12);
    cr_expect_eq(one.scenario->intervention[0].ramp_up_count, 2);
    cr_expect_float_eq(specimen_value(&one, "interventions.mentoring.ramp_up.1"), 0.55, 1e-12);
    cr_expect_str_eq(specimen_quantity(&one, "outcomes.marginalisation.cost_per_case")->reading, "normal");
    cr_expect_eq(specimen_value(&one, "interventions.mentoring.target.top"), 1, "removed: the default");
    cr_expect(one.scenario->overrides == 7 && strcmp(one.scenario->override[0].path, "title") == 0);
    specimen_free(&one);
}

Test(scenario_load, control_characters_in_an_option_are_refused)
{
    struct specimen one;
    const char *const changes[] = {"title=a\x1b[31mb", NULL};
    specimen_load(&one, changes);
    cr_expect(one.scenario == NULL && one.diagnostics.errors == 1);
    const char *const text = specimen_messages(&one);
    cr_expect(strstr(text, "--set #1:1:8") && strstr(text, "U+001B") && !strchr(text, '\x1b'), "%s", text);
    specimen_free(&one);
}

Test(scenario_load, extends_merges_and_replaces_forms)
{
    struct specimen one;
    specimen_load_file(&one, "tests/errors/parts/extending.yaml", NULL);
    cr_assert_not_null(one.scenario, "%s", specimen_messages(&one));
    cr_expect_str_eq(one.scenario->title.in[LANGUAGE_EN], "Extended");
    cr_expect_eq(specimen_quantity(&one, "outcomes.marginalisation.risk")->distribution.kind, DISTRIBUTION_UNIFORM);
    cr_expect_eq(specimen_value(&one, "interventions.mentoring.target.top"), 1, "null removes");
    cr_expect_eq(specimen_value(&one, "interventions.mentoring.uptake"), 0.5);
    cr_expect_str_eq(specimen_quantity(&one, "assumptions.cost")->place.source->name,
                     "tests/errors/parts/library.yaml");
    cr_expect_eq(one.scenario->outcome[0].concentration.shape, CONCENTRATION_PARETO, "what is not named stays");
    specimen_free(&one);
}

Test(scenario_load, an_allowed_folder_may_be_included)
{
    struct specimen one;
    const char *const allow[] = {"tests/errors"};
    const struct load_options options = {.allow_include = allow, .allow_includes = 1};
    specimen_load_file(&one, "tests/errors/parts/deeper/outside.yaml", NULL);
    cr_expect_null(one.scenario);
    cr_expect_not_null(strstr(specimen_messages(&one), "--allow-include"));
    specimen_free(&one);
    specimen_load_file(&one, "tests/errors/parts/deeper/outside.yaml", &options);
    cr_expect_not_null(one.scenario, "%s", specimen_messages(&one));
    specimen_free(&one);
}

Test(scenario_load, text_in_memory_reads_no_files)
{
    struct specimen one;
    specimen_load_text(
        &one,
        "title: x\ninclude: tests/errors/parts/library.yaml\ninterventions: {a: {years: 1, cost: {fixed: "
        "1}, effects: {}}}\n",
        NULL);
    cr_expect(one.scenario == NULL && one.diagnostics.errors == 1, "%s", specimen_messages(&one));
    specimen_free(&one);
}

Test(scenario_load, a_byte_order_mark_is_no_part_of_the_text)
{
    struct specimen one;
    char text[4096];
    snprintf(text, sizeof text, "\xEF\xBB\xBF%s", specimen_small);
    specimen_load_text(&one, text, NULL);
    cr_assert_not_null(one.scenario, "%s", specimen_messages(&one));
    cr_expect_eq(specimen_quantity(&one, "outcomes.marginalisation.risk")->place.column, 5);
    specimen_free(&one);
    specimen_load_text(&one, "\xFF\xFEt", NULL);
    cr_expect_not_null(strstr(specimen_messages(&one), "UTF-16"));
    specimen_free(&one);
}

Test(scenario_load, a_missing_file_is_an_io_error)
{
    struct specimen one;
    specimen_load_file(&one, "tests/errors/no-such-file.yaml", NULL);
    cr_expect_eq(one.status, STATUS_IO);
    cr_expect_not_null(strstr(one.err.message, "no such file"));
    specimen_free(&one);
    specimen_load_file(&one, "tests/errors", NULL);
    cr_expect_eq(one.status, STATUS_IO);
    specimen_free(&one);
}

Test(scenario_load, hostile_text_is_refused_quickly)
{
    static char text[1 << 18];
    static const char *const bits[] = {"[",          "{",      "- ", "? ",   "&a [*a, ", "a: {",
                                       "%TAG ! x\n", "x: 1\n", "'",  "!!a ", "a,"};
    for (size_t b = 0; b < sizeof bits / sizeof *bits; b++) {
        size_t length = 0;
        while (length + strlen(bits[b]) < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s", bits[b]);
        struct specimen one;
        specimen_load_text(&one, text, NULL);
        cr_expect(one.scenario == NULL && one.diagnostics.errors > 0, "%s", bits[b]);
        cr_expect_lt(one.arena.used, (size_t)64 << 20, "%s", bits[b]);
        specimen_free(&one);
    }
}

Test(scenario_load, a_flood_of_mistakes_is_cut)
{
    struct specimen one;
    specimen_load(&one, NULL);
    struct arena *const arena = &one.arena;
    struct text_buffer text;
    text_buffer_init(&text, arena);
    for (int i = 0; i < 1000; i++) text_buffer_printf(&text, "k%d: 1\n", i);
    struct specimen many;
    specimen_load_text(&many, text_buffer_finish(&text), NULL);
    cr_expect(many.diagnostics.errors > 100 && many.diagnostics.errors < 250, "%d", many.diagnostics.errors);
    cr_expect_not_null(strstr(specimen_messages(&many), "the others are not shown"));
    specimen_free(&many);
    specimen_free(&one);
}

Test(scenario_load, the_reference_page_is_up_to_date)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    char *page;
    size_t length;
    struct error err = {0};
    cr_assert_eq(file_read(&arena, "scenarios/REFERENCE.md", 1 << 20, &page, &length, &err), STATUS_OK, "%s",
                 err.message);
    cr_expect_str_eq(schema_reference(&arena, LANGUAGE_EN), page,
                     "write it again: HYOTY_REFERENCE=scenarios/REFERENCE.md");
    const char *const into = getenv("HYOTY_REFERENCE");
    FILE *const file = into ? fopen(into, "w") : NULL;
    if (file) fputs(schema_reference(&arena, LANGUAGE_EN), file);
    if (file) fclose(file);
    arena_free(&arena);
}

/* Every row of every table says something, and every distribution of the registry has a key. */
Test(scenario_load, tables_are_complete)
{
    static const struct schema *const all[] = {
        &schema_scenario,  &schema_library,  &schema_quantity,    &schema_distribution,  &schema_part,
        &schema_empirical, &schema_discrete, &schema_price_index, &schema_concentration, &schema_correlation};
    for (size_t s = 0; s < sizeof all / sizeof *all; s++)
        for (size_t i = 0; i < all[s]->fields; i++) {
            const struct field *const field = &all[s]->field[i];
            cr_expect(field->help && field->help[strlen(field->help) - 1] == '.', "%s.%s", all[s]->title, field->key);
            cr_expect_not_null(field->kind, "%s.%s", all[s]->title, field->key);
            cr_expect_eq(schema_find(all[s], field->key), field, "%s.%s stands once", all[s]->title, field->key);
        }
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        cr_expect_eq(schema_find(&schema_distribution, distribution_table[kind].name) != NULL,
                     distribution_table[kind].keys != NULL, "%s", distribution_table[kind].name);
}

Test(scenario_load, units_fit_where_they_mean_the_same)
{
    cr_expect(unit_fits(UNIT_MONEY_PER_PERSON, UNIT_MONEY_PER_CASE) &&
              unit_fits(UNIT_MONEY_PER_CASE, UNIT_MONEY_PER_PERSON));
    cr_expect(unit_fits(UNIT_MONEY, UNIT_MONEY_PER_CASE) && !unit_fits(UNIT_MONEY_PER_YEAR, UNIT_MONEY_PER_CASE_YEAR));
    cr_expect(unit_fits(UNIT_SHARE, UNIT_PER_YEAR) && !unit_fits(UNIT_SHARE, UNIT_MONEY) &&
              !unit_fits(UNIT_YEARS, UNIT_SHARE));
    cr_expect(unit_find("EUR/person/year", "EUR") == UNIT_MONEY_PER_PERSON_YEAR && unit_find("EUR", "SEK") == -1);
    cr_expect(unit_find("%", "EUR") == UNIT_SHARE && unit_find("", "EUR") == -1);
    for (int unit = 0; unit < UNIT_COUNT; unit++) cr_expect(unit_fits((enum unit)unit, (enum unit)unit));
}
