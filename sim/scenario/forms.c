/* The ways of writing a distribution: {pert: {min, mode, max}}, {low, high}, {estimate, ci95}, … */
#include <math.h>
#include <string.h>

#include "sim/scenario/loader.h"
#include "sim/scenario/quantity_map.h"

enum { ARGUMENTS_MOST = 12 };

struct form_call {
    struct loader *loader;
    const struct node *map;    /* that holds the form's key */
    const struct node *member; /* the form's value */
    enum unit unit;
    const char *path; /* of the map */
};

typedef bool form_function(const struct form_call *call, struct distribution *out, const char **out_reading);

static bool refuse_error(const struct form_call *call, const struct node *node, const char *path,
                         const struct error *err)
{
    if (err->status == STATUS_MEMORY) call->loader->exhausted = true;
    loader_error(call->loader, node_place(node), path, err->hint[0] ? err->hint : NULL, "%s", err->message);
    return false;
}

/* ci95: [low, high] as two arguments. */
static bool interval_load(const struct form_call *call, const struct node *node, const char *path,
                          struct distribution_argument out[2])
{
    static const char *const name[2] = {"ci95_low", "ci95_high"};
    if (node->kind != NODE_LIST || node->count != 2) {
        loader_error(call->loader, node->place, path, NULL, "must be two numbers such as [0.62, 1.02] (found %-s)",
                     loader_found(call->loader, node));
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < 2; i++) {
        out[i].name = name[i];
        const struct node *const end = node_at(node, i);
        good =
            number_load(call->loader, end, call->unit, loader_path_index(call->loader, path, i), &out[i].value) && good;
    }
    return good;
}

static bool argument_load(const struct form_call *call, const struct node *node, const char *path,
                          struct distribution_argument *argument, size_t *count)
{
    if (strcmp(node->key, "ci95") == 0) {
        *count += 2;
        return interval_load(call, node, path, argument + *count - 2);
    }
    argument[*count].name = node->key;
    const enum unit unit = distribution_unitless(node->key) ? UNIT_NUMBER : call->unit;
    return number_load(call->loader, node, unit, path, &argument[(*count)++].value);
}

/* Members of a map as named arguments, except those that `skip` names. */
static bool arguments_load(const struct form_call *call, const struct node *map, const char *path,
                           struct distribution_argument *argument, size_t *count)
{
    bool good = true;
    if (map->count > ARGUMENTS_MOST - 2) {
        loader_error(call->loader, node_place(map), path, NULL, "too many values (found %zu)", map->count);
        return false;
    }
    for (const struct node *member = map->first; member; member = member->next) {
        const char *const at = loader_path(call->loader, path, member->key), *const comma = hint_comma(map, member);
        if (comma) loader_error(call->loader, member->key_place, at, comma, "unknown key");
        good = !comma && argument_load(call, member, at, argument, count) && good;
    }
    return good;
}

/* The names that a list of plain values stands for, [min, max] and [min, mode, max]: those that the first form of a
 * kind with bounds needs. */
static size_t list_names(struct loader *loader, const char *key, const char *out[ARGUMENTS_MOST])
{
    const struct distribution_row *const row = &distribution_table[distribution_find(key)];
    size_t count = 0, length;
    if (row->support != SUPPORT_BOUNDS) return 0;
    for (const char *at = row->form[0].arguments; *at && *at != '['; at += length, at += strspn(at, " ")) {
        length = strcspn(at, " ");
        out[count++] = loader_need(loader, arena_strndup(loader->arena, at, length));
    }
    return loader->exhausted ? 0 : count;
}

static bool list_load(const struct form_call *call, const char *path, struct distribution_argument *argument,
                      size_t *count)
{
    const char *name[ARGUMENTS_MOST];
    const size_t wanted = list_names(call->loader, call->member->key, name);
    bool good = true;
    if (wanted == 0 || call->member->count != wanted) {
        loader_error(call->loader, call->member->place, path, NULL,
                     "must be a map of the distribution's values (found %-s)",
                     loader_found(call->loader, call->member));
        return false;
    }
    for (; *count < wanted; ++*count) {
        argument[*count].name = name[*count];
        good = number_load(call->loader, node_at(call->member, *count), call->unit,
                           loader_path_index(call->loader, path, *count), &argument[*count].value) &&
               good;
    }
    return good;
}

/* Always true: what is drawn otherwise is no mistake. */
static bool stated_warn(const struct form_call *call, const char *path, struct stated stated,
                        const struct distribution *distribution)
{
    stated.distribution = distribution;
    stated.unit = call->unit;
    stated.place = node_place(call->member);
    stated.path = path;
    stated_check(call->loader, &stated);
    return true;
}

