/* What analyses print and write: tables, JSON, descriptions, charts of their own. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/analysis_fixture.h"
#include "tests/unit/charts_files.h"

static struct arena arena;
static struct analysis_fixture fixture;
static struct error err;
static char *folder;

static void setup(void)
{
    arena_init(&arena, allocator_libc, 0);
    cr_assert(analysis_fixture_init(&fixture, &arena, 1));
    folder = charts_folder(&arena);
    analysis_fixture_templates(folder);
}

static void teardown(void)
{
    charts_remove(folder);
    arena_free(&arena);
}

TestSuite(result, .init = setup, .fini = teardown);

static const char *out_folder(void)
{
    return arena_printf(&arena, "%s/out", folder);
}

static void write_all(enum status expected)
{
    static char *const argv[] = {"hyoty", "build", "first.yaml"};
    const struct files_request request = {
        .folder = out_folder(), .argc = 3, .argv = argv, .charts = true, .plots = folder};
    struct files_result result;
    setenv("PATH", "/nonexistent", 1); /* no gnuplot: the templates of the test draw nothing */
    cr_assert_eq(result_write(&fixture.report, &request, &arena, &result, &err), expected, "%s", err.message);
}

static const char *content(const char *name)
{
    return charts_read(&arena, out_folder(), name, NULL);
}

static json_t *load(const char *name)
{
    json_error_t where;
    json_t *const root = json_loads(content(name), JSON_REJECT_DUPLICATES, &where);
    cr_assert(root, "%s:%d: %s", name, where.line, where.text);
    return root;
}

