/* Checks between sections, once everything is loaded. */
#include <math.h>
#include <string.h>

#include "sim/scenario/doubts.h"
#include "sim/scenario/intervention.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/names.h"
#include "sim/scenario/section.h"

static const struct node *item_node(const struct loader *loader, const char *section, const char *name)
{
    return node_find(node_find(loader->root, section), name);
}

/* --- names that an effect can mean --- */

static void check_names(struct loader *loader)
{
    for (int i = 1; i < EFFECT_TARGETS; i++) {
        const struct node *const section = node_find(loader->root, section_table[i].name);
        const bool usable = section && section->kind == NODE_MAP && section->count <= ITEMS_MOST;
        for (const struct node *item = usable ? section->first : NULL; item; item = item->next) {
            for (int j = 0; j < i; j++) {
                if (!item_node(loader, section_table[j].name, item->key)) continue;
                loader_error(loader, item->key_place, loader_path(loader, section_table[i].name, item->key),
                             "effects name it, so the name must be the only one", "the name stands in %s too",
                             section_table[j].name);
            }
        }
    }
}

/* --- interventions --- */

static void check_number(struct loader *loader)
{
    const struct scenario *const scenario = loader->scenario;
    const struct node *const section = node_find(loader->root, "interventions");
    for (size_t g = 0; g < scenario->groups; g++) {
        int count = 0;
        for (size_t i = 0; i < scenario->interventions; i++) count += scenario->intervention[i].group == (int)g;
        if (count > INTERVENTIONS_OF_A_GROUP)
            loader_error(loader, node_place(section), "interventions", NULL,
                         "too many interventions for the group %s (found %d, allowed %d)", scenario->group[g].name,
                         count, INTERVENTIONS_OF_A_GROUP);
    }
}

/* A group is needed when there are several to choose from and the effects concern persons. */
static void check_group(struct loader *loader, const struct intervention *intervention, const struct node *node,
                        const char *path)
{
    if (intervention->group >= 0 || loader->scenario->groups == 0) return;
    const struct node *const population = node_find(node, "population");
    if (population && !(population->kind == NODE_SCALAR && strcmp(population->text, "none") == 0)) return;
    for (size_t i = 0; i < intervention->effect_count; i++) {
        const enum effect_target target = intervention->effect[i].target;
        if (target != EFFECT_OUTCOME && target != EFFECT_SERVICE) continue;
        loader_error(loader, population ? population->place : node_place(node), loader_path(loader, path, "population"),
                     "only effects on workforce and overheads do without", "the effect on %s needs a population group",
                     effect_target_name(loader->scenario, target, intervention->effect[i].index));
        return;
    }
}

static const bool *applies_to(const struct scenario *scenario, const struct effect *effect)
{
    if (effect->target == EFFECT_OUTCOME) return scenario->outcome[effect->index].applies;
    return effect->target == EFFECT_SERVICE ? scenario->service[effect->index].applies : NULL;
}

/* Whether the staff item says what a measure would reduce. */
static bool has_part(const struct loader *loader, const struct effect *effect)
{
    const struct node *const staff =
        item_node(loader, "workforce", effect_target_name(loader->scenario, effect->target, effect->index));
    const char *const part = effect->measure == MEASURE_TURNOVER ? "turnover" : "sickness_absence";
    return node_find(staff, part) != NULL;
}

static void check_effects(struct loader *loader, const struct intervention *intervention, const struct node *node,
                          const char *path)
{
    const struct scenario *const scenario = loader->scenario;
    for (size_t i = 0; i < intervention->effect_count; i++) {
        const struct effect *const effect = &intervention->effect[i];
        const char *const name = effect_target_name(scenario, effect->target, effect->index);
        const struct node *const written = node_find(node_find(node, "effects"), name);
        const char *const at = loader_path(loader, loader_path(loader, path, "effects"), name);
        const bool *const applies = applies_to(scenario, effect);
        if (!written) continue;
        if (applies && intervention->group >= 0 && !applies[intervention->group])
            loader_error(loader, node_place(written), at, NULL, "%s does not concern the group %s", name,
                         scenario->group[intervention->group].name);
        if (effect->target == EFFECT_WORKFORCE && !has_part(loader, effect))
            loader_error(loader, node_place(written), at, NULL, "%s has no %s that could fall", name,
                         effect->measure == MEASURE_TURNOVER ? "turnover" : "sickness_absence");
    }
}

static double middle(const struct loader *loader, int index)
{
    const struct quantity *const quantity = loader_quantity(loader, index);
    return quantity ? distribution_quantile(&quantity->distribution, 0.5) : NAN;
}

static void check_interventions(struct loader *loader)
{
    for (size_t i = 0; i < loader->scenario->interventions; i++) {
        const struct intervention *const intervention = &loader->scenario->intervention[i];
        const struct node *const node = item_node(loader, "interventions", intervention->name);
        const char *const path = loader_path(loader, "interventions", intervention->name);
        if (!node || node->kind != NODE_MAP) continue;
        check_group(loader, intervention, node, path);
        check_effects(loader, intervention, node, path);
    }
}

/* --- risks --- */

/* Where some have no weight, no more than the others can be struck. */
static void check_risks(struct loader *loader)
{
    for (size_t k = 0; k < loader->scenario->outcomes; k++) {
        const struct outcome *const outcome = &loader->scenario->outcome[k];
        const struct quantity *const risk = loader_quantity(loader, outcome->risk);
        const struct node *const node = item_node(loader, "outcomes", outcome->name);
        if (!risk || !node || outcome->concentration.shape != CONCENTRATION_EMPIRICAL) continue;
        const double greatest = concentration_greatest_risk(&outcome->concentration);
        const char *const path = loader_path(loader, loader_path(loader, "outcomes", outcome->name), "risk");
        const struct node *const written = node_find(node, "risk");
        const struct place place = node_place(written ? written : node);
        if (middle(loader, outcome->risk) > greatest)
            loader_error(loader, place, path, "lower it, or give every person a weight above 0",
                         "is above %-.3g%%, the share of persons whose weight in the concentration is not 0",
                         100 * greatest);
    }
}

void scenario_check(struct loader *loader)
{
    check_names(loader);
    check_number(loader);
    check_interventions(loader);
    if (loader->diagnostics->errors == 0) check_risks(loader);
    names_check_added(loader);
    if (loader->diagnostics->errors == 0) doubts_check(loader);
}
