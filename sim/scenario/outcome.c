/* What is particular to outcomes and services: whom they concern, what a case costs and when. */
#include <math.h>
#include <string.h>

#include "sim/scenario/intervention.h"
#include "sim/scenario/loader.h"

static int group_find(struct loader *loader, const struct node *node, const char *path)
{
    struct nearest nearest = nearest_to(node->kind == NODE_SCALAR ? node->text : "");
    for (size_t i = 0; i < loader->scenario->groups; i++) {
        nearest_offer(&nearest, loader->scenario->group[i].name);
        if (node->kind == NODE_SCALAR && strcmp(loader->scenario->group[i].name, node->text) == 0) return (int)i;
    }
    loader_error(loader, node->place, path,
                 nearest_hint(loader, &nearest, "population groups are defined under `population:`"),
                 "there is no population group of this name (found %-s)", loader_found(loader, node));
    return -1;
}

/* --- population: name, or list of names; default every group --- */

static void groups_named(struct loader *loader, const struct node *node, const char *path, bool *applies)
{
    const bool list = node->kind == NODE_LIST;
    size_t i = 0;
    for (const struct node *name = list ? node->first : node; name; name = list ? name->next : NULL, i++) {
        const int group = group_find(loader, name, list ? loader_path_index(loader, path, i) : path);
        if (group < 0) continue;
        if (applies[group])
            loader_error(loader, name->place, path, NULL, "the group is named twice (found %-s)",
                         loader_found(loader, name));
        applies[group] = true;
    }
}

static void groups_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    const size_t groups = loader->scenario->groups;
    bool *const applies = loader_need(loader, ARENA_ARRAY(loader->arena, groups, bool));
    if (!applies) return;
    memcpy((char *)record + field->offset, &applies, sizeof applies);
    const struct node *const population = node_find(loader->root, "population");
    if (groups == 0 && loader->here.source && (!population || population->thinned))
        loader_error(loader, loader->here, path, "add a section `population:`", "there is no population");
    if (node) groups_named(loader, node, path, applies);
    bool any = false;
    for (size_t i = 0; i < groups; i++) any = any || applies[i];
    /* The default; after a mistake it keeps others from following. */
    for (size_t i = 0; i < groups && !any; i++) applies[i] = true;
}

static void groups_show(struct printer *printer, const struct field *field, const void *record)
{
    const bool *applies;
    memcpy(&applies, (const char *)record + field->offset, sizeof applies);
    show_key(printer, field->key);
    const char *separator = " [";
    for (size_t i = 0; i < printer->scenario->groups; i++) {
        if (!applies[i]) continue;
        text_buffer_printf(&printer->out, "%s%s", separator, printer->scenario->group[i].name);
        separator = ", ";
    }
    text_buffer_add(&printer->out, "]\n");
}

const struct kind kind_groups = {"name, or list of names", groups_load, groups_show};

/* --- population of an intervention: one name, or none --- */

static void group_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       void *record)
{
    int *const group = (int *)(void *)((char *)record + field->offset);
    *group = loader->scenario->groups == 1 ? 0 : -1;
    if (!node) return;
    const bool none = node->kind == NODE_SCALAR && strcmp(node->text, "none") == 0;
    *group = none ? -1 : group_find(loader, node, path);
}

static void group_show(struct printer *printer, const struct field *field, const void *record)
{
    const int group = *(const int *)(const void *)((const char *)record + field->offset);
    show_line(printer, field->key, group < 0 ? "none" : printer->scenario->group[group].name);
}

const struct kind kind_group = {"name", group_load, group_show};

/* --- what a case costs --- */

/* cost_per_case and annual_cost: whichever is written fills the one cost. */
static void case_cost_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                           void *record)
{
    struct outcome *const outcome = record;
    const bool annual = field->unit == UNIT_MONEY_PER_CASE_YEAR;
    if (!node && !annual) outcome->cost = -1;
    if (!node) return;
    if (annual) outcome->basis = COST_ANNUAL;
    outcome->cost = quantity_load(loader, field, node, path);
}

static void case_cost_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct outcome *const outcome = record;
    if ((outcome->basis == COST_ANNUAL) == (field->unit == UNIT_MONEY_PER_CASE_YEAR))
        kind_quantity.show(printer, field, record);
}

const struct kind kind_case_cost = {"quantity", case_cost_load, case_cost_show};

