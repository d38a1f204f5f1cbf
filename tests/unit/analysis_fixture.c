#include "tests/unit/analysis_fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void build_tower(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const double *const height = job->analysis;
    struct chart_scene scene;
    struct text_buffer text = {.arena = job->arena};
    chart_job_scene(job, size, &scene);
    const double y = chart_scene_head(&scene, job->kicker, "The tower stands", "");
    chart_scene_foot(&scene, y + 10, job->footer);
    text_buffer_printf(&text, "height\n%g\n", *height);
    chart_set_add(out, size, "tower.tsv", &text);
    chart_set_scene(out, &scene);
}

static bool stands(const struct chart_subject *subject)
{
    return *(const double *)subject->analysis > 0;
}

static enum status build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                         struct error *err)
{
    document_init(out, arena, language, "Tower");
    document_say(out, DOCUMENT_HEADLINE, arena_printf(arena, "%g", *(const double *)analysis));
    return document_check(out, err);
}

static void make_scenarios(struct analysis_fixture *fixture, struct arena *arena)
{
    static const struct discount_step step = {INT32_MAX, 0.03};
    static const struct override override[] = {{"--set", "a.b", "3%"}};
    fixture->first = (struct scenario){.arena = arena,
                                       .file = "folder/first.yaml",
                                       .title.in = {"First \"of\" <two>", "Ensimmäinen", NULL},
                                       .settings = {.start_year = 2026,
                                                    .horizon = 10,
                                                    .price_year = 2025,
                                                    .currency = "EUR",
                                                    .discount_steps = 1,
                                                    .discount_step = &step},
                                       .simulation = {.iterations = 9999, .seed = 18446744073709551615u},
                                       .overrides = 1,
                                       .override = override,
                                       .hash = "f1"};
    fixture->second = fixture->first;
    fixture->second.file = "second.yaml";
    fixture->second.title = (struct text){.in = {"Second", NULL, NULL}};
    fixture->second.overrides = 0;
    snprintf(fixture->second.hash, sizeof fixture->second.hash, "f2");
}

static void floor_row(const char *floor, struct estimate mean, double rooms, struct dataset *out)
{
    COLUMN_TEXT(out, "floor", "Which floor", floor);
    COLUMN_ESTIMATE(out, "mean", "EUR", "Mean of its price", mean);
    COLUMN_NUMBER(out, "rooms", "number", "How many rooms there are", rooms);
}

static void door_row(double width, struct dataset *out)
{
    COLUMN_NUMBER(out, "width", "share", "How wide it is", width);
}

static void make_datasets(struct analysis_fixture *fixture, struct arena *arena)
{
    struct dataset *const dataset = fixture->dataset;
    DATASET_INIT(&dataset[0], arena, "floors", "One row for each floor",
                 floor_row(NULL, DATASET_MISSING, NAN, &dataset[0]));
    floor_row("=cmd(), \"x\"", (struct estimate){0.1, 0.25, -1, INFINITY}, NAN, &dataset[0]);
    floor_row(NULL, (struct estimate){1e7, 1.0 / 3, -0.0, 2}, 4, &dataset[0]);
    DATASET_INIT(&dataset[1], arena, "doors", "One row for each door", door_row(NAN, &dataset[1]));
    for (int i = 0; i < 5000; i++) door_row(i, &dataset[1]);
}

bool analysis_fixture_init(struct analysis_fixture *fixture, struct arena *arena, size_t scenarios)
{
    *fixture = (struct analysis_fixture){.height = 42.5};
    make_scenarios(fixture, arena);
    make_datasets(fixture, arena);
    fixture->scenario[0] = &fixture->first;
    fixture->scenario[1] = &fixture->second;
    fixture->simulation = (struct simulation){1234, 7, COHORT_EXPECTED, SAMPLING_SOBOL};
    fixture->chart = (struct chart){"tower", build_tower, stands, NULL, false};
    fixture->charts = (struct chart_table){1, &fixture->chart};
    fixture->kind = (struct result_kind){.command = "build", .charts = &fixture->charts, .build = build};
    fixture->report = result_of(&fixture->kind, scenarios, fixture->scenario);
    result_fill(&fixture->report, &fixture->height, &fixture->simulation, fixture->dataset, 2);
    return !fixture->dataset[0].failed && !fixture->dataset[1].failed;
}

void analysis_fixture_templates(const char *folder)
{
    static const char *const names[] = {"style", "tower"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s.gp", folder, names[i]);
        FILE *const file = fopen(path, "w");
        if (!file || fprintf(file, "# %s\n", names[i]) < 0 || fclose(file) != 0) abort();
    }
}
