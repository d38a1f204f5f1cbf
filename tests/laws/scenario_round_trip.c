/* What is accepted in any spelling is printed by `show` so that it loads again, as the same scenario. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "../unit/scenario_fixture.h"
#include "sim/scenario/schema.h"

/* As they stand behind --set PATH=. Not every key takes every one; those that it takes have to come back. */
static const char *const spelling[] = {
    "18e-1",
    "1e-1",
    "1E-1",
    "2e0",
    "1e+2",
    "1E2",
    "1.50",
    "5%",
    "50.0%",
    "-5%",
    "-1",
    "0",
    "1",
    "4",
    "1900",
    "12k",
    "1.5k",
    "1.2M",
    "3 years",
    "1 year",
    "16.5 days",
    "1 day",
    "0.1000000000000000000000000000000000000000000000000000000000001",
    "none",
    "unlimited",
    "yes",
    "no",
    "true",
    "mid",
    "best",
    "expected",
    "latin_hypercube",
    "green_book",
    "present_value",
    "SEK",
    "others",
    "[others]",
    "ninth_graders",
    "[ninth_graders]",
    "2007",
    "[50%, 1e-1, 2.5e-1]",
    "[1e0]",
    "{uniform: [1e-1, 2e-1]}",
    "{low: 1e-1, high: 3e-1}",
    "{pert: {min: 1e-1, mode: 2e-1, max: 3e-1}}",
    "{discrete: {values: [1e-1, 2.5e-1], weights: [1e-3, 2E+1]}}",
    "{empirical: {values: [1e-1, 25%, 0.3]}}",
    "{mixture: [{weight: 1e-1, of: 2e-1}, {weight: 9e-1, of: 0.1}]}",
    "{value: 5e-1, source: \"a: b # c\", note: \"'x' \\\"y\\\" \\\\ \\t z\\n\"}",
    "{state: 1e-1, municipality: 9e-1}",
    "{dirichlet: {state: 1e-1, municipality: 1e+1}}",
    "{top: 2e-1, share: 6e-1}",
    " leading",
    "trailing ",
    "a: b",
    "a # b",
    "# c",
    "~x",
    "%x",
    "@x",
    "`x`",
    "2026-01-01",
    "Ä ö – € 漢字 🎓",
    "- a",
    "? b",
    "! c",
    "& d",
    "* e",
    "| f",
    "> g",
    "'q'",
    "\"q\"",
    "back\\slash",
    "tab\there",
    "two\nlines",
    "no\u00a0break",
    "a, b",
    "x}",
    "x]",
    "$x",
    "1:30",
    "{en: \"5e-1\", fi: 'yes'}",
};
enum { SPELLINGS = sizeof spelling / sizeof *spelling };

/* How many of the spellings the key takes; each of them has to come back. Without what takes long to solve, and what
 * binds the currency. */
static int spell_all(const char *path)
{
    int taken = 0;
    for (int i = 0; i < SPELLINGS; i++) {
        char set[512];
        snprintf(set, sizeof set, "%s=%s", path, spelling[i]);
        const char *const sets[] = {"services.care.concentration=none",
                                    "services.school.concentration=none",
                                    "services.clinic.concentration=none",
                                    "outcomes.marginalisation.concentration=none",
                                    "assumptions.lifetime_cost.unit=null",
                                    "assumptions.unused=null",
                                    set};
        const struct load_options options = {.set = sets, .sets = sizeof sets / sizeof *sets};
        struct specimen one;
        specimen_load_text(&one, specimen_full, &options);
        if (one.scenario) {
            specimen_expect_round_trip(&one);
            taken++;
        }
        specimen_free(&one);
    }
    return taken;
}

static bool is_one_of(const struct kind *kind, const struct kind *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kind == list[i]) return true;
    return false;
}

