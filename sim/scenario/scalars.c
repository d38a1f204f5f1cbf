/* Kinds of single values: texts, words, whole numbers. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "sim/scenario/loader.h"

/* A default as a node, so that it is read like anything written. */
static struct node fallback_node(const struct field *field)
{
    return (struct node){.kind = NODE_SCALAR, .text = field->fallback};
}

/* The node to read: what is written, else the default; NULL where there is neither. */
static const struct node *written_or_default(const struct field *field, const struct node *node, struct node *room)
{
    if (node || !field->fallback) return node;
    *room = fallback_node(field);
    return room;
}

static bool expect_scalar(struct loader *loader, const struct node *node, const char *path, const char *wanted)
{
    return loader_expect(loader, node, NODE_SCALAR, path, wanted);
}

/* --- text in languages --- */

/* A title or a label without a word would leave a gap where people read. */
static bool is_worded(struct loader *loader, const struct node *node, const char *path)
{
    if (node->text[strspn(node->text, " \t\n")]) return true;
    loader_error(loader, node->place, path, NULL, "must hold a text (found %-s)", loader_found(loader, node));
    return false;
}

static void text_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                      void *record)
{
    struct text *const text = (struct text *)(void *)((char *)record + field->offset);
    if (!node) return;
    if (node->kind == NODE_SCALAR) {
        if (is_worded(loader, node, path)) text->in[LANGUAGE_EN] = node->text;
        return;
    }
    if (!loader_expect(loader, node, NODE_MAP, path, "a text, or a map such as {en: …, fi: …, sv: …}")) return;
    for (const struct node *member = node->first; member; member = member->next) {
        const char *const member_path = loader_path(loader, path, member->key);
        const int language = language_find(member->key);
        if (language < 0)
            loader_error(loader, member->key_place, member_path, NULL, "unknown language (allowed: en, fi, sv)");
        else if (expect_scalar(loader, member, member_path, "a text") && is_worded(loader, member, member_path))
            text->in[language] = member->text;
    }
}

static void text_show(struct printer *printer, const struct field *field, const void *record)
{
    const struct text *const text = (const struct text *)(const void *)((const char *)record + field->offset);
    if (text_is_empty(text)) return;
    show_key(printer, field->key);
    text_buffer_add(&printer->out, " ");
    show_text(printer, text);
    text_buffer_add(&printer->out, "\n");
}

const struct kind kind_text = {"text, or map of languages", text_load, text_show};

/* --- text in one language --- */

static const char **string_of(const struct field *field, void *record)
{
    return (const char **)(void *)((char *)record + field->offset);
}

static void string_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    if (node && expect_scalar(loader, node, path, "a text")) *string_of(field, record) = node->text;
}

const struct kind kind_string = {"text", string_load, NULL};

/* A value that other code reads. */
static void node_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                      void *record)
{
    (void)loader;
    (void)path;
    if (field->detail) memcpy((char *)record + field->offset, &node, sizeof node);
}

const struct kind kind_node = {"see below", node_load, NULL};

/* --- yes or no --- */

static void switch_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    static const char *const words[] = {"no", "yes", "false", "true"};
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    if (!expect_scalar(loader, read, path, "yes or no")) return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (read->quoted || strcmp(read->text, words[i]) != 0) continue;
        *(bool *)((char *)record + field->offset) = i % 2;
        return;
    }
    loader_error(loader, read->place, path, NULL, "must be yes or no (found %-s)", loader_found(loader, read));
}

static void switch_show(struct printer *printer, const struct field *field, const void *record)
{
    show_line(printer, field->key, *(const bool *)((const char *)record + field->offset) ? "yes" : "no");
}

const struct kind kind_switch = {"yes or no", switch_load, switch_show};

/* --- one of several words --- */

static void choice_refuse(struct loader *loader, const char *const *names, const struct node *node, const char *path)
{
    struct nearest nearest = nearest_to(node->kind == NODE_SCALAR ? node->text : "");
    struct text_buffer list;
    text_buffer_init(&list, loader->arena);
    for (size_t i = 0; names[i]; i++) {
        nearest_offer(&nearest, names[i]);
        text_buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    }
    const char *const text = loader_need(loader, text_buffer_finish(&list));
    loader_error(loader, node->place, path, nearest_hint(loader, &nearest, NULL), "found %-s (allowed: %s)",
                 loader_found(loader, node), text ? text : "");
}