/* A distribution of the registry, from its named values. */
static bool registry_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    (void)out_reading;
    const char *const path = loader_path(call->loader, call->path, call->member->key);
    struct distribution_argument argument[ARGUMENTS_MOST];
    size_t count = 0;
    bool good;
    if (call->member->kind == NODE_LIST)
        good = list_load(call, path, argument, &count);
    else
        good = loader_expect(call->loader, call->member, NODE_MAP, path, "a map of the distribution's values") &&
               arguments_load(call, call->member, path, argument, &count);
    if (!good) return false;
    struct error err = {.language = call->loader->diagnostics->language};
    const int kind = distribution_find(call->member->key);
    if (distribution_solve((enum distribution_kind)kind, argument, count, out, &err) != STATUS_OK)
        return refuse_error(call, call->member, path, &err);
    const struct stated stated = {.argument = argument, .count = count};
    return stated_warn(call, path, stated, out);
}

static bool truncate_load(const struct form_call *call, const struct node *map, const char *path,
                          struct distribution *out)
{
    static const char *const name[2] = {"min", "max"};
    double bound[2] = {-INFINITY, INFINITY};
    bool any = false;
    for (size_t i = 0; i < 2; i++) {
        const struct node *const node = node_find(map, name[i]);
        if (node && !number_load(call->loader, node, call->unit, loader_path(call->loader, path, name[i]), &bound[i]))
            return false;
        any = any || node;
    }
    struct error err = {.language = call->loader->diagnostics->language};
    if (!any || distribution_truncate(out, bound[0], bound[1], &err) == STATUS_OK) return true;
    return refuse_error(call, map, path, &err);
}

/* min and max beside a range, as further arguments. */
static bool bounds_load(const struct form_call *call, struct distribution_argument *argument, size_t *count)
{
    static const char *const name[2] = {"min", "max"};
    for (size_t i = 0; i < 2; i++) {
        const struct node *const node = node_find(call->map, name[i]);
        if (!node) continue;
        argument[*count].name = name[i];
        const char *const path = loader_path(call->loader, call->path, name[i]);
        if (!number_load(call->loader, node, call->unit, path, &argument[(*count)++].value)) return false;
    }
    return true;
}

/* {low: …, high: …}: 5 % and 95 %. */
static bool range_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    const struct node *const node[2] = {node_find(call->map, "low"), node_find(call->map, "high")};
    double end[2] = {0, 0};
    if (!node[0] || !node[1]) {
        loader_error(call->loader, node_place(call->member), call->path, "a 90% range is {low: 6100, high: 15500}",
                     "%s is missing", node[0] ? "high" : "low");
        return false;
    }
    bool good = number_load(call->loader, node[0], call->unit, loader_path(call->loader, call->path, "low"), &end[0]);
    good =
        number_load(call->loader, node[1], call->unit, loader_path(call->loader, call->path, "high"), &end[1]) && good;
    if (!good) return false;
    struct error err = {.language = call->loader->diagnostics->language};
    struct distribution_argument argument[4] = {{"p5", end[0]}, {"p95", end[1]}};
    size_t count = 2;
    if (!bounds_load(call, argument, &count)) return false;
    if (distribution_range(argument, count, out, &err) != STATUS_OK)
        return refuse_error(call, call->member, call->path, &err);
    *out_reading = distribution_table[out->kind].name;
    return stated_warn(call, call->path, (struct stated){.argument = argument, .count = count, .word = {"low", "high"}},
                       out);
}

/* What studies publish by an estimate and its interval. */
static enum distribution_kind estimate_kind(const struct form_call *call)
{
    if (call->unit == UNIT_RATIO) return DISTRIBUTION_LOGNORMAL;
    return call->loader->difference ? DISTRIBUTION_NORMAL : DISTRIBUTION_BETA;
}

/* {estimate: …, ci95: [a, b]}: lognormal for a ratio, normal for a difference of shares, beta for a share. */
static bool estimate_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    const struct node *const estimate = node_find(call->map, "estimate"), *const interval =
                                                                              node_find(call->map, "ci95");
    if (!estimate || !interval) {
        loader_error(call->loader, node_place(call->member), call->path,
                     "a published estimate is {estimate: 0.80, ci95: [0.62, 1.02]}", "%s is missing",
                     estimate ? "ci95" : "estimate");
        return false;
    }
    if (call->unit != UNIT_RATIO && call->unit != UNIT_SHARE) {
        loader_error(call->loader, node_place(call->member), call->path,
                     "name it: {lognormal: {estimate: …, ci95: […]}} or {normal: {mean: …, sd: …}}",
                     "an estimate with its interval says nothing of the distribution here (allowed for ratios: "
                     "lognormal; for differences: normal; for shares: beta)");
        return false;
    }
    struct distribution_argument argument[3];
    size_t count = 0;
    const char *const path = loader_path(call->loader, call->path, "ci95");
    bool good = argument_load(call, estimate, loader_path(call->loader, call->path, "estimate"), argument, &count);
    good = argument_load(call, interval, path, argument, &count) && good;
    if (!good) return false;
    struct error err = {.language = call->loader->diagnostics->language};
    const enum distribution_kind kind = estimate_kind(call);
    if (distribution_solve(kind, argument, count, out, &err) != STATUS_OK)
        return refuse_error(call, call->member, call->path, &err);
    *out_reading = distribution_table[kind].name;
    return truncate_load(call, call->map, call->path, out) &&
           stated_warn(call, call->path, (struct stated){.argument = argument, .count = count}, out);
}

