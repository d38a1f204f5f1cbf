/* Interventions: programme years, cost by year, effects by name. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/scenario/intervention.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/section.h"

/* --- start: a calendar year, or years after the scenario's start --- */

/* Without a unit it may be a calendar year: no number of years is as great. A horizon or a start year that is wrong is
 * a mistake of its own. */
static void start_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       void *record)
{
    const struct settings *const settings = &loader->scenario->settings;
    const bool bare = node && node->kind == NODE_SCALAR && !strpbrk(node->text, " y");
    struct field read = *field;
    double value;
    if (bare) read.unit = UNIT_NUMBER;
    read.least = -INFINITY, read.most = INFINITY;
    if (!node || !whole_number_load(loader, &read, node, path, &value)) return;
    if (settings->start_year == 0 || settings->horizon == 0) return;
    const double after = bare && value > YEARS_MOST ? value - settings->start_year : value;
    const int last = settings->start_year + settings->horizon - 1;
    if (after < 0)
        loader_error(loader, node->place, path, NULL, "is before the scenario starts, in %d (found %-s)",
                     settings->start_year, loader_found(loader, node));
    else if (after >= settings->horizon)
        loader_error(loader, node->place, path, "what starts later neither costs nor saves",
                     "is after the last year that counts, %d (found %-s)", last, loader_found(loader, node));
    else
        ((struct intervention *)record)->start = (int)after;
}

/* Where it is the scenario's start, nothing needs to be said. */
static void start_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct intervention *const intervention = record;
    char year[24];
    snprintf(year, sizeof year, "%d", printer->scenario->settings.start_year + intervention->start);
    if (intervention->start > 0) show_line(printer, field->key, year);
}

const char *programme_said(struct loader *loader, const struct intervention *intervention)
{
    const int start = loader->scenario->settings.start_year + intervention->start, years = intervention->years;
    const char *const said = loader_text(loader,
                                         intervention->start == 0 ? "%d years"
                                         : years == 1             ? "%d year from %d on"
                                                                  : "%d years from %d on",
                                         years, start);
    return said ? said : "";
}

const struct kind kind_start = {"year", start_load, start_show};

/* --- cost: one figure for every programme year, or a list by year --- */

static void fixed_cost_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                            void *record)
{
    if (node && node->kind == NODE_LIST) {
        kind_quantities.load(loader, field, node, path, record);
        return;
    }
    /* Repeated over the years when these are known: intervention_finish. */
    int *const single = loader_need(loader, ARENA_NEW(loader->arena, int));
    if (!single) return;
    *single = quantity_load(loader, field, node, path);
    struct intervention *const intervention = record;
    intervention->fixed = single;
    intervention->fixed_count = 0;
}

/* Whether the list is one figure repeated: then it says so by its path, or is one shared assumption. */
static bool is_repeated(const struct scenario *scenario, const struct intervention *intervention)
{
    for (size_t i = 1; i < intervention->fixed_count; i++)
        if (intervention->fixed[i] != intervention->fixed[0]) return false;
    const char *const path = scenario->quantity[intervention->fixed[0]].path;
    const bool element = path[strlen(path) - 1] >= '0' && path[strlen(path) - 1] <= '9' && strstr(path, ".cost.fixed.");
    return !element && intervention->fixed_count == (size_t)intervention->years;
}

static void fixed_cost_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct intervention *const intervention = record;
    if (!is_repeated(printer->scenario, intervention)) {
        kind_quantities.show(printer, field, record);
        return;
    }
    show_key(printer, field->key);
    text_buffer_add(&printer->out, " ");
    show_quantity(printer, intervention->fixed[0]);
    text_buffer_add(&printer->out, "\n");
}

const struct kind kind_fixed_cost = {"quantity, or list by year", fixed_cost_load, fixed_cost_show};

/* --- effects --- */

const char *effect_target_name(const struct scenario *scenario, enum effect_target target, int index)
{
    return section_item(scenario, target, (size_t)index)->name;
}

static bool target_find(struct loader *loader, const struct node *node, const char *path,
                        enum effect_target *out_target, int *out_index)
{
    struct nearest nearest = nearest_to(node->key);
    for (int target = 0; target < EFFECT_TARGETS; target++) {
        for (size_t i = 0; i < section_count(loader->scenario, (size_t)target); i++) {
            const char *const name = effect_target_name(loader->scenario, (enum effect_target)target, (int)i);
            nearest_offer(&nearest, name);
            if (strcmp(name, node->key) != 0) continue;
            *out_target = (enum effect_target)target;
            *out_index = (int)i;
            return true;
        }
    }
    loader_error(loader, node->key_place, path, nearest_hint(loader, &nearest, NULL),
                 "there is no outcome, service, workforce or overhead item of this name");
    return false;
}

/* A row that says how great an effect is, not what becomes of it. */
static bool is_measure(const struct field *field)
{
    return field->offset < sizeof(int[EFFECT_MEASURES]);
}

