/* The keys of a scenario file: the whole file, settings, payers, population. One row is one key. */
#include "sim/scenario/rows.h"

/* --- settings, simulation --- */

static void settings_finish(struct loader *loader, const struct node *node, const char *path, void *record)
{
    (void)loader;
    (void)node;
    (void)path;
    struct settings *const settings = record;
    if (settings->price_year == 0) settings->price_year = settings->start_year;
}

static const struct field settings_rows[] = {
    {.key = "start_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1900,
     .most = 2200,
     .fallback = "2026",
     AT(struct settings, start_year),
     .help = "Calendar year of the first intake and of year 0."},
    {.key = "horizon",
     .kind = &kind_integer,
     .unit = UNIT_YEARS,
     .least = 1,
     .most = YEARS_MOST,
     .fallback = "40 years",
     AT(struct settings, horizon),
     .help = "Years that count, from the start year on."},
    {.key = "discount_rate",
     .kind = &kind_discount,
     .unit = UNIT_PER_YEAR,
     .least = -0.05,
     .most = 0.3,
     .fallback = "3%",
     .help = "Real rate a year: one figure, `green_book`, or steps [{until: 30, rate: 3.5%}, {rate: 3%}]."},
    {.key = "discounting",
     .kind = &kind_choice,
     .detail = discounting_name,
     .fallback = "start",
     AT(struct settings, discounting),
     .help = "When in a year its money is counted."},
    {.key = "price_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1900,
     .most = 2200,
     AT(struct settings, price_year),
     .help = "Year of the price level of all results; default: the start year."},
    {.key = "currency", .kind = &kind_currency, .fallback = "EUR", AT(struct settings, currency), .help = "ISO 4217."},
    {.key = "interactions",
     .kind = &kind_choice,
     .detail = interactions_name,
     .fallback = "multiply",
     AT(struct settings, interactions),
     .help = "Several interventions on one person: all act (percentage points add, then factors multiply), or the best "
             "alone."},
};
static const struct schema settings_schema = {
    .title = "settings", .help = "Time, money and discounting.", ROWS(settings_rows), .finish = settings_finish};

static const struct field simulation_rows[] = {
    {.key = "iterations",
     .kind = &kind_count,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = 100e6,
     .fallback = "10000",
     AT(struct simulation, iterations),
     .help = "Possible futures that are drawn."},
    {.key = "seed",
     .kind = &kind_seed,
     .fallback = "20260101",
     AT(struct simulation, seed),
     .help = "The same seed gives the same results; 0 to 18446744073709551615."},
    {.key = "cohort",
     .kind = &kind_choice,
     .detail = cohort_name,
     .fallback = "sampled",
     AT(struct simulation, cohort),
     .help = "Every person is simulated, or luck is integrated out."},
    {.key = "sampling",
     .kind = &kind_choice,
     .detail = sampling_name,
     .fallback = "random",
     AT(struct simulation, sampling),
     .help = "How uncertain quantities are drawn: at random, or spread evenly in 16 replicates (the error is measured "
             "between them)."},
};
static const struct schema simulation_schema = {
    .title = "simulation", .help = "How the scenario is computed.", ROWS(simulation_rows)};

/* --- payers, population --- */

static const struct field payer_rows[] = {
    LABEL(struct payer),
    {.key = "public",
     .kind = &kind_switch,
     .fallback = "yes",
     AT(struct payer, public_finances),
     .help = "Whether it counts as public finances; `no` counts for society alone."},
};
static const struct schema payer_schema = {.title = "payers.NAME",
                                           .help = "Those who pay and save; the order is that of tables and charts.",
                                           ROWS(payer_rows)};
static const struct items payer_items = {&payer_schema, sizeof(struct payer), "payer", NULL};