/* Weights that look like shares of a whole, but are not: each is divided by their sum. */
static void warn_weights(const struct form_call *call, const struct node *at, const char *path, const double *weight,
                         size_t count)
{
    static const double ROUNDED = 0.01;
    double sum = 0;
    bool shares = true, whole = true;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
        shares = shares && weight[i] <= 1;
        whole = whole && weight[i] == floor(weight[i]);
    }
    if (!shares || whole || fabs(sum - 1) <= ROUNDED) return;
    loader_warning(call->loader, node_place(at), path, "whole numbers are taken for what they are to each other",
                   "the weights sum to %-.4g%%, not to 100%%: each is divided by their sum", 100 * sum);
}

/* Records of the maps that are no plain arguments. */
struct list_record {
    const struct node *values, *weights;
};

static const struct field unbounded = {.least = -INFINITY, .most = INFINITY, .unit = UNIT_NUMBER};

static bool discrete_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    (void)out_reading;
    struct loader *const loader = call->loader;
    const char *const path = loader_path(loader, call->path, call->member->key);
    record_load(loader, &schema_discrete, call->member, path, &(struct list_record){NULL, NULL});
    const struct node *const values = node_find(call->member, "values"), *const weights =
                                                                             node_find(call->member, "weights");
    if (!values) return false;
    struct field field = unbounded;
    field.unit = call->unit;
    double *value, *weight = NULL;
    size_t count, weight_count = 0;
    if (!numbers_load(loader, values, &field, loader_path(loader, path, "values"), SAMPLE_MOST, &value, &count))
        return false;
    field = (struct field){.least = 0, .most = INFINITY, .unit = UNIT_NUMBER};
    const char *const weights_path = loader_path(loader, path, "weights");
    if (weights && !numbers_load(loader, weights, &field, weights_path, SAMPLE_MOST, &weight, &weight_count))
        return false;
    if (weights && weight_count != count) {
        loader_error(loader, node_place(weights), weights_path, NULL,
                     "one weight for each value (found %zu, needed %zu)", weight_count, count);
        return false;
    }
    if (weights) warn_weights(call, weights, weights_path, weight, count);
    if (!weights) {
        weight = loader_need(loader, ARENA_ARRAY(loader->arena, count, double));
        for (size_t i = 0; weight && i < count; i++) weight[i] = 1;
    }
    struct error err = {.language = call->loader->diagnostics->language};
    if (!weight || distribution_discrete(loader->arena, value, weight, count, out, &err) != STATUS_OK)
        return refuse_error(call, call->member, path, &err);
    return truncate_load(call, call->member, path, out);
}

static bool empirical_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    (void)out_reading;
    struct loader *const loader = call->loader;
    const char *const path = loader_path(loader, call->path, call->member->key);
    struct sample_map said = {.join = false};
    record_load(loader, &schema_empirical, call->member, path, &said);
    double *value;
    size_t count;
    if (call->member->kind != NODE_MAP || !sample_load(loader, call->member, call->unit, path, &value, &count))
        return false;
    struct error err = {.language = call->loader->diagnostics->language};
    if (distribution_empirical(loader->arena, value, count, said.join, out, &err) != STATUS_OK)
        return refuse_error(call, call->member, path, &err);
    return truncate_load(call, call->member, path, out);
}

