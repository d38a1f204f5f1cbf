/* Quantities: from a node to a definition, from a definition to an entry of the scenario's list. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/scenario/loader.h"

/* What stands beside the value in a map; offsets of schema_quantity. */
#include "sim/scenario/quantity_map.h"

const struct quantity *loader_quantity(const struct loader *loader, int index)
{
    return index >= 0 && (size_t)index < loader->quantities ? &loader->quantity[index] : NULL;
}

/* Whether the key belongs to the value itself, not to what is said about it. */
static bool is_form(const char *key)
{
    const struct field *const field = schema_find(&schema_distribution, key);
    return field != NULL;
}

/* The value alone: a copy of a map without what is said about it. */
static struct node *value_alone(struct loader *loader, const struct node *map)
{
    struct node *const alone = loader_need(loader, ARENA_NEW(loader->arena, struct node));
    if (!alone) return NULL;
    *alone = (struct node){.kind = NODE_MAP, .text = "", .place = map->place};
    for (const struct node *member = map->first; member; member = member->next) {
        if (!is_form(member->key)) continue;
        struct node *const copy = loader_need(loader, node_copy(loader->arena, member));
        if (!copy) return NULL;
        node_append(alone, copy);
    }
    return alone;
}

/* The list of values that a file gave, put where the file stands. */
static bool add_values(struct loader *loader, struct node *sample, const struct distribution *distribution)
{
    struct node *const list = loader_need(loader, ARENA_NEW(loader->arena, struct node));
    if (!list) return false;
    *list = (struct node){.kind = NODE_LIST, .key = "values", .text = ""};
    for (size_t i = 0; i < distribution->count; i++) {
        char text[40];
        number_write(distribution->value[i], text, sizeof text);
        struct node *const element = loader_need(loader, ARENA_NEW(loader->arena, struct node));
        if (!element) return false;
        *element = (struct node){.kind = NODE_SCALAR, .text = loader_need(loader, arena_strdup(loader->arena, text))};
        if (!element->text) return false;
        node_append(list, element);
    }
    node_append(sample, list);
    return true;
}

/* The distribution, among the members of a value, whose values come from a file; NULL: none. */
static struct node *sample_of(struct node *value)
{
    struct node *member = value->first;
    while (member && !node_find(member, "file")) member = member->next;
    return member;
}

/* quantity->written and ->definition. A file's name is in both, its values only in the definition. */
static bool write_down(struct loader *loader, struct node *value, struct quantity *quantity)
{
    struct node *const sample = sample_of(value);
    if (sample) node_remove(sample, node_find(sample, "values"));
    quantity->written = loader_need(loader, node_written(loader->arena, value));
    if (sample && !add_values(loader, sample, &quantity->distribution)) return false;
    struct text_buffer text;
    text_buffer_init(&text, loader->arena);
    node_write(value, &text);
    quantity->definition = loader_need(loader, text_buffer_finish(&text));
    return quantity->written && quantity->definition;
}

/* A range or a distribution in a spelling of another program; false where it is neither. */
static bool refuse_habit(struct loader *loader, const struct node *node, enum unit unit, const char *path)
{
    struct number number;
    if (number_parse(node->text, &number) == NUMBER_OK) return false;
    const char *const hint = hint_quantity(loader, node->text);
    if (hint)
        loader_error(loader, node->place, path, hint, "must be %-s (found %-s)", number_wanted(unit),
                     loader_found(loader, node));
    return hint != NULL;
}

/* [5%, 10%] for a range; false where it is something else. */
static bool refuse_pair(struct loader *loader, const struct node *node, enum unit unit, const char *path)
{
    struct number end[2];
    if (node->kind != NODE_LIST || node->count != 2) return false;
    for (size_t i = 0; i < 2; i++)
        if (node_at(node, i)->kind != NODE_SCALAR || number_parse(node_at(node, i)->text, &end[i]) != NUMBER_OK)
            return false;
    if (!(end[0].value < end[1].value)) return false;
    loader_error(loader, node->place, path,
                 loader_text(loader, "write {low: %s, high: %s}, which is a 90%% range", node_at(node, 0)->text,
                             node_at(node, 1)->text),
                 "must be %-s (found %-s)", number_wanted(unit), loader_found(loader, node));
    return true;
}