static void choice_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    const char *const *const names = field->detail;
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    if (!read) return;
    for (int i = 0; names[i]; i++) {
        if (read->kind != NODE_SCALAR || strcmp(read->text, names[i]) != 0) continue;
        *(int *)(void *)((char *)record + field->offset) = i;
        return;
    }
    choice_refuse(loader, names, read, path);
}

static void choice_show(struct printer *printer, const struct field *field, const void *record)
{
    const char *const *const names = field->detail;
    show_line(printer, field->key, names[*(const int *)(const void *)((const char *)record + field->offset)]);
}

const struct kind kind_choice = {"word", choice_load, choice_show};

/* --- numbers --- */

char *bounds_text(struct arena *arena, enum language language, const struct field *field)
{
    char low[40], high[40];
    number_write(field->least, low, sizeof low);
    number_write(field->most, high, sizeof high);
    char *const plus = strchr(high, '+'); /* 1e15, as people write it */
    if (plus) memmove(plus, plus + 1, strlen(plus));
    if (isinf(field->most)) {
        if (isinf(field->least)) return phrase_printf(arena, language, "any number");
        return phrase_printf(arena, language, field->above ? "above %s" : "at least %s", low);
    }
    if (isinf(field->least)) return phrase_printf(arena, language, "at most %s", high);
    return phrase_printf(arena, language, field->above ? "above %s to %s" : "%s to %s", low, high);
}

/* Whole percents without the percent sign: 20 for 20%. */
static const char *percent_hint(struct loader *loader, const struct field *field, const struct node *node, double value)
{
    const bool percents = field->unit == UNIT_SHARE || field->unit == UNIT_PER_YEAR;
    struct number number;
    if (!percents || node->kind != NODE_SCALAR || number_parse(node->text, &number) != NUMBER_OK) return NULL;
    if (number.suffix != SUFFIX_NONE || value / 100 < field->least || value / 100 > field->most) return NULL;
    char text[40];
    number_write(value, text, sizeof text);
    const char *const spelled = loader_need(loader, arena_printf(loader->arena, "%s%%", text));
    if (!spelled || number_parse(spelled, &number) != NUMBER_OK) return NULL;
    return loader_text(loader, "did you mean %s?", spelled);
}

/* 2036 where a number of years is wanted: a calendar year. */
static const char *calendar_hint(struct loader *loader, const struct field *field, double value)
{
    const int start = loader->scenario->settings.start_year, year = (int)fmin(fmax(value, 0), 9999);
    if (field->unit != UNIT_YEARS || year != value || year < 1900 || year > 2200) return NULL;
    if (field->kind != &kind_integer || start == 0 || year < start)
        return PHRASE("a number of years is meant, not a calendar year");
    return loader_text(loader, "from %d to %d: write %d years", start, year, year - start + 1);
}

/* What stands there; of a reference, its value as well. */
static const char *found_value(struct loader *loader, const struct node *node, double value)
{
    const char *const found = loader_found(loader, node);
    if (node->kind == NODE_SCALAR && node->text[0] != '$') return found;
    const char *const text = loader_text(loader, "%-s, which is %-g", found, value);
    return text ? text : "";
}

bool number_check(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                  double value)
{
    const bool low = field->above ? value > field->least : value >= field->least;
    if (low && value <= field->most) return true;
    const char *const bounds = loader_need(loader, bounds_text(loader->arena, loader->diagnostics->language, field));
    const char *const calendar = calendar_hint(loader, field, value);
    loader_error(loader, node->place, path, calendar ? calendar : percent_hint(loader, field, node, value),
                 "out of range (found %-s, allowed %s)", found_value(loader, node, value), bounds ? bounds : "");
    return false;
}

