/* The reference page, from the tables that the loader reads. */
#include <math.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/schema.h"

static void allowed(struct text_buffer *out, const struct field *field)
{
    if (field->kind == &kind_choice || field->kind == &kind_basis) {
        const char *const *const names = field->detail;
        for (size_t i = 0; names[i]; i++) text_buffer_printf(out, "%s`%s`", i ? ", " : "", names[i]);
        return;
    }
    const bool bounded = field->least != 0 || field->most != 0;
    const char *const bounds = bounded ? bounds_text(out->arena, field) : "";
    text_buffer_add(out, bounds ? bounds : "");
    if (field->word) text_buffer_printf(out, "%s`%s`", bounded ? ", or " : "", field->word);
}

static void unit(struct text_buffer *out, const struct field *field)
{
    const bool numeric = field->kind == &kind_quantity || field->kind == &kind_quantities ||
                         field->kind == &kind_case_cost || field->kind == &kind_fixed_cost ||
                         field->kind == &kind_case_duration;
    if (!numeric) return;
    const char *const text = unit_text(out->arena, field->unit, "EUR");
    text_buffer_printf(out, ", %s", text ? text : "");
}

static void row(struct text_buffer *out, const struct field *field)
{
    text_buffer_printf(out, "| `%s` | %s", field->key, field->kind->noun);
    unit(out, field);
    text_buffer_add(out, " | ");
    allowed(out, field);
    if (field->required)
        text_buffer_add(out, " | **needed**");
    else if (field->fallback)
        text_buffer_printf(out, " | `%s`", field->fallback);
    else
        text_buffer_add(out, " |");
    text_buffer_printf(out, " | %s |\n", field->help);
}

static void section(struct text_buffer *out, const struct schema *schema)
{
    text_buffer_printf(out, "\n## %s\n\n%s\n\n", schema->title, schema->help);
    text_buffer_add(out, "| key | what | allowed | default | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < schema->fields; i++) row(out, &schema->field[i]);
}

/* The schema, then the schemas of its rows, in the order of the file. */
static void tree(struct text_buffer *out, const struct schema *schema)
{
    section(out, schema);
    for (size_t i = 0; i < schema->fields; i++) {
        const struct field *const field = &schema->field[i];
        if (field->kind == &kind_map) tree(out, field->detail);
        if (field->kind == &kind_items || field->kind == &kind_payer_list)
            tree(out, ((const struct items *)field->detail)->schema);
        if (field->kind == &kind_effects)
            for (int target = 0; target < EFFECT_TARGETS; target++) section(out, &schema_effect[target]);
    }
}

static const char introduction[] =
    "# Reference of the scenario file\n\n"
    "Made from the tables that the program reads (sim/scenario/*fields.c); do not edit by hand.\n"
    "A *quantity* is a number, a distribution, `$name` of an assumption, or a map with a value and its source.\n"
    "Numbers: `1200000`, `1.2M`, `470k`, `20%`, `0.2`, `3 years`. Names: letters, digits, `_` and `-`.\n"
    "Texts may be a map of languages: `{en: ..., fi: ..., sv: ...}`.\n";

char *schema_reference(struct arena *arena)
{
    static const struct schema *const others[] = {&schema_quantity,    &schema_discrete,      &schema_empirical,
                                                  &schema_part,        &schema_concentration, &schema_price_index,
                                                  &schema_correlation, &schema_library};
    struct text_buffer out;
    text_buffer_init(&out, arena);
    text_buffer_add(&out, introduction);
    tree(&out, &schema_scenario);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) section(&out, others[i]);
    text_buffer_add(&out, "\n## Units\n\n");
    for (int i = 0; i < UNIT_COUNT; i++) {
        const char *const text = unit_text(arena, (enum unit)i, "EUR");
        text_buffer_printf(&out, "%s`%s`", i ? ", " : "", text ? text : "");
    }
    text_buffer_add(&out,
                    ".\nMoney is in the scenario's currency. A quantity per person may stand for one per case.\n");
    return text_buffer_finish(&out);
}