/* A number, or the word that may stand for one. */
static bool scalar_define(struct loader *loader, const struct node *node, enum unit unit, const struct field *field,
                          const char *path, struct quantity *out)
{
    double value;
    if (field && field->word && !node->quoted && strcmp(node->text, field->word) == 0)
        value = field->word_value;
    else if (refuse_habit(loader, node, unit, path) || !number_load(loader, node, unit, path, &value))
        return false;
    out->distribution = distribution_fixed(value);
    struct node *const copy = loader_need(loader, node_copy(loader->arena, node));
    return copy && write_down(loader, copy, out);
}

static bool is_reference(const struct node *node)
{
    return node->kind == NODE_SCALAR && !node->quoted && node->text[0] == '$';
}

/* The value of a map: inside `value`, or as a distribution next to what is said about it. */
static bool value_define(struct loader *loader, const struct node *map, enum unit unit, const struct field *field,
                         const char *path, struct quantity *out)
{
    const struct node *const value = node_find(map, "value");
    const struct node *holder = value && value->kind == NODE_MAP ? value : map;
    struct node *const alone = value_alone(loader, map);
    if (!alone) return false;
    if (value && (alone->count > 0)) {
        loader_error(loader, alone->first->key_place, path,
                     "leave one of them; in a scenario that extends another, set the other to null",
                     "the value is given twice (found value and %s)", alone->first->key);
        return false;
    }
    const char *const value_path = value ? loader_path(loader, path, "value") : path;
    if (value && value->kind != NODE_MAP) return scalar_define(loader, value, unit, field, value_path, out);
    if (value) record_load(loader, &schema_distribution, value, value_path, NULL);
    if (!distribution_load(loader, holder, unit, value_path, &out->distribution, &out->reading)) return false;
    struct node *const copy = value ? loader_need(loader, node_copy(loader->arena, value)) : alone;
    return copy && write_down(loader, copy, out);
}

static bool alternatives_define(struct loader *loader, const struct node *list, enum unit unit,
                                const struct field *field, const char *path, struct definition *out)
{
    if (!loader_expect(loader, list, NODE_MAP, path, "a map from names to values")) return false;
    if (list->count > ITEMS_MOST) {
        loader_error(loader, list->key_place, path, NULL, "too many (found %zu, allowed %d)", list->count, ITEMS_MOST);
        return false;
    }
    out->alternative = loader_need(loader, ARENA_ARRAY(loader->arena, list->count, struct definition));
    if (!out->alternative) return false;
    bool good = true;
    for (const struct node *member = list->first; member; member = member->next) {
        const char *const at = loader_path(loader, path, member->key);
        struct definition *const alternative = &out->alternative[out->alternatives++];
        good = name_check(loader, member, at) && good;
        const bool reference = is_reference(member);
        good = !reference && definition_load(loader, member, unit, field, at, alternative) && good;
        alternative->quantity.alternative = member->key;
        if (reference || alternative->alternatives > 0 || (good && alternative->alias >= 0)) {
            loader_error(loader, member->key_place, at, NULL,
                         "an alternative is a value of its own, without $name or alternatives");
            good = false;
        }
    }
    return good;
}

/* The unit that was written; UNIT_COUNT where none was; false after a mistake. */
static bool unit_load(struct loader *loader, const struct node *map, enum unit wanted, const char *path, enum unit *out)
{
    const struct node *const node = node_find(map, "unit");
    *out = UNIT_COUNT;
    if (!node || node->kind != NODE_SCALAR) return true;
    const char *const currency = loader->scenario->settings.currency, *const unit_path =
                                                                          loader_path(loader, path, "unit");
    const int unit = unit_find(node->text, currency);
    if (unit < 0) {
        struct nearest nearest = nearest_to(node->text);
        struct text_buffer list;
        text_buffer_init(&list, loader->arena);
        for (int i = 0; i < UNIT_COUNT; i++) {
            const char *const text = loader_need(loader, unit_text(loader->arena, (enum unit)i, currency));
            if (!text) return false;
            nearest_offer(&nearest, text);
            text_buffer_printf(&list, "%s%s", i ? ", " : "", text);
        }
        const char *const text = loader_need(loader, text_buffer_finish(&list));
        loader_error(loader, node->place, unit_path, nearest_hint(loader, &nearest, NULL),
                     "unknown unit (found %-s, allowed %s)", loader_found(loader, node), text ? text : "");
        return false;
    }
    *out = (enum unit)unit;
    if (wanted == UNIT_COUNT || unit_fits(*out, wanted)) return true;
    loader_error(loader, node->place, unit_path, NULL, "the unit does not fit (found %s, needed %s)", node->text,
                 unit_text(loader->arena, wanted, currency));
    return false;
}