static bool number_refuse(struct loader *loader, const struct node *node, enum unit unit, const char *path)
{
    const char *const hint = node->kind == NODE_SCALAR ? hint_number(loader, node->text, unit) : NULL;
    loader_error(loader, node->place, path, hint, "must be %-s (found %-s)", number_wanted(unit),
                 loader_found(loader, node));
    return false;
}

/* 12.500 is twelve and a half, which a Finnish writer of money may not mean. */
static void warn_thousands(struct loader *loader, const struct node *node, enum unit unit, const char *path,
                           const struct number *number)
{
    const char *const point = strchr(node->text, '.');
    if (unit == UNIT_COUNT || !unit_is_money(unit) || !point || number->suffix != SUFFIX_NONE) return;
    if (strlen(point + 1) != 3 || strspn(point + 1, "0123456789") != 3) return;
    loader_warning(loader, node->place, path, "write thousands without a point: 12500, 12.5k",
                   "the point is a decimal point (%s is %g)", node->text, number->value);
}

bool number_load(struct loader *loader, const struct node *node, enum unit unit, const char *path, double *out)
{
    struct number number;
    if (node->kind != NODE_SCALAR || node->quoted) return number_refuse(loader, node, unit, path);
    const enum number_verdict verdict = number_parse(node->text, &number);
    if (verdict == NUMBER_NONE) return number_refuse(loader, node, unit, path);
    if (verdict == NUMBER_RANGE) {
        loader_error(loader, node->place, path, NULL,
                     "the number is too large or too small to compute with (found %-s)", loader_found(loader, node));
        return false;
    }
    if (!number_fits(number.suffix, unit)) {
        loader_error(loader, node->place, path, hint_number(loader, node->text, unit), "must be %-s (found %-s \"%s\")",
                     number_wanted(unit), number_suffix_noun(number.suffix), node->text);
        return false;
    }
    if (unit != UNIT_COUNT && unit_is_money(unit) && fabs(number.value) > MONEY_MOST) {
        loader_error(loader, node->place, path, NULL, "too great an amount of money (found %-s, allowed up to 1e15)",
                     loader_found(loader, node));
        return false;
    }
    warn_thousands(loader, node, unit, path, &number);
    *out = number.value;
    return true;
}

/* 1.200 where a whole number is wanted: the point groups thousands. */
static const char *thousands_hint(struct loader *loader, const struct node *node)
{
    const size_t whole = strspn(node->text, "0123456789");
    const char *const point = node->text + whole;
    if (whole == 0 || whole > 3 || *point != '.' || strlen(point + 1) != 3 || strspn(point + 1, "0123456789") != 3)
        return NULL;
    return loader_text(loader, "write %.*s%s", (int)whole, node->text, point + 1);
}

bool whole_number_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       double *out)
{
    double value;
    if (field->unit == UNIT_YEARS && node->kind == NODE_SCALAR && hint_years(node->text, &value) &&
        value != floor(value)) {
        loader_error(loader, node->place, path, NULL, "must be a whole number of years (found %-s)",
                     loader_found(loader, node));
        return false;
    }
    if (!number_load(loader, node, field->unit, path, &value)) return false;
    if (value != floor(value)) {
        loader_error(loader, node->place, path, thousands_hint(loader, node), "must be a whole number (found %-s)",
                     loader_found(loader, node));
        return false;
    }
    *out = value;
    return number_check(loader, field, node, path, value);
}

static void integer_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                         void *record)
{
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    double value;
    if (read && whole_number_load(loader, field, read, path, &value))
        *(int *)(void *)((char *)record + field->offset) = (int)value;
}

static void integer_show(struct printer *printer, const struct field *field, const void *record)
{
    char text[24];
    snprintf(text, sizeof text, "%d", *(const int *)(const void *)((const char *)record + field->offset));
    show_line(printer, field->key, text);
}

const struct kind kind_integer = {"whole number", integer_load, integer_show};

static void count_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                       void *record)
{
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    double value;
    if (read && whole_number_load(loader, field, read, path, &value))
        *(uint32_t *)(void *)((char *)record + field->offset) = (uint32_t)value;
}

