#include "sim/data/json_maker.h"

#include <math.h>

#include "sim/base/file.h"
#include "sim/document/text_wrap.h"
#include "sim/numeric/stream.h"
#include "sim/words/format.h"

void json_put(struct json_maker *maker, json_t *object, const char *key, json_t *value)
{
    if (!value || json_object_set_new(object, key, value)) maker->failed = true;
}

void json_append(struct json_maker *maker, json_t *array, json_t *value)
{
    if (!value || json_array_append_new(array, value)) maker->failed = true;
}

void json_begin(struct json_maker *maker, json_t *root, const char *name, int version)
{
    json_put(maker, root, "$schema", json_text(maker, arena_printf(maker->arena, "%s.schema.json", name)));
    json_put(maker, root, "format", json_text(maker, arena_printf(maker->arena, "hyoty-%s", name)));
    json_put(maker, root, "format_version", json_integer(version));
}

json_t *json_text(struct json_maker *maker, const char *text)
{
    if (!text) return json_null();
    json_t *const made = json_string(text);
    if (made) return made;
    const char *const clean = text_clean(maker->arena, text); /* bytes that are not UTF-8 */
    return clean ? json_string(clean) : NULL;
}

json_t *json_char(struct json_maker *maker, char value)
{
    return json_text(maker, arena_printf(maker->arena, "%c", value));
}

json_t *json_number(double value)
{
    return isfinite(value) ? json_real(value == 0 ? 0 : value) : json_null();
}

static json_t *figure(struct json_maker *maker, struct estimate estimate, double rounded)
{
    json_t *const object = json_object();
    json_put(maker, object, "value", json_number(estimate.value));
    json_put(maker, object, "rounded", json_number(rounded));
    json_put(maker, object, "error", json_number(estimate.error));
    json_put(maker, object, "mc_low", json_number(estimate.low));
    json_put(maker, object, "mc_high", json_number(estimate.high));
    return object;
}

json_t *json_estimate(struct json_maker *maker, struct estimate estimate)
{
    return figure(maker, estimate, format_rounded(estimate.value, estimate.error));
}

json_t *json_probability(struct json_maker *maker, struct estimate probability)
{
    return figure(maker, probability, format_rounded_probability(probability));
}

json_t *json_label(struct json_maker *maker, const struct text *label)
{
    json_t *const object = json_object();
    for (int l = 0; l < LANGUAGE_COUNT; l++)
        if (label->in[l]) json_put(maker, object, language_code((enum language)l), json_text(maker, label->in[l]));
    return object;
}

json_t *json_scenario(struct json_maker *maker, const struct scenario *scenario)
{
    json_t *const object = json_object();
    json_put(maker, object, "file", json_text(maker, path_base(scenario->file)));
    json_put(maker, object, "sha256", json_text(maker, scenario->hash));
    json_put(maker, object, "title", json_label(maker, &scenario->title));
    json_put(maker, object, "description", json_label(maker, &scenario->description));
    return object;
}

json_t *json_program(struct json_maker *maker)
{
    json_t *const object = json_object();
    json_put(maker, object, "name", json_string("hyoty"));
    json_put(maker, object, "version", json_string(HYOTY_VERSION));
    json_put(maker, object, "stream_version", json_integer(STREAM_VERSION));
    return object;
}

json_t *json_overrides(struct json_maker *maker, const struct scenario *scenario)
{
    json_t *const array = json_array();
    for (size_t o = 0; o < scenario->overrides; o++) {
        json_t *const object = json_object();
        json_put(maker, object, "option", json_text(maker, scenario->override[o].option));
        json_put(maker, object, "path", json_text(maker, scenario->override[o].path));
        json_put(maker, object, "value", json_text(maker, scenario->override[o].value));
        json_append(maker, array, object);
    }
    return array;
}

json_t *json_warnings(struct json_maker *maker, const struct scenario *scenario)
{
    json_t *const array = json_array();
    for (const struct diagnostic *warning = scenario->warning; warning; warning = warning->next) {
        json_t *const object = json_object();
        json_put(maker, object, "path", json_text(maker, warning->path));
        json_put(maker, object, "message", json_text(maker, warning->message));
        json_put(maker, object, "hint", json_text(maker, warning->hint));
        json_append(maker, array, object);
    }
    return array;
}

json_t *json_seed(struct json_maker *maker, const struct scenario *scenario)
{
    return json_text(maker, arena_printf(maker->arena, "%llu", (unsigned long long)scenario->simulation.seed));
}

static int write_piece(const char *buffer, size_t size, void *context)
{
    sink_write(context, buffer, size);
    return 0;
}

enum status json_finish(struct json_maker *maker, json_t *value, struct sink *sink, struct error *err)
{
    const bool dumped = value && !maker->failed && json_dump_callback(value, write_piece, sink, JSON_INDENT(1)) == 0;
    json_decref(value);
    sink_text(sink, "\n");
    return dumped ? STATUS_OK : error_out_of_memory(err);
}