/* An alias says nothing about the value: that belongs to the assumption it leads to. */
static bool alias_define(struct loader *loader, const struct node *map, const struct node *value, enum unit unit,
                         const char *path, struct definition *out)
{
    for (const struct node *member = map->first; member; member = member->next) {
        static const char *const fine[] = {"value", "unit", "note", "label"};
        bool known = !schema_find(&schema_quantity, member->key);
        for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) known = known || strcmp(member->key, fine[i]) == 0;
        if (known) continue;
        loader_error(loader, member->key_place, loader_path(loader, path, member->key), NULL,
                     "belongs to the assumption %s, not beside a reference to it", value->text);
        return false;
    }
    out->alias = assumption_quantity(loader, value, unit, loader_path(loader, path, "value"));
    return out->alias >= 0;
}

static void take_words(const struct quantity_map *said, struct quantity *quantity)
{
    quantity->label = said->label;
    quantity->source = said->source;
    quantity->note = said->note;
    quantity->evidence = said->evidence;
    quantity->price_year = said->price_year;
    quantity->price_index = said->price_index;
}

/* Basis and payers stand only with an amount of money; items take them from the tree (scope.h). */
static bool scope_define(struct loader *loader, const struct quantity_map *said, const char *path,
                         struct quantity *quantity)
{
    const struct node *const part[] = {said->basis, said->payers};
    struct text_buffer text;
    text_buffer_init(&text, loader->arena);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (!part[i]) continue;
        if (quantity->unit != UNIT_COUNT && !unit_is_money(quantity->unit)) {
            loader_error(loader, part[i]->key_place, loader_path(loader, path, part[i]->key), NULL,
                         "belongs to an amount of money (found a quantity in %s)",
                         unit_text(loader->arena, quantity->unit, loader->scenario->settings.currency));
            return false;
        }
        text_buffer_printf(&text, ", %s: ", part[i]->key);
        node_write(part[i], &text);
    }
    quantity->scope = text.length > 0 ? loader_need(loader, text_buffer_finish(&text)) : NULL;
    return true;
}

static bool map_define(struct loader *loader, const struct node *node, enum unit unit, const struct field *field,
                       const char *path, struct definition *out)
{
    struct quantity_map said = {.price_year = 0};
    const int errors = loader->diagnostics->errors;
    const char *const named = hint_nameless(loader, node, unit, field);
    if (named) {
        loader_error(loader, node_place(node), path, named, "the values stand without the name of a distribution");
        return false;
    }
    record_load(loader, &schema_quantity, node, path, &said);
    enum unit own;
    if (!unit_load(loader, node, unit, path, &own) || loader->diagnostics->errors > errors) return false;
    if (own != UNIT_COUNT && unit == UNIT_COUNT) unit = own;
    out->quantity.unit = unit;
    const struct node *const value = node_find(node, "value");
    if (value && is_reference(value)) return alias_define(loader, node, value, unit, path, out);
    bool good = value_define(loader, node, unit, field, path, &out->quantity);
    take_words(&said, &out->quantity);
    good = scope_define(loader, &said, path, &out->quantity) && good;
    good = price_scale(loader, node, path, &out->quantity) && good;
    if (said.alternatives)
        good = alternatives_define(loader, said.alternatives, unit, field, loader_path(loader, path, "alternatives"),
                                   out) &&
               good;
    return good;
}

/* What an alternative does not say is as in the base: its price year and index. */
static bool inherit(struct loader *loader, struct definition *definition, const char *path)
{
    bool good = true;
    for (size_t i = 0; i < definition->alternatives; i++) {
        struct quantity *const other = &definition->alternative[i].quantity;
        if (other->price_year || !definition->quantity.price_year) continue;
        other->price_year = definition->quantity.price_year;
        other->price_index = definition->quantity.price_index;
        good = price_scale(loader, definition->alternative[i].node, path, other) && good;
    }
    return good;
}

