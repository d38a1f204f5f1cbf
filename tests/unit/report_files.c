/* Files for other programs: valid, finite, complete, hashed. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/report/run_report.h"
#include "tests/unit/report_fixture.h"

static struct fixture fixture;
static char folder[64];

static const struct fixture_request usual = {.iterations = 400,
                                             .payers = 3,
                                             .gross = {0.2e6, 0.5e6, 4e6},
                                             .cost = {0.9e6, 0.2e6, 0},
                                             .spread = 1,
                                             .cases = 4,
                                             .stochastic = 3e5};

static void make_folder(void)
{
    strcpy(folder, "/tmp/hyoty-files-XXXXXX");
    cr_assert(mkdtemp(folder));
    fixture_init(&fixture, &usual);
}

static void remove_folder(void)
{
    static const char *const names[] = {"results.json", "summary.csv",      "decision.csv", "budget.csv",
                                        "draws.csv",    "datapackage.json", "manifest.json"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    cr_expect_eq(rmdir(folder), 0, "something unknown is left in %s", folder);
    fixture_free(&fixture);
}

TestSuite(report_files, .init = make_folder, .fini = remove_folder);

static enum status write_into(const struct files_request *request, struct files_result *out, struct error *err)
{
    const struct scenario *const scenario = &fixture.scenario;
    struct result result = result_of(&run_kind, 1, &scenario);
    cr_assert_eq(run_report(&fixture.arena, &fixture.report, &result, err), STATUS_OK, "%s", err->message);
    cr_assert_eq(result_check(&result, err), STATUS_OK, "%s", err->message);
    return result_write(&result, request, &fixture.arena, out, err);
}

static void write_all(void)
{
    struct error err = {0};
    struct files_result result;
    static char *const argv[] = {"hyoty", "run", "fixture.yaml", "--set", "a=\"b\"\xff"};
    const struct files_request request = {.folder = folder, .argc = 5, .argv = argv};
    cr_assert_eq(write_into(&request, &result, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(result.files, 6);
}

static const char *content(const char *name, size_t *out_length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *const file = fopen(path, "r");
    cr_assert(file, "%s", path);
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    char *const text = arena_calloc(&fixture.arena, (size_t)length + 1, 1);
    cr_assert_eq(fread(text, 1, (size_t)length, file), (size_t)length);
    fclose(file);
    *out_length = (size_t)length;
    return text;
}

static json_t *parsed(const char *name)
{
    size_t length;
    json_error_t at;
    const char *const text = content(name, &length);
    json_t *const root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &at);
    cr_assert(root, "%s:%d: %s", name, at.line, at.text);
    return root;
}

Test(report_files, the_manifest_hashes_every_file)
{
    write_all();
    json_t *const manifest = parsed("manifest.json"), *file;
    size_t i;
    json_array_foreach(json_object_get(manifest, "files"), i, file)
    {
        char sha[SHA256_HEX];
        size_t length;
        const char *const text = content(json_string_value(json_object_get(file, "path")), &length);
        sha256_hex(text, length, sha);
        cr_expect_str_eq(sha, json_string_value(json_object_get(file, "sha256")));
    }
    cr_expect_eq(i, 6);
    cr_expect_eq(json_array_size(json_object_get(manifest, "command")), 5);
    json_decref(manifest);
}

Test(report_files, the_same_run_gives_the_same_bytes)
{
    static const char *const names[] = {"results.json", "summary.csv",      "decision.csv", "budget.csv",
                                        "draws.csv",    "datapackage.json", "manifest.json"};
    const char *before[7];
    size_t length[7], again;
    write_all();
    for (int i = 0; i < 7; i++) before[i] = content(names[i], &length[i]);
    write_all();
    for (int i = 0; i < 7; i++) {
        cr_expect_str_eq(content(names[i], &again), before[i]);
        cr_expect_eq(again, length[i]);
    }
}

/* The means of results.json are those of the columns in draws.csv, read by another reader. */
Test(report_files, draws_read_back_as_they_were)
{
    write_all();
    size_t length, row = 0, nevers = 0;
    const char *const text = content("draws.csv", &length);
    const char *line = strchr(text, '\n') + 1;
    cr_expect_eq(strncmp(text, "iteration,net,gross,cost,", 25), 0);
    for (; *line; line = strchr(line, '\n') + 1, row++) {
        char *at;
        cr_assert_eq(strtoul(line, &at, 10), row);
        for (size_t c = 0; c < fixture.outcomes.columns; c++) {
            const char *const name = fixture.outcomes.column[c].name;
            if (strncmp(name, "cumulative_net", 14) == 0 || strncmp(name, "cash_flow", 9) == 0)
                continue; /* the yearly courses stand elsewhere */
            cr_assert_eq(*at, ',');
            const double value = fixture.outcomes.column[c].value[row];
            const bool never = strncmp(name, "break_even", 10) == 0 && value >= FIXTURE_YEARS;
            nevers += never;
            if (never)
                cr_assert(*++at == ',' || *at == '\n', "never is an empty cell");
            else
                cr_assert_eq(strtod(at + 1, &at), value);
        }
        cr_assert_eq(*at, '\n');
    }
    cr_expect_eq(row, fixture.outcomes.iterations);
    cr_expect(nevers > 0 && nevers < 4 * row);
    const char *const summary = content("summary.csv", &length);
    cr_expect(strstr(summary, ",years,p50,") && !strstr(summary, ",years,mean,"));
}

static const json_t *column_of(const json_t *results, const char *name)
{
    const json_t *column;
    size_t i;
    json_array_foreach(json_object_get(results, "columns"), i, column)
    {
        if (strcmp(json_string_value(json_object_get(column, "name")), name) == 0) return column;
    }
    cr_assert_fail("no column %s", name);
    return NULL;
}

/* Never is no year, and no part of a mean of years: some futures of the fixture break even, and some never do. */
Test(report_files, never_is_no_year_of_break_even)
{
    static const char *const names[] = {"break_even", "break_even_public"};
    static const char *const figures[] = {"mean", "sd", "probability_positive", "expected_shortfall_5"};
    write_all();
    json_t *const results = parsed("results.json");
    for (size_t n = 0; n < 2; n++) {
        const json_t *const column = column_of(results, names[n]), *percentile;
        size_t p, years = 0;
        for (size_t f = 0; f < sizeof figures / sizeof *figures; f++)
            cr_expect(json_is_null(json_object_get(json_object_get(column, figures[f]), "value")), "%s", figures[f]);
        json_array_foreach(json_object_get(column, "percentiles"), p, percentile)
        {
            const json_t *const year = json_object_get(percentile, "value");
            cr_expect(json_is_null(year) || json_number_value(year) < FIXTURE_YEARS);
            years += json_is_number(year);
        }
        cr_expect(years > 0, "%s", names[n]);
        cr_expect(json_is_null(json_object_get(column, "maximum")), "%s", names[n]);
    }
    json_decref(results);
}

Test(report_files, a_failure_is_reported_and_names_the_file)
{
    struct error err = {0};
    struct files_result result;
    const struct files_request request = {.folder = "/proc/no/such/folder"};
    cr_expect_eq(write_into(&request, &result, &err), STATUS_IO);
    cr_expect(strstr(err.message, "/proc/no"), "%s", err.message);
}

/* By an independent validator, which the packages of `make test` include. */
Test(report_files, files_follow_their_schemas)
{
    char command[256];
    write_all();
    snprintf(command, sizeof command, "python3 tests/validate.py %s >&2", folder);
    cr_expect_eq(system(command), 0);
}