/* What another key of the specimen excludes; another outcome has it. */
static bool is_excluded(const char *path)
{
    static const char *const list[] = {"outcomes.dropout.cost_per_case", "outcomes.dropout.basis",
                                       "outcomes.dropout.duration"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(path, list[i]) == 0) return true;
    return false;
}

/* Every row of a table and of the tables in it. */
static void spell_rows(const struct schema *schema, const char *path)
{
    static const struct kind *const whole[] = {&kind_effects, &kind_items};
    for (size_t f = 0; f < schema->fields; f++) {
        const struct field *const field = &schema->field[f];
        char at[256];
        snprintf(at, sizeof at, "%s.%s", path, field->key);
        if (field->kind == &kind_map)
            spell_rows(field->detail, at);
        else if (!is_one_of(field->kind, whole, sizeof whole / sizeof *whole))
            cr_expect(spell_all(at) > 0 || is_excluded(at), "some spelling fits %s", at);
    }
}

Test(scenario_round_trip, every_spelling_that_a_row_takes_comes_back)
{
    static const char *const item[] = {
        "payers.state",       "population.others",           "services.care", "outcomes.dropout", "workforce.staff",
        "overheads.parallel", "interventions.co_development"};
    static const char *const map[] = {"settings", "simulation"};
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        spell_rows(schema_find(&schema_scenario, map[i])->detail, map[i]);
    for (size_t i = 0; i < sizeof item / sizeof *item; i++) {
        char section[64];
        snprintf(section, sizeof section, "%.*s", (int)strcspn(item[i], "."), item[i]);
        spell_rows(schema_items(section)->schema, item[i]);
    }
}

Test(scenario_round_trip, texts_and_named_values_come_back)
{
    static const char *const path[] = {"title",
                                       "description",
                                       "assumptions.rate",
                                       "assumptions.rate.note",
                                       "assumptions.lifetime_cost.source",
                                       "assumptions.lifetime_cost.value",
                                       "assumptions.lifetime_cost.alternatives.audit.value",

                                       "outcomes.marginalisation.duration",
                                       "interventions.co_development.effects.care.reduction"};
    for (size_t i = 0; i < sizeof path / sizeof *path; i++)
        cr_expect_gt(spell_all(path[i]), 0, "some spelling fits %s", path[i]);
}

Test(scenario_round_trip, texts_in_every_style_of_yaml_come_back)
{
    static const char *const style[] = {
        "title: |\n  two\n  lines: # no comment\n",
        "title: >-\n  folded\n  text\n",
        "title: 'it''s'\n",
        "title: \"a \\\"b\\\" \\\\ \\u00e4 \\n \\t\"\n",
        "title: plain   # a comment\n",
        "title: |+\n  kept\n\n",
        "title: >\n  a\n\n    b\n",
        "\"title\": no\n",
        "title: \"  blanks  \"\n",
        "title: 'null'\n",
        "title: 5e-1\n",
    };
    const char *const rest = strchr(specimen_small, '\n') + 1;
    for (size_t i = 0; i < sizeof style / sizeof *style; i++) {
        char text[2048];
        struct specimen one;
        snprintf(text, sizeof text, "%s%s", style[i], rest);
        specimen_load_text(&one, text, NULL);
        specimen_expect_round_trip(&one);
        specimen_free(&one);
    }
}

static int files_come_back(const char *folder)
{
    DIR *const directory = opendir(folder);
    cr_assert(directory, "%s", folder);
    int loaded = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        const char *const dot = strrchr(entry->d_name, '.');
        char path[512];
        struct specimen one;
        if (!dot || strcmp(dot, ".yaml") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        specimen_load_file(&one, path, NULL);
        if (one.scenario) specimen_expect_round_trip(&one);
        loaded += one.scenario != NULL;
        specimen_free(&one);
    }
    closedir(directory);
    return loaded;
}

Test(scenario_round_trip, files_come_back)
{
    cr_expect_geq(files_come_back("scenarios"), 4);
    cr_expect_geq(files_come_back("tests/errors"), 20, "those that only warn");
}