static size_t measures_written(const struct node *node, const struct schema *schema)
{
    size_t n = 0;
    for (size_t i = 0; i < schema->fields; i++)
        n += is_measure(&schema->field[i]) && node_find(node, schema->field[i].key);
    return n;
}

/* Of an outcome "one of relative_risk, …", of others "{reduction: …}". */
static const char *measures_hint(struct loader *loader, enum effect_target target)
{
    const struct schema *const schema = &schema_effect[target];
    const bool one = target == EFFECT_OUTCOME;
    struct text_buffer list;
    size_t n = 0;
    text_buffer_init(&list, loader->arena);
    for (size_t i = 0; i < schema->fields; i++)
        if (is_measure(&schema->field[i]))
            text_buffer_printf(&list, "%s%s%s", n++ ? ", " : "", schema->field[i].key, one ? "" : ": …");
    const char *const keys = loader_need(loader, text_buffer_finish(&list));
    if (!keys) return NULL;
    return loader_text(loader, one ? "one of %s" : n > 1 ? "{%s}, or one of them" : "{%s}", keys);
}

/* One entry of `effects`, appended as one effect for every measure it gives. */
static void effect_load(struct loader *loader, const struct node *node, const char *path, struct intervention *into,
                        struct effect *list)
{
    enum effect_target target;
    int index;
    if (!target_find(loader, node, path, &target, &index)) return;
    if (node->kind != NODE_MAP) {
        loader_error(loader, node->place, path, measures_hint(loader, target),
                     "must be a map that names the measure (found %-s)", loader_found(loader, node));
        return;
    }
    struct effect_map map;
    for (int i = 0; i < EFFECT_MEASURES; i++) map.value[i] = -1;
    map.common = (struct effect){.target = target, .index = index, .persistence = -1, .half_life = -1};
    const struct schema *const schema = &schema_effect[target];
    record_load(loader, schema, node, path, &map);
    const size_t written = measures_written(node, schema);
    if (written == 0 || (written > 1 && target == EFFECT_OUTCOME))
        loader_error(loader, node_place(node), path, measures_hint(loader, target),
                     written ? "gives the effect twice" : "does not say the effect");
    for (int i = 0; i < EFFECT_MEASURES; i++) {
        if (map.value[i] < 0) continue;
        struct effect *const effect = &list[into->effect_count++];
        *effect = map.common;
        effect->measure = (enum effect_measure)i;
        effect->value = map.value[i];
    }
}

static void effects_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                         void *record)
{
    (void)field;
    struct intervention *const intervention = record;
    if (!node || !loader_expect(loader, node, NODE_MAP, path, "a map from names to effects")) return;
    if (node->count > (size_t)EFFECT_TARGETS * ITEMS_MOST) {
        loader_error(loader, node_place(node), path, NULL, "too many effects (found %zu)", node->count);
        return;
    }
    struct effect *const list =
        loader_need(loader, ARENA_ARRAY(loader->arena, EFFECT_MEASURES * node->count, struct effect));
    if (!list) return;
    intervention->effect = list;
    for (const struct node *member = node->first; member; member = member->next)
        effect_load(loader, member, loader_path(loader, path, member->key), intervention, list);
}

static void effects_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct intervention *const intervention = record;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, intervention->effect_count ? "\n" : " {}\n");
    printer->indent++;
    for (size_t i = 0; i < intervention->effect_count;) {
        const struct effect *const effect = &intervention->effect[i];
        struct effect_map map = {.common = *effect};
        for (int m = 0; m < EFFECT_MEASURES; m++) map.value[m] = -1;
        for (; i < intervention->effect_count && intervention->effect[i].target == effect->target &&
               intervention->effect[i].index == effect->index;
             i++)
            map.value[intervention->effect[i].measure] = intervention->effect[i].value;
        show_key(printer, effect_target_name(printer->scenario, effect->target, effect->index));
        text_buffer_add(&printer->out, "\n");
        printer->indent++;
        record_show(printer, &schema_effect[effect->target], &map);
        printer->indent--;
    }
    printer->indent--;
}

const struct kind kind_effects = {"map of names to effects", effects_load, effects_show};

/* --- what depends on several keys --- */

/* Whether what is missing is a mistake of its own: not where the population itself is, which is reported. */
static bool is_groupless(const struct loader *loader, const struct node *node, const struct intervention *intervention)
{
    const struct node *const population = node_find(node, "population");
    const bool none = population && population->kind == NODE_SCALAR && strcmp(population->text, "none") == 0;
    if (intervention->group >= 0 || (population && !none)) return false;
    for (size_t i = 0; i < intervention->effect_count; i++)
        if (intervention->effect[i].target == EFFECT_OUTCOME || intervention->effect[i].target == EFFECT_SERVICE)
            return false;
    const struct node *const groups = node_find(loader->root, "population");
    return loader->scenario->groups > 0 || !groups || groups->thinned;
}

