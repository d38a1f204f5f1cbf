/* The scenario as a YAML file with every default filled in. */
#include <string.h>

#include "sim/base/sha256.h"
#include "sim/scenario/load.h"
#include "sim/scenario/loader.h"

static const char prefix[] = "assumptions.";

static bool is_assumption(const struct quantity *quantity)
{
    return strncmp(quantity->path, prefix, strlen(prefix)) == 0;
}

/* What is said about a value, after it: ", source: …, note: …" */
static void show_said(struct printer *printer, const struct text *label, const struct text *source,
                      const struct text *note, enum evidence evidence, int price_year, const char *price_index)
{
    show_text_after(printer, "label", label);
    show_text_after(printer, "source", source);
    show_text_after(printer, "note", note);
    if (evidence != EVIDENCE_UNSTATED) text_buffer_printf(&printer->out, ", evidence: %s", evidence_name[evidence]);
    if (price_year) text_buffer_printf(&printer->out, ", price_year: %d", price_year);
    if (price_index) text_buffer_printf(&printer->out, ", price_index: %s", price_index);
}

static bool owns(const struct alternative *alternative, const struct quantity *quantity)
{
    const char *const name = quantity->path + (is_assumption(quantity) ? strlen(prefix) : 0);
    return strcmp(alternative->assumption, name) == 0;
}

static void show_alternatives(struct printer *printer, const struct quantity *quantity)
{
    const char *separator = ", alternatives: {";
    for (size_t i = 0; i < printer->scenario->alternatives; i++) {
        const struct alternative *const one = &printer->scenario->alternative[i];
        if (!owns(one, quantity)) continue;
        text_buffer_printf(&printer->out, "%s%s: {value: %s", separator, one->name, one->definition);
        show_said(printer, &one->label, &one->source, &one->note, one->evidence, one->price_year, one->price_index);
        text_buffer_add(&printer->out, one->scope ? one->scope : "");
        text_buffer_add(&printer->out, "}");
        separator = ", ";
    }
    if (separator[0] == ',' && separator[2] == '\0') text_buffer_add(&printer->out, "}");
    if (quantity->alternative) text_buffer_printf(&printer->out, ", alternative: %s", quantity->alternative);
}

static bool has_alternatives(const struct printer *printer, const struct quantity *quantity)
{
    for (size_t i = 0; i < printer->scenario->alternatives; i++)
        if (owns(&printer->scenario->alternative[i], quantity)) return true;
    return false;
}

/* Whether the value says everything. */
static bool is_bare(const struct printer *printer, const struct quantity *quantity)
{
    return text_is_empty(&quantity->source) && text_is_empty(&quantity->note) && text_is_empty(&quantity->label) &&
           !quantity->scope && !quantity->price_year && !quantity->base && quantity->evidence == EVIDENCE_UNSTATED &&
           !has_alternatives(printer, quantity);
}

/* {value: …, unit: …, …}: with an alternative in use, the base stands as the value. */
static void show_map(struct printer *printer, const struct quantity *quantity, bool unit)
{
    const struct quantity *const base = quantity->base ? quantity->base : quantity;
    text_buffer_printf(&printer->out, "{value: %s", base->definition);
    if (unit && quantity->unit != UNIT_COUNT) {
        const char *const text = unit_text(printer->out.arena, quantity->unit, printer->scenario->settings.currency);
        text_buffer_printf(&printer->out, ", unit: %s", text ? text : "");
    }
    show_said(printer, &base->label, &base->source, &base->note, base->evidence, base->price_year, base->price_index);
    text_buffer_add(&printer->out, base->scope ? base->scope : "");
    show_alternatives(printer, quantity);
    text_buffer_add(&printer->out, "}");
}

void show_quantity(struct printer *printer, int index)
{
    const struct quantity *const quantity = &printer->scenario->quantity[index];
    if (is_assumption(quantity))
        text_buffer_printf(&printer->out, "$%s", quantity->path + strlen(prefix));
    else if (is_bare(printer, quantity))
        text_buffer_add(&printer->out, quantity->definition);
    else
        show_map(printer, quantity, false);
}

void show_assumptions(struct printer *printer, const struct field *field, const void *record)
{
    const struct scenario *const scenario = record;
    bool any = false;
    for (size_t i = 0; i < scenario->quantities; i++) {
        if (!is_assumption(&scenario->quantity[i])) continue;
        if (!any) text_buffer_printf(&printer->out, "%s:\n", field->key);
        any = true;
        text_buffer_printf(&printer->out, "  %s: ", scenario->quantity[i].path + strlen(prefix));
        show_map(printer, &scenario->quantity[i], true);
        text_buffer_add(&printer->out, "\n");
    }
}

char *scenario_show(struct arena *arena, const struct scenario *scenario)
{
    struct printer printer = {.scenario = scenario};
    text_buffer_init(&printer.out, arena);
    record_show(&printer, &schema_scenario, scenario);
    return text_buffer_finish(&printer.out);
}