static const char *text_at(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* As the spreadsheets of Finland read it, and as the package says. */
Test(result, a_csv_file_may_be_for_spreadsheets)
{
    fixture.report.csv = LANGUAGE_FI;
    write_all(STATUS_OK);
    cr_expect_str_eq(content("floors.csv"), "\uFEFFfloor;mean;mean_error;mean_mc_low;mean_mc_high;rooms\n"
                                            "\"'=cmd(), \"\"x\"\"\";0,1;0,25;-1;;\n"
                                            ";10000000;0,3333333333333333;0;2;4\n");
    json_t *const root = load("datapackage.json");
    json_t *const floors = json_array_get(json_object_get(root, "resources"), 0);
    json_t *const fields = json_object_get(json_object_get(floors, "schema"), "fields");
    cr_expect_str_eq(text_at(json_object_get(floors, "dialect"), "delimiter"), ";");
    cr_expect_str_eq(text_at(json_array_get(fields, 1), "decimalChar"), ",");
    json_decref(root);
}

/* What is missing is empty; a formula is made harmless; an estimate is four cells; no minus before zero. */
Test(result, a_dataset_is_a_csv_file)
{
    write_all(STATUS_OK);
    cr_expect_str_eq(content("floors.csv"), "floor,mean,mean_error,mean_mc_low,mean_mc_high,rooms\n"
                                            "\"'=cmd(), \"\"x\"\"\",0.1,0.25,-1,,\n"
                                            ",10000000,0.3333333333333333,0,2,4\n");
    const char *const doors = content("doors.csv");
    cr_expect_eq(strncmp(doors, "width\n0\n1\n2\n", 12), 0);
    cr_expect_str_eq(doors + strlen(doors) - 10, "4998\n4999\n");
}

Test(result, the_json_holds_every_table_and_where_it_came_from)
{
    write_all(STATUS_OK);
    json_t *const root = load("build.json");
    cr_expect_str_eq(text_at(root, "format"), "hyoty-build");
    cr_expect(json_is_integer(json_object_get(json_object_get(root, "program"), "stream_version")));
    json_t *const simulation = json_object_get(root, "simulation");
    cr_expect_eq(json_integer_value(json_object_get(simulation, "iterations")), 1234);
    cr_expect_str_eq(text_at(simulation, "seed"), "7");
    cr_expect_str_eq(text_at(simulation, "cohort"), "expected");
    cr_expect_str_eq(text_at(simulation, "sampling"), "sobol");
    json_t *const scenario = json_array_get(json_object_get(root, "scenarios"), 0);
    cr_expect_eq(json_array_size(json_object_get(root, "scenarios")), 1);
    cr_expect_str_eq(text_at(scenario, "sha256"), "f1");
    cr_expect_str_eq(text_at(json_array_get(json_object_get(scenario, "overrides"), 0), "value"), "3%");
    json_t *const floors = json_object_get(json_object_get(root, "datasets"), "floors");
    cr_expect_str_eq(text_at(floors, "about"), "One row for each floor");
    cr_expect_str_eq(text_at(json_array_get(json_object_get(floors, "columns"), 1), "unit"), "EUR");
    json_t *const row = json_array_get(json_object_get(floors, "rows"), 0);
    cr_expect_str_eq(text_at(row, "floor"), "=cmd(), \"x\"");
    cr_expect_eq(json_real_value(json_object_get(row, "mean")), 0.1);
    cr_expect(json_is_null(json_object_get(row, "mean_mc_high")) && json_is_null(json_object_get(row, "rooms")));
    cr_expect_eq(json_array_size(json_object_get(json_object_get(json_object_get(root, "datasets"), "doors"), "rows")),
                 5000);
    json_decref(root);
}

Test(result, the_package_describes_every_column)
{
    write_all(STATUS_OK);
    json_t *const root = load("datapackage.json");
    cr_expect_str_eq(text_at(root, "name"), "hyoty-build");
    json_t *const resources = json_object_get(root, "resources");
    cr_assert_eq(json_array_size(resources), 2);
    json_t *const floors = json_array_get(resources, 0);
    cr_expect_str_eq(text_at(floors, "path"), "floors.csv");
    json_t *const fields = json_object_get(json_object_get(floors, "schema"), "fields");
    cr_expect_eq(json_array_size(fields), 6);
    cr_expect_str_eq(text_at(json_array_get(fields, 0), "type"), "string");
    cr_expect_str_eq(text_at(json_array_get(fields, 2), "description"), "Monte Carlo standard error");
    json_decref(root);
}

/* Every file but the manifest stands in it with its hash. */
Test(result, the_manifest_lists_what_is_there)
{
    write_all(STATUS_OK);
    json_t *const root = load("manifest.json"), *const files = json_object_get(root, "files");
    cr_expect_str_eq(text_at(json_array_get(files, 0), "path"), "build.json");
    cr_expect_gt(json_array_size(files), 10);
    for (size_t f = 0; f < json_array_size(files); f++) {
        const char *const path = text_at(json_array_get(files, f), "path");
        size_t length;
        char hash[SHA256_HEX];
        const char *const text = charts_read(&arena, out_folder(), path, &length);
        sha256_hex(text, length, hash);
        cr_expect_str_eq(hash, text_at(json_array_get(files, f), "sha256"), "%s", path);
    }
    cr_expect_str_eq(text_at(json_array_get(json_object_get(root, "scenarios"), 0), "path"), "folder/first.yaml");
    cr_expect_str_eq(text_at(json_array_get(json_object_get(root, "scenarios"), 0), "file"), "first.yaml");
    json_decref(root);
}

Test(result, a_chart_gets_the_analysis_and_no_run)
{
    write_all(STATUS_OK);
    const struct charts_table *const tower = charts_table(&arena, out_folder(), "charts/data/en/tower/wide.tower.tsv");
    cr_expect_eq(charts_number(tower, 0, "height"), 42.5);
    cr_expect(strstr(content("charts/charts.gp"), "charts = \"tower\""));
    const char *const texts = content("charts/data/fi/tower/wide.texts.tsv");
    cr_expect(strstr(texts, "nsimm"), "the title in Finnish: %s", texts);
}

/* The kicker names every scenario, the footer every file. */
Test(result, a_chart_of_several_scenarios_names_them)
{
    fixture.report.scenarios = 2;
    write_all(STATUS_OK);
    const struct charts_table *const texts = charts_table(&arena, out_folder(), "charts/data/en/tower/wide.texts.tsv");
    bool titles = false, files = false;
    for (size_t r = 0; r < texts->rows; r++) {
        titles |= strcmp(charts_cell(texts, r, "text"), "First \"of\" <two> and Second") == 0;
        files |= strstr(charts_cell(texts, r, "text"), "first.yaml and second.yaml") != NULL;
    }
    cr_expect(titles && files);
}

Test(result, a_chart_that_does_not_apply_is_left_out)
{
    fixture.height = 0;
    write_all(STATUS_OK);
    cr_expect_neq(access(arena_printf(&arena, "%s/charts/data/en/tower", out_folder()), F_OK), 0);
    cr_expect(strstr(content("charts/charts.gp"), "charts = \"\""));
}

Test(result, a_table_that_does_not_fit_its_columns_is_a_bug)
{
    cr_expect_eq(result_check(&fixture.report, &err), STATUS_OK);
    dataset_text(&fixture.dataset[0], "half a row");
    cr_expect_eq(result_check(&fixture.report, &err), STATUS_INTERNAL);
    cr_expect(strstr(err.message, "floors"));
    cr_assert(analysis_fixture_init(&fixture, &arena, 1));
    dataset_text(&fixture.dataset[1], "a text among numbers");
    cr_expect_eq(result_check(&fixture.report, &err), STATUS_INTERNAL);
    dataset_init(&fixture.dataset[1], &arena, "doors", "Columns that nobody listed");
    cr_expect_eq(result_check(&fixture.report, &err), STATUS_INTERNAL);
    static const struct dataset_column bare[] = {{"a", DATASET_TEXT, NULL, NULL, NULL},
                                                 {"b", DATASET_NUMBER, NULL, "A number of nothing", NULL}};
    for (size_t i = 0; i < 2; i++) {
        cr_assert(analysis_fixture_init(&fixture, &arena, 1));
        fixture.dataset[0].column[0] = bare[i];
        cr_expect_eq(result_check(&fixture.report, &err), STATUS_INTERNAL);
        cr_expect(strstr(err.message, "what its column"), "%s", err.message);
    }
}