/* Puts the chosen alternative in the place of the base. */
static bool choose(struct loader *loader, const struct node *node, const char *path, struct definition *definition)
{
    const struct node *const chosen = node->kind == NODE_MAP ? node_find(node, "alternative") : NULL;
    if (!chosen) return true;
    struct nearest nearest = nearest_to(chosen->text);
    for (size_t i = 0; i < definition->alternatives; i++) {
        const struct quantity *const other = &definition->alternative[i].quantity;
        nearest_offer(&nearest, other->alternative);
        if (strcmp(other->alternative, chosen->text) != 0) continue;
        struct quantity *const base = loader_need(loader, ARENA_NEW(loader->arena, struct quantity));
        if (!base) return false;
        *base = definition->quantity;
        definition->quantity = *other;
        definition->quantity.base = base;
        if (text_is_empty(&other->label)) definition->quantity.label = base->label;
        return true;
    }
    loader_error(loader, chosen->place, loader_path(loader, path, "alternative"), nearest_hint(loader, &nearest, NULL),
                 "no alternative is called %-s", loader_found(loader, chosen));
    return false;
}

bool definition_load(struct loader *loader, const struct node *node, enum unit unit, const struct field *field,
                     const char *path, struct definition *out)
{
    *out = (struct definition){.node = node, .alias = -1};
    out->quantity = (struct quantity){
        .path = path, .unit = unit, .scale = 1, .least = -INFINITY, .most = INFINITY, .place = node_place(node)};
    if (is_reference(node)) {
        out->alias = assumption_quantity(loader, node, unit, path);
        return out->alias >= 0;
    }
    if (node->kind == NODE_SCALAR) return scalar_define(loader, node, unit, field, path, &out->quantity);
    if (refuse_pair(loader, node, unit, path)) return false;
    if (!loader_expect(loader, node, NODE_MAP, path, number_wanted(unit))) return false;
    return map_define(loader, node, unit, field, path, out) && inherit(loader, out, path) &&
           choose(loader, node, path, out);
}

static bool list_alternative(struct loader *loader, const struct quantity *other, const char *owner)
{
    struct alternative *const list =
        loader_grow(loader, loader->alternative, loader->alternatives, &loader->alternative_room, sizeof *list);
    if (!list) return false;
    loader->alternative = list;
    const char *const prefix = "assumptions.";
    const bool named = strncmp(owner, prefix, strlen(prefix)) == 0;
    list[loader->alternatives++] = (struct alternative){.assumption = owner + (named ? strlen(prefix) : 0),
                                                        .name = other->alternative,
                                                        .label = other->label,
                                                        .source = other->source,
                                                        .note = other->note,
                                                        .written = other->written,
                                                        .definition = other->definition,
                                                        .evidence = other->evidence,
                                                        .price_year = other->price_year,
                                                        .price_index = other->price_index,
                                                        .scope = other->scope};
    return true;
}

int definition_settle(struct loader *loader, struct definition *definition, const char *path)
{
    struct quantity *const list =
        loader_grow(loader, loader->quantity, loader->quantities, &loader->room, sizeof *list);
    if (!list) return -1;
    loader->quantity = list;
    definition->quantity.path = path;
    list[loader->quantities] = definition->quantity;
    for (size_t i = 0; i < definition->alternatives; i++)
        if (!list_alternative(loader, &definition->alternative[i].quantity, path)) return -1;
    return (int)loader->quantities++;
}

static const char *outside_text(struct loader *loader, double below, double above)
{
    const bool low = below > above;
    return loader_text(loader, low ? "%-.3g%% of it lies below" : "%-.3g%% of it lies above",
                       100 * (low ? below : above));
}

/* One more key that the quantity stands for, with its bounds. */
static void narrow(const struct field *field, struct quantity *quantity)
{
    quantity->least = fmax(quantity->least, field->above ? nextafter(field->least, INFINITY) : field->least);
    quantity->most = fmin(quantity->most, field->most);
}

/* Bounds beyond which a number is seldom meant, and the suffixes that may have been forgotten. The mean of all persons
 * may well be a few euros a year. */
static const struct {
    double least, most;
    const char *what, *suffixes;
} usual[UNIT_COUNT] = {[UNIT_RATIO] = {0, 10, PHRASE("great for a ratio"), "%"},
                       [UNIT_MONEY_PER_CASE] = {10, INFINITY, PHRASE("little for a case"), "kM"},
                       [UNIT_MONEY_PER_CASE_YEAR] = {10, INFINITY, PHRASE("little for a year of a case"), "kM"},
                       [UNIT_MONEY_PER_PERSON] = {5, INFINITY, PHRASE("little for a person"), "k"},
                       [UNIT_MONEY_PER_PERSON_YEAR] = {1, INFINITY, PHRASE("little for a year of a person"), "k"},
                       [UNIT_MONEY_PER_YEAR] = {10, INFINITY, PHRASE("little for a year"), "kM"}};

