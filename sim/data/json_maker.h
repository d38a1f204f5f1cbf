/* JSON by Jansson with one check at the end: a failure on the way sticks. Numbers that are not finite become null. */
#ifndef HYOTY_DATA_JSON_MAKER_H
#define HYOTY_DATA_JSON_MAKER_H

#include <jansson.h>
#include <stdbool.h>

#include "sim/base/sink.h"
#include "sim/document/document.h"
#include "sim/numeric/statistics.h"

struct json_maker {
    struct arena *arena; /* for texts made on the way */
    bool failed;
};

/* What every file begins with: the name of its schema, NAME.schema.json, which is installed with the program, "format"
 * and "format_version". */
void json_begin(struct json_maker *maker, json_t *root, const char *name, int version);

/* Takes over the value; NULL is a failure. */
void json_put(struct json_maker *maker, json_t *object, const char *key, json_t *value);
void json_append(struct json_maker *maker, json_t *array, json_t *value);

json_t *json_text(struct json_maker *maker, const char *text); /* NULL: null */
json_t *json_char(struct json_maker *maker, char value);
json_t *json_number(double value);
/* {"value", "rounded", "error", "mc_low", "mc_high"}; rounded: as people read it. */
json_t *json_estimate(struct json_maker *maker, struct estimate estimate);
/* The same of a probability. */
json_t *json_probability(struct json_maker *maker, struct estimate probability);
/* {"en": "…", "fi": "…"}: the languages that there are. */
json_t *json_label(struct json_maker *maker, const struct text *label);
/* {"file", "sha256"} of the scenario, {"name", "version", "stream_version"} of the program, the overrides. */
json_t *json_scenario(struct json_maker *maker, const struct scenario *scenario);
json_t *json_program(struct json_maker *maker);
json_t *json_overrides(struct json_maker *maker, const struct scenario *scenario);
/* [{"path", "message", "hint"}] of what loading the scenario warned of. */
json_t *json_warnings(struct json_maker *maker, const struct scenario *scenario);
json_t *json_seed(struct json_maker *maker, const struct scenario *scenario); /* text: it may exceed 2^53 */

/* Dumps to the sink and releases the value. STATUS_MEMORY where anything failed on the way. */
enum status json_finish(struct json_maker *maker, json_t *value, struct sink *sink, struct error *err);

#endif
