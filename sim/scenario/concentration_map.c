/* {top: 20%, share: 80%, shape: pareto, cap: 100}, {points: […]}, {file:, column:}, none. */
#include <math.h>
#include <string.h>

#include "sim/scenario/loader.h"

/* One row of the request: bounds as in the table of the reference page. */
static bool one_number(struct loader *loader, const struct node *map, const char *key, const char *path, double *out)
{
    const struct node *const node = node_find(map, key);
    const struct field *const field = schema_find(&schema_concentration, key);
    const char *const at = loader_path(loader, path, key);
    if (!node) {
        loader_error(loader, node_place(map), at, field->help, "is missing");
        return false;
    }
    return number_load(loader, node, field->unit, at, out) && number_check(loader, field, node, at, *out);
}

static bool point_load(struct loader *loader, const struct node *map, const char *path,
                       struct concentration_request *request)
{
    double top, share;
    bool good = one_number(loader, map, "top", path, &top);
    good = one_number(loader, map, "share", path, &share) && good;
    if (!good) return false;
    if (share <= top) {
        loader_error(loader, node_place(node_find(map, "share")), loader_path(loader, path, "share"),
                     "who holds how much, from data: {top: …, share: …}",
                     "those with the greatest need hold more than their own part (found share %s, top %s)",
                     node_find(map, "share")->text, node_find(map, "top")->text);
        return false;
    }
    request->top[request->points] = top;
    request->share[request->points++] = share;
    return true;
}

static bool points_load(struct loader *loader, const struct node *list, const char *path,
                        struct concentration_request *request)
{
    if (!loader_expect(loader, list, NODE_LIST, path,
                       "a list such as [{top: 20%, share: 80%}, {top: 10%, share: 75%}]"))
        return false;
    if (list->count == 0 || list->count > CONCENTRATION_POINTS) {
        loader_error(loader, list->place, path, NULL, "wrong number of points (found %zu, allowed 1 or 2)",
                     list->count);
        return false;
    }
    bool good = true;
    size_t i = 0;
    for (const struct node *point = list->first; point; point = point->next, i++) {
        const char *const at = loader_path_index(loader, path, i);
        good = loader_expect(loader, point, NODE_MAP, at, "a map such as {top: 20%, share: 80%}") &&
               point_load(loader, point, at, request) && good;
    }
    return good;
}

static bool empirical_load(struct loader *loader, const struct node *map, const char *path,
                           struct concentration_request *request)
{
    double *sample;
    if (!sample_load(loader, map, UNIT_NUMBER, path, &sample, &request->sample_count)) return false;
    request->sample = sample;
    request->shape = CONCENTRATION_EMPIRICAL;
    return true;
}

/* shape, cap and points of a map that was checked for unknown keys. */
static bool curve_load(struct loader *loader, const struct node *map, const char *path,
                       struct concentration_request *request)
{
    const struct node *const points = node_find(map, "points"), *const cap = node_find(map, "cap");
    if (cap && request->shape != CONCENTRATION_PARETO) {
        loader_error(loader, cap->key_place, loader_path(loader, path, "cap"), NULL, "only a pareto has a cap");
        return false;
    }
    if (request->shape == CONCENTRATION_PARETO) {
        request->cap = 100;
        if (cap && cap->kind == NODE_SCALAR && strcmp(cap->text, "none") == 0)
            request->cap = INFINITY;
        else if (cap && !one_number(loader, map, "cap", path, &request->cap))
            return false;
    }
    if (!points) return point_load(loader, map, path, request);
    if (node_find(map, "top") || node_find(map, "share")) {
        loader_error(loader, points->key_place, path, NULL, "give top and share, or points");
        return false;
    }
    return points_load(loader, points, loader_path(loader, path, "points"), request);
}

static bool request_load(struct loader *loader, const struct node *node, const char *path,
                         struct concentration_request *request)
{
    const int errors = loader->diagnostics->errors;
    struct {
        int shape;
    } said = {CONCENTRATION_PARETO};
    record_load(loader, &schema_concentration, node, path, &said);
    if (node->kind != NODE_MAP || loader->diagnostics->errors > errors) return false;
    const bool file = node_find(node, "file") || node_find(node, "column") || node_find(node, "values");
    request->shape = (enum concentration_shape)said.shape;
    if (!file && request->shape == CONCENTRATION_EMPIRICAL) return empirical_load(loader, node, path, request);
    if (!file) return curve_load(loader, node, path, request);
    static const char *const curve[] = {"top", "share", "cap", "points"};
    for (size_t i = 0; i < sizeof curve / sizeof *curve; i++) {
        const struct node *const other = node_find(node, curve[i]);
        if (!other) continue;
        loader_error(loader, other->key_place, loader_path(loader, path, curve[i]), NULL,
                     "values from a file need no curve");
        return false;
    }
    return empirical_load(loader, node, path, request);
}

