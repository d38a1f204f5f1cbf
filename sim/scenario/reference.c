/* The reference page, from the tables that the loader reads. */
#include <math.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/schema.h"

struct page {
    struct text_buffer text;
    enum language language;
};

static void add(struct page *page, const char *phrase)
{
    text_buffer_add(&page->text, phrase_in(page->language, phrase));
}

static void allowed(struct page *page, const struct field *field)
{
    struct text_buffer *const out = &page->text;
    if (field->kind == &kind_choice || field->kind == &kind_basis) {
        const char *const *const names = field->detail;
        for (size_t i = 0; names[i]; i++) text_buffer_printf(out, "%s`%s`", i ? ", " : "", names[i]);
        return;
    }
    const bool bounded = field->least != 0 || field->most != 0;
    const char *const bounds = bounded ? bounds_text(out->arena, page->language, field) : "";
    if (!field->word)
        text_buffer_add(out, bounds ? bounds : "");
    else if (!bounded)
        text_buffer_printf(out, "`%s`", field->word);
    else
        add(page, phrase_printf(out->arena, page->language, "%s, or `%s`", bounds ? bounds : "", field->word));
}

static void unit(struct page *page, const struct field *field)
{
    const bool numeric = field->kind == &kind_quantity || field->kind == &kind_quantities ||
                         field->kind == &kind_case_cost || field->kind == &kind_fixed_cost ||
                         field->kind == &kind_case_duration;
    if (!numeric) return;
    const char *const text = unit_text(page->text.arena, field->unit, "EUR");
    text_buffer_printf(&page->text, ", %s", text ? text : "");
}

static void row(struct page *page, const struct field *field)
{
    text_buffer_printf(&page->text, "| `%s` | ", field->key);
    add(page, field->kind->noun);
    unit(page, field);
    text_buffer_add(&page->text, " | ");
    allowed(page, field);
    if (field->required)
        add(page, PHRASE(" | **needed**"));
    else if (field->fallback)
        text_buffer_printf(&page->text, " | `%s`", field->fallback);
    else
        text_buffer_add(&page->text, " |");
    text_buffer_printf(&page->text, " | %s |\n", phrase_in(page->language, field->help));
}

static void section(struct page *page, const struct schema *schema)
{
    text_buffer_printf(&page->text, "\n## %s\n\n%s\n\n", phrase_in(page->language, schema->title),
                       phrase_in(page->language, schema->help));
    add(page, PHRASE("| key | what | allowed | default | meaning |\n"));
    text_buffer_add(&page->text, "| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < schema->fields; i++) row(page, &schema->field[i]);
}

/* The schema, then the schemas of its rows, in the order of the file. */
static void tree(struct page *page, const struct schema *schema)
{
    section(page, schema);
    for (size_t i = 0; i < schema->fields; i++) {
        const struct field *const field = &schema->field[i];
        if (field->kind == &kind_map) tree(page, field->detail);
        if (field->kind == &kind_items || field->kind == &kind_payer_list)
            tree(page, ((const struct items *)field->detail)->schema);
        if (field->kind == &kind_effects)
            for (int target = 0; target < EFFECT_TARGETS; target++) section(page, &schema_effect[target]);
    }
}

static const char *const introduction[] = {
    PHRASE("# Reference of the scenario file\n\n"),
    PHRASE("Made from the tables that the program reads (sim/scenario/*fields.c); do not edit by hand.\n"),
    PHRASE(
        "A *quantity* is a number, a distribution, `$name` of an assumption, or a map with a value and its source.\n"),
    PHRASE("Numbers: `1200000`, `1.2M`, `470k`, `20%`, `0.2`, `3 years`. Names: letters, digits, `_` and `-`.\n"),
    PHRASE("Texts may be a map of languages: `{en: ..., fi: ..., sv: ...}`.\n")};

char *schema_reference(struct arena *arena, enum language language)
{
    static const struct schema *const others[] = {&schema_quantity,    &schema_discrete,      &schema_empirical,
                                                  &schema_part,        &schema_concentration, &schema_price_index,
                                                  &schema_correlation, &schema_library};
    struct page page = {.language = language};
    text_buffer_init(&page.text, arena);
    for (size_t i = 0; i < sizeof introduction / sizeof *introduction; i++) add(&page, introduction[i]);
    tree(&page, &schema_scenario);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) section(&page, others[i]);
    add(&page, PHRASE("\n## Units\n\n"));
    for (int i = 0; i < UNIT_COUNT; i++) {
        const char *const text = unit_text(arena, (enum unit)i, "EUR");
        text_buffer_printf(&page.text, "%s`%s`", i ? ", " : "", text ? text : "");
    }
    text_buffer_add(&page.text, ".\n");
    add(&page, PHRASE("Money is in the scenario's currency. A quantity per person may stand for one per case.\n"));
    return text_buffer_finish(&page.text);
}