static void count_show(struct printer *printer, const struct field *field, const void *record)
{
    char text[24];
    snprintf(text, sizeof text, "%lu",
             (unsigned long)*(const uint32_t *)(const void *)((const char *)record + field->offset));
    show_line(printer, field->key, text);
}

const struct kind kind_count = {"whole number", count_load, count_show};

static void seed_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                      void *record)
{
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    uint64_t *const seed = (uint64_t *)(void *)((char *)record + field->offset);
    if (read->kind == NODE_SCALAR && !read->quoted && number_parse_seed(read->text, seed)) return;
    loader_error(loader, read->place, path, NULL, "must be a whole number from 0 to 18446744073709551615 (found %-s)",
                 loader_found(loader, read));
}

static void seed_show(struct printer *printer, const struct field *field, const void *record)
{
    char text[24];
    snprintf(text, sizeof text, "%llu",
             (unsigned long long)*(const uint64_t *)(const void *)((const char *)record + field->offset));
    show_line(printer, field->key, text);
}

const struct kind kind_seed = {"whole number", seed_load, seed_show};

static void format_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                        void *record)
{
    (void)field;
    (void)record;
    if (node && (node->kind != NODE_SCALAR || strcmp(node->text, "1") != 0))
        loader_error(loader, node->place, path, "this program reads format 1; a newer format needs a newer program",
                     "unknown format (found %-s, allowed 1)", loader_found(loader, node));
}

static void format_show(struct printer *printer, const struct field *field, const void *record)
{
    (void)record;
    show_line(printer, field->key, "1");
}

const struct kind kind_format = {"whole number", format_load, format_show};

/* eur, €, euros: what is meant, in three capital letters. */
static const char *currency_hint(struct loader *loader, const char *text)
{
    static const struct {
        const char *found, *meant;
    } known[] = {{"\u20AC", "EUR"}, {"euro", "EUR"}, {"euros", "EUR"}, {"euroa", "EUR"},
                 {"kr", "SEK"},     {"$", "USD"},    {"\u00A3", "GBP"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(text, known[i].found) == 0) return loader_text(loader, "write %s", known[i].meant);
    if (strlen(text) != 3 || strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3) return NULL;
    char capitals[4] = "";
    for (int i = 0; i < 3; i++) capitals[i] = (char)(text[i] & ~0x20);
    return loader_text(loader, "write %s", capitals);
}

static void currency_load(struct loader *loader, const struct field *field, const struct node *node, const char *path,
                          void *record)
{
    struct node room;
    const struct node *const read = written_or_default(field, node, &room);
    *string_of(field, record) = field->fallback;
    if (!expect_scalar(loader, read, path, "three capital letters such as EUR")) return;
    if (strlen(read->text) == 3 && strspn(read->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
        *string_of(field, record) = read->text;
    else
        loader_error(loader, read->place, path, currency_hint(loader, read->text),
                     "must be three capital letters such as EUR (found %-s)", loader_found(loader, read));
}

static void currency_show(struct printer *printer, const struct field *field, const void *record)
{
    const char *text;
    memcpy(&text, (const char *)record + field->offset, sizeof text);
    show_line(printer, field->key, text);
}

const struct kind kind_currency = {"three letters", currency_load, currency_show};

bool numbers_load(struct loader *loader, const struct node *list, const struct field *field, const char *path,
                  size_t most, double **out_value, size_t *out_count)
{
    if (!loader_expect(loader, list, NODE_LIST, path, "a list of numbers such as [1, 2, 3]")) return false;
    if (list->count == 0 || list->count > most) {
        loader_error(loader, list->place, path, NULL, "wrong number of values (found %zu, allowed 1 to %zu)",
                     list->count, most);
        return false;
    }
    double *const value = loader_need(loader, ARENA_ARRAY(loader->arena, list->count, double));
    bool good = value != NULL;
    size_t n = 0;
    for (const struct node *element = list->first; value && element; element = element->next, n++) {
        const char *const at = loader_path_index(loader, path, n);
        good = number_load(loader, element, field->unit, at, &value[n]) &&
               number_check(loader, field, element, at, value[n]) && good;
    }
    *out_value = value;
    *out_count = n;
    return good;
}