/* A part of a mixture: a number or a distribution, in `of` or next to its weight. */
static bool part_load(const struct form_call *call, const struct node *part, const char *path, struct distribution *out,
                      double *out_weight)
{
    struct loader *const loader = call->loader;
    if (!loader_expect(loader, part, NODE_MAP, path, "a map such as {weight: 30%, uniform: [1, 2]}")) return false;
    record_load(loader, &schema_part, part, path, &(struct list_record){NULL, NULL});
    const struct field bounds = {.least = 0, .most = INFINITY, .above = true, .unit = UNIT_NUMBER};
    const struct node *const weight = node_find(part, "weight"), *const of = node_find(part, "of");
    const char *const weight_path = loader_path(loader, path, "weight");
    const bool weighted = weight && number_load(loader, weight, UNIT_NUMBER, weight_path, out_weight) &&
                          number_check(loader, &bounds, weight, weight_path, *out_weight);
    const char *reading;
    double value;
    if (of && of->kind == NODE_SCALAR) {
        const bool good = number_load(loader, of, call->unit, loader_path(loader, path, "of"), &value);
        if (good) *out = distribution_fixed(value);
        return good && weighted;
    }
    return distribution_load(loader, of ? of : part, call->unit, of ? loader_path(loader, path, "of") : path, out,
                             &reading) &&
           weighted;
}

static bool mixture_form(const struct form_call *call, struct distribution *out, const char **out_reading)
{
    (void)out_reading;
    enum { PARTS_MOST = 20 };
    struct loader *const loader = call->loader;
    const char *const path = loader_path(loader, call->path, call->member->key);
    if (!loader_expect(loader, call->member, NODE_LIST, path,
                       "a list such as [{weight: 30%, of: 0}, {weight: 70%, of: …}]"))
        return false;
    if (call->member->count == 0 || call->member->count > PARTS_MOST) {
        loader_error(loader, call->member->place, path, NULL, "wrong number of parts (found %zu, allowed 1 to %d)",
                     call->member->count, PARTS_MOST);
        return false;
    }
    struct distribution *const part =
        loader_need(loader, ARENA_ARRAY(loader->arena, call->member->count, struct distribution));
    double *const weight = loader_need(loader, ARENA_ARRAY(loader->arena, call->member->count, double));
    bool good = part && weight;
    size_t n = 0;
    for (const struct node *node = call->member->first; part && weight && node; node = node->next, n++)
        good = part_load(call, node, loader_path_index(loader, path, n), &part[n], &weight[n]) && good;
    if (!good) return false;
    warn_weights(call, call->member, path, weight, n);
    struct error err = {.language = call->loader->diagnostics->language};
    if (distribution_mixture(loader->arena, part, weight, n, out, &err) == STATUS_OK) return true;
    return refuse_error(call, call->member, path, &err);
}

/* Forms with more than named numbers. Keys that belong together share a function. */
static const struct {
    const char *key;
    form_function *load;
} special[] = {{"low", range_form},      {"high", range_form},        {"estimate", estimate_form},
               {"ci95", estimate_form},  {"discrete", discrete_form}, {"empirical", empirical_form},
               {"mixture", mixture_form}};

static form_function *form_find(const char *key)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (strcmp(key, special[i].key) == 0) return special[i].load;
    const int kind = distribution_find(key);
    return kind >= 0 && distribution_table[kind].keys ? registry_form : NULL;
}

/* min and max stand beside a range or an estimate, nowhere else. */
static bool check_loose_bounds(const struct form_call *call, form_function *form)
{
    const struct node *bound = node_find(call->map, "min");
    if (!bound) bound = node_find(call->map, "max");
    if (!bound || form == range_form || form == estimate_form) return true;
    loader_error(call->loader, node_place(bound), loader_path(call->loader, call->path, bound->key),
                 "min and max of a distribution stand inside it: {normal: {mean: 5, sd: 2, min: 0}}",
                 "stands beside the distribution");
    return false;
}

bool distribution_load(struct loader *loader, const struct node *map, enum unit unit, const char *path,
                       struct distribution *out, const char **out_reading)
{
    form_function *form = NULL;
    struct form_call call = {.loader = loader, .map = map, .unit = unit, .path = path};
    for (const struct node *member = map->first; member; member = member->next) {
        form_function *const found = form_find(member->key);
        if (!found || node_is_null(member)) continue;
        const bool same = form == found && found != registry_form && strcmp(member->key, call.member->key) != 0;
        if (form && !same) {
            loader_error(loader, member->key_place, path,
                         "leave one of them; in a scenario that extends another, set the other to null",
                         "the value is given twice (found %s and %s)", call.member->key, member->key);
            return false;
        }
        if (!form) call.member = member;
        form = found;
    }
    if (!form) {
        loader_error(loader, node_place(map), path,
                     "for example 20%, {uniform: [1, 3]}, {low: 10, high: 30}, $assumption",
                     "has no value: a number, a distribution or $name");
        return false;
    }
    return check_loose_bounds(&call, form) && form(&call, out, out_reading);
}

/* The keys are only known to the schema; the values are read by the functions above. */
static void form_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                      void *record)
{
    (void)loader;
    (void)field;
    (void)node;
    (void)path;
    (void)record;
}

const struct kind kind_form = {"distribution", form_load, NULL};
