/* discount_rate: 3%, green_book, or a list of steps. */
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "sim/scenario/loader.h"

static const struct field rate_bounds = {.unit = UNIT_PER_YEAR, .least = -0.05, .most = 0.3};
static const struct field until_bounds = {.unit = UNIT_YEARS, .least = 1, .most = 1000};

/* HM Treasury, The Green Book (2022), annex 6: 3.5 % to year 30, 3.0 % to 75, 2.5 % to 125. */
static const struct discount_step green_book[] = {{30, 0.035}, {75, 0.03}, {INT_MAX, 0.025}};

static bool step_load(struct loader *loader, const struct node *node, const char *path, bool last,
                      struct discount_step *out)
{
    if (!loader_expect(loader, node, NODE_MAP, path, "a map such as {until: 30, rate: 3.5%}")) return false;
    static const struct field rows[] = {{.key = "until", .kind = &kind_node}, {.key = "rate", .kind = &kind_node}};
    static const struct schema schema = {.field = rows, .fields = 2};
    record_load(loader, &schema, node, path, out);
    const struct node *const rate = node_find(node, "rate"), *const until = node_find(node, "until");
    if (!rate || (!until && !last)) {
        loader_error(loader, node_place(node), loader_path(loader, path, rate ? "until" : "rate"),
                     "only the last step goes on for ever", "is missing");
        return false;
    }
    const char *const rate_path = loader_path(loader, path, "rate"), *const until_path =
                                                                         loader_path(loader, path, "until");
    double year = INT_MAX;
    bool good = number_load(loader, rate, UNIT_PER_YEAR, rate_path, &out->rate) &&
                number_check(loader, &rate_bounds, rate, rate_path, out->rate);
    if (until)
        good = number_load(loader, until, UNIT_YEARS, until_path, &year) &&
               number_check(loader, &until_bounds, until, until_path, year) && good;
    if (good && year != (double)(int)year) {
        loader_error(loader, until->place, until_path, NULL, "must be a whole number (found %-s)",
                     loader_found(loader, until));
        good = false;
    }
    out->until = good ? (int)year : 0;
    return good;
}

static bool schedule_load(struct loader *loader, const struct node *node, const char *path, struct settings *settings)
{
    if (node->count == 0 || node->count > YEARS_MOST) {
        loader_error(loader, node->place, path, NULL, "wrong number of steps (found %zu, allowed 1 to %d)", node->count,
                     YEARS_MOST);
        return false;
    }
    struct discount_step *const step =
        loader_need(loader, ARENA_ARRAY(loader->arena, node->count, struct discount_step));
    size_t i = 0;
    bool good = step != NULL;
    for (const struct node *element = node->first; step && element; element = element->next, i++) {
        const char *const at = loader_path_index(loader, path, i);
        good = step_load(loader, element, at, !element->next, &step[i]) && good;
        if (!good || i == 0 || step[i].until > step[i - 1].until) continue;
        loader_error(loader, element->place, at, NULL, "the years must rise (found %d after %d)", step[i].until,
                     step[i - 1].until);
        good = false;
    }
    settings->discount_step = step;
    settings->discount_steps = node->count;
    return good;
}

static void discount_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                          void *record)
{
    struct settings *const settings = record;
    const struct node fallback = {.kind = NODE_SCALAR, .text = field->fallback};
    const struct node *const read = node ? node : &fallback;
    settings->discount_written = loader_need(loader, node_written(loader->arena, read));
    if (read->kind == NODE_LIST) {
        schedule_load(loader, read, path, settings);
        return;
    }
    if (read->kind == NODE_SCALAR && strcmp(read->text, "green_book") == 0) {
        settings->discount_step = green_book;
        settings->discount_steps = sizeof green_book / sizeof *green_book;
        return;
    }
    struct discount_step *const step = loader_need(loader, ARENA_NEW(loader->arena, struct discount_step));
    if (!step || !number_load(loader, read, UNIT_PER_YEAR, path, &step->rate) ||
        !number_check(loader, &rate_bounds, read, path, step->rate))
        return;
    step->until = INT_MAX;
    settings->discount_step = step;
    settings->discount_steps = 1;
}

static void discount_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct settings *const settings = record;
    show_line(printer, field->key, settings->discount_written);
}

const struct kind kind_discount = {"rate, green_book, or list of {until, rate}", discount_load, discount_show};