static void basis_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       void *record)
{
    struct outcome *const outcome = record;
    outcome->basis_inherited = node && node->inherited;
    if (node && outcome->basis == COST_ANNUAL)
        loader_error(loader, node->key_place, path, NULL, "says how cost_per_case is meant; annual_cost has no basis");
    else if (node)
        kind_choice.load(loader, field, node, path, record);
}

/* Where an alternative of the cost brings a basis, the outcome states none of its own (scope.h). */
static bool alternative_has_basis(const struct scenario *scenario, const struct quantity *cost)
{
    static const char prefix[] = "assumptions.";
    const bool named = strncmp(cost->path, prefix, strlen(prefix)) == 0;
    const char *const owner = cost->path + (named ? strlen(prefix) : 0);
    for (size_t i = 0; i < scenario->alternatives; i++) {
        const struct alternative *const one = &scenario->alternative[i];
        if (strcmp(one->assumption, owner) == 0 && one->scope && strstr(one->scope, ", basis: ")) return true;
    }
    return false;
}

static void basis_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct outcome *const outcome = record;
    const bool silent = outcome->basis_inherited ||
                        alternative_has_basis(printer->scenario, &printer->scenario->quantity[outcome->cost]);
    if (outcome->basis != COST_ANNUAL && !silent) kind_choice.show(printer, field, record);
}

const struct kind kind_basis = {"word", basis_load, basis_show};

/* --- when it costs --- */

static void profile_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                         void *record)
{
    struct outcome *const outcome = record;
    double *weight;
    size_t years;
    if (!node || !numbers_load(loader, node, field, path, YEARS_MOST, &weight, &years)) return;
    double sum = 0;
    for (size_t i = 0; i < years; i++) sum += weight[i];
    if (!(sum > 0) || isinf(sum)) {
        loader_error(loader, node->place, path, NULL, "the years must sum to something (found %g)", sum);
        return;
    }
    /* A profile that sums to 1 keeps its digits. */
    for (size_t i = 0; fabs(sum - 1) > 1e-12 && i < years; i++) weight[i] /= sum;
    outcome->profile = weight;
    outcome->profile_years = years;
}

static void profile_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct outcome *const outcome = record;
    if (outcome->profile_years == 0) return;
    show_key(printer, field->key);
    for (size_t i = 0; i < outcome->profile_years; i++) {
        text_buffer_add(&printer->out, i ? ", " : " [");
        show_number(printer, outcome->profile[i]);
    }
    text_buffer_add(&printer->out, "]\n");
}

const struct kind kind_profile = {"list of numbers", profile_load, profile_show};

/* duration, which a profile makes superfluous. The row of `profile` stands before. */
static void case_duration_load(struct loader *loader, const struct field *field, const struct node *node,
                               const char *path, void *record)
{
    struct outcome *const outcome = record;
    if (outcome->profile_years == 0) {
        outcome->duration = quantity_load(loader, field, node, path);
        return;
    }
    if (node) loader_error(loader, node->key_place, path, NULL, "the profile already says how long a case costs");
    const char *const years = loader_need(loader, arena_printf(loader->arena, "%zu years", outcome->profile_years));
    struct field profiled = *field;
    profiled.fallback = years;
    outcome->duration = years ? quantity_load(loader, &profiled, NULL, path) : -1;
}

static void case_duration_show(struct printer *printer, const struct field *field, const void *record)
{
    if (((const struct outcome *)record)->profile_years == 0) kind_quantity.show(printer, field, record);
}

const struct kind kind_case_duration = {"quantity", case_duration_load, case_duration_show};

void outcome_finish(struct loader *loader, const struct node *node, const char *path, void *record)
{
    (void)record;
    if (!node) return;
    const struct node *const annual = node_find(node, "annual_cost");
    if (annual && node_find(node, "cost_per_case"))
        loader_error(loader, annual->key_place, loader_path(loader, path, "annual_cost"), "leave one of them",
                     "a case costs cost_per_case or annual_cost, never both");
    if (!annual && !node_find(node, "cost_per_case"))
        loader_error(loader, node_place(node), path, "cost_per_case: …, or annual_cost: …",
                     "does not say what a case costs");
    if (!node_find(node, "duration") && !node_find(node, "profile"))
        loader_error(loader, node_place(node), loader_path(loader, path, "duration"), "years that a case costs",
                     "is missing");
}