/* "did you mean 1.2k or 1.2M?": the spellings that are usual; NULL where none is. */
static const char *suffix_hint(struct loader *loader, const char *number, enum unit unit)
{
    char spelled[2][48];
    size_t n = 0;
    for (const char *suffix = usual[unit].suffixes; *suffix; suffix++) {
        struct number meant;
        snprintf(spelled[n], sizeof spelled[n], "%s%c", number, *suffix);
        n += number_parse(spelled[n], &meant) == NUMBER_OK && meant.value >= usual[unit].least &&
             meant.value <= usual[unit].most;
    }
    if (n == 0) return NULL;
    if (n == 1) return loader_text(loader, "did you mean %s?", spelled[0]);
    return loader_text(loader, "did you mean %s or %s?", spelled[0], spelled[1]);
}

/* Warns where a number may be meant otherwise: a ratio of 90, 1.2 euros a case. Nothing and infinity are meant. */
static void warn_unusual(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                         const struct quantity *quantity)
{
    const double middle = distribution_quantile(&quantity->distribution, 0.5);
    const char *const currency = loader->scenario->settings.currency;
    if (!usual[field->unit].what || !(middle > 0) || isinf(middle)) return;
    const bool judged = unit_is_money(field->unit) ? currency && strcmp(currency, "EUR") == 0 : isinf(field->most);
    if (!judged || (middle >= usual[field->unit].least && middle <= usual[field->unit].most)) return;
    char number[40];
    number_write(middle, number, sizeof number);
    const bool fixed = distribution_is_fixed(&quantity->distribution);
    loader_warning(loader, node_place(node), path, fixed ? suffix_hint(loader, number, field->unit) : NULL,
                   fixed ? "is %-s (found %s)" : "is %-s (found a median of %s)", usual[field->unit].what, number);
}

/* Whole percents without the percent sign: {low: 6, high: 12}. */
static const char *percents_hint(struct loader *loader, const struct field *field, const struct node *node)
{
    struct text_buffer text;
    struct number number;
    if (field->unit != UNIT_SHARE || !node || node->kind != NODE_MAP) return NULL;
    text_buffer_init(&text, loader->arena);
    for (const struct node *end = node->first; end; end = end->next) {
        if (end->kind != NODE_SCALAR || number_parse(end->text, &number) != NUMBER_OK) return NULL;
        if (number.suffix != SUFFIX_NONE || number.value <= 1 || number.value > 100) return NULL;
        text_buffer_printf(&text, "%s%s%%", text.length ? ", " : "", end->text);
    }
    const char *const percents = loader_need(loader, text_buffer_finish(&text));
    return percents ? loader_text(loader, "did you mean %s?", percents) : NULL;
}

bool support_check(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                   struct quantity *quantity)
{
    const struct distribution *const distribution = &quantity->distribution;
    narrow(field, quantity);
    warn_unusual(loader, field, node, path, quantity);
    if (field->word && distribution_is_fixed(distribution) &&
        distribution_quantile(distribution, 0.5) == field->word_value)
        return true;
    if (distribution_is_fixed(distribution))
        return number_check(loader, field, node, path, distribution_quantile(distribution, 0.5));
    const double reachable = 0x1p-54, bearable = 1e-6;
    const double least = field->above ? field->least : nextafter(field->least, -INFINITY);
    const double below = isinf(field->least) ? 0 : distribution_cdf(distribution, least);
    const double above = isinf(field->most) ? 0 : 1 - distribution_cdf(distribution, field->most);
    if (below < reachable && above < reachable) return true;
    const char *const bounds = loader_need(loader, bounds_text(loader->arena, loader->diagnostics->language, field));
    const char *const outside = outside_text(loader, below, above);
    if (!bounds || !outside) return false;
    /* The kind was chosen here, not by the writer: a range of positive figures that is read as normal ends at 0. */
    const bool ours = quantity->reading && below < 1e-3 && above < 1e-3;
    if (!ours && (below > bearable || above > bearable)) {
        const char *const percents = percents_hint(loader, field, node);
        loader_error(loader, node_place(node), path,
                     percents ? percents : "cut it with min and max, or choose another distribution",
                     "the distribution leaves the range (%s, allowed %s)", outside, bounds);
        return false;
    }
    struct error err = {.language = loader->diagnostics->language};
    if (distribution_truncate(&quantity->distribution, fmax(distribution->minimum, field->least),
                              fmin(distribution->maximum, field->most), &err) != STATUS_OK) {
        loader_error(loader, node_place(node), path, NULL, "%s", err.message);
        return false;
    }
    if (!ours)
        loader_warning(loader, node_place(node), path, NULL, "cut to the range (%s, allowed %s)", outside, bounds);
    return true;
}