/* Programme years: said, or those of the group's intakes from the start on, or as long as the cost list. */
static void settle_years(struct loader *loader, const struct node *node, const char *path,
                         struct intervention *intervention)
{
    const int listed = (int)intervention->fixed_count;
    if (intervention->years > 0 && listed > intervention->years) {
        const struct node *const fixed = node_find(node_find(node, "cost"), "fixed");
        loader_error(loader, node_place(fixed ? fixed : node), loader_path(loader, path, "cost.fixed"), NULL,
                     "has more years than the programme (found %d, allowed %d)", listed, intervention->years);
    }
    if (intervention->years > 0) return;
    const bool grouped = intervention->group >= 0 && (size_t)intervention->group < loader->scenario->groups;
    const int intakes = grouped ? loader->scenario->group[intervention->group].intakes - intervention->start : 0;
    intervention->years = intakes > listed ? intakes : listed;
    const bool late = grouped && intervention->start > 0;
    if (intervention->years > 0 || !(late || is_groupless(loader, node, intervention))) return;
    loader_error(loader, node_place(node), loader_path(loader, path, "years"),
                 late ? PHRASE("how many years the programme runs: nobody enters any more when it starts")
                      : PHRASE("how many years the programme runs; or name its `population`"),
                 "is missing");
}

static void repeat_fixed(struct loader *loader, struct intervention *intervention)
{
    if (intervention->fixed_count > 0 || intervention->years <= 0 || !intervention->fixed) return;
    int *const list = loader_need(loader, ARENA_ARRAY(loader->arena, (size_t)intervention->years, int));
    if (!list) return;
    for (int i = 0; i < intervention->years; i++) list[i] = intervention->fixed[0];
    intervention->fixed = list;
    intervention->fixed_count = (size_t)intervention->years;
}

/* Whether a quantity is the number that changes nothing. */
static bool is_idle(const struct loader *loader, int index, double idle)
{
    const struct quantity *const quantity = loader_quantity(loader, index);
    return quantity && distribution_is_fixed(&quantity->distribution) &&
           distribution_quantile(&quantity->distribution, 0.5) == idle;
}

/* A cost needs a payer, unless it is nothing. */
static void check_payers(struct loader *loader, const struct node *node, const char *path,
                         const struct intervention *intervention)
{
    const struct node *const cost = node_find(node, "cost");
    if (!loader->payers_stated || !cost || cost->kind != NODE_MAP || node_find(cost, "payers")) return;
    bool nothing = is_idle(loader, intervention->per_participant, 0);
    for (size_t i = 0; i < intervention->fixed_count; i++)
        nothing = nothing && is_idle(loader, intervention->fixed[i], 0);
    if (!nothing)
        loader_error(loader, node_place(cost), loader_path(loader, path, "cost.payers"),
                     "shares that sum to 100%: {state: …, municipality: …}", "is missing");
}

/* Keys that make no sense for a programme without participants. */
static void check_groupless(struct loader *loader, const struct node *node, const char *path,
                            const struct intervention *intervention)
{
    if (!is_groupless(loader, node, intervention)) return;
    const struct node *const cost = node_find(node, "cost");
    const struct {
        const struct node *node;
        const char *path;
        bool idle;
    } personal[] = {
        {node_find(node, "target"), "target", is_idle(loader, intervention->top, 1)},
        {node_find(node, "uptake"), "uptake", is_idle(loader, intervention->uptake, 1)},
        {node_find(node, "capacity"), "capacity", is_idle(loader, intervention->capacity, INFINITY)},
        {node_find(cost, "per_participant"), "cost.per_participant", is_idle(loader, intervention->per_participant, 0)},
    };
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
        if (personal[i].node && !personal[i].idle)
            loader_error(loader, personal[i].node->key_place, loader_path(loader, path, personal[i].path),
                         "name the `population` it is for", "needs participants, and there are none");
}

static void warn_empty(struct loader *loader, const struct node *node, const char *path)
{
    static const char *const keys[] = {"cost", "effects"};
    static const char *const meant[] = {PHRASE("write `cost: {fixed: 0}` if it is meant"),
                                        PHRASE("write `effects: {}` if it is meant")};
    for (size_t i = 0; i < 2; i++)
        if (!node_find(node, keys[i]))
            loader_warning(loader, node_place(node), loader_path(loader, path, keys[i]), meant[i],
                           i ? "the intervention has no effects" : "the intervention costs nothing");
}

void intervention_finish(struct loader *loader, const struct node *node, const char *path, void *record)
{
    struct intervention *const intervention = record;
    if (!node) return;
    settle_years(loader, node, path, intervention);
    repeat_fixed(loader, intervention);
    check_payers(loader, node, path, intervention);
    check_groupless(loader, node, path, intervention);
    warn_empty(loader, node, path);
}
