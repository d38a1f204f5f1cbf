/* Warnings about years that cannot pay or save: durations of nothing, lists and programmes that outlast what counts. */
#include "sim/scenario/intervention.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/programme.h"

static const struct node *item_node(const struct loader *loader, const char *section, const char *name)
{
    return node_find(node_find(loader->root, section), name);
}

static const char *item_path(struct loader *loader, const char *section, const char *name, const char *key)
{
    return loader_path(loader, loader_path(loader, section, name), key);
}

/* The place of a key of an item, or of the item where it is not written there. */
static struct place key_place(const struct node *item, const char *key)
{
    const struct node *const written = item && item->kind == NODE_MAP ? node_find(item, key) : NULL;
    return node_place(written ? written : item);
}

static bool is_nothing(const struct loader *loader, int index)
{
    const struct quantity *const quantity = loader_quantity(loader, index);
    return quantity && distribution_is_fixed(&quantity->distribution) &&
           distribution_quantile(&quantity->distribution, 0.5) == 0;
}

/* A yearly cost that runs for no time. A cost of the whole case is paid at once instead. */
static void warn_durations(struct loader *loader)
{
    const struct scenario *const scenario = loader->scenario;
    for (size_t k = 0; k < scenario->outcomes; k++) {
        const struct outcome *const outcome = &scenario->outcome[k];
        if (outcome->basis != COST_ANNUAL || !is_nothing(loader, outcome->duration)) continue;
        loader_warning(loader, key_place(item_node(loader, "outcomes", outcome->name), "duration"),
                       item_path(loader, "outcomes", outcome->name, "duration"),
                       "a cost_per_case with duration 0 is paid at once", "a yearly cost for 0 years is nothing");
    }
    for (size_t k = 0; k < scenario->services; k++) {
        const struct service *const service = &scenario->service[k];
        if (is_nothing(loader, service->duration))
            loader_warning(loader, key_place(item_node(loader, "services", service->name), "duration"),
                           item_path(loader, "services", service->name, "duration"), NULL,
                           "a yearly cost for 0 years is nothing");
    }
}

static void warn_intakes(struct loader *loader)
{
    const int horizon = loader->scenario->settings.horizon;
    for (size_t g = 0; g < loader->scenario->groups; g++) {
        const struct group *const group = &loader->scenario->group[g];
        if (group->intakes > horizon)
            loader_warning(loader, key_place(item_node(loader, "population", group->name), "intakes"),
                           item_path(loader, "population", group->name, "intakes"),
                           "later intakes neither cost nor save",
                           "%d intakes enter, but the horizon ends after %d years", group->intakes, horizon);
    }
}

static void warn_programme(struct loader *loader, const struct intervention *intervention)
{
    const struct settings *const settings = &loader->scenario->settings;
    const int horizon = settings->horizon, years = intervention->years;
    const int counted = intervention->start > 0 ? settings->start_year + horizon - 1 : horizon;
    const struct node *const item = item_node(loader, "interventions", intervention->name);
    if (programme_end(intervention) > horizon)
        loader_warning(loader, key_place(item, "years"),
                       item_path(loader, "interventions", intervention->name, "years"),
                       "later years neither cost nor save", "the programme runs for %s, but the horizon ends after %d",
                       programme_said(loader, intervention), counted);
    if (intervention->ramp_up_count > (size_t)years && years > 0)
        loader_warning(loader, key_place(item, "ramp_up"),
                       item_path(loader, "interventions", intervention->name, "ramp_up"),
                       "the last values are never reached", "has %zu values, but the programme runs for %d year%s",
                       intervention->ramp_up_count, years, years == 1 ? "" : "s");
}

void scenario_check_time(struct loader *loader)
{
    warn_durations(loader);
    warn_intakes(loader);
    for (size_t i = 0; i < loader->scenario->interventions; i++)
        warn_programme(loader, &loader->scenario->intervention[i]);
}