static int default_load(struct loader *loader, const struct field *field, const char *path)
{
    if (!field->fallback) return -1;
    const struct node node = {.kind = NODE_SCALAR, .text = field->fallback};
    struct definition definition;
    if (!definition_load(loader, &node, field->unit, field, path, &definition)) return -1;
    narrow(field, &definition.quantity);
    definition.quantity.defaulted = true;
    definition.quantity.place = (struct place){NULL, 0, 0};
    return definition_settle(loader, &definition, path);
}

int quantity_load(struct loader *loader, const struct field *field, const struct node *node, const char *path)
{
    if (!node) return default_load(loader, field, path);
    loader->difference = field->unit == UNIT_SHARE && field->least < 0;
    if (is_reference(node)) return assumption_use(loader, field, node, path);
    struct definition definition;
    const int errors = loader->diagnostics->errors;
    if (!definition_load(loader, node, field->unit, field, path, &definition)) {
        if (loader->diagnostics->errors == errors && !loader->exhausted)
            loader_error(loader, node_place(node), path, NULL, "cannot be read");
        return -1;
    }
    if (definition.alias >= 0)
        return support_check(loader, field, node, path, &loader->quantity[definition.alias]) ? definition.alias : -1;
    bool good = support_check(loader, field, node, path, &definition.quantity);
    for (size_t i = 0; i < definition.alternatives; i++)
        good =
            support_check(loader, field, definition.alternative[i].node, path, &definition.alternative[i].quantity) &&
            good;
    return good ? definition_settle(loader, &definition, path) : -1;
}

/* --- kinds --- */

static void quantity_field_load(struct loader *loader, const struct field *field, const struct node *node,
                                const char *path, void *record)
{
    *(int *)(void *)((char *)record + field->offset) = quantity_load(loader, field, node, path);
}

static void quantity_field_show(struct printer *printer, const struct field *field, const void *record)
{
    const int index = *(const int *)(const void *)((const char *)record + field->offset);
    if (index < 0) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, " ");
    show_quantity(printer, index);
    text_buffer_add(&printer->out, "\n");
}

const struct kind kind_quantity = {"quantity", quantity_field_load, quantity_field_show};

static void put_list(const struct field *field, void *record, const int *list, size_t count)
{
    memcpy((char *)record + field->offset, &list, sizeof list);
    memcpy((char *)record + field->count_offset, &count, sizeof count);
}

/* A list of quantities; the default is a list of one. */
static void quantities_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                            void *record)
{
    if (node && !loader_expect(loader, node, NODE_LIST, path, "a list such as [50%, 80%, 100%]")) return;
    if (node && (node->count == 0 || node->count > YEARS_MOST)) {
        loader_error(loader, node->place, path, NULL, "wrong length (found %zu, allowed 1 to %d)", node->count,
                     YEARS_MOST);
        return;
    }
    const size_t count = node ? node->count : 1;
    int *const list = loader_need(loader, ARENA_ARRAY(loader->arena, count, int));
    for (size_t i = 0; list && i < count; i++)
        list[i] = quantity_load(loader, field, node_at(node, i), loader_path_index(loader, path, i));
    if (list) put_list(field, record, list, count);
}

static void quantities_show(struct printer *printer, const struct field *field, const void *record)
{
    const int *list;
    size_t count;
    memcpy(&list, (const char *)record + field->offset, sizeof list);
    memcpy(&count, (const char *)record + field->count_offset, sizeof count);
    show_key(printer, field->key);
    for (size_t i = 0; i < count; i++) {
        text_buffer_add(&printer->out, i ? ", " : " [");
        show_quantity(printer, list[i]);
    }
    text_buffer_add(&printer->out, "]\n");
}

const struct kind kind_quantities = {"list of quantities", quantities_load, quantities_show};