static const struct field group_rows[] = {
    LABEL(struct group),
    {.key = "size",
     .kind = &kind_count,
     .unit = UNIT_PERSONS,
     .least = 1,
     .most = 100e6,
     .required = true,
     AT(struct group, size),
     .help = "Persons in each intake."},
    {.key = "intakes",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = YEARS_MOST,
     .fallback = "1",
     AT(struct group, intakes),
     .help = "How many intakes there are; one a year from the start year on."},
};
static const struct schema group_schema = {.title = "population.NAME", .help = "Groups of persons.", ROWS(group_rows)};
static const struct items group_items = {&group_schema, sizeof(struct group), "population group", NULL};

static const struct items price_index_items = {.noun = "price index"}, assumption_items = {.noun = "assumption"};

/* --- the whole file --- */

static const struct field scenario_rows[] = {
    {.key = "format", .kind = &kind_format, .fallback = "1", .help = "Version of the format."},
    {.key = "title",
     .kind = &kind_text,
     .required = true,
     AT(struct scenario, title),
     .help = "What the scenario is about."},
    {.key = "description", .kind = &kind_text, AT(struct scenario, description), .help = "More about it."},
    {.key = "extends", .kind = &kind_node, .help = "Another scenario to start from; maps merge, `null` removes."},
    {.key = "include", .kind = &kind_node, .help = "Libraries of assumptions, relative to this file."},
    {.key = "settings",
     .kind = &kind_map,
     .detail = &settings_schema,
     AT(struct scenario, settings),
     .help = "Time, money and discounting."},
    {.key = "simulation",
     .kind = &kind_map,
     .detail = &simulation_schema,
     AT(struct scenario, simulation),
     .help = "How it is computed."},
    {.key = "payers",
     .kind = &kind_payer_list,
     .detail = &payer_items,
     MANY(struct scenario, payer, payers),
     .help = "Those who pay and save; without this section there is one payer, `all`."},
    {.key = "price_indices",
     .kind = &kind_price_indices,
     .detail = &price_index_items,
     .help = "Price levels by year."},
    {.key = "assumptions",
     .kind = &kind_assumptions,
     .detail = &assumption_items,
     .help = "Named quantities: `$name` uses one where a quantity stands."},
    {.key = "population",
     .kind = &kind_items,
     .detail = &group_items,
     MANY(struct scenario, group, groups),
     .help = "Groups of persons."},
    {.key = "services",
     .kind = &kind_items,
     .detail = &items_service,
     MANY(struct scenario, service, services),
     .help = "Running costs of everybody in a group."},
    {.key = "outcomes",
     .kind = &kind_items,
     .detail = &items_outcome,
     MANY(struct scenario, outcome, outcomes),
     .help = "What strikes a person, or does not."},
    {.key = "workforce",
     .kind = &kind_items,
     .detail = &items_workforce,
     MANY(struct scenario, workforce, workforces),
     .help = "Staff: sick leave and turnover."},
    {.key = "overheads",
     .kind = &kind_items,
     .detail = &items_overhead,
     MANY(struct scenario, overhead, overheads),
     .help = "Work that is done twice or not needed."},
    {.key = "interventions",
     .kind = &kind_items,
     .detail = &items_intervention,
     .required = true,
     MANY(struct scenario, intervention, interventions),
     .help = "What is done; a scenario that does nothing names one with `effects: {}`."},
    {.key = "correlations", .kind = &kind_correlations, .help = "A list of {between: [PATH, PATH], rho: 0.5}."},
};
const struct schema schema_scenario = {.title = "The file", .help = "Top-level keys.", ROWS(scenario_rows)};

static const struct field library_rows[] = {
    {.key = "format", .kind = &kind_format, .fallback = "1", .help = "Version of the format."},
    {.key = "title", .kind = &kind_node, .help = "What the library is about."},
    {.key = "description", .kind = &kind_node, .help = "More about it."},
    {.key = "assumptions", .kind = &kind_node, .help = "Named quantities."},
    {.key = "price_indices", .kind = &kind_node, .help = "Price levels by year."},
    {.key = "payers", .kind = &kind_node, .help = "Payers, for scenarios that define none themselves."},
};
const struct schema schema_library = {.title = "A library", .help = "A file that `include` names.", ROWS(library_rows)};
