/* Who pays a flow: shares of the scenario's payers. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/loader.h"

static const struct field share_bounds = {.unit = UNIT_SHARE, .least = 0, .most = 1};
static const struct field weight_bounds = {.unit = UNIT_NUMBER, .least = 0, .most = 1e9, .above = true};

/* "the payers are: state, county" */
static const char *payer_names(struct loader *loader)
{
    struct text_buffer list;
    text_buffer_init(&list, loader->arena);
    for (size_t i = 0; i < loader->scenario->payers; i++)
        text_buffer_printf(&list, "%s%s", i ? ", " : "", loader->scenario->payer[i].name);
    const char *const names = loader_need(loader, text_buffer_finish(&list));
    return names ? loader_text(loader, "the payers are: %s", names) : NULL;
}

static int payer_find(struct loader *loader, const struct node *member, const char *path)
{
    struct nearest nearest = nearest_to(member->key);
    for (size_t i = 0; i < loader->scenario->payers; i++) {
        nearest_offer(&nearest, loader->scenario->payer[i].name);
        if (strcmp(loader->scenario->payer[i].name, member->key) == 0) return (int)i;
    }
    loader_error(loader, member->key_place, path,
                 loader->payers_stated ? nearest_hint(loader, &nearest, payer_names(loader))
                                       : "add a section `payers:` with this name",
                 "there is no payer of this name");
    return -1;
}

/* Shares or Dirichlet weights from a map; false after a mistake. */
static bool weights_load(struct loader *loader, const struct node *map, const struct field *bounds, const char *path,
                         double *weight, double *out_sum)
{
    bool good = true;
    *out_sum = 0;
    for (const struct node *member = map->first; member; member = member->next) {
        const char *const at = loader_path(loader, path, member->key);
        const int payer = payer_find(loader, member, at);
        double value = 0;
        if (payer < 0 || !number_load(loader, member, bounds->unit, at, &value) ||
            !number_check(loader, bounds, member, at, value)) {
            good = false;
            continue;
        }
        weight[payer] = value;
        *out_sum += value;
    }
    return good;
}

static double *weights_new(struct loader *loader)
{
    return loader_need(loader, ARENA_ARRAY(loader->arena, loader->scenario->payers, double));
}

/* Digits enough to see what is missing from 100%: sums are known to about 1e-15. */
static void percent_write(double sum, char out[48])
{
    char digits[40], number[40];
    snprintf(digits, sizeof digits, "%.13g", 100 * sum);
    number_write(strtod(digits, NULL), number, sizeof number);
    snprintf(out, 48, "%s%%", number);
}

static void split_load(struct loader *loader, const struct node *node, const char *path, struct payer_split *out)
{
    static const char wanted[] = PHRASE("a map from payers to shares such as {municipality: 40%, county: 60%}");
    if (!loader_expect(loader, node, NODE_MAP, path, wanted)) return;
    const struct node *const dirichlet = node->count == 1 ? node_find(node, "dirichlet") : NULL;
    double *const weight = weights_new(loader);
    double sum;
    if (!weight) return;
    out->weight = weight;
    out->inherited = node->inherited;
    if (dirichlet) {
        const char *const at = loader_path(loader, path, "dirichlet");
        out->dirichlet = true;
        if (!loader_expect(loader, dirichlet, NODE_MAP, at,
                           "a map from payers to weights such as {state: 11, county: 3}"))
            return;
        if (dirichlet->count == 0) loader_error(loader, dirichlet->place, at, NULL, "names no payer");
        weights_load(loader, dirichlet, &weight_bounds, at, weight, &sum);
        return;
    }
    if (!weights_load(loader, node, &share_bounds, path, weight, &sum) || fabs(sum - 1) <= 1e-9) return;
    char found[48];
    percent_write(sum, found);
    loader_error(loader, node_place(node), path, "nobody pays the rest, or somebody pays twice",
                 "the shares must sum to 100%% (found %s)", found);
}

/* All of it to the first payer. */
static void whole_load(struct loader *loader, struct payer_split *out)
{
    double *const weight = weights_new(loader);
    if (!weight || loader->scenario->payers == 0) return;
    weight[0] = 1;
    out->weight = weight;
}

static struct payer_split *split_of(const struct field *field, void *record)
{
    return (struct payer_split *)(void *)((char *)record + field->offset);
}

static void payers_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    if (node) {
        split_load(loader, node, path, split_of(field, record));
        return;
    }
    if (loader->payers_stated && loader->here.source)
        loader_error(loader, loader->here, path, field->help, "is missing");
    whole_load(loader, split_of(field, record));
}

static void payers_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct payer_split *const split =
        (const struct payer_split *)(const void *)((const char *)record + field->offset);
    if (split->inherited) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, split->dirichlet ? " {dirichlet: {" : " {");
    const char *separator = "";
    for (size_t i = 0; i < printer->scenario->payers; i++) {
        if (split->weight[i] == 0) continue;
        text_buffer_printf(&printer->out, "%s%s: ", separator, printer->scenario->payer[i].name);
        show_number(printer, split->weight[i]);
        separator = ", ";
    }
    text_buffer_add(&printer->out, split->dirichlet ? "}}\n" : "}\n");
}

const struct kind kind_payers = {"map of payers to shares", payers_load, payers_show};

/* A programme that costs nothing needs no payer: what is missing is settled when the cost is known. */
static void cost_payers_load(struct loader *loader, const struct field *field, const struct node *node,
                             const char *path, void *record)
{
    if (node)
        split_load(loader, node, path, split_of(field, record));
    else
        whole_load(loader, split_of(field, record));
}

const struct kind kind_cost_payers = {"map of payers to shares", cost_payers_load, payers_show};

/* The section: named payers, or one for everything. */
static void payer_list_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                            void *record)
{
    struct scenario *const scenario = record;
    kind_items.load(loader, field, node, path, record);
    loader->payers_stated = scenario->payers > 0;
    if (scenario->payers > 0) return;
    struct payer *const all = loader_need(loader, ARENA_NEW(loader->arena, struct payer));
    if (!all) return;
    *all = (struct payer){.name = "all", .public_finances = true};
    scenario->payer = all;
    scenario->payers = 1;
}

static void payer_list_show(struct printer *printer, const struct field *field, const void *record)
{
    kind_items.show(printer, field, record);
}

const struct kind kind_payer_list = {"map of names", payer_list_load, payer_list_show};