/* A concentration that was solved: whoever asks for the same shares its table. */
struct curve {
    struct concentration_request request;
    struct concentration solved;
    const struct curve *next;
};

static bool same_curve(const struct concentration_request *a, const struct concentration_request *b)
{
    if (a->shape != b->shape || a->points != b->points || a->cap != b->cap || a->sample || b->sample) return false;
    for (size_t i = 0; i < a->points; i++)
        if (a->top[i] != b->top[i] || a->share[i] != b->share[i]) return false;
    return true;
}

static enum status curve_solve(struct loader *loader, const struct concentration_request *request,
                               struct concentration *out, struct error *err)
{
    const struct curve *known = loader->curve;
    while (known && !same_curve(&known->request, request)) known = known->next;
    if (known) return *out = known->solved, STATUS_OK;
    struct curve *const made = ARENA_NEW(loader->arena, struct curve);
    if (!made) return error_out_of_memory(err);
    TRY(concentration_solve(loader->arena, request, &made->solved, err));
    made->request = *request;
    made->next = loader->curve;
    loader->curve = made;
    *out = made->solved;
    return STATUS_OK;
}

/* Two points choose one exponent: it may meet neither. */
static void warn_points(struct loader *loader, const struct node *node, const char *path,
                        const struct concentration_request *request, const struct concentration *solved)
{
    static const double BEARABLE = 0.02;
    for (size_t i = 0; i < request->points; i++) {
        const double reached = concentration_top_share(solved, request->top[i]);
        if (fabs(reached - request->share[i]) <= BEARABLE) continue;
        loader_warning(loader, node_place(node), path,
                       "two points choose one curve by least squares; a point alone is met",
                       "the top %-.4g%% hold another share than the one stated (reached %-.4g%%, stated %-.4g%%)",
                       100 * request->top[i], 100 * reached, 100 * request->share[i]);
    }
}

/* Offsets of the two members that a row fills. */
static void concentration_load(struct loader *loader, const struct field *field, const struct node *node,
                               const char *path, void *record)
{
    struct concentration_request request = {.shape = CONCENTRATION_NONE};
    const bool none = node && node->kind == NODE_SCALAR && strcmp(node->text, "none") == 0;
    if (!node && strcmp(field->fallback, "none") != 0)
        request = (struct concentration_request){
            .shape = CONCENTRATION_PARETO, .points = 1, .top = {0.2}, .share = {0.8}, .cap = 100};
    else if (node && !none && !request_load(loader, node, path, &request))
        return;
    struct error err = {.language = loader->diagnostics->language};
    struct concentration solved;
    if (curve_solve(loader, &request, &solved, &err) != STATUS_OK) {
        if (err.status == STATUS_MEMORY) loader->exhausted = true;
        loader_error(loader, node ? node_place(node) : loader->here, path, err.hint[0] ? err.hint : NULL, "%s",
                     err.message);
        return;
    }
    if (node) warn_points(loader, node, path, &request, &solved);
    memcpy((char *)record + field->offset, &request, sizeof request);
    memcpy((char *)record + field->count_offset, &solved, sizeof solved);
}

static void show_points(struct printer *printer, const struct concentration_request *request)
{
    const bool several = request->points > 1;
    text_buffer_add(&printer->out, several ? " {points: [" : " {");
    for (size_t i = 0; i < request->points; i++) {
        text_buffer_add(&printer->out, i ? ", {top: " : several ? "{top: " : "top: ");
        show_number(printer, request->top[i]);
        text_buffer_add(&printer->out, ", share: ");
        show_number(printer, request->share[i]);
        if (several) text_buffer_add(&printer->out, "}");
    }
    text_buffer_printf(&printer->out, "%s, shape: %s", several ? "]" : "", concentration_shape_name[request->shape]);
    if (request->shape == CONCENTRATION_PARETO) {
        text_buffer_add(&printer->out, ", cap: ");
        if (isinf(request->cap))
            text_buffer_add(&printer->out, "none");
        else
            show_number(printer, request->cap);
    }
    text_buffer_add(&printer->out, "}\n");
}

static void concentration_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct concentration_request *const request =
        (const struct concentration_request *)(const void *)((const char *)record + field->offset);
    show_key(printer, field->key);
    if (request->shape == CONCENTRATION_NONE) {
        text_buffer_add(&printer->out, " none\n");
    } else if (request->shape != CONCENTRATION_EMPIRICAL) {
        show_points(printer, request);
    } else {
        text_buffer_add(&printer->out, " {values: [");
        for (size_t i = 0; i < request->sample_count; i++) {
            if (i) text_buffer_add(&printer->out, ", ");
            show_number(printer, request->sample[i]);
        }
        text_buffer_add(&printer->out, "]}\n");
    }
}

const struct kind kind_concentration = {"concentration", concentration_load, concentration_show};
